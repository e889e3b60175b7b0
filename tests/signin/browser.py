#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session's browser for the tests: it is registered for http and https, is given an address, and follows the pages as a
person would. What it met last stands in BROWSER_LOG; BROWSER_DOES says what kind of person it is (in, refuses, nothing)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from parties import Browser


def main(address: str) -> None:
    """One visit."""
    log = Path(os.environ["BROWSER_LOG"])
    does = Path(os.environ["BROWSER_DOES"]).read_text(encoding="utf-8").strip()
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"opened {address.split('?')[0]}\n")
    if does == "nothing":
        return
    browser = Browser()
    page = browser.get(browser.sign_in(address, consent=does == "in"))
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"ended {page.status_code} {page.text!r}\n")


if __name__ == "__main__":
    main(sys.argv[1])
