#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A status that the client has never heard of: shown as the academy calls it, read-only, and never lost."""

from __future__ import annotations

import re
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
LABEL = "En commission Ω"
ROW = re.compile("^Mathématiques · ")


def freeze(node: dict[str, Any]) -> None:
    """What was accepted is something that no list of statuses has."""
    if node.get("code") == "accepted":
        node |= {"code": "before_committee", "label": LABEL, "since": "2026-06-15"}


class Status(WindowCase):
    """From the list to a later pull."""

    proxy: Any

    @classmethod
    def setUpClass(cls) -> None:
        from rewriting import Rewriting

        cls.serve(TODAY)
        cls.proxy = Rewriting(cls.academy.address, freeze)
        cls.addClassCleanup(cls.proxy.stop)
        cls.start_window(TODAY, "--academy", cls.proxy.address)
        cls.connect()

    def section_of(self, name: re.Pattern[str]) -> str:
        """The header that a row stands under; the wheel goes on until both are in sight."""
        row = self.app.row("Missions", name)
        above = ""
        for node in self.app.find("list", "Missions").walk():
            if node.role == "row header":
                above = node.name
            if node.role == "list item" and node.name == row.name:
                return above
        return above

    def check(self) -> None:
        """The row, its section and the page say what they should."""
        row = self.app.row("Missions", ROW)
        self.assertTrue(row.name.split(" · ")[-1] == LABEL or LABEL in row.name, row.name)
        self.assertRegex(self.section_of(ROW), "^Envoyés")
        self.app.point(row)
        page = self.app.find("group", "Mathématiques")
        self.app.see(LABEL, within=page)
        self.assertFalse(self.app.all("button", "I did this mission"), "it can be written")
        self.assertFalse(self.app.all("button", "Go on with the statement"), "it can be written")

    def test_1_it_is_shown_as_the_academy_calls_it(self) -> None:
        self.check()
        self.look("status")

    def test_2_it_survives_a_kill_without_a_network(self) -> None:
        self.academy.stop()
        self.app.kill()
        self.app.restart()
        self.check()

    def test_3_it_survives_a_later_pull(self) -> None:
        self.academy.start()
        self.academy.office("move", "m-0091", "--place", "Collège fictif du Port")
        self.app.key("F5")
        self.app.see("Collège fictif du Port", timeout=30)
        self.check()
        self.app.see(re.compile("^Lieu.*Collège fictif du Port"))
        self.assertFalse([text for text in self.app.texts(self.app.find("group", "New since your last visit")) if LABEL in text], "what did not change is no news")

    def test_4_a_known_one_follows_it(self) -> None:
        self.academy.office("liquidate", "m-0091")
        self.app.key("F5")
        self.app.see(re.compile("^Travail.*transmis pour paiement"), timeout=20)
        self.app.gone("label", LABEL)

    def test_5_a_moment_without_an_answer_is_no_outage(self) -> None:
        banner = re.compile("^" + re.escape(self.app.words("Offline: everything is kept here")))
        seen: set[str] = set()
        self.proxy.be_deaf(0.5)
        self.app.key("F5")
        until = time.monotonic() + 3
        while time.monotonic() < until:
            seen.update(text for text in self.app.texts() if banner.search(text))
        self.assertGreater(self.proxy.lost, 0, "nothing was asked meanwhile")
        self.assertFalse(seen, "the banner flashed")
        self.academy.stop()
        self.app.key("F5")
        self.app.see(banner, timeout=30)
        self.academy.start()
        self.app.key("F5")
        self.app.gone("label", banner, timeout=30)


if __name__ == "__main__":
    session.enter()
    tap.main()
