# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader meets it: nodes with role, name, text, value and actions, read over AT-SPI.

Nothing is cached: a search reads the whole window anew, so what is read is what the program says now."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from bus import ACCESSIBLE, ACTION, COMPONENT, EDITABLE, TEXT, VALUE, Bus, Question, read
from gi.repository import GLib

Name = str | re.Pattern[str]
# Actions that every label, entry and window has: pressing a thing never means one of these.
GENERIC = re.compile(r"^(clipboard|selection|link|menu|text|misc|window|default|scroll|win|app|navigation|zoom|listitem|list)\.")
DIRECT = ("click", "toggle", "activate", "press", "expand or contract")
HOLDERS = ("generic", "group", "tab panel", "scroll area", "list", "separator", "image")
LABELS = ("label", "button", "heading")
STATES = {name: number for number, name in enumerate(
    "invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable focused tooltip horizontal iconified modal "
    "multi_line multiselectable opaque pressed resizable selectable selected sensitive showing single_line stale transient vertical visible "
    "manages_descendants indeterminate required truncated animated invalid_entry".split())}
IN_WINDOW = 1  # coordinates relative to the window
DEPTH = 80


class NotFound(AssertionError):
    """What was looked for did not come; the message carries the tree that was there instead."""


def plain(text: str) -> str:
    """A text with every kind of space as a plain one: French typography does not stand in the way of a test."""
    return re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text or "").strip()


def matches(wanted: Name | None, text: str) -> bool:
    """A text is wanted whole; a pattern is searched in it."""
    if wanted is None:
        return True
    return bool(wanted.search(plain(text))) if isinstance(wanted, re.Pattern) else plain(wanted) == plain(text)


