# SPDX-License-Identifier: GPL-3.0-or-later
"""Lives by chance of a person with two computers; what fails is told as short as it can be."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
import traceback
from collections import Counter
from multiprocessing.connection import Connection
from typing import ClassVar

import hypothesis
import tap
from runs import COMPLAINTS, LONG, SEED, WORKERS, FaultCase
from stateful import Person, Step, steps
from story import Verdict
from world import World

LONG_RUNS, SAMPLE_SECONDS, SHORTENING_SECONDS = 500, 40, 120
SETTINGS = hypothesis.settings(database=None, deadline=None, suppress_health_check=list(hypothesis.HealthCheck), report_multiple_bugs=False,
                               phases=(hypothesis.Phase.generate, hypothesis.Phase.shrink))


class Lives:
    """What one world lived through."""

    def __init__(self, world: World, number: int) -> None:
        self.number = number
        self.person = Person(world)
        self.runs = 0
        self.shortening_until: float | None = None
        self.shortest: tuple[list[Step], list[tuple[str, str]], str] | None = None

    def _live(self, all_steps: list[Step]) -> None:
        try:
            verdict = self.person.live(all_steps)
        except RuntimeError as error:
            verdict = Verdict(unreadable=[str(error)])
        self.runs += 1
        found = [(name, complaint) for name in COMPLAINTS for complaint in getattr(verdict, name)]
        self.shortening_until = self.shortening_until or (time.monotonic() + SHORTENING_SECONDS if found else None)
        if found and (self.shortest is None or len(all_steps) <= len(self.shortest[0])):
            self.shortest = all_steps, found, self.person.output
        assert not found, found

    def go(self, runs: int, seconds: float | None) -> None:
        """So many lives, for so long; a failure is shortened in its own time."""
        deadline = time.monotonic() + seconds if seconds is not None else None

        def test(all_steps: list[Step]) -> None:
            end = self.shortening_until or deadline
            if end is None or time.monotonic() < end:
                self._live(all_steps)

        seeded = hypothesis.seed(random.Random(f"{SEED} stateful {self.number}").getrandbits(64))
        try:
            seeded(hypothesis.settings(SETTINGS, max_examples=runs)(hypothesis.given(steps())(test)))()
        except Exception:  # pylint: disable=broad-exception-caught
            # Whatever hypothesis says of a failure that comes and goes: the shortest is kept.
            if self.shortest is None:
                raise


def _work(world: World, number: int, runs: int, seconds: float | None, answer: Connection) -> None:
    lives = None
    try:
        lives = Lives(world, number)
        lives.go(runs, seconds)
        answer.send((lives.runs, lives.person.happened, lives.shortest, None))
    except BaseException:  # pylint: disable=broad-exception-caught
        answer.send((lives.runs if lives else 0, lives.person.happened if lives else {}, None, traceback.format_exc()))
    finally:
        world.stop()
        answer.close()
        os._exit(0)


class Stateful(FaultCase):
    """As many worlds as there are, each a process of its own: hypothesis is for one thread."""

    FIGURES = ("stateful_runs",)
    ACADEMIES: ClassVar[tuple[str, ...]] = ("a",)

    def test_lives(self) -> None:
        """Whatever the person was told holds in the end, on whatever way they came there."""
        fork = multiprocessing.get_context("fork")
        workers = []
        for number, world in enumerate(self.worlds):
            here, there = fork.Pipe(duplex=False)
            runs = LONG_RUNS // WORKERS if LONG else int(os.environ.get("IMAGIN_STATEFUL_RUNS", LONG_RUNS))
            worker = fork.Process(target=_work, args=(world, number, runs, None if LONG else SAMPLE_SECONDS, there))
            worker.start()
            there.close()
            workers.append((worker, here))
        happened: Counter[str] = Counter()
        complaints = []
        for worker, here in workers:
            runs, events, shortest, error = here.recv()
            worker.join()
            self.figures["stateful_runs"] += runs
            happened.update(events)
            if error:
                complaints.append(error)
            if shortest:
                all_steps, found, output = shortest
                print(f"the shortest that fails, of {len(all_steps)} steps:", *all_steps, *found, sep="\n  ")
                if os.environ.get("IMAGIN_TELL"):
                    print(output)
                for name, complaint in found:
                    self.figures[name] += 1
                    complaints.append(f"{complaint} after {all_steps}")
        print(f"stateful {self.figures['stateful_runs']} runs:", *(f"{name}={count}" for name, count in sorted(happened.items())))
        self.assertEqual(complaints, [])
        self.assertGreater(self.figures["stateful_runs"], 0)
        # A sample may be too small for one of them.
        for name in ("kills", "lost", "jumps", "restored") if LONG else ():
            self.assertGreater(happened[name], 0, name)


if __name__ == "__main__":
    tap.main()
