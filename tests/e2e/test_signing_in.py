#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said on the way in: an academy that does not answer, a password that will not do, too many tries, a session that the academy ended, and an account
that is there already."""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap
from window_case import WindowCase

TODAY = "2026-06-16"
NUMBER, PASSWORD, LATER = "0482917", "un-mot-de-passe-2026", "un-autre-encore-2026"
ACADEMY = "Académie de démonstration"


class SigningIn(WindowCase):
    """One window; each case goes on from where the one before it ended."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        cls.start_window(TODAY, "--academy", cls.academy.address)

    def has_keyboard(self, name: str) -> None:
        """What the next key goes to."""
        from a11y import wait_for

        wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words(name), lambda: f"{name!r} has no keyboard, but {self.app.focused()}")

    def is_marked(self, name: str) -> bool:
        """Whether the field of that name is shown as wrong."""
        return any(node.has("invalid_entry") for node in self.app.all(name=name))

    def wrong(self, field: str, said: str) -> str:
        """What is said of that field, which is marked and has the keyboard; no other is marked."""
        from a11y import wait_for

        text: str = self.app.see(re.compile(said))
        self.has_keyboard(field)
        wait_for(lambda: self.is_marked(field), f"{field} is not marked", 3)
        for other in {"New password", "The same once more"} - {field}:
            self.assertFalse(self.is_marked(other), other)
        return text

    def change_elsewhere(self, old: str, new: str) -> None:
        """The person takes another password at another computer: every session ends."""
        body = json.dumps({"number": NUMBER, "password": old, "new_password": new}).encode()
        request = urllib.request.Request(f"{self.academy.address}/v1/session/password", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            json.load(answer)

    def test_0_an_empty_address_is_asked_for(self) -> None:
        self.app.focus("Address (https://…)")
        self.app.key("Return")
        self.app.see(re.compile("^Saisissez l’adresse de l’académie"))
        self.assertTrue(self.is_marked("Address (https://…)"))
        self.has_keyboard("Address (https://…)")
        self.look("connexion-adresse-vide")

    def test_1_a_listed_academy_that_is_stopped_is_no_wrong_address(self) -> None:
        self.app.fill("Address (https://…)", "imagin.ac-exemple.fr")
        self.academy.stop()
        self.app.click(re.compile("127.0.0.1"), role="button")
        self.app.see(re.compile(r"^http://127\.0\.0\.1:\d+ ne répond pas pour le moment"))
        self.assertFalse([text for text in self.app.texts() if re.search("lettre|Vérifiez", text)])
        self.assertFalse(self.is_marked("Address (https://…)"))
        self.assertEqual(self.app.text_of("Address (https://…)"), "imagin.ac-exemple.fr")
        self.look("connexion-academie-arretee")
        self.academy.start()
        # It goes on by itself, and what can be switched on promises nothing yet.
        self.app.find(None, "Intervener number", timeout=20)
        self.app.see("Switched on, it leaves nothing here after you close the window.")
        self.assertFalse(self.app.all(name="Nothing will stay here after you close the window."))
        for said in ("Nothing will stay here after you close the window.", "Switched on, it leaves nothing here after you close the window."):
            self.app.click("Shared computer")
            self.app.see(said)

    def test_2_what_is_wrong_with_a_new_password_is_said_of_it(self) -> None:
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", NUMBER)
        self.app.key("Return")
        self.app.see("Choose your password")
        self.has_keyboard("New password")
        self.app.key("Return")
        self.wrong("New password", "^Saisissez le mot de passe que vous voulez")
        for typed, said in ((NUMBER, "^C’est votre numéro"), ("court-1", "^C’est trop court.*8 caractères"), ("sans-chiffre", "pas de chiffre"),
                            ("123456789", "pas de lettre")):
            with self.subTest(typed):
                self.app.fill("New password", typed)
                self.assertFalse(self.is_marked("New password"))
                self.app.key("Return")
                self.wrong("New password", said)
        self.look("connexion-nouveau-mot-de-passe")
        self.app.fill("New password", PASSWORD)
        self.app.key("Return")
        self.wrong("The same once more", "^Saisissez le même mot de passe")
        self.app.fill("The same once more", PASSWORD + "x")
        self.app.key("Return")
        self.wrong("The same once more", "^Les deux saisies diffèrent")
        self.look("connexion-deux-saisies")
        self.app.fill("The same once more", PASSWORD)
        self.app.key("Return")
        self.app.see("À compléter")

    def test_3_a_session_that_the_academy_ended_is_named_and_one_comes_back_to_where_one_was(self) -> None:
        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        self.app.click("I did this mission", role="button")
        self.app.fill("Copies corrigées", "77")
        self.app.focus("Copies corrigées")
        self.app.see(re.compile("^Gardé ici|à enregistrer"))
        self.change_elsewhere(PASSWORD, LATER)
        self.app.key("F5")
        banner = self.app.see(re.compile("votre session a expiré"), timeout=20)
        self.assertRegex(banner, f"^{ACADEMY} — .*Camille|^{ACADEMY} — ")
        self.app.see(re.compile("^Session expirée"))
        self.look("connexion-session-expiree")
        self.app.point(self.app.find("button", "Sign in"))
        said = self.app.see(re.compile("la session a expiré"))
        self.assertIn(banner.split(" — ")[1].split(" :")[0], said)
        self.app.see(ACADEMY)
        self.look("connexion-reconnexion")
        self.has_keyboard("Password")
        self.app.type_text(LATER)
        self.app.key("Return")
        self.app.find("spin button", "Copies corrigées")
        self.has_keyboard("Copies corrigées")
        self.assertEqual(self.app.text_of("Copies corrigées"), "77")
        # As it was left: nothing is selected, so that the next key erases nothing.
        self.app.type_text("1")
        self.app.key("Tab")
        self.assertEqual(sorted(self.app.text_of("Copies corrigées")), sorted("771"))
        self.app.gone(None, re.compile("session a expiré"), 20)

    def test_4_what_waits_for_an_academy_that_is_stopped_is_not_being_sent(self) -> None:
        self.app.fill("Copies corrigées", "78")
        self.academy.stop()
        self.app.key("ctrl+s")
        self.app.see(re.compile("^Hors ligne.*1 changement attend ici"), timeout=40)
        row = self.app.row("Missions", re.compile("^Philosophie · "))
        self.app.see(re.compile("attend le réseau"), row)
        self.assertFalse([text for text in self.app.texts(row) if "en cours d’envoi" in text])
        self.look("connexion-attend-le-reseau")
        self.sign_out_says("^Vous vous déconnectez.*1 changement n’est pas encore parti")
        self.academy.start()
        self.app.key("F5")
        self.app.see(re.compile("^Tout est à jour"), timeout=40)
        self.sign_out_says("Tout ce que vous avez enregistré est parti")

    def sign_out_says(self, said: str) -> None:
        """The question names what becomes of what is kept; a key goes from answer to answer, and to nothing else."""
        from a11y import wait_for

        self.app.click("Main menu", role="toggle button")
        self.app.click("Sign out…", role="menu item")
        question = self.app.dialog("Sign out?")
        self.app.see(re.compile(said), question)
        self.look("connexion-se-deconnecter")
        answers = {self.app.words(name) for name in ("Cancel", "Sign out")}
        wait_for(lambda: (self.app.focused() or self.app.root).name in answers, lambda: f"{self.app.focused()} has the keyboard")
        for _ in range(4):
            self.app.key("Tab")
            wait_for(lambda: (self.app.focused() or self.app.root).name in answers, lambda: f"{self.app.focused()!r} has the keyboard:\n{self.app.dump()}", 2)
        self.app.key("Escape")
        self.app.gone("button", "Sign out")

    def add_again(self, password: str) -> None:
        """The same academy and the same number, as somebody does who does not see that it is there."""
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        self.app.click("Add an academy…", role="button", within=self.app.dialog("Accounts"))
        self.app.see("Who convoked you?")
        self.app.click(re.compile("127.0.0.1"), role="button")
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", password)
        self.app.click("Sign in", role="button")

    def test_5_an_account_that_is_there_already_is_not_added_in_silence(self) -> None:
        self.add_again(LATER)
        self.app.see(re.compile(f"^{ACADEMY}.*ce compte était déjà sur cet ordinateur"), timeout=20)
        self.look("connexion-deja-la")
        self.app.click("Show it", role="button")
        page = self.app.dialog("Accounts")
        row = self.app.find("list item", ACADEMY, page)
        self.assertEqual(len(self.app.all("list item", ACADEMY, page)), 1)
        self.assertTrue(any(node.has("focused") for node in row.walk()), self.app.focused())
        self.look("connexion-deja-la-compte")
        self.app.key("Escape")
        self.app.gone("dialog", "Accounts")

    def test_6_the_last_try_says_how_long_the_access_is_closed(self) -> None:
        self.academy.limit(lockout_tries=2, lockout_seconds=600)
        self.add_again("pas-le-bon-1")
        self.app.see(re.compile("Il reste un essai"), timeout=20)
        self.app.fill("Password", "pas-le-bon-2")
        self.app.click("Sign in", role="button")
        said = self.app.see(re.compile("^Trop d’essais"), timeout=20)
        self.assertRegex(said, "l’accès est fermé. Réessayez dans 10 minutes. .*Mot de passe oublié")
        self.assertFalse([text for text in self.app.texts() if re.search("n’est pas le bon|est bloqué", text)])
        self.look("connexion-trop-d-essais")


if __name__ == "__main__":
    session.enter()
    tap.main()
