# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded academy as a test uses it: a child process on a free port, the office, and what it holds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

PROXY = Path(__file__).resolve().parents[1] / "contract" / "proxy.py"


def program() -> str:
    """The academy of the build that is tested."""
    return os.environ["IMAGIN_ACADEMY"]


class Academy:
    """`with Academy(folder) as academy:` serves the demonstration (or an empty academy) until the block ends."""

    def __init__(self, data: Path, *, demo: bool = True, proxied: bool = False, today: str | None = None, arguments: tuple[str, ...] = ()) -> None:
        self.data = data
        self.address = ""
        self._proxied = proxied
        self._record = Path(os.environ.get("IMAGIN_CONTRACT_RECORD") or data.parent / "contract.jsonl")
        self._arguments = [*(["--demo"] if demo else []), *arguments]
        self._environment = dict(os.environ)
        # At nine in the morning, and on from there: by the day alone it would be another day by the academy's clock late in the evening.
        self._opened = datetime.fromisoformat(f"{today}T09:00:00+02:00") - timedelta(seconds=time.monotonic()) if today else None
        self._children: list[subprocess.Popen[str]] = []

    def _start(self, command: list[str], errors: Path) -> str:
        """Starts a program whose first line is its address, and which ends when its input closes."""
        self._set_clock()
        with open(errors, "ab") as log:
            child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=self._environment)
        self._children.append(child)
        assert child.stdout is not None
        words = child.stdout.readline().split()
        address = next((word for word in words if word.startswith("http")), "")
        if not address:
            raise RuntimeError(f"{command[0]} gave no address (exit {child.poll()}): {errors.read_text(errors='replace')[-2000:]}")
        return address.rstrip("/")

    def start(self) -> str:
        """Serves; returns the address that a client is given (the proxy's, where there is one)."""
        self.data.mkdir(parents=True, exist_ok=True)
        address = self._start([program(), "serve", "--data", str(self.data), *self._arguments, *self._port()], self.data.parent / "academy.log")
        if self._proxied:
            address = self._start([sys.executable, str(PROXY), "--upstream", address, "--record", str(self._record)], self.data.parent / "proxy.log")
        self.address = address
        return address

    def _port(self) -> list[str]:
        """The same port again after a stop, so that a client finds the academy where it was."""
        return ["--port", self.address.rsplit(":", 1)[1]] if self.address and not self._proxied else []

    def stop(self) -> None:
        """Ends as the client ends it, by closing its input; killed where that is not enough."""
        for child in reversed(self._children):
            assert child.stdin is not None and child.stdout is not None
            child.stdin.close()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                raise RuntimeError("the academy did not end when its input closed") from None
            finally:
                child.stdout.close()
        self._children.clear()

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        for child in self._children:
            child.send_signal(signal.SIGKILL)
        self.stop()

    def freeze(self) -> None:
        """Takes what is sent, and answers nothing until it thaws."""
        for child in self._children:
            child.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Goes on."""
        for child in self._children:
            child.send_signal(signal.SIGCONT)

    def __enter__(self) -> "Academy":
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _set_clock(self) -> None:
        """What is started next has the academy's hour, however often it was started before."""
        if self._opened is not None:
            self._environment["IMAGIN_NOW"] = (self._opened + timedelta(seconds=time.monotonic())).isoformat(timespec="seconds")

    def _run(self, *arguments: str) -> str:
        self._set_clock()
        answer = subprocess.run([program(), *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False, env=self._environment)
        if answer.returncode != 0:
            raise RuntimeError(f"imagin-academy {' '.join(arguments)}: exit {answer.returncode}: {answer.stderr.strip()}")
        return answer.stdout

    def office(self, *arguments: str) -> str:
        """One verb of the exams office, as its command line takes it."""
        return self._run("office", *arguments, "--data", str(self.data))

    def limit(self, **limits: int) -> None:
        """Sets its limits: `lockout_tries=2`."""
        named = [word for name, value in limits.items() for word in (f"--{name.replace('_', '-')}", str(value))]
        self._run("set-limits", *named, "--data", str(self.data))

    def expire_password(self, number: str) -> None:
        """The next sign-in with that number asks for a new password."""
        self._run("expire-password", number, "--data", str(self.data))

    def show(self, what: str) -> Any:
        """What it holds: `missions`, or one mission by its id."""
        return json.loads(self._run("show", what, "--json", "--data", str(self.data)))

    def import_missions(self, table: Path, kinds: Path) -> str:
        """Adds missions from a table, of kinds that are in no catalogue."""
        return self._run("import", str(table), "--kinds", str(kinds), "--data", str(self.data))
