#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A type of mission that the client has never heard of: its fields, labels, units and limits come from the academy alone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import session
import tap

TODAY = "2026-06-29"
NUMBER = "0482917"
NAME = "BX-2026-9001"
PAPER = "Dégustation du chef-d’œuvre de pâtisserie"
TABLE = f"""number,mission,kind,paper,days,deadline,travel
{NUMBER},{NAME},pastry_tasting,{PAPER},2026-06-24 09:00-12:00,2026-07-06,no
"""
KINDS = {"kinds": [{
    "key": "pastry_tasting", "exam": {"code": "sugar_cup", "label": "Coupe du sucre"}, "type": {"code": "tasting", "label": "Dégustation"},
    "role": {"code": "taster", "label": "Dégustateur"}, "speciality": None, "papers": [PAPER], "travel": False,
    "rates": {"copy": None, "hour": None}, "office": {"name": "Bureau du sucre", "phone": "05 36 49 00 99", "email": "sucre@ac-demo.example"},
    "fields": [
        {"key": "plates", "label": "Assiettes goûtées", "unit": "assiettes", "required": True, "minimum": 1, "maximum": 40,
         "help": "Une assiette partagée compte une fois.", "read_only_reason": None},
        {"key": "verdict", "label": "Appréciation", "unit": "text", "required": True, "minimum": 0, "maximum": 200, "help": "", "read_only_reason": None},
        {"key": "spoons", "label": "Cuillères", "unit": "cuillères", "required": False, "minimum": 0, "maximum": 9, "help": "",
         "read_only_reason": "Comptées par le centre."},
    ]}]}


class Unheard(unittest.TestCase):
    """From the list to the validation."""

    app: Any
    academy: Any

    @classmethod
    def setUpClass(cls) -> None:
        from academy import Academy
        from driver import App
        from words import Words

        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = TODAY, f"{TODAY}T09:00:00+02:00"
        folder = Path(os.environ["TMPDIR"])
        (folder / "missions.csv").write_text(TABLE, encoding="utf-8")
        (folder / "kinds.json").write_text(json.dumps(KINDS), encoding="utf-8")
        cls.academy = Academy(folder / "academy", today=TODAY)
        cls.academy.start()
        cls.academy.import_missions(folder / "missions.csv", folder / "kinds.json")
        cls.app = App(folder / "unheard", "--academy", cls.academy.address, words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 800))
        cls.app.start()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.app.kill()
        cls.academy.stop()

    def statement(self) -> Any:
        """What the academy has of it."""
        return self.academy.show("m-" + hashlib.sha256(NAME.encode()).hexdigest()[:12])["statement"]

    def test_1_it_stands_in_the_list_with_its_own_words(self) -> None:
        from signing_in import first_connection

        self.app.click(re.compile("127.0.0.1"))
        first_connection(self.app)
        row = self.app.row("Missions", re.compile(f"^{PAPER} · "))
        self.assertIn("Dégustation · Coupe du sucre", row.name)
        self.app.point(row)
        self.app.find("group", PAPER)

    def test_2_its_fields_are_asked_and_its_limits_kept(self) -> None:
        import screen

        self.app.click("I did this mission", role="button")
        self.app.see("Une assiette partagée compte une fois.")
        self.app.see("Comptées par le centre.")
        self.assertEqual([node.name for node in self.app.all("spin button")], ["Assiettes goûtées"])
        self.app.fill("Assiettes goûtées", "41")
        self.app.see(re.compile("40 assiettes"))
        self.app.fill("Assiettes goûtées", "12")
        screen.wheel(*self.app.middle(self.app.focus("Assiettes goûtées")), 3)
        self.assertEqual(self.app.text_of("Assiettes goûtées"), "12", "the wheel changed a figure")
        no_number = "What you typed is no whole number: the field is as it was before"
        too_many = re.compile(re.escape(self.app.words("At most %s for this mission: the field is as it was before")).replace("%s", "40 assiettes"))
        for wrong, said in (("12,5", no_number), ("abc", no_number), ("-3", no_number), ("99999999", too_many)):
            self.app.focus("Assiettes goûtées")
            self.app.key("ctrl+a")
            self.app.type_text(wrong)
            self.app.key("Tab")
            self.app.see(said)
            self.assertEqual(self.app.text_of("Assiettes goûtées"), "12")
            self.app.fill("Assiettes goûtées", "12")
            self.app.gone(name=said)
        self.app.fill("Appréciation", "Croustillant")
        self.app.see("Kept here")

    def test_3_it_is_validated(self) -> None:
        from a11y import wait_for

        self.app.click(re.compile("^[0-9] " + self.app.words("Review")), role="radio")
        self.app.see("Croustillant")
        self.app.click("Validate…", role="button", timeout=30)
        self.app.click("Validate", role="button", within=self.app.dialog())
        wait_for(lambda: self.statement()["parts"][0]["status"]["code"] == "validated", lambda: f"the academy has {self.statement()}", 30)
        entries = {entry["key"]: entry.get("quantity", entry.get("text")) or entry.get("text") for entry in self.statement()["work"]["entries"]}
        self.assertEqual(entries, {"plates": 12, "verdict": "Croustillant"})


if __name__ == "__main__":
    session.enter()
    tap.main()
