# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is written down: what it did to its disk, and what each academy held at every moment of it."""

from __future__ import annotations

import bisect
import contextlib
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from points import IMPATIENT
from power import State
from power_trace import Told, Trace, around
from story import story, told
from world import ACADEMIES, World

COMPUTERS = ("home", "school")
CHUNK_BYTES = 64 * 1024
COPIES_TRIED = 50
# Of a database: without it, nobody takes the file for one.
HEADER_BYTES = 100


@dataclass
class Seen:
    """An academy's folder, as it was from a moment on."""

    since: float
    folder: Path


class Front:
    """Stands before an academy: what the academy holds is copied before its answer is passed on, so that no client knows more than the copies."""

    def __init__(self, folder: Path, copies: Path) -> None:
        self.seen: list[Seen] = []
        self._folder = folder
        self._copies = copies
        self._lock = threading.Lock()
        self._signature: object = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._behind = 0

    def begin(self, behind: int) -> None:
        """The academy listens there."""
        self._behind = behind
        self._look()
        threading.Thread(target=self._accept, daemon=True).start()

    def end(self) -> None:
        """Nobody comes any more."""
        # Closed alone, it would still be waited on, and take one more.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def at(self, moment: float) -> Path:
        """What the academy held then."""
        place = bisect.bisect_right([seen.since for seen in self.seen], moment)
        return self.seen[max(0, place - 1)].folder

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                academy = socket.create_connection(("127.0.0.1", self._behind))
            except OSError:
                client.close()
                continue
            threading.Thread(target=self._pass_on, args=(client, academy, False), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(academy, client, True), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        try:
            while chunk := source.recv(CHUNK_BYTES):
                if answers:
                    self._look()
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            target.close()

    def _files(self) -> list[tuple[str, int, int]]:
        files = [path for path in self._folder.rglob("*") if path.is_file() and not path.name.endswith("-shm")]
        return sorted((str(path.relative_to(self._folder)), path.stat().st_size, path.stat().st_mtime_ns) for path in files)

    def _look(self) -> None:
        """Copies what changed; again where it changed meanwhile."""
        with self._lock:
            for _ in range(COPIES_TRIED):
                before = self._files()
                if before == self._signature:
                    return
                copy = self._copies / str(len(self.seen))
                shutil.rmtree(copy, ignore_errors=True)
                copy.mkdir(parents=True)
                for name, _, _ in before:
                    (copy / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(self._folder / name, copy / name)
                if self._files() == before:
                    self._signature = before
                    self.seen.append(Seen(time.time(), copy))
                    return
            raise RuntimeError("an academy that never rests")


@dataclass
class Recording:
    """A story that ran once: its trace, its academies, where they listened, and what had been told before it."""

    trace: Trace
    fronts: dict[str, Front]
    before: list[list[str]] = field(default_factory=list)
    # The store that the story began with cannot be opened.
    damaged: bytes | None = None

    def restore(self, world: World, state: State) -> None:
        """The academies as they were when the power was lost, at the addresses that the person gave."""
        moment = self.trace.times[state.moment - 1]
        world.ports = {academy: front.port for academy, front in self.fronts.items()}
        world.restore({academy: front.at(moment) for academy, front in self.fronts.items()})

    def held(self, world: World, state: State) -> dict[str, dict[str, Any]]:
        """What the academies held when the power was lost."""
        missions: dict[str, dict[str, Any]] = {}
        for front in self.fronts.values():
            missions |= world.held_in(front.at(self.trace.times[state.moment - 1]))
        return missions

    def told(self, state: State) -> list[list[str]]:
        """What the person had been told by then, as story.told() gives it."""
        return self.before + [[*event.words[3:], event.words[2]] for event in self.trace.events[:state.moment] if isinstance(event, Told)]


@contextlib.contextmanager
def _watched(world: World, name: str) -> Iterator[dict[str, Front]]:
    """Both academies on their first day, each behind a front."""
    world.ports = {}
    world.fronts = {}
    world.restore()
    fronts = {academy: Front(world.folder / academy, world.folder / f"{academy}.{name}") for academy in ACADEMIES}
    for academy, front in fronts.items():
        front.begin(world.ports[academy])
    world.fronts = {academy: front.port for academy, front in fronts.items()}
    try:
        yield fronts
    finally:
        world.stop()
        for front in fronts.values():
            front.end()
        world.fronts = {}


def _run(world: World, lines: list[str], injected: Sequence[str] = ()) -> Trace:
    log = world.folder / "trace"
    trace = Trace(world.folder, COMPUTERS, world.acks)
    ended = world.run(lines, around(log, *injected))
    if ended.code != 0 or ("failed " in ended.output and not injected):
        raise RuntimeError(f"the story does not end: {ended.output[-2000:]}")
    trace.read(log)
    log.unlink()
    return trace


def record(world: World, name: str, injected: Sequence[str] = ()) -> Recording:
    """Runs the story once, on a disk that refuses what is injected."""
    with _watched(world, name) as fronts:
        return Recording(_run(world, story(world, IMPATIENT) if injected else story(world), injected), fronts)


def record_rescue(world: World, name: str) -> Recording:
    """What the person keeps on one computer whose store is damaged then: the next start is what runs."""
    home = world.computer("home")
    with _watched(world, name) as fronts:
        ended = world.run([line for line in story(world)[:story(world).index("validate")] if line not in ("save", "sync")])
        before = told(world.acks)
        if ended.code != 0 or len(before) < 9:
            raise RuntimeError(f"there is nothing to rescue: {ended.output[-2000:]}")
        # Whoever closes it while another does leaves a log, with which the file is sound again.
        with sqlite3.connect(home / "store.db") as store:
            store.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        store.close()
        damaged = bytes(HEADER_BYTES) + (home / "store.db").read_bytes()[HEADER_BYTES:]
        (home / "store.db").write_bytes(damaged)
        world.acks.unlink()
        return Recording(_run(world, [f"computer {home}"]), fronts, before, damaged)
