# SPDX-License-Identifier: GPL-3.0-or-later
"""What the network does to one exchange of the story: an operation, a fault, and where the fault has a place, a byte."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from forgeries import FORGERIES, LARGE
from proxy import Act, Front, Operation, Plan, Size, black_hole, cut_down, cut_off, cut_up, delay, pass_on, rate, refuse_connection, shut
from runs import SEED, Outcome
from story import going_on, judge, judge_received, story, told
from world import ACADEMIES, World

CUTS = {
    "cut on its way up": cut_up,
    "cut on its way down": lambda offset: cut_down(offset, cut_off),
    "ended on its way down": lambda offset: cut_down(offset, shut),
}
LINES: dict[str, Act] = {
    "no connection": refuse_connection,
    "answer lost": cut_down(0, cut_off),
    "answer lost in silence": black_hole(1.5, True),
    "black hole for a while": black_hole(1.5, False),
    "late": delay(0.6),
    "thin": rate(0.8),
}
# After it, each later request of that kind meets nobody: what became of the lost one is only seen in a pull.
LAST: dict[str, Act] = {"answer lost, and asked again in vain": cut_down(0, cut_off)}
# Until the client itself has had enough.
SILENT: dict[str, Act] = {"black hole": black_hole(40, False)}
PATIENCE = 4000
# Above what the story takes without a fault: the largest answer twice (bytes and text), and the values that may be made of one.
MEMORY_KB = 96 * 1024
CONTENT = "PUT content"
AWAITED = ("GET imagin", "POST session")


@dataclass(frozen=True, order=True)
class NetworkPoint:
    """One run."""

    operation: Operation
    fault: str
    offset: int = -1

    def __str__(self) -> str:
        return f"{self.operation}, {self.fault}{f' at byte {self.offset}' if self.offset >= 0 else ''}"

    def plan(self) -> Plan:
        """What the proxy does."""
        return Plan(self.operation, self._act(), refuse_connection if self.fault in LAST else pass_on)

    def _act(self) -> Act:
        if self.fault in CUTS:
            return CUTS[self.fault](self.offset)
        return (LINES | LAST | SILENT | FORGERIES | LARGE)[self.fault]


def fronts_of(world: World) -> dict[str, Front]:
    """A proxy before each academy of that world."""
    fronts = {academy: Front(academy) for academy in ACADEMIES}
    world.fronts = {academy: front.port for academy, front in fronts.items()}
    return fronts


def peak_of(output: str) -> int:
    """How much memory the client took at most, in kB; 0 where it does not say."""
    match = re.search(r"^peak (\d+)$", output, re.M)
    return int(match[1]) if match else 0


class Network:
    """The proxies of several worlds, and what was found out about the story."""

    def __init__(self, worlds: list[World]) -> None:
        self._fronts = {world.folder: fronts_of(world) for world in worlds}
        self.sizes: dict[Operation, Size] = {}
        self.peak = 0
        self.highest = 0

    def stop(self) -> None:
        """The proxies listen no more."""
        for fronts in self._fronts.values():
            for front in fronts.values():
                front.stop()

    def survey(self, world: World) -> None:
        """Runs the story without a fault: every operation, with its bytes."""
        fronts = self._begin(world, None)
        ended = world.run(story(world))
        if ended.code != 0 or "failed " in ended.output:
            raise RuntimeError(f"the story does not end: {ended.output[-2000:]}")
        for front in fronts.values():
            self.sizes |= front.sizes
        self.peak = peak_of(ended.output)

    def _begin(self, world: World, point: NetworkPoint | None) -> dict[str, Front]:
        world.restore()
        fronts = self._fronts[world.folder]
        for academy, front in fronts.items():
            front.begin(world.ports[academy], point.plan() if point and point.operation.academy == academy else None)
        return fronts

    def points(self) -> list[NetworkPoint]:
        """Each operation with each fault, and with each place of a cut."""
        points: list[NetworkPoint] = []
        for operation, size in sorted(self.sizes.items(), key=lambda entry: entry[0]):
            points += [NetworkPoint(operation, fault) for fault in (*LINES, *FORGERIES)
                       if fault != "wrong digest" or operation.name == CONTENT]
            points += [NetworkPoint(operation, fault) for fault in LAST if operation.name.startswith("PUT")]
            points += [NetworkPoint(operation, "cut on its way up", offset) for offset in offsets(operation, "up", size.up_head, size.up)]
            for fault in ("cut on its way down", "ended on its way down"):
                points += [NetworkPoint(operation, fault, offset) for offset in offsets(operation, fault, size.down_head, size.down)]
        return points

    def large_points(self) -> list[NetworkPoint]:
        """What would fill the memory, at each operation."""
        return [NetworkPoint(operation, fault) for operation in sorted(self.sizes) for fault in LARGE]

    def silent_points(self) -> list[NetworkPoint]:
        """Each takes as long as the client's patience: of what the script does not itself wait for."""
        return [NetworkPoint(operation, fault) for operation in sorted(self.sizes) for fault in SILENT if operation.name not in AWAITED]

    def run(self, world: World, point: NetworkPoint) -> Outcome:
        """The story with this fault, the next start without it, and what must hold."""
        front = self._begin(world, point)[point.operation.academy]
        ended = world.run(story(world, PATIENCE))
        for other in self._fronts[world.folder].values():
            other.finish()
        outcome = Outcome(point, front.met.is_set(), judge_received(world), ended.output)
        self.highest = max(self.highest, peak_of(ended.output))
        if ended.code != 0 or not peak_of(ended.output):
            outcome.verdict.unreadable.append(f"the program ended with {ended.code}: {ended.output[-1500:]}")
        elif peak_of(ended.output) > self.peak + MEMORY_KB:
            outcome.verdict.unreadable.append(f"the program took {peak_of(ended.output)} kB, and {self.peak} kB without the fault")
        before = told(world.acks)
        after = world.run(going_on(world), acks=world.folder / "acks-after")
        found = judge(world, after, before)
        outcome.output += after.output
        # No person was asked: none of these faults is an academy's word.
        outcome.verdict.lost += [line for line in ended.output.splitlines() if line.startswith("decides")] + found.lost
        outcome.verdict.duplicated += found.duplicated
        outcome.verdict.unreadable += found.unreadable
        return outcome


def offsets(operation: Operation, way: str, head: int, total: int) -> list[int]:
    """The edges of a message, and some bytes between them by the seed."""
    numbers = random.Random(f"{SEED} {operation} {way}")
    places = {0, 1, head // 2, head - 1, head, head + 1, (head + total) // 2, total - 1}
    places |= {numbers.randrange(1, head), numbers.randrange(head, total + 1)}
    return sorted(place for place in places if 0 <= place < total)
