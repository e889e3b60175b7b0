#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session between two starts, in the window: two academies taken up again, an item that was deleted, a keyring that is locked, absent or
damaged, and what each of them lets the person choose."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
sys.path.insert(0, str(HERE.parent / "signin"))

import session
import tap
from window_case import WindowCase

TODAY = "2026-06-16"
PASSWORD = "un-mot-de-passe-2026"
ACADEMY, OTHER = "Académie de démonstration", "Service fictif des concours nationaux"
LOCKED, UNLOCK, ONCE, SIGN_IN_ONCE = "The keyring is locked", "Unlock the keyring", "This time only", "Sign in for this time only"
KEYRING_PASSWORD = b"\n"  # what tests/support/session.py began it with


class KeyringCase(WindowCase):
    """What the cases of every keyring do."""

    def sign_in_again(self) -> None:
        """With the number and the password that was chosen."""
        self.app.fill("Password", PASSWORD)
        self.app.click("Sign in", role="button")

    def stays(self, *academies: str) -> None:
        """The page of the accounts says that these are remembered."""
        self.look_at_accounts(re.compile("Vous restez connecté"), *academies)

    def look_at_accounts(self, text: re.Pattern[str], *academies: str) -> None:
        """Each of these accounts says that."""
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        page = self.app.dialog("Accounts")
        for academy in academies or (ACADEMY,):
            self.app.see(text, self.app.find("list item", academy, page))
        self.app.key("Escape")
        self.app.gone("dialog", "Accounts")

    def is_quiet(self) -> None:
        """The missions are there, and nothing is asked."""
        self.app.see("À compléter")
        self.assertFalse(self.app.all("button", re.compile("trousseau|Pour cette fois")))

    def question(self, heading: str) -> Any:
        """What is asked."""
        return self.app.dialog(heading)

    def answer(self, question: Any, response: str) -> None:
        """The dialog goes; another one may come."""
        from a11y import wait_for

        self.app.click(response, role="button", within=question)
        wait_for(lambda: all(node.path != question.path for node in self.app.all(name=question.name)), lambda: f"it stays:\n{question.dump()}")


