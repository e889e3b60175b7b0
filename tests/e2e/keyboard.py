# SPDX-License-Identifier: GPL-3.0-or-later
"""The same program, by somebody who has no pointer: every thing is reached by Tab and arrows, and pressed by Space or Return.

What the stories call `click`, `point` or `fill` is done here by key events alone; an action of AT-SPI or an event of the
pointer fails the run. What has the keyboard must be in sight."""

from __future__ import annotations

import time

import screen
from a11y import Name, Node, NotFound, matches, plain, wait_for
from driver import App, ENTRIES, TIMEOUT

# So many keys lead anywhere in this window, or it has no way there.
KEYS_AT_MOST = 160
CHOSEN_BY_SPACE = ("radio", "toggle button", "switch", "checkbox", "check box", "radio button", "button", "push button", "menu item")
SETTLES_WITHIN_SECONDS = 0.4


class Keyboard(App):
    """A driver of keys; `keys` counts those that were pressed (a text counts each of its characters)."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.keys = 0
        self.out_of_sight: list[str] = []

    # Keys

    def key(self, combination: str) -> None:
        """Presses keys, and counts them."""
        self.keys += 1
        super().key(combination)

    def type_text(self, text: str) -> None:
        """Types, and counts."""
        self.keys += len(text)
        super().type_text(text)

    # Going somewhere

    def reach(self, wanted: Node) -> Node:
        """Gives the keyboard to a thing, or to what stands in it; arrows inside a list or a group, Tab between them."""
        been: list[str] = []
        for _ in range(KEYS_AT_MOST):
            now = self.focused()
            if now is not None and self._is_at(now, wanted):
                self._in_sight(now)
                return now
            been.append("" if now is None else now.path)
            self.key(self._next_key(now, wanted, been))
            self._moved(now)
        raise NotFound(f"{KEYS_AT_MOST} keys do not lead to {wanted}; {self.focused()} has the keyboard:\n{self.dump()}")

    def _moved(self, before: Node | None) -> None:
        """Waits until the keyboard is somewhere else, a moment at most: a key may do nothing."""
        deadline = time.monotonic() + SETTLES_WITHIN_SECONDS
        while time.monotonic() < deadline:
            now = self.focused()
            if now is not None and (before is None or now.path != before.path):
                return
            time.sleep(0.01)

    @staticmethod
    def _is_at(now: Node, wanted: Node) -> bool:
        """Whether the keyboard is on a thing, in it (an entry inside its row), or on the row that is pressed for it."""
        if now.path == wanted.path:
            return True
        if any(above.path == wanted.path for above in ancestors(now)):
            return wanted.role in ("list item", *ENTRIES, *CHOSEN_BY_SPACE)
        # A label or a cell has no keyboard of its own: the row or the button that holds it is pressed.
        return now.role in ("row", "list item", *CHOSEN_BY_SPACE) and wanted.role in ("label", "image", "grid cell") and any(
            above.path == now.path for above in ancestors(wanted))

    def _next_key(self, now: Node | None, wanted: Node, been: list[str]) -> str:
        """The key that leads nearer."""
        if now is None:
            return "Tab"
        stuck = len(been) > 1 and been[-1] == been[-2]
        both = common(now, wanted)
        if both is None or stuck:
            return "Tab"
        here, there = both
        siblings = [node.path for node in here.parent.children] if here.parent else []
        if here.path == there.path or here.path not in siblings or there.path not in siblings:
            return "Tab"
        forward = siblings.index(there.path) > siblings.index(here.path)
        if here.role == there.role == "radio":
            return "Right" if forward else "Left"
        if here.role == there.role == "list item" and now.path == here.path and been.count(now.path) < 3:
            return "Down" if forward else "Up"
        return "Tab"

    def _in_sight(self, node: Node) -> None:
        """What has the keyboard must not be hidden by the edge of what scrolls."""
        view = node.parent
        while view is not None and not any(child.role == "scroll bar" for child in view.children):
            view = view.parent
        if view is None:
            return
        def visible() -> bool:
            _, top, _, height = view.box()
            _, y, _, own = node.box()
            return y + min(own, height) > top and y < top + height
        try:
            wait_for(visible, "", 2)
        except NotFound:
            self.out_of_sight.append(str(node))

    # What the stories ask for

    def point(self, node: Node, modifier: str | None = None) -> None:
        """Presses a thing: Space for what is switched or pushed, Return for a row."""
        now = self.reach(node)
        self.key("space" if now.role in CHOSEN_BY_SPACE else "Return")

    def click(self, name: Name, role: str | None = None, within: Node | None = None, timeout: float = TIMEOUT) -> Node:
        """Reaches the thing of that name and presses it."""
        def usable() -> Node | None:
            self.alive()
            found = [node for node in self.all(role, name, within) if node.has("sensitive") and node.role != "label"]
            return next((node for node in found if node.role in CHOSEN_BY_SPACE), next(iter(found), None))
        node = wait_for(usable, lambda: f"nothing to press is named {name!r}; on the screen:\n{self.dump(within)}", timeout)
        if node.role in ("radio", "radio button") and (node.has("checked") or node.has("pressed")):
            return node
        self.point(node)
        return node

    def row(self, of: Name, name: Name) -> Node:
        """A row of a long list, from its first one down."""
        view = self.find("list", of)
        self._enter(view)
        self.key("Home")
        for _ in range(KEYS_AT_MOST):
            now = self.focused()
            wanted = self.words(name) if isinstance(name, str) else name
            if now is not None and now.role == "list item" and matches(wanted, now.name):
                return now
            self.key("Down")
            self._moved(now)
        raise NotFound(f"no row {name!r} in the list {of!r}:\n{self.dump(view)}")

    def _enter(self, view: Node) -> None:
        for _ in range(KEYS_AT_MOST):
            now = self.focused()
            if now is not None and any(above.path == view.path for above in ancestors(now)):
                return
            self.key("Tab")
            self._moved(now)
        raise NotFound(f"no key leads into {view}:\n{self.dump()}")

    def focus(self, name: Name, within: Node | None = None, number: int = 0) -> Node:
        """Gives the keyboard to the entry of that name."""
        node = self._entry(name, within, number)
        self.reach(node)
        return node

    def set_value(self, name: Name, value: float, within: Node | None = None, number: int = 0) -> None:
        """Types a figure."""
        node = self.focus(name, within, number)
        self.key("ctrl+a")
        self.type_text(f"{value:g}")
        self.key("Tab")
        wait_for(lambda: node.value == value, lambda: f"{node} stands at {node.value} and not {value}", 5)

    def press(self, node: Node) -> None:
        """Reaches a button and presses it."""
        self.point(node)

    def select(self, node: Node) -> None:
        """The keyboard on a row selects it."""
        self.reach(node)

    def write(self, node: Node, text: str) -> None:
        """Types a text in the place of what an entry holds."""
        self.reach(node)
        self.key("ctrl+a")
        self.type_text(text)
        time.sleep(SETTLES_WITHIN_SECONDS)
        self.key("End")
        for _ in range(len(node.text)):  # an entry that completes what is typed does so between the keys
            held = node.text
            if held == text:
                return
            if text.startswith(held):
                self.type_text(text[len(held):])
            else:
                self.key("BackSpace")
            time.sleep(SETTLES_WITHIN_SECONDS / 4)

    def bring(self, node: Node) -> None:
        """Nothing turns a wheel here: the keyboard brings what it reaches."""


def ancestors(node: Node) -> list[Node]:
    """What a thing stands in, nearest first."""
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def common(one: Node, other: Node) -> tuple[Node, Node] | None:
    """The two children of the nearest thing that holds both: where the ways to them part."""
    chain = [one, *ancestors(one)]
    paths = [node.path for node in chain]
    below = other
    for node in [other, *ancestors(other)]:
        if node.path in paths:
            index = paths.index(node.path)
            return (chain[index - 1], below) if index > 0 else None
        below = node
    return None


def forbid() -> list[str]:
    """From here on neither the pointer nor an action of AT-SPI may do anything; returns the list of what tried to."""
    tried: list[str] = []
    def refuse(*arguments: object, **_: object) -> None:
        tried.append(str(arguments))
        raise AssertionError("this story is told by keys alone")
    screen.press = screen.wheel = refuse
    Node.do = Node.set_value = Node.set_text = refuse
    return tried
