# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the program as a person does: what is on the screen is found by its name, keys and pointer are real.

    app = App(folder, "--academy", address)
    app.start()
    app.fill("Numéro d’intervenant", "0482917")
    app.click("Se connecter")
    app.find(name="À compléter")
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
import a11y
import screen
from a11y import Name, Node, NotFound, matches, plain, wait_for
from bus import Bus

TIMEOUT = 10.0
DIALOGS = ("dialog", "alert dialog")
HIDDEN = "●"
ENTRIES = ("text box", "spin button", "search box")
# What a library complains of, as GLib writes it, and what of that is about the machine and not about the program.
COMPLAINT = re.compile(r"^\(\S+:\d+\): \S+-(WARNING|CRITICAL) \*\*")
OF_THE_MACHINE = re.compile(r"Unable to acquire session bus|Failed to set fd limit|libEGL|MESA|dconf|No provider of gio-vfs")


class App:
    """One program with its window; its standard error goes to FOLDER/stderr.log, whatever it prints."""

    def __init__(self, folder: Path, *arguments: str, program: Sequence[str] | None = None, environment: Mapping[str, str] | None = None,
                 words: Callable[[str], str] | None = None, size: tuple[int, int] | None = None) -> None:
        self.words, self.size = words or str, size
        self.folder = folder
        self.command = [*(program or [os.environ["IMAGIN_CLIENT"]]), *arguments]
        self.environment = {**os.environ, "G_DEBUG": "fatal-criticals", **(environment or {})}
        self.process: subprocess.Popen[bytes] | None = None
        self.root: Node | None = None
        self.bus: Bus | None = None
        self.complaints_told = 0

    # Life

    def start(self, timeout: float = 30.0) -> "App":
        """Starts it and waits until its window can be read."""
        self.bus = self.bus or Bus()  # before the program starts, or it finds no bus to speak on
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / "stderr.log", "ab") as log:
            self.process = subprocess.Popen(self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

        def ready() -> Node | None:
            if self.process.poll() is not None:
                raise NotFound(f"the program ended with {self.process.returncode}:\n{self.errors()[-3000:]}")
            return a11y.application(self.bus, self.process.pid)

        self.root = wait_for(ready, lambda: f"no window came; standard error:\n{self.errors()[-3000:]}", timeout)
        screen.main_window(self.pid)
        if self.size is not None:
            self.resize(*self.size)
        return self

    @property
    def pid(self) -> int:
        """Its process."""
        if self.process is None:
            raise NotFound("the program is not started")
        return self.process.pid

    def kill(self) -> None:
        """Ends it as a power cut does: SIGKILL, no last word."""
        self._end(signal.SIGKILL)

    def quit(self) -> int:
        """Ends it as a person does (Ctrl+Q), and returns its exit code."""
        assert self.process is not None
        self.key("ctrl+q")
        code = self.process.wait(15)
        self.process = None
        self.silent()
        return code

    def _end(self, number: int) -> None:
        if self.process is not None:
            self.process.send_signal(number)
            self.process.wait(15)
            self.process = None
            self.root = None

    def restart(self) -> "App":
        """Starts it again with the same arguments; one that still runs is killed first."""
        self.kill()
        return self.start()

    def __enter__(self) -> "App":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()

    def errors(self) -> str:
        """All that it printed."""
        log = self.folder / "stderr.log"
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

    def complaints(self) -> list[str]:
        """What the toolkit and its libraries complained of since one last asked: a mistake of the program's, each."""
        found = [line for line in self.errors().splitlines() if COMPLAINT.search(line) and not OF_THE_MACHINE.search(line)]
        new, self.complaints_told = found[self.complaints_told:], len(found)
        return new

    def silent(self) -> None:
        """Fails where it complained, once for each complaint."""
        if new := self.complaints():
            raise NotFound("the program complains:\n" + "\n".join(new))

    def alive(self) -> None:
        """Fails where it has ended by itself, or complained."""
        self.silent()
        if self.process is None or self.process.poll() is not None:
            raise NotFound(f"the program ended ({self.process and self.process.returncode}); standard error:\n{self.errors()[-3000:]}")

    # Looking

    def all(self, role: str | None = None, name: Name | None = None, within: Node | None = None) -> list[Node]:
        """Everything shown that has this role and name, in reading order."""
        top = within or self.root
        if top is None:
            raise NotFound("the program is not started")
        wanted = self.words(name) if isinstance(name, str) else name
        return [node for node in top.walk() if (role is None or node.role == role) and matches(wanted, node.name)]

    def find(self, role: str | None = None, name: Name | None = None, within: Node | None = None, timeout: float = TIMEOUT) -> Node:
        """The first thing shown with this role and name; waits for it to come."""
        def look() -> Node | None:
            self.alive()
            return next(iter(self.all(role, name, within)), None)
        return wait_for(look, lambda: f"no {role or 'thing'} named {name!r}; on the screen:\n{self.dump(within)}", timeout)

    def gone(self, role: str | None = None, name: Name | None = None, timeout: float = TIMEOUT) -> None:
        """Waits until nothing of this role and name is shown."""
        wait_for(lambda: not self.all(role, name), lambda: f"{role or 'thing'} {name!r} is still there:\n{self.dump()}", timeout)

    def see(self, text: Name, within: Node | None = None, timeout: float = TIMEOUT) -> str:
        """Waits until a name, description or text shown holds this text, and returns it whole."""
        pattern = text if isinstance(text, re.Pattern) else re.compile(re.escape(plain(self.words(text))))
        def look() -> str | None:
            self.alive()
            return next((said for said in self.texts(within) if pattern.search(said)), None)
        return wait_for(look, lambda: f"nothing says {text!r}; on the screen:\n{self.dump(within)}", timeout)

    def texts(self, within: Node | None = None) -> list[str]:
        """Every name, description and text that is shown."""
        top = within or self.root
        return top.says() if top else []

    def text_of(self, name: Name, role: str | None = None, within: Node | None = None) -> str:
        """The text in the entry (or spin button) of that name, else of whatever has it."""
        return plain((self._entry(name, within) if role is None else self.find(role, name, within)).text)

    def dump(self, within: Node | None = None) -> str:
        """The tree of what is shown."""
        top = within or self.root
        return top.dump() if top else "(nothing)"

    def focused(self) -> Node | None:
        """What has the keyboard."""
        return next((node for node in (self.root.walk() if self.root else ()) if node.has("focused")), None)

    def dialog(self, name: Name | None = None, timeout: float = TIMEOUT) -> Node:
        """The dialog that is open."""
        def look() -> Node | None:
            self.alive()
            return next((node for node in self.all(name=name) if node.role in DIALOGS), None)
        return wait_for(look, lambda: f"no dialog {name!r}:\n{self.dump()}", timeout)

    # Doing

    def click(self, name: Name, role: str | None = None, within: Node | None = None, timeout: float = TIMEOUT) -> Node:
        """Does what pressing the thing of that name does: its action, or the pointer where it has none of its own."""
        def usable() -> Node | None:
            self.alive()
            found = [node for node in self.all(role, name, within) if node.has("sensitive")]
            with_action = [node for node in found if node.role != "label" and node.own_action() is not None]
            return next(iter(with_action or [node for node in found if node.role == "list item"] or found), None)
        node = wait_for(usable, lambda: f"nothing to press is named {name!r}; on the screen:\n{self.dump(within)}", timeout)
        action = node.own_action()
        if action is not None:
            node.do(action)
        else:
            self.point(node)
        return node

    def press(self, node: Node) -> None:
        """Does what pressing a button does."""
        node.do("click")

    def select(self, node: Node) -> None:
        """Selects a row."""
        self.point(node)

    def write(self, node: Node, text: str) -> None:
        """Writes a text into an entry at once: one that completes what is typed would do so between the keys."""
        node.set_text(text)

    def point(self, node: Node, modifier: str | None = None) -> None:
        """Presses the pointer in the middle of a thing, scrolled into sight first."""
        self.bring(node)
        self._still(node)
        x, y = self.middle(node)
        screen.press(x, y, modifier=modifier)

    def _still(self, node: Node) -> None:
        """Waits until a thing does not move any more: rows slide in, pages slide over."""
        seen: list[tuple[int, int, int, int]] = []
        def stands() -> bool:
            seen.append(node.box())
            return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]
        wait_for(stands, lambda: f"{node} does not stand still", 5)

    def row(self, of: Name, name: Name) -> Node:
        """A row of a long list, which holds only the rows in sight: the wheel goes to its top, then down until the row comes.

        A busy machine makes rows later than the wheel turns: then once more, slowly."""
        view = self.find("list", of)
        for rest in (0.05, 0.5):
            for turn in range(60):
                row = next((node for node in self.all("list item", name, view)), None)
                if row is not None:
                    self.bring(row)
                    return row
                screen.wheel(*self.middle(view), -60 if turn == 0 else 3)
                time.sleep(rest)
        raise NotFound(f"no row {name!r} in the list {of!r}:\n{self.dump(view)}")

    def bring(self, node: Node) -> None:
        """Turns the wheel until a thing stands whole in the part that scrolls."""
        view = node.parent
        while view is not None and not any(child.role == "scroll bar" for child in view.children):
            view = view.parent
        if view is None:
            return
        for _ in range(40):
            _, view_y, _, view_height = view.box()
            _, y, _, height = node.box()
            below, above = y + height - (view_y + view_height), view_y - y
            if (below <= 0 and above <= 0) or height > view_height:
                return
            middle_x, middle_y = self.middle(view)
            screen.wheel(middle_x, middle_y, max(1, min(12, below // 70)) if below > 0 else -max(1, min(12, above // 70)))
            time.sleep(0.05)  # the wheel's own movement; the loop looks where it led
        raise NotFound(f"{node} cannot be scrolled into sight")

    def middle(self, node: Node) -> tuple[int, int]:
        """Where on the display the middle of a thing is."""
        top = node.top()
        window = screen.place(screen.main_window(self.pid, top.name if top.role != "application" else None))
        left, above = top.box()[:2]
        x, y, width, height = node.box()
        return window.x + x - left + width // 2, window.y + y - above + height // 2

    def _entry(self, name: Name, within: Node | None = None, number: int = 0, timeout: float = TIMEOUT) -> Node:
        def look() -> Node | None:
            self.alive()
            return dict(enumerate(node for node in self.all(None, name, within) if node.role in ENTRIES)).get(number)
        return wait_for(look, lambda: f"nothing to type in is named {name!r}; on the screen:\n{self.dump(within)}", timeout)

    def focus(self, name: Name, within: Node | None = None, number: int = 0) -> Node:
        """Gives the keyboard to the entry of that name."""
        node = self._entry(name, within, number)
        if not self._has_focus(node):
            self.point(node)
            wait_for(lambda: self._has_focus(node), lambda: f"{node} did not take the keyboard; {self.focused()} has it", 5)
        return node

    def _has_focus(self, node: Node) -> bool:
        return any(inner.has("focused") for inner in node.walk())

    def fill(self, name: Name, text: str, within: Node | None = None, number: int = 0) -> Node:
        """Replaces what the entry of that name (the first one, or that number of them) holds, key by key."""
        def holds() -> bool:
            now = plain(node.text)
            return now == plain(text) or (len(now) == len(text) and set(now) == {HIDDEN})
        for last in (False, True):  # a row that has just come may take the keyboard for itself, once
            node = self.focus(name, within, number)
            self.key("ctrl+a")
            self.key("BackSpace")
            self.type_text(text)
            if node.role == "spin button":  # it takes a typed figure when it loses the keyboard
                self.key("Tab")
            try:
                wait_for(holds, lambda: f"{node} holds {node.text!r} and not {text!r}", 5 if last else 1)
                break
            except NotFound:
                if last:
                    raise
        return node

    def type_text(self, text: str) -> None:
        """Types where the keyboard is."""
        screen.type_keys(text)

    def key(self, combination: str) -> None:
        """Presses keys ("ctrl+s", "alt+left", "Return")."""
        self.alive()
        screen.key(combination)

    def set_value(self, name: Name, value: float, within: Node | None = None, number: int = 0) -> None:
        """Gives the spin button of that name its figure, and sees it there."""
        node = self._entry(name, within, number)
        node.set_value(value)
        wait_for(lambda: node.value == value, lambda: f"{node} stands at {node.value} and not {value}", 5)

    # Pictures

    def screenshot(self, path: Path) -> Path:
        """A picture of the window once it stands still."""
        window = screen.main_window(self.pid)
        before = b""
        deadline = time.monotonic() + 3
        while True:
            screen.picture(window, path)
            now = path.read_bytes()
            if now == before or time.monotonic() > deadline:
                return path
            before = now
            time.sleep(0.1)

    def resize(self, width: int, height: int) -> None:
        """Gives the window its size."""
        screen.resize(screen.main_window(self.pid), width, height)
