#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures from outside, in pairs: the program, then an empty libadwaita window, again and again on one display.

    bench.py [start] [--pairs N]

`bench start missions=N time_ratio=… content_ratio=… memory_ratio=… spread=…`: exec to the first painted frame, exec to the list painted
from the store (the academy is not running), and memory (PSS), each as the median of the ratios to the empty window of the same pair.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "e2e")]

import session

SIZES = (20, 10_000)
TIMEOUT = 30.0


@dataclass(frozen=True)
class Start:
    """What one start took."""

    frame_seconds: float
    content_seconds: float
    pss_kib: int


def pss(pid: int) -> int:
    """The memory of a process that is its own, and its share of what is shared, in KiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise RuntimeError("no Pss line")


class Eye:
    """Looks at the display: how many colours stand in the window, as the X server has it."""

    def __init__(self) -> None:
        self.root = ["import", "-window", "root", "-silent", "-crop", "330x300+20+80", "-format", "%k", "info:-"]

    def colours(self) -> int:
        """How many colours a part of the sidebar has: 1 before anything is painted, a few for the bare shell, many with rows."""
        answer = subprocess.run(self.root, capture_output=True, text=True, check=False)
        return int(answer.stdout.strip() or 0)


def mapped(pid: int) -> bool:
    """Whether a window of that process is on the display."""
    answer = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)], capture_output=True, text=True, check=False)
    return bool(answer.stdout.strip())


def start(command: list[str], rows: bool) -> Start:
    """Starts a program, waits for its window and (for the client) its rows, and ends it by its own pid."""
    eye = Eye()
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        frame = content = 0.0
        while time.monotonic() - began < TIMEOUT and not content:
            if not frame and mapped(process.pid):
                frame = time.monotonic() - began
            if frame and (not rows or eye.colours() > 40):
                content = time.monotonic() - began
        if not content:
            raise RuntimeError(f"{command[0]} painted nothing in {TIMEOUT:.0f} s")
        time.sleep(0.5)
        return Start(frame, content, pss(process.pid))
    finally:
        process.kill()
        process.wait()


def fill_store(count: int) -> None:
    """A store with that many missions: those of a generated academy, pulled once by the program itself would take a sign-in; the rows are
    written as the store keeps them, from what the academy says."""
    import json
    import tempfile

    directory = Path(os.environ["XDG_DATA_HOME"]) / "imagin"
    directory.mkdir(parents=True, exist_ok=True)
    for old in directory.glob("store.db*"):
        old.unlink()
    with tempfile.TemporaryDirectory() as academy:
        subprocess.run([os.environ["IMAGIN_ACADEMY"], "generate", str(count), "--seed", "1", "--data", academy], check=True, capture_output=True)
        answer = subprocess.run([os.environ["IMAGIN_ACADEMY"], "show", "missions", "--json", "--data", academy], check=True, capture_output=True)
    shown = json.loads(answer.stdout)
    missions = shown if isinstance(shown, list) else shown.get("missions") or shown["items"]
    # The program makes its own tables at a first start; an account without an academy that answers is enough to list what is kept.
    subprocess.run(["timeout", "5", os.environ["IMAGIN_CLIENT"]], check=False, capture_output=True)
    with sqlite3.connect(directory / "store.db") as database:
        database.execute("INSERT INTO account (id, position, body) VALUES ('bench', 1, ?)", (json.dumps({"id": "bench", "number": "0482917"}),))
        for item in missions:
            mission = item.get("mission", item)
            parts = {part["part"]: part["status"] for part in mission["statement"]["parts"]}
            status = parts.get("work") or parts.get("travel") or {"code": "no_costs", "label": "Pas de frais"}
            section = {"to_come": 1, "under_way": 0, "to_validate": 0, "paid": 3, "no_costs": 4, "cancelled": 4}.get(status["code"], 2)
            database.execute(
                "INSERT INTO mission (account_id, id, body, section, sort_key, paper, type_code, type_label, exam_label, starts_on, ends_on, place,"
                " work_code, work_label, returned, not_performed) VALUES ('bench', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                (mission["id"], json.dumps(mission), section, mission["starts_at"], mission["paper"], mission["type"]["code"], mission["type"]["label"],
                 mission["exam"]["label"], mission["starts_at"][:10], mission["ends_at"][:10], (mission.get("place") or {}).get("commune"),
                 status["code"], status["label"]))


def bench_start(pairs: int) -> None:
    """One line a size."""
    empty = str(Path(os.environ["IMAGIN_CLIENT"]).parents[1] / "tests/bench/empty-window")
    for size in SIZES:
        fill_store(size)
        ratios: list[tuple[float, float, float]] = []
        for _ in range(pairs + 1):
            ours = start([os.environ["IMAGIN_CLIENT"]], rows=True)
            floor = start([empty], rows=False)
            ratios.append((ours.frame_seconds / floor.frame_seconds, ours.content_seconds / floor.content_seconds, ours.pss_kib / floor.pss_kib))
        times, contents, memories = ([ratio[index] for ratio in ratios[1:]] for index in range(3))
        print(f"bench start missions={size} time_ratio={statistics.median(times):.2f} content_ratio={statistics.median(contents):.2f} "
              f"memory_ratio={statistics.median(memories):.2f} spread={statistics.pstdev(times):.2f}", flush=True)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", default="start", choices=("start",))
    parser.add_argument("--pairs", type=int, default=15)
    given = parser.parse_args()
    session.enter()
    bench_start(given.pairs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
