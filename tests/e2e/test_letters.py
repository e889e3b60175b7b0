#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Remarks to the exams office, written without a network; and what a look alone must never write."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap
from window_case import WindowCase

TODAY = "2026-06-16"
FIRST, SECOND = "Le train de 18 h est en retard.", "Qui dirige le jury ?"
PREVENTION = re.compile("^Prévention, santé, environnement · ")
GRAND_ORAL = re.compile("^Grand oral · ")
FRENCH_ORAL = re.compile("^Français, épreuve anticipée orale · .*Bergerac")


def forget_distance(database: Path) -> None:
    """The academy has a journey by car whose distance nobody has said: the member is absent."""
    with sqlite3.connect(database) as academy:
        academy.execute("UPDATE statements SET entered = json_remove(entered, '$.travel.journeys[0].distance_km') WHERE mission_id = 'm-0104'")


class Letters(WindowCase):
    """One person; the academy comes and goes."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        cls.academy.stop()
        forget_distance(cls.academy.data / "academy.sqlite")
        cls.academy.start()
        cls.start_window(TODAY, "--academy", cls.academy.address)
        cls.connect()

    def kept(self) -> dict[str, list[Any]]:
        """All that the store holds of what the person did."""
        path = next(Path(os.environ["XDG_DATA_HOME"]).rglob("store.db"))
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
            return {table: sorted(map(repr, store.execute(f"SELECT * FROM {table}"))) for table in ("draft", "outbox", "receipt")}

    def received(self, mission: str) -> list[str]:
        """The remarks that the office has."""
        return [remark["text"] for remark in self.academy.show(mission)["remarks"]]

    def open_page(self) -> None:
        """From the mission to the page where one writes to the office."""
        self.app.click("Write to the exams office", role="button")
        self.app.find("text box", "Your remark")

    def write(self, text: str) -> None:
        """Writes and sends."""
        from a11y import wait_for

        self.open_page()
        wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words("Your remark"), "the remark has no keyboard")
        self.app.type_text(text)
        self.app.see("Kept here until you send it.")
        self.app.click("Send", role="button")
        self.app.see("Kept here; it leaves by itself")

    def offline(self) -> None:
        """The academy is gone, and the window knows."""
        self.academy.stop()
        self.app.key("F5")
        self.app.see("Offline", timeout=30)

    def test_1_written_without_a_network_it_is_kept(self) -> None:
        self.app.point(self.app.row("Missions", GRAND_ORAL))
        self.app.find("group", "Grand oral")
        self.offline()
        self.write(FIRST)
        self.app.kill()
        self.app.restart()
        self.app.see("1 remarque est gardée ici", timeout=20)
        self.open_page()
        self.app.see(FIRST)
        self.app.see("Kept here; it leaves by itself")

    def test_2_it_arrives_once(self) -> None:
        from a11y import wait_for

        self.academy.start()
        self.app.key("F5")
        wait_for(lambda: self.received("m-0077") == [FIRST], lambda: f"the office has {self.received('m-0077')}", 30)
        self.app.see("Au bureau des examens depuis le mardi 16 juin 2026", timeout=20)
        self.app.kill()
        self.app.restart()
        self.app.see("1 remarque envoyée", timeout=30)
        self.app.key("F5")
        self.app.see("Tout est à jour", timeout=20)
        self.assertEqual(self.received("m-0077"), [FIRST])

    def test_3_a_refused_one_says_what_to_do_next(self) -> None:
        from a11y import wait_for

        self.app.point(self.app.row("Missions", FRENCH_ORAL))
        self.app.find("group", "Français, épreuve anticipée orale")
        self.offline()
        self.write(SECOND)
        self.academy.office("withdraw", "m-0083")
        self.academy.start()
        self.app.key("F5")
        self.app.see(re.compile("^Refusée?\\. L’académie ne connaît plus"), timeout=30)
        self.app.find("button", "Write it again")
        self.look("letter-refused")
        self.app.kill()
        self.app.restart()
        self.app.see("A remark was refused", timeout=30)
        self.open_page()
        self.app.see(SECOND)
        self.app.click("Write it again", role="button")
        wait_for(lambda: self.app.text_of("Your remark") == SECOND, lambda: f"it holds {self.app.text_of('Your remark')!r}")

    def look_through(self, name: re.Pattern[str], title: str) -> None:
        """Opens a mission's entry, goes to each step and back, and leaves."""
        self.app.point(self.app.row("Missions", name))
        self.app.find("group", title)
        before = self.kept()
        self.app.click(re.compile(f"^({self.app.words('I did this mission')}|{self.app.words('Go on with the statement')})$"), role="button")
        for step in ("Journey", "Nights and meals", "Journey", "Receipts", "Review"):
            self.app.click(re.compile(f"^[0-9] {self.app.words(step)}"), role="radio")
            self.app.see(re.compile("^(Rien n’est encore saisi|Enregistré à l’académie|Tel que l’académie)"))
        self.app.key("alt+Left")
        self.app.find("button", "Write to the exams office")
        self.app.kill()
        self.assertEqual(self.kept(), before, "a look at the steps wrote something")
        self.app.restart()
        self.app.find("list", "Missions")

    def test_4_looking_at_a_journey_writes_nothing(self) -> None:
        self.app.key("alt+Left")
        self.look_through(GRAND_ORAL, "Grand oral")
        self.look_through(PREVENTION, "Prévention, santé, environnement")


if __name__ == "__main__":
    session.enter()
    tap.main()
