#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shared computer in the real window: nothing is left, however the program ends, and nothing is lost without a question.

The last line says how many times the computer was compared before and after, and in how many places something was left."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import sys
import time
import unittest
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import session
import tap

TODAY = "2026-06-16"
NUMBER, PASSWORD = "0482917", "un-mot-de-passe-2026"
MISSION = "m-0042"
PAPER = re.compile("^Philosophie · ")
COPIES = "Copies corrigées"
BUSY_SECONDS = 20
# Somebody else's, whose computer it is.
RECENT = """<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0" xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks" xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info">
  <bookmark href="file:///home/nobody/menu.odt" added="2026-05-01T10:00:00Z" modified="2026-05-01T10:00:00Z" visited="2026-05-01T10:00:00Z">
    <info><metadata owner="http://freedesktop.org"><mime:mime-type type="application/vnd.oasis.opendocument.text"/>
    <bookmark:applications><bookmark:application name="Writer" exec="&apos;writer %u&apos;" modified="2026-05-01T10:00:00Z" count="1"/></bookmark:applications></metadata></info>
  </bookmark>
</xbel>
"""
counts = {"snapshots": 0, "left": 0}


class Stranger:
    """A program that another one started, as far as the driver needs it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it is there."""
        try:
            return None if Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z" else 0
        except FileNotFoundError:
            return 0

    def wait(self, seconds: float) -> int:
        """Until it is gone."""
        from a11y import wait_for

        wait_for(lambda: self.poll() is not None, "the other program does not end", seconds)
        return 0

    def send_signal(self, number: int) -> None:
        """As to one's own."""
        if self.poll() is None:
            os.kill(self.pid, number)


