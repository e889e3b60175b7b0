# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader meets it: nodes with role, name, text, value and actions, read over AT-SPI.

Nothing is cached, so what is read is what the program says now."""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.filterwarnings("ignore", category=DeprecationWarning)

Name = str | re.Pattern[str]
# Actions that every label, entry and window has: pressing a thing never means one of these.
GENERIC = re.compile(r"^(clipboard|selection|link|menu|text|misc|window|default|scroll|win|app|navigation|zoom)\.")
DIRECT = ("click", "toggle", "activate", "press", "expand or contract")


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
    """One thing on the screen."""

    def __init__(self, accessible: Any) -> None:
        self.accessible = accessible
        self.role: str = accessible.get_role_name() or ""
        self.name: str = accessible.get_name() or ""

    @property
    def description(self) -> str:
        """What is said after its name."""
        return self.accessible.get_description() or ""

    def has(self, state: str) -> bool:
        """Whether it has a state of AT-SPI ("focused", "sensitive", "checked", …)."""
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    @property
    def shown(self) -> bool:
        """Whether it is on a page that is shown."""
        return self.has("showing")

    @property
    def text(self) -> str:
        """The text in it: of an entry what was typed, of a label what it says, of a spin button its figure."""
        # A spin button says that it has a text, and leaves it empty.
        if self.accessible.get_text_iface() is not None and self.role != "spin button":
            # "To the end" (-1) gives nothing for a GtkEntry: ask for the length.
            return Atspi.Text.get_text(self.accessible, 0, Atspi.Text.get_character_count(self.accessible)) or ""
        value = self.value
        return "" if value is None else f"{value:g}"

    def set_text(self, text: str) -> None:
        """Writes a text into an entry at once, as an input method does."""
        if self.accessible.get_editable_text_iface() is None or not Atspi.EditableText.set_text_contents(self.accessible, text):
            raise NotFound(f"{self} takes no text")

    @property
    def value(self) -> float | None:
        """Its figure, where it has one."""
        return Atspi.Value.get_current_value(self.accessible) if self.accessible.get_value_iface() is not None else None

    def set_value(self, value: float) -> None:
        """Gives a spin button or a scale its figure."""
        if self.accessible.get_value_iface() is None:
            raise NotFound(f"{self} takes no figure")
        Atspi.Value.set_current_value(self.accessible, float(value))

    def actions(self) -> list[str]:
        """The names of what can be done with it."""
        if self.accessible.get_action_iface() is None:
            return []
        return [Atspi.Action.get_action_name(self.accessible, index) or "" for index in range(Atspi.Action.get_n_actions(self.accessible))]

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
        if not Atspi.Action.do_action(self.accessible, index):
            raise NotFound(f"{self} refused its action")

    def box(self) -> tuple[int, int, int, int]:
        """x, y, width, height inside its window's content."""
        extents = self.accessible.get_extents(Atspi.CoordType.WINDOW)
        return extents.x, extents.y, extents.width, extents.height

    def children(self) -> Iterator["Node"]:
        """What is directly in it; what disappears meanwhile is left out."""
        try:
            count = self.accessible.get_child_count()
        except GLib.Error:
            return
        for index in range(count):
            try:
                child = self.accessible.get_child_at_index(index)
                if child is not None:
                    yield Node(child)
            except GLib.Error:
                continue

    def walk(self) -> Iterator["Node"]:
        """It and everything shown in it, in reading order."""
        yield self
        for child in self.children():
            try:
                if child.shown:
                    yield from child.walk()
            except GLib.Error:
                continue

    def says(self) -> list[str]:
        """Every name, description and text in it, each once, in reading order."""
        found: dict[str, None] = {}
        for node in self.walk():
            try:
                for said in (node.name, node.description, node.text):
                    if said:
                        found.setdefault(plain(said))
            except GLib.Error:
                continue
        return list(found)

    def dump(self, depth: int = 0) -> str:
        """The tree below it as text, for the message of a failed search."""
        try:
            parts = [self.role, repr(self.name)]
            if self.description:
                parts.append(f"({self.description})")
            text = self.text
            if text and text != self.name:
                parts.append(f"= {text!r}")
            actions = [name for name in self.actions() if not GENERIC.match(name)]
            if actions:
                parts.append(str(actions))
            parts += [state for state in ("focused", "checked", "selected") if self.has(state)]
            if actions and not self.has("sensitive"):
                parts.append("insensitive")
        except GLib.Error:
            return ""
        # Panels without a name only hold others.
        line = "" if self.role in ("panel", "grouping") and not self.name else "  " * depth + " ".join(parts) + "\n"
        return line + "".join(child.dump(depth + bool(line)) for child in self.children() if _shown(child))

    def __repr__(self) -> str:
        return f"{self.role} {self.name!r}"


def _shown(node: Node) -> bool:
    try:
        return node.shown
    except GLib.Error:
        return False


def wait_for(what: Callable[[], Any], why: str | Callable[[], str], timeout: float = 10.0) -> Any:
    """Asks until the answer is true, and returns it; `why` is the message of the failure."""
    deadline = time.monotonic() + timeout
    pause = 0.02
    while True:
        try:
            answer = what()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NotFound(why if isinstance(why, str) else why())
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)


def desktop() -> Any:
    """The accessible desktop; asked for before the program starts, or the program is not seen."""
    found = Atspi.get_desktop(0)
    found.set_cache_mask(Atspi.Cache.NONE)
    return found


def application(pid: int) -> Node | None:
    """The program of a process, once it has a window."""
    top = desktop()
    for index in range(top.get_child_count()):
        child = top.get_child_at_index(index)
        if child is not None and child.get_process_id() == pid and child.get_child_count() > 0:
            child.set_cache_mask(Atspi.Cache.NONE)
            return Node(child)
    return None
