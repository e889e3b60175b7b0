#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures from outside, in pairs: the program, then an empty libadwaita window, again and again on one display.

    bench.py [start] [search] [stalls] [--pairs N]

The empty window (empty-window.c) is an AdwApplicationWindow with an AdwHeaderBar and nothing in it, of the size that the program's has at its
first start; both are started by the same way on the same display, with the same renderer, font, language and window manager. The program is
built as people get it (a release), since a build for development also paints stripes.

`bench start missions=N time_ratio=… content_ratio=… memory_ratio=… spread=…`: exec to the first painted frame, exec to rows and the selected
mission painted, and memory (PSS) once the whole list is in, each as the median of the ratios to the empty window of the same pair; `spread`
is the standard deviation of the first. `cpu` and `content_cpu` are the same of what the main thread worked by then, which a busy machine
changes less. `bench start academy=stopped frame_ratio=…` and `store=locked`: the first frame with that hindrance to the first frame without
it, again in pairs. `bench search missions=N first_result_ms=… keystroke_ms=…`: from a key in the empty entry of the search to what it finds,
and to the letter itself, painted in the window; the median of five letters. `bench stalls …`: the longest time that one thing held the main
loop of the real window, other programs' turns left out, asked by a second thread (stall-watch.c): from the start on, while the list is
scrolled, while it is searched.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "e2e")]

import session

SIZES = (20, 10_000)
SECTIONS = {"to_come": 1, "under_way": 0, "to_validate": 0, "paid": 3, "no_costs": 4, "cancelled": 4}


@dataclass(frozen=True)
class Start:
    """What one start took."""

    frame: float
    content: float
    frame_cpu: float
    content_cpu: float
    pss: float


def built(name: str) -> str:
    """A program that the bench builds."""
    return str(Path(os.environ["IMAGIN_CLIENT"]).parents[1] / "tests/bench" / name)


