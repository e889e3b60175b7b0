#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two computers of one person: what fits together is put together, what does not is chosen line by line."""

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
NOTE = "Depuis la salle des professeurs"


def copies(number: int) -> Any:
    """The change to that number of copies."""

    def change(statement: dict[str, Any]) -> None:
        statement["work"]["entries"] = [{"key": "copies", "quantity": number}]

    return change


class Conflict(WindowCase):
    """The window's computer is offline while the other one saves."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        cls.start_window(TODAY, "--academy", cls.academy.address)
        cls.connect()
        from other_computer import OtherComputer

        cls.other = OtherComputer(cls.academy.address)
        cls.app.point(cls.app.row("Missions", PHILOSOPHY))
        cls.app.click("I did this mission")
        cls.app.find("spin button", "Copies corrigées")

    def entered(self) -> dict[str, Any]:
        """What the academy has."""
        statement: dict[str, Any] = self.academy.show(MISSION)["statement"]
        return statement

    def quantity(self) -> int | None:
        """The copies that the academy has."""
        entries = (self.entered().get("work") or {}).get("entries") or []
        return entries[0]["quantity"] if entries else None

    def save_here(self, number: int) -> None:
        """Enters and saves without a network; the other computer is quicker."""
        self.app.set_value("Copies corrigées", number)
        self.app.click("Save", role="button")

    def test_1_each_another_field(self) -> None:
        self.other.save(MISSION, lambda statement: statement.update(note=NOTE))
        self.save_here(124)
        self.app.see(re.compile("^Enregistré à l’académie"))
        self.assertEqual(124, self.quantity())
        self.assertEqual(NOTE, self.entered()["note"])

    def test_2_both_changed_the_same(self) -> None:
        self.other.save(MISSION, copies(99))
        self.save_here(120)
        self.app.click("Choose…", role="button")
        self.app.find("radio", re.compile("^120 copies, Vous, sur cet ordinateur"))
        self.app.find("radio", re.compile("^99 copies, Vous, sur un autre ordinateur"))
        self.look("conflit")
        self.assertFalse(self.app.find("button", "Send", within=self.app.dialog()).has("sensitive"))
        self.assertEqual(99, self.quantity())

    def test_3_later_loses_nothing(self) -> None:
        self.app.click("Decide later", role="button")
        self.app.gone("dialog", "Two versions")
        self.assertEqual(99, self.quantity())
        self.app.click("Choose…", role="button")
        self.app.click(re.compile("^120 copies, "), role="radio")
        self.app.click("Send", role="button", within=self.app.dialog())
        self.app.gone("dialog", "Two versions")
        self.app.see(re.compile("^Enregistré à l’académie"))
        self.assertEqual(120, self.quantity())
        self.assertEqual(NOTE, self.entered()["note"])

    def test_4_the_other_s_is_taken(self) -> None:
        self.other.save(MISSION, copies(98))
        self.save_here(121)
        self.app.click("Choose…", role="button")
        self.app.click(re.compile("^98 copies, "), role="radio")
        self.app.click("Send", role="button", within=self.app.dialog())
        self.app.gone("dialog", "Two versions")
        self.app.see(re.compile("Comme à l’académie|^Enregistré à l’académie"))
        self.assertEqual(98, self.quantity())
        self.assertEqual(98, self.app.find("spin button", "Copies corrigées").value)


if __name__ == "__main__":
    session.enter()
    tap.main()
