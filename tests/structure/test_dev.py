#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`./dev`: the one command that carries everything else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

SOURCE = Path(os.environ.get("IMAGIN_SOURCE") or Path(__file__).resolve().parents[2]).resolve()
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def dev(*words: str, without: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Runs ./dev as a person would, with some variables left out."""
    environment = {name: value for name, value in os.environ.items() if name not in without}
    return subprocess.run([str(SOURCE / "dev"), *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)


class Dev(unittest.TestCase):
    """What it says, and how long it takes to say it."""

    def test_a_command_starts_in_under_a_second_the_second_time(self) -> None:
        # Once where we stand, once as outside: the libraries (or the root) have to be found again.
        for without in ((), ("IMAGIN_IN_ROOT",)):
            with self.subTest(without=without):
                first = dev("shell", "--", "true", without=without)
                self.assertEqual(first.returncode, 0, first.stderr)
                # The best of three: what else the machine does is not what is promised.
                spent = []
                for _ in range(3):
                    started = time.monotonic()
                    self.assertEqual(dev("shell", "--", "true", without=without).returncode, 0)
                    spent.append(time.monotonic() - started)
                self.assertLess(min(spent), 1.0)

    def test_shell_passes_arguments_and_exit_code(self) -> None:
        answer = dev("shell", "--", "sh", "-c", 'printf "%s|" "$@"; exit 7', "sh", "a b", "c")
        self.assertEqual((answer.returncode, answer.stdout), (7, "a b|c|"))

    def test_without_a_word_it_explains_itself(self) -> None:
        answer = dev()
        self.assertEqual(answer.returncode, 0)
        for word in ("run", "test", "test --list", "tour", "bench", "build", "shell", "format", "lint"):
            self.assertIn(f"./dev {word}", answer.stdout)

    def test_asked_for_help_a_command_begins_nothing(self) -> None:
        for word in ("test", "build", "bench"):
            answer = dev(word, "--help")
            self.assertEqual((answer.returncode, answer.stdout), (0, dev().stdout))

    def test_an_unknown_word_is_refused(self) -> None:
        answer = dev("fly")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("fly", answer.stderr)

    def test_run_without_a_display_says_so_in_one_sentence(self) -> None:
        answer = dev("run", without=DISPLAYS)
        self.assertNotEqual(answer.returncode, 0)
        said = (answer.stdout + answer.stderr).strip()
        self.assertEqual(len(said.splitlines()), 1)
        self.assertIn("./dev tour", said)


if __name__ == "__main__":
    tap.main()
