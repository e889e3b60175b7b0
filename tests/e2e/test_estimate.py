#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The estimate on the screen, line by line, against what `imagin-academy estimate` prints for the same statement."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import unittest
import urllib.request
import uuid
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import tap

if "--list" not in sys.argv:
    import session
    WORLD = session.enter()

import sign_in_stories
import stories
from a11y import Node, plain, wait_for
from academy import Academy, program
from driver import App
from stage import Stage
from words import Words

TODAY = "2026-06-29"
JOIN = " · "
# The command's words for why a line has no amount, and the window's (in the source's language).
REASONS = {
    "rate_unknown": "No table that is known here gives this rate. Nothing to do: the academy’s amount will be shown.",
    "no_hours": "What a candidate is worth is not known. Enter the hours where they are asked for; the academy’s amount will be shown.",
    "session_incomplete": "A session has no beginning or no end. Complete its times.",
    "no_means": "How you travelled is not said. Choose the means of the journey.",
    "no_fare": "The price is missing. Type what the ticket costs, 2nd class by train.",
    "no_distance": "The distance is missing. Type the kilometres of one way.",
    "vehicle_unknown": "The vehicle or its fiscal power is not known. Choose the vehicle.",
    "class_unknown": "Where you slept is not known. Choose the commune of the hotel.",
}
TABLES = {"academy": "the academy’s rates", "shipped": "national rates, given as an indication"}
PARTS = {"work": "Work", "travel": "Travel"}
CARD = {"items": [{"id": "aquitaine", "label": "Barème d’essai de l’académie", "source": "Décision d’essai", "valid_from": "2020-01-01", "valid_to": None,
                   "currency": "EUR", "rows": [{"kind": "copy", "rate": 5, "amount_cents": 612}, {"kind": "copy", "class": "marking", "amount_cents": 333}]}]}


