#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An academy that comes back from an older backup, and one that suddenly has next to no mission."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
from contextlib import closing
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


class Restored(WindowCase):
    """One person, whose academy has bad days."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        cls.start_window(TODAY, "--academy", cls.academy.address)
        cls.connect()

    def change(self, *statements: str) -> None:
        """The academy stops, its data are changed, and it starts again: in another epoch, as after a backup."""
        self.academy.stop()
        with closing(sqlite3.connect(self.academy.data / "academy.sqlite")) as database:
            for statement in (*statements, "DELETE FROM settings WHERE name = 'epoch'"):
                database.execute(statement)
            database.commit()
        self.academy.start()
        self.app.key("F5")

    def statement(self) -> dict[str, Any]:
        """As the academy has it."""
        statement: dict[str, Any] = self.academy.show(MISSION)["statement"]
        return statement

    def quantity(self) -> int | None:
        """The copies that the academy has."""
        entries = (self.statement().get("work") or {}).get("entries") or []
        return entries[0]["quantity"] if entries else None

    def status(self) -> str:
        """Of the work part."""
        return next(str(part["status"]["code"]) for part in self.statement()["parts"] if part["part"] == "work")

    def test_1_what_was_forgotten_is_sent_again(self) -> None:
        from a11y import wait_for

        self.academy.stop()
        backup = self.academy.data.with_name("backup")
        shutil.copytree(self.academy.data, backup)
        self.academy.start()
        self.app.point(self.app.row("Missions", PHILOSOPHY))
        self.app.click("I did this mission")
        self.app.set_value("Copies corrigées", 124)
        self.app.click("Save", role="button")
        wait_for(lambda: self.quantity() == 124, "the academy never got the copies", 60)
        self.academy.stop()
        shutil.rmtree(self.academy.data)
        shutil.copytree(backup, self.academy.data)
        self.academy.start()
        self.assertIsNone(self.quantity())
        self.change()
        wait_for(lambda: self.quantity() == 124, "the academy never got again what it forgot", 90)
        self.assertEqual("to_validate", self.status())

    def test_2_an_academy_without_missions_is_not_believed_at_once(self) -> None:
        self.change("DELETE FROM missions WHERE id NOT IN ('m-0042', 'm-0077')")
        self.app.see(re.compile("n’a plus la plupart de vos missions"), timeout=60)
        self.look("plus-de-missions")
        self.app.row("Missions", re.compile("^Prévention, santé, environnement · "))
        self.app.click("Choose…", role="button")
        question = self.app.dialog("Remove most missions?")
        self.look("plus-de-missions-question")
        self.app.click("Keep them here", role="button", within=question)
        self.app.gone("button", "Keep them here")
        self.app.row("Missions", re.compile("^Prévention, santé, environnement · "))

    def test_3_the_person_lets_them_go(self) -> None:
        from a11y import wait_for

        self.app.click("Choose…", role="button")
        self.app.click("Remove them", role="button", within=self.app.dialog("Remove most missions?"))
        wait_for(lambda: not self.app.all(name=re.compile("^Prévention, santé, environnement · ")), "they are still there", 60)
        self.app.row("Missions", PHILOSOPHY)
        self.app.gone("button", "Choose…")


if __name__ == "__main__":
    session.enter()
    tap.main()
