#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs meson's suites, each in the build it belongs to, and ends with what really happened: `N passed, N failed`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from results import Run, merge_figures, read_log

SUPPORT = Path(__file__).resolve().parent
FAILED_OUTPUT_LINES = 80
PART_SECONDS = 2700
LONG_PART_SECONDS = 7200
# Where the validating proxies of one run write what they saw; the coverage test reads it.
RECORD = "contract.jsonl"


@dataclass(frozen=True)
class Part:
    """A suite, the build that runs it, and the heading under which its tests are counted."""

    suite: str
    checked: bool
    counted_as: str


# In this order: coverage reads what the integration tests sent through the validating proxy.
PARTS = [
    Part("unit", True, "unit"),
    Part("structure", False, "unit"),
    Part("integration", True, "integration"),
    Part("coverage", True, "integration"),
    # Not with the sanitizers, which see no leak while another program traces theirs.
    Part("faults", False, "integration"),
    Part("e2e", False, "e2e"),
]


@dataclass(frozen=True)
class Known:
    """A test that meson knows: its name, suites and command."""

    name: str
    suites: frozenset[str]
    command: list[str]


def known_tests(build: Path) -> list[Known]:
    """Every test of a build folder, as meson tells it."""
    answer = subprocess.run(["meson", "introspect", "--tests", str(build)], check=True, capture_output=True, text=True)
    return [
        Known(test["name"], frozenset(suite.split(":")[-1] for suite in test["suite"]), [str(part) for part in test["cmd"]])
        for test in json.loads(answer.stdout)
    ]


def environment(build: Path, checked: bool) -> dict[str, str]:
    """What the tests of a build are given: the programs of that very build, and strict sanitizers."""
    given = dict(os.environ)
    given["IMAGIN_BUILD"] = str(build)
    for name, place in (("IMAGIN_ACADEMY", "src/academy/imagin-academy"), ("IMAGIN_CLIENT", "src/imagin"), ("IMAGIN_LIBEXEC", "src/media"),
                        ("IMAGIN_LOCALES", "po"), ("GSETTINGS_SCHEMA_DIR", "data")):
        if (build / place).exists():
            given[name] = str(build / place)
    if checked:
        given["ASAN_OPTIONS"] = "detect_leaks=1:halt_on_error=1:abort_on_error=0:detect_stack_use_after_return=0"
        given["UBSAN_OPTIONS"] = "halt_on_error=1:print_stacktrace=1"
        given["LSAN_OPTIONS"] = f"suppressions={SUPPORT / 'leaks.supp'}:print_suppressions=0"
        given["G_SLICE"] = "always-malloc"
    given["IMAGIN_CONTRACT_RECORD"] = str(build / "meson-logs" / RECORD)
    given["G_DEBUG"] = "fatal-criticals"
    given["PYTHONPATH"] = str(SUPPORT)
    return given


def part_seconds() -> int:
    """How long a suite may take: in the long form every point of a fault is tried."""
    return LONG_PART_SECONDS if os.environ.get("IMAGIN_LONG") == "1" else PART_SECONDS


def is_chosen(part: Part, test: Known, names: list[str]) -> bool:
    """By its name as `--list` prints it, its suite before it."""
    return not names or any(name in f"{part.suite}/{test.name}" for name in names)


def run_part(part: Part, build: Path, names: list[str]) -> list[Run]:
    """Runs one suite (or the tests of it that `names` choose) and reads meson's log of it."""
    chosen = [test.name for test in known_tests(build) if part.suite in test.suites and is_chosen(part, test, names)]
    if not chosen:
        return []
    logbase = f"testlog-{part.suite}"
    log = build / "meson-logs" / f"{logbase}.json"
    log.unlink(missing_ok=True)
    started = time.monotonic()
    # meson waits for ever where two tests of one suite share a name.
    twice = sorted({name for name in chosen if chosen.count(name) > 1})
    if twice:
        raise RuntimeError(f"two tests of {part.suite} are called {', '.join(twice)}")
    try:
        answer = run_meson(part, build, logbase, chosen)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"meson did not end the suite {part.suite} within {part_seconds()} s") from error
    runs = read_log(part.suite, log)
    print(f"{part.suite}: {len(runs)} programs, {sum(len(run.points) for run in runs)} tests in {time.monotonic() - started:.1f} s", flush=True)
    missing = set(chosen) - {run.name for run in runs}
    if missing or (answer.returncode != 0 and not any(run.count("failed") for run in runs)):
        print(answer.stdout[-4000:] + answer.stderr[-4000:], flush=True)
        raise RuntimeError(f"meson ended with {answer.returncode} and left no result for {', '.join(sorted(missing)) or part.suite}")
    for run in runs:
        show(run)
    return runs