def start(command: str, wants: str) -> Start:
    """Starts a program once; `start-watch` says when its window and its content were painted, and ends it."""
    answer = subprocess.run([built("start-watch"), wants, command], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(f"{command} painted no {wants}: {answer.stdout}{answer.stderr[-1000:]}")
    told = dict(word.split("=") for word in answer.stdout.split())
    return Start(float(told["frame"]), float(told["content"]), float(told["frame_cpu"]), float(told["content_cpu"]), float(told["pss"]))


def ours(wants: str = "content") -> Start:
    """One start of the program."""
    return start(os.environ["IMAGIN_CLIENT"], wants)


def store() -> Path:
    """Where the program keeps what it knows."""
    return Path(os.environ["XDG_DATA_HOME"]) / "imagin" / "store.db"


def generated(count: int) -> list[dict]:
    """That many missions, as an academy says them; `show` leaves out the version tag that an answer by HTTP has."""
    with tempfile.TemporaryDirectory() as academy:
        subprocess.run([os.environ["IMAGIN_ACADEMY"], "generate", str(count), "--seed", "1", "--data", academy], check=True, capture_output=True)
        answer = subprocess.run([os.environ["IMAGIN_ACADEMY"], "show", "missions", "--json", "--data", academy], check=True, capture_output=True)
    shown = json.loads(answer.stdout)
    items = shown if isinstance(shown, list) else shown.get("missions") or shown["items"]
    missions = [item.get("mission", item) for item in items]
    for mission in missions:
        mission["statement"].setdefault("etag", f'"{mission["statement"]["version"]}"')
    return missions


def row(mission: dict) -> tuple[object, ...]:
    """A mission as the store keeps it."""
    parts = {part["part"]: part["status"] for part in mission["statement"]["parts"]}
    status = parts.get("work") or parts.get("travel") or {"code": "no_costs", "label": "Pas de frais"}
    return (mission["id"], json.dumps(mission), SECTIONS.get(status["code"], 2), mission["starts_at"], mission["paper"], mission["type"]["code"],
            mission["type"]["label"], mission["exam"]["label"], mission["starts_at"][:10], mission["ends_at"][:10],
            (mission.get("place") or {}).get("commune"), status["code"], status["label"])


def fill_store(missions: list[dict], address: str | None = None) -> None:
    """A store with these missions, of an account that was pulled before; the first of them is the one that was shown last."""
    store().parent.mkdir(parents=True, exist_ok=True)
    for old in store().parent.glob("store.db*"):
        old.unlink()
    subprocess.run([built("make-store"), str(store().parent)], check=True)
    record = {"id": "bench", "number": "0482917"} | ({"address": address} if address else {})
    with sqlite3.connect(store()) as database:
        database.execute("INSERT INTO account (id, position, body, cursor, pulled_at) VALUES ('bench', 1, ?, 'c', '2026-06-01T08:00:00Z')",
                         (json.dumps(record),))
        database.executemany(
            "INSERT INTO mission (account_id, id, body, section, sort_key, paper, type_code, type_label, exam_label, starts_on, ends_on, place,"
            " work_code, work_label, returned, not_performed) VALUES ('bench', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)", map(row, missions))
    database.close()
    subprocess.run(["gsettings", "set", "fr.imagin.Intervenant", "mission", f"('bench', '{missions[0]['id']}')"], check=True)


def ratios(one: Start, other: Start) -> Start:
    """One start, measured by another whose content is its window."""
    return Start(one.frame / other.frame, one.content / other.frame, one.frame_cpu / other.frame_cpu, one.content_cpu / other.frame_cpu,
                 one.pss / other.pss)


def paired(pairs: int, left: Callable[[], Start], right: Callable[[], Start]) -> list[Start]:
    """The ratios of interleaved pairs; a first pair warms the disk and is not counted."""
    return [ratios(left(), right()) for _ in range(pairs + 1)][1:]


def median(starts: list[Start], what: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(start, what) for start in starts)


def spread(starts: list[Start]) -> float:
    """How far the first frames lie apart."""
    return statistics.pstdev(start.frame for start in starts)


def bench_sizes(pairs: int) -> None:
    """One line a size."""
    for size in SIZES:
        fill_store(generated(size))
        told = paired(pairs, ours, lambda: start(built("empty-window"), "window"))
        print(f"bench start missions={size} time_ratio={median(told, 'frame'):.2f} content_ratio={median(told, 'content'):.2f} "
              f"memory_ratio={median(told, 'pss'):.2f} spread={spread(told):.2f} "
              f"cpu={median(told, 'frame_cpu'):.2f} content_cpu={median(told, 'content_cpu'):.2f}", flush=True)


def bench_search() -> None:
    """How long a letter takes among ten thousand missions."""
    fill_store(generated(SIZES[-1]))
    answer = subprocess.run([built("start-watch"), "search", os.environ["IMAGIN_CLIENT"]], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(f"the search was not painted: {answer.stdout}{answer.stderr[-1000:]}")
    letters = [dict(word.split("=") for word in line.split()) for line in answer.stdout.splitlines() if line.startswith("keystroke=")]
    print(f"bench search missions={SIZES[-1]} first_result_ms={statistics.median(float(told['first_result']) for told in letters):.0f} "
          f"keystroke_ms={statistics.median(float(told['keystroke']) for told in letters):.0f}", flush=True)


def settle(seconds: float, log: Path) -> float:
    """Lets the window work for so long, and says the longest time that one thing held its main loop meanwhile, in ms."""
    begun = time.time() * 1000
    time.sleep(seconds)
    lines = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
    return max((float(took) for at, took, *_ in lines if float(at) >= begun), default=0.0)


def bench_stalls() -> None:
    """Ten thousand missions of three academies: how long the main loop is held from the start on, while the list is scrolled and searched."""
    missions = generated(SIZES[-1])
    fill_store(missions)
    with sqlite3.connect(store()) as database:
        for number in (2, 3):
            database.execute("INSERT INTO account (id, position, body, cursor, pulled_at) VALUES (?, ?, ?, 'c', '2026-06-01T08:00:00Z')",
                             (f"bench{number}", number, json.dumps({"id": f"bench{number}", "number": "0482917"})))
            database.execute("UPDATE mission SET account_id = ? WHERE substr(id, -1) IN (?, ?, ?)", (f"bench{number}", *"147258"[3 * number - 6:][:3]))
    database.close()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "stalls"
        environment = {**os.environ, "LD_PRELOAD": built("libstall-watch.so"), "STALL_WATCH": str(log), "GTK_A11Y": "none"}
        process = subprocess.Popen([os.environ["IMAGIN_CLIENT"]], env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            told = {"start_ms": settle(5, log)}
            wheel = ["mousemove", "170", "450", "click", "--repeat", "60", "--delay", "40", "5"]
            for name, keys in (("scroll_ms", wheel), ("search_ms", ["key", "--delay", "60", "ctrl+f", *"philo"])):
                keyboard = subprocess.Popen(["xdotool", *keys])
                told[name] = settle(4, log)
                keyboard.wait()
        finally:
            process.terminate()
            process.wait()
    print(f"bench stalls missions={SIZES[-1]} academies=3 " + " ".join(f"{name}={value:.0f}" for name, value in told.items()), flush=True)


@contextmanager
def academy_stopped(process: subprocess.Popen[str]) -> Iterator[None]:
    """The academy takes connections and answers nothing."""
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


@contextmanager
def store_locked() -> Iterator[None]:
    """Another program holds the whole store."""
    database = sqlite3.connect(store(), isolation_level=None)
    try:
        database.execute("PRAGMA locking_mode=EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        database.close()


def bench_hindered(pairs: int) -> None:
    """The first frame waits for nobody."""
    with tempfile.TemporaryDirectory() as data:
        process = subprocess.Popen([os.environ["IMAGIN_ACADEMY"], "serve", "--data", data, "--demo"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        try:
            assert process.stdout is not None
            address = next(word for word in process.stdout.readline().split() if word.startswith("http"))
            fill_store(generated(20), address.rstrip("/"))

            def hindered(by: Callable[[], object]) -> Callable[[], Start]:
                def run() -> Start:
                    with by():  # type: ignore[attr-defined]
                        return ours("window")
                return run

            for name, by in (("academy=stopped", lambda: academy_stopped(process)), ("store=locked", store_locked)):
                told = paired(pairs, hindered(by), lambda: ours("window"))
                print(f"bench start {name} frame_ratio={median(told, 'frame'):.2f} spread={spread(told):.2f} cpu={median(told, 'frame_cpu'):.2f}",
                      flush=True)
        finally:
            process.kill()
            process.wait()


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="start|search|stalls", default=[])
    parser.add_argument("--pairs", type=int, default=15)
    given = parser.parse_args()
    if unknown := set(given.names) - {"start", "search", "stalls"}:
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    session.enter()
    if not given.names or "start" in given.names:
        bench_sizes(given.pairs)
        bench_hindered(given.pairs)
    if not given.names or "search" in given.names:
        bench_search()
    if not given.names or "stalls" in given.names:
        bench_stalls()
    return 0


if __name__ == "__main__":
    sys.exit(main())
