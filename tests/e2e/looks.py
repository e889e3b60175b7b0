# SPDX-License-Identifier: GPL-3.0-or-later
"""The main screens as other people see them: on a narrow window, in the dark, with much contrast, with large text, in English.

Each is looked at for what is cut off: a text that reaches over the edge of the window, of the part that scrolls, or of its row
of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import screen
import stories
from a11y import Node, NotFound, wait_for
from stage import Stage
from words import Words

TEXTS = ("label", "button", "toggle button", "radio", "text box", "spin button", "heading", "switch", "status", "alert")
# What has its place in the window from edge to edge, and holds the rest.
HOLDERS = ("list", "list item", "group", "article")
# Places are told from inside the window's own edge, a few pixels away from its frame.
SLACK = 8
# The line of a title is higher than its letters.
LINE_SLACK = 14


@dataclass(frozen=True)
class Look:
    """How a person has the window."""

    name: str
    size: tuple[int, int] = (1100, 800)
    text: int = 100
    language: str | None = None
    environment: dict[str, str] = field(default_factory=dict)


DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}
CONTRAST = {"ADW_DEBUG_HIGH_CONTRAST": "1"}
LOCALES = {"fr": "fr_FR.UTF-8", "en": "en_GB.UTF-8"}
ALL = (
    Look("etroit", (360, 720)),
    Look("sombre", environment=DARK),
    Look("contraste", environment=CONTRAST),
    Look("texte-200", text=200),
    Look("texte-200-etroit", (400, 720), 200),
    Look("anglais", language="en"),
)
SCREENS: dict[str, Callable[[Stage], None]] = {
    "liste": stories.show_list,
    "mission": lambda stage: stories.open_mission(stage, stories.ONLINE),
    "travail": stories.at_step(stories.ONLINE, "Work"),
    "justificatifs": stories.at_step(stories.ONLINE, "Receipts"),
    "verifier": stories.at_step(stories.ONLINE, "Review"),
    "trajet": stories.at_step(stories.ORAL, "Journey"),
    "nuits-repas": stories.at_step(stories.ORAL, "Nights and meals"),
}


def cut(top: Node) -> list[str]:
    """What of a window reaches over its edge, or over the edge of the part that scrolls: texts, and whatever holds some."""
    found: list[str] = []
    told: set[str] = set()
    edges = window_edges(top)
    height = top.box()[3]
    for node in top.walk():
        if node.parent is not None and node.parent.path in told:
            told.add(node.path)
            continue
        left, above, wide, high = node.box()
        view = scrolls(node)
        view_left, view_right = shown(view, *edges)
        row = row_of(node)
        text = node.role in TEXTS and bool(node.name)
        if text and row and above + high > row.box()[1] + row.box()[3] + SLACK:
            found.append(f"{node} to {above + high}, its row ends at {row.box()[1] + row.box()[3]}")
        elif (text or node.role in HOLDERS) and wide > 0 and (left < view_left - SLACK or left + wide > view_right + SLACK):
            found.append(f"{node} from {left} to {left + wide}, shown from {view_left} to {view_right}")
            told.add(node.path)  # what stands in it would say the same
        elif text and view is None and (above < -LINE_SLACK or above + high > height + LINE_SLACK):
            found.append(f"{node} from {above} to {above + high}, the window is {height} high")
    return found


def window_edges(top: Node) -> tuple[int, int]:
    """From where to where a window shows what stands in it, inside its frame: what is wider than that is cut, whatever it believes."""
    left, _, wide, _ = top.box()
    right, node = left + wide, top
    while len(inside := [child for child in node.children if child.has("showing")]) == 1:
        node = inside[0]
        left, right = max(left, node.box()[0]), min(right, node.box()[0] + node.box()[2])
    return left, right


def shown(view: Node | None, left: int, right: int) -> tuple[int, int]:
    """What of a line from the one to the other is in sight in a part that scrolls: it may itself be wider than what it stands in."""
    while view is not None:
        view_left, _, wide, _ = view.box()
        left, right = max(left, view_left), min(right, view_left + wide)
        view = scrolls(view)
    return left, right


def row_of(node: Node) -> Node | None:
    """The row of a list that it is in."""
    row = node.parent
    while row is not None and row.role != "list item":
        row = row.parent
    return row


def scrolls(node: Node) -> Node | None:
    """The nearest thing around it that scrolls."""
    view = node.parent
    while view is not None and not any(child.role == "scroll bar" for child in view.children):
        view = view.parent
    return view


def play(stage: Stage, looks: tuple[Look, ...] = ALL) -> None:
    """Starts the program once for each look, and goes through the screens; what was cut is a failure of the run."""
    app = stage.app
    before, environment, words = app.size, dict(app.environment), app.words
    for look in looks:
        app.kill()
        screen.scale_text(look.text)
        app.size, app.environment = look.size, {**environment, **look.environment}
        if look.language is not None:
            app.words = Words(Path(__file__).resolve().parents[2] / "po", look.language)
            app.environment |= {"LC_ALL": LOCALES[look.language], "LANGUAGE": look.language}
        app.restart()
        for name, go in SCREENS.items():
            go(stage)
            screen.run("xdotool", "mousemove", "0", "0")  # what a resting pointer brings up covers what it likes
            stage.picture(f"{look.name}-{name}", texts=look.language is None)
            stage.looked += 1
            for said in settled(app.root):
                stage.cut += 1
                stage.complain(f"{look.name}, {name}: {said} is cut off")
    app.kill()
    screen.scale_text(100)
    app.size, app.environment, app.words = before, environment, words
    app.restart()


# A telephone, or the corner of a small screen, with the largest text.
SMALL = (360, 640)
SMALL_TEXT = 200


def settled(root: Node) -> list[str]:
    """What is cut once nothing moves any more."""
    try:
        wait_for(lambda: not windows_cut(root), "", 2)
        return []
    except NotFound:
        return windows_cut(root)


def windows_cut(root: Node) -> list[str]:
    """What is cut in any window of the program."""
    return [said for top in root.refresh().children if top.has("showing") for said in cut(top)]
