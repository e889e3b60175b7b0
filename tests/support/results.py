# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what meson wrote about a run and counts what really happened: subtests of TAP programs, crashes, short plans."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

POINT = re.compile(r"^(?P<indent>\s*)(?P<not>not )?ok\b\s*(?P<number>\d+)?\s*(?:- )?(?P<name>[^#]*?)\s*(?:#\s*(?P<directive>.*))?$")
PLAN = re.compile(r"^1\.\.(\d+)")
FIGURES = ("contract ", "tour ", "faults ", "signin ", "bench ")


@dataclass
class Point:
    """One test: its name and whether it passed, failed or was skipped."""

    name: str
    result: str
    reason: str = ""


@dataclass
class Run:
    """One program that meson ran, with the tests counted in it."""

    suite: str
    name: str
    seconds: float
    points: list[Point] = field(default_factory=list)
    output: str = ""
    figures: list[str] = field(default_factory=list)

    def count(self, result: str) -> int:
        """How many of its tests had this result."""
        return sum(1 for point in self.points if point.result == result)


def parse_tap(text: str) -> tuple[list[Point], list[str]]:
    """The leaves of a TAP stream, and what is wrong with the stream itself (short plan, bail out, no plan)."""
    points: list[tuple[int, Point]] = []
    planned: int | None = None
    top = 0
    wrong: list[str] = []
    for line in text.splitlines():
        if line.startswith("Bail out!"):
            wrong.append(line)
        plan = PLAN.match(line)
        if plan:
            planned = int(plan.group(1))
        match = POINT.match(line)
        if not match:
            continue
        indent = len(match["indent"])
        directive = (match["directive"] or "").strip()
        result = "failed" if match["not"] else "passed"
        if directive.upper().startswith("SKIP"):
            result = "skipped"
        elif directive.upper().startswith("TODO"):
            result = "skipped" if match["not"] else "failed"
        if indent == 0:
            top += 1
        # A point that closes a block of deeper points only sums them up.
        closes = bool(points) and points[-1][0] > indent
        if not closes or (result == "failed" and all(point.result != "failed" for deeper, point in points if deeper > indent)):
            points.append((indent, Point(match["name"] or f"#{top}", result, directive)))
        else:
            points = [(indent if deeper > indent else deeper, point) for deeper, point in points]
    if planned is None:
        wrong.append("it did not say how many tests it has")
    if planned is not None and planned != top:
        wrong.append(f"it planned {planned} tests and ran {top}")
    return [point for _, point in points], wrong


def figures_in(text: str) -> list[str]:
    """The lines of figures that a test printed, without the mark of a TAP comment."""
    lines = (line.strip().removeprefix("#").strip() for line in text.splitlines())
    return [line for line in lines if line.startswith(FIGURES)]


# Several programs have a part in these lines: what is counted first, and last.
SHARED = {
    "signin": (("cases", "issuers", "bad_callbacks", "bad_id_tokens", "bad_certificates", "keyrings", "truncations", "flips"), ("leaks", "crashes", "left_behind")),
    "faults": (("kill_points", "io_faults", "power_states", "control_lost", "network_runs", "stateful_runs", "planted", "caught"),
               ("lost", "duplicated", "unreadable", "longest_stall_ms")),
}


def merge_figures(lines: list[str]) -> list[str]:
    """Each line once; those of a shared figure as one, with the sums of what they count (of what is longest: the longest)."""
    shared: dict[str, dict[str, int]] = {}
    merged = []
    for line in lines:
        word, _, rest = line.partition(" ")
        counts = re.findall(r"(\w+)=(\d+)", rest)
        if word not in SHARED or len(counts) != len(rest.split()):
            merged.append(line)
            continue
        sums = shared.setdefault(word, {})
        for name, count in counts:
            before = sums.get(name, 0)
            sums[name] = max(before, int(count)) if name.startswith("longest_") else before + int(count)
    for word, sums in shared.items():
        first, last = SHARED[word]
        others = [name for name in sums if name not in first + last]
        names = [name for name in (*first, *others, *last) if name in sums]
        merged.append(f"{word} " + " ".join(f"{name}={sums[name]}" for name in names))
    return list(dict.fromkeys(merged))


def read_run(suite: str, entry: dict) -> Run:
    """One line of meson's testlog.json as a run."""
    name = str(entry["name"]).split(" / ")[-1].split(":")[-1].strip()
    stdout, stderr = entry.get("stdout") or "", entry.get("stderr") or ""
    run = Run(suite, name, float(entry.get("duration") or 0.0), output=stdout + stderr, figures=figures_in(stdout + "\n" + stderr))
    result = str(entry["result"])
    points, wrong = parse_tap(stdout) if re.search(r"^(TAP version|1\.\.\d)", stdout, re.M) else ([], [])
    run.points = points
    if result in ("OK", "EXPECTEDFAIL"):
        if not points:
            run.points = [Point(name, "passed")]
    elif result == "SKIP":
        run.points = points or [Point(name, "skipped")]
    elif run.count("failed") == 0 or result == "TIMEOUT":
        wrong.insert(0, f"{result.lower()}, exit {entry.get('returncode')}")
    if wrong:
        run.points.append(Point(f"{name} as a whole", "failed", "; ".join(wrong)))
    return run


def read_log(suite: str, log: Path) -> list[Run]:
    """Every run of one of meson's logs (one JSON object a line)."""
    if not log.exists():
        return []
    return [read_run(suite, json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
