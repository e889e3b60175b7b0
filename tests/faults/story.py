# SPDX-License-Identifier: GPL-3.0-or-later
"""What the person does on two computers, how they go on after a fault, and what must hold then."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from world import NUMBER, PASSWORD, RECEIPTS, Ended, World

# The most that the person saves of a mission, on all computers together.
SAVES = {"m-0042": 1, "m-0051": 2, "m-0176": 1, "c-0023": 1, "c-0007": 1}
ONCE = ("receipt_announced", "receipt_stored", "validate")


def academy_of(mission: str) -> str:
    """Each of the two names its missions by a letter of its own."""
    return "b" if mission.startswith("c-") else "a"


def _sign_in(world: World, academy: str) -> str:
    return f"sign-in {world.address(academy)} {NUMBER} {PASSWORD} -"


def _open(world: World, mission: str) -> str:
    return f"open {world.address(academy_of(mission))} {mission}"


def story(world: World, patience: int = 4000) -> list[str]:
    """Two accounts, eight fields, three receipts, a merge with what another computer saved first, and a validation."""
    home, school = world.computer("home"), world.computer("school")
    return [
        f"patience {patience}",
        f"computer {home}", _sign_in(world, "a"), _sign_in(world, "b"), _open(world, "m-0051"),
        f"computer {school}", _sign_in(world, "a"), _open(world, "m-0051"), "set note Ailleurs", "save", "sync",
        f"computer {home}", _open(world, "m-0051"), "set copies_paper 14", "save",
        _open(world, "m-0042"), "set copies 31", "set note Remarque", *(f"attach {world.folder / name}" for name in RECEIPTS), "save", "validate",
        _open(world, "m-0176"), "set copies 77", "save",
        _open(world, "c-0023"), "set minutes 90", "set note Jury", "save",
        _open(world, "c-0007"), "set note Train", "save",
        "sync", f"pull {world.address('a')}", "list",
    ]


def going_on(world: World) -> list[str]:
    """The next start of both computers: everything arrives by itself."""
    lines = ["patience 20000"]
    for name, academies, missions in (("school", "a", ("m-0051",)), ("home", "ab", tuple(SAVES))):
        lines += [f"computer {world.computer(name)}", *(_sign_in(world, academy) for academy in academies),
                  *(_open(world, mission) for mission in missions), "sync", "list"]
    return lines


@dataclass
class Verdict:
    """What did not hold."""

    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        """Every complaint."""
        return self.lost + self.duplicated + self.unreadable


def told(acks: Path) -> list[list[str]]:
    """What the person was told, in order, and last at which computer; a line that a kill cut was told to nobody."""
    if not acks.exists():
        return []
    text = acks.read_text(encoding="utf-8")
    lines = [line.split() for line in text[:text.rfind("\n") + 1].splitlines()]
    return [[*words[3:], words[2]] for words in lines]


def value_of(statement: dict[str, Any], name: str) -> str | None:
    """A field of a statement, as the script writes it."""
    if name == "note":
        return statement.get("note")
    entries = (statement.get("work") or {}).get("entries") or []
    return next((str(entry["quantity"]) for entry in entries if entry["key"] == name), None)


def listed(output: str) -> list[tuple[str, str, dict[str, Any]]]:
    """What the computers keep, each of them: how it stands, a mission and its statement."""
    lines = [line.split(" ", 4) for line in output.splitlines() if line.startswith("mission ")]
    return [(standing, mission, json.loads(statement)) for _, _, mission, standing, statement in lines]


def _judge_told(acks: list[list[str]], held: dict[str, dict[str, Any]], kept: list[tuple[str, str, dict[str, Any]]], verdict: Verdict) -> None:
    sent = {(words[1], words[-1]) for words in acks if words[0] in ("saved", "validated")}
    for words in acks:
        what = " ".join(words)
        mission = held.get(words[1], {})
        if words[0] == "kept":
            there = value_of(mission["statement"], words[2]) == words[3]
            here = (words[1], words[-1]) not in sent and any(name == words[1] and value_of(statement, words[2]) == words[3] for _, name, statement in kept)
            if not there and not here:
                verdict.lost.append(f"told «{what}», and it is nowhere")
        elif words[0] == "receipt" and not any(receipt["sha256"] == receipt["stored_sha256"] == words[2] for receipt in mission["receipts"]):
            verdict.lost.append(f"told «{what}», and the academy does not have these bytes")
        elif words[0] == "validated" and len(mission["validations"]) != 1:
            verdict.lost.append(f"told «{what}», and the academy counts {len(mission['validations'])} validations")


def judge_received(world: World) -> Verdict:
    """At the moment of the fault: what was said to be at the academy is there."""
    verdict = Verdict()
    held = world.held()
    for words in told(world.acks):
        if words[0] == "received" and value_of(held[words[1]]["statement"], words[2]) != words[3]:
            verdict.lost.append(f"told «{' '.join(words)}» before the academy had it")
    return verdict


def _judge_journal(held: dict[str, dict[str, Any]], verdict: Verdict) -> None:
    for name, saves in SAVES.items():
        mission = held[name]
        effects = [(entry["effect"], entry["id"]) for entry in mission["journal"]]
        counts = Counter(effects)
        verdict.duplicated += [f"{name}: {effect} {count} times" for (effect, _), count in counts.items() if effect in ONCE and count > 1]
        if sum(1 for effect, _ in effects if effect == "save") > saves:
            verdict.duplicated.append(f"{name}: saved more often than the person did")
        if len(mission["validations"]) > 1:
            verdict.duplicated.append(f"{name}: validated {len(mission['validations'])} times")
        digests = Counter(receipt["sha256"] for receipt in mission["receipts"])
        verdict.duplicated += [f"{name}: receipt {digest[:8]} {count} times" for digest, count in digests.items() if count > 1]
        verdict.lost += [f"{name}: receipt {receipt['sha256'][:8]} has other bytes" for receipt in mission["receipts"]
                         if receipt["stored_sha256"] not in (None, receipt["sha256"])]
        names = [effect for effect, _ in effects]
        if "validate" in names and "receipt_stored" in names[names.index("validate"):]:
            verdict.lost.append(f"{name}: validated before its receipts were there")


def _judge_stores(world: World, held: dict[str, dict[str, Any]], verdict: Verdict) -> None:
    for name, academies in (("school", "a"), ("home", "ab")):
        with sqlite3.connect(f"file:{world.computer(name) / 'store.db'}?mode=ro", uri=True) as store:
            sound = store.execute("PRAGMA integrity_check").fetchone()[0]
            missions = {row[0] for row in store.execute("SELECT id FROM mission")}
            waiting = store.execute("SELECT count(*) FROM outbox").fetchone()[0]
        store.close()
        if sound != "ok":
            verdict.unreadable.append(f"{name}: {sound}")
        missing = {mission for mission, content in held.items() if content["academy"] in academies and content["intervener"].endswith(NUMBER)} - missions
        if missing:
            verdict.lost.append(f"{name}: its list has no {' '.join(sorted(missing))}")
        if waiting:
            verdict.lost.append(f"{name}: {waiting} still wait")


def judge(world: World, ended: Ended, before: list[list[str]]) -> Verdict:
    """After the next start, without a fault."""
    verdict = Verdict()
    if ended.code != 0 or "failed computer" in ended.output:
        verdict.unreadable.append(f"the next start: {ended.code} {ended.output[-600:]}")
        return verdict
    # Nobody is asked anything in this story: each field is changed on one side only, and nothing of it can be refused.
    verdict.lost += [f"the next start: {line}" for line in ended.output.splitlines() if line.startswith(("failed", "refused", "decides"))]
    held = world.held()
    _judge_told(before, held, listed(ended.output), verdict)
    _judge_journal(held, verdict)
    _judge_stores(world, held, verdict)
    return verdict
