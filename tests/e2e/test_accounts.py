#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the accounts: who they are and where they stand, and one of two removed with something that was never sent."""

from __future__ import annotations

import os
import re
import signal
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
FIRST = "demonstration"
SECOND = "demonstration-competitions"
# Well before an academy that does not answer is given up.
AT_ONCE = 6
ACADEMY, OTHER = "Académie de démonstration", "Service fictif des concours nationaux"


def serving(data: Path) -> int:
    """The process that serves that folder: the one that the client started."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if "serve" in words and str(data) in words:
            return int(folder.name)
    raise AssertionError(f"nobody serves {data}")


class Accounts(WindowCase):
    """One window; each case goes on from where the one before it ended."""

    data: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.data = Path(os.environ["XDG_DATA_HOME"]) / "imagin"
        cls.start_window(TODAY, "--demo")

    def open_page(self) -> Any:
        """By the main menu."""
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        return self.app.dialog("Accounts")

    def close_page(self) -> None:
        """By its own button."""
        self.app.click(re.compile("^(Close|Fermer)$"), role="button", within=self.app.dialog("Accounts"))
        self.app.gone("dialog", "Accounts")

    def ask_removal(self) -> Any:
        """The question about the first academy."""
        page = self.open_page()
        self.app.point(self.app.find("list item", ACADEMY, page))
        self.app.see(re.compile(r"1 changement attend ici"), page)
        self.look("accounts-2-opened")
        self.app.click("Remove from this computer…", role="button", within=page)
        question = self.app.dialog("Remove from this computer?")
        self.app.see(re.compile(f"^{ACADEMY}"), question)
        return question

    def test_1_both_academies_are_there(self) -> None:
        from signing_in import first_connection

        self.app.click("Demonstration academy", role="button")
        first_connection(self.app)
        self.app.see("2 académies")
        page = self.open_page()
        for academy in (ACADEMY, OTHER):
            row = self.app.find("list item", academy, page)
            self.app.see(re.compile("^Numéro 0482917 · Tout est à jour"), row, 20)
            self.app.see(re.compile("Vous restez connecté"), row)
        self.look("accounts-1-both")
        self.close_page()

    def test_1b_one_of_both_is_signed_out_and_in_again_by_the_keyboard(self) -> None:
        from signing_in import PASSWORD

        page = self.open_page()
        self.app.point(self.app.find("list item", OTHER, page))
        self.app.click("Sign out…", within=page)
        question = self.app.dialog("Sign out?")
        self.app.see(re.compile(f": {OTHER}"), question)
        self.app.see(re.compile("Tout ce que vous avez enregistré est parti. Vos missions restent sur cet ordinateur"), question)
        self.look("accounts-1b-question")
        self.app.click("Sign out", role="button", within=question)
        self.app.see(re.compile("Déconnecté"), page)
        self.app.see(re.compile(f": {OTHER}$"))
        self.look("accounts-1b-signed-out")
        self.has_keyboard("Sign in again")
        self.app.key("Return")
        self.app.gone("dialog", "Accounts")
        self.has_keyboard("Password")
        self.app.type_text(PASSWORD)
        self.app.key("Return")
        self.app.see(re.compile("^Tout est à jour"), timeout=30)
        self.assertFalse([text for text in self.app.texts() if "reconnectez-vous" in text])
        page = self.open_page()
        self.app.click("Add an academy…", within=page)
        self.app.see("Who convoked you?")
        self.has_keyboard(re.compile("^Choisir "))
        self.app.click("Cancel", role="button")
        self.app.see("2 académies")

    def test_1c_both_are_signed_out_and_in_again(self) -> None:
        from signing_in import PASSWORD

        self.app.click("Main menu", role="toggle button")
        self.app.click("Sign out…", role="menu item")
        question = self.app.dialog("Sign out?")
        self.app.see(re.compile(f": ({ACADEMY}, {OTHER}|{OTHER}, {ACADEMY})"), question)
        self.app.click("Sign out", role="button", within=question)
        self.app.see(re.compile("^2 acad[eé]mies ?:"))
        self.app.see(re.compile("^(Déconnecté|Signed out)$"))
        self.look("accounts-1c-both-signed-out")
        # The number and the password of one open the other as well.
        self.app.click("Sign in", role="button")
        self.has_keyboard("Password")
        self.app.type_text(PASSWORD)
        self.app.key("Return")
        self.app.see(re.compile("^Tout est à jour"), timeout=30)

    def test_1d_one_is_signed_in_again_by_an_action_while_its_academy_does_not_answer(self) -> None:
        from signing_in import PASSWORD

        frozen = serving(self.data / SECOND)
        for times in range(2):
            page = self.open_page()
            os.kill(frozen, signal.SIGSTOP)
            try:
                self.app.point(self.app.find("list item", OTHER, page))
                self.app.click("Sign out…", within=page)
                self.app.click("Sign out", role="button", within=self.app.dialog("Sign out?"))
                self.app.see(re.compile("Déconnecté"), page, AT_ONCE)
                # As a screen reader does it, wherever the keyboard is.
                self.app.click("Sign in again", within=page)
                self.app.gone("dialog", "Accounts")
                self.has_keyboard("Password")
                time.sleep(1)
                self.has_keyboard("Password")
                self.look(f"accounts-1d-{times}")
            finally:
                os.kill(frozen, signal.SIGCONT)
            self.app.type_text(PASSWORD)
            self.app.key("Return")
            self.app.see(re.compile("^Tout est à jour"), timeout=30)

    def has_keyboard(self, name: Any) -> None:
        """What the next key goes to, or what stands around it."""
        from a11y import matches, wait_for

        wanted = self.app.words(name) if isinstance(name, str) else name
        wait_for(lambda: any(node.has("focused") for found in self.app.all() if matches(wanted, found.name) for node in found.walk(again=False)),
                 lambda: f"{name!r} has no keyboard, but {self.app.focused()}")

    def test_2_what_was_never_sent_is_named_and_cancel_keeps_it(self) -> None:
        from a11y import wait_for

        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        self.app.click("I did this mission", role="button")
        self.app.find("spin button", "Copies corrigées")
        os.kill(serving(self.data / FIRST), signal.SIGSTOP)
        self.app.fill("Copies corrigées", "77")
        self.app.key("ctrl+s")
        self.app.see(re.compile("changement attend ici"))
        question = self.ask_removal()
        self.app.see(re.compile("^Philosophie · "), question)
        wait_for(lambda: any(node.has("focused") and node.name == self.app.words("Cancel") for node in question.walk()), lambda: f"the harmless answer has no keyboard:\n{question.dump()}")
        self.look("accounts-3-question")
        self.app.key("Escape")
        self.app.gone("button", "Remove and lose it")
        self.close_page()
        self.app.see("2 académies")
        self.assertEqual(self.app.text_of("Copies corrigées"), "77")

    def test_3_confirmed_it_is_gone_and_the_other_stays(self) -> None:
        self.app.click("Remove and lose it", role="button", within=self.ask_removal())
        self.app.gone("list item", ACADEMY)
        self.look("accounts-4-removed")
        self.close_page()
        self.only_the_other()
        self.app.see("Choose a mission")
        os.kill(serving(self.data / FIRST), signal.SIGCONT)
        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.only_the_other()
        self.app.see("Choose a mission")

    def test_4_one_account_is_signed_out_and_signed_in_again(self) -> None:
        from signing_in import NUMBER, PASSWORD

        self.app.point(self.app.row("Missions", re.compile("^Leçon et entretien avec le jury · ")))
        page = self.open_page()
        frozen = serving(self.data / SECOND)
        os.kill(frozen, signal.SIGSTOP)
        self.app.click("Sign out…", within=page)
        self.app.click("Sign out", role="button", within=self.app.dialog("Sign out?"))
        self.app.see(re.compile("Déconnecté"), page, AT_ONCE)
        self.look("accounts-5-signed-out")
        os.kill(frozen, signal.SIGCONT)
        self.in_a_narrow_window()
        page = self.open_page()
        self.app.click("Sign in again", within=page)
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", PASSWORD)
        self.app.click("Sign in", role="button")
        self.only_the_other()
        self.app.see(re.compile("^Tout est à jour"), timeout=30)

    def in_a_narrow_window(self) -> None:
        """The list is out of sight, and one can sign in all the same."""
        self.close_page()
        self.app.resize(400, 800)
        self.app.see(re.compile("reconnectez-vous"))
        self.app.find("button", "Sign in")
        self.look("accounts-5-narrow")
        self.app.resize(1100, 800)

    def test_5_the_last_one_is_removed_and_somebody_else_may_begin(self) -> None:
        page = self.open_page()
        self.app.click("Remove from this computer…", within=page)
        self.app.click(re.compile("^(Remove|Retirer)"), role="button", within=self.app.dialog("Remove from this computer?"))
        self.app.see("Who convoked you?")
        self.has_keyboard(re.compile("^Choisir "))
        self.look("accounts-6-nobody")
        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.app.see("Who convoked you?")

    def test_6_one_that_is_removed_leaves_what_waits_for_the_other(self) -> None:
        from signing_in import NUMBER, PASSWORD

        self.app.click("Demonstration academy", role="button")
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", PASSWORD)
        self.app.click("Sign in", role="button")
        self.app.see("2 académies", timeout=20)
        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        self.app.click(re.compile("|".join(re.escape(self.app.words(text)) for text in ("Go on with the statement", "I did this mission")) + "$"), role="button")
        self.app.find("spin button", "Copies corrigées")
        os.kill(serving(self.data / FIRST), signal.SIGSTOP)
        try:
            self.app.fill("Copies corrigées", "78")
            self.app.key("ctrl+s")
            self.app.see(re.compile("changement attend ici"))
            page = self.open_page()
            self.app.point(self.app.find("list item", OTHER, page))
            self.app.click("Remove from this computer…", role="button", within=page)
            question = self.app.dialog("Remove from this computer?")
            self.app.see(re.compile(f"^{OTHER}"), question)
            self.app.see(re.compile("Tout a été envoyé"), question)
            self.look("accounts-7-question")
            self.app.click("Remove", role="button", within=question)
            self.app.gone("list item", OTHER)
            self.app.see(f"{OTHER} n’est plus sur cet ordinateur")
            self.app.see(re.compile(r"1 changement attend ici"), self.app.find("list item", ACADEMY, page))
            self.close_page()
            self.look("accounts-8-the-other-stays")
            self.assertEqual(self.app.text_of("Copies corrigées"), "78")
        finally:
            os.kill(serving(self.data / FIRST), signal.SIGCONT)
        self.app.see(re.compile("^Tout est à jour"), timeout=40)
        self.assertFalse(self.app.all("list item", re.compile("^Leçon et entretien avec le jury · ")))

    def only_the_other(self) -> None:
        """The list names the other academy, and has only its missions."""
        self.app.see(OTHER)
        self.app.row("Missions", re.compile("^Leçon et entretien avec le jury · "))
        self.assertFalse(self.app.all("list item", re.compile("^(Philosophie|Grand oral) · ")))


if __name__ == "__main__":
    session.enter()
    tap.main()
