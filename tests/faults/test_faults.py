# SPDX-License-Identifier: GPL-3.0-or-later
"""A story of two accounts, killed and refused by its disk at the Nth call: nothing is lost, nothing happens twice."""

from __future__ import annotations

import os
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import tap
from planted import RECIPES, build_planted
from points import KILL, Point, Target, error_points, kill_points, run_point, survey
from runs import LONG, SOURCE, FaultCase, run_all, shuffled

KILL_SECONDS, ERROR_SECONDS = 30, 18
# At most; one or two points are mostly enough.
PLANTED_SECONDS = 600 if LONG else 60
LONG_ERRORS = 600


def by_target(point: Point) -> tuple[Target, bool]:
    """What a sample takes in turn."""
    return point.target, point.on


class Faults(FaultCase):
    """Runs in this order: the survey is what the others choose from."""

    FIGURES = ("kill_points", "io_faults", "planted", "caught")
    reached: ClassVar[dict[Target, int]]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.reached = survey(cls.worlds[0])

    def test_1_killed(self) -> None:
        """Killed at the Nth call, whatever was told is there, once."""
        self.run_points(shuffled(kill_points(self.reached), KILL, by_target), run_point, None if LONG else KILL_SECONDS, "kill_points")

    def test_2_refused_by_the_disk(self) -> None:
        """EIO and ENOSPC, once and from then on: nothing was called kept that is not."""
        points = shuffled(error_points(self.reached), "errors", by_target)
        self.run_points(points[:LONG_ERRORS] if LONG else points, run_point, None if LONG else ERROR_SECONDS, "io_faults")

    def test_3_planted(self) -> None:
        """The harness catches what it is there for."""
        for name in RECIPES:
            with self.subTest(name):
                program = build_planted(name, SOURCE, Path(os.environ["IMAGIN_BUILD_ROOT"]), self.folder)
                self.figures["planted"] += 1
                caught = self._catch(program, name)
                print(f"planted {name}: {caught or 'not caught'}")
                self.figures["caught"] += bool(caught)
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
            for outcome in run_all(self.worlds, shuffled(points, name, by_target), run_point, PLANTED_SECONDS, enough):
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
