# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of floors, and what the compiler's own dependency files say about it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

# floor: the floors that it may include (a floor may always include itself)
FLOORS: dict[str, frozenset[str]] = {
    "base": frozenset(),
    "domain": frozenset({"base"}),
    "store": frozenset({"base", "domain"}),
    "remote": frozenset({"base", "domain"}),
    "media": frozenset({"base", "domain"}),
    "account": frozenset({"base", "domain", "store", "remote", "media"}),
    "papers": frozenset({"base", "domain"}),
    "ui": frozenset({"base", "domain", "account", "papers"}),
    "academy": frozenset({"base", "domain"}),
}
# The program itself knows every floor of the client, and nothing of the server.
MAIN = frozenset(FLOORS) - {"academy"}

# room of the window: the rooms that it may include, from the words up to the window itself
_TEXTS = frozenset({"settings", "texts"})
_WIDGETS = _TEXTS | {"widgets"}
_WAITING = _WIDGETS | {"waiting"}
_ENTRY = _WAITING | {"entry"}
_MISSION = _ENTRY | {"mission"}
ROOMS: dict[str, frozenset[str]] = {
    "settings": frozenset(),
    "texts": frozenset(),
    "widgets": _TEXTS,
    "waiting": _WIDGETS,
    "entry": _WAITING,
    "mission": _ENTRY,
    "list": _WAITING,
    "sign-in": _WAITING,
    "accounts": _MISSION,
    "window": _MISSION | {"list", "sign-in", "accounts"},
}

GTK, SQLITE, SOUP = ("/gtk-4.0/", "/libadwaita-1/"), ("/sqlite3.h",), ("/libsoup-3.0/",)
# floor: libraries that must not reach its objects, not even through another header
LIBRARIES: dict[str, tuple[str, ...]] = {
    "base": GTK,
    "domain": GTK + SQLITE,
    "store": GTK,
    "remote": GTK + SQLITE,
    "account": SQLITE,
    "papers": SQLITE,
    "ui": SQLITE,
    "academy": GTK,
}
# floor: headers that its own files must not name (base hands out futures for libsoup, whose header names libsoup's types)
NAMED: dict[str, tuple[str, ...]] = {"ui": ("libsoup/", "sqlite3.h", "libsecret/"), "account": ("sqlite3.h",), "domain": ("libsoup/", "sqlite3.h")}

# Two libraries with functions of the same names: whoever sees both calls the wrong ones without a word.
CLASHING = ("/jansson.h", "/json-glib-1.0/")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def read_dependencies(build: Path) -> dict[str, list[Path]]:
    """object (relative to the build) → every file that the compiler read for it, as ninja keeps them."""
    answer = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], check=True, capture_output=True, text=True)
    found: dict[str, list[Path]] = {}
    current: list[Path] = []
    for line in answer.stdout.splitlines():
        if line.startswith("    "):
            current.append(build / line.strip())
        elif "#deps" in line:
            current = found.setdefault(line.split(": #deps")[0], [])
    return found


def floor_of(path: Path, source: Path) -> str | None:
    """The floor that a file of src/ stands on ("" for src/main.c), or None for any other file."""
    try:
        parts = path.relative_to(source / "src").parts
    except ValueError:
        return None
    return parts[0] if len(parts) > 1 else ""


def wrong_floors(dependencies: Mapping[str, Iterable[Path]], source: Path) -> list[str]:
    """Each file that an object of src/ reads from a floor that is not open to it."""
    wrong: set[str] = set()
    for obj, read in dependencies.items():
        files = [Path(str(path.resolve())) for path in read]
        if not obj.startswith("src/") or not files:
            continue
        floor = floor_of(files[0], source)
        if floor is None:
            floor = obj.split("/")[1] if obj.count("/") > 2 else ""
        if floor not in FLOORS and floor != "":
            wrong.add(f"{obj}: the table knows no floor '{floor}'")
            continue
        allowed = FLOORS[floor] | {floor} if floor else MAIN
        for path in files:
            other = floor_of(path, source)
            if other and other not in allowed:
                wrong.add(f"{files[0].name} ({floor or 'main'}) includes {path.relative_to(source / 'src')}")
            library = next((word for word in LIBRARIES.get(floor, ()) if word in str(path)), None)
            if library:
                wrong.add(f"{files[0].name} ({floor}) is reached by {library.strip('/')}")
    return sorted(wrong)


def clashes(dependencies: Mapping[str, Iterable[Path]]) -> list[str]:
    """Each object that is reached by both libraries that clash."""
    return sorted(obj for obj, read in dependencies.items() if all(any(word in str(path) for path in read) for word in CLASHING))


def named_headers(source: Path) -> list[str]:
    """Each header of a library that a file names although its floor must not."""
    wrong = []
    for floor, words in NAMED.items():
        for path in sources(source, floor):
            for _, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                if name.startswith(words):
                    wrong.append(f"{path.name} ({floor}) names <{name}>")
    return wrong


def sources(source: Path, floor: str = "") -> list[Path]:
    """Every C file and header below src/, or below one floor of it."""
    return sorted(path for path in (source / "src" / floor).rglob("*.[ch]"))


def include_graph(source: Path) -> dict[str, set[str]]:
    """unit → units whose headers it includes; a unit is a .c file with its .h and its -private.h."""
    graph: dict[str, set[str]] = {}
    for path in sources(source):
        unit = unit_of(path.relative_to(source / "src"))
        reached = graph.setdefault(unit, set())
        for mark, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            target = next((place for place in (source / "src" / name, path.parent / name) if place.exists()), None)
            if mark == '"' and target is not None:
                reached.add(unit_of(target.resolve().relative_to((source / "src").resolve())))
        reached.discard(unit)
    return graph


def unit_of(path: Path) -> str:
    """"ui/window/imagin-window-private.h" → "ui/imagin-window"."""
    return str(path.with_suffix("")).removesuffix("-private")


def wrong_rooms(graph: Mapping[str, set[str]]) -> list[str]:
    """Each file of the window that includes one of a room that is not open to it, or stands in none."""
    wrong = []
    for unit, reached in graph.items():
        floor, _, place = unit.partition("/")
        room, inside, _ = place.partition("/")
        if floor != "ui":
            continue
        if not inside or room not in ROOMS:
            wrong.append(f"{unit} stands in no room of the table")
            continue
        others = [other for other in sorted(reached) if other.startswith("ui/")]
        wrong += [f"{unit} includes {other}" for other in others if other.split("/")[1] not in ROOMS[room] | {room}]
    return sorted(wrong)


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """The circles of a graph, each given once, as the way round it."""
    found: dict[frozenset[str], list[str]] = {}
    done: set[str] = set()

    def walk(unit: str, way: list[str]) -> None:
        if unit in way:
            circle = way[way.index(unit):]
            found.setdefault(frozenset(circle), [*circle, unit])
            return
        if unit in done:
            return
        for other in sorted(graph.get(unit, ())):
            walk(other, [*way, unit])
        done.add(unit)

    for unit in sorted(graph):
        walk(unit, [])
    return list(found.values())
