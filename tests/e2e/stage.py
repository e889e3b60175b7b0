# SPDX-License-Identifier: GPL-3.0-or-later
"""What a story is played on: the client, its academy, a folder for the pictures — and, if asked, a kill after every step."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import kept
from a11y import NotFound
from academy import Academy
from driver import App
from fixtures import Receipts

# A draft is on disk at most this long after the first key: the kill comes right after.
KEPT_WITHIN_SECONDS = 0.3
# What a toolkit says that is not about the program.
HARMLESS = re.compile(r"Unable to acquire session bus|Failed to set fd limit|libEGL|MESA|dconf|No provider of gio-vfs")
BAD_LINE = re.compile(r"warning|critical|error|assertion|sanitizer", re.IGNORECASE)


@dataclass(frozen=True)
class Step:
    """One thing that the person does, what is then seen, and whether a kill right after it may take nothing away."""

    name: str
    do: Callable[["Stage"], None]
    kept: bool = True
    # How to come back to the page of this step after a restart, where the program does not open it by itself.
    back: Callable[["Stage"], None] | None = None


class Stage:
    """Runs the steps, and numbers the pictures."""

    def __init__(self, app: App, academy: Academy, folder: Path, receipts: Receipts, *, kill: bool = False) -> None:
        self.app, self.academy, self.folder, self.receipts, self.kill = app, academy, folder, receipts, kill
        self.memory: dict[str, str] = {}
        self.steps = self.kills = self.restored = self.pictures = self.looked = self.cut = 0
        self.lost: list[str] = []
        # Every text that was seen or could be heard, in the order in which it came.
        self.texts: dict[str, None] = {}
        # Each step that was played, and what was wrong in it.
        self.results: list[tuple[str, list[str]]] = []

    def picture(self, name: str, texts: bool = True) -> None:
        """Leaves a picture, numbered in the order of the story; its texts are kept unless it is in another language."""
        self.pictures += 1
        if texts:
            self.texts.update(dict.fromkeys(self.app.texts()))
        self.app.screenshot(self.folder / f"{self.pictures:02d}-{name}.png")

    def complain(self, what: str) -> None:
        """Something is wrong that does not stop the story: the run fails at its end."""
        self.lost.append(what)
        if not self.results:
            self.results.append(("start", []))
        self.results[-1][1].append(what)
        print(f"    FAILED {what}", flush=True)

    def play(self, steps: list[Step]) -> None:
        """Plays every step; a failing one leaves a picture and the tree of what was on the screen."""
        for step in steps:
            started = time.monotonic()
            self.results.append((step.name, []))
            try:
                step.do(self)
                self.picture(step.name)
                if self.kill:
                    self._kill_after(step)
            except Exception as error:
                self._leave_traces(step)
                raise NotFound(f"step {self.steps + 1}, {step.name}: {error}") from error
            self.steps += 1
            print(f"  {step.name} ({time.monotonic() - started:.1f} s)", flush=True)

    def _kill_after(self, step: Step) -> None:
        """SIGKILL, start again, and every field that the screen showed before must be there again."""
        before = kept.fields(self.app) if step.kept else {}
        time.sleep(KEPT_WITHIN_SECONDS)
        self.app.kill()
        self.kills += 1
        self.app.restart()
        lost: list[str] = []
        if step.back is not None:
            step.back(self)
        deadline = time.monotonic() + 10
        while True:
            lost = kept.differences(before, kept.fields(self.app))
            if not lost or time.monotonic() > deadline:
                break
            time.sleep(0.1)
        if lost:
            self.complain(f"{step.name}, killed and started again: " + "; ".join(lost))
        else:
            self.restored += 1

    def _leave_traces(self, step: Step) -> None:
        try:
            self.app.screenshot(self.folder / f"failed-{step.name}.png")
            (self.folder / f"failed-{step.name}.txt").write_text(self.app.dump(), encoding="utf-8")
        except Exception as error:  # the program may be gone: the first failure is the one to tell
            print(f"    no traces: {error}", flush=True)

    def write_texts(self) -> None:
        """Leaves every visible and accessible text; a source string that has another translation must not be among them."""
        (self.folder / f"texts.{self.app.words.language}.txt").write_text("".join(f"{text}\n" for text in self.texts), encoding="utf-8")
        for text in self.texts:
            if self.app.words.is_untranslated(text):
                self.complain(f"{text!r} stands on the screen untranslated")

    def bad_lines(self) -> list[str]:
        """What the program complained of on its standard error."""
        return [line for line in self.app.errors().splitlines() if BAD_LINE.search(line) and not HARMLESS.search(line)]


def prepare(folder: Path) -> Path:
    """Makes the folder where it is absent; one that has files keeps them, apart from an older tour's own."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("[0-9][0-9]-*.png"), *folder.glob("failed-*")]:
        old.unlink()
    for name in ("stderr.log", "show.json", "texts.fr.txt", "texts.en.txt"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "receipts", ignore_errors=True)
    return folder
