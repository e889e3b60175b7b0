# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything on the screen that the person entered: what a kill must not take away."""

from __future__ import annotations

import re

from a11y import plain
from driver import App

FIELDS = ("text box", "spin button", "search box", "combo box")
CHOICES = ("checkbox", "switch", "radio", "toggle button", "check box", "radio button")


def fields(app: App) -> dict[str, str]:
    """Name of each field (numbered, if a name comes twice) → what it holds; the receipts that are called kept by their names."""
    if app.root is None:
        return {}
    everything = list(app.root.walk())
    nodes = [node for node in everything if node.role in FIELDS + CHOICES and node.name]
    answers = app.root.bus.ask_all([node.text_question() for node in nodes])
    found: dict[str, str] = {}
    for node, answer in zip(nodes, answers, strict=True):
        if node.role == "combo box":  # what was chosen is the first thing that it says of itself
            held = plain(node.description).split(" · ", maxsplit=1)[0]
        else:
            held = ("on" if node.has("checked") or node.has("pressed") else "off") if node.role in CHOICES else plain(_text(answer))
        name = plain(node.name)
        number = 1
        while name in found:
            number += 1
            name = f"{plain(node.name)} #{number}"
        found[name] = held
    receipts = next((node for node in everything if node.role == "list" and node.name == app.words("Receipts")), None)
    if receipts is not None:
        rows = [node for node in receipts.children if node.role == "list item" and node.description != app.words("Checking…")]
        found["receipts"] = "; ".join(node.name for node in rows)
    return found


def _text(answer: object) -> str:
    return f"{answer:g}" if isinstance(answer, float) else str(answer or "")


def meaning(held: str) -> str:
    """A time of day says the same whether it is typed "8h30" or written "8 h 30"."""
    time = re.fullmatch(r"(\d{1,2})\s*[h:]\s*(\d{2})?", held)
    return f"{int(time[1]):02d}:{time[2] or '00'}" if time else held


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What is missing or says otherwise than before."""
    return [f"{name}: {held!r} before, {after.get(name, 'gone')!r} after" for name, held in before.items() if meaning(after.get(name, "gone")) != meaning(held)]
