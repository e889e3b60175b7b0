# SPDX-License-Identifier: GPL-3.0-or-later
"""A story of two accounts, killed and refused by its disk at the Nth call: nothing is lost, nothing happens twice.

`IMAGIN_LONG=1` takes every point; otherwise a sample by IMAGIN_SEED (the commit's id where it is not given) that ends in time."""

from __future__ import annotations

import os
import queue
import random
import re
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import tap
from planted import RECIPES, build_planted
from points import KILL, Outcome, Point, error_points, kill_points, run_point, survey
from world import Programs, World

SOURCE = Path(__file__).resolve().parents[2]
LONG = os.environ.get("IMAGIN_LONG") == "1"
WORKERS = 2
KILL_SECONDS, ERROR_SECONDS = 30, 18
# At most; one or two points are mostly enough.
PLANTED_SECONDS = 600 if LONG else 60
LONG_ERRORS = 600
FIGURES = {name: 0 for name in ("kill_points", "io_faults", "planted", "caught", "lost", "duplicated", "unreadable")}


def seed_of_run() -> str:
    """As given, or the commit's id."""
    given = os.environ.get("IMAGIN_SEED")
    if given:
        return given
    answer = subprocess.run(["git", "-C", str(SOURCE), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "none"


SEED = seed_of_run()


def shuffled(points: list[Point], what: str) -> list[Point]:
    """The same order for the same seed; every target has its turn before one has its second."""
    numbers = random.Random(f"{SEED} {what}")
    by_target: dict[object, list[Point]] = {}
    for point in points:
        by_target.setdefault((point.target, point.on), []).append(point)
    for group in by_target.values():
        numbers.shuffle(group)
    order = list(by_target.values())
    numbers.shuffle(order)
    turns = [(turn, place, point) for place, group in enumerate(order) for turn, point in enumerate(group)]
    # By weight: a call with a thousand points comes more often than one with two.
    return [point for _, _, point in sorted(turns, key=lambda entry: (int(entry[0] / max(1, len(order[entry[1]]) ** 0.5)), entry[1]))]


def run_all(worlds: list[World], points: list[Point], seconds: float | None, enough: threading.Event | None = None) -> Iterator[Outcome]:
    """Each point once, on as many worlds as there are, until the time is over or it is enough."""
    deadline = time.monotonic() + seconds if seconds is not None else None
    waiting: queue.SimpleQueue[Point] = queue.SimpleQueue()
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
                ended.put(run_point(world, point))
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


class Faults(unittest.TestCase):
    """Runs in this order: the survey is what the others choose from."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="imagin-faults-"))
        cls.programs = Programs(os.environ["IMAGIN_ACADEMY"], os.environ["IMAGIN_CLIENT_SCRIPT"], os.environ["IMAGIN_LIBEXEC"])
        cls.worlds = [World(cls.folder / f"world{number}", cls.programs) for number in range(WORKERS)]
        cls.reached = survey(cls.worlds[0])
        print(f"seed {SEED}")

    @classmethod
    def tearDownClass(cls) -> None:
        for world in cls.worlds:
            world.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)
        print("faults " + " ".join(f"{name}={count}" for name, count in FIGURES.items()))

    def _run(self, points: list[Point], seconds: float | None, figure: str) -> None:
        complaints = []
        missed = 0
        for outcome in run_all(self.worlds, points, seconds):
            if outcome.happened:
                FIGURES[figure] += 1
            else:
                missed += 1
            for name in ("lost", "duplicated", "unreadable"):
                found = getattr(outcome.verdict, name)
                FIGURES[name] += len(found)
                complaints += [f"{outcome.point}: {complaint}" for complaint in found]
        print(f"{figure} {FIGURES[figure]} of {len(points)}, {missed} never reached")
        self.assertGreater(FIGURES[figure], 0)
        self.assertEqual(complaints, [])

    def test_1_killed(self) -> None:
        """Killed at the Nth call, whatever was told is there, once."""
        self._run(shuffled(kill_points(self.reached), KILL), None if LONG else KILL_SECONDS, "kill_points")

    def test_2_refused_by_the_disk(self) -> None:
        """EIO and ENOSPC, once and from then on: nothing was called kept that is not."""
        points = shuffled(error_points(self.reached), "errors")
        self._run(points[:LONG_ERRORS] if LONG else points, None if LONG else ERROR_SECONDS, "io_faults")

    def test_3_planted(self) -> None:
        """The harness catches what it is there for."""
        for name in RECIPES:
            with self.subTest(name):
                program = build_planted(name, SOURCE, Path(os.environ["IMAGIN_BUILD_ROOT"]), self.folder)
                FIGURES["planted"] += 1
                caught = self._catch(program, name)
                print(f"planted {name}: {caught or 'not caught'}")
                FIGURES["caught"] += bool(caught)
                self.assertIsNotNone(caught)

    def _catch(self, program: str, name: str) -> str | None:
        """The first complaint of the same harness about that program."""
        for world in self.worlds:
            world.programs = replace(self.programs, client=program)
        call, complaint = RECIPES[name]
        points = [point for point in kill_points(self.reached) if point.target.call == call and point.target.place.endswith(("-wal", "sockets"))]
        enough = threading.Event()
        caught = None
        try:
            for outcome in run_all(self.worlds, shuffled(points, name), PLANTED_SECONDS, enough):
                found = [line for line in outcome.verdict.all() if re.search(complaint, line)]
                if found and caught is None:
                    caught = f"{outcome.point}: {found[0]}"
                    enough.set()
        finally:
            for world in self.worlds:
                world.programs = self.programs
        return caught


if __name__ == "__main__":
    tap.main()
