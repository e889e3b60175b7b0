# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the unittest cases of a file and prints TAP, so that meson counts each of them.

A test file ends with `tap.main()`; a test that prints a figure (`contract …`, `tour …`) prints it to the
standard output, where it becomes a TAP comment."""

from __future__ import annotations

import io
import os
import sys
import time
import traceback
import unittest
from contextlib import redirect_stdout
from typing import Any


class Comments(io.TextIOBase):
    """A standard output whose every line becomes a TAP comment at once."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self._rest = ""

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, text: str) -> int:
        """Writes whole lines, and keeps the rest for later."""
        self._rest += text
        *lines, self._rest = self._rest.split("\n")
        for line in lines:
            self._out.write(f"# {line}\n")
        self._out.flush()
        return len(text)


class _TapResult(unittest.TestResult):
    """Prints a line of TAP as each test ends."""

    def __init__(self, out: Any) -> None:
        super().__init__()
        self._out = out
        self.number = 0
        self._bad_subtests = 0
        self._told = False
        self._started = 0.0

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self._bad_subtests = 0
        self._told = False
        self._started = time.monotonic()

    def _line(self, test: Any, good: bool, directive: str = "") -> None:
        self.number += 1
        self._told = True
        spent = f"# {test.id()} took {time.monotonic() - self._started:.2f} s\n"
        self._out.write(f"{spent}{'' if good else 'not '}ok {self.number} {name_of(test)}{directive}\n")
        self._out.flush()

    def _explain(self, error: Any) -> None:
        for line in "".join(traceback.format_exception(*error)).splitlines():
            self._out.write(f"# {line}\n")

    def addSuccess(self, test: unittest.TestCase) -> None:
        self._line(test, True)

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._bad_subtests += 1
            self._out.write(f"# failed: {subtest}\n")
            self._explain(err)

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addFailure(test, err)
        self._explain(err)
        self._line(test, False)

    def addError(self, test: unittest.TestCase, err: Any) -> None:
        super().addError(test, err)
        self._explain(err)
        self._line(test, False)

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        super().addSkip(test, reason)
        self._line(test, True, f" # SKIP {reason}")

    def stopTest(self, test: unittest.TestCase) -> None:
        """A test with failed subtests ends without addSuccess: it is one failure here."""
        super().stopTest(test)
        if self._bad_subtests and not self._told:
            self._line(test, False)


def name_of(test: Any) -> str:
    """Class.method, as `--list` and TAP both say it."""
    return ".".join(test.id().split(".")[-2:]).replace("#", "")


def _flat(suite: unittest.TestSuite) -> list[Any]:
    tests: list[Any] = []
    for item in suite:
        tests.extend(_flat(item) if isinstance(item, unittest.TestSuite) else [item])
    return tests


def main(*modules: str) -> None:
    """Runs (or with `--list` names) every test of the modules named (the one that runs, without a name); other arguments choose by substring."""
    tests = [test for module in modules or ("__main__",) for test in _flat(unittest.defaultTestLoader.loadTestsFromName(module))]
    arguments = sys.argv[1:]
    if "--list" in arguments:
        print("\n".join(name_of(test) for test in tests))
        sys.exit(0)
    chosen = [test for test in tests if not arguments or any(word in name_of(test) for word in arguments)]
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    out.write("TAP version 14\n")
    out.flush()
    result = _TapResult(out)
    with redirect_stdout(Comments(out)):  # type: ignore[type-var]
        unittest.TestSuite(chosen).run(result)
    # The plan comes last: a class that skips itself is one line, and a program that dies leaves no plan at all.
    out.write(f"1..{result.number}\n")
    out.flush()
    sys.exit(0 if result.wasSuccessful() else 1)
