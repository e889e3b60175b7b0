#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the house that a grep can hold: forbidden calls, licence lines, file sizes."""

from __future__ import annotations

import os
import re
import sys
import unittest
from pathlib import Path

SOURCE = Path(os.environ.get("IMAGIN_SOURCE") or Path(__file__).resolve().parents[2]).resolve()
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap

MOST_LINES = 600
# Longer files that were looked at twice, with a bound of their own.
LONG: dict[str, int] = {}
FORBIDDEN = {
    # With jansson in the same program, json-glib's function of that name silently returns nothing.
    r"\bjson_object_iter_next\b": "json_object_iter_next_ordered walks a JSON object",
    r"\bgoto\b": "g_autoptr and early returns instead of goto",
    r"\b(?:strcpy|strcat|sprintf|gets)\s*\(": "bounded functions of GLib instead",
    r"\bdex_thread_spawn\b|\bdex_aio_|\bdex_future_with_timeout\b": "not in libdex 0.10, or not for durable data",
}
COMMENT_OR_TEXT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)


def forbidden_in(text: str) -> list[str]:
    """The rules that a C text breaks, comments and literals left out."""
    code = COMMENT_OR_TEXT.sub(" ", text)
    return [why for pattern, why in FORBIDDEN.items() if re.search(pattern, code)]


def files(*patterns: str) -> list[Path]:
    """The files of the checkout that match."""
    return sorted(path for pattern in patterns for path in SOURCE.glob(pattern) if "/_build" not in str(path))


class Style(unittest.TestCase):
    """Every file of src/ and tests/."""

    def test_no_forbidden_call(self) -> None:
        found = [f"{path.relative_to(SOURCE)}: {why}" for path in files("src/**/*.[ch]", "tests/**/*.[ch]") for why in forbidden_in(path.read_text(encoding="utf-8"))]
        self.assertEqual(found, [])

    def test_every_file_names_its_licence(self) -> None:
        wanted = files("src/**/*.[ch]", "src/**/meson.build", "tests/**/*.[ch]", "tests/**/*.py", "ui/**/*.blp", "tools/*.sh")
        found = [str(path.relative_to(SOURCE)) for path in wanted if path.suffix != ".sh" and "SPDX-License-Identifier: GPL-3.0-or-later" not in path.read_text(encoding="utf-8")[:300]]
        self.assertEqual(found, [])

    def test_no_file_is_too_long_to_read(self) -> None:
        found = {str(path.relative_to(SOURCE)): len(path.read_text(encoding="utf-8").splitlines()) for path in files("src/**/*.[ch]", "tests/**/*.[ch]", "tests/**/*.py", "ui/**/*.blp")}
        self.assertEqual({name: lines for name, lines in found.items() if lines > LONG.get(name, MOST_LINES)}, {})

    def test_the_rules_catch_what_they_name(self) -> None:
        self.assertEqual(len(forbidden_in("while (json_object_iter_next (&iter, &name, &node))")), 1)
        self.assertEqual(forbidden_in("while (json_object_iter_next_ordered (&iter, &name, &node)) /* not json_object_iter_next */;"), [])
        self.assertEqual(len(forbidden_in("if (bad) goto out;")), 1)


if __name__ == "__main__":
    tap.main()
