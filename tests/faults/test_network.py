# SPDX-License-Identifier: GPL-3.0-or-later
"""The same story over a network that cuts, waits, lies and pours: nothing is lost, nothing happens twice, the memory is bounded."""

from __future__ import annotations

from typing import ClassVar

import tap
from network import Network, NetworkPoint
from runs import LONG, FaultCase, shuffled

SECONDS, LARGE_SECONDS = 28, 12
# So many of each when every point is asked for: the cuts alone would take an hour.
LONG_POINTS, LONG_LARGE, LONG_SILENT = 700, 120, 16


def by_fault(point: NetworkPoint) -> str:
    """What a sample takes in turn."""
    return point.fault


class NetworkFaults(FaultCase):
    """A run is an operation, a fault and a byte."""

    FIGURES = ("network_runs",)
    network: ClassVar[Network]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.network = Network(cls.worlds)
        cls.network.survey(cls.worlds[0])
        print(f"operations {len(cls.network.sizes)}, peak {cls.network.peak} kB")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.network.stop()
        print(f"highest peak {cls.network.highest} kB")
        super().tearDownClass()

    def test_1_cut_and_forged(self) -> None:
        """Cut at a byte, late, lost, or answered by somebody else: whatever was told is there, once."""
        points = shuffled(self.network.points(), "network", by_fault)
        self.run_points(points[:LONG_POINTS] if LONG else points, self.network.run, None if LONG else SECONDS, "network_runs")

    def test_2_large(self) -> None:
        """An answer without end takes no more memory than its bound."""
        points = shuffled(self.network.large_points(), "large", by_fault)
        self.run_points(points[:LONG_LARGE] if LONG else points, self.network.run, None if LONG else LARGE_SECONDS, "network_runs")

    def test_3_silent(self) -> None:
        """A black hole that lasts longer than the client's patience."""
        if not LONG:
            self.skipTest("each takes half a minute")
        points = shuffled(self.network.silent_points(), "silent", lambda point: point.operation.name)
        self.run_points(points[:LONG_SILENT], self.network.run, None, "network_runs")


if __name__ == "__main__":
    tap.main()
