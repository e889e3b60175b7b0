#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a session is kept between two starts: five keyrings, each really started, and every way in which one may fail."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "support"))

import tap
from keyrings import PASSWORD, Client, File, Gnome, KeePass, Keyring
from secrets_bus import Prompter, Secrets

FIRST, SECOND = "the-first-refresh-token", "the-second-refresh-token~+/="
FIGURES = {"keyrings": 0, "truncations": 0, "flips": 0}
# The answers that a damaged file may give; all end in "sign in again".
ANSWERS = ("none", "failed damaged", "failed foreign")


class Case(unittest.TestCase):
    """A keyring and a client of it, closed in the end."""

    def opened(self, keyring: Keyring) -> Client:
        """A client of that keyring."""
        self.addCleanup(keyring.close)
        client = Client(keyring)
        self.addCleanup(client.close)
        return client

    def keeps(self, keyring: Keyring) -> Client:
        """It keeps one token an account, gives it back to another client, and forgets it."""
        client = self.opened(keyring)
        self.assertEqual(client.ask("lookup demo:1"), "none")
        self.assertEqual(client.ask(f"store demo:1 {FIRST}"), "done")
        self.assertEqual(client.ask("store demo:2 of-another"), "done")
        self.assertEqual(client.ask(f"store demo:1 {SECOND}"), "done")
        other = Client(keyring)
        self.addCleanup(other.close)
        self.assertEqual(other.ask("lookup demo:1"), f"token {SECOND}")
        self.assertEqual(other.ask("lookup demo:2"), "token of-another")
        self.assertEqual(other.ask("clear demo:1"), "done")
        self.assertEqual(other.ask("lookup demo:1"), "none")
        self.assertEqual(other.ask("clear demo:1"), "done")
        FIGURES["keyrings"] += 1
        return client


class Keeping(Case):
    """Those that work."""

    def test_gnome_keyring(self) -> None:
        self.keeps(Gnome())

    def test_keepassxc(self) -> None:
        self.keeps(KeePass())

    def test_the_file_store(self) -> None:
        self.keeps(File())


class Refusing(Case):
    """Those that do not."""

    def test_none(self) -> None:
        client = self.opened(Keyring())
        for word in (f"store demo:1 {FIRST}", "lookup demo:1", "clear demo:1"):
            self.assertEqual(client.ask(word), "failed absent")
        FIGURES["keyrings"] += 1

    def locked(self) -> tuple[Gnome, Client, Secrets]:
        """A keyring with a token, locked."""
        keyring = Gnome()
        client = self.opened(keyring)
        self.assertEqual(client.ask(f"store demo:1 {FIRST}"), "done")
        secrets = Secrets(keyring.address)
        self.addCleanup(secrets.close)
        secrets.lock()
        return keyring, client, secrets

    def test_locked_and_refused_then_unlocked(self) -> None:
        keyring, client, secrets = self.locked()
        prompter = Prompter(True, keyring.address)
        self.addCleanup(prompter.close)
        for word in ("lookup demo:1", f"store demo:1 {SECOND}", "clear demo:1", "lookup demo:2"):
            before = prompter.asked
            self.assertEqual(client.ask(word), "failed refused", word)
            self.assertGreater(prompter.asked, before)
        # What waits behind that question is answered with it.
        before = prompter.asked
        for number in range(4):
            client.say(f"lookup demo:{number}")
        self.assertEqual([client.hear() for _ in range(4)], ["failed refused"] * 4)
        self.assertEqual(prompter.asked, before + 1)
        secrets.unlock(PASSWORD.encode())
        self.assertEqual(client.ask("lookup demo:1"), f"token {FIRST}")
        FIGURES["keyrings"] += 1

    def test_locked_and_nobody_answers(self) -> None:
        keyring, client, secrets = self.locked()
        prompter = Prompter(False, keyring.address)
        self.addCleanup(prompter.close)
        self.assertEqual(client.ask("patience 1"), "done")
        self.assertEqual(client.ask("lookup demo:1"), "failed locked")
        self.assertEqual(prompter.asked, 1)
        self.assertEqual(client.helpers(), [])
        secrets.unlock(PASSWORD.encode())
        self.assertEqual(client.ask("lookup demo:1"), f"token {FIRST}")

    def test_the_person_answers_while_it_waits(self) -> None:
        keyring, client, secrets = self.locked()
        prompter = Prompter(False, keyring.address)
        self.addCleanup(prompter.close)
        client.say("lookup demo:1")
        client.say("lookup demo:1")
        keyring.wait(lambda: prompter.asked, "the question")
        self.assertTrue(client.lines.empty())
        secrets.unlock(PASSWORD.encode())
        # The question that stands is over with its process; what waited behind it is asked, and one process does it.
        os.kill(client.helpers()[0], signal.SIGTERM)
        self.assertEqual([client.hear(), client.hear()], ["failed damaged", f"token {FIRST}"])
        self.assertEqual(len(client.helpers()), 1)

    def test_a_locked_keepassxc(self) -> None:
        keyring = KeePass()
        client = self.opened(keyring)
        self.assertEqual(client.ask(f"store demo:1 {FIRST}"), "done")
        keyring.lock()
        self.assertEqual(client.ask("patience 2"), "done")
        self.assertIn(client.ask("lookup demo:1"), ("failed locked", "failed refused", "failed absent"))

    def test_what_is_not_ours(self) -> None:
        keyring = Gnome()
        client = self.opened(keyring)
        secrets = Secrets(keyring.address)
        self.addCleanup(secrets.close)
        for foreign in (b"", b"two\nlines", b"nul\0inside", "déjà vu".encode(), b"\xff\xfe", b"x" * (16 * 1024 + 1), b"x" * (4 * 1024 * 1024)):
            with self.subTest(foreign=foreign[:12]):
                self.assertEqual(client.ask(f"store demo:1 {FIRST}"), "done")
                secrets.write(secrets.items()[0], foreign)
                self.assertEqual(client.ask("lookup demo:1"), "failed foreign")
        secrets.write(secrets.items()[0], b"y" * 16384)
        self.assertEqual(client.ask("lookup demo:1"), "token " + "y" * 16384)
        self.assertEqual(client.ask(f"store demo:1 {'z' * 16385}"), "failed other")

    def test_no_program_to_ask(self) -> None:
        keyring = Gnome()
        keyring.environment["IMAGIN_LIBEXEC"] = str(keyring.home)
        self.assertEqual(self.opened(keyring).ask("lookup demo:1"), "failed other")

    def test_a_file_that_may_not_be_read(self) -> None:
        keyring = File()
        client = self.opened(keyring)
        keyring.file.mkdir()
        self.assertEqual(client.ask("lookup demo:1"), "failed other")


