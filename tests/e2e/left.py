# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program leaves on a computer: every file of a home, of the temporary and the runtime folders, and the keyring, before and after."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from gi.repository import Gio, GLib

SECRETS, SECRETS_PATH = "org.freedesktop.secrets", "/org/freedesktop/secrets"
# The test's own session bus writes what its services say.
OWN = ("bus.log",)
# Where programs that do not ask for a folder put things; others write there too, so only this person's words count.
COMMON = ("/tmp", "/var/tmp", "/dev/shm")


@dataclass(frozen=True)
class Snapshot:
    """Path or keyring item → what it is."""

    things: dict[str, str]

    def differences(self, after: "Snapshot") -> list[str]:
        """What came, went or changed."""
        names = sorted(self.things.keys() | after.things.keys())
        return [f"{name}: {self.things.get(name, 'nothing')} → {after.things.get(name, 'nothing')}" for name in names if self.things.get(name) != after.things.get(name)]


def describe(path: Path) -> str:
    """Kind, rights, size, bytes and the time of the last change (of a folder: only that it is there)."""
    status = path.lstat()
    kind = stat.S_IFMT(status.st_mode)
    if kind == stat.S_IFREG:
        return f"file {stat.S_IMODE(status.st_mode):o} {status.st_size} {hashlib.sha256(path.read_bytes()).hexdigest()[:16]} {status.st_mtime_ns}"
    return f"{stat.filemode(status.st_mode)} {os.readlink(path) if kind == stat.S_IFLNK else ''}"


def keyring() -> dict[str, str]:
    """Every item of every collection, by its label."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

    def read(path: str, interface: str, name: str) -> object:
        answer = bus.call_sync(SECRETS, path, "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (interface, name)), None, Gio.DBusCallFlags.NONE, 10000, None)
        return answer.unpack()[0]
    items: dict[str, str] = {}
    for collection in read(SECRETS_PATH, "org.freedesktop.Secret.Service", "Collections"):
        for item in read(collection, "org.freedesktop.Secret.Collection", "Items"):
            items[f"keyring {item}"] = str(read(item, "org.freedesktop.Secret.Item", "Label"))
    return items


def look(home: Path, without: Path) -> Snapshot:
    """All of a world (home, data, configuration, cache, state, runtime, temporary files) but that folder, and its keyring."""
    things = {}
    for path in home.rglob("*"):
        if path != without and without not in path.parents and path.name not in OWN:
            things[str(path.relative_to(home))] = describe(path)
    return Snapshot(things | keyring())


def look_at_rest(home: Path, without: Path) -> Snapshot:
    """The same, once nothing moves any more: what other programs were writing is done."""
    before = look(home, without)
    for _ in range(20):
        time.sleep(0.3)
        after = look(home, without)
        if not before.differences(after):
            return after
        before = after
    raise AssertionError("the computer does not come to rest")


def said(home: Path, without: Path, words: list[str], own: str, since: float) -> list[str]:
    """The files of the world in which one of these words stands, and those that came since in the common folders with the word that nobody else has."""
    found = [path for path in _grep(words, [str(home)]) if not path.startswith(f"{without}/")]
    recent = subprocess.run(["find", *COMMON, "-xdev", "-type", "f", "-newermt", f"@{since:.0f}", "-size", "-64M", "-not", "-path", f"{home}/*", "-print0"],
                            stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120).stdout
    others = [os.fsdecode(path) for path in recent.split(b"\0") if path]
    return sorted({*found, *(_grep([own], others) if others else [])})


def _grep(words: list[str], places: list[str]) -> list[str]:
    command = ["grep", "-rlaF", "-D", "skip", *[argument for word in words for argument in ("-e", word)], "--", *places]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=120).stdout.splitlines()
