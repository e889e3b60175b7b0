#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of what waits; and an academy that goes away in the middle of an entry, over a new start of the program."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap
from window_case import WindowCase

TODAY = "2026-06-16"
MISSION = "m-0042"
PHILOSOPHY = re.compile("^Philosophie · ")
SAVE = re.compile("^Philosophie · État de frais à enregistrer")


class Waiting(WindowCase):
    """One person; the academy comes and goes."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        cls.start_window(TODAY, "--academy", cls.academy.address)
        cls.connect()
        cls.app.point(cls.app.row("Missions", PHILOSOPHY))
        cls.app.click("I did this mission")
        cls.app.find("spin button", "Copies corrigées")

    def quantity(self) -> int | None:
        """The copies that the academy has."""
        statement: dict[str, Any] = self.academy.show(MISSION)["statement"]
        entries = (statement.get("work") or {}).get("entries") or []
        return entries[0]["quantity"] if entries else None

    def save(self, number: int) -> None:
        """Enters and saves."""
        self.app.set_value("Copies corrigées", number)
        self.app.click("Save", role="button")

    def open_page(self, foot: re.Pattern[str]) -> Any:
        """The page, from the foot of the list."""
        self.app.click(foot, role="button")
        return self.app.dialog("Waiting here")

    def test_0_what_was_entered_and_not_saved_is_told(self) -> None:
        self.app.set_value("Copies corrigées", 12)
        self.app.row("Missions", re.compile("^Philosophie · .*à enregistrer"))
        page = self.open_page(re.compile("^1 état de frais à enregistrer"))
        self.app.see(re.compile("^Philosophie · Saisie non enregistrée"), within=page)
        self.assertFalse([text for text in self.app.texts(page) if text.startswith("Tout est à jour")])
        self.look("non-enregistre")
        self.app.click(re.compile("^Ouvrir"), role="button", within=page)
        self.app.gone("dialog", "Waiting here")
        self.app.click(re.compile("Continuer|J’ai effectué|Reprendre"), role="button")
        self.assertEqual(self.app.text_of("Copies corrigées"), "12")
        self.assertIsNone(self.quantity())
        self.save(13)
        self.app.see(re.compile("^Tout est à jour"))
        self.assertEqual(13, self.quantity())

    def test_1_what_waits_is_listed_and_leaves_by_itself(self) -> None:
        self.academy.stop()
        self.save(40)
        page = self.open_page(re.compile("1 changement attend ici"))
        self.app.see(SAVE, within=page)
        self.app.see(re.compile("part tout seul"), within=page)
        self.app.see(re.compile("^Hors ligne"), within=page)
        self.assertFalse(self.app.all("button", re.compile("^Abandonner"), within=page))
        self.look("en-attente")
        self.academy.start()
        self.app.key("F5")
        self.app.see("Nothing waits here", within=page, timeout=60)
        self.look("rien-en-attente")
        self.assertEqual(40, self.quantity())
        self.app.key("Escape")

    def test_1b_what_was_typed_after_a_save_that_waits_is_not_said_to_be_in_it(self) -> None:
        self.academy.stop()
        self.save(50)
        self.app.see(re.compile("partira tout seul"))
        self.app.set_value("Copies corrigées", 51)
        self.app.see(re.compile("modifié depuis votre enregistrement.*enregistrez à nouveau"))
        self.app.row("Missions", re.compile("^Philosophie · .*à enregistrer"))
        page = self.open_page(re.compile("1 changement attend ici · 1 état de frais à enregistrer"))
        self.app.see(SAVE, within=page)
        self.app.see(re.compile("^Philosophie · Saisie non enregistrée"), within=page)
        self.look("modifie-depuis")
        self.app.key("Escape")
        self.app.gone("dialog", "Waiting here")
        # What is typed back to what was saved is in it.
        self.app.set_value("Copies corrigées", 50)
        self.app.see(re.compile("partira tout seul"))
        self.app.set_value("Copies corrigées", 52)
        self.app.see(re.compile("modifié depuis votre enregistrement.*enregistrez à nouveau"))
        self.academy.start()
        self.app.key("F5")
        self.app.see(re.compile("modifié depuis l’enregistrement de"), timeout=60)
        self.assertEqual(50, self.quantity())
        self.save(52)
        self.app.see(re.compile("^Tout est à jour"), timeout=30)
        self.assertEqual(52, self.quantity())

    def test_1c_a_question_about_what_waits_says_what_is_true_when_it_is_answered(self) -> None:
        self.academy.stop()
        self.save(53)
        self.app.see(re.compile("partira tout seul"))
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        page = self.app.dialog("Accounts")
        self.app.click("Remove from this computer…", role="button", within=page)
        question = self.app.dialog("Remove from this computer?")
        self.app.see(re.compile("^Philosophie"), within=question)
        self.app.find("button", "Remove and lose it", question)
        self.look("retirer-attend")
        self.academy.start()
        self.app.find("button", re.compile("^Retirer$"), question, timeout=90)
        self.app.see(re.compile("Tout a été envoyé"), within=question)
        self.assertFalse([text for text in self.app.texts(question) if text.startswith("Philosophie")])
        self.look("retirer-envoye")
        self.assertEqual(53, self.quantity())
        self.app.click("Cancel", role="button", within=question)
        self.app.gone("dialog", "Remove from this computer?")
        self.app.click(re.compile("^(Close|Fermer)$"), role="button", within=page)
        self.app.gone("dialog", "Accounts")

    def test_2_an_academy_that_goes_away_over_a_new_start(self) -> None:
        self.academy.stop()
        self.app.set_value("Copies corrigées", 41)
        self.save(42)
        self.app.see(re.compile("partira tout seul"))
        self.app.quit()
        self.app.start()
        page = self.app.find("group", "Philosophie")
        self.app.see(re.compile("^Gardé ici à .*partira tout seul"), within=page)
        self.open_page(re.compile("1 changement attend ici"))
        self.app.see(SAVE)
        self.app.key("Escape")
        self.academy.start()
        self.app.see(re.compile("^Tout est à jour"), timeout=90)
        self.assertEqual(42, self.quantity())

    def test_3_what_was_refused_is_tried_again_or_given_up(self) -> None:
        self.app.point(self.app.row("Missions", PHILOSOPHY))
        self.app.click(re.compile("Continuer|J’ai effectué|Reprendre"), role="button")
        self.academy.stop()
        self.save(43)
        self.app.see(re.compile("partira tout seul"))
        self.academy.start()
        self.academy.office("enter", MISSION, "--amount-cents", "5000")
        self.app.key("F5")
        self.app.see(re.compile("pas accepté par l’académie"), timeout=60)
        page = self.open_page(re.compile("^1 changement a été refusé"))
        self.app.see(SAVE, within=page)
        self.look("refuse-en-attente")
        self.app.key("F5")
        self.assertFalse([text for text in self.app.texts(page) if text.startswith(("Tout est à jour", "Hors ligne"))])
        self.app.click(re.compile("^Réessayer"), role="button", within=page)
        self.app.key("Escape")
        self.app.gone("dialog", "Waiting here")
        page = self.open_page(re.compile("^1 changement a été refusé"))
        self.app.click(re.compile("^Abandonner"), role="button", within=page)
        self.app.click("Give up", role="button", within=self.app.dialog("Give this up?"))
        self.app.see("Nothing waits here", within=page)


if __name__ == "__main__":
    session.enter()
    tap.main()
