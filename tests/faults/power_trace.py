# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run did to its disk, in order: bytes, names, syncs, and between them what the person was told; read from strace."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

CALLS = ("openat", "lseek", "write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "sync_file_range", "ftruncate", "fallocate",
         "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "link", "linkat", "mkdir", "mkdirat",
         "copy_file_range", "sendfile", "dup", "dup2", "dup3")
# Of these, nothing below the two computers' folders: the model of the disk does not know them.
UNKNOWN = frozenset({"linkat", "copy_file_range", "sendfile", "sync_file_range", "dup", "dup2", "dup3", "pwritev", "pwritev2"})
LONGEST = 4_000_000
LINE = re.compile(r"^(\d+) +(\d+\.\d+) (?:<\.\.\. (\w+) resumed>|(\w+)\()(.*)$", re.S)
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"(\.\.\.)?', re.S)
RESULT = re.compile(r"\) += (-?\d+)(?:<([^>]*)>)?(?: |$)")
DESCRIPTOR = re.compile(r"^(\d+)<([^>]*)>")
# Shared memory of SQLite's, made anew after a power loss; and what holds no byte.
NO_DATA = ("-shm",)


@dataclass(frozen=True)
class Bytes:
    """Written into a file, or (None) the file cut or grown to `offset`."""

    node: int
    offset: int
    data: bytes | None


@dataclass(frozen=True)
class Name:
    """A folder's entry that is new (`node`), gone (None), or has taken the place of another of the same folder (`old`)."""

    folder: int
    name: str
    node: int | None
    old: str | None = None


@dataclass(frozen=True)
class Sync:
    """What happened to that file or folder before `upto` is durable; where the disk refused, it never is."""

    node: int
    upto: int
    done: bool


@dataclass(frozen=True)
class Told:
    """A line of what the person was told, which lies elsewhere."""

    words: tuple[str, ...]


Event = Bytes | Name | Sync | Told


@dataclass
class Opened:
    """A descriptor of a file."""

    node: int
    at: int


