#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the toolkit starts: of the two themes, only the one that is shown is read."""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import session
import tap

# GTK's own styles, which libadwaita puts aside; GLib reads them from a folder of ours instead.
THEME = "/org/gtk/libgtk/theme/Default"
STYLES = ("Default-light.css", "Default-dark.css", "Default-hc.css", "Default-hc-dark.css", "gtk.css")
# It cannot be read without a word of GTK.
UNREADABLE = "this is no style {{{"
COMPLAINT = "Theme parser"


class Toolkit(unittest.TestCase):
    """The window on GTK's own theme made unreadable."""

    def said(self, **environment: str) -> str:
        """What the program says from its start to its first window."""
        from driver import App

        folder = Path(os.environ["TMPDIR"]) / self._testMethodName
        styles = folder / "theme"
        styles.mkdir(parents=True)
        for name in STYLES:
            (styles / name).write_text(UNREADABLE, encoding="utf-8")
        app = App(folder / "window")
        app.environment |= {"G_RESOURCE_OVERLAYS": f"{THEME}={styles}", **environment}
        self.addCleanup(app.kill)
        app.start()
        return app.errors()

    def test_its_own_theme_is_not_read(self) -> None:
        self.assertNotIn(COMPLAINT, self.said())

    def test_a_theme_that_somebody_wishes_is_read(self) -> None:
        self.assertIn(COMPLAINT, self.said(GTK_THEME="Default"))


if __name__ == "__main__":
    session.enter()
    tap.main()
