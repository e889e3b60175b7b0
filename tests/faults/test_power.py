# SPDX-License-Identifier: GPL-3.0-or-later
"""Power that is lost at any moment of a story: what was not synced may be gone, whole or in part; whatever was told is there."""

from __future__ import annotations

import itertools
import os
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import tap
from planted import build_planted
from power import State, all_states
from power_check import Tried, try_state
from power_record import Recording, record, record_rescue
from power_trace import Name, Sync, Told
from runs import LONG, SEED, SOURCE, FaultCase, Outcome, run_all, shuffled
from story import Verdict
from world import World

SECONDS, RESCUE_SECONDS, REFUSED_SECONDS = 16, 5, 4
LONG_STATES, LONG_RESCUES, LONG_REFUSED = 2600, 400, 200
LONG_DISTINCT = 1000
# One state of so many goes on until everything has arrived: it costs as much as ten others.
THROUGH = 10
# Which of a thread's syncs the disk refuses: while the store is being made, or later.
REFUSED_SYNCS = (range(1, 12), range(12, 60))
ROUNDS = 6 if LONG else 1
CONTROL = "synced-at-checkpoints-only"
CONTROL_SECONDS = 300 if LONG else 40
CONTROL_LOST = 200 if LONG else 3


class States:
    """Each world has a story of its own, and the states of it in an order by the seed."""

    def __init__(self, worlds: list[World], name: str, through: int, run: Callable[[World, str], Recording]) -> None:
        with ThreadPoolExecutor(len(worlds)) as pool:
            recorded = list(pool.map(lambda world: run(world, name), worlds))
        self.recordings = dict(zip((world.folder for world in worlds), recorded, strict=True))
        self.number = 0
        self._through = through
        self._tried = Tried()
        self._waiting: dict[object, Iterator[State]] = {}
        for place, (folder, recording) in enumerate(self.recordings.items()):
            steps = list(itertools.accumulate(isinstance(event, Told | Name) for event in recording.trace.events))
            states = all_states(recording.trace, SEED)
            self.number += len(states)
            # By what was dropped, and by how far the story was: most of its moments are between two pages of one transaction.
            self._waiting[folder] = iter(shuffled(states, f"{name} {place}", lambda state, steps=steps: (state.manner, steps[state.moment - 1] // 2)))

    def run(self, world: World, number: int) -> Outcome:
        """The next state of that world."""
        state = next(self._waiting[world.folder], None)
        if state is None:
            return Outcome(number, False, Verdict())
        return try_state(world, self.recordings[world.folder], state, self._tried, bool(self._through) and number % self._through == 0)

    def points(self, most: int) -> range:
        """As many as there are; in the long form, as many as are enough."""
        return range(min(most, self.number) if LONG else self.number)


def record_refused(world: World, name: str) -> Recording:
    """The story on a disk that refuses one of its syncs. A story that ends before that one is told again with an earlier one."""
    numbers = random.Random(f"{SEED} {name} {world.folder.name}")
    number = numbers.choice(numbers.choice(REFUSED_SYNCS))
    while number:
        recording = record(world, name, ("-e", f"inject=fdatasync:error=EIO:when={number}"))
        if any(isinstance(event, Sync) and not event.done for event in recording.trace.events):
            print(f"{name} {world.folder.name}: sync {number} refused")
            return recording
        number //= 2
    raise RuntimeError("no sync was refused")


class Power(FaultCase):
    """The product, then the same with less care, which must be found out."""

    FIGURES = ("power_states", "control_lost")

    def test_1_lost_power(self) -> None:
        """Nothing that was told is lost, and nothing happens twice."""
        states = States(self.worlds, "power", THROUGH, record)
        self.run_points(states.points(LONG_STATES), states.run, None if LONG else SECONDS, "power_states")
        if LONG:
            self.assertGreaterEqual(self.figures["power_states"], LONG_DISTINCT)

    def test_2_during_a_rescue(self) -> None:
        """A damaged store that is being set aside: what was entered is in the one or in the other."""
        states = States(self.worlds, "rescue", 0, record_rescue)
        self.run_points(states.points(LONG_RESCUES), states.run, None if LONG else RESCUE_SECONDS, "power_states")

    def test_3_after_a_refused_sync(self) -> None:
        """What the disk would not sync once is not called kept because a later sync goes well."""
        for turn in range(ROUNDS):
            states = States(self.worlds, f"refused-{turn}", THROUGH, record_refused)
            self.run_points(states.points(LONG_REFUSED), states.run, None if LONG else REFUSED_SECONDS, "power_states")

    def test_4_control(self) -> None:
        """With `synchronous=NORMAL`, which syncs its log at checkpoints only, something that was told is lost."""
        program = build_planted(CONTROL, SOURCE, Path(os.environ["IMAGIN_BUILD_ROOT"]), self.folder)
        for world in self.worlds:
            world.programs = replace(self.programs, client=program)
        states = States(self.worlds, "control", 0, record)
        enough = threading.Event()
        example = ""
        for outcome in run_all(self.worlds, range(states.number), states.run, CONTROL_SECONDS, enough):
            lost = [complaint for complaint in outcome.verdict.lost if complaint.startswith("told")]
            if lost:
                self.figures["control_lost"] += 1
                example = example or f"{outcome.point}: {lost[0]}"
            if self.figures["control_lost"] >= CONTROL_LOST:
                enough.set()
        print(f"control {self.figures['control_lost']}: {example}")
        self.assertGreater(self.figures["control_lost"], 0)


if __name__ == "__main__":
    tap.main()
