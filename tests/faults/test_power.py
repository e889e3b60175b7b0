# SPDX-License-Identifier: GPL-3.0-or-later
"""Power that is lost at any moment of a story: what was not synced may be gone, whole or in part; whatever was told is there."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import tap
from planted import build_planted
from power import State, all_states
from power_check import Tried, try_state
from power_record import Recording, record
from power_trace import Told
from runs import LONG, SEED, SOURCE, FaultCase, Outcome, run_all, shuffled
from story import Verdict
from world import World

SECONDS = 22
LONG_STATES = 4000
LONG_DISTINCT = 1000
# One state of so many goes on until everything has arrived: it costs as much as ten others.
THROUGH = 5 if LONG else 10
CONTROL_SECONDS = 20
CONTROL = "synced-at-checkpoints-only"
CONTROL_STATES = 200 if LONG else 10


class States:
    """Each world has a story of its own, and the states of it in an order by the seed."""

    def __init__(self, worlds: list[World], name: str, through: int) -> None:
        with ThreadPoolExecutor(len(worlds)) as pool:
            recorded = list(pool.map(lambda world: record(world, name), worlds))
        self.recordings = dict(zip((world.folder for world in worlds), recorded, strict=True))
        self.tried = Tried()
        self.number = 0
        self._through = through
        self._waiting: dict[object, Iterator[State]] = {}
        for place, (folder, recording) in enumerate(self.recordings.items()):
            told = list(itertools.accumulate(isinstance(event, Told) for event in recording.trace.events))
            states = all_states(recording.trace, SEED)
            self.number += len(states)
            # By what was dropped, and by how far the story was.
            self._waiting[folder] = iter(shuffled(states, f"{name} {place}", lambda state, told=told: (state.manner, told[state.moment - 1] // 4)))

    def run(self, world: World, number: int) -> Outcome:
        """The next state of that world."""
        state = next(self._waiting[world.folder], None)
        if state is None:
            return Outcome(number, False, Verdict())
        return try_state(world, self.recordings[world.folder], state, self.tried, bool(self._through) and number % self._through == 0)


class Power(FaultCase):
    """The product, then the same with less care, which must be found out."""

    FIGURES = ("power_states", "control_lost")

    def test_1_lost_power(self) -> None:
        """Nothing that was told is lost, and nothing happens twice."""
        states = States(self.worlds, "power", THROUGH)
        self.run_points(range(LONG_STATES if LONG else states.number), states.run, None if LONG else SECONDS, "power_states")
        if LONG:
            self.assertGreaterEqual(self.figures["power_states"], LONG_DISTINCT)

    def test_2_control(self) -> None:
        """With `synchronous=NORMAL`, which syncs its log at checkpoints only, something that was told is lost."""
        program = build_planted(CONTROL, SOURCE, Path(os.environ["IMAGIN_BUILD_ROOT"]), self.folder)
        for world in self.worlds:
            world.programs = replace(self.programs, client=program)
        states = States(self.worlds, "control", 0)
        enough = threading.Event()
        example = ""
        for outcome in run_all(self.worlds, range(states.number), states.run, None if LONG else CONTROL_SECONDS, enough):
            lost = [complaint for complaint in outcome.verdict.lost if complaint.startswith("told")]
            if lost:
                self.figures["control_lost"] += 1
                example = example or f"{outcome.point}: {lost[0]}"
            if self.figures["control_lost"] >= CONTROL_STATES:
                enough.set()
        print(f"control {self.figures['control_lost']}: {example}")
        self.assertGreater(self.figures["control_lost"], 0)


if __name__ == "__main__":
    tap.main()
