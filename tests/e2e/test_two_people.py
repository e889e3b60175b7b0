#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people at one academy on one computer: whose account is meant, wherever one is named, and the way back into each."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import session
import tap
from test_unheard import KINDS, PAPER, TABLE
from window_case import WindowCase

TODAY = "2026-06-16"
ACADEMY = "Académie de démonstration"
SECOND = "Ana Martin"
OTHER_NUMBER = "0555123"


class TwoPeople(WindowCase):
    """One window; each case goes on from where the one before it ended."""

    first: str

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        person = json.loads((HERE.parents[1] / "data" / "demo" / "person.json").read_text(encoding="utf-8"))
        cls.first = f"{person['given_name']} {person['family_name']}"
        folder = Path(os.environ["TMPDIR"])
        head, line = TABLE.strip().split("\n")[:2]
        values = dict(zip(head.split(","), line.split(",")))
        values |= {"number": OTHER_NUMBER, "given_name": "Ana", "family_name": "Martin"}
        (folder / "missions.csv").write_text(",".join(values) + "\n" + ",".join(values.values()) + "\n", encoding="utf-8")
        (folder / "kinds.json").write_text(json.dumps(KINDS), encoding="utf-8")
        cls.academy.import_missions(folder / "missions.csv", folder / "kinds.json")
        cls.start_window(TODAY, "--academy", cls.academy.address)

    def said(self, text: str, *values: str) -> str:
        """What the window says for that text, with those values in it."""
        whole = str(self.app.words(text))
        for value in values:
            whole = whole.replace("%s", value, 1)
        return whole

    def open_accounts(self) -> Any:
        """By the main menu."""
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        return self.app.dialog("Accounts")

    def close_accounts(self) -> None:
        """By its own button."""
        self.app.click(re.compile("^(Close|Fermer)$"), role="button", within=self.app.dialog("Accounts"))
        self.app.gone("dialog", "Accounts")

    def keyboard(self) -> str:
        """The name of what has the keyboard."""
        from a11y import wait_for

        wait_for(lambda: self.app.focused() is not None, lambda: f"nothing has the keyboard:\n{self.app.dump()}", 5)
        return str(self.app.focused().name)

    def has_keyboard(self, name: str) -> None:
        """What the next key goes to."""
        from a11y import wait_for

        wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words(name), lambda: f"{self.app.focused()} has the keyboard", 5)

    def sign_out(self, whose: str) -> None:
        """By the page of the accounts, which stays open; the question says whose account it is about."""
        page = self.open_accounts()
        row = self.app.find("list item", whose, page)
        self.app.point(row)
        self.app.click("Sign out…", role="button", within=page)
        question = self.app.dialog("Sign out?")
        self.app.see(re.compile(f": {re.escape(whose)}\\."), question)
        self.app.click("Sign out", role="button", within=question)
        self.app.see(re.compile("Déconnecté"), page)
        self.close_accounts()

    def test_1_academies_are_counted_as_academies_and_rows_say_whose(self) -> None:
        from signing_in import first_connection

        self.connect()
        self.app.see(ACADEMY)
        self.assertFalse([node.name for node in self.app.all("list item", re.compile(self.first))])
        page = self.open_accounts()
        self.app.click("Add an academy…", role="button", within=page)
        self.app.fill("Address (https://…)", f"{self.academy.address}///")
        self.app.key("Return")
        first_connection(self.app, OTHER_NUMBER)
        self.app.see(re.compile("^1 académie, 2 "))
        self.app.row("Missions", re.compile(f"^{PAPER} · {SECOND} · "))
        self.app.point(self.app.row("Missions", re.compile(f"^Philosophie · {self.first} · ")))
        self.app.see(f"{ACADEMY} — {self.first}")
        self.look("deux-personnes-1-liste")
        page = self.open_accounts()
        for name in (self.first, SECOND):
            self.app.find("list item", f"{ACADEMY} — {name}", page)
        self.look("deux-personnes-2-comptes")
        self.close_accounts()

    def test_2_the_question_and_the_bar_say_whose(self) -> None:
        whose = f"{ACADEMY} — {self.first}"
        self.sign_out(whose)
        self.app.see(self.said("%s: sign in again to send and receive", whose))
        self.look("deux-personnes-3-bandeau")

    def test_2b_the_questions_have_room_in_a_narrow_window(self) -> None:
        self.app.resize(360, 720)
        time.sleep(0.6)
        self.app.key("alt+Left")
        page = self.open_accounts()
        self.app.point(self.app.find("list item", f"{ACADEMY} — {SECOND}", page))
        for button, question in (("Sign out…", "Sign out?"), ("Remove from this computer…", "Remove from this computer?")):
            self.app.click(button, role="button", within=page)
            asked = self.app.dialog(question)
            time.sleep(0.5)
            self.look(f"deux-personnes-3b-{button[:4]}")
            self.app.click("Cancel", role="button", within=asked)
            self.app.gone(None, question)
        self.app.click(re.compile("^(Close|Fermer)$"), role="button", within=page)
        self.app.gone("dialog", "Accounts")
        self.app.resize(1100, 800)

    def test_3_escape_leads_back_to_what_one_came_from(self) -> None:
        for key in ("Escape", "alt+Left"):
            with self.subTest(key):
                self.app.click("Sign in", role="button")
                self.has_keyboard("Password")
                self.app.key(key)
                self.app.see("1 académie, 2")
                self.assertFalse(self.app.all(name=self.app.words("Who convoked you?")))
                self.keyboard()
        self.app.click("Sign in", role="button")
        self.look("deux-personnes-4-reconnexion")
        self.app.click("Cancel", role="button")
        self.app.see("1 académie, 2")

    def test_4_what_is_missing_is_said_beside_its_field(self) -> None:
        self.app.click("Sign in", role="button")
        self.has_keyboard("Password")
        self.app.key("Return")
        self.app.see("Type your password. At the first connection it is your number.")
        self.has_keyboard("Password")
        self.app.fill("Intervener number", "")
        self.app.key("Return")
        self.app.see("Type your number: it stands at the top left of your convocation.")
        self.has_keyboard("Intervener number")
        self.look("deux-personnes-5-manque")

    def test_5_the_keyboard_stays_where_it_was_when_the_window_becomes_narrow(self) -> None:
        self.app.focus("Intervener number")
        for width in (380, 1100, 380, 1100):
            self.app.resize(width, 800)
            time.sleep(0.6)
            self.has_keyboard("Intervener number")

    def test_6_where_the_number_stands_unfolds_into_sight(self) -> None:
        from a11y import wait_for

        self.app.resize(1000, 640)
        self.app.point(self.app.find("list item", "Where do I find my number?"))
        view = self.app.find("label", "At the first connection this number is also your password.")
        bottom = self.app.root.children[0].box()

        def whole() -> bool:
            _, y, _, height = view.box()
            return y + height <= bottom[1] + bottom[3]

        wait_for(whole, lambda: f"{view.box()} is below {bottom}", 5)
        self.look("deux-personnes-6-numero")
        self.app.resize(1100, 800)

    def test_7_without_a_browser_the_address_is_there_to_be_copied(self) -> None:
        self.app.click("Forgotten password", role="button")
        self.app.see("No browser opened. Copy the address, then paste it into a browser.")
        self.has_keyboard("Copy the address")
        self.look("deux-personnes-7-oublie")
        self.app.click("Copy the address", role="button")
        self.app.see("Address copied")

    def test_8_somebody_else_under_sign_in_again_is_told(self) -> None:
        from signing_in import PASSWORD

        self.app.key("Escape")
        self.sign_out(f"{ACADEMY} — {SECOND}")
        self.app.see(re.compile("^2 "))
        self.app.click("Sign in", role="button")
        self.app.find(None, "Intervener number")
        mine = self.app.text_of("Intervener number")
        typed, waits = (OTHER_NUMBER, self.first) if mine != OTHER_NUMBER else ("0482917", SECOND)
        self.app.resize(380, 800)
        self.app.fill("Intervener number", typed)
        self.app.fill("Password", PASSWORD)
        self.app.key("Return")
        self.app.see(self.said("Signed in: %s. Still to be signed in: %s.", SECOND if typed == OTHER_NUMBER else self.first, waits), timeout=30)
        self.look("deux-personnes-8-toast")
        self.keyboard()
        self.app.resize(1100, 800)
        self.app.see(self.said("%s: sign in again to send and receive", f"{ACADEMY} — {waits}"))

    def test_9_what_is_saved_while_signed_out_waits_for_signing_in(self) -> None:
        from signing_in import PASSWORD

        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        self.app.click("I did this mission", role="button")
        self.app.fill("Copies corrigées", "77")
        self.app.key("ctrl+s")
        self.app.row("Missions", re.compile(f"^Philosophie · .*{self.app.words('waits for signing in')}"))
        self.look("deux-personnes-9-attend")
        self.app.click("Sign in", role="button")
        self.has_keyboard("Password")
        self.app.type_text(PASSWORD)
        self.app.key("Return")
        self.app.see(re.compile("^Tout est à jour"), timeout=40)
        self.assertFalse(self.app.all("list item", re.compile(self.app.words("waits for signing in"))))
        self.keyboard()

    def test_A_removed_it_is_named_and_the_other_needs_no_name_any_more(self) -> None:
        page = self.open_accounts()
        whose = f"{ACADEMY} — {SECOND}"
        row = self.app.find("list item", whose, page)
        self.app.point(row)
        self.app.click("Remove from this computer…", role="button", within=page)
        question = self.app.dialog("Remove from this computer?")
        self.app.see(re.compile(f"^{re.escape(whose)}"), question)
        self.app.click("Remove", role="button", within=question)
        self.app.see(self.said("%s is removed", whose))
        self.app.find("list item", re.compile(f"^{ACADEMY}$"), page)
        self.close_accounts()
        self.app.gone("list item", re.compile(f"^Philosophie · {self.first}"))
        self.app.row("Missions", re.compile("^Philosophie · "))

    def test_B_a_dialog_that_closes_while_the_window_becomes_narrow(self) -> None:
        """libadwaita 1.7 crashed in it."""
        import screen

        window = screen.main_window(self.app.pid)
        for times in range(24):
            wide = times % 2 == 0
            self.app.resize(1100 if wide else 380, 800)
            back = re.compile("^(Back|Retour)$")
            time.sleep(0.3)
            if self.app.all("button", back):
                self.app.click(back, role="button")
            self.open_accounts()
            time.sleep(0.3)
            self.app.key("Escape")
            time.sleep(0.02 * (times // 2))
            screen.run("xdotool", "windowsize", window, "380" if wide else "1100", "800")
            self.app.gone("dialog", "Accounts")
            self.app.alive()
        self.app.resize(1100, 800)


if __name__ == "__main__":
    session.enter()
    tap.main()
