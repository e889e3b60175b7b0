# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP/1.1 messages as they are on the wire: the bytes to pass on, and the body that they carry."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field

MAXIMUM_HEAD_BYTES = 65536
CHUNK_BYTES = 65536


class Closed(Exception):
    """The other side closed the connection before a message was complete."""


class Headers(dict[str, str]):
    """Header fields by name, in any case. A repeated field is joined with commas."""

    def add(self, name: str, value: str) -> None:
        """Add one line of the head."""
        key = name.lower()
        super().__setitem__(key, f"{self[key]}, {value}" if key in self else value)

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name.lower())

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        return super().get(name.lower(), default)


@dataclass
class Head:
    """A start line and its header fields, with the bytes that they came in."""

    raw: bytes
    start: list[str]
    headers: Headers = field(default_factory=Headers)

    @classmethod
    def parse(cls, raw: bytes) -> Head:
        """Take the bytes up to the empty line apart."""
        lines = raw.decode("latin-1").split("\r\n")
        head = cls(raw, lines[0].split(" ", 2))
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if colon:
                head.headers.add(name.strip(), value.strip())
        return head

    @property
    def chunked(self) -> bool:
        """True where the body comes in chunks."""
        return "chunked" in self.headers.get("Transfer-Encoding").lower()

    @property
    def length(self) -> int | None:
        """The announced length of the body, where there is one."""
        text = self.headers.get("Content-Length")
        return int(text) if text.isdecimal() else None

    @property
    def keeps_alive(self) -> bool:
        """True where another message may follow on the connection."""
        return "close" not in self.headers.get("Connection").lower()


class Reader:
    """Reads messages from a socket, and keeps what came too early."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._held = b""

    @property
    def holds_bytes(self) -> bool:
        """True where a part of the next message is here already."""
        return bool(self._held)

    def _more(self) -> bytes:
        data = self._connection.recv(CHUNK_BYTES)
        if not data:
            raise Closed
        return data

    def head(self) -> Head:
        """The next head."""
        while b"\r\n\r\n" not in self._held:
            if len(self._held) > MAXIMUM_HEAD_BYTES:
                raise Closed
            self._held += self._more()
        raw, _, self._held = self._held.partition(b"\r\n\r\n")
        return Head.parse(raw + b"\r\n\r\n")

    def exactly(self, count: int) -> bytes:
        """The next `count` bytes."""
        parts, missing = [self._held[:count]], count - len(self._held)
        self._held = self._held[count:]
        while missing > 0:
            data = self._more()
            parts.append(data[:missing])
            self._held = data[missing:]
            missing -= len(data)
        return b"".join(parts)

    def line(self) -> bytes:
        """The next line, with its end."""
        while b"\r\n" not in self._held:
            self._held += self._more()
        line, _, self._held = self._held.partition(b"\r\n")
        return line + b"\r\n"

    def to_end(self) -> bytes:
        """Everything until the other side closes."""
        parts, self._held = [self._held], b""
        while data := self._connection.recv(CHUNK_BYTES):
            parts.append(data)
        return b"".join(parts)

    def chunks(self) -> tuple[bytes, bytes]:
        """A chunked body: as it is on the wire, and what it carries."""
        raw, carried = [], []
        while True:
            size_line = self.line()
            size = int(size_line.split(b";")[0], 16)
            raw.append(size_line)
            if size == 0:
                break
            data = self.exactly(size)
            carried.append(data)
            raw += [data, self.exactly(2)]
        while True:
            trailer = self.line()
            raw.append(trailer)
            if trailer == b"\r\n":
                return b"".join(raw), b"".join(carried)

    def request_body(self, head: Head) -> tuple[bytes, bytes]:
        """The body of a request: as it is on the wire, and what it carries."""
        if head.chunked:
            return self.chunks()
        data = self.exactly(head.length or 0)
        return data, data

    def answer_body(self, head: Head, method: str) -> tuple[bytes, bytes]:
        """The body of an answer: as it is on the wire, and what it carries."""
        status = int(head.start[1])
        if method == "HEAD" or status in (204, 304) or status < 200:
            return b"", b""
        if head.chunked:
            return self.chunks()
        data = self.to_end() if head.length is None else self.exactly(head.length)
        return data, data
