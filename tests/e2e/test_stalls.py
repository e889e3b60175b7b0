#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten thousand missions of three academies in the real window: what is pulled, read and shown never holds the main loop for long.

A second thread of the program asks its main loop, again and again, whether it is there (tests/bench/stall-watch.c). The longest time that it did
not answer, other programs' turns left out, is printed, not judged; beside it, how long the main thread worked meanwhile (the rest it waited, for a
disk or the display) and how long it had no processor. What is judged is that everything is there, and that the list scrolls.
Nothing looks at the window while it is measured, since what looks asks the same main loop."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap

EACH = 3334
# An account is a number at an academy, and the embedded one is one of two.
NUMBERS = ("0482917", "0482917", "0482918")
CHANGED = 40
PATIENCE_SECONDS = 90
SETTLE_SECONDS = 3.0
ADDRESS = re.compile("127.0.0.1")
# Of each phase the longest: how long, worked, without a processor; in ms.
stalls: dict[str, tuple[int, int, int]] = {}


def store() -> Path:
    """Where the program keeps what it knows."""
    return Path(os.environ["XDG_DATA_HOME"]) / "imagin" / "store.db"


def count(sql: str) -> int:
    """What a reader beside the program counts."""
    if not store().exists():
        return 0
    with sqlite3.connect(f"file:{store()}?mode=ro", uri=True, timeout=30) as database:
        found = database.execute(sql).fetchone()[0]
    database.close()
    return int(found)


def wait_count(sql: str, wanted: int) -> None:
    """Until the store has that many."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (there := count(sql)) != wanted:
        if time.monotonic() > deadline:
            raise AssertionError(f"{sql}: {there}, not {wanted}")
        time.sleep(0.3)


def call_it_the_other(data: Path) -> None:
    """The academy of that folder is the second one of the demonstration."""
    with sqlite3.connect(data / "academy.sqlite") as database:
        database.execute("INSERT OR REPLACE INTO settings VALUES ('competitions', 1)")
    database.close()


def open_to_the_office(mission: dict[str, Any]) -> bool:
    """Whether the office may cancel it."""
    return all(part["status"]["code"] in ("under_way", "to_validate", "to_come") for part in mission["statement"]["parts"])


class Stalls(unittest.TestCase):
    """One window; each case goes on from where the one before it ended."""

    app: Any
    academies: list[Any]
    log: Path

    @classmethod
    def setUpClass(cls) -> None:
        from academy import Academy
        from driver import App
        from words import Words

        folder = Path(os.environ["TMPDIR"])
        cls.log = folder / "stalls"
        cls.academies = []
        for seed, number in enumerate(NUMBERS):
            data = folder / f"academy{seed}"
            subprocess.run([os.environ["IMAGIN_ACADEMY"], "generate", str(EACH), "--seed", str(seed + 1), "--number", number, "--data", str(data)], check=True,
                           capture_output=True)
            if seed == 1:
                call_it_the_other(data)
            cls.academies.append(cls.enterClassContext(Academy(data, demo=False)))
        watch = Path(os.environ["IMAGIN_CLIENT"]).parents[1] / "tests" / "bench" / "libstall-watch.so"
        cls.app = App(folder / "window", "--academy", cls.academies[0].address, words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 800),
                      environment={"LD_PRELOAD": str(watch), "STALL_WATCH": str(cls.log)})
        cls.addClassCleanup(cls.app.kill)
        cls.app.start()

    @classmethod
    def tearDownClass(cls) -> None:
        print("stalls " + " ".join(f"{name}_ms={took} ({worked} worked, {delayed} without a processor)" for name, (took, worked, delayed) in stalls.items()))
        print(f"faults longest_stall_ms={max(stalls.values())[0]}")

    def note_longest(self, name: str, since: float) -> None:
        """The longest time since then that one thing held the main loop, in ms."""
        lines = [[int(word) for word in line.split()] for line in self.log.read_text().splitlines()]
        nothing = (0, 0, 0)
        stalls[name] = max(stalls.get(name, nothing), max(((took, worked, delayed) for at, took, worked, delayed in lines if at > since * 1000), default=nothing))

    def scroll(self, clicks: int) -> None:
        """The wheel, over the list; the pointer asks nothing of the program that is measured."""
        import screen

        window = screen.place(screen.main_window(self.app.pid))
        screen.wheel(window.x + 170, window.y + 450, clicks)

    def test_1_first_pulls(self) -> None:
        from signing_in import first_connection

        for number, academy in enumerate(self.academies):
            if number > 0:
                self.app.click("Main menu", role="toggle button")
                self.app.click("Accounts…", role="menu item")
                self.app.click("Add an academy…", role="button")
                self.app.fill("Address (https://…)", academy.address)
                self.app.key("Return")
            else:
                self.app.click(ADDRESS)
            self.app.find(name="Intervener number")
            first_connection(self.app, NUMBERS[number])
            begun = time.time()
            wait_count("SELECT count(*) FROM mission", EACH * (number + 1))
            if number > 0:
                self.scroll(20)
            time.sleep(SETTLE_SECONDS)
            self.note_longest("first_pull", begun)
        # Two of them call themselves the same, and two people are there.
        self.app.see("2 académies, 3 comptes")
        self.assertEqual(count("SELECT count(DISTINCT account_id) FROM mission"), 3)

    def test_2_incremental_pull(self) -> None:
        wanted = count("SELECT count(*) FROM news") + CHANGED * len(self.academies)
        begun = time.time()
        for academy in self.academies:
            for mission in [mission["id"] for mission in academy.show("missions")["missions"] if open_to_the_office(mission)][:CHANGED]:
                academy.office("cancel", mission)
        self.app.key("F5")
        self.scroll(40)
        wait_count("SELECT count(*) FROM news", wanted)
        time.sleep(SETTLE_SECONDS)
        self.note_longest("incremental_pull", begun)

    def test_3_restart_from_the_store(self) -> None:
        self.app.quit()
        self.log.unlink()
        self.app.start()
        begun = time.time()
        self.scroll(60)
        time.sleep(SETTLE_SECONDS)
        # The very first answer is that of a main loop which did not run before: the start of the program, not a stall.
        lines = [line.split() for line in self.log.read_text().splitlines()]
        first = int(lines[0][0]) / 1000 if lines else begun
        self.note_longest("restart", first)
        down = self.first_rows()
        self.scroll(-90)
        time.sleep(SETTLE_SECONDS)
        self.assertNotEqual(down, self.first_rows(), "the list did not scroll")

    def first_rows(self) -> list[str]:
        """The first of the rows that the list keeps ready, around those in sight."""
        rows = [row.name for row in self.app.all("list item", within=self.app.find("list", "Missions"))]
        self.assertGreater(len(rows), 5)
        return rows[:5]


if __name__ == "__main__":
    session.enter()
    tap.main()