class Processes(Case):
    """The process that asks."""

    def test_it_is_one_and_ends_with_the_program(self) -> None:
        client = self.opened(Gnome())
        for number in range(8):
            client.say(f"store demo:{number} token-{number}")
        self.assertEqual([client.hear() for _ in range(8)], ["done"] * 8)
        helper = client.helpers()
        self.assertEqual(len(helper), 1)
        self.assertIn("imagin-keyring", Path(f"/proc/{helper[0]}/cmdline").read_text())
        client.process.kill()
        client.process.wait()
        for _ in range(100):
            if not Path(f"/proc/{helper[0]}").exists() or "\nState:\tZ" in Path(f"/proc/{helper[0]}/status").read_text():
                break
            time.sleep(0.05)
        else:
            self.fail("the helper lives on")
        client.process = subprocess.Popen(["true"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def test_no_core(self) -> None:
        client = self.opened(Gnome())
        client.ask(f"store demo:1 {FIRST}")
        limits = Path(f"/proc/{client.helpers()[0]}/limits").read_text()
        self.assertRegex(limits, r"Max core file size +0 +0 ")


class Damaged(Case):
    """libsecret's file, cut at every length and flipped at every byte: an answer each time, and the program lives."""

    def setUp(self) -> None:
        self.keyring = File()
        self.client = self.opened(self.keyring)
        self.assertEqual(self.client.ask(f"store demo:1 {FIRST}"), "done")
        self.good = self.keyring.file.read_bytes()
        self.counts: dict[str, int] = {}

    def look(self, content: bytes, allowed: tuple[str, ...]) -> None:
        """Another start of the program with that file."""
        self.keyring.file.write_bytes(content)
        # What a client that lives has read already is not what is tried here.
        for helper in self.client.helpers():
            # It may have ended by what it read before.
            with contextlib.suppress(ProcessLookupError):
                os.kill(helper, signal.SIGKILL)
        self.client.ask("lookup nobody")
        answer = self.client.ask("lookup demo:1")
        self.counts[answer] = self.counts.get(answer, 0) + 1
        self.assertIn(answer, allowed)
        self.assertIsNone(self.client.process.poll())

    def test_1_cut_at_every_length(self) -> None:
        for length in range(len(self.good)):
            self.look(self.good[:length], ANSWERS)
            FIGURES["truncations"] += 1
        self.assertGreater(self.counts["failed damaged"], len(self.good) // 2)
        self.look(self.good, (f"token {FIRST}",))
        print(f"cut: {self.counts}")

    def test_2_flipped_at_every_byte(self) -> None:
        for place in range(len(self.good)):
            for mask in (0x01, 0xFF):
                flipped = bytearray(self.good)
                flipped[place] ^= mask
                self.look(bytes(flipped), (*ANSWERS, f"token {FIRST}"))
                FIGURES["flips"] += 1
        self.look(self.good, (f"token {FIRST}",))
        print(f"flipped: {self.counts}")

    def test_3_set_aside_and_begun_anew(self) -> None:
        damaged = self.good[: len(self.good) // 2]
        self.look(damaged, ("failed damaged",))
        self.assertEqual(self.client.ask(f"store demo:1 {SECOND}"), "failed damaged")
        self.assertEqual(self.client.ask("set-aside"), "done")
        self.assertEqual(self.client.ask("lookup demo:1"), "none")
        self.assertEqual(self.client.ask(f"store demo:1 {SECOND}"), "done")
        self.assertEqual(self.client.ask("lookup demo:1"), f"token {SECOND}")
        aside = [path for path in self.keyring.file.parent.iterdir() if ".damaged-" in path.name]
        self.assertEqual([path.read_bytes() for path in aside], [damaged])

    def test_4_a_service_is_not_set_aside(self) -> None:
        client = self.opened(Gnome())
        self.assertEqual(client.ask("set-aside"), "failed other")


class Sums(unittest.TestCase):
    """Comes last."""

    def test_nothing_secret_was_said_and_nothing_crashed(self) -> None:
        self.assertEqual(Client.leaks, [])
        self.assertEqual(Client.crashes, 0)
        print("signin " + " ".join(f"{name}={count}" for name, count in {**FIGURES, "leaks": len(Client.leaks), "crashes": Client.crashes}.items()))


def load_tests(loader: unittest.TestLoader, _tests: unittest.TestSuite, _pattern: str | None) -> unittest.TestSuite:
    """In this order."""
    return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in (Keeping, Refusing, Processes, Damaged, Sums))


if __name__ == "__main__":
    tap.main()
