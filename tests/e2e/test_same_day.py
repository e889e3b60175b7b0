#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two missions of one day: each names the other and goes there, and "back" returns to where one was."""

from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap
from window_case import WindowCase

TODAY = "2026-06-29"
FIRST, SECOND = "Grand oral", "Réunion d’harmonisation du grand oral"


class SameDay(WindowCase):
    """A window and an academy; each case goes on from where the one before it ended."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        cls.start_window(TODAY, "--academy", cls.academy.address, size=(1100, 900))
        cls.connect()

    def chosen(self) -> str:
        """The row that the list marks."""
        return next((row.name for row in self.app.all("list item", within=self.app.find("list", "Missions")) if row.has("selected")), "")

    def wait_shown(self, paper: str) -> None:
        """Its page is in sight, and the list marks it."""
        from a11y import wait_for

        self.app.find("group", paper)
        wait_for(lambda: self.chosen().startswith(f"{paper} · "), lambda: f"the list marks {self.chosen()!r}")

    def test_1_the_page_names_the_first_mission_of_the_day(self) -> None:
        self.app.point(self.app.row("Missions", re.compile(f"^{SECOND} · ")))
        self.app.find("group", SECOND)
        self.app.see("The same day")
        self.app.see("The first mission of the day: the journey is entered there, once, and counts for this one.")
        self.look("same-day")

    def test_2_it_goes_there(self) -> None:
        self.app.click(f"Ouvrir {FIRST}", role="button")
        self.wait_shown(FIRST)
        self.app.see("The journey that you enter here counts for it, too: nothing to type there.")
        self.look("same-day-first")

    def test_3_back_returns(self) -> None:
        self.app.key("alt+Left")
        self.wait_shown(SECOND)

    def test_4_there_and_back_by_the_rows_ends_where_it_began(self) -> None:
        self.app.click(f"Ouvrir {FIRST}", role="button")
        self.wait_shown(FIRST)
        self.app.click(f"Ouvrir {SECOND}", role="button")
        self.wait_shown(SECOND)
        self.assertFalse(self.app.all("button", "Retour"), "one page lies upon another for ever")

    def test_5_an_entry_is_left_for_the_other_mission_and_come_back_to(self) -> None:
        from types import SimpleNamespace

        import stories

        stage = SimpleNamespace(app=self.app, academy=self.academy, complain=self.fail)
        self.app.click("I did this mission", role="button")
        stories.go_to_step(stage, "Journey")
        self.app.click(f"Ouvrir {FIRST}", role="button")
        self.wait_shown(FIRST)
        self.app.key("alt+Left")
        self.app.find("radio", stories.step_name(stage, "Journey"))
        self.app.see("The first mission of the day: the journey is entered there, once, and counts for this one.")

    def test_6_choosing_in_the_list_leaves_one_page(self) -> None:
        self.app.click(f"Ouvrir {FIRST}", role="button")
        self.wait_shown(FIRST)
        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        self.wait_shown("Philosophie")
        self.assertFalse(self.app.all("button", "Retour"), "it lies upon what was visited")

    def included(self) -> int:
        """How many other missions are said to need no journey."""
        return len(self.app.all("label", "Included in this journey: nothing to type there."))

    def test_7_a_journey_of_one_day_is_not_one_of_the_next(self) -> None:
        from types import SimpleNamespace

        import stories
        from a11y import wait_for

        # A second other mission, on the second day of the first one.
        self.academy.office("move", "m-0131", "--starts", "2026-06-22T14:00", "--ends", "2026-06-22T17:00")
        stage = SimpleNamespace(app=self.app, academy=self.academy, complain=self.fail)
        stories.enter(stage, stories.ORAL)
        stories.go_to_step(stage, "Journey")
        self.app.find("button", "Declare a journey")
        wait_for(lambda: any(text.startswith("Délibération du jury") for text in self.app.texts()), "the other mission does not come", 20)
        self.app.click("Declare a journey", role="button")
        self.assertEqual(self.included(), 0)
        self.app.fill("Time of departure", "6h30")
        self.app.fill("Day of return", "19/6")
        self.app.fill("Time of return", "20h")
        self.app.key("Tab")
        wait_for(lambda: self.included() == 1, lambda: f"it is said {self.included()} times:\n{self.app.dump()}")
        self.app.see("A journey of that day is entered once: here or there.")
        self.look("same-day-next")
        self.app.fill("Day of return", "22/6")
        self.app.key("Tab")
        wait_for(lambda: self.included() == 2, lambda: f"it is said {self.included()} times:\n{self.app.dump()}")


if __name__ == "__main__":
    session.enter()
    tap.main()