class Api:
    """The academy's interface, as a second computer of the same person uses it."""

    def __init__(self, address: str) -> None:
        self.address, self.token = address, ""
        first = self.call("POST", "/session/password", {"number": sign_in_stories.NUMBER, "password": sign_in_stories.NUMBER, "new_password": sign_in_stories.PASSWORD})
        self.token = first["access_token"]

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request; JSON both ways."""
        request = urllib.request.Request(f"{self.address}/v1{path}", method=method, data=None if body is None else json.dumps(body).encode())
        for name, value in {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
                            **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
            request.add_header(name, value)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def mission(self, mission: str) -> Any:
        """A mission with its statement."""
        return self.call("GET", f"/missions/{mission}")

    def enter(self, mission: str, **content: Any) -> None:
        """What the person declares."""
        statement = self.mission(mission)["statement"]
        self.call("PUT", f"/missions/{mission}/statement", statement | content, If_Match=statement["etag"])


def work(*sessions: tuple[str, str | None, str | None], **quantities: int) -> dict[str, Any]:
    """A declaration of the work."""
    return {"entries": [{"key": key, "quantity": quantity} for key, quantity in quantities.items()],
            "sessions": [{"id": str(uuid.uuid4()), "date": day, "from": begin, "to": end, "candidates": None} for day, begin, end in sessions]}


def journey(left: str, back: str, means: str | None, **more: Any) -> dict[str, Any]:
    """A journey, local times of June."""
    return {"id": str(uuid.uuid4()), "left_at": f"{left}:00+02:00", "arrived_back_at": f"{back}:00+02:00", "left_from": "home", "means": means, "vehicle_id": None,
            "authorised": False, "distance_km": None, "return_trip": False, "fare_cents": None, "tolls_cents": None, "parking_cents": None} | more


def night(day: str, commune: str | None, code: str | None) -> dict[str, Any]:
    """A night with its paid invoice."""
    return {"date": day, "commune": commune, "commune_code": code, "claimed": True, "invoice_paid": True, "provided_free": False}


def fill(api: Api) -> None:
    """What is entered: each kind of line, known and unknown."""
    car = {"means": "car", "vehicle_id": "v-1", "authorised": True, "return_trip": True}
    api.enter("m-0042", work=work(copies=124))
    api.enter("m-0051", work=work(copies_paper=31))
    # 1,950 km before the grand oral: its way goes through two slices of the year.
    api.enter("m-0083", work=work(("2026-06-21", "08:00", "12:00"), ("2026-06-22", "08:00", None)), travel={
        "journeys": [journey("2026-06-21T06:40", "2026-06-22T14:50", **car, distance_km=972)],
        "nights": [night("2026-06-21", "Bergerac", None)], "meals": []})
    api.enter("m-0077", work=work(("2026-06-23", "13:00", "17:00"), ("2026-06-24", "08:30", "12:30"), candidates=21), travel={
        "journeys": [journey("2026-06-23T06:40", "2026-06-24T14:50", **car, distance_km=120, tolls_cents=1860, parking_cents=1200)],
        "nights": [night("2026-06-23", "Bordeaux", "33063")],
        "meals": [{"date": "2026-06-24", "kind": "lunch", "claimed": True, "canteen": True, "provided_free": False}]})
    api.enter("m-0104", work=work(minutes=210, candidates=9), travel={
        "journeys": [journey("2026-06-20T07:00", "2026-06-20T13:00", "train"), journey("2026-06-20T13:00", "2026-06-20T13:30", None),
                     journey("2026-06-20T13:30", "2026-06-20T14:00", "car", vehicle_id="v-9", authorised=True, distance_km=12)],
        "nights": [], "meals": []})
    api.enter("m-0195", work=work(subjects=3))


OPEN = ("m-0042", "m-0051", "m-0112", "m-0083", "m-0077", "m-0104", "m-0195")
CLOSED = ("m-0091", "m-0163")


class Estimate(unittest.TestCase):
    """One window, one academy, several missions."""

    @classmethod
    def setUpClass(cls) -> None:
        os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = TODAY, f"{TODAY}T09:00:00+02:00"
        cls.academy = Academy(WORLD / "academy", today=TODAY)
        cls.academy.start()
        cls.api = Api(cls.academy.address)
        fill(cls.api)
        cls.missions = {mission: cls.api.mission(mission) for mission in (*OPEN, *CLOSED)}
        cls.everything = cls.api.call("GET", "/missions?limit=200")["items"]
        cls.me, cls.cards = cls.api.call("GET", "/me"), cls.api.call("GET", "/rate-cards")
        cls.app = App(WORLD / "estimate", "--academy", cls.academy.address, words=Words(HERE.parents[1] / "po", "fr"), size=(1100, 800))
        cls.stage = Stage(cls.app, cls.academy, WORLD / "estimate", None)
        stories.PAPERS.update({mission: entity["paper"] for mission, entity in cls.missions.items()})
        cls.app.start(60)
        stories.choose_academy(cls.stage)
        cls.app.fill("Intervener number", sign_in_stories.NUMBER)
        cls.app.fill("Password", sign_in_stories.PASSWORD)
        cls.app.click("Sign in", role="button")
        stories.row(cls.stage, "m-0042")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.app.kill()
        cls.academy.stop()

    # What the command says

    def kilometres_before(self, mission: dict[str, Any]) -> int:
        """Counted a second time, from all statements: authorised, own vehicle, the same year, before this one."""
        def journeys(of: dict[str, Any]) -> list[dict[str, Any]]:
            return ((of["statement"].get("travel") or {}).get("journeys")) or []
        first = min((one["left_at"] for one in journeys(mission)), default=mission["starts_at"])
        return sum(one["distance_km"] * (2 if one["return_trip"] else 1)
                   for other in self.everything if other["id"] != mission["id"] for one in journeys(other)
                   if one["authorised"] and one["means"] == "car" and one["distance_km"] and one["left_at"][:4] == first[:4] and one["left_at"] < first)

    def command(self, mission: str, cards: Any) -> list[dict[str, Any]]:
        """What it prints for that mission."""
        entity = self.missions[mission]
        file = WORLD / "FILE.json"
        file.write_text(json.dumps({"mission": entity, "statement": entity["statement"], "cards": cards, "residences": self.me["residences"],
                                    "vehicles": self.me["vehicles"], "kilometres_before": self.kilometres_before(entity),
                                    "declared_only": not any(part["part"] == "travel" and part["writable"] for part in entity["statement"]["parts"])}), encoding="utf-8")
        printed = subprocess.run([program(), "estimate", str(file)], capture_output=True, text=True, check=True, timeout=30).stdout
        return [json.loads(line) for line in printed.splitlines()]

    def money(self, cents: int | None) -> str:
        """An amount, or that there is none."""
        if cents is None:
            return self.app.words("cannot be estimated")
        return f"{cents // 100:,}".replace(",", "\u202f") + f",{cents % 100:02d}\u202f€"

    def total(self, lines: list[dict[str, Any]]) -> str | None:
        """The sum of lines: never a total where one is not known."""
        known = [line["cents"] for line in lines if line["cents"] is not None]
        if not known:
            return self.money(None) if lines else None
        return self.money(sum(known)) if len(known) == len(lines) else self.app.words("at least %s").replace("%s", self.money(sum(known)))

    def spoken(self, line: dict[str, Any]) -> str:
        """A line as the detail says it."""
        below = [self.app.words(REASONS[line["reason"]])] if line["reason"] else [line["source"], line["table"] and self.app.words(TABLES[line["table"]])]
        return plain(JOIN.join(said for said in (line["text"], self.money(line["cents"]), *below) if said))

    # What the screen says

    def names(self, within: Node, title: str) -> list[str]:
        """The lines of one card, in their order."""
        card = next((node for node in self.app.all("group", title, within=within)), None)
        return [plain(node.name) for node in card.children if node.role == "group" and node.name] if card else []

    def compare(self, mission: str, cards: Any) -> None:
        """The detail of a mission against the command, and the footer that opens it."""
        lines = self.command(mission, cards)
        self.assertTrue(lines, f"{mission} has no line")
        stories.enter(self.stage, mission)
        total = self.total(lines)
        footer = self.app.words("Estimate: %s").replace("%s", total)
        self.app.find("button", re.compile(f"^{re.escape(plain(footer))}$"))
        self.app.click(re.compile(f"^{re.escape(plain(footer))}$"), role="button")
        dialog = self.app.dialog()
        self.addCleanup(self.close_dialog)
        self.see_parts(mission, lines, dialog)
        self.close_dialog()

    def close_dialog(self) -> None:
        """Where one is open."""
        if self.app.process is not None and self.app.all("dialog"):
            self.app.key("Escape")
            self.app.gone("dialog")

    def see_parts(self, mission: str, lines: list[dict[str, Any]], dialog: Node) -> None:
        """Each part's card: its lines, then their sum."""
        for part, title in PARTS.items():
            mine = [line for line in lines if line["part"] == part]
            wanted = [self.spoken(line) for line in mine]
            if mine:
                wanted.append(plain(JOIN.join((self.app.words("Estimate"), self.total(mine)))))
            wait_for(lambda: self.names(dialog.refresh(), title)[:len(wanted)] == wanted,
                     lambda: f"{mission}, {part}:\nscreen  {self.names(dialog, title)}\ncommand {wanted}")

    def test_1_the_detail_is_what_the_command_prints(self) -> None:
        for mission in OPEN:
            with self.subTest(mission=mission):
                self.compare(mission, self.cards)

    def test_2_a_group_ends_with_what_it_gives(self) -> None:
        stories.enter(self.stage, "m-0077")
        hours = next(line for line in self.command("m-0077", self.cards) if line["part"] == "work")
        self.app.find("group", self.spoken(hours))
        stories.enter(self.stage, "m-0042")
        self.app.fill("Copies corrigées", "125")
        self.app.find("group", re.compile("^125 copies × 5,00 € · 625,00 €"))
        self.app.find("button", re.compile("625,00 €$"))
        self.app.fill("Copies corrigées", "124")
        self.app.find("button", re.compile("620,00 €$"))

    def test_3_an_unknown_rate_is_never_zero(self) -> None:
        lines = self.command("m-0112", self.cards)
        self.assertEqual([(line["cents"], line["reason"]) for line in lines if line["part"] == "work"], [(None, "rate_unknown")])
        self.assertEqual(self.total(self.command("m-0195", self.cards)), "non estimable")
        self.assertTrue(self.total(lines).startswith("au moins "))
        stories.open_mission(self.stage, "m-0112")
        track = self.app.find("group", self.app.words("Work"))
        self.app.see("non estimable", within=track)
        self.assertFalse([said for said in self.app.texts(track) if said.startswith("0,00")])

    def test_4_a_track_carries_the_lines(self) -> None:
        for mission in ("m-0077", "m-0104"):
            lines = self.command(mission, self.cards)
            stories.open_mission(self.stage, mission)
            for part, title in PARTS.items():
                with self.subTest(mission=mission, part=part):
                    mine = [line for line in lines if line["part"] == part]
                    track = self.app.find("group", title)
                    wanted = [plain(JOIN.join((line["text"], self.money(line["cents"])))) for line in mine]
                    wait_for(lambda: [plain(node.name) for node in track.refresh().walk() if node.role == "group" and plain(node.name) in wanted] == wanted,
                             lambda: f"{wanted} in\n{track.dump()}")
                    self.app.see(self.total(mine), within=track)
                    self.app.see("estimate", within=track)

    def test_5_the_academy_wins_and_both_are_shown(self) -> None:
        seen = 0
        for mission in CLOSED:
            lines = self.command(mission, self.cards)
            stories.open_mission(self.stage, mission)
            for part in self.missions[mission]["statement"]["parts"]:
                amount = part["paid_cents"] if part.get("paid_cents") is not None else part.get("amount_cents")
                mine = [line for line in lines if line["part"] == part["part"]]
                if amount is None:
                    continue
                track = self.app.find("group", PARTS[part["part"]])
                self.app.see(self.money(amount), within=track)
                if mine:
                    self.app.see(re.compile(re.escape(plain(self.app.words("estimate: %s").replace("%s", self.total(mine))))), within=track)
                    seen += 1
        self.assertGreater(seen, 0, "no mission of the demonstration has both")

    def test_6_a_card_wins_also_without_a_network(self) -> None:
        self.academy.stop()
        self.app.kill()
        for cards in (CARD, {"items": []}):
            store = next(path for path in WORLD.rglob("store.db"))
            with sqlite3.connect(store) as database:
                self.assertEqual(database.execute("UPDATE rate_cards SET body = ?", (json.dumps(cards),)).rowcount, 1)
            database.close()
            self.app.restart()
            for mission in ("m-0051", "m-0112", "m-0077"):
                with self.subTest(mission=mission, cards=len(cards["items"])):
                    self.compare(mission, cards)
            time.sleep(0.4)
            self.app.kill()


if __name__ == "__main__":
    tap.main()
