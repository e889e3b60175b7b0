#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One going and coming by several means: a train, then a tram, with one pair of times."""

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

TODAY = "2026-06-29"


class Means(WindowCase):
    """A window and an academy; each case goes on from where the one before it ended."""

    stage: Any

    @classmethod
    def setUpClass(cls) -> None:
        from types import SimpleNamespace

        import stories

        cls.serve(TODAY)
        cls.start_window(TODAY, "--academy", cls.academy.address, size=(1100, 900))
        cls.stage = SimpleNamespace(app=cls.app, academy=cls.academy, complain=cls.fail)
        cls.connect()
        stories.enter(cls.stage, stories.ORAL)
        stories.go_to_step(cls.stage, "Journey")

    def journeys(self) -> list[dict]:
        """The journeys as the academy has them."""
        import stories

        return (stories.statement(self.stage, stories.ORAL).get("travel") or {}).get("journeys") or []

    def test_1_the_first_mission_of_the_day_is_where_the_journey_is_entered(self) -> None:
        self.app.see("The journey of the day is entered here, once, and counts for the others.")
        self.assertFalse(self.app.all("button", re.compile("^Ouvrir Réunion d’harmonisation")), "it sends away what belongs here")

    def test_2_a_new_journey_has_the_keyboard(self) -> None:
        self.app.click("Declare a journey", role="button")
        self.app.find("text box", "Day of departure")
        focused = self.app.focused()
        self.assertEqual(focused and focused.name, self.app.words("Day of departure"))

    def test_3_one_more_means_keeps_the_times(self) -> None:
        import stories
        from a11y import wait_for

        self.app.fill("Time of departure", "6h40")
        self.app.fill("Time of return", "19h30")
        self.app.fill("Day of return", "19/6")
        stories.choose(self.stage, "By what", "Train")
        self.app.fill("Prix des billets", "48,60")
        self.app.key("Tab")
        self.app.click("Another means for this journey", role="button")
        wait_for(lambda: len(self.app.all("combo box", "By what")) == 2, "no second means came")
        self.assertEqual(len(self.app.all("text box", "Day of departure")), 1, "the times are asked for once")
        second = self.app.all("toggle button", "By what")[1]
        wait_for(lambda: self.app.focused() is not None and self.app.focused().path == second.path, lambda: f"{self.app.focused()} has the keyboard")

    def test_4_both_reach_the_academy_with_the_same_times(self) -> None:
        import stories
        from a11y import wait_for

        stories.choose(self.stage, "By what", re.compile("^Tram"), number=1)
        self.app.fill("Prix des billets", "3,40", number=1)
        self.app.key("Tab")
        # The first one's times are changed last: the second follows.
        self.app.fill("Time of return", "20h15")
        self.app.key("Tab")
        stories.press_save(self.stage)
        wait_for(lambda: len(self.journeys()) == 2 and self.journeys()[1].get("fare_cents") == 340, lambda: f"the academy has {self.journeys()}", 20)
        times = {(journey["left_at"], journey["arrived_back_at"]) for journey in self.journeys()}
        self.assertEqual(times, {("2026-06-19T06:40:00+02:00", "2026-06-19T20:15:00+02:00")})
        self.assertEqual([journey["means"] for journey in self.journeys()][0], "train")

    def test_5_meals_are_counted_once(self) -> None:
        import stories

        meals = stories.statement(self.stage, stories.ORAL)["travel"]["meals"]
        self.assertEqual(len([meal for meal in meals if meal["claimed"]]), 1, "lunch alone, and once: 18 to 21 h was not spent away as a whole")

    def test_6_an_incomplete_one_is_named(self) -> None:
        import stories

        self.app.click("Another journey", role="button")
        stories.go_to_step(self.stage, "Review")
        self.app.see(re.compile("^Trajet 3 : "))

    def test_7_what_is_chosen_stays_chosen(self) -> None:
        import stories
        from a11y import wait_for

        stories.go_to_step(self.stage, "Journey")
        stories.choose(self.stage, "By what", "Train", number=2)
        self.app.point(self.app.all("toggle button", "By what")[2])
        wait_for(lambda: self.app.all("list item", "Train"), "the list does not open")
        self.assertFalse(self.app.all("list item", "To be chosen"), "a means can be taken back, and is kept all the same")
        self.app.key("Escape")
        self.app.gone("list item", "Taxi")

    def footer(self) -> dict[str, int]:
        """How wide the buttons of the foot are."""
        return {name: self.app.find("button", name).box()[2] for name in ("Previous", "Save", "Next")}

    def test_8_how_a_time_is_typed_is_said_and_the_foot_keeps_its_buttons(self) -> None:
        import stories
        from a11y import wait_for

        stories.go_to_step(self.stage, "Work")
        self.app.click("Add a session", role="button")
        self.app.fill("To", "12h")
        self.app.fill("From", "25h")
        self.app.see("Write a time, such as 8:30")
        self.app.fill("From", "9h")
        wait_for(lambda: self.app.words("Write a time, such as 8:30") not in self.app.texts(), "a time that can be read is not taken")
        wide = self.footer()
        self.app.fill("From", "huit heures")
        self.app.see("Write a time, such as 8:30")
        wait_for(lambda: any(self.app.words("“Save” waits until each session has its day, its start and its end") in text for text in self.app.texts()),
                 lambda: f"no reason stands at the foot:\n{self.app.dump()}")
        self.look("foot-1100")
        self.assertEqual(self.footer(), wide, "the buttons give way to the reason")
        self.app.resize(400, 800)
        self.look("foot-400")
        self.app.resize(1100, 900)


if __name__ == "__main__":
    session.enter()
    tap.main()