class Trace:
    """The events, each with its time. The disk begins with the folder that holds both computers' and with what is below these, all of it durable."""

    ROOT = 0

    def __init__(self, root: Path, computers: tuple[str, ...], acks: Path) -> None:
        self.events: list[Event] = []
        self.times: list[float] = []
        self.folders = {self.ROOT}
        self.first: list[Event] = []
        self._root = str(root)
        self._own = tuple(f"{root}/{name}" for name in computers)
        self._acks = str(acks)
        self._nodes: dict[str, int] = {self._root: self.ROOT}
        self._sizes: dict[int, int] = {}
        self._made = 0
        self._opened: dict[str, Opened] = {}
        self._begun: dict[str, tuple[str, str, int]] = {}
        self._now = 0.0
        for path in sorted(path for own in self._own for path in (Path(own), *Path(own).rglob("*")) if path.exists()):
            self._begin_with(path)

    def _begin_with(self, path: Path) -> None:
        if path.name.endswith(NO_DATA):
            return
        node = self._new(str(path))
        if path.is_dir():
            self.folders.add(node)
        else:
            self._add(Bytes(node, 0, path.read_bytes()))
        self.first += self.events
        self.events.clear()
        self.times.clear()

    def read(self, log: Path) -> None:
        """Everything that the log tells."""
        with open(log, encoding="latin-1", newline="\n") as lines:
            for line in lines:
                match = LINE.match(line.rstrip("\n"))
                if match:
                    self._line(match[1], float(match[2]), match[3], match[4], match[5])

    def _line(self, thread: str, now: float, resumed: str | None, call: str | None, rest: str) -> None:
        self._now = now
        if call is not None and rest.endswith("<unfinished ...>"):
            self._begun[thread] = (call, rest.removesuffix("<unfinished ...>"), len(self.events))
            return
        begun = len(self.events)
        if resumed is not None:
            call, first, begun = self._begun.pop(thread, (resumed, "", begun))
            rest = first + rest
        results = list(RESULT.finditer(rest))
        if call is not None and results:
            # A refused sync changes what the disk will hold; anything else that was refused did nothing.
            value = int(results[-1][1])
            if value >= 0 or call in ("fsync", "fdatasync"):
                self._call(call, rest[:results[-1].start()], value, begun)

    # What was done, on what

    def _add(self, event: Event) -> None:
        if isinstance(event, Bytes):
            self._sizes[event.node] = event.offset if event.data is None else max(self._sizes.get(event.node, 0), event.offset + len(event.data))
        self.events.append(event)
        self.times.append(self._now)

    def _is_own(self, path: str) -> bool:
        return path.startswith(self._own) and not path.endswith(NO_DATA)

    def _place(self, path: str) -> tuple[int, str]:
        folder, _, name = path.rpartition("/")
        return self._nodes[folder], name

    def _call(self, call: str, rest: str, value: int, begun: int) -> None:
        descriptor = DESCRIPTOR.match(rest)
        path = descriptor[2] if descriptor else ""
        if call in UNKNOWN and (self._is_own(path) or any(self._is_own(text) for text in self._texts(rest))):
            raise RuntimeError(f"the model of the disk does not know {call} {rest[:200]}")
        if call == "openat":
            self._open(rest, str(value))
        elif call in ("rename", "renameat", "renameat2"):
            self._rename(*self._texts(rest))
        elif call == "link":
            self._link(*self._texts(rest))
        elif call in ("unlink", "unlinkat", "rmdir"):
            self._unlink(self._texts(rest)[0])
        elif call in ("mkdir", "mkdirat"):
            self._make(self._texts(rest)[0])
        elif descriptor and call in ("fsync", "fdatasync"):
            if path in self._nodes and (path == self._root or self._is_own(path)):
                self._add(Sync(self._nodes[path], begun, value == 0))
        elif descriptor and path == self._acks and call == "write":
            self._add(Told(tuple(self._texts(rest)[0].split())))
        elif descriptor and self._is_own(path):
            self._file(call, descriptor[1], path, rest, value)

    @staticmethod
    def _texts(rest: str) -> list[str]:
        return [bytes_of(match).decode("latin-1") for match in TEXT.finditer(rest)]

    def _file(self, call: str, number: str, path: str, rest: str, value: int) -> None:
        # A file without a name any more is nobody's after a power loss; a child's descriptors have the same numbers.
        opened = self._opened.get(number)
        if opened is None or self._nodes.get(path) != opened.node:
            if not path.endswith(" (deleted)"):
                raise RuntimeError(f"the trace does not say who opened {path}")
            return
        if call == "lseek":
            opened.at = value
        elif call == "ftruncate":
            self._add(Bytes(opened.node, int(rest.rsplit(",", 1)[1]), None))
        elif call == "fallocate":
            mode, offset, size = (int(word) for word in rest.split(",")[1:4])
            if mode != 0:
                raise RuntimeError(f"the model of the disk does not know {rest}")
            if offset + size > self._sizes.get(opened.node, 0):
                self._add(Bytes(opened.node, offset + size, None))
        elif call == "pwrite64":
            self._write(opened.node, int(rest.rsplit(",", 1)[1]), rest, value)
        else:
            self._write(opened.node, opened.at, rest, value)
            opened.at += value

    def _write(self, node: int, offset: int, rest: str, value: int) -> None:
        data = b"".join(bytes_of(match) for match in TEXT.finditer(rest))[:value]
        if len(data) != value:
            raise RuntimeError(f"the trace has {len(data)} bytes of {value}")
        self._add(Bytes(node, offset, data))

    # Names

    def _new(self, path: str) -> int:
        self._made += 1
        folder, name = self._place(path)
        self._nodes[path] = self._made
        self._add(Name(folder, name, self._made))
        return self._made

    def _open(self, rest: str, number: str) -> None:
        path = self._texts(rest)[0]
        if not self._is_own(path):
            return
        if path not in self._nodes:
            if "O_CREAT" not in rest:
                raise RuntimeError(f"a file that nobody made: {path}")
            self._new(path)
        elif "O_TRUNC" in rest:
            self._add(Bytes(self._nodes[path], 0, None))
        self._opened[number] = Opened(self._nodes[path], 0)

    def _make(self, path: str) -> None:
        if self._is_own(path):
            self.folders.add(self._new(path))

    def _unlink(self, path: str) -> None:
        if self._is_own(path) and self._nodes.pop(path, None) is not None:
            self._add(Name(*self._place(path), None))

    def _link(self, old: str, new: str) -> None:
        if self._is_own(old) and self._is_own(new):
            self._nodes[new] = self._nodes[old]
            self._add(Name(*self._place(new), self._nodes[new]))

    def _rename(self, old: str, new: str) -> None:
        if not self._is_own(old) or not self._is_own(new):
            return
        node = self._nodes.pop(old)
        self._nodes[new] = node
        for path in [path for path in self._nodes if path.startswith(f"{old}/")]:
            self._nodes[new + path[len(old):]] = self._nodes.pop(path)
        (left, old_name), (entered, new_name) = self._place(old), self._place(new)
        if left == entered:
            self._add(Name(entered, new_name, node, old_name))
        else:
            # Two folders, each with a sync of its own.
            self._add(Name(entered, new_name, node))
            self._add(Name(left, old_name, None))


def bytes_of(match: re.Match[str]) -> bytes:
    """A text as strace writes it; never one that it cut short."""
    if match[2]:
        raise RuntimeError("the trace cuts a text short")
    data, _ = codecs.escape_decode(match[1].encode("latin-1"))  # type: ignore[attr-defined]
    return bytes(data)


def around(log: Path, *more: str) -> tuple[str, ...]:
    """The command that runs a client and writes down what it does to its disk."""
    return ("strace", "-f", "-qq", "-y", "-ttt", "-s", str(LONGEST), "-o", str(log), "-e", f"trace={','.join(CALLS)}", *more)
