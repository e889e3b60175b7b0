# SPDX-License-Identifier: GPL-3.0-or-later
"""Two academies as real processes and one person with two computers, begun anew for each point of a run."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NUMBER, PASSWORD = "0482917", "Tilleul-Craie-2026"
ACADEMIES = {"a": (), "b": ("--competitions",)}
RECEIPTS = {"one.pdf": 2_000, "two.pdf": 9_000, "big.pdf": 3_000_000}
RUN_SECONDS = 120
DATABASE = "academy.sqlite"


@dataclass(frozen=True)
class Programs:
    """What is run: the academy, the client without a screen, the folder with the program that looks at receipts."""

    academy: str
    client: str
    inspector: str


@dataclass
class Ended:
    """How a run of the client ended."""

    code: int
    output: str


def free_port(numbers: random.Random) -> int:
    """A port that listens for nobody, below those that the system gives to clients."""
    while True:
        port = numbers.randrange(12_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def pdf_of(size: int) -> bytes:
    """One empty page and, beside it, so many bytes that mean nothing."""
    junk = random.Random(size).randbytes(size)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>", b"<</Length %d>>\nstream\n" % size + junk + b"\nendstream"]
    text, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return text + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(text)


class World:
    """`restore()` makes everything what it was on the first day; `run()` lets the person do something."""

    def __init__(self, folder: Path, programs: Programs, academies: tuple[str, ...] = tuple(ACADEMIES)) -> None:
        self.folder = folder
        self.academies = academies
        self.programs = programs
        self.environment = dict(os.environ) | {
            "XDG_DATA_HOME": str(folder / "data"), "DBUS_SESSION_BUS_ADDRESS": "disabled:", "GIO_USE_PROXY_RESOLVER": "dummy",
            "IMAGIN_LIBEXEC": str(folder / "libexec"), "TZ": "Europe/Paris", "G_DEBUG": "", "LC_ALL": "C.UTF-8"}
        self.ports: dict[str, int] = {}
        # Where something else listens in an academy's stead.
        self.fronts: dict[str, int] = {}
        self._served: dict[str, subprocess.Popen[str]] = {}
        self._numbers = random.Random(os.urandom(8))
        folder.mkdir(parents=True)
        # Without the keyring's program: the session is in memory, and who starts again signs in again.
        (folder / "libexec").mkdir()
        (folder / "libexec" / "imagin-inspect").symlink_to(Path(programs.inspector) / "imagin-inspect")
        for name, size in RECEIPTS.items():
            (folder / name).write_bytes(pdf_of(size))
        self._prepare()

    @property
    def acks(self) -> Path:
        """What the person was told."""
        return self.folder / "acks"

    def computer(self, name: str) -> Path:
        """Where that computer keeps things."""
        return self.folder / name

    def address(self, academy: str) -> str:
        """As the person gives it."""
        return f"http://127.0.0.1:{self.fronts.get(academy) or self.ports[academy]}"

    def _serve(self, academy: str) -> None:
        for _ in range(20):
            port = self.ports.get(academy) or free_port(self._numbers)
            with open(self.folder / "academy.log", "ab") as log:
                child = subprocess.Popen(
                    [self.programs.academy, "serve", "--data", str(self.folder / academy), "--demo", *ACADEMIES[academy], "--port", str(port),
                     "--poll-seconds", "3600", "--with-parent"],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=self.environment)
            assert child.stdout is not None
            if child.stdout.readline().startswith("http"):
                self._served[academy] = child
                self.ports[academy] = port
                return
            self._end(child)
            time.sleep(0.1)
        raise RuntimeError(f"academy {academy} does not listen: {(self.folder / 'academy.log').read_text(errors='replace')[-500:]}")

    @staticmethod
    def _end(child: subprocess.Popen[str]) -> None:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()

    def stop(self) -> None:
        """Ends both academies at once."""
        for child in self._served.values():
            self._end(child)
        self._served.clear()

    def _prepare(self) -> None:
        """The person chose their password long ago."""
        for academy in self.academies:
            self._serve(academy)
        lines = [f"computer {self.folder / 'before'}", *(f"sign-in {self.address(academy)} {NUMBER} {NUMBER} {PASSWORD}" for academy in self.academies)]
        ended = self.run(lines)
        if ended.code != 0 or "failed" in ended.output:
            raise RuntimeError(f"the world cannot begin: {ended}")
        self.stop()
        for academy in self.academies:
            (self.folder / academy).rename(self.folder / f"{academy}.first")

    def restore(self, academies: Mapping[str, Path] | None = None) -> None:
        """Everything as on the first day, or the academies as they were later; they listen where they did."""
        self.stop()
        self.acks.unlink(missing_ok=True)
        for name in ("home", "school", *self.academies):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for academy in self.academies:
            shutil.copytree(academies[academy] if academies else self.folder / f"{academy}.first", self.folder / academy)
            self._serve(academy)

    def back_up(self, academy: str, folder: Path) -> None:
        """A copy of what it holds, while it runs."""
        shutil.rmtree(folder, ignore_errors=True)
        with closing(sqlite3.connect(self.folder / academy / DATABASE)) as there, closing(sqlite3.connect(self.folder / "copy")) as copy:
            there.backup(copy)
        shutil.copytree(self.folder / academy, folder, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
        (self.folder / "copy").rename(folder / DATABASE)

    def bring_back(self, academy: str, folder: Path) -> None:
        """It stops, and starts from a copy of the backup, in another epoch."""
        child = self._served.pop(academy, None)
        if child is not None:
            self._end(child)
        shutil.rmtree(self.folder / academy)
        shutil.copytree(folder, self.folder / academy)
        with closing(sqlite3.connect(self.folder / academy / DATABASE)) as database:
            database.execute("DELETE FROM settings WHERE name = 'epoch'")
            database.commit()
        self._serve(academy)

    def begin(self, lines: list[str], clock: Path | None = None) -> subprocess.Popen[str]:
        """The same as run(), for who does something meanwhile; its output is to be read."""
        script = self.folder / "script"
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        environment = self.environment | ({"LD_PRELOAD": os.environ["IMAGIN_CLOCK"], "IMAGIN_CLOCK_FILE": str(clock)} if clock else {})
        return subprocess.Popen([self.programs.client, str(script), str(self.acks)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, errors="replace", env=environment)

    def run(self, lines: list[str], around: tuple[str, ...] = (), acks: Path | None = None) -> Ended:
        """What the person does, within the command `around`."""
        script = self.folder / "script"
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [*around, self.programs.client, str(script), str(acks or self.acks)]
        try:
            ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=RUN_SECONDS, check=False,
                                   env=self.environment)
        except subprocess.TimeoutExpired as error:
            return Ended(-1, f"it hangs: {error.stdout!r}")
        return Ended(ended.returncode, ended.stdout + ("\n" + ended.stderr if ended.returncode else ""))

    def held_in(self, folder: Path) -> dict[str, dict[str, Any]]:
        """What the academy of that folder holds, by mission."""
        answer = subprocess.run([self.programs.academy, "show", "missions", "--json", "--data", str(folder)],
                                stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True, timeout=60, env=self.environment)
        return {mission["id"]: mission for mission in json.loads(answer.stdout)["missions"]}

    def held(self) -> dict[str, dict[str, Any]]:
        """What both academies hold, by mission."""
        return {name: mission | {"academy": academy} for academy in self.academies for name, mission in self.held_in(self.folder / academy).items()}
