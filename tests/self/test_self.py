#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The suite tested: a mistake planted in a copy of the tree must turn its run red, whatever kind of mistake it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ.get("IMAGIN_SOURCE") or Path(__file__).resolve().parents[2]).resolve()
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap

FOLD, TEST, STATUS = "src/base/imagin-text.c", "tests/self/test-sound.c", "src/domain/imagin-status.c"
START_OF_FOLD = "imagin_text_fold (const char *text)\n{\n"
TARGETS = ("src/base/libimagin-base.a", "src/domain/libimagin-domain.a", "tests/self/test-sound")
LAST_LINE = re.compile(r"^(\d+) passed, (\d+) failed$")


class Mistakes(unittest.TestCase):
    """Each mistake is planted alone, and taken out again."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="imagin-self-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.tree, cls.build = cls.folder / "tree", cls.folder / "build"
        shutil.copytree(SOURCE, cls.tree, ignore=shutil.ignore_patterns(".git", "_build*", "out", "node_modules", "__pycache__", "subprojects"))
        cls.environment = {name: value for name, value in os.environ.items() if not name.startswith(("MESON_", "IMAGIN_", "ASAN_", "LSAN_", "UBSAN_"))}
        cls.environment |= {"IMAGIN_IN_ROOT": "1", "IMAGIN_SOURCE": str(cls.tree)}
        cls.run_tool("meson", "setup", str(cls.build), str(cls.tree), "-Dclient=false", "-Dprofile=development", "--werror",
                     "-Db_sanitize=address,undefined", "-Db_lundef=false", "-Db_pie=false", "-Doptimization=1")

    @classmethod
    def run_tool(cls, *command: str) -> str:
        """Runs a tool that must succeed."""
        answer = subprocess.run(command, env=cls.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False)
        if answer.returncode != 0:
            raise AssertionError(f"{command[0]} failed:\n{answer.stdout[-3000:]}{answer.stderr[-2000:]}")
        return answer.stdout

    def plant(self, path: str, old: str, new: str) -> None:
        """Changes a file of the copy until the end of this test."""
        file = self.tree / path
        sound = file.read_text(encoding="utf-8")
        self.assertIn(old, sound)
        file.write_text(sound.replace(old, new, 1), encoding="utf-8")
        self.addCleanup(file.write_text, sound, encoding="utf-8")

    def verdict(self, name: str) -> tuple[int, int, int, str]:
        """Builds what changed and runs the tests of that name: exit code, passed, failed, everything printed."""
        self.run_tool("ninja", "-C", str(self.build), *TARGETS)
        answer = subprocess.run(
            [sys.executable, str(self.tree / "tests/support/report.py"), "--build", str(self.build), "--checked", str(self.build), name],
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
        last = LAST_LINE.match(answer.stdout.splitlines()[-1])
        self.assertIsNotNone(last, answer.stdout + answer.stderr)
        return answer.returncode, int(last[1]), int(last[2]), answer.stdout

    def refused(self, name: str, sign: str) -> None:
        """The run is red, counts a failure, and shows this sign of it."""
        code, _, failed, said = self.verdict(name)
        self.assertEqual((code, failed > 0), (1, True), said)
        self.assertIn(sign, said)

    def test_a_sound_tree_passes(self) -> None:
        for name in ("sound", "floors"):
            code, passed, failed, said = self.verdict(name)
            self.assertEqual((code, passed > 0, failed), (0, True, 0), said)

    def test_a_name_of_no_test_turns_the_run_red(self) -> None:
        self.refused("no-such-test", "no test ran whose name holds 'no-such-test'")

    def test_a_heap_overflow_turns_the_run_red(self) -> None:
        self.plant(FOLD, START_OF_FOLD, START_OF_FOLD + "  static volatile gsize size = 9; char *planted = g_malloc (8); memset (planted, 1, size); g_free (planted);\n")
        self.refused("sound", "heap-buffer-overflow")

    def test_a_leak_turns_the_run_red(self) -> None:
        self.plant(FOLD, START_OF_FOLD, START_OF_FOLD + "  for (int i = 0; i < 10; i++) { char *volatile planted = g_strdup (text); (void) planted; }\n")
        self.refused("sound", "LeakSanitizer")

    def test_undefined_behaviour_turns_the_run_red(self) -> None:
        self.plant(FOLD, START_OF_FOLD, START_OF_FOLD + "  static volatile int planted = G_MAXINT; planted = planted + 1;\n")
        self.refused("sound", "signed integer overflow")

    def test_a_failing_test_turns_the_run_red(self) -> None:
        self.plant(TEST, '"epreuve ecrite"', '"planted"')
        self.refused("sound", "planted")

    def test_a_test_that_ends_early_turns_the_run_red(self) -> None:
        self.plant(TEST, "  g_assert_cmpstr", "  exit (0);\n  g_assert_cmpstr")
        self.plant(TEST, '#include "base', '#include <stdlib.h>\n#include "base')
        self.refused("sound", "FAILED")

    def test_a_wrong_include_turns_the_run_red(self) -> None:
        planted = self.tree / "src/ui/imagin-planted.h"
        planted.parent.mkdir(exist_ok=True)
        planted.write_text("/* SPDX-License-Identifier: GPL-3.0-or-later */\n#pragma once\n", encoding="utf-8")
        self.addCleanup(planted.unlink)
        self.plant(STATUS, "#include", '#include "ui/imagin-planted.h"\n#include')
        self.refused("floors", "includes ui/imagin-planted.h")


if __name__ == "__main__":
    tap.main()
