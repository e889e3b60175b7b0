#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What counts as passed and failed: a run must never look better than it was."""

from __future__ import annotations

import unittest

import tap
from results import figures_in, merge_figures, parse_tap, read_run


def entry(stdout: str, result: str = "OK", returncode: int = 0) -> dict[str, object]:
    """A line of meson's log."""
    return {"name": "imagin:unit / sample", "stdout": stdout, "result": result, "returncode": returncode, "duration": 1.5}


class Counting(unittest.TestCase):
    """One program's output, counted."""

    def test_every_point_of_a_program_counts(self) -> None:
        run = read_run("unit", entry("TAP version 14\n1..3\n# Start\nok 1 /a\nok 2 /b # SKIP no network\nnot ok 3 /c\n", "FAIL", 1))
        self.assertEqual([(p.name, p.result) for p in run.points], [("/a", "passed"), ("/b", "skipped"), ("/c", "failed")])
        self.assertEqual(run.name, "sample")

    def test_a_short_plan_is_a_failure(self) -> None:
        run = read_run("unit", entry("1..3\nok 1 /a\n", "ERROR", 0))
        self.assertEqual((run.count("passed"), run.count("failed") > 0), (1, True))

    def test_a_crash_after_the_first_test_is_a_failure(self) -> None:
        run = read_run("unit", entry("1..1\nok 1 /a\n", "FAIL", -11))
        self.assertEqual((run.count("passed"), run.count("failed")), (1, 1))
        self.assertIn("-11", run.points[-1].reason)

    def test_a_time_out_is_a_failure(self) -> None:
        self.assertEqual(read_run("unit", entry("", "TIMEOUT", -15)).count("failed"), 1)

    def test_no_plan_is_a_failure(self) -> None:
        self.assertGreater(read_run("unit", entry("TAP version 14\nok 1 a\n", "ERROR", 1)).count("failed"), 0)

    def test_a_program_without_tap_is_one_test(self) -> None:
        self.assertEqual(read_run("unit", entry("hello\n")).count("passed"), 1)
        self.assertEqual(read_run("unit", entry("hello\n", "FAIL", 1)).count("failed"), 1)

    def test_a_todo_that_passes_is_told(self) -> None:
        points, _ = parse_tap("1..2\nok 1 a # TODO later\nnot ok 2 b # TODO later\n")
        self.assertEqual([point.result for point in points], ["failed", "skipped"])

    def test_a_block_counts_by_its_leaves(self) -> None:
        points, wrong = parse_tap("1..1\n    ok 1 a\n    not ok 2 b\n    1..2\nnot ok 1 block\n")
        self.assertEqual([point.name for point in points], ["a", "b"])
        self.assertEqual(wrong, [])

    def test_figures_are_found_in_comments(self) -> None:
        text = "# contract operations=3/3\nok 1 x\ntour steps=4\nthe contract holds\n"
        self.assertEqual(figures_in(text), ["contract operations=3/3", "tour steps=4"])

    def test_several_programs_give_one_line(self) -> None:
        lines = ["signin cases=5 leaks=0 crashes=1", "tour steps=4", "signin keyrings=5 leaks=2", "tour steps=4", "signin left_behind=0"]
        self.assertEqual(merge_figures(lines), ["tour steps=4", "signin cases=5 keyrings=5 leaks=2 crashes=1 left_behind=0"])
        stalls = ["faults longest_stall_ms=12 lost=1", "faults longest_stall_ms=9 power_states=7 lost=1", "signin cases=1"]
        self.assertEqual(merge_figures(stalls), ["faults power_states=7 lost=2 longest_stall_ms=12", "signin cases=1"])


if __name__ == "__main__":
    tap.main()
