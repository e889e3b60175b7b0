# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that loses its power: what was synced is there; what was not is there, or is not, or is there in part.

A state is a moment of a trace and, of what was not durable then, what the disk had written all the same: any set of the
writes to files, cut at its sectors, and any set of the changes to names."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from power_trace import Bytes, Event, Name, Sync, Trace

SECTORS = (512, 4096)
# Draws at each moment, beside those that need no chance.
RANDOM_DRAWS = 6


@dataclass(frozen=True)
class State:
    """`moment` events had happened; `kept` of what was pending is there (bits by event), `torn` only in these sectors of the event."""

    moment: int
    manner: str
    kept: int
    torn: tuple[tuple[int, int, int], ...] = ()

    def __str__(self) -> str:
        return f"power lost after {self.moment} events, {self.manner}"


@dataclass
class Node:
    """A file or a folder: the events of it that are not durable.

    The doomed were in a sync that the disk refused: the system takes these pages for written, and no later sync writes them. Names are in the
    file system's journal: a later sync writes them, or every later one is refused."""

    pending: list[int] = field(default_factory=list)
    doomed: list[int] = field(default_factory=list)


def pending_at_each(trace: Trace) -> Iterator[tuple[int, int, list[int]]]:
    """For each moment: what is durable (bits by event), and the events that are pending."""
    nodes: dict[int, Node] = {}
    durable = 0
    pending: list[int] = []
    for number, event in enumerate(trace.events):
        if isinstance(event, Bytes | Name):
            nodes.setdefault(event.node if isinstance(event, Bytes) else event.folder, Node()).pending.append(number)
        elif isinstance(event, Sync):
            node = nodes.setdefault(event.node, Node())
            reached = [other for other in node.pending if other < event.upto]
            node.pending = [other for other in node.pending if other >= event.upto]
            if event.done:
                durable |= sum(1 << other for other in reached)
            else:
                node.doomed += [other for other in reached if isinstance(trace.events[other], Bytes)]
                node.pending = [other for other in reached if isinstance(trace.events[other], Name)] + node.pending
        pending = sorted(other for node in nodes.values() for other in node.pending + node.doomed)
        yield number + 1, durable, pending


def _bits(events: Sequence[int]) -> int:
    return sum(1 << event for event in events)


def _torn(trace: Trace, events: list[int], numbers: random.Random) -> tuple[tuple[int, int, int], ...]:
    """Of some writes, the sectors that are there: the event, the sector's size, bits by sector."""
    torn = []
    for number in events:
        event = trace.events[number]
        sector = numbers.choice(SECTORS)
        if isinstance(event, Bytes) and event.data is not None and len(event.data) > sector and numbers.random() < 0.5:
            torn.append((number, sector, numbers.getrandbits(-(-len(event.data) // sector) + 1)))
    return tuple(torn)


def draws(trace: Trace, moment: int, durable: int, pending: list[int], numbers: random.Random) -> Iterator[State]:
    """The states of a moment that are tried."""
    names = [number for number in pending if isinstance(trace.events[number], Name)]
    content = [number for number in pending if number not in set(names)]
    yield State(moment, "with nothing else", durable)
    if not pending:
        return
    yield State(moment, "with everything", durable | _bits(pending))
    yield State(moment, "with the names only", durable | _bits(names))
    yield State(moment, "with the bytes only", durable | _bits(content))
    yield State(moment, "without the last", durable | _bits(pending[:-1]))
    yield State(moment, "with the last only", durable | _bits(pending[-1:]))
    for _ in range(RANDOM_DRAWS):
        chance = numbers.choice((0.2, 0.5, 0.8))
        there = [number for number in pending if numbers.random() < chance]
        yield State(moment, "with some", durable | _bits(there))
        torn = _torn(trace, there, numbers)
        if torn:
            yield State(moment, "with some in part", durable | _bits(there), torn)


def all_states(trace: Trace, seed: str) -> list[State]:
    """Each once, at the last moment at which it can be: when the person was told most."""
    latest: dict[tuple[int, object], State] = {}
    for moment, durable, pending in pending_at_each(trace):
        for state in draws(trace, moment, durable, pending, random.Random(f"{seed} {moment}")):
            latest[state.kept, state.torn] = state
    return list(latest.values())


def _write(content: bytearray, event: Bytes, mask: tuple[int, int] | None) -> None:
    if event.data is None:
        del content[event.offset:]
        content.extend(bytes(event.offset - len(content)))
        return
    end = event.offset + len(event.data)
    content.extend(bytes(max(0, end - len(content))))
    if mask is None:
        content[event.offset:end] = event.data
        return
    sector, bits = mask
    for at in range(0, len(event.data), sector):
        if bits >> (at // sector) & 1:
            part = event.data[at:at + sector]
            content[event.offset + at:event.offset + at + len(part)] = part


def contents_of(trace: Trace, state: State) -> dict[str, bytes | None]:
    """What is left: each path below the root with its bytes (None: a folder)."""
    files: dict[int, bytearray] = {}
    entries: dict[int, dict[str, int]] = {}
    torn = {number: (sector, bits) for number, sector, bits in state.torn}
    for event in trace.first:
        _happen(event, files, entries, None)
    for number, event in enumerate(trace.events[:state.moment]):
        if state.kept >> number & 1:
            _happen(event, files, entries, torn.get(number))
    left: dict[str, bytes | None] = {}

    def walk(folder: int, path: str) -> None:
        for name, node in entries.get(folder, {}).items():
            below = f"{path}{name}"
            if node in trace.folders:
                left[below] = None
                walk(node, f"{below}/")
            else:
                left[below] = bytes(files.get(node, b""))

    walk(Trace.ROOT, "")
    return left


def _happen(event: Event, files: dict[int, bytearray], entries: dict[int, dict[str, int]], mask: tuple[int, int] | None) -> None:
    if isinstance(event, Bytes):
        _write(files.setdefault(event.node, bytearray()), event, mask)
    elif isinstance(event, Name):
        folder = entries.setdefault(event.folder, {})
        if event.node is None:
            folder.pop(event.name, None)
        else:
            folder[event.name] = event.node
        if event.old is not None:
            folder.pop(event.old, None)


def digest_of(left: dict[str, bytes | None]) -> str:
    """Two states with the same are one."""
    digest = hashlib.sha256()
    for path in sorted(left):
        content = left[path]
        digest.update(f"{path}\n{'-' if content is None else len(content)}\n".encode())
        digest.update(content or b"")
    return digest.hexdigest()


def put_down(left: dict[str, bytes | None], root: Path) -> None:
    """As the next start finds it."""
    for path, content in sorted(left.items()):
        if content is None:
            (root / path).mkdir(mode=0o700)
        else:
            (root / path).write_bytes(content)
