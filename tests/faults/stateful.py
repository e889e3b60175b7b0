# SPDX-License-Identifier: GPL-3.0-or-later
"""Two computers of one person, whatever happens to them: steps by chance, and what must hold when both have gone on.

Every value that is entered is another one, and each says which value its computer showed when it was typed: so it is known of
each whether a later one took its place knowingly, by the person or by what they answered to a question."""

from __future__ import annotations

import ctypes
import shutil
import sqlite3
import struct
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from front import Front
from hypothesis import strategies
from story import ONCE, Verdict, listed, told, value_of
from world import DATABASE, NUMBER, PASSWORD, World

COMPUTERS = ("home", "school")
FIELDS = (("m-0042", "copies"), ("m-0042", "note"), ("m-0051", "note"), ("m-0051", "copies_paper"))
MISSIONS = ("m-0042", "m-0051")
ONLY_HERE, TO_BE_SENT, REFUSED = {"kept", "ahead"}, {"waiting", "ahead"}, "refused"
DAY_SECONDS = 86_400
SESSION_SECONDS = 60
EVENTS = ("lose", "jump", "back up", "bring back")
# Another file on each computer: the same bytes on both would be two receipts by right.
FILES = {("home", 0): "one.pdf", ("school", 0): "two.pdf", ("home", 1): "big.pdf"}
Step = tuple[Any, ...]


def steps() -> strategies.SearchStrategy[list[Step]]:
    """What happens, one after the other."""
    just, pick, tuples = strategies.just, strategies.sampled_from, strategies.tuples
    computer, mission = pick(COMPUTERS), pick(MISSIONS)
    edit = tuples(just("edit"), computer, pick(FIELDS), pick(("sent", "saved", "kept")))
    return strategies.lists(strategies.one_of(
        edit, edit, edit, edit,
        tuples(just("sync"), computer), tuples(just("pull"), computer), tuples(just("refresh"), computer),
        tuples(just("attach"), computer, mission, pick((0, 1))), tuples(just("validate"), computer, mission),
        tuples(just("close")), tuples(just("kill"), pick((0, 2, 10, 40))), tuples(just("lose"), pick((0, 1, 2))),
        tuples(just("jump"), pick((400, -400, 0))), tuples(just("back up")), tuples(just("bring back"))), min_size=3, max_size=16)


def _sign_in_quickly(world: World) -> None:
    """The same password, by a hash that takes no time: who signs in a thousand times would wait for nothing else."""
    sodium = ctypes.CDLL("libsodium.so.23")
    hashed = ctypes.create_string_buffer(sodium.crypto_pwhash_strbytes())
    sodium.sodium_init()
    if sodium.crypto_pwhash_str(hashed, PASSWORD.encode(), ctypes.c_ulonglong(len(PASSWORD)), ctypes.c_ulonglong(1), ctypes.c_size_t(8192)) != 0:
        raise RuntimeError("the password cannot be hashed")
    with closing(sqlite3.connect(world.folder / "a.first" / DATABASE)) as database:
        database.execute("UPDATE interveners SET password_hash = ? WHERE number = ?", (hashed.value.decode(), NUMBER))
        database.commit()


