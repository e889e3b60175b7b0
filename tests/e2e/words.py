# SPDX-License-Identifier: GPL-3.0-or-later
"""The story is told in French; in another language the same words are looked for by way of the catalogue."""

from __future__ import annotations

import ast
import re
from pathlib import Path

LITERAL = re.compile(r'^(?:msgid|msgid_plural|msgstr(?:\[\d\])?|msgctxt)?\s*(".*")$')


def catalogue(path: Path) -> dict[str, str]:
    """French text → source text, of every entry of a .po file."""
    words: dict[str, str] = {}
    if not path.exists():
        return words
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        parts: dict[str, str] = {}
        field = ""
        for line in block.splitlines():
            literal = LITERAL.match(line)
            if line.startswith("#") or literal is None:
                continue
            keyword = line.split('"', 1)[0].strip()
            field = keyword or field
            parts[field] = parts.get(field, "") + ast.literal_eval(literal[1])
        source = parts.get("msgid", "")
        for field, other in (("msgstr", "msgid"), ("msgstr[0]", "msgid"), ("msgstr[1]", "msgid_plural")):
            if source and parts.get(field):
                words[plain(parts[field])] = plain(parts.get(other, source))
    return words


def plain(text: str) -> str:
    """Without the mark of an access key, and with plain spaces."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("_", "")).strip()


class Words:
    """Gives the name that a thing has on the screen in the language of the run."""

    def __init__(self, catalogues: Path, language: str) -> None:
        self._words = {} if language == "fr" else catalogue(catalogues / "fr.po")

    def __call__(self, french: str) -> str:
        """The text on the screen; what the catalogue does not know (data of the academy) stays as it is."""
        return self._words.get(plain(french), french)
