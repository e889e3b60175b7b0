# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold when the power comes back: on the computer itself, and, for some states, once everything has arrived."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from power import State, contents_of, digest_of, put_down
from power_record import COMPUTERS, Recording
from runs import Outcome
from story import Verdict, academy_of, going_on, judge, judge_received, listed, value_of
from world import World


@dataclass
class Tried:
    """The contents of a disk that were tried, each with the latest moment at which it was."""

    moments: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, digest: str, moment: int) -> tuple[bool, bool]:
        """Whether it is another one than all before, and whether it says anything new: more was told than when it was tried last."""
        with self.lock:
            before = self.moments.get(digest)
            if before is None or before < moment:
                self.moments[digest] = moment
            return before is None, before is None or before < moment


def _put_down(world: World, recording: Recording, state: State, tried: Tried) -> tuple[bool, bool]:
    left = contents_of(recording.trace, state)
    new, telling = tried.add(digest_of(left), state.moment)
    if telling:
        for name in COMPUTERS:
            shutil.rmtree(world.folder / name, ignore_errors=True)
        put_down(left, world.folder)
    return new, telling


def _looking(world: World, recording: Recording, told: list[list[str]]) -> list[str]:
    """The computers alone, without an academy: what is on them is read by the client itself."""
    lines = ["patience 1"]
    for name in COMPUTERS:
        lines.append(f"computer {world.computer(name)}")
        missions = {words[1] for words in told if words[0] == "kept" and words[-1] == name}
        lines += [f"open http://127.0.0.1:{recording.fronts[academy_of(mission)].port} {mission}" for mission in sorted(missions)]
        lines.append("list")
    return lines


def _rows(world: World, name: str, sql: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(f"file:{world.computer(name) / 'store.db'}?mode=ro", uri=True) as store:
        rows: list[tuple[str, ...]] = store.execute(sql).fetchall()
    store.close()
    return rows


def _judge_receipts(world: World, name: str, told: Sequence[list[str]], verdict: Verdict) -> None:
    rows = {(mission, json.loads(body)["sha256"]) for mission, body in _rows(world, name, "SELECT mission_id, body FROM receipt")}
    verdict.lost += [f"told «{' '.join(words)}», and no row has it" for words in told if words[0] == "receipt" and (words[1], words[2]) not in rows]
    for mission, digest in rows:
        path = world.computer(name) / "receipts" / digest
        if not path.exists():
            verdict.lost.append(f"{name}: the bytes of receipt {digest[:8]} of {mission} are nowhere")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            verdict.lost.append(f"{name}: receipt {digest[:8]} of {mission} has other bytes")


def _judge_validated(world: World, recording: Recording, state: State, name: str, told: Sequence[list[str]], verdict: Verdict) -> None:
    """It waits here, or arrived at the academy, which tells of it at the next pull."""
    waiting = {mission for mission, in _rows(world, name, "SELECT mission_id FROM outbox WHERE kind = 'validate'")}
    for words in told:
        if words[0] == "validated" and words[1] not in waiting and len(recording.held(world, state)[words[1]]["validations"]) != 1:
            verdict.lost.append(f"told «{' '.join(words)}», and it neither waits nor arrived")


def _judge_rows(world: World, name: str, told: Sequence[list[str]], verdict: Verdict) -> None:
    sound = _rows(world, name, "PRAGMA integrity_check")[0][0]
    if sound != "ok":
        verdict.unreadable.append(f"{name}: {sound}")
        return
    _judge_receipts(world, name, told, verdict)
    pulled = {words[1] for words in told if words[0] == "pulled"}
    if len(_rows(world, name, "SELECT DISTINCT account_id FROM mission")) < len(pulled):
        verdict.lost.append(f"{name}: a list that was pulled is empty")


def judge_here(world: World, recording: Recording, state: State, told: list[list[str]]) -> tuple[Verdict, str]:
    """On the two computers: whatever the person was told is on the one where it was said."""
    verdict = Verdict()
    ended = world.run(_looking(world, recording, told), acks=world.folder / "acks-after")
    if ended.code != 0 or "failed computer" in ended.output:
        verdict.unreadable.append(f"the next start: {ended.code} {ended.output[-600:]}")
        return verdict, ended.output
    parts = re.split(r"^done computer .*$", ended.output, flags=re.M)[1:]
    for name, part in zip(COMPUTERS, parts, strict=True):
        said = [words for words in told if words[-1] == name]
        kept = listed(part)
        for words in said:
            if words[0] == "kept" and not any(mission == words[1] and value_of(statement, words[2]) == words[3] for _, mission, statement in kept):
                verdict.lost.append(f"told «{' '.join(words)}», and it is not there")
        aside = [path.read_bytes() for path in world.computer(name).glob("damaged-*/store.db")]
        if recording.damaged is None and aside:
            verdict.unreadable.append(f"{name}: a sound store was set aside")
        elif recording.damaged is not None and name == "home" and recording.damaged not in aside:
            verdict.lost.append(f"{name}: the damaged store is not there as it was found")
        if (world.computer(name) / "store.db").exists():
            try:
                _judge_rows(world, name, said, verdict)
                _judge_validated(world, recording, state, name, said, verdict)
            except sqlite3.DatabaseError as error:
                verdict.unreadable.append(f"{name}: {error}")
        else:
            verdict.lost += [f"told «{' '.join(words)}», and there is no store" for words in said if words[0] not in ("signed-in", "nothing-waits")]
    return verdict, ended.output


def try_state(world: World, recording: Recording, state: State, tried: Tried, through: bool) -> Outcome:
    """The state's folders, and what must hold on them; `through` goes on until the academies have everything."""
    new, telling = _put_down(world, recording, state, tried)
    if not telling:
        return Outcome(state, False, Verdict())
    told = recording.told(state)
    verdict, output = judge_here(world, recording, state, told)
    if through:
        recording.restore(world, state)
        put_down(contents_of(recording.trace, state), world.folder)
        world.acks.write_text("".join(f"ack 0 {words[-1]} {' '.join(words[:-1])}\n" for words in told), encoding="utf-8")
        found = judge_received(world)
        verdict.lost += found.lost
        after = world.run(going_on(world), acks=world.folder / "acks-after")
        found = judge(world, after, told)
        verdict.lost += found.lost
        verdict.duplicated += found.duplicated
        verdict.unreadable += found.unreadable
        output += after.output
        world.stop()
    return Outcome(state, new, verdict, output)
