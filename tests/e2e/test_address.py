#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Typing an academy's address at the first start: what is said where it leads nowhere, and that it is tried again by itself."""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap


class Elsewhere(BaseHTTPRequestHandler):
    """A web server that is no academy."""

    def do_GET(self) -> None:
        body = b"<html>Bienvenue</html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


class Address(unittest.TestCase):
    """One window at its first start."""

    app: Any
    academy: Any

    @classmethod
    def setUpClass(cls) -> None:
        from driver import App
        from words import Words

        cls.app = App(Path(os.environ["TMPDIR"]) / "address", words=Words(HERE.parents[1] / "po", "fr"), size=(1000, 800))
        cls.app.start()
        cls.app.bus.listen()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.app.kill()

    def look(self, name: str) -> None:
        """A picture, where someone asks for them."""
        if pictures := os.environ.get("IMAGIN_PICTURES"):
            self.app.screenshot(Path(pictures) / f"{name}.png")

    def type_address(self, address: str) -> None:
        """Types it and presses Return."""
        self.app.fill("Address (https://…)", address)
        self.app.key("Return")

    def test_0_what_can_be_no_address_is_said_at_once(self) -> None:
        for typed, said in (("jean.dupont@ac-example.fr", "C’est une adresse électronique"), ("paris", "n’est pas une adresse de site"),
                            ("académie de paris", "n’est pas une adresse de site"), ("ftp://imagin.ac-exemple.fr", "n’est pas une adresse de site")):
            with self.subTest(typed):
                self.type_address(typed)
                self.app.see(re.compile(said))
                self.assertTrue(any(node.has("invalid_entry") for node in self.app.all(name="Address (https://…)")))
        self.look("adresse-impossible")

    def test_1_plain_http_is_for_the_loopback_only(self) -> None:
        self.type_address("http://academie.example")
        self.app.see(re.compile("n’est pas protégée"))

    def test_2_what_is_no_academy_is_said(self) -> None:
        server = HTTPServer(("127.0.0.1", 0), Elsewhere)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.type_address(f"http://127.0.0.1:{server.server_port}")
        self.app.see(re.compile("ce n’est pas une académie"))
        server.shutdown()
        server.server_close()

    def test_2b_one_that_says_nothing_is_waited_for_no_longer_than_one_likes(self) -> None:
        from a11y import wait_for

        with socket.create_server(("127.0.0.1", 0)) as silent:
            self.type_address(f"http://127.0.0.1:{silent.getsockname()[1]}")
            self.app.see(re.compile("n’a pas encore répondu"))
            self.look("academie-muette")
            self.app.click("Cancel", role="button")
            self.app.gone("button", "Cancel")
            self.assertFalse([text for text in self.app.texts() if re.search("n’a pas encore répondu|^Demande à", text)])
            wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words("Address (https://…)"), lambda: f"{self.app.focused()} has the keyboard")

    def test_2a_the_same_again_is_said_again(self) -> None:
        self.app.bus.forget()
        self.type_address("paris")
        said = self.app.see(re.compile("n’est pas une adresse de site"))
        for times in (2, 3):
            with self.subTest(times):
                self.app.key("Return")
                self.goes_and_comes_back(said, times)

    def goes_and_comes_back(self, said: str, times: int) -> None:
        """A sentence that stood there is gone for as long as one sees it, and is then said aloud once more."""
        from a11y import plain, wait_for

        wait_for(lambda: not self.app.all(name=said), f"{said!r} stays as if nothing had been tried", 3)
        self.app.see(said)
        wait_for(lambda: [plain(heard) for heard in self.app.bus.heard()].count(said) == times, lambda: f"heard: {self.app.bus.heard()}")

    def test_2c_escape_does_what_cancel_does(self) -> None:
        from a11y import wait_for

        with socket.create_server(("127.0.0.1", 0)) as silent:
            self.type_address(f"http://127.0.0.1:{silent.getsockname()[1]}")
            self.app.see(re.compile("^Demande à"))
            self.app.key("Escape")
            wait_for(lambda: not [text for text in self.app.texts() if re.search("^Demande à", text)], "it is still asked", 3)
            wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words("Address (https://…)"), lambda: f"{self.app.focused()} has the keyboard")
        # Nothing is asked, and there is nothing to go back to.
        self.app.key("Escape")
        self.app.see("Who convoked you?")

    def test_3_nobody_answers_and_it_goes_on_by_itself(self) -> None:
        from academy import Academy

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.type_address(f"http://127.0.0.1:{port}")
        self.app.see(re.compile("la démonstration fonctionne sans réseau"))
        academy = type(self).academy = type(self).enterClassContext(Academy(Path(os.environ["TMPDIR"]) / "academy", arguments=("--port", str(port))))
        self.app.find(None, "Intervener number", timeout=20)
        self.sign_in_slowly(academy)

    def sign_in_slowly(self, academy: Any) -> None:
        """An academy that takes its time: that is said, and one can cancel and try again."""
        self.refused(academy)
        self.app.fill("Intervener number", "0482917")
        self.app.fill("Password", "0482917")
        academy.freeze()
        self.app.click("Sign in", role="button")
        self.app.see(re.compile("n’a pas encore répondu"))
        self.look("connexion-lente")
        self.app.click("Cancel", role="button")
        self.app.find("button", "Sign in")
        self.assertFalse([text for text in self.app.texts() if "n’a pas encore répondu" in text])
        academy.thaw()
        self.leave_and_come_back(academy)
        self.changes_the_password(academy)

    def changes_the_password(self, academy: Any) -> None:
        """The academy takes the new password and its answer does not come: one cannot leave, is told, and comes in with it."""
        from signing_in import NUMBER, PASSWORD

        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", NUMBER)
        self.app.click("Sign in", role="button")
        self.app.see("Choose your password")
        self.app.fill("New password", PASSWORD)
        self.app.fill("The same once more", PASSWORD)
        academy.freeze()
        self.app.click("Change and sign in", role="button")
        self.app.see(re.compile("va prendre votre nouveau mot de passe"))
        self.look("mot-de-passe-lent")
        for key in ("Escape", "alt+Left"):
            self.app.key(key)
        time.sleep(0.5)
        self.app.see("Choose your password")
        self.app.see("The academy cannot be reached now. Try again in a moment.", timeout=45)
        self.look("mot-de-passe-sans-reponse")
        academy.thaw()
        # What was sent is taken now, with nobody to hear of it.
        time.sleep(2)
        self.app.click("Change and sign in", role="button")
        self.app.see("À compléter")

    def add_academy(self) -> None:
        """By the page of the accounts."""
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        self.app.click("Add an academy…", role="button", within=self.app.dialog("Accounts"))
        self.app.see("Who convoked you?")

    def sign_in(self, address: str) -> None:
        """At that address, with the number and password of the person who is there already."""
        from signing_in import NUMBER, PASSWORD

        self.add_academy()
        self.type_address(address)
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", PASSWORD)
        self.app.click("Sign in", role="button")

    def accounts(self) -> int:
        """How many there are."""
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        page = self.app.dialog("Accounts")
        found = [node for node in self.app.all("list item", re.compile("démonstration"), page)]
        self.look(f"comptes-{len(found)}")
        self.app.key("Escape")
        self.app.gone("dialog", "Accounts")
        return len(found)

    def test_4_escape_leaves_the_page_as_cancel_does(self) -> None:
        self.add_academy()
        self.app.key("Escape")
        self.app.see("À compléter", timeout=3)
        self.assertFalse(self.app.all(name=self.app.words("Who convoked you?")))
        # Also where the keyboard is in the field, and before that from what is being asked.
        self.add_academy()
        with socket.create_server(("127.0.0.1", 0)) as silent:
            self.type_address(f"http://127.0.0.1:{silent.getsockname()[1]}")
            self.app.see(re.compile("^Demande à"))
            self.app.key("Escape")
            self.app.gone(None, re.compile("^Demande à"), 3)
            self.app.see("Who convoked you?")
        self.app.key("Escape")
        self.app.see("À compléter", timeout=3)

    def enter(self, copies: str) -> None:
        """Copies that are saved while the academy does not answer."""
        self.app.fill("Copies corrigées", copies)
        self.academy.freeze()
        self.app.key("ctrl+s")
        self.app.see(re.compile("changement attend ici"))

    def copies(self) -> Any:
        """As the academy has them."""
        work = self.academy.show("m-0042")["statement"].get("work") or {}
        return next((entry["quantity"] for entry in work.get("entries", []) if entry["key"] == "copies"), None)

    def test_5_the_same_again_leads_to_the_account(self) -> None:
        from a11y import wait_for

        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        self.app.click("I did this mission", role="button")
        self.app.fill("Copies corrigées", "51")
        self.sign_in(self.academy.address + "/")
        # The page is the same: what was typed there is typed on.
        self.app.find("spin button", "Copies corrigées")
        self.assertEqual(self.app.text_of("Copies corrigées"), "51")
        self.assertEqual(self.accounts(), 1)
        self.app.fill("Copies corrigées", "52")
        self.app.key("ctrl+s")
        wait_for(lambda: self.copies() == 52, "the academy never got it", 20)

    def test_6_at_another_address_it_asks(self) -> None:
        from a11y import wait_for

        self.enter("53")
        academy, elsewhere = self.academy.address, self.academy.address.replace("127.0.0.1", "localhost")
        self.academy.thaw()
        # Nothing may go before the person says so.
        self.app.see(re.compile("^Tout est à jour"), timeout=30)
        self.app.fill("Copies corrigées", "54")
        self.sign_in(elsewhere)
        question = self.app.dialog("Is this still your academy?")
        for said in (academy, elsewhere, "0482917"):
            self.app.see(re.compile(re.escape(said)), question)
        self.app.see(re.compile("^Philosophie · "), question)
        self.look("academie-ailleurs")
        self.app.key("Escape")
        self.app.see(re.compile("cet ordinateur garde ce compte avec une autre adresse"))
        self.look("academie-ailleurs-non")
        self.app.click("Sign in", role="button")
        self.app.click("Use the new address", role="button", within=self.app.dialog("Is this still your academy?"))
        self.app.see(re.compile("^Tout est à jour|à enregistrer"), timeout=30)
        self.assertEqual(self.accounts(), 1)
        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        wait_for(lambda: self.app.all("button", "Go on with the statement") or self.app.all("spin button", "Copies corrigées"), lambda: self.app.dump())
        self.look("academie-ailleurs-oui")

    def refused(self, academy: Any) -> None:
        """A password that is wrong again and again; the tries that are left are told."""
        self.app.fill("Intervener number", "0482917")
        self.app.fill("Password", "pas-le-bon")
        for left in (4, 3):
            self.app.click("Sign in", role="button")
            self.app.see(re.compile(f"n’est pas le bon.*Il reste {left} essais"))
            self.look(f"refus-{left}")
        academy.limit(lockout_tries=1, lockout_seconds=5)
        self.app.click("Sign in", role="button")
        said = self.app.see(re.compile("^Trop d’essais : l’accès est fermé. Réessayez dans 1 minute. "))
        self.assertFalse([text for text in self.app.texts() if "n’est pas le bon" in text])
        self.app.click("Sign in", role="button")
        self.goes_and_comes_back(said, 2)
        self.look("refus-de-nouveau")
        academy.limit(lockout_tries=5, lockout_seconds=900)
        self.too_long()
        time.sleep(5)

    def too_long(self) -> None:
        """What can be no number is said beside its field, and never sent."""
        from a11y import wait_for

        self.app.fill("Intervener number", "I2604117" * 9)
        self.app.fill("Password", "pas-le-bon")
        self.app.key("Return")
        said = self.app.see(re.compile("C’est trop long pour un numéro"))
        self.look("numero-trop-long")
        wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words("Intervener number"), lambda: f"{self.app.focused()} has the keyboard")
        self.assertTrue(any(node.has("invalid_entry") for node in self.app.all(name="Intervener number")))
        self.assertFalse(any(node.has("invalid_entry") for node in self.app.all(name="Password")))
        self.assertFalse([text for text in self.app.texts() if re.search("n’est pas le bon|^Trop d’essais", text)])
        self.app.key("Return")
        self.goes_and_comes_back(said, 2)

    def leave_and_come_back(self, academy: Any) -> None:
        """Whoever goes back while the academy thinks does not wait for it: nothing comes of it later."""
        self.app.fill("Password", "0482917")
        academy.freeze()
        self.app.click("Sign in", role="button")
        self.app.see(re.compile("n’a pas encore répondu"))
        self.app.key("Escape")
        self.app.gone(None, re.compile("n’a pas encore répondu"))
        self.app.see("Who convoked you?")
        self.look("parti")
        academy.thaw()
        time.sleep(2)
        self.look("revenu")
        self.assertFalse(self.app.all(name=self.app.words("Choose your password")))
        self.type_address(academy.address)
        self.app.find(None, "Intervener number", timeout=20)
        self.app.find("button", "Sign in")


if __name__ == "__main__":
    session.enter()
    tap.main()
