#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the exams office did since the last visit: said once, whether the window was open or closed; and what the list remembers."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap
from window_case import WindowCase

TODAY = "2026-06-16"
NEW = "du nouveau"
DELIBERATION = re.compile("^Délibération du jury · ")
SECOND_GROUP = re.compile("^Épreuves orales du second groupe · ")
MATHEMATICS = re.compile("^Mathématiques · ")
GRAND_ORAL = re.compile("^Grand oral · ")


class News(WindowCase):
    """One person over several visits; each case goes on from where the one before it ended."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        cls.start_window(TODAY, "--academy", cls.academy.address)
        cls.connect()

    def rows(self) -> list[str]:
        """What the rows in sight say."""
        return [node.name for node in self.app.all("list item", within=self.app.find("list", "Missions")) if node.name]

    def marked(self, name: re.Pattern[str]) -> bool:
        """Whether the row of that name says that something is new."""
        return str(self.app.row("Missions", name).name).endswith(NEW)

    def open(self, name: re.Pattern[str], title: str) -> None:
        """Opens a mission and waits for its page."""
        self.app.point(self.app.row("Missions", name))
        self.app.find("group", title)

    def card(self) -> list[str]:
        """What the page says is new, once it does."""
        from a11y import plain

        group = self.app.find("group", "New since your last visit")
        return [plain(node.name) for node in group.walk() if node.role == "label"][1:]

    def no_card(self) -> None:
        """The page says nothing new."""
        self.app.gone("group", "New since your last visit")

    def again(self) -> None:
        """Another visit: the program starts anew and has heard from the academy."""
        self.app.kill()
        self.app.restart()
        self.app.see(re.compile("^Tout est à jour|à enregistrer$"), timeout=30)

    def test_1_the_first_visit_is_no_news(self) -> None:
        self.assertFalse([row for row in self.rows() if NEW in row])
        self.assertFalse(self.app.all("button", re.compile(NEW)))
        self.open(GRAND_ORAL, "Grand oral")
        self.no_card()

    def test_2_while_the_window_was_closed(self) -> None:
        from a11y import wait_for

        self.app.kill()
        self.academy.office("move", "m-0131", "--starts", "2026-07-01T14:00", "--ends", "2026-07-01T17:00", "--place", "Lycée fictif du Port", "--commune", "Pessac")
        self.academy.office("cancel", "m-0182")
        self.academy.office("liquidate", "m-0091")
        self.app.restart()
        self.app.find("button", "3 missions ont du nouveau", timeout=30)
        for name in (DELIBERATION, MATHEMATICS):
            self.assertTrue(self.marked(name), f"{name} is not marked")
        self.assertFalse(self.marked(GRAND_ORAL))
        self.look("news-list")
        self.open(DELIBERATION, "Délibération du jury")
        said = self.card()
        self.assertEqual(said[0], "Date : lundi 29 juin → mercredi 1er juillet")
        self.assertRegex(said[1], "^Horaires : 9 h – .* → 14 h – 17 h$")
        self.assertRegex(said[2], "^Lieu : Lycée fictif des Platanes, .* → Lycée fictif du Port, Pessac$")
        self.assertEqual(len(said), 3)
        wait_for(lambda: not self.marked(DELIBERATION), "the mark stays though the mission is open")
        self.look("news-moved")
        self.app.find("button", "2 missions ont du nouveau")
        self.assertEqual(len(self.card()), 3, "the card went while the page was open")

    def test_3_from_one_to_the_next(self) -> None:
        self.app.click("2 missions ont du nouveau", role="button")
        self.app.find("group", "Mathématiques")
        self.assertRegex(self.card()[0], "^Travail : transmis pour paiement")
        self.app.click("1 mission a du nouveau", role="button")
        self.app.find("group", "Épreuves orales du second groupe")
        self.assertEqual(self.card(), ["Mission annulée par le bureau des examens"])
        self.look("news-cancelled")
        self.app.gone("button", re.compile(NEW))

    def test_4_what_was_seen_is_no_news_any_more(self) -> None:
        self.again()
        self.app.find("group", "Épreuves orales du second groupe")
        self.no_card()
        self.assertFalse(self.app.all("button", re.compile(NEW)))
        self.open(DELIBERATION, "Délibération du jury")
        self.no_card()

    def test_5_while_the_window_is_open(self) -> None:
        self.academy.office("move", "m-0131", "--starts", "2026-07-02T14:00", "--ends", "2026-07-02T17:00")
        self.academy.office("return", "m-0201", "--remark", "Combien de candidats ?")
        self.app.key("F5")
        self.assertEqual(self.card(), ["Date : mercredi 1er juillet → jeudi 2 juillet"])
        self.app.find("button", "1 mission a du nouveau")
        self.assertFalse(self.marked(DELIBERATION))
        # Undone before anybody saw it, and what was not seen stays.
        self.academy.office("cancel", "m-0176")
        self.app.key("F5")
        self.app.find("button", "2 missions ont du nouveau")
        self.academy.office("restore", "m-0176")
        self.again()
        self.app.find("button", "1 mission a du nouveau")
        self.app.click("1 mission a du nouveau", role="button")
        self.assertEqual(self.card(), ["Travail : renvoyé par le bureau des examens, « Combien de candidats ? »"])

    def test_6_in_a_narrow_window_a_page_that_is_not_shown_is_not_seen(self) -> None:
        self.open(GRAND_ORAL, "Grand oral")
        self.app.resize(360, 720)
        self.app.find("button", "Retour")
        self.app.kill()
        self.academy.office("move", "m-0077", "--place", "Lycée fictif du Port")
        self.app.size = (360, 720)
        self.app.restart()
        self.app.find("button", "1 mission a du nouveau", timeout=30)
        self.look("news-narrow-list")
        self.app.click("1 mission a du nouveau", role="button")
        self.assertEqual(len(self.card()), 1)
        self.look("news-narrow")
        self.app.size = (1100, 800)
        self.app.resize(1100, 800)
        self.app.gone("button", re.compile(NEW))

    def test_7_what_is_typed_outlives_a_cancelled_mission(self) -> None:
        from a11y import wait_for

        self.open(re.compile("^Philosophie · Correction · .*juin"), "Philosophie")
        self.app.click("I did this mission", role="button")
        self.app.fill("Copies corrigées", "87")
        self.app.see("Kept here")
        self.academy.office("cancel", "m-0042")
        self.app.key("F5")
        self.app.see("Mission annulée par le bureau des examens. Ce que vous avez saisi est gardé ici.", timeout=20)
        self.look("news-entry")
        self.assertEqual(self.app.text_of("Copies corrigées"), "87")
        self.academy.office("restore", "m-0042")
        self.app.key("F5")
        wait_for(lambda: self.app.all("spin button", "Copies corrigées") and self.app.find("spin button", "Copies corrigées").has("sensitive"), "it did not open again", 20)
        self.assertEqual(self.app.text_of("Copies corrigées"), "87")
        self.app.key("alt+Left")

    def test_8_the_filter_comes_back(self) -> None:
        self.app.click("Filter and group", role="toggle button")
        self.app.click("Correction", role="menu item")
        self.app.see(re.compile("^Filtre.*Correction"))
        self.app.click("Filter and group", role="toggle button")
        self.app.click("Group by session", role="menu item")
        self.app.see(re.compile("^Session 2026$"))
        self.again()
        self.app.see(re.compile("^Filtre.*Correction"))
        self.app.see(re.compile("^Session 2026$"))
        self.assertTrue(all("Correction" in row for row in self.rows()), self.rows())
        self.look("filter-again")
        self.app.click("Show all", role="button")
        self.app.row("Missions", GRAND_ORAL)
        self.again()
        self.app.row("Missions", GRAND_ORAL)
        self.app.gone("group", re.compile("^Filtre"))

    def test_9_a_filter_on_what_is_gone_shows_all(self) -> None:
        self.app.kill()
        settings = Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
        kept = settings.read_text(encoding="utf-8")
        settings.write_text(re.sub(r"^list-filter=.*$", "list-filter=('nobody:1', 'Session 1999', '', false)", kept, flags=re.M), encoding="utf-8")
        self.assertIn("Session 1999", settings.read_text(encoding="utf-8"))
        self.app.restart()
        self.app.row("Missions", GRAND_ORAL)
        self.app.gone("group", re.compile("^Filtre"))

    def test_9_z_nothing_was_complained_about(self) -> None:
        self.assertEqual([line for line in self.app.errors().splitlines() if "WARNING" in line or "CRITICAL" in line], [])


if __name__ == "__main__":
    session.enter()
    tap.main()
