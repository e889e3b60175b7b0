#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One going and coming by several means: a train, then a tram, with one pair of times."""

from __future__ import annotations

import os
import re
import sys
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap

TODAY = "2026-06-29"


class Means(unittest.TestCase):
    """A window and an academy; each case goes on from where the one before it ended."""

    app: Any
    academy: Any
    stage: Any

    @classmethod
    def setUpClass(cls) -> None:
        from types import SimpleNamespace

        import stories
        from academy import Academy
        from driver import App
        from words import Words

        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = TODAY, f"{TODAY}T09:00:00+02:00"
        folder = Path(os.environ["TMPDIR"]) / "means"
        cls.academy = cls.enterClassContext(Academy(folder / "academy", today=TODAY))
        cls.app = App(folder, "--academy", cls.academy.address, words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 900))
        cls.stage = SimpleNamespace(app=cls.app, academy=cls.academy, complain=cls.fail)
        cls.app.start()
        for step in (stories.choose_academy, stories.type_number, stories.sign_in, stories.new_password, stories.first_list):
            step(cls.stage)
        stories.enter(cls.stage, stories.ORAL)
        stories.go_to_step(cls.stage, "Journey")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.app.kill()

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

        self.app.key("space")
        tram = re.compile("^Tram")
        item = wait_for(lambda: next((node for node in self.app.all("list item", tram) if node.parent and node.parent.role == "list"), None), "no tram to choose")
        choices = [node.name for node in item.parent.children if node.role == "list item"]
        now = wait_for(lambda: next((str(place) for place, node in enumerate(item.parent.children) if node.has("focused")), None), "no choice has the keyboard")
        for _ in range(choices.index(item.name) - int(now)):
            self.app.key("Down")
        self.app.key("Return")
        self.app.gone("list item", tram)
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


if __name__ == "__main__":
    session.enter()
    tap.main()
