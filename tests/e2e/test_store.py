#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What this computer keeps, damaged or out of reach: the person is told in plain words, and nothing is lost."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap
from window_case import WindowCase

TODAY = "2026-06-16"
PHILOSOPHY = re.compile("^Philosophie · ")
PAGE = 4096


def folder() -> Path:
    """Where the program keeps it all."""
    return Path(os.environ["XDG_DATA_HOME"]) / "imagin"


def contents() -> dict[str, bytes]:
    """The store's files as they lie there; the log's index is SQLite's own, and made anew at each start."""
    return {path.name: path.read_bytes() for path in folder().glob("store.db*") if path.suffix not in (".lock", ".db-shm")}


def root_page(table: str) -> int:
    """Where that table begins."""
    with sqlite3.connect(folder() / "store.db") as database:
        number: int = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    database.close()
    return number


def kept() -> str:
    """The drafts as they are on the disk."""
    with sqlite3.connect(folder() / "store.db") as database:
        text = "".join(row[0] for row in database.execute("SELECT body FROM draft"))
    database.close()
    return text


class Store(WindowCase):
    """One window, closed and opened again over what became of its store."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.serve(TODAY)
        cls.start_window(TODAY, "--academy", cls.academy.address)
        cls.connect()
        cls.app.point(cls.app.row("Missions", PHILOSOPHY))
        cls.app.click("I did this mission")
        cls.enter(124)

    @classmethod
    def enter(cls, copies: int) -> None:
        """Types that number, and waits until it is on the disk."""
        from a11y import wait_for

        cls.app.set_value("Copies corrigées", copies)
        wait_for(lambda: f'"quantity":{copies}' in kept(), lambda: f"{copies} was not kept: {kept()}", 10)

    def restart(self, prepare: object = None) -> None:
        """Quits as a person does, lets something happen, and starts again."""
        self.app.quit()
        if callable(prepare):
            prepare()
        self.app.start()

    def is_entered(self) -> None:
        """What was entered is on the screen."""
        self.go_on()
        self.assertEqual(124, self.app.find("spin button", "Copies corrigées").value)

    def go_on(self) -> None:
        """Opens the statement, where only its mission is shown."""
        if not self.app.all("spin button", "Copies corrigées"):
            self.app.click("Go on with the statement", role="button")

    def test_1_a_second_program_is_told(self) -> None:
        from driver import App
        from words import Words

        second = App(Path(os.environ["TMPDIR"]) / "second", "--academy", self.academy.address, words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 800))
        with second:
            second.see("Imagin is already open")
            if pictures := os.environ.get("IMAGIN_PICTURES"):
                second.screenshot(Path(pictures) / "magasin-deja-ouvert.png")
        self.is_entered()

    def test_2_a_damaged_file_is_put_aside(self) -> None:
        before: dict[str, bytes] = {}

        def damage() -> None:
            number = root_page("mission_words_data")
            with open(folder() / "store.db", "r+b") as file:
                file.seek((number - 1) * PAGE)
                file.write(b"\xa5" * PAGE)
            before.update(contents())

        self.restart(damage)
        self.app.see("A damaged file was put aside")
        self.app.see("Nothing that you entered is missing.")
        self.look("magasin-mis-de-cote")
        self.app.click("Understood", role="button")
        self.app.gone("button", "Understood")
        self.is_entered()
        aside = next(folder().glob("damaged-*"))
        for name, was in before.items():
            self.assertEqual(was, (aside / name).read_bytes(), name)

    def test_3_it_is_said_once(self) -> None:
        self.restart()
        self.is_entered()
        self.assertFalse(self.app.all(name="A damaged file was put aside"))
        self.assertEqual(1, len(list(folder().glob("damaged-*"))))

    def test_4_what_is_lost_is_named(self) -> None:
        def damage() -> None:
            with sqlite3.connect(folder() / "store.db") as database:
                database.execute("UPDATE draft SET body = substr (body, 20)")
            database.close()

        self.restart(damage)
        self.app.see("Not recovered, to be entered again:")
        self.app.see(re.compile("Philosophie"))
        self.look("magasin-perte-nommee")
        self.app.click("Understood", role="button")
        self.app.gone("button", "Understood")
        self.app.point(self.app.row("Missions", PHILOSOPHY))
        self.app.click("I did this mission")
        self.enter(124)

    def test_5_a_newer_store_is_left_alone(self) -> None:
        version = 0

        def stamp(change: int) -> None:
            nonlocal version
            with sqlite3.connect(folder() / "store.db") as database:
                version = database.execute("PRAGMA user_version").fetchone()[0]
                database.execute(f"PRAGMA user_version = {version + change}")
            database.close()

        self.restart(lambda: stamp(1))
        self.app.see("A newer Imagin was used here")
        self.look("magasin-plus-recent")
        self.restart(lambda: stamp(-1))
        self.is_entered()

    def test_6_a_full_disk_at_the_start(self) -> None:
        self.app.quit()
        before = contents()
        self.app.command = ["prlimit", "--fsize=0:unlimited", *self.app.command]
        try:
            self.app.start()
            self.app.see("The disk is full")
            self.look("magasin-disque-plein")
            # Room again: the same window goes on.
            subprocess.run(["prlimit", f"--pid={self.app.pid}", "--fsize=unlimited:unlimited"], check=True)
            self.app.click("Try again", role="button")
            self.is_entered()
        finally:
            self.app.command = self.app.command[2:]
        self.assertEqual(before.keys() & {"store.db"}, contents().keys() & {"store.db"})

    def test_7_a_full_disk_while_typing(self) -> None:
        subprocess.run(["prlimit", f"--pid={self.app.pid}", "--fsize=0:unlimited"], check=True)
        self.app.set_value("Copies corrigées", 125)
        self.app.see("The disk is full: what you type now is not kept. Make room, then type on.")
        self.look("disque-plein-en-saisie")
        subprocess.run(["prlimit", f"--pid={self.app.pid}", "--fsize=unlimited:unlimited"], check=True)
        self.enter(124)

    def test_7_b_a_folder_that_can_only_be_read(self) -> None:
        self.app.quit()
        before = contents()
        # An administrator may write everywhere, but for this one right.
        powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
        modes = {path: path.stat().st_mode for path in (folder(), *folder().glob("store.db*"))}
        self.app.command = [*powerless, *self.app.command]
        for path, mode in modes.items():
            path.chmod(mode & ~0o222)
        try:
            self.app.start()
            self.app.see("Imagin may not write on this computer")
            self.look("magasin-lecture-seule")
            self.assertEqual(before, contents())
            for path, mode in modes.items():
                path.chmod(mode)
            self.app.click("Try again", role="button")
            self.is_entered()
        finally:
            for path, mode in modes.items():
                path.chmod(mode)
            self.app.command = self.app.command[len(powerless):]

    def test_8_a_clock_that_jumps(self) -> None:
        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = "2020-01-01", "2020-01-01T09:00:00+02:00"
        self.app.environment.update(IMAGIN_TODAY="2020-01-01", IMAGIN_NOW="2020-01-01T09:00:00+02:00")
        self.restart()
        self.is_entered()
        self.enter(126)
        self.app.environment.update(IMAGIN_TODAY=TODAY, IMAGIN_NOW=f"{TODAY}T09:00:00+02:00")
        self.restart()
        self.go_on()
        self.assertEqual(126, self.app.find("spin button", "Copies corrigées").value)


if __name__ == "__main__":
    session.enter()
    tap.main()