def run_meson(part: Part, build: Path, logbase: str, chosen: list[str]) -> subprocess.CompletedProcess[str]:
    """`meson test` for one suite."""
    return subprocess.run(
        ["meson", "test", "-C", str(build), "--no-rebuild", "--print-errorlogs", "--num-processes", "2", "--logbase", logbase,
         "--suite", part.suite, *chosen],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment(build, part.checked), check=False, timeout=part_seconds())


def show(run: Run) -> None:
    """Prints the tests of one program, and what it said where one of them failed."""
    print(f"  {run.suite}/{run.name} ({run.seconds:.2f} s)")
    for point in run.points:
        mark = {"passed": "ok     ", "failed": "FAILED ", "skipped": "skipped"}[point.result]
        print(f"    {mark} {point.name}" + (f" ({point.reason})" if point.reason and point.result != "passed" else ""))
    if run.count("failed"):
        lines = run.output.splitlines()
        print("    " + "\n    ".join(["----", *lines[-FAILED_OUTPUT_LINES:], "----"]))
    sys.stdout.flush()


def report(build: Path, checked: Path, names: list[str]) -> int:
    """Runs everything and prints the figures; 1 where something failed or nothing ran."""
    runs: list[tuple[Part, Run]] = []
    broken = 0
    for folder in (build, checked):
        (folder / "meson-logs" / RECORD).unlink(missing_ok=True)
    for part in PARTS:
        try:
            runs += [(part, run) for run in run_part(part, checked if part.checked else build, names)]
        except RuntimeError as error:
            print(f"  {part.suite}: {error}")
            broken += 1
    for line in merge_figures([line for _, run in runs for line in run.figures]):
        print(line)
    counted = {heading: 0 for heading in ("unit", "integration", "e2e")}
    for part, run in runs:
        counted[part.counted_as] += run.count("passed") + run.count("failed")
    for name in names:
        if not any(name in f"{part.suite}/{run.name}" for part, run in runs):
            print(f"no test ran whose name holds '{name}': ./dev test --list names them")
            broken += 1
    passed = sum(run.count("passed") for _, run in runs)
    failed = sum(run.count("failed") for _, run in runs) + broken
    skipped = sum(run.count("skipped") for _, run in runs)
    if skipped:
        print(f"skipped {skipped}")
    print("tests " + " ".join(f"{heading}={number}" for heading, number in counted.items()))
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if failed == 0 and passed > 0 else 1


def subtests(test: Known, build: Path) -> list[str]:
    """The tests inside a program that can name them: GLib's own (`-l`), and ours in Python (`--list`)."""
    program = test.command[0]
    if program.startswith(str(build)):
        command = [program, "-l"]
    elif any(part.endswith(".py") for part in test.command):
        command = [*test.command, "--list"]
    else:
        return []
    try:
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False,
                                env={**os.environ, "PYTHONPATH": str(SUPPORT), "ASAN_OPTIONS": "detect_leaks=0"})
    except (OSError, subprocess.TimeoutExpired):
        return []
    lines = [line.removeprefix("# ").strip() for line in answer.stdout.splitlines()]
    return [line for line in lines if line.startswith("/") or ".test_" in line]


def list_tests(build: Path) -> int:
    """Names every test, by suite."""
    tests = known_tests(build)
    for part in PARTS:
        for test in (test for test in tests if part.suite in test.suites):
            print(f"{part.suite}/{test.name}")
            for name in subtests(test, build):
                print(f"    {name}")
    return 0


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", metavar="BUILD", type=Path)
    parser.add_argument("--build", type=Path)
    parser.add_argument("--checked", type=Path)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.long:
        os.environ["IMAGIN_LONG"] = "1"
    if options.list:
        return list_tests(options.list.resolve())
    if not options.build or not options.checked:
        parser.error("--build and --checked go together")
    return report(options.build.resolve(), options.checked.resolve(), options.names)


if __name__ == "__main__":
    sys.exit(main())
