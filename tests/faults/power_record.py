# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is written down: what it did to its disk, and what each academy held at every moment of it."""

from __future__ import annotations

import bisect
import shutil
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from power import State
from power_trace import Told, Trace, around
from story import story
from world import ACADEMIES, World

COMPUTERS = ("home", "school")
CHUNK_BYTES = 64 * 1024
COPIES_TRIED = 50


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
    """A story that ran once: its trace, its academies, and where they listened."""

    trace: Trace
    fronts: dict[str, Front]

    def restore(self, world: World, state: State) -> None:
        """The academies as they were when the power was lost, at the addresses that the person gave."""
        moment = self.trace.times[state.moment - 1]
        world.ports = {academy: front.port for academy, front in self.fronts.items()}
        world.restore({academy: front.at(moment) for academy, front in self.fronts.items()})

    def told(self, state: State) -> list[list[str]]:
        """What the person had been told by then, as story.told() gives it."""
        return [[*event.words[3:], event.words[2]] for event in self.trace.events[:state.moment] if isinstance(event, Told)]


def record(world: World, name: str, *injected: str) -> Recording:
    """Runs the story once."""
    log = world.folder / f"trace-{name}"
    world.ports = {}
    world.fronts = {}
    world.restore()
    fronts = {academy: Front(world.folder / academy, world.folder / f"{academy}.{name}") for academy in ACADEMIES}
    for academy, front in fronts.items():
        front.begin(world.ports[academy])
    world.fronts = {academy: front.port for academy, front in fronts.items()}
    ended = world.run(story(world), around(log, *injected))
    world.stop()
    for front in fronts.values():
        front.end()
    world.fronts = {}
    if ended.code != 0 or ("failed " in ended.output and not injected):
        raise RuntimeError(f"the story does not end: {ended.output[-2000:]}")
    trace = Trace(world.folder, COMPUTERS, world.acks)
    trace.read(log)
    log.unlink()
    return Recording(trace, fronts)
