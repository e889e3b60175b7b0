#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be read holds the save back where it stands; what was taken away can be taken back."""

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
# Longer than a toast of the toolkit's own (5 s), and than what a person needs to see that something is gone.
A_WHILE_SECONDS = 12


class Mending(WindowCase):
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
        cls.app.click("Declare a journey", role="button")
        for name, typed in (("Time of departure", "6h40"), ("Day of return", "19/6"), ("Time of return", "19h30")):
            cls.app.fill(name, typed)
        stories.choose(cls.stage, "By what", "Train")
        cls.app.fill("Prix des billets", "48,60")
        cls.app.key("Tab")

    def journeys(self) -> list[dict]:
        """The journeys as the academy has them."""
        import stories

        return (stories.statement(self.stage, stories.ORAL).get("travel") or {}).get("journeys") or []

    def can_save(self) -> bool:
        """Whether "Save" can be pressed."""
        return self.app.find("button", "Save").has("sensitive")

    def wait_for_save(self, can: bool) -> None:
        """“Save” can be pressed, or waits."""
        from a11y import wait_for

        wait_for(lambda: self.can_save() == can, lambda: f"Save can{'' if not can else 'not'} be pressed:\n{self.app.dump()}")

    def see_at_foot(self, source: str, typed: str) -> None:
        """The reason beside the button names the field, and what it holds."""
        from a11y import wait_for

        waits = self.app.words("“Save” waits until this is corrected: %s").split("%s")[0].strip()
        wrong = re.compile(self.app.words(source).replace("%s", re.escape(typed)))
        wait_for(lambda: any(waits in text and wrong.search(text) for text in self.app.texts()), lambda: f"no reason at the foot:\n{self.app.dump()}")

    def wait_at(self, name: str) -> None:
        """The keyboard is in the field of that name."""
        from a11y import wait_for

        def there() -> bool:
            now = self.app.focused()
            return now is not None and now.name == self.app.words(name)
        wait_for(there, lambda: f"{self.app.focused()} has the keyboard")

    def bins(self) -> list:
        """The buttons that remove a journey."""
        return self.app.all("button", "Remove this journey")

    def times(self) -> list[str]:
        """The times of departure, journey by journey."""
        return [node.text for node in self.app.all("text box", "Time of departure")]

    def wait_for_times(self, times: list[str]) -> None:
        """These are the times of departure."""
        from a11y import wait_for

        wait_for(lambda: [re.sub(r"\s", "", text) for text in self.times()] == times, lambda: f"the departures are {self.times()}")

    # What cannot be read

    def test_1_what_is_no_time_no_day_no_amount_holds_the_save_back(self) -> None:
        self.wait_for_save(True)
        for name, typed, mended, said in (("Time of departure", "25h", "6h40", "“%s” is no time"), ("Day of return", "31/2", "19/6", "“%s” is no day"),
                                          ("Prix des billets", "beaucoup", "48,60", "“%s” is no amount")):
            self.app.fill(name, typed)
            self.app.key("Tab")
            self.wait_for_save(False)
            self.assertEqual(self.app.text_of(name), typed)
            self.see_at_foot(said, typed)
            self.app.key("ctrl+s")
            self.look(f"unread-{typed.replace('/', '-')}")
            self.app.fill(name, mended)
            self.app.key("Tab")
            self.wait_for_save(True)
        self.assertEqual(self.journeys(), [], "something was saved meanwhile")

    def test_2_the_review_leads_to_the_field(self) -> None:
        import stories

        self.app.fill("Time of return", "25h")
        self.app.key("Tab")
        stories.go_to_step(self.stage, "Review")
        self.app.see(re.compile(self.app.words("“%s” is no time").replace("%s", "25h")))
        self.assertFalse(self.app.find("button", "Validate…").has("sensitive"))
        self.look("unread-review")
        self.app.click(re.compile("^" + self.app.words("Go there: %s").replace("%s", ".*25h")), role="button")
        self.wait_at("Time of return")
        self.app.fill("Time of return", "19h30")
        self.app.key("Tab")
        self.wait_for_save(True)

    def test_3_it_stays_with_its_journey_when_the_first_means_goes(self) -> None:
        from a11y import wait_for

        self.app.click("Another means for this journey", role="button")
        wait_for(lambda: len(self.app.all("combo box", "By what")) == 2, "no second means came")
        self.app.fill("Time of departure", "25h")
        self.app.key("Tab")
        self.app.fill("Day of departure", "18/6")
        self.app.key("Tab")
        day = self.app.text_of("Day of departure")
        self.app.point(self.bins()[0])
        wait_for(lambda: len(self.app.all("combo box", "By what")) == 1, "the first means stays")
        self.assertEqual(self.times(), ["25h"], "what was typed is gone with the first means")
        self.app.key("Tab")  # a day is read in words once the keyboard has left it
        self.assertEqual(self.app.text_of("Day of departure"), day)
        self.wait_for_save(False)
        self.app.key("ctrl+z")
        wait_for(lambda: len(self.app.all("combo box", "By what")) == 2, "it does not come back")
        self.assertEqual(self.times(), ["25h"], "the two are not one journey any more")
        self.app.fill("Time of departure", "6h40")
        self.app.fill("Day of departure", "19/6")
        self.app.key("Tab")
        self.wait_for_save(True)

    # What was taken away

    def test_4_the_same_journey_on_another_day_has_the_keyboard_and_its_number(self) -> None:
        from a11y import wait_for

        self.app.click("Same journey, another day", role="button")
        wait_for(lambda: len(self.app.all("text box", "Day of departure")) == 2, "no journey came")
        second = self.app.all("text box", "Day of departure")[1]
        wait_for(lambda: getattr(self.app.focused(), "path", None) == second.path, lambda: f"{self.app.focused()} has the keyboard")
        for number in ("1", "2"):
            self.app.see(self.app.words("Departure and return, journey %u").replace("%u", number))
        self.look("numbered")
        self.app.fill("Time of departure", "7h15", number=1)
        self.app.key("Tab")

    def test_5_after_a_removal_the_keyboard_is_where_nothing_can_be_lost(self) -> None:
        from a11y import wait_for

        self.wait_for_times(["6h40", "7h15"])
        while len(self.app.all("combo box", "By what")) > 2:  # both means of the first journey
            now = len(self.app.all("combo box", "By what"))
            self.app.point(self.bins()[0])
            wait_for(lambda now=now: len(self.app.all("combo box", "By what")) < now, "nothing was removed")
            focused = self.app.focused()
            self.assertIsNotNone(focused)
            self.assertNotEqual(focused.name, self.app.words("Remove this journey"))
            self.app.key("space")
            time.sleep(0.3)
            self.assertEqual(len(self.app.all("combo box", "By what")), now - 1, "a space removes another")
        self.wait_for_times(["7h15"])
        self.wait_at("Day of departure")

    def test_6_it_can_be_taken_back_for_a_while_and_by_a_key_even_later(self) -> None:
        self.app.find("button", "Undo")
        time.sleep(A_WHILE_SECONDS)
        self.app.see("Journey removed")
        self.look("removed")
        self.app.click("Undo", role="button")
        self.app.gone("button", "Undo")
        self.app.key("ctrl+z")
        self.wait_for_times(["6h40", "7h15"])

    def test_7_a_session_is_treated_the_same(self) -> None:
        import stories
        from a11y import wait_for

        stories.go_to_step(self.stage, "Work")
        for number, (start, end) in enumerate((("8h", "12h"), ("13h", "17h"))):
            self.app.click("Add a session", role="button")
            self.app.fill("From (hh:mm)", start, number=number)
            self.app.fill("To (hh:mm)", end, number=number)
        self.wait_for_save(True)
        self.app.fill("Jour", "31/2")
        self.app.key("Tab")
        self.wait_for_save(False)
        self.assertEqual(self.app.text_of("Jour"), "31/2")
        self.see_at_foot("“%s” is no day", "31/2")
        self.look("session-no-day")
        self.app.fill("Jour", "19/6")
        self.app.key("Tab")
        self.wait_for_save(True)
        self.app.point(self.app.all("button", "Remove this session")[0])
        wait_for(lambda: len(self.app.all("button", "Remove this session")) == 1, "the session stays")
        self.assertNotEqual(getattr(self.app.focused(), "name", None), self.app.words("Remove this session"))
        self.app.see("Session removed")
        self.look("session-removed")
        self.app.key("ctrl+z")
        wait_for(lambda: len(self.app.all("button", "Remove this session")) == 2, "the session does not come back")

    def test_8_a_session_that_ends_before_it_starts_is_explained_once(self) -> None:
        import stories

        stories.go_to_step(self.stage, "Work")
        self.app.fill("To (hh:mm)", "7h")
        self.app.key("Tab")
        self.wait_for_save(False)
        said = [text for text in self.app.texts() if re.search("finit avant de commencer", text)]
        self.assertEqual(len(said), 2, "beside the session, and as the reason at the foot")
        self.assertFalse([text for text in self.app.texts() if self.app.words("Write a time, such as 8:30") in text], "it is explained twice")
        self.look("session-ends-before")


if __name__ == "__main__":
    session.enter()
    tap.main()
