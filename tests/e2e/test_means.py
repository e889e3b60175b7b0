#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One going and coming by several means: a train, then a tram, with one pair of times."""

from __future__ import annotations

import re
import sys
import time
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

    def label_of(self, step: str) -> str:
        """What stands on the toggle of a step: its figure or its mark, and its name."""
        toggle = self.app.find("radio", re.compile(rf"^(\d )?{re.escape(self.app.words(step))}$"))
        return next((node.name for node in toggle.walk() if node.role == "label"), toggle.name)

    def test_1b_receipts_are_not_done_before_the_journey_is_known(self) -> None:
        import stories
        from a11y import wait_for

        stories.go_to_step(self.stage, "Work")
        self.app.click("Add a session", role="button")
        self.app.fill("From (hh:mm)", "8h")
        self.app.fill("To (hh:mm)", "12h")
        self.app.set_value(self.app.words("%s, in all").replace("%s", "Candidats entendus"), 5)
        wait_for(lambda: "✓" in self.label_of("Work"), lambda: f"the work is not done: {self.label_of('Work')}")
        self.look("steps")
        self.assertNotIn("✓", self.label_of("Receipts"))
        stories.go_to_step(self.stage, "Journey")

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

    def test_4b_where_it_is_saved_is_said_once_and_everywhere(self) -> None:
        import stories
        from a11y import wait_for

        self.app.see("Saved at the academy")
        self.assertFalse([text for text in self.app.texts() if self.app.words("Kept here, on its way to the academy") in text], "it is said to be on its way, too")
        self.look("saved-entry")
        self.app.key("alt+Left")
        page = self.app.find("group", stories.PAPERS[stories.ORAL])
        saved = re.compile("^" + self.app.words("Saved at the academy at %s.").split("%s")[0] + ".*30 juin|" + "^Enregistré à l’académie à .*")
        wait_for(lambda: any(saved.search(text) for text in self.app.texts(page)), lambda: f"the page does not say that it is saved:\n{page.dump()}")
        self.app.see(re.compile("^" + self.app.words("saved, to validate before %s").split("%s")[0]))
        self.app.row("Missions", re.compile(f"^{stories.PAPERS[stories.ORAL]} · .*à valider · "))
        self.look("saved-page")
        self.app.resize(400, 800)
        self.look("saved-page-400")
        self.app.resize(1100, 900)
        stories.enter(self.stage, stories.ORAL)
        stories.go_to_step(self.stage, "Journey")

    def test_5_meals_are_counted_once(self) -> None:
        import stories

        meals = stories.statement(self.stage, stories.ORAL)["travel"]["meals"]
        self.assertEqual(len([meal for meal in meals if meal["claimed"]]), 1, "lunch alone, and once: 18 to 21 h was not spent away as a whole")

    def test_6_an_incomplete_one_is_named(self) -> None:
        import stories

        self.app.click("Another journey", role="button")
        stories.go_to_step(self.stage, "Review")
        self.app.see(re.compile("^Trajet 2 : "))

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
        self.app.find("text box", "From (hh:mm)")  # how a time is typed stands where it is typed
        self.app.fill("To (hh:mm)", "12h")
        self.app.fill("From (hh:mm)", "25h")
        self.app.see("Write a time, such as 8:30")
        self.app.fill("From (hh:mm)", "9h")
        wait_for(lambda: self.app.words("Write a time, such as 8:30") not in self.app.texts(), "a time that can be read is not taken")
        wide = self.footer()
        self.app.fill("From (hh:mm)", "huit heures")
        self.app.see("Write a time, such as 8:30")
        waits = self.app.words("“Save” waits until this is corrected: %s").split("%s")[0].strip()
        wait_for(lambda: any(waits in text and "huit heures" in text for text in self.app.texts()),
                 lambda: f"no reason stands at the foot:\n{self.app.dump()}")
        self.look("foot-1100")
        self.assertEqual(self.footer(), wide, "the buttons give way to the reason")
        self.app.resize(400, 800)
        self.look("foot-400")
        self.app.resize(1100, 900)

    def days_of_departure(self) -> int:
        """How many goings and comings are on the screen: one more means has no times of its own."""
        return len(self.app.all("text box", "Day of departure"))

    def fares(self) -> list[str]:
        """What the tickets cost, means by means."""
        return [node.text for node in self.app.all("text box", "Prix des billets")]

    def test_8a_what_is_no_day_is_said_and_stays_to_be_mended(self) -> None:
        import stories
        from a11y import wait_for

        said = self.app.words("Write a day, such as 22/6")
        stories.go_to_step(self.stage, "Journey")
        day = self.app.text_of("Day of departure")
        for typed in ("31/2", "40/13"):
            self.app.fill("Day of departure", typed)
            self.app.key("Tab")
            self.app.see(said)
            self.assertEqual(self.app.text_of("Day of departure"), typed, "its beginning was taken for a day")
        self.look("no-day")
        self.app.fill("Day of departure", "19/6")
        self.app.key("Tab")
        wait_for(lambda: said not in self.app.texts(), "it is still said", 10)
        self.assertEqual(self.app.text_of("Day of departure"), day)
        stories.go_to_step(self.stage, "Work")

    def test_8b_what_is_being_typed_stays_as_the_window_changes(self) -> None:
        from a11y import wait_for

        name = "Candidats entendus, en tout"
        self.app.focus(name)
        self.app.key("ctrl+a")
        self.app.type_text("37")
        for width in (400, 1100, 360, 1100):
            self.app.resize(width, 800)
            wait_for(lambda: self.app.all("spin button", name), lambda: f"the field is gone:\n{self.app.dump()}")
            for _ in range(8):
                time.sleep(0.1)
                self.assertEqual(self.app.find("spin button", name).text, "37", f"at {width}")

    def test_9_the_same_journey_on_another_day_takes_every_means(self) -> None:
        import stories
        from a11y import wait_for

        stories.go_to_step(self.stage, "Journey")
        wait_for(lambda: len(self.app.all("button", "Remove this journey")) == 3, lambda: f"other journeys:\n{self.app.dump()}")
        self.app.point(self.app.all("button", "Remove this journey")[2])
        wait_for(lambda: len(self.app.all("combo box", "By what")) == 2, "the incomplete journey stays")
        self.app.click("Same journey, another day", role="button")
        wait_for(lambda: len(self.app.all("combo box", "By what")) == 4, lambda: f"not every means came along:\n{self.app.dump()}")
        wait_for(lambda: self.days_of_departure() == 2, lambda: f"the times are asked {self.days_of_departure()} times")
        wait_for(lambda: self.fares() == ["48,60", "3,40"] * 2, lambda: f"the tickets cost {self.fares()}")
        self.look("repeated")

    def test_9b_a_journey_of_another_mission_comes_with_every_means(self) -> None:
        import stories
        from a11y import wait_for

        mission = self.academy.show("m-0083")
        stories.show_list(self.stage)
        self.app.point(self.app.row("Missions", re.compile(f"^{re.escape(mission['paper'])} · ")))
        self.app.find("group", mission["paper"])
        self.app.click(re.compile("|".join(self.app.words(text) for text in ("I did this mission", "Go on with the statement"))), role="button")
        stories.go_to_step(self.stage, "Journey")
        self.app.click("Copy from another mission…", role="button")
        dialog = self.app.dialog()
        offered = [node.name for node in self.app.all("button", re.compile("^Recopier le trajet de Grand oral, 19 juin"), dialog)]
        self.look("copy-dialog")
        self.assertEqual(len(offered), 1, "each means is offered alone")
        self.app.click(offered[0], role="button", within=dialog)
        wait_for(lambda: len(self.app.all("combo box", "By what")) == 2, lambda: f"not every means was copied:\n{self.app.dump()}")
        self.assertEqual(self.days_of_departure(), 1)
        self.assertEqual(self.fares(), ["48,60", "3,40"])
        self.app.click("Undo", role="button")
        wait_for(lambda: not self.app.all("combo box", "By what"), "something of it stays")


if __name__ == "__main__":
    session.enter()
    tap.main()