class Shared(unittest.TestCase):
    """One computer; each case is one person who comes and goes."""

    world: Path
    outside: Path
    academy: Any
    receipt: Path
    first = True

    @classmethod
    def setUpClass(cls) -> None:
        import fixtures
        from academy import Academy
        from driver import App

        # The driver of the display counts in its own cache how often it was used; it knows of no person.
        os.environ["MESA_SHADER_CACHE_DISABLE"] = "true"
        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = TODAY, f"{TODAY}T09:00:00+02:00"
        cls.world = Path(os.environ[session.INSIDE])
        # The academy, the person's own USB key and what the test writes are no part of this computer.
        cls.outside = cls.world / "outside"
        cls.outside.mkdir()
        cls.receipt = fixtures.paper(cls.outside / "ticket.png", "Péage A89", ["Périgueux – Bordeaux", "12,40 €"])
        cls.academy = cls.enterClassContext(Academy(cls.outside / "academy", today=TODAY))
        cls.own_the_computer()
        # What any program with a window makes (the caches of fonts and shaders) is there before.
        other = App(cls.outside / "other", program=[sys.executable, str(HERE / "sample.py")]).start()
        time.sleep(1)
        other.quit()

    @classmethod
    def own_the_computer(cls) -> None:
        """The traces of whose computer it is, which must stay as they are."""
        data, cache = Path(os.environ["XDG_DATA_HOME"]), Path(os.environ["XDG_CACHE_HOME"])
        data.mkdir(exist_ok=True)
        (data / "recently-used.xbel").write_text(RECENT, encoding="utf-8")
        thumbnails = cache / "thumbnails" / "normal"
        thumbnails.mkdir(parents=True)
        shutil.copyfile(cls.receipt, thumbnails / "0123456789abcdef0123456789abcdef.png")

    def setUp(self) -> None:
        import left
        from driver import App
        from words import Words

        # In the name of the person's file and among its bytes; nobody else has this word.
        self.own, self.since = f"recu-{uuid.uuid4().hex}", time.time()
        self.before = left.look_at_rest(self.world, self.outside)
        self.app = App(self.outside / self._testMethodName, "--academy", self.academy.address, words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 800))
        self.addCleanup(self.app.kill)

    # What the person does

    def sign_in(self) -> None:
        """By number, on a computer that is said to be shared; at the very first time with a new password."""
        from signing_in import first_connection

        self.app.start()
        self.app.click(re.compile("127.0.0.1"))
        self.app.find("text box", "Intervener number")
        self.app.click("Shared computer")
        if Shared.first:
            Shared.first = False
            first_connection(self.app)
        else:
            self.app.fill("Intervener number", NUMBER)
            self.app.fill("Password", PASSWORD)
            self.app.click("Sign in", role="button")
        self.app.see("Shared computer: close the window when you leave")
        self.app.find(name=re.compile("À compléter"), timeout=30)

    def enter(self, copies: str) -> None:
        """Copies that nobody entered before, and not saved."""
        self.app.point(self.app.row("Missions", PAPER))
        self.app.click(re.compile("|".join(re.escape(self.app.words(text)) for text in ("Go on with the statement", "I did this mission")) + "$"), role="button")
        radio = re.compile(rf"^(\d )?{re.escape(self.app.words('Work'))}$")
        self.app.find("radio", radio)
        self.app.click(radio, role="radio")
        self.app.fill(COPIES, copies)
        self.app.see("Kept here")

    def attach(self, path: Path) -> None:
        """By the toolkit's own dialog."""
        import file_dialog
        from a11y import wait_for

        self.app.click(re.compile(rf"^(\d )?{re.escape(self.app.words('Receipts'))}$"), role="radio")
        self.app.click("Choose…", role="button")
        file_dialog.choose(self.app, [path])
        self.app.see(path.name)
        wait_for(lambda: self.app.words("Checking…") not in self.app.texts(), lambda: f"it is looked at for ever:\n{self.app.dump()}", 30)

    def own_receipt(self) -> Path:
        """A file that no other case attached."""
        path = self.outside / f"{self.own}.png"
        path.write_bytes(self.receipt.read_bytes() + self.own.encode())
        return path

    def entered(self) -> Any:
        """The copies as the academy has them."""
        work = self.academy.show(MISSION)["statement"].get("work") or {}
        return next((entry["quantity"] for entry in work.get("entries", []) if entry["key"] == "copies"), None)

    def names(self) -> list[str]:
        """The receipts that the academy has."""
        return [receipt["name"] for receipt in self.academy.show(MISSION)["receipts"] if receipt.get("received_at")]

    def close(self) -> Any:
        """By the window's own button, as everybody does; the question comes."""
        self.app.click("Erase and quit", role="button")
        return self.app.dialog("Send before you leave?", timeout=20)

    def ended(self, seconds: float = BUSY_SECONDS) -> None:
        """The program ends by itself."""
        self.assertEqual(self.app.process.wait(seconds), 0)
        self.app.process = None

    def look(self, name: str) -> None:
        """Pictures, where someone asks for them: wide and narrow."""
        if pictures := os.environ.get("IMAGIN_PICTURES"):
            self.app.screenshot(Path(pictures) / f"shared-{name}.png")
            self.app.resize(360, 720)
            self.app.screenshot(Path(pictures) / f"shared-{name}-narrow.png")
            self.app.resize(1100, 800)

    def nothing_left(self) -> None:
        """The computer is what it was, byte for byte, and nowhere says who was there."""
        import left

        counts["snapshots"] += 1
        differences = self.before.differences(left.look_at_rest(self.world, self.outside))
        words = [NUMBER, PASSWORD, MISSION, "Philosophie", self.own]
        found = left.said(self.world, self.outside, words, self.own, self.since)
        counts["left"] += len(differences) + len(found)
        self.assertEqual(differences, [])
        self.assertEqual(found, [])

    # The cases

    def test_01_only_the_pages_of_signing_in_were_seen(self) -> None:
        self.app.start()
        self.app.click(re.compile("127.0.0.1"))
        self.app.find("text box", "Intervener number")
        self.look("1-choice")
        self.app.resize(900, 700)
        self.assertEqual(self.app.quit(), 0)
        self.nothing_left()

    def test_02_filled_sent_validated_and_closed(self) -> None:
        from a11y import wait_for

        self.sign_in()
        self.look("2-bar")
        self.enter("31")
        self.attach(self.own_receipt())
        self.app.key("ctrl+s")
        wait_for(lambda: self.entered() == 31 and self.names(), "the academy never got it", 30)
        self.app.see("At the academy")
        self.app.click("Erase and quit", role="button")
        self.ended()
        self.nothing_left()

    def test_03_killed_after_signing_in(self) -> None:
        self.sign_in()
        self.app.kill()
        self.nothing_left()

    def test_04_killed_with_a_draft(self) -> None:
        self.sign_in()
        self.enter("32")
        self.app.kill()
        self.nothing_left()
        self.assertNotEqual(self.entered(), 32)

    def test_05_killed_with_a_receipt(self) -> None:
        from a11y import wait_for

        self.sign_in()
        self.enter("33")
        self.attach(self.own_receipt())
        wait_for(lambda: f"{self.own}.png" in self.names(), "the academy never got it", 30)
        self.app.kill()
        self.nothing_left()

    def test_06_killed_in_the_midst_of_an_upload(self) -> None:
        self.sign_in()
        self.enter("34")
        self.academy_rests(True)
        try:
            self.attach(self.own_receipt())
            time.sleep(1)
            self.app.kill()
            self.nothing_left()
        finally:
            self.academy_rests(False)

    def academy_rests(self, rests: bool) -> None:
        """It takes what is sent and answers nothing."""
        self.academy._children[0].send_signal(signal.SIGSTOP if rests else signal.SIGCONT)

    def test_07_closing_names_what_was_never_sent_and_may_be_cancelled(self) -> None:
        self.sign_in()
        self.enter("35")
        question = self.close()
        self.app.see(PAPER, question)
        self.look("3-question")
        self.app.click("Cancel", role="button", within=question)
        self.app.gone("button", "Send and close")
        self.assertEqual(self.app.text_of(COPIES), "35")
        self.app.key("ctrl+q")
        question = self.app.dialog("Send before you leave?")
        self.app.click("Discard everything", role="button", within=question)
        self.ended()
        self.assertNotEqual(self.entered(), 35)
        self.nothing_left()

    def test_08_sent_and_closed(self) -> None:
        self.sign_in()
        self.enter("36")
        # Just chosen, and perhaps still looked at: it is sent all the same.
        self.attach(self.own_receipt())
        self.app.click(re.compile(rf"^(\d )?{re.escape(self.app.words('Work'))}$"), role="radio")
        self.app.fill(COPIES, "37")
        question = self.close()
        self.app.click("Send and close", role="button", within=question)
        self.ended(60)
        self.assertEqual(self.entered(), 37)
        self.assertIn(f"{self.own}.png", self.names())
        self.nothing_left()

    def test_08b_what_the_academy_refuses_is_told_and_the_window_stays(self) -> None:
        self.sign_in()
        self.enter("48")
        self.academy.office("cancel", MISSION)
        try:
            question = self.close()
            self.app.click("Send and close", role="button", within=question)
            failure = self.app.dialog("Not everything is sent", timeout=30)
            self.app.see(PAPER, failure)
            self.look("3b-refused")
            self.assertIsNone(self.app.process.poll(), "it went with what was refused")
        finally:
            self.academy.office("restore", MISSION)
        # The person rang up the office: asked again, the academy takes it.
        self.app.click("Try again", role="button", within=failure)
        self.ended(60)
        self.assertEqual(self.entered(), 48)
        self.nothing_left()

    def test_09_an_academy_that_does_not_answer_is_told_and_tried_again(self) -> None:
        self.sign_in()
        self.enter("38")
        focused = self.app.focused().name
        self.academy.stop()
        try:
            question = self.close()
            self.app.click("Send and close", role="button", within=question)
            self.app.see("Sending…")
            self.look("4-sending")
            # Whoever does not want to wait stays.
            self.app.click("Stay here", role="button", within=self.app.dialog("Sending…"))
            self.app.gone("button", "Stay here")
            self.assertEqual(self.app.text_of(COPIES), "38")
            question = self.close()
            self.app.click("Send and close", role="button", within=question)
            failure = self.app.dialog("Not everything is sent", timeout=30)
            self.app.see("The academy cannot be reached now. Nothing is lost as long as this window stays open: try again in a moment.", failure)
            self.look("5-failure")
            self.app.click("Stay here", role="button", within=failure)
            self.app.gone("button", "Discard everything")
            self.assertEqual(self.app.text_of(COPIES), "38")
            self.assertEqual(self.app.focused().name, focused, "the keyboard is not where it was")
            question = self.close()
            self.app.click("Send and close", role="button", within=question)
            failure = self.app.dialog("Not everything is sent", timeout=30)
        finally:
            self.academy.start()
        self.app.click("Try again", role="button", within=failure)
        self.ended(60)
        self.assertEqual(self.entered(), 38)
        self.nothing_left()

    def test_09b_what_was_typed_after_a_save_that_waits_is_sent_too(self) -> None:
        self.sign_in()
        self.enter("60")
        self.academy.stop()
        try:
            self.app.click("Save", role="button")
            self.app.see(re.compile("will be sent by itself|partira tout seul"))
            self.app.fill(COPIES, "61")
            self.app.see(re.compile("modifié depuis votre enregistrement"))
            question = self.close()
            self.app.see(re.compile("1 changement ou fichier à envoyer.*saisi ici"), question)
        finally:
            self.academy.start()
        self.app.click("Send and close", role="button", within=question)
        self.ended(60)
        self.assertEqual(self.entered(), 61)
        self.nothing_left()

    def test_09c_what_arrives_while_the_question_is_open_is_said(self) -> None:
        self.sign_in()
        self.enter("62")
        self.academy.stop()
        try:
            self.app.click("Save", role="button")
            self.app.see(re.compile("partira tout seul"))
            question = self.close()
            self.app.see(PAPER, question)
        finally:
            self.academy.start()
        question = self.app.dialog("Everything is sent", timeout=90)
        self.look("5b-sent-meanwhile")
        self.assertEqual(self.entered(), 62)
        self.app.click(re.compile("^(Close|Fermer)$"), role="button", within=question)
        self.ended(60)
        self.nothing_left()

    def test_10_discarded_while_the_academy_does_not_answer(self) -> None:
        self.sign_in()
        self.enter("39")
        self.academy.stop()
        try:
            question = self.close()
            self.app.click("Discard everything", role="button", within=question)
            self.ended()
            self.nothing_left()
        finally:
            self.academy.start()
        self.assertNotEqual(self.entered(), 39)

    def test_11_a_document_is_copied_only_after_a_warning(self) -> None:
        self.sign_in()
        self.app.point(self.app.row("Missions", PAPER))
        self.app.click("Open the convocation", role="button")
        warning = self.app.dialog("A copy would stay on this computer")
        self.look("6-copy")
        self.app.click("Cancel", role="button", within=warning)
        self.app.gone("button", "Save a copy…")
        self.app.click("Erase and quit", role="button")
        self.ended()
        self.nothing_left()

    def test_12_the_menu_says_how_to_leave(self) -> None:
        self.sign_in()
        self.app.click("Main menu", role="toggle button")
        self.app.find("menu item", "Erase everything and quit")
        self.assertFalse(self.app.all("menu item", "Sign out…"))
        self.assertFalse(self.app.all("menu item", "Quit"))
        self.app.click("Erase everything and quit", role="menu item")
        self.ended()
        self.nothing_left()

    def test_13_a_session_that_was_left_is_over_at_the_academy(self) -> None:
        before = self.open_sessions()
        self.sign_in()
        self.assertEqual(self.open_sessions(), before + 1)
        self.app.click("Erase and quit", role="button")
        self.ended()
        self.assertEqual(self.open_sessions(), before)

    def open_sessions(self) -> int:
        """Those that the academy would still renew."""
        with closing(sqlite3.connect(f"file:{self.outside / 'academy' / 'academy.sqlite'}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM families WHERE NOT revoked").fetchone()[0])

    def test_13b_a_remark_that_was_begun_is_not_sent_for_the_person(self) -> None:
        self.sign_in()
        self.app.point(self.app.row("Missions", PAPER))
        self.app.click("Write to the exams office", role="button")
        self.app.point(self.app.find("text box", "Your remark"))
        self.app.type_text("Bonjour,")
        question = self.close()
        self.app.see(PAPER, question)
        self.app.click("Send and close", role="button", within=question)
        failure = self.app.dialog("Not everything is sent", timeout=20)
        self.look("8-remark")
        self.app.click("Discard everything", role="button", within=failure)
        self.ended()
        self.assertEqual(self.academy.show(MISSION)["remarks"], [])
        self.nothing_left()

    def test_13c_what_just_happened_is_said_above_the_bar(self) -> None:
        self.sign_in()
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        page = self.app.dialog("Accounts")
        self.app.click("Remove from this computer…", role="button", within=page)
        self.app.click(re.compile("^(Remove|Retirer)"), role="button", within=self.app.dialog("Remove from this computer?"))
        said = self.app.find("label", re.compile("n’est plus sur cet ordinateur$"))
        self.app.see("Who convoked you?")
        bar = self.app.find("label", "Shared computer: close the window when you leave")
        button = self.app.find("button", "Erase and quit")
        _, top, _, height = said.box()
        self.look("9-toast")
        self.assertLessEqual(top + height, min(bar.box()[1], button.box()[1]))
        self.app.click("Erase and quit", role="button")
        self.ended()
        self.nothing_left()

    def test_14_somebody_else_has_a_window_of_their_own(self) -> None:
        import a11y
        import left
        from a11y import wait_for
        from driver import App

        self.app.start()
        self.app.click(re.compile("127.0.0.1"))
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", PASSWORD)
        self.app.click("Sign in", role="button")
        self.app.find(name=re.compile("À compléter"), timeout=30)
        self.app.click("Main menu", role="toggle button")
        self.app.click("Accounts…", role="menu item")
        self.app.click("Add an academy…", role="button")
        self.app.see("Are you somebody else?")
        self.look("7-somebody-else")
        self.app.click("Open", role="button")
        children = wait_for(lambda: [pid for pid in session.descendants(self.app.pid) if b"--shared" in Path(f"/proc/{pid}/cmdline").read_bytes()], "no other program")
        other = App(self.outside / "stranger", "--academy", self.academy.address, words=self.app.words)
        other.bus, other.process = self.app.bus, Stranger(children[0])
        self.addCleanup(other.kill)
        other.root = wait_for(lambda: a11y.application(other.bus, other.pid), "no other window", 30)
        other.see("Who convoked you?")
        # What the first one does meanwhile is its own.
        self.app.process.send_signal(signal.SIGSTOP)
        self.addCleanup(self.app.process.send_signal, signal.SIGCONT)
        before = left.look_at_rest(self.world, self.outside)
        other.click(re.compile("127.0.0.1"))
        switch = other.find(name="Shared computer")
        self.assertFalse(switch.has("sensitive"), "it can be turned off")
        other.fill("Intervener number", NUMBER)
        other.fill("Password", PASSWORD)
        other.click("Sign in", role="button")
        other.find(name=re.compile("À compléter"), timeout=30)
        other.click("Erase and quit", role="button")
        other.process.wait(BUSY_SECONDS)
        counts["snapshots"] += 1
        differences = before.differences(left.look_at_rest(self.world, self.outside))
        counts["left"] += len(differences)
        self.assertEqual(differences, [])

    @classmethod
    def tearDownClass(cls) -> None:
        print(f"signin snapshots={counts['snapshots']} left_behind={counts['left']}", flush=True)


if __name__ == "__main__":
    session.enter()
    tap.main()
