# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of one window share: its academy, its day, its start and its end.

Nothing of the window's world is imported before `session.enter()` has made one: that is why the imports stand inside."""

from __future__ import annotations

import os
import re
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


class WindowCase(unittest.TestCase):
    """One window from the first start on; each case goes on from where the one before it ended."""

    app: Any
    academy: Any

    @classmethod
    def serve(cls, today: str) -> None:
        """An academy with the demonstration's missions, as of that day, until the tests are over."""
        from academy import Academy

        cls.academy = cls.enterClassContext(Academy(Path(os.environ["TMPDIR"]) / "academy", today=today))

    @classmethod
    def start_window(cls, today: str, *arguments: str, size: tuple[int, int] = (1100, 800)) -> None:
        """The program in French, on that day, until the tests are over."""
        from driver import App
        from words import Words

        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = today, f"{today}T09:00:00+02:00"
        cls.app = App(Path(os.environ["TMPDIR"]) / "window", *arguments, words=Words(HERE.parents[1] / "po", "fr"), size=size)
        cls.addClassCleanup(cls.app.kill)
        cls.app.start()

    def tearDown(self) -> None:
        self.app.silent()

    @classmethod
    def connect(cls, academy: str | re.Pattern[str] = re.compile("127.0.0.1")) -> None:
        """The first connection to that academy; the missions are there."""
        from signing_in import first_connection

        cls.app.click(academy)
        first_connection(cls.app)
        cls.app.see("À compléter")

    def look(self, name: str) -> None:
        """A picture, where someone asks for them."""
        if pictures := os.environ.get("IMAGIN_PICTURES"):
            self.app.screenshot(Path(pictures) / f"{name}.png")
