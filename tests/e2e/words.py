# SPDX-License-Identifier: GPL-3.0-or-later
"""The story is told in the source's own words; the catalogue says how they read on the screen of this run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

LITERAL = re.compile(r'^(?:msgid|msgid_plural|msgstr(?:\[\d\])?|msgctxt)?\s*(".*")$')


def catalogue(path: Path) -> dict[str, str]:
    """Source text → translation, of every entry of a .po file."""
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
        for source, translation in (("msgid", "msgstr"), ("msgid", "msgstr[0]"), ("msgid_plural", "msgstr[1]")):
            if parts.get(source) and parts.get(translation):
                words[plain(parts[source])] = plain(parts[translation])
    return words


def plain(text: str) -> str:
    """Without the mark of an access key, and with plain spaces."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("_", "")).strip()


class Words:
    """Gives the words that stand on the screen in the language of the run."""

    def __init__(self, catalogues: Path, language: str) -> None:
        self.language = language
        self._words = {} if language == "en" else catalogue(catalogues / f"{language}.po")

    def __call__(self, source: str) -> str:
        """The text on the screen; what the catalogue does not know (data of the academy) stays as it is."""
        return self._words.get(plain(source), source)

    def is_untranslated(self, text: str) -> bool:
        """Whether a text on the screen is a source string that this language says otherwise."""
        return self._words.get(plain(text), text) not in (text, plain(text))