class Node:
    """One thing on the screen, with the role, name and states that it had when it was read."""

    def __init__(self, bus: Bus, owner: str, path: str, parent: "Node | None" = None) -> None:
        self.bus, self.owner, self.path, self.parent = bus, owner, path, parent
        self.role = ""
        self.name = ""
        self.states = 0
        self.children: list[Node] = []

    def question(self, interface: str, method: str, arguments: GLib.Variant | None = None) -> Question:
        """A message to this thing."""
        return Question(self.owner, self.path, interface, method, arguments)

    def _ask(self, interface: str, method: str, arguments: GLib.Variant | None = None) -> Any:
        return self.bus.ask(self.question(interface, method, arguments))

    def _read(self, interface: str, field: str) -> Any:
        return self.bus.ask(read(self.owner, self.path, interface, field))

    def refresh(self) -> "Node":
        """Reads it and everything shown in it anew, level by level, and returns it."""
        level = [self]
        for _ in range(DEPTH):
            answers = self.bus.ask_all([question for node in level for question in (
                node.question(ACCESSIBLE, "GetRoleName"), read(node.owner, node.path, ACCESSIBLE, "Name"),
                node.question(ACCESSIBLE, "GetState"), node.question(ACCESSIBLE, "GetChildren"))])
            below: list[Node] = []
            for index, node in enumerate(level):
                role, name, states, children = answers[4 * index:4 * index + 4]
                node.role, node.name = role or "", name or ""
                node.states = (states[0] | states[1] << 32) if states else 0
                shown = node is self or bool(node.states >> STATES["showing"] & 1)
                node.children = [Node(self.bus, owner, path, node) for owner, path in children or []] if shown else []
                below += node.children
            if not below:
                return self
            level = below
        return self

    def walk(self, again: bool = True) -> Iterator["Node"]:
        """It and everything shown in it, in reading order; read anew unless told otherwise."""
        if again:
            self.refresh()
        yield self
        for child in self.children:
            if child.has("showing"):
                yield from child.walk(again=False)

    def has(self, state: str) -> bool:
        """Whether it had a state of AT-SPI ("focused", "sensitive", "checked", …) when it was read."""
        return bool(self.states >> STATES[state] & 1)

    @property
    def description(self) -> str:
        """What is said after its name."""
        return self._read(ACCESSIBLE, "Description") or ""

    def text_question(self) -> Question:
        """What to ask for the text in it: a spin button says that it has a text, and leaves it empty."""
        if self.role == "spin button":
            return read(self.owner, self.path, VALUE, "CurrentValue")
        return self.question(TEXT, "GetText", GLib.Variant("(ii)", (0, 100000)))

    @property
    def text(self) -> str:
        """The text in it: of an entry what was typed, of a label what it says, of a spin button its figure."""
        try:
            return shown_text(self.bus.ask(self.text_question()))
        except GLib.Error:
            return ""

    @property
    def value(self) -> float | None:
        """Its figure, where it has one."""
        try:
            return float(self._read(VALUE, "CurrentValue"))
        except GLib.Error:
            return None

    def set_value(self, value: float) -> None:
        """Gives a spin button or a scale its figure."""
        self._ask("org.freedesktop.DBus.Properties", "Set", GLib.Variant("(ssv)", (VALUE, "CurrentValue", GLib.Variant("d", float(value)))))

    def set_text(self, text: str) -> None:
        """Writes a text into an entry at once, as an input method does."""
        if not self._ask(EDITABLE, "SetTextContents", GLib.Variant("(s)", (text,))):
            raise NotFound(f"{self} takes no text")

    def actions(self) -> list[str]:
        """The names of what can be done with it."""
        try:
            count = int(self._read(ACTION, "NActions"))
        except GLib.Error:
            return []
        # GetActions would give the names in the person's language.
        return [name or "" for name in self.bus.ask_all([self.question(ACTION, "GetName", GLib.Variant("(i)", (index,))) for index in range(count)])]

    def own_action(self) -> int | None:
        """The action that a person means by pressing it, or None where it has none of its own."""
        names = self.actions()
        for direct in DIRECT:
            if direct in names:
                return names.index(direct)
        own = [index for index, name in enumerate(names) if name and not GENERIC.match(name)]
        return own[0] if len(own) == 1 else None

    def do(self, action: int | str) -> None:
        """Does one of its actions, by index or name."""
        index = self.actions().index(action) if isinstance(action, str) else action
        if not self._ask(ACTION, "DoAction", GLib.Variant("(i)", (index,))):
            raise NotFound(f"{self} refused its action")

    def box(self) -> tuple[int, int, int, int]:
        """x, y, width, height inside its window's content."""
        return tuple(self._ask(COMPONENT, "GetExtents", GLib.Variant("(u)", (IN_WINDOW,))))

    def top(self) -> "Node":
        """The window that it stands in."""
        node = self
        while node.parent is not None and node.parent.role != "application":
            node = node.parent
        return node

    def says(self) -> list[str]:
        """Every name, description and text in it, each once, in reading order."""
        nodes = list(self.walk())
        asked = [node for node in nodes if node.role not in HOLDERS]
        answers = self.bus.ask_all([question for node in asked for question in (read(node.owner, node.path, ACCESSIBLE, "Description"), node.text_question())])
        more = {node.path: (answers[2 * index], shown_text(answers[2 * index + 1])) for index, node in enumerate(asked)}
        return list(dict.fromkeys(plain(said) for node in nodes for said in (node.name, *more.get(node.path, ())) if said))

    def dump(self, depth: int = 0, again: bool = True) -> str:
        """The tree below it as text, for the message of a failed search."""
        if again:
            self.refresh()
        try:
            parts = [self.role, repr(self.name)]
            if self.description:
                parts.append(f"({self.description})")
            text = "" if self.role in LABELS else self.text
            if text and text != self.name:
                parts.append(f"= {text!r}")
            actions = [name for name in self.actions() if name and not GENERIC.match(name)]
            if actions:
                parts.append(str(actions))
            parts += [state for state in ("focused", "checked", "selected") if self.has(state)]
            if actions and not self.has("sensitive"):
                parts.append("insensitive")
        except GLib.Error:
            return ""
        # Panels without a name only hold others.
        line = "" if self.role in ("generic", "group", "tab panel") and not self.name else "  " * depth + " ".join(parts) + "\n"
        return line + "".join(child.dump(depth + bool(line), again=False) for child in self.children if child.has("showing"))

    def __repr__(self) -> str:
        return f"{self.role} {self.name!r}"


def shown_text(answer: Any) -> str:
    """The answer for a text or a figure as a person would read it."""
    return f"{answer:g}" if isinstance(answer, float) else str(answer or "")


def wait_for(what: Callable[[], Any], why: str | Callable[[], str], timeout: float = 10.0) -> Any:
    """Asks until the answer is true, and returns it; `why` is the message of the failure."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            answer = what()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NotFound(why if isinstance(why, str) else why())
        time.sleep(0.03)


def application(bus: Bus, pid: int) -> Node | None:
    """The program of a process, once it has a window."""
    for owner, path in bus.applications():
        if bus.process_of(owner) == pid:
            node = Node(bus, owner, path).refresh()
            return node if any(child.has("showing") for child in node.children) else None
    return None
