# SPDX-License-Identifier: GPL-3.0-or-later
"""The X side of a window: keys, pointer, size and pictures, all by the X server's own test events."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from a11y import wait_for

# Names that people write, and the ones that X has for them.
KEYS = {"enter": "Return", "return": "Return", "esc": "Escape", "escape": "Escape", "tab": "Tab", "space": "space", "backspace": "BackSpace",
        "del": "Delete", "left": "Left", "right": "Right", "up": "Up", "down": "Down", ",": "comma", "?": "question", "pageup": "Prior", "pagedown": "Next"}


def run(*command: str, check: bool = True) -> str:
    """Runs a tool of X and returns what it printed."""
    answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False)
    if check and answer.returncode != 0:
        raise RuntimeError(f"{' '.join(command[:3])}…: {answer.stderr.strip()}")
    return answer.stdout


@dataclass(frozen=True)
class Place:
    """Where a window stands on the display."""

    x: int
    y: int
    width: int
    height: int


def scale_text(percent: int) -> None:
    """What the desktop's "large text" does: programs that start from now on read their resolution on the display."""
    subprocess.run(["xrdb", "-merge", "-"], input=f"Xft.dpi: {96 * percent // 100}\n", text=True, check=True, timeout=30)


def windows(pid: int) -> list[str]:
    """The ids of a program's windows that can be seen."""
    return run("xdotool", "search", "--onlyvisible", "--pid", str(pid), check=False).split()


def place(window: str) -> Place:
    """Where a window is, and how large."""
    pairs = dict(line.split("=", 1) for line in run("xdotool", "getwindowgeometry", "--shell", window).splitlines() if "=" in line)
    return Place(int(pairs["X"]), int(pairs["Y"]), int(pairs["WIDTH"]), int(pairs["HEIGHT"]))


def main_window(pid: int, title: str | None = None) -> str:
    """The program's window of that title, or its largest one."""
    def choose() -> str | None:
        found = [(place(window), window) for window in windows(pid)]
        if title is not None:
            found = [pair for pair in found if run("xdotool", "getwindowname", pair[1]).strip() == title]
        found = [pair for pair in found if pair[0].width > 1]
        return max(found, key=lambda pair: pair[0].width * pair[0].height)[1] if found else None
    return wait_for(choose, f"no window {title or ''} of process {pid} is on the display")


def key(combination: str) -> None:
    """Presses "ctrl+s", "alt+left", "Return", …"""
    run("xdotool", "key", "--clearmodifiers", "+".join(KEYS.get(part.lower(), part) for part in combination.split("+")))


def lock_capitals() -> None:
    """Presses the key that locks the capitals, and that frees them again."""
    run("xdotool", "key", "Caps_Lock")


def type_keys(text: str) -> None:
    """Types a text key by key."""
    run("xdotool", "type", "--clearmodifiers", "--delay", "4", "--", text)


def press(x: int, y: int, *, modifier: str | None = None) -> None:
    """Moves the pointer there and presses its first button."""
    held = ["keydown", modifier] if modifier else []
    let_go = ["keyup", modifier] if modifier else []
    run("xdotool", "mousemove", str(x), str(y), *held, "click", "1", *let_go)


def wheel(x: int, y: int, clicks: int) -> None:
    """Turns the wheel there: down where `clicks` is positive, up where it is negative."""
    run("xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(abs(clicks)), "--delay", "15", "5" if clicks > 0 else "4")


def resize(window: str, width: int, height: int) -> None:
    """Gives a window its size, and waits until it has it (or as near as its content lets it)."""
    run("xdotool", "windowsize", window, str(width), str(height))
    def settled() -> bool:
        now = place(window)
        return abs(now.width - width) <= 4 and abs(now.height - height) <= 4
    wait_for(settled, lambda: f"the window is {place(window)} and not {width}×{height}", 5)


def picture(window: str, path: Path) -> None:
    """The part of the display that a window covers, with whatever stands on it (menus, dialogs), as PNG."""
    where = place(window)
    path.parent.mkdir(parents=True, exist_ok=True)
    run("import", "-window", "root", "-crop", f"{where.width}x{where.height}+{where.x}+{where.y}", "+repage", str(path))
