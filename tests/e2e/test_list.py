#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of missions as a person finds something in it: searched, narrowed, grouped, folded."""

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

TODAY = "2026-06-16"


class List(WindowCase):
    """One window from the first start on; each case goes on from where the one before it ended."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.start_window(TODAY, "--demo")
        cls.connect("Demonstration academy")
        cls.app.see("2 académies")

    def rows(self) -> list[str]:
        """What the rows in sight say."""
        return [node.name for node in self.app.all("list item", within=self.app.find("list", "Missions")) if node.name]

    def wait_rows(self, good: Any) -> list[str]:
        """The rows, once they are as they should be."""
        from a11y import wait_for

        wait_for(lambda: self.app.all("list", "Missions") and self.rows() and all(good(row) for row in self.rows()), lambda: f"other rows: {self.app.all('list item')}")
        return self.rows()

    def far(self, role: str, name: re.Pattern[str]) -> Any:
        """Something in the list that is no row, with the wheel turned until it comes."""
        import screen
        from a11y import wait_for

        def look() -> Any:
            found = self.app.all(role, name)
            if not found:
                screen.wheel(*self.app.middle(self.app.find("list", "Missions")), 6)
            return next(iter(found), None)

        return wait_for(look, lambda: f"no {role} {name}:\n{self.app.dump()}", 20)

    def test_1_search_finds_without_accents(self) -> None:
        self.app.row("Missions", re.compile("^Philosophie · "))
        self.look("list")
        self.app.key("ctrl+f")
        self.app.fill("Search the missions", "PHILO")
        self.assertTrue(self.wait_rows(lambda row: "philosophie" in row.lower()))
        self.look("found")

    def test_1b_a_section_is_found_by_its_name(self) -> None:
        self.app.fill("Search the missions", "paye")
        self.assertTrue(self.wait_rows(lambda row: "payé" in row.lower()))
        self.look("paid-found")

    def test_2_what_is_not_there_is_said(self) -> None:
        self.app.fill("Search the missions", 'zzz "*-')
        self.app.see("Nothing found")
        self.app.see(re.compile("zzz"))
        self.look("nothing-found")
        self.app.click("Clear the search", role="button")
        self.app.row("Missions", re.compile("^Grand oral · "))
        self.app.key("ctrl+f")
        self.app.fill("Search the missions", "oral")
        self.wait_rows(lambda row: "oral" in row.lower())
        self.app.key("Escape")
        self.app.row("Missions", re.compile("^Philosophie · "))

    def test_3_the_menu_narrows_and_says_so(self) -> None:
        self.app.click("Filter and group", role="toggle button")
        self.look("menu")
        self.app.click("Correction", role="menu item")
        self.app.see(re.compile("^Filtre.*Correction"))
        self.assertTrue(self.wait_rows(lambda row: "Correction" in row or "Sans suite" in row))
        self.look("filtered")
        self.app.click("Show all", role="button")
        self.app.row("Missions", re.compile("^Grand oral · "))

    def test_4_grouped_by_session(self) -> None:
        self.app.click("Filter and group", role="toggle button")
        self.app.click("Group by session", role="menu item")
        self.app.see(re.compile("^Session 2026$"))
        self.app.gone("label", "To complete")
        self.look("by-session")
        self.app.click("Filter and group", role="toggle button")
        self.app.click("Group by session", role="menu item")
        self.app.see("To complete")

    def test_5_what_has_no_follow_up_is_folded(self) -> None:
        fold = re.compile("^Sans suite · ")
        button = self.far("button", fold)
        self.assertFalse(button.has("expanded"))
        closed = re.compile("annulé|pas de frais", re.IGNORECASE)
        self.assertFalse([row for row in self.rows() if closed.search(row)])
        self.app.click(fold, role="button")
        from a11y import wait_for

        wait_for(lambda: self.app.find("button", fold).has("expanded"), "it does not say that it is open")
        self.look("unfolded")
        self.assertTrue([row for row in self.rows() if closed.search(row)])
        self.app.click(fold, role="button")
        wait_for(lambda: not self.app.find("button", fold).has("expanded"), "it does not say that it is folded")

    def test_5b_the_keyboard_folds_too(self) -> None:
        from a11y import wait_for

        fold = re.compile("^Sans suite · ")
        self.far("button", fold)
        self.app.point(self.app.row("Missions", re.compile("^Épreuve orale d’admission · .*payé")))
        self.app.key("Down")
        wait_for(lambda: self.app.find("button", fold).has("focused"), lambda: f"the keyboard is at {self.app.focused()}")
        self.app.key("Return")
        wait_for(lambda: self.app.find("button", fold).has("expanded"), "Return did not open it")
        self.app.key("Return")
        wait_for(lambda: not self.app.find("button", fold).has("expanded"), "Return did not fold it")

    def test_5c_what_the_pointer_passes_over_stays_unchosen(self) -> None:
        """What is highlighted is the mission that is shown, wherever the pointer is."""
        import screen
        from a11y import wait_for

        rows = [node for node in self.app.all("list item", within=self.app.find("list", "Missions")) if node.name]
        self.app.point(rows[1])
        wait_for(lambda: self.selected() == [rows[1].name], lambda: f"the selected rows are {self.selected()}", 5)
        screen.run("xdotool", "mousemove", *map(str, self.app.middle(rows[3])))
        time.sleep(0.5)
        self.assertEqual(self.selected(), [rows[1].name])

    def selected(self) -> list[str]:
        """The rows that are highlighted."""
        return [node.name for node in self.app.all("list item", within=self.app.find("list", "Missions")) if node.has("selected")]

    def test_5d_the_keys_are_called_as_they_are_on_the_keyboard(self) -> None:
        self.app.key("ctrl+?")
        dialog = self.app.dialog("Keyboard shortcuts")
        self.look("shortcuts")
        self.app.see("Ctrl+Enter", dialog)
        self.assertFalse([text for text in self.app.texts(dialog) if text in ("Ctrl+Retour", "Ctrl+Return")])
        self.app.key("Escape")
        self.app.gone("label", "Ctrl+Enter")

    def test_5e_a_section_says_how_many_it_holds_however_the_list_came(self) -> None:
        self.app.size = (1100, 700)
        self.app.restart()
        self.app.find("row header", re.compile(r"^À compléter \d+$"))
        self.app.resize(1100, 800)

    def test_6_a_shared_journey_is_said(self) -> None:
        self.assertTrue(self.app.row("Missions", re.compile("même trajet")))
        self.app.resize(360, 720)
        self.look("narrow")
        self.app.key("ctrl+f")
        self.app.fill("Search the missions", "bordeaux oral")
        self.wait_rows(lambda row: "bordeaux" in row.lower())
        self.look("narrow-search")


if __name__ == "__main__":
    session.enter()
    tap.main()
