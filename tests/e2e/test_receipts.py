#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is needed and what is attached: refused files, files that were chosen for nothing in particular, the count, the review."""

from __future__ import annotations

import os
import re
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import tap

if "--list" not in sys.argv:
    import session
    WORLD = session.enter()

import file_dialog
import fixtures
import sign_in_stories
import stories
from a11y import plain, wait_for
from academy import Academy
from driver import App
from stage import Stage
from test_estimate import Api, journey, night, work
from words import Words

TODAY = "2026-06-29"
MISSION = stories.ORAL
HOTEL, TOLLS, PARKING = "Facture de l’hôtel, nuit du 23 juin", "Tickets de péage, 23 – 24 juin", "Ticket de stationnement, 23 – 24 juin"


class Receipts(unittest.TestCase):
    """One window, one academy, one mission that needs three receipts."""

    @classmethod
    def setUpClass(cls) -> None:
        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = TODAY, f"{TODAY}T09:00:00+02:00"
        cls.files = fixtures.make(WORLD / "files", stories.RECEIPT_LIMIT)
        cls.academy = Academy(WORLD / "academy", today=TODAY)
        cls.academy.start()
        cls.api = api = Api(cls.academy.address)
        heard = work(("2026-06-23", "13:00", "17:00"), candidates=9)
        heard["sessions"][0]["candidates"] = 6
        api.enter(MISSION, work=heard, travel={
            "journeys": [journey("2026-06-23T06:40", "2026-06-24T14:50", "car", vehicle_id="v-1", authorised=True, return_trip=True, distance_km=120,
                                 tolls_cents=1860, parking_cents=1200),
                         journey("2026-06-25T15:00", "2026-06-26T09:00", "on_foot")],
            "nights": [night("2026-06-23", "Bordeaux", "33063")], "meals": []})
        cls.app = App(WORLD / "receipts", "--academy", cls.academy.address, words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 800))
        cls.stage = Stage(cls.app, cls.academy, WORLD / "receipts", None)
        cls.app.start(60)
        stories.choose_academy(cls.stage)
        cls.app.fill("Intervener number", sign_in_stories.NUMBER)
        cls.app.fill("Password", sign_in_stories.PASSWORD)
        cls.app.click("Sign in", role="button")
        stories.row(cls.stage, MISSION)
        stories.enter(cls.stage, MISSION)
        stories.go_to_step(cls.stage, "Receipts")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.app.kill()
        cls.academy.stop()

    def tearDown(self) -> None:
        self.app.screenshot(WORLD / f"{self._testMethodName}.png")

    def attach_for(self, label: str, path: Path) -> None:
        """A file by the button of what is needed."""
        self.app.click(f"Joindre : {label}", role="button")
        file_dialog.choose(self.app, [path])

    def choose(self, path: Path) -> None:
        """A file for nothing in particular."""
        self.app.click("Choose…", role="button")
        file_dialog.choose(self.app, [path])

    def labels(self) -> dict[str, str | None]:
        """What the office reads of each receipt that the academy has."""
        return {receipt["name"]: receipt.get("label") for receipt in self.academy.show(MISSION)["receipts"]}

    def titles(self, within: str = "Receipts") -> list[str]:
        """The rows of a list, by their names."""
        return [plain(node.name) for node in self.app.find("list", within).children if node.name]

    def test_1_a_refused_file_fills_no_hole(self) -> None:
        self.app.see("0 pièce jointe sur 3")
        self.app.see("Sans cette pièce, la dépense ne sera pas remboursée.")
        self.attach_for(HOTEL, self.files.disguised)
        self.app.see(re.compile(f"^{self.files.disguised.name} · "))
        self.app.see("Refused")
        self.app.find("button", f"Joindre : {HOTEL}")
        self.app.see("0 pièce jointe sur 3")
        stories.go_to_step(self.stage, "Review")
        self.app.see(f"Il manque : {HOTEL}")
        self.app.see("Sans cette pièce, la dépense ne sera pas remboursée. Vous pouvez valider quand même.")
        self.app.see(f"Refusé : {self.files.disguised.name}")
        stories.go_to_step(self.stage, "Receipts")
        self.attach_for(HOTEL, self.files.invoice)
        self.app.gone("button", f"Joindre : {HOTEL}")
        self.app.see("1 pièce jointe sur 3")
        self.app.click(f"Retirer {self.files.disguised.name}", role="button")
        self.app.gone("button", f"Retirer {self.files.disguised.name}")
        stories.go_to_step(self.stage, "Review")
        self.app.see(f"Il manque : {TOLLS}")
        self.assertNotIn(f"Il manque : {HOTEL}", map(plain, self.app.texts()))
        self.asks_for_what_is_missing()
        self.app.click(f"Y aller : Il manque : {PARKING}", role="button")
        wait_for(lambda: (focused := self.app.focused()) is not None and plain(focused.name) == f"Joindre : {PARKING}",
                 lambda: f"{self.app.focused()} has the keyboard")

    def total(self) -> str:
        """What the candidates of all sessions are called: not as those of one session."""
        return self.app.words("%s, in all").replace("%s", "Candidats entendus")

    def asks_for_what_is_missing(self) -> None:
        """The final question says what is not refunded."""
        self.app.click("Validate…", role="button")
        question = self.app.dialog("Validate the statement?")
        self.app.see(re.compile(f"^Il manque : {TOLLS}. Sans cette pièce, 18,60 € ne seront pas remboursés"), question)
        self.app.see(re.compile("^1 (night|nuit) "), question)
        self.app.see(re.compile(f"^{self.total()} : {self.stage.app.words('the sessions add up to another number')}"), question)
        self.app.screenshot(WORLD / "question.png")
        self.app.key("Escape")
        self.app.gone("button", "Read again")

    def received(self) -> None:
        """Both files are at the academy, and say so."""
        wait_for(lambda: self.app.dump().count("'À l’académie'") == 2, lambda: f"not received:\n{self.app.dump()}", 20)

    def tie(self, path: Path, place: int) -> None:
        """Says which receipt a file is, by its menu: the choice at that place."""
        self.app.click(f"Quelle pièce est-ce : {path.name}", role="button")
        self.app.find("menu", f"Quelle pièce est-ce : {path.name}")
        wait_for(lambda: (focused := self.app.focused()) is not None and focused.role == "menu item", "the menu has no keyboard")
        for _ in range(place):
            self.app.key("Down")
        self.app.key("Return")

    def test_2_a_chosen_file_is_told_what_it_is(self) -> None:
        photo = self.files.photo
        self.choose(photo)
        self.app.see("1 pièce jointe sur 3 · 1 autre")
        wait_for(lambda: photo.name in self.labels(), "the academy never got the file", 20)
        self.assertIsNone(self.labels()[photo.name])
        self.received()
        self.tie(photo, 1)
        self.app.gone("button", f"Joindre : {TOLLS}")
        self.app.see("2 pièces jointes sur 3")
        wait_for(lambda: self.labels()[photo.name] is not None and plain(self.labels()[photo.name]) == TOLLS, "the academy was never told", 20)
        self.received()
        self.tie(photo, 2)
        self.app.find("button", f"Joindre : {TOLLS}")
        self.app.see("1 pièce jointe sur 3 · 1 autre")
        wait_for(lambda: self.labels()[photo.name] is None, "the academy was never told", 20)

    def test_3_said_offline_it_is_kept_and_told_later(self) -> None:
        photo = self.files.photo
        self.academy.stop()
        self.tie(photo, 2)
        self.app.gone("button", f"Joindre : {PARKING}")
        self.app.kill()
        self.app.restart()
        stories.at_step(MISSION, "Receipts")(self.stage)
        self.app.see("2 pièces jointes sur 3")
        self.academy.start()
        self.app.key("F5")
        wait_for(lambda: self.labels()[photo.name] is not None and plain(self.labels()[photo.name]) == PARKING, "the academy was never told", 60)
        self.app.gone("button", f"Joindre : {PARKING}")

    def test_4_a_night_to_be_chosen_is_gone_to(self) -> None:
        stories.go_to_step(self.stage, "Review")
        self.app.click(re.compile("^Y aller : Nuit du 25 au 26 juin : à choisir"), role="button")
        choice = self.app.find("toggle button", "Nuit du 25 au 26 juin")
        wait_for(lambda: (focused := self.app.focused()) is not None and focused.path == choice.path, lambda: f"{self.app.focused()} has the keyboard")
        above = self.app.find("radio", stories.step_name(self.stage, "Journey")).box()
        foot = self.app.find("button", "Save").box()
        wait_for(lambda: above[1] + above[3] <= choice.refresh().box()[1] and choice.box()[1] + choice.box()[3] <= foot[1],
                 lambda: f"it is not in sight: {choice.box()} between {above} and {foot}")

    def test_5_the_work_says_why_it_is_not_done(self) -> None:
        stories.go_to_step(self.stage, "Work")
        said = re.compile("^" + self.app.words("the sessions add up to another number")[1:], re.IGNORECASE)
        wait_for(lambda: any(said.search(text[1:]) for text in map(plain, self.app.texts())), lambda: f"nothing warns:\n{self.app.dump()}")
        self.app.set_value(self.total(), 6, within=self.app.find("list", "What you did"))
        wait_for(lambda: not any(said.search(text[1:]) for text in map(plain, self.app.texts())), lambda: f"it warns all the same:\n{self.app.dump()}")

    def goes_to(self, jump: re.Pattern[str], focused: re.Pattern[str], name: str) -> None:
        """A jump of the review leads to that thing: it has the keyboard, and is in sight."""
        stories.go_to_step(self.stage, "Review")
        self.app.click(jump, role="button")
        wait_for(lambda: (now := self.app.focused()) is not None and focused.search(plain(now.name)), lambda: f"{self.app.focused()} has the keyboard")
        above = self.app.find("radio", stories.step_name(self.stage, "Journey")).box()
        foot = self.app.find("button", "Save").box()

        def in_sight() -> bool:
            now = self.app.focused()
            return now is not None and above[1] + above[3] <= now.box()[1] and now.box()[1] + now.box()[3] <= foot[1]

        try:
            wait_for(in_sight, lambda: f"{self.app.focused()} is not in sight: {self.app.focused().box()} between {above} and {foot}", 5)
        finally:
            self.app.screenshot(WORLD / f"{name}.png")
            if pictures := os.environ.get("IMAGIN_PICTURES"):
                self.app.screenshot(Path(pictures) / f"{name}.png")

    def test_6_a_jump_leads_into_sight_on_a_long_page(self) -> None:
        days = [f"2026-05-{day:02d}" for day in range(4, 16)]
        journeys = [journey(f"{day}T08:00", f"{day}T18:00", "train", fare_cents=None if day == days[-1] else 1200 + number) for number, day in enumerate(days)]
        self.api.enter("m-0083", travel={"journeys": journeys, "nights": [], "meals": []})
        self.app.key("F5")
        paper = self.academy.show("m-0083")["paper"]
        stories.show_list(self.stage)
        self.app.point(self.app.row("Missions", re.compile(f"^{re.escape(paper)} · ")))
        self.app.find("group", paper)
        self.app.click("Go on with the statement", role="button", timeout=20)
        self.app.find("radio", stories.step_name(self.stage, "Receipts"))
        self.goes_to(re.compile("^Y aller : Trajet 12 : "), re.compile("^" + self.app.words("Day of departure") + "$"), "jump-journey")
        self.goes_to(re.compile("^Y aller : Il manque : Billet de train, 14 mai"), re.compile("^Joindre : Billet de train, 14 mai"), "jump-receipt")
        self.goes_to(re.compile("^Y aller : Déjeuner, 15 mai"), re.compile("^Déjeuner"), "jump-meal")

    def test_7_nor_after_the_page_was_scrolled(self) -> None:
        self.goes_to(re.compile("^Y aller : Déjeuner, 4 mai"), re.compile("^Déjeuner"), "jump-meal-up")
        self.goes_to(re.compile("^Y aller : Il manque : Billet de train, 4 mai"), re.compile("^Joindre : Billet de train, 4 mai"), "jump-receipt-up")
        stories.go_to_step(self.stage, "Receipts")


if __name__ == "__main__":
    tap.main()