class Demonstration(KeyringCase):
    """Two academies, and a keyring that the person locks."""

    secrets: Any
    prompter: Any

    @classmethod
    def setUpClass(cls) -> None:
        from secrets_bus import Prompter, Secrets

        cls.secrets = Secrets()
        cls.addClassCleanup(cls.secrets.close)
        cls.secrets.lock()
        cls.prompter = Prompter(True)
        cls.addClassCleanup(cls.prompter.close)
        cls.start_window(TODAY, "--demo")

    def test_1_locked_at_the_sign_in(self) -> None:
        from a11y import wait_for
        from signing_in import first_connection

        self.app.click("Demonstration academy", role="button")
        first_connection(self.app)
        question = self.question(LOCKED)
        self.app.see(re.compile("jamais votre mot de passe"), question)
        self.look("keyring-1-locked")
        self.app.resize(360, 720)
        self.look("keyring-7-narrow")
        self.app.resize(1100, 800)
        asked = self.prompter.asked
        self.answer(question, UNLOCK)
        # It is refused once more, and asked about once more: never by itself.
        wait_for(lambda: self.prompter.asked > asked, lambda: "the keyring was not asked")
        question = self.question(LOCKED)
        self.app.see("2 académies")
        self.secrets.unlock(KEYRING_PASSWORD)
        self.answer(question, UNLOCK)
        self.app.see("You stay signed in at the next start")
        self.look("keyring-2-unlocked")
        self.stays(ACADEMY, OTHER)

    def test_2_two_academies_and_a_restart(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.app.see("2 académies")
        self.stays(ACADEMY, OTHER)
        self.is_quiet()

    def test_3_locked_at_the_start(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        self.secrets.lock()
        self.app.restart()
        question = self.question(LOCKED)
        self.app.see(re.compile("est là dans tous les cas"), question)
        self.app.see("2 académies")
        self.look("keyring-3-locked-at-start")
        self.secrets.unlock(KEYRING_PASSWORD)
        self.answer(question, UNLOCK)
        self.app.see("You stay signed in at the next start")
        self.stays(ACADEMY, OTHER)

    def test_4_this_time_only(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        self.secrets.lock()
        self.app.restart()
        self.answer(self.question(LOCKED), SIGN_IN_ONCE)
        self.sign_in_again()
        self.app.see("À compléter")
        self.look_at_accounts(re.compile("pour cette session"))
        self.is_quiet()
        self.assertEqual(self.app.quit(), 0)
        self.secrets.unlock(KEYRING_PASSWORD)

    def test_5_a_deleted_item_and_nothing_typed_is_lost(self) -> None:
        items = self.secrets.items()
        self.assertEqual(len(items), 2)
        self.app.restart()
        self.is_quiet()
        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        self.app.click("I did this mission", role="button")
        self.app.fill("Copies corrigées", "77")
        self.app.see(re.compile("gardé", re.I))
        self.assertEqual(self.app.quit(), 0)
        for item in self.secrets.items():
            self.secrets.delete(item)
        self.app.restart()
        self.app.see("À compléter")
        self.app.click("Sign in", role="button")
        self.look("keyring-4-deleted")
        self.sign_in_again()
        self.app.see("À compléter")
        self.app.point(self.app.row("Missions", re.compile("^Philosophie · ")))
        self.app.click(re.compile("Continue|entry|Reprendre", re.I), role="button")
        self.assertEqual(self.app.text_of("Copies corrigées"), "77")

    def test_6_what_is_not_ours(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        for item in self.secrets.items():
            self.secrets.write(item, b"\xff\xfe not a session \0")
        self.app.restart()
        self.app.find("button", "Sign in")
        self.is_quiet()


    def test_7_removed_while_the_keyring_is_locked(self) -> None:
        self.app.click("Sign in", role="button")
        self.sign_in_again()
        self.stays(ACADEMY)
        self.secrets.lock()
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        page = self.app.dialog("Accounts")
        self.app.point(self.app.find("list item", ACADEMY, page))
        self.app.click("Remove from this computer…", role="button", within=page)
        self.app.click(re.compile("^(Remove|Retirer)"), role="button", within=self.app.dialog("Remove from this computer?"))
        self.app.gone("list item", ACADEMY)
        self.app.see(f"{ACADEMY} n’est plus sur cet ordinateur, mais le trousseau en garde encore la session", timeout=20)
        self.look("keyring-9-removed")
        self.secrets.unlock(KEYRING_PASSWORD)


class Absent(KeyringCase):
    """No keyring at all: this time only, and signing in at the next start."""

    @classmethod
    def setUpClass(cls) -> None:
        from keyrings import Keyring

        cls.prepare("absent", Keyring())

    @classmethod
    def serve_in(cls, folder: Path) -> None:
        """An academy of its own: the first connection is the first."""
        from academy import Academy

        cls.academy = cls.enterClassContext(Academy(folder / "academy", today=TODAY))
        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = TODAY, f"{TODAY}T09:00:00+02:00"

    @classmethod
    def prepare(cls, name: str, keyring: Any) -> None:
        """A window whose keyring is that one, on its own bus."""
        from driver import App
        from words import Words

        cls.addClassCleanup(keyring.close)
        cls.keyring = keyring
        real = Path(os.environ["IMAGIN_LIBEXEC"])
        folder = Path(os.environ["TMPDIR"]) / name
        (folder / "data").mkdir(parents=True)
        (folder / "imagin-inspect").symlink_to(real / "imagin-inspect")
        (folder / "imagin-keyring").write_text(f"#!/bin/sh\nexport DBUS_SESSION_BUS_ADDRESS='{keyring.address}'\nexec '{real / 'imagin-keyring'}'\n")
        (folder / "imagin-keyring").chmod(0o755)
        cls.serve_in(folder)
        cls.app = App(folder / "window", "--academy", cls.academy.address, words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 800),
                      environment={"IMAGIN_LIBEXEC": str(folder), "XDG_DATA_HOME": str(folder / "data"), **{name: value for name, value in keyring.environment.items() if name.startswith("SECRET_")}})
        cls.addClassCleanup(cls.app.kill)
        cls.app.start()

    def test_1_it_says_so_and_works_on(self) -> None:
        self.connect()
        question = self.question("This computer has no keyring")
        self.look("keyring-5-absent")
        self.answer(question, "Try again")
        self.answer(self.question("This computer has no keyring"), ONCE)
        self.is_quiet()
        self.look_at_accounts(re.compile("pour cette session"))

    def test_2_the_next_start_asks_to_sign_in(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.app.click("Sign in", role="button")
        self.sign_in_again()
        self.answer(self.question("This computer has no keyring"), ONCE)
        self.is_quiet()


class Damaged(Absent):
    """libsecret's own file, cut in the middle between two starts."""

    @classmethod
    def setUpClass(cls) -> None:
        from keyrings import File

        cls.prepare("damaged", File())

    def test_1_it_says_so_and_works_on(self) -> None:
        self.connect()
        self.is_quiet()
        self.stays()

    def test_2_the_next_start_asks_to_sign_in(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        good = self.keyring.file.read_bytes()
        self.keyring.file.write_bytes(good[: len(good) // 2])
        self.app.restart()
        question = self.question("The keyring is damaged")
        self.look("keyring-6-damaged")
        self.answer(question, "Put it aside")
        self.sign_in_again()
        self.app.see("À compléter")
        self.stays()
        aside = [path for path in self.keyring.file.parent.iterdir() if ".damaged-" in path.name]
        self.assertEqual([path.read_bytes() for path in aside], [good[: len(good) // 2]])

    def test_3_the_new_one_serves(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.stays()
        self.is_quiet()


class Nothing(Absent):
    """An academy that gives no refresh token: nothing is kept, and nobody complains of a keyring."""

    @classmethod
    def setUpClass(cls) -> None:
        from keyrings import Keyring

        cls.prepare("nothing", Keyring())

    @classmethod
    def serve_in(cls, folder: Path) -> None:
        """Behind what takes the refresh tokens away."""
        import types

        from rewriting import Rewriting

        super().serve_in(folder)
        without = Rewriting(cls.academy.address, lambda node: node.pop("refresh_token", None))
        cls.addClassCleanup(without.stop)
        cls.academy = types.SimpleNamespace(address=without.address)

    def test_1_it_says_so_and_works_on(self) -> None:
        self.connect()
        self.look_at_accounts(re.compile("pour cette session"))
        self.is_quiet()

    def test_2_the_next_start_asks_to_sign_in(self) -> None:
        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.app.click("Sign in", role="button")
        self.sign_in_again()
        self.app.see("À compléter")
        self.is_quiet()


class Pending(KeyringCase):
    """The keyring asks, and nobody answers: what the person does in the window does not wait."""

    @classmethod
    def setUpClass(cls) -> None:
        from secrets_bus import Prompter, Secrets

        secrets = Secrets()
        cls.addClassCleanup(secrets.close)
        secrets.lock()
        cls.addClassCleanup(cls.unlock_if_it_lives, secrets)
        cls.prompter = Prompter(False)
        cls.addClassCleanup(cls.prompter.close)
        folder = Path(os.environ["TMPDIR"]) / "pending"
        folder.mkdir()
        cls.serve(TODAY)
        os.environ["XDG_DATA_HOME"], before = str(folder), os.environ["XDG_DATA_HOME"]
        cls.addClassCleanup(os.environ.update, {"XDG_DATA_HOME": before})
        cls.start_window(TODAY, "--academy", cls.academy.address)

    @staticmethod
    def unlock_if_it_lives(secrets: Any) -> None:
        """A gnome-keyring whose question lost the one who asked may end; that is no matter of ours."""
        from gi.repository import GLib

        with contextlib.suppress(GLib.Error):
            secrets.unlock(KEYRING_PASSWORD)

    def test_1_signed_in_while_it_asks(self) -> None:
        from session import descendants

        self.connect()
        self.assertEqual(self.prompter.asked, 1)
        self.look_at_accounts(re.compile("pour cette session"))
        self.is_quiet()
        helpers = descendants(self.app.pid)
        self.assertEqual(self.app.quit(), 0)
        self.assertFalse([pid for pid in helpers if Path(f"/proc/{pid}/exe").exists()])


class Secret(Absent):
    """By the intervener number, with all that the libraries can say."""

    secrets: set[str]

    @classmethod
    def setUpClass(cls) -> None:
        from keyrings import Gnome

        cls.prepare("secret", Gnome())

    @classmethod
    def serve_in(cls, folder: Path) -> None:
        """Behind what takes note of every token."""
        import types

        from leaks import LOUD
        from rewriting import Rewriting

        super().serve_in(folder)
        os.environ.update(LOUD)
        cls.secrets = {PASSWORD}
        noting = Rewriting(cls.academy.address, lambda node: cls.secrets.update(str(node[name]) for name in ("access_token", "refresh_token") if name in node))
        cls.addClassCleanup(noting.stop)
        cls.academy = types.SimpleNamespace(address=noting.address)

    def test_1_it_says_so_and_works_on(self) -> None:
        self.connect()
        self.stays()

    def test_2_the_next_start_asks_to_sign_in(self) -> None:
        import leaks

        self.assertEqual(self.app.quit(), 0)
        self.app.restart()
        self.stays()
        self.assertGreaterEqual(len(self.secrets), 5)
        home, folder = Path(os.environ["HOME"]).parent, Path(os.environ["TMPDIR"]) / "secret"
        shown = leaks.processes(self.app.pid)
        self.assertTrue(any(b"imagin-keyring" in line for line in shown.values()), shown.keys())
        places = {**shown, **leaks.files([home, self.keyring.home], [self.keyring.home / "data" / "keyrings", folder / "academy"])}
        self.assertIn("libsoup", self.app.errors())
        found = leaks.find(self.secrets, places)
        self.assertEqual(found, [])
        print(f"signin leaks={len(found)}")

    def test_3_no_core(self) -> None:
        from session import descendants

        for pid in [self.app.pid, *descendants(self.app.pid)]:
            self.assertRegex(Path(f"/proc/{pid}/limits").read_text(), r"Max core file size +0 +0 ")


if __name__ == "__main__":
    session.enter()
    tap.main()
