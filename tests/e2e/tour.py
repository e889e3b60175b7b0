#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the whole story in the real window, from the first start to the academy's acceptance, a picture at each step.

    tour.py [DIR] [--kill | --keys] [--size WxH] [--dark] [--high-contrast] [--text PERCENT] [--lang fr|en] [--only NAME]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import session
import tap
from stage import Stage, prepare

TODAY = "2026-06-29"
# A marking and a travel mission.
BY_KEYS = ("main", "oral", "oral-end")
# Before this story everything that is looked at is still open.
LOOKED_AT_BEFORE = "oral-end"


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default="out", type=Path)
    parser.add_argument("--kill", action="store_true", help="kill the program after every step and compare every field")
    parser.add_argument("--keys", action="store_true", help="a marking and a travel mission, from sign-in to the validation, by the keyboard alone")
    parser.add_argument("--text", type=int, default=100, metavar="PERCENT", help="size of the text, as the person's desktop would ask for it")
    parser.add_argument("--size", default="1100x800", help="of the window")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--high-contrast", action="store_true")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr")
    parser.add_argument("--tap", action="store_true", help="end with a line of TAP for each step")
    parser.add_argument("--only", default=None, help="one story: main, oral, absence, refusals, offline")
    return parser.parse_args()


def main() -> int:
    """Plays it, and ends with the figures."""
    given = options()
    folder = given.folder.resolve()
    world = session.enter(locale={"fr": "fr_FR.UTF-8", "en": "en_GB.UTF-8"}[given.lang])
    if given.tap:
        start_tap()
    return play(given, prepare(folder), world)


def appearance(given: argparse.Namespace) -> dict[str, str]:
    """How the toolkit is told what the person's desktop would tell it."""
    environment = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"} if given.dark else {}
    if given.high_contrast:
        environment["ADW_DEBUG_HIGH_CONTRAST"] = "1"
    return environment


def chosen(given: argparse.Namespace) -> dict[str, list]:
    """The stories that are played."""
    import stories

    names = ("sign-in", *BY_KEYS) if given.keys else tuple(stories.ALL) if given.only is None else ("sign-in", given.only)
    return {name: steps for name, steps in stories.ALL.items() if name in names}


def play(given: argparse.Namespace, folder: Path, world: Path) -> int:
    """The stories, inside the private world."""
    import fixtures
    import keyboard
    import looks
    import screen
    import stories
    from academy import Academy
    from driver import App
    from words import Words

    started = time.monotonic()
    os.environ["IMAGIN_TODAY"], os.environ["IMAGIN_NOW"] = TODAY, f"{TODAY}T09:00:00+02:00"
    width, height = (int(part) for part in given.size.split("x"))
    screen.scale_text(given.text)
    by_hand = keyboard.forbid() if given.keys else []
    receipts = fixtures.make(folder / "receipts", stories.RECEIPT_LIMIT)
    with Academy(world / "academy", today=TODAY) as academy:
        environment = appearance(given)
        hand = keyboard.Keyboard if given.keys else App
        app = hand(folder, "--academy", academy.address, environment=environment, words=Words(HERE.parents[1] / "po", given.lang), size=(width, height))
        stage = Stage(app, academy, folder, receipts, kill=given.kill)
        try:
            app.start()
            for name, steps in chosen(given).items():
                if name == LOOKED_AT_BEFORE and not (given.keys or given.kill):
                    looks.play(stage)
                print(f"{name}:", flush=True)
                stage.play(steps)
            if given.only is None:
                stories.prove(stage)
        except AssertionError as error:
            stage.complain(str(error))
        finally:
            app.kill()
        validated = sum(len(academy.show(mission)["validations"]) for mission in (stories.MARKING, stories.ORAL))
        stage.write_texts()
        bad = stage.bad_lines()
    for line in bad:
        print(f"stderr: {line}")
    print(f"tour texts={len(stage.texts)} untranslated={sum("untranslated" in said for said in stage.lost)}")
    if given.keys:
        for lost in app.out_of_sight:
            stage.complain(f"{lost} had the keyboard out of sight")
        print(f"tour keys={app.keys} pointer={len(by_hand)} validated={validated}")
    if stage.looked:
        print(f"tour looks={len(looks.ALL)} screens={stage.looked} cut={stage.cut}")
    print(f"tour steps={stage.steps} kills={stage.kills} restored={stage.restored}")
    if given.tap:
        print_tap(stage, [step.name for steps in chosen(given).values() for step in steps], bad)
    print(f"tour pictures={stage.pictures} warnings={len(bad)} seconds={time.monotonic() - started:.0f}", flush=True)
    return 0 if not bad and not stage.lost else 1


def print_tap(stage: Stage, names: list[str], bad: list[str]) -> None:
    """A test for each step, and one for the standard error."""
    played = [*stage.results, *((name, ["not played"]) for name in names[len(stage.results):]), ("standard-error", bad)]
    out = sys.__stdout__
    out.write(f"1..{len(played)}\n")
    for number, (name, wrong) in enumerate(played, 1):
        out.write(f"{'not ' if wrong else ''}ok {number} {name}\n")
    out.flush()


def start_tap() -> None:
    """From here on, what is printed is a comment of TAP."""
    print("TAP version 14", flush=True)
    sys.stdout = tap.Comments(sys.__stdout__)


if __name__ == "__main__":
    sys.exit(main())
