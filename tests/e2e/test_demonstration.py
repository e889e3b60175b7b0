#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demonstration as a person meets it: both academies at one sign-in, every mission with its fields, begun anew."""

from __future__ import annotations

import json
import os
import re
import subprocess
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


def span(first: str, last: str) -> str:
    """The days of a mission as its row says them: "22 juin", "22 – 23 juin", "29 mai – 10 juin"."""
    months = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
    start, end = ((int(day[8:10]), int(day[5:7])) for day in (first, last))
    name = {day: "1er" if day == 1 else str(day) for day in range(1, 32)}
    if start == end:
        return f"{name[start[0]]} {months[start[1] - 1]}"
    before = name[start[0]] if start[1] == end[1] else f"{name[start[0]]} {months[start[1] - 1]}"
    return f"{before} – {name[end[0]]} {months[end[1] - 1]}"


class Demonstration(WindowCase):
    """One window from the first start on; each case goes on from where the one before it ended."""

    data: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.data = Path(os.environ["XDG_DATA_HOME"]) / "imagin"
        cls.start_window(TODAY, "--demo")

    def show(self, academy: str, what: str = "missions") -> Any:
        """What an academy of the demonstration holds."""
        answer = subprocess.run([os.environ["IMAGIN_ACADEMY"], "show", what, "--json", "--data", str(self.data / academy)], capture_output=True, text=True, timeout=30, check=True)
        return json.loads(answer.stdout)

    def open(self, paper: str, mission: dict[str, Any] | None = None) -> None:
        """The page of the mission of that paper; its days tell it from others of the same paper."""
        days = f".* · {re.escape(span(mission['starts_at'], mission['ends_at']))} · " if mission else ""
        self.app.point(self.app.row("Missions", re.compile(f"^{re.escape(paper)} · {days}")))
        self.app.find("group", paper)

    def test_1_one_sign_in_opens_both_academies(self) -> None:
        from signing_in import first_connection

        self.app.click("Demonstration academy", role="button")
        first_connection(self.app)
        self.app.see("2 académies")
        self.app.row("Missions", re.compile("^Philosophie · "))
        self.app.row("Missions", re.compile("^Leçon et entretien avec le jury · "))
        held = [len(self.show(academy)["missions"]) for academy in ("demonstration", "demonstration-competitions")]
        self.assertGreaterEqual(sum(held), 18)

    def test_2_it_is_there_at_the_next_start_without_a_password(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.app.see("2 académies")
        self.app.row("Missions", re.compile("^Réunion du jury de concours · "))
        self.app.row("Missions", re.compile("^Grand oral · "))

    def test_3_every_mission_asks_exactly_what_its_type_asks(self) -> None:
        seen = 0
        self.unfold()
        for academy in ("demonstration", "demonstration-competitions"):
            for mission in self.show(academy)["missions"]:
                with self.subTest(mission=mission["number"]):
                    self.check_fields(mission)
                    seen += 1
        self.assertGreaterEqual(seen, 18)

    def first_step(self) -> re.Pattern[str]:
        """The toggle of the work."""
        return re.compile(rf"^(1 )?{self.app.words('Work')}$")

    def unfold(self) -> None:
        """What has no follow-up is in sight, too."""
        import screen
        from a11y import wait_for

        fold = re.compile("^Sans suite · ")
        for _ in range(60):
            if self.app.all("button", fold):
                break
            screen.wheel(*self.app.middle(self.app.find("list", "Missions")), 6)
            time.sleep(0.1)
        self.app.click(fold, role="button")
        wait_for(lambda: self.app.find("button", fold).has("expanded"), "what has no follow-up stays folded")

    def check_fields(self, mission: dict[str, Any]) -> None:
        """The fields on the first step of a mission that is open; that nothing can be entered in another."""
        from a11y import plain

        parts = {part["part"]: part for part in mission["statement"]["parts"]}
        work = parts.get("work")
        writable = work is not None and work["writable"] and not mission["statement"]["not_performed"]
        self.open(mission["paper"], mission)
        for part in parts.values():
            self.app.see(part["status"]["label"])
        if not writable:
            if not any(part["writable"] for part in parts.values()) or mission["statement"]["not_performed"]:
                self.assertFalse(self.entry_button(), "something can be entered")
            return
        self.entry_button()[0].do("click")
        self.app.find("radio", self.first_step())
        asked = [field for field in mission["fields"] if field["read_only_reason"] is None]
        both = {"sessions", "candidates"} <= {field["unit"] for field in asked}
        typed = sorted(self.app.words("%s, in all").replace("%s", field["label"]) if both and field["unit"] == "candidates" else field["label"] for field in asked if field["unit"] != "sessions")
        group = self.app.find(None, self.app.words("What you did")) if typed else None
        shown = sorted({node.name for node in self.app.all("list", "What you did")[0].walk() if node.role in ("text box", "spin button") and node.name}) if group else []
        self.assertEqual(shown, typed)
        self.assertEqual(bool(self.app.all("button", "Add a session")), any(field["unit"] == "sessions" for field in asked))
        for field in mission["fields"]:
            self.app.see(field["read_only_reason"] or re.compile("^" + re.escape(field["label"])))
        if any(field["unit"] == "minutes" for field in asked):
            self.app.see(re.compile(plain(self.app.words("Write hours and minutes, such as 7 h 30"))))
            self.look(f"minutes-{mission['number']}")
        self.app.key("alt+Left")
        self.app.gone("radio", self.first_step())

    def entry_button(self) -> list[Any]:
        """What leads to the entry from a mission's page, where anything does."""
        wanted = {self.app.words(text) for text in ("I did this mission", "Go on with the statement")}
        return [node for node in self.app.all("button") if node.name in wanted]

    def test_4_the_history_is_the_academys(self) -> None:
        held = self.show("demonstration", "m-0163")["history"]
        self.open("Grand oral, session de remplacement")
        self.app.click("History", role="button")
        self.app.see("Accepted by the exams office")
        for part, title in (("work", "Work"), ("travel", "Travel")):
            rows = self.app.all("list item", None, self.app.find("list", title))
            self.assertEqual(len(rows), sum(1 for event in held if event["part"] == part))
        self.app.see("266,10 €")
        self.app.key("alt+Left")
        self.app.gone("button", "Ask the academy again")

    def test_5_a_remark_survives_a_kill_and_reaches_the_office_once(self) -> None:
        from a11y import wait_for

        self.open("Délibération du jury")
        self.app.click("Write to the exams office", role="button")
        self.app.find("text box", "Your remark")
        self.app.see("05 36 49 00 21")
        wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words("Your remark"), "the remark has no keyboard")
        self.app.type_text("Je serai en retard")
        self.app.see("Kept here until you send it.")
        wait_for(lambda: self.app.text_of("Your remark") == "Je serai en retard", "the remark is not typed")
        time.sleep(0.5)  # on disk within 300 ms, without a button
        self.app.kill()
        self.app.restart()
        self.app.find("button", "Write to the exams office", timeout=20)
        self.app.see("A remark is begun and not sent")
        self.app.click("Write to the exams office", role="button")
        wait_for(lambda: self.app.text_of("Your remark") == "Je serai en retard", "what was being written is lost")
        self.app.click("Send", role="button")
        self.app.see("What you wrote")
        self.app.see(re.compile("^Au bureau des examens depuis"), timeout=20)
        self.assertEqual([remark["text"] for remark in self.show("demonstration", "m-0131")["remarks"]], ["Je serai en retard"])
        self.app.key("alt+Left")
        self.app.gone("button", "Send")

    def test_6_after_the_validation_it_says_what_happens_next(self) -> None:
        from a11y import wait_for

        self.open("Prévention, santé, environnement")
        self.entry_button()[0].do("click")
        self.app.click(re.compile(r"^\d " + re.escape(self.app.words("Review"))), role="radio")
        self.app.click("Validate…", role="button")
        self.app.click("Validate", role="button", within=self.app.dialog())
        self.app.see("What happens next")
        self.app.see("The statement is validated", timeout=20)
        number = self.show("demonstration", "m-0104")["validations"][-1]["number"]
        self.app.see(number)
        wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words("The statement is validated"), lambda: f"the keyboard is at {self.app.focused()}")
        self.app.click("Ask the exams office to return it", role="button")
        wait_for(lambda: self.app.text_of("Your remark").startswith("Merci de me renvoyer l’état de frais"), "the remark is not begun")
        for _ in range(2):
            self.app.key("alt+Left")
        self.app.find("button", "History", timeout=10)

    def copies(self) -> list[int]:
        """What the demonstration's first academy has of the marking mission."""
        work = self.show("demonstration", "m-0042")["statement"].get("work") or {}
        return [entry["quantity"] for entry in work.get("entries") or []]

    def test_8_it_begins_anew_and_asks_first(self) -> None:
        from a11y import wait_for

        self.open("Philosophie")
        self.app.click("I did this mission", role="button")
        self.app.fill("Copies corrigées", "77")
        self.app.key("ctrl+s")
        wait_for(lambda: self.copies() == [77], "the academy never got the copies", 20)
        self.app.click("Main menu", role="toggle button")
        self.app.click("Begin the demonstration anew…", role="menu item")
        dialog = self.app.dialog()
        wait_for(lambda: any(node.has("focused") and node.name == self.app.words("Cancel") for node in dialog.walk()), lambda: f"the harmless answer has no keyboard:\n{dialog.dump()}")
        self.app.click("Begin anew", role="button", within=dialog)
        wait_for(lambda: self.copies() == [], "the academy still has the copies", 20)
        self.app.see("Choose a mission")
        self.open("Philosophie")
        self.app.find("button", "I did this mission", timeout=20)
        self.assertFalse(self.app.all("button", "Go on with the statement"))
        self.app.see("2 académies")
        self.assertNotIn("Gtk-WARNING", self.app.errors())


if __name__ == "__main__":
    session.enter()
    tap.main()
