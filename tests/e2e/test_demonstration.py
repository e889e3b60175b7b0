#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demonstration as a person meets it: both academies at one sign-in, every mission with its fields, begun anew."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap

NUMBER, PASSWORD = "0482917", "un-mot-de-passe-2026"
TODAY = "2026-06-16"


class Demonstration(unittest.TestCase):
    """One window from the first start on; each case goes on from where the one before it ended."""

    app: Any
    data: Path

    @classmethod
    def setUpClass(cls) -> None:
        from driver import App
        from words import Words

        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = TODAY, f"{TODAY}T09:00:00+02:00"
        cls.data = Path(os.environ["XDG_DATA_HOME"]) / "imagin"
        cls.app = App(Path(os.environ["TMPDIR"]) / "demonstration", "--demo", words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 800))
        cls.app.start()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.app.kill()

    def show(self, academy: str, what: str = "missions") -> Any:
        """What an academy of the demonstration holds."""
        answer = subprocess.run([os.environ["IMAGIN_ACADEMY"], "show", what, "--json", "--data", str(self.data / academy)], capture_output=True, text=True, timeout=30, check=True)
        return json.loads(answer.stdout)

    def open(self, paper: str) -> None:
        """The page of the mission of that paper."""
        self.app.point(self.app.row("Missions", re.compile(f"^{re.escape(paper)} · ")))
        self.app.find("group", paper)

    def test_1_one_sign_in_opens_both_academies(self) -> None:
        self.app.click("Demonstration academy", role="button")
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", NUMBER)
        self.app.click("Sign in", role="button")
        self.app.see("Choose your password")
        self.app.fill("New password", PASSWORD)
        self.app.fill("The same once more", PASSWORD)
        self.app.click("Change and sign in", role="button")
        self.app.see("2 académies")
        self.app.row("Missions", re.compile("^Philosophie · "))
        self.app.row("Missions", re.compile("^Leçon et entretien avec le jury · "))
        held = [len(self.show(academy)["missions"]) for academy in ("demonstration", "demonstration-competitions")]
        self.assertGreaterEqual(sum(held), 18)

    def test_2_it_is_there_at_the_next_start_without_a_password(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.app.see("2 académies")
        self.app.row("Missions", re.compile("^Réunion du jury de concours · "))
        self.app.row("Missions", re.compile("^Grand oral · "))

    def copies(self) -> list[int]:
        """What the demonstration's first academy has of the marking mission."""
        work = self.show("demonstration", "m-0042")["statement"].get("work") or {}
        return [entry["quantity"] for entry in work.get("entries") or []]

    def test_8_it_begins_anew_and_asks_first(self) -> None:
        from a11y import wait_for

        self.open("Philosophie")
        self.app.click("I did this mission", role="button")
        self.app.fill("Copies corrigées", "77")
        self.app.key("ctrl+s")
        wait_for(lambda: self.copies() == [77], "the academy never got the copies", 20)
        self.app.click("Main menu", role="toggle button")
        self.app.click("Begin the demonstration anew…", role="menu item")
        dialog = self.app.dialog()
        wait_for(lambda: any(node.has("focused") and node.name == self.app.words("Cancel") for node in dialog.walk()), lambda: f"the harmless answer has no keyboard:\n{dialog.dump()}")
        self.app.click("Begin anew", role="button", within=dialog)
        wait_for(lambda: self.copies() == [], "the academy still has the copies", 20)
        self.app.see("Choose a mission")
        self.open("Philosophie")
        self.app.find("button", "I did this mission", timeout=20)
        self.assertFalse(self.app.all("button", "Go on with the statement"))
        self.app.see("2 académies")


if __name__ == "__main__":
    session.enter()
    tap.main()
