# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs of this folder share: the seed, two worlds at work at once, the time they have, what they count.

`IMAGIN_LONG=1` takes every point; otherwise a sample by IMAGIN_SEED (the commit's id where it is not given) that ends in time."""

from __future__ import annotations

import os
import queue
import random
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from story import Verdict
from world import ACADEMIES, Programs, World

SOURCE = Path(__file__).resolve().parents[2]
LONG = os.environ.get("IMAGIN_LONG") == "1"
WORKERS = 2
COMPLAINTS = ("lost", "duplicated", "unreadable")


@dataclass
class Outcome:
    """A point that ran: whether the fault really happened, and what did not hold after it."""

    point: object
    happened: bool
    verdict: Verdict
    output: str = ""


def seed_of_run() -> str:
    """As given, or the commit's id."""
    given = os.environ.get("IMAGIN_SEED")
    if given:
        return given
    answer = subprocess.run(["git", "-C", str(SOURCE), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "none"


SEED = seed_of_run()


def shuffled(points: Sequence[Any], what: str, group: Callable[[Any], Hashable]) -> list[Any]:
    """The same order for the same seed; every group has its turn before one has its second."""
    numbers = random.Random(f"{SEED} {what}")
    groups: dict[Hashable, list[Any]] = {}
    for point in points:
        groups.setdefault(group(point), []).append(point)
    for members in groups.values():
        numbers.shuffle(members)
    order = list(groups.values())
    numbers.shuffle(order)
    turns = [(turn, place, point) for place, members in enumerate(order) for turn, point in enumerate(members)]
    # By weight: a group of a thousand points comes more often than one of two.
    return [point for _, _, point in sorted(turns, key=lambda entry: (int(entry[0] / max(1, len(order[entry[1]]) ** 0.5)), entry[1]))]


def run_all(worlds: list[World], points: Sequence[Any], run: Callable[[World, Any], Outcome], seconds: float | None,
            enough: threading.Event | None = None) -> Iterator[Outcome]:
    """Each point once, on as many worlds as there are, until the time is over or it is enough."""
    deadline = time.monotonic() + seconds if seconds is not None else None
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    ended: queue.SimpleQueue[Outcome | BaseException | None] = queue.SimpleQueue()
    for point in points:
        waiting.put(point)

    def work(world: World) -> None:
        try:
            while (deadline is None or time.monotonic() < deadline) and not (enough and enough.is_set()):
                try:
                    point = waiting.get_nowait()
                except queue.Empty:
                    break
                ended.put(run(world, point))
        except BaseException as error:  # pylint: disable=broad-exception-caught
            ended.put(error)
        ended.put(None)

    threads = [threading.Thread(target=work, args=(world,)) for world in worlds]
    for thread in threads:
        thread.start()
    left = len(threads)
    while left:
        outcome = ended.get()
        if outcome is None:
            left -= 1
        elif isinstance(outcome, BaseException):
            raise outcome
        else:
            yield outcome


class FaultCase(unittest.TestCase):
    """Two worlds, and a line of figures at the end that is counted from what ran."""

    FIGURES: ClassVar[tuple[str, ...]] = ()
    ACADEMIES: ClassVar[tuple[str, ...]] = tuple(ACADEMIES)
    figures: ClassVar[dict[str, int]]
    folder: ClassVar[Path]
    programs: ClassVar[Programs]
    worlds: ClassVar[list[World]]

    @classmethod
    def setUpClass(cls) -> None:
        cls.figures = dict.fromkeys((*cls.FIGURES, *COMPLAINTS), 0)
        cls.folder = Path(tempfile.mkdtemp(prefix="imagin-faults-"))
        cls.programs = Programs(os.environ["IMAGIN_ACADEMY"], os.environ["IMAGIN_CLIENT_SCRIPT"], os.environ["IMAGIN_LIBEXEC"])
        cls.worlds = [World(cls.folder / f"world{number}", cls.programs, cls.ACADEMIES) for number in range(WORKERS)]
        print(f"seed {SEED}")

    @classmethod
    def tearDownClass(cls) -> None:
        for world in cls.worlds:
            world.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)
        print("faults " + " ".join(f"{name}={count}" for name, count in cls.figures.items()))

    def run_points(self, points: Sequence[Any], run: Callable[[World, Any], Outcome], seconds: float | None, figure: str) -> None:
        """Each of the points, for so long (None: all of them); fails where something did not hold, or no fault ever happened."""
        complaints = []
        missed = 0
        for outcome in run_all(self.worlds, points, run, seconds):
            if outcome.happened:
                self.figures[figure] += 1
            else:
                missed += 1
            for name in COMPLAINTS:
                found = getattr(outcome.verdict, name)
                self.figures[name] += len(found)
                complaints += [f"{outcome.point}: {complaint}" for complaint in found]
        print(f"{figure} {self.figures[figure]} of {len(points)}, {missed} never reached")
        self.assertGreater(self.figures[figure], 0)
        for complaint in complaints:
            print(complaint)
        self.assertEqual(len(complaints), 0)
