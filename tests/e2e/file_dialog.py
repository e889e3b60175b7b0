# SPDX-License-Identifier: GPL-3.0-or-later
"""The real file dialog of GTK, driven by keys: `choose` to open one or several files, `save` to write one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from a11y import Node, wait_for
from driver import App, DIALOGS

OPEN = ("Ouvrir", "Open", "Joindre", "Attach", "Choisir")
SAVE = ("Enregistrer", "Save")


def choose(app: App, paths: Sequence[Path], title: str | None = None) -> None:
    """Chooses files in the dialog that is open.

    A path can be typed, but only one: several are put into a folder of their own (same names, same bytes), which is
    opened by its path and selected as a whole."""
    dialog = _dialog(app, title)
    if len(paths) == 1:
        _type_path(app, dialog, str(paths[0]))
    else:
        folder = Path(tempfile.mkdtemp(prefix="choose-"))
        for path in paths:
            shutil.copyfile(path, folder / path.name)
        _type_path(app, dialog, f"{folder}/")
        app.key("Return")
        wait_for(lambda: all(any(path.name in said for said in dialog.says()) for path in paths), lambda: f"the folder is not shown:\n{dialog.dump()}")
        first = next(node for node in dialog.walk() if node.name == sorted(path.name for path in paths)[0] or node.text == sorted(path.name for path in paths)[0])
        app.select(first)
        app.key("ctrl+a")
    _accept(app, dialog, OPEN)


def save(app: App, path: Path, title: str | None = None) -> None:
    """Saves under a path in the dialog that is open."""
    dialog = _dialog(app, title)
    entry = next(node for node in dialog.walk() if node.role == "text box")
    app.write(entry, str(path))
    _accept(app, dialog, SAVE)


def _dialog(app: App, title: str | None) -> Node:
    """The dialog's own window, once it has the keyboard."""
    def look() -> Node | None:
        assert app.root is not None
        tops = [node for node in app.root.refresh().children if node.has("showing") and node.role in DIALOGS]
        return next((node for node in tops if title is None or node.name == title), None)
    dialog = wait_for(look, lambda: f"no file dialog {title or ''}:\n{app.dump()}")
    wait_for(lambda: any(node.has("active") or node.has("focused") for node in dialog.walk()), lambda: f"the dialog has no keyboard:\n{dialog.dump()}")
    return dialog


def _type_path(app: App, dialog: Node, path: str) -> None:
    """"/" opens the line for a path, which is then written into it."""
    def line() -> Node | None:
        return next((node for node in dialog.walk() if node.role == "text box" and node.text.startswith("/")), None)
    app.key("slash")
    entry = wait_for(line, lambda: f"no line for a path came:\n{dialog.dump()}")
    app.write(entry, path)
    wait_for(lambda: entry.text == path, lambda: f"the line holds {entry.text!r} and not {path!r}")


def _accept(app: App, dialog: Node, labels: Sequence[str]) -> None:
    """Presses the button that ends the dialog, and waits until it is gone."""
    def button() -> Node | None:
        return next((node for node in dialog.walk() if node.role == "button" and node.name in labels and node.has("sensitive")), None)
    app.press(wait_for(button, lambda: f"no button of {labels} can be pressed:\n{dialog.dump()}"))
    assert app.root is not None
    wait_for(lambda: all(node.name != dialog.name for node in app.root.refresh().children), lambda: f"the dialog stays:\n{dialog.dump()}")