class Person:
    """One run in one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.front = Front(0)
        world.fronts["a"] = self.front.port
        self.clock = world.folder / "clock"
        self.clock.write_bytes(bytes(8))
        self.backup = world.folder / "backup"
        self.happened: Counter[str] = Counter()
        self.output = ""
        self._entered = 100
        _sign_in_quickly(world)

    def close(self) -> None:
        """The world goes on without it."""
        self.front.close()

    def _set_clock(self, days: int) -> None:
        """In place: the programs look into the file."""
        with open(self.clock, "r+b") as file:
            file.write(struct.pack("=q", days * DAY_SECONDS))

    def _on(self, computer: str) -> list[str]:
        return [f"computer {self.world.computer(computer)}", f"again {self.world.address('a')} {NUMBER} {PASSWORD}"]

    def _opening(self, computer: str) -> list[str]:
        address = self.world.address("a")
        return [f"computer {self.world.computer(computer)}", f"sign-in {address} {NUMBER} {PASSWORD} -", *(f"open {address} {mission}" for mission in MISSIONS)]

    def _lines(self, step: Step) -> list[str]:
        """What the script says of a step that the person makes."""
        name = step[0]
        if name == "kill":
            return [f"kill {step[1]}"]
        lines = [f"computer {self.world.computer(step[1])}"]
        address = self.world.address("a")
        if name == "edit":
            self._entered += 1
            mission, field = step[2]
            lines += [f"open {address} {mission}", f"set {field} {self._entered}", *(["save"] if step[3] != "kept" else [])]
            return lines + ([*self._on(step[1]), "sync"] if step[3] == "sent" else [])
        if name == "attach":
            file = FILES.get((step[1], step[3]))
            return [*lines, f"open {address} {step[2]}", f"attach {self.world.folder / file}"] if file else []
        if name == "validate":
            return [*lines, f"open {address} {step[2]}", "validate"]
        if name == "refresh":
            return [*lines, f"refresh {address}"]
        return [*self._on(step[1]), "sync"] if name == "sync" else [*self._on(step[1]), f"pull {address}"]

    def _event(self, step: Step) -> None:
        """What happens to the person."""
        if step[0] == "lose":
            self.front.lose(step[1])
        elif step[0] == "jump":
            self._set_clock(step[1])
            self.happened["jumps"] += 1
        elif step[0] == "back up":
            self.world.back_up("a", self.backup)
        elif self.backup.exists():
            self.world.bring_back("a", self.backup)
            self.happened["restored"] += 1

    def _session(self, steps_of_it: list[Step]) -> str:
        """A start of the program that ends by itself, or is killed."""
        lines = ["patience 1500", *self._opening("home"), *self._opening("school")]
        events = []
        for step in steps_of_it:
            if step[0] in EVENTS:
                go = self.world.folder / f"go{len(events)}"
                go.unlink(missing_ok=True)
                events.append((step, go))
                lines.append(f"pause {go}")
            else:
                lines += self._lines(step)
        return self._watch(lines, events)

    def _watch(self, lines: list[str], events: list[tuple[Step, Path]]) -> str:
        child = self.world.begin(lines, self.clock)
        late = threading.Timer(SESSION_SECONDS, child.kill)
        late.start()
        assert child.stdout is not None
        said = []
        waiting = iter(events)
        with child.stdout:
            for line in child.stdout:
                said.append(line)
                if line.startswith("pause "):
                    step, go = next(waiting)
                    self._event(step)
                    go.touch()
        code = child.wait()
        hangs = not late.is_alive()
        late.cancel()
        self.happened["kills"] += code == -9
        output = "".join(said)
        if hangs or code not in (0, -9):
            raise RuntimeError(f"a session ended with {code}{' after its time' if hangs else ''}: {output[-3000:]}")
        return output

    def _go_on(self) -> str:
        """Nothing is in the way any more: both computers send what they have, and read what the other sent."""
        self.front.lose(None)
        lines = ["patience 8000"]
        address = self.world.address("a")
        for turn in range(2):
            for computer in COMPUTERS:
                lines += [*(self._opening(computer) if turn == 0 else self._on(computer)), f"pull {address}", "sync", "save-kept", "sync", f"pull {address}"]
        for computer in COMPUTERS:
            lines += [f"computer {self.world.computer(computer)}", "list"]
        return self._watch(lines, [])

    def live(self, all_steps: list[Step]) -> Verdict:
        """The steps, then what must hold."""
        self.world.restore()
        self.front.academy = self.world.ports["a"]
        self._set_clock(0)
        # An academy takes no more than 500 copies.
        self._entered = 100
        shutil.rmtree(self.backup, ignore_errors=True)
        session: list[Step] = []
        self.output = ""
        for step in [*all_steps, ("close",)]:
            if step[0] != "close":
                session.append(step)
            if step == ("kill", 0) or step[0] == "close":
                self.output += self._session(session) if session else ""
                session = []
        self.happened["lost"] = self.front.lost
        last = self._go_on()
        self.output += "--- going on\n" + last
        verdict = Verdict()
        judge(self.world, last, verdict)
        return verdict


class Edits:
    """Of one field: what was typed, over what, and what was told."""

    def __init__(self) -> None:
        self.over: dict[str, set[str]] = {}
        self.told: list[str] = []

    def takes_the_place(self, later: str, earlier: str) -> None:
        """Knowingly."""
        self.over.setdefault(later, set()).add(earlier)

    def missing(self, values: set[str]) -> list[str]:
        """What was told and neither is one of these values nor gave way to one."""
        seen, waiting = set(), list(values)
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += self.over.get(one, ())
        return [one for one in self.told if one not in seen]


def _edits(acks: list[list[str]]) -> dict[tuple[str, str], Edits]:
    fields = {field: Edits() for field in FIELDS}
    for words in acks:
        if words[0] == "asked":
            mine, theirs, closed = words[3], words[4], words[5] == "closed"
            for edits in (fields[field] for field in FIELDS if field == (words[1], words[2])):
                edits.takes_the_place(*((theirs, mine) if closed else (mine, theirs)))
        elif len(words) > 2 and (words[1], words[2]) in fields:
            edits = fields[words[1], words[2]]
            if words[0] == "typing":
                edits.takes_the_place(words[3], words[4])
            elif words[0] == "kept":
                edits.told.append(words[3])
    return fields


def judge(world: World, output: str, verdict: Verdict) -> None:
    """After both have gone on."""
    acks = told(world.acks)
    held = world.held()
    # What was refused stands before the person's eyes, with what they entered and what waits behind it; so does what was kept until another
    # computer validated.
    held_back = {mission for computer in COMPUTERS for mission in _refused_missions(world, computer)}
    shown = [(mission, statement) for standing, mission, statement in listed(output) if standing in {*ONLY_HERE, REFUSED} or (standing in TO_BE_SENT and mission in held_back)]
    for (mission, field), edits in _edits(acks).items():
        there = value_of(held[mission]["statement"], field)
        values = {str(there)} | {str(value_of(statement, field)) for name, statement in shown if name == mission}
        verdict.lost += [f"{mission} {field}: told «kept {value}», and the academy has {there}" for value in edits.missing(values)]
    for place, words in enumerate(acks):
        receipts = held[words[1]]["receipts"] if words[0] == "receipt" else []
        if words[0] == "receipt" and not any(receipt["sha256"] == receipt["stored_sha256"] == words[2] for receipt in receipts):
            if not any(name == words[1] for name, _ in shown) and words[2] not in _refused_receipts(world, words[-1]):
                verdict.lost.append(f"{words[1]}: told «receipt {words[2][:8]}», and the academy does not have these bytes")
        # What they gave for what they saw is theirs to give again, once they were shown that it is something else.
        elif words[0] == "validated" and not held[words[1]]["validations"] and ["shown", words[1], words[-1]] not in acks[place:]:
            verdict.lost.append(f"{words[1]}: told «validated», and it is not")
    for mission in MISSIONS:
        _judge_effects(mission, held[mission], verdict)
    for computer in COMPUTERS:
        _judge_store(world, computer, verdict)


def _refused_missions(world: World, computer: str) -> set[str]:
    """Those of which the page of what waits says that something was refused."""
    with closing(sqlite3.connect(f"file:{world.computer(computer) / 'store.db'}?mode=ro", uri=True)) as store:
        return {mission for mission, in store.execute("SELECT mission_id FROM outbox WHERE state = 'refused'")}


def _refused_receipts(world: World, computer: str) -> set[str]:
    """The digests of those that stand on their page as refused: another computer had validated before they came."""
    with closing(sqlite3.connect(f"file:{world.computer(computer) / 'store.db'}?mode=ro", uri=True)) as store:
        return {digest for digest, in store.execute("SELECT json_extract(body, '$.sha256') FROM outbox WHERE kind = 'receipt' AND state = 'refused'")}


def _judge_effects(name: str, mission: dict[str, Any], verdict: Verdict) -> None:
    effects = Counter((entry["effect"], entry["id"]) for entry in mission["journal"])
    verdict.duplicated += [f"{name}: {effect} {count} times" for (effect, _), count in effects.items() if effect in ONCE and count > 1]
    if len(mission["validations"]) > 1:
        verdict.duplicated.append(f"{name}: validated {len(mission['validations'])} times")
    digests = Counter(receipt["sha256"] for receipt in mission["receipts"])
    verdict.duplicated += [f"{name}: receipt {digest[:8]} {count} times" for digest, count in digests.items() if count > 1]
    verdict.lost += [f"{name}: receipt {receipt['sha256'][:8]} has other bytes" for receipt in mission["receipts"]
                     if receipt["stored_sha256"] not in (None, receipt["sha256"])]


def _judge_store(world: World, computer: str, verdict: Verdict) -> None:
    with closing(sqlite3.connect(f"file:{world.computer(computer) / 'store.db'}?mode=ro", uri=True)) as store:
        sound = store.execute("PRAGMA integrity_check").fetchone()[0]
        waiting = store.execute("SELECT mission_id, kind FROM outbox o WHERE NOT EXISTS (SELECT 1 FROM outbox p WHERE p.state = 'refused'"
                                " AND p.account_id = o.account_id AND p.mission_id = o.mission_id)").fetchall()
    if sound != "ok":
        verdict.unreadable.append(f"{computer}: {sound}")
    verdict.lost += [f"{computer}: {mission} {kind} still waits" for mission, kind in waiting]

