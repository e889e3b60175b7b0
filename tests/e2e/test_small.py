#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The largest text in the window of a telephone: every page is whole from edge to edge, and the entry keeps its room."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap
from window_case import WindowCase

TODAY = "2026-06-29"
STEPS = ("Work", "Journey", "Nights and meals", "Receipts", "Review")
ENTER = re.compile("^(Continuer l’état de frais|J’ai effectué cette mission)$")
# Every kind of mission page: to be answered, returned, of one day with another, upcoming, sent, paid, without a follow-up.
SHOWN_ONLY = ("Philosophie", "Culture générale et expression", "Délibération du jury", "Épreuve orale d’admission", "Secrétariat du jury",
              "Grand oral, session de remplacement")
# One with a mission of the same day, one whose work was counted elsewhere, one that the office sent back.
ENTERED = ("Grand oral", "Réunion d’harmonisation du grand oral", "Histoire-géographie, géopolitique et sciences politiques",
           "Culture générale et expression")


class Small(WindowCase):
    """One window; each case goes on from where the one before it ended."""

    @classmethod
    def setUpClass(cls) -> None:
        import looks
        import screen

        cls.serve(TODAY)
        screen.scale_text(looks.SMALL_TEXT)
        cls.addClassCleanup(screen.scale_text, 100)
        cls.start_window(TODAY, "--academy", cls.academy.address, size=looks.SMALL)
        cls.stage = SimpleNamespace(app=cls.app, academy=cls.academy, complain=lambda what: None)

    def whole(self, name: str) -> None:
        """Nothing of what is open reaches over an edge."""
        import looks
        import screen

        screen.run("xdotool", "mousemove", "0", "0")
        with self.subTest(page=name):
            self.assertEqual(looks.settled(self.app.root), [])
        self.look(name)

    def open(self, paper: str) -> None:
        """The page of a mission."""
        import stories

        stories.show_list(self.stage)
        self.app.point(self.app.row("Missions", re.compile(f"^{re.escape(paper)} · ")))
        self.app.find("group", paper)

    def test_1_signing_in(self) -> None:
        from signing_in import NUMBER, PASSWORD

        self.app.see("Who convoked you?")
        self.whole("academie")
        self.app.click(re.compile("127.0.0.1"))
        self.app.find(name="Intervener number")
        self.whole("numero")
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", NUMBER)
        self.app.click("Sign in", role="button")
        self.app.see("Choose your password")
        self.whole("nouveau-mot-de-passe")
        self.app.fill("New password", PASSWORD)
        self.app.fill("The same once more", PASSWORD)
        self.app.click("Change and sign in", role="button")
        self.app.see("À compléter", timeout=30)
        self.whole("liste")

    def test_2_dialogs_of_the_list(self) -> None:
        for item, title in (("Accounts…", "Accounts"), ("Keyboard shortcuts", None)):
            self.app.click("Main menu", role="toggle button")
            self.app.click(item, role="menu item")
            self.app.dialog(title)
            self.whole(item.strip("…"))
            self.app.key("Escape")
            self.app.gone("dialog")
        self.app.click(re.compile("^Tout est à jour"), role="button")
        self.app.dialog("Waiting here")
        self.whole("en-attente")
        self.app.key("Escape")
        self.app.gone("dialog")

    def test_3_missions(self) -> None:
        for paper in SHOWN_ONLY:
            self.open(paper)
            self.whole(f"mission-{paper}")

    def test_4_what_a_mission_page_leads_to(self) -> None:
        self.open("Grand oral")
        self.whole("mission-Grand oral")
        for button in ("History", "Write to the exams office"):
            self.app.click(button, role="button")
            self.app.gone("button", ENTER)
            self.whole(button)
            self.app.key("alt+Left")
            self.app.find("button", ENTER)
        self.app.click("I did not do this mission…", role="button")
        self.app.dialog()
        self.whole("absence")
        self.app.key("Escape")
        self.app.gone("dialog")
        self.app.gone("alert dialog")

    def test_5_the_entry(self) -> None:
        import stories

        for paper in ENTERED:
            self.open(paper)
            self.app.click(ENTER, role="button")
            self.app.find("radio", stories.step_name(self.stage, "Receipts"))
            for step in STEPS:
                if self.app.all("radio", stories.step_name(self.stage, step)):
                    stories.go_to_step(self.stage, step)
                    self.whole(f"{paper}-{step}")
            self.app.key("alt+Left")
            self.app.gone("radio", stories.step_name(self.stage, "Receipts"))

    def test_6_two_thirds_of_the_entry_are_its_content(self) -> None:
        import looks
        import stories

        self.open("Histoire-géographie, géopolitique et sciences politiques")
        self.app.click(ENTER, role="button")
        self.app.find("button", re.compile("^Estimation"))
        for step in ("Work", "Receipts", "Review"):
            stories.go_to_step(self.stage, step)
            with self.subTest(step=step):
                views = {view.path: view.box()[3] for node in self.app.root.walk() if (view := looks.scrolls(node)) is not None}
                self.assertGreaterEqual(max(views.values()), looks.SMALL[1] * 2 // 3)
                self.assertFalse([node for node in self.app.all("label") if node.name.startswith("Étape ")])
        # What the foot has no room for is a press away, and has its name.
        self.app.find("button", "Save")
        self.assertTrue(self.app.all("toggle button", re.compile("académie|Gardé ici|saisi")))
        self.app.click("Validate…", role="button")
        self.app.dialog()
        self.whole("valider")
        self.app.key("Escape")
        self.app.gone("alert dialog")
        self.app.click(re.compile("^Estimation"), role="button")
        self.app.dialog()
        self.whole("estimation")
        self.app.key("Escape")


if __name__ == "__main__":
    session.enter()
    tap.main()
