#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The private world: what is in it, and that nothing of it stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

import tap

SUPPORT = Path(__file__).resolve().parent
SCRIPT = """
import os, subprocess, sys
sys.path.insert(0, {support!r})
import session
home = session.enter(["-c", {again}])
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
lines = [str(home), os.environ["HOME"], os.environ["DISPLAY"], str(Atspi.get_desktop(0).get_child_count())]
subprocess.run(["secret-tool", "store", "--label=x", "k", "v"], input=b"secret", check=True, timeout=10)
lines.append(subprocess.run(["secret-tool", "lookup", "k", "v"], capture_output=True, text=True, check=True, timeout=10).stdout)
lines.append(oct(os.stat(os.environ["XDG_RUNTIME_DIR"]).st_mode & 0o777))
subprocess.Popen(["setsid", "sleep", "1234"])
print("\\n".join(lines), flush=True)
{ending}
"""


def run_inside(ending: str) -> subprocess.CompletedProcess[str]:
    """Runs the script in a world of its own; `ending` is its last line."""
    script = SCRIPT.format(support=str(SUPPORT), again="open(os.environ['IMAGIN_SCRIPT']).read()", ending=ending)
    path = Path(os.environ["TMPDIR_OF_TEST"]) / "script.py"
    path.write_text(script, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "IMAGIN_TEST_SESSION"} | {"IMAGIN_SCRIPT": str(path)}
    return subprocess.run([sys.executable, str(path)], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=50, check=False)


def left_over(home: str) -> list[str]:
    """The processes that still carry this world's folder in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"IMAGIN_TEST_SESSION={home}".encode() in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


class World(unittest.TestCase):
    """A test's own display, buses, keyring and homes."""

    def setUp(self) -> None:
        import tempfile
        self._folder = tempfile.TemporaryDirectory()
        os.environ["TMPDIR_OF_TEST"] = self._folder.name
        self.addCleanup(self._folder.cleanup)

    def check_nothing_left(self, home: str) -> None:
        """Neither folder nor process."""
        self.assertFalse(Path(home).exists())
        deadline = time.monotonic() + 2
        while left_over(home) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(left_over(home), [])

    def test_it_has_a_display_a_keyring_and_homes(self) -> None:
        answer = run_inside("")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        home, person, display, _, secret, mode = answer.stdout.splitlines()
        self.assertTrue(person.startswith(home))
        self.assertRegex(display, r"^:\d+$")
        self.assertEqual((secret, mode), ("secret", "0o700"))
        self.check_nothing_left(home)

    def test_nothing_stays_after_a_failure(self) -> None:
        answer = run_inside("raise SystemExit(7)")
        self.assertEqual(answer.returncode, 7, answer.stderr)
        self.check_nothing_left(answer.stdout.splitlines()[0])


if __name__ == "__main__":
    tap.main()
