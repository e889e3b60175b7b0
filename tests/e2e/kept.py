# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything on the screen that the person entered: what a kill must not take away."""

from __future__ import annotations

from a11y import Node, plain
from bus import ACCESSIBLE, read
from driver import App

FIELDS = ("text box", "spin button", "search box", "combo box")
CHOICES = ("checkbox", "switch", "radio", "toggle button", "check box", "radio button")


def fields(app: App) -> dict[str, str]:
    """Name of each field (with where it stands, if a name comes twice) → what it holds."""
    if app.root is None:
        return {}
    nodes = [node for node in app.root.walk() if node.role in FIELDS + CHOICES and node.name]
    answers = app.root.bus.ask_all([node.text_question() for node in nodes])
    found: dict[str, str] = {}
    for node, answer in zip(nodes, answers, strict=True):
        held = ("on" if node.has("checked") or node.has("pressed") else "off") if node.role in CHOICES else plain(_text(answer))
        name = plain(node.name)
        number = 1
        while name in found:
            number += 1
            name = f"{plain(node.name)} #{number}"
        found[name] = held
    return found


def _text(answer: object) -> str:
    return f"{answer:g}" if isinstance(answer, float) else str(answer or "")


def rows(app: App, of: Node) -> list[str]:
    """What the rows of a list say, in order: name and description of each."""
    items = [node for node in of.walk() if node.role == "list item"]
    said = of.bus.ask_all([read(node.owner, node.path, ACCESSIBLE, "Description") for node in items])
    return [plain(f"{node.name} {description or ''}") for node, description in zip(items, said, strict=True)]


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What is missing or otherwise than before."""
    return [f"{name}: {held!r} before, {after.get(name, 'gone')!r} after" for name, held in before.items() if after.get(name) != held]
