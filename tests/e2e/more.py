#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of what seldom comes: the tests whose screens the story of the tour does not pass, each in a world of its own.

    more.py [DIR]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PICTURE = re.compile(r"\bself\.look\(")


def tests() -> list[Path]:
    """Those that take pictures where somebody asks for them."""
    return [path for path in sorted(HERE.glob("test_*.py")) if PICTURE.search(path.read_text(encoding="utf-8"))]


def main() -> int:
    """Runs them one after the other, and counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default="out", type=Path)
    folder = parser.parse_args().folder.resolve() / "more"
    failed, started = 0, time.monotonic()
    for path in tests():
        own = folder / path.stem.removeprefix("test_")
        own.mkdir(parents=True, exist_ok=True)
        for old in own.glob("*.png"):
            old.unlink()
        answer = subprocess.run([sys.executable, str(path)], env=os.environ | {"IMAGIN_PICTURES": str(own)}, capture_output=True, text=True, check=False)
        pictures = len(list(own.glob("*.png")))
        failed += answer.returncode != 0 or pictures == 0
        print(f"{own.name}: pictures={pictures}{'' if answer.returncode == 0 else ' FAILED'}", flush=True)
        if answer.returncode != 0:
            print(answer.stdout[-3000:], file=sys.stderr)
    print(f"tour more={len(tests())} pictures={len(list(folder.rglob('*.png')))} failed={failed} seconds={time.monotonic() - started:.0f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
