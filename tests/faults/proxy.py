# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in front of an academy: it passes everything on, counts it by operation, and does to one exchange what it is told."""

from __future__ import annotations

import re
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

WAIT_SECONDS = 45
CHUNK = 65536
# A name of the academy's own is a word; a mission, a receipt, a validation is not.
WORD = re.compile(r"^[a-z][a-z-]*$")


@dataclass(frozen=True, order=True)
class Operation:
    """The Nth time that something is asked of an academy."""

    academy: str
    name: str
    number: int

    def __str__(self) -> str:
        return f"{self.academy} {self.name} {self.number}"


@dataclass(frozen=True)
class Size:
    """How many bytes went up and came down, and how many of them were headers."""

    up_head: int
    up: int
    down_head: int
    down: int


def operation_name(head: bytes) -> str:
    """GET missions, PUT statement, PUT receipts *, PUT content, …"""
    method, target = head.split(b" ", 2)[:2]
    parts = [part if WORD.match(part) else "*" for part in target.decode("ascii", "replace").split("?")[0].strip("/").split("/")]
    more = " more" if b"page=" in target or b"changed_since=" in target else ""
    return f"{method.decode()} {' '.join(parts[-2:] if parts[-1] == '*' else parts[-1:])}{more}"


def cut_off(connection: socket.socket) -> None:
    """As a cable that is pulled: the other side is told nothing but that it is over."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def shut(connection: socket.socket) -> None:
    """As somebody who has said everything: what was sent arrives, then the end."""
    try:
        connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    connection.close()


class Gone(Exception):
    """The other side is no more."""


def read_some(connection: socket.socket) -> bytes:
    """At least one byte."""
    data = connection.recv(CHUNK)
    if not data:
        raise Gone
    return data


def read_head(connection: socket.socket, have: bytes) -> tuple[bytes, bytes]:
    """A head with its empty line, and what already came after it."""
    while b"\r\n\r\n" not in have:
        have += read_some(connection)
    place = have.index(b"\r\n\r\n") + 4
    return have[:place], have[place:]


def header_of(head: bytes, name: str) -> str | None:
    """The value of a header, or None."""
    match = re.search(rb"^" + name.encode() + rb":\s*(.*?)\r$", head, re.M | re.I)
    return match[1].decode("latin-1") if match else None


def read_answer(connection: socket.socket) -> tuple[bytes, bytes]:
    """The academy's answer whole: its head and its body as they came."""
    head, body = read_head(connection, b"")
    while head.startswith(b"HTTP/1.1 1"):
        head, body = read_head(connection, body)
    status = head.split(b" ", 2)[1]
    length = header_of(head, "Content-Length")
    if status in (b"204", b"304"):
        return head, b""
    if length is not None:
        while len(body) < int(length):
            body += read_some(connection)
        return head, body
    if "chunked" in (header_of(head, "Transfer-Encoding") or ""):
        while not body.endswith(b"0\r\n\r\n"):
            body += read_some(connection)
        return head, body
    try:
        while True:
            body += read_some(connection)
    except Gone:
        return head, body


@dataclass
class Exchange:
    """One request whose head was read, on its way."""

    front: Front
    client: socket.socket
    operation: Operation
    head: bytes
    begun: bytes  # what came of the body with the head
    sent: bytes = field(default=b"")

    @property
    def up(self) -> int:
        """How many bytes the request has."""
        return len(self.head) + int(header_of(self.head, "Content-Length") or 0)

    def request(self, most: int | None = None, pause: Callable[[int], None] | None = None) -> bytes:
        """So many bytes of the request; all of them without a number."""
        wanted = self.up if most is None else min(most, self.up)
        have = self.head + self.begun
        while len(have) < wanted:
            data = read_some(self.client)
            if pause:
                pause(len(data))
            have += data
        return have[:wanted]

    def ask(self, request: bytes | None = None) -> tuple[bytes, bytes]:
        """Lets the academy do it: the answer's head and body."""
        data = self.request() if request is None else request
        with socket.create_connection(("127.0.0.1", self.front.target), timeout=WAIT_SECONDS) as academy:
            academy.sendall(data)
            return read_answer(academy)

    def begin(self, most: int) -> None:
        """Lets so many bytes reach the academy, and nothing after them."""
        with socket.create_connection(("127.0.0.1", self.front.target), timeout=WAIT_SECONDS) as academy:
            academy.sendall(self.request(most))
            # It reads what came, and finds that there is no more.
            academy.shutdown(socket.SHUT_WR)
            academy.settimeout(0.2)
            try:
                academy.recv(CHUNK)
            except OSError:
                pass

    def wait(self, seconds: float) -> None:
        """Nothing happens for so long; less where the run is over."""
        self.front.over.wait(seconds)

    def met(self) -> None:
        """What was to happen happens now."""
        self.front.met.set()


# Does something to an exchange; says whether the connection still goes on.
Act = Callable[[Exchange], bool]


def pass_on(exchange: Exchange) -> bool:
    """As if nobody stood there."""
    head, body = exchange.ask()
    exchange.front.note(exchange, Size(len(exchange.head), exchange.up, len(head), len(head) + len(body)))
    exchange.client.sendall(head + body)
    return "close" not in (header_of(head, "Connection") or "")


@dataclass(frozen=True)
class Plan:
    """What is done to one exchange; and to each later one of that name, where there is more."""

    operation: Operation
    act: Act
    then: Act = pass_on

    def act_on(self, operation: Operation) -> Act:
        """What is done to that one."""
        if operation.name != self.operation.name or operation.number < self.operation.number:
            return pass_on
        return self.act if operation.number == self.operation.number else self.then


class Front:
    """Listens on the loopback in the stead of one academy."""

    def __init__(self, academy: str) -> None:
        self.academy = academy
        self.target = 0
        self.met = threading.Event()
        self.over = threading.Event()
        self.sizes: dict[Operation, Size] = {}
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._planned: Plan | None = None
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def begin(self, target: int, planned: Plan | None = None) -> None:
        """A new run: counts from nothing, and does what is planned."""
        self.finish()
        with self._lock:
            self.target = target
            self._counts.clear()
            self.sizes = {}
            self._planned = planned
            self.met = threading.Event()
            self.over = threading.Event()

    def finish(self) -> None:
        """Whoever still waits for something waits no longer; from now on everything is passed on."""
        self.over.set()
        with self._lock:
            self._planned = None
            left, self._open = self._open, set()
        for connection in left:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def stop(self) -> None:
        """Listens no more."""
        self.finish()
        self._listener.close()

    def note(self, exchange: Exchange, size: Size) -> None:
        """For the survey."""
        with self._lock:
            self.sizes[exchange.operation] = size

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            client.settimeout(WAIT_SECONDS)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open.add(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            while self._one(client):
                pass
        except (Gone, OSError):
            pass
        finally:
            with self._lock:
                self._open.discard(client)
            client.close()

    def _one(self, client: socket.socket) -> bool:
        head, begun = read_head(client, b"")
        name = operation_name(head)
        with self._lock:
            self._counts[name] += 1
            operation = Operation(self.academy, name, self._counts[name])
            act = self._planned.act_on(operation) if self._planned else pass_on
        return act(Exchange(self, client, operation, head, begun))


def cut_up(offset: int) -> Act:
    """So many bytes of the request reach the academy, then the connection is gone."""

    def act(exchange: Exchange) -> bool:
        if offset >= exchange.up:
            return pass_on(exchange)
        exchange.request(offset)
        exchange.met()
        cut_off(exchange.client)
        exchange.begin(offset)
        return False

    return act


def cut_down(offset: int, end: Callable[[socket.socket], None]) -> Act:
    """The academy does it; so many bytes of its answer arrive. None of them: the answer is lost."""

    def act(exchange: Exchange) -> bool:
        head, body = exchange.ask()
        answer = head + body
        if offset < len(answer):
            exchange.client.sendall(answer[:offset])
            exchange.met()
            # What was sent is to arrive before the end of it does.
            time.sleep(0.02)
        else:
            exchange.client.sendall(answer)
        end(exchange.client)
        return False

    return act


def refuse_connection(exchange: Exchange) -> bool:
    """Whoever listens takes nothing."""
    exchange.met()
    cut_off(exchange.client)
    return False


def delay(seconds: float) -> Act:
    """Everything comes, and late."""

    def act(exchange: Exchange) -> bool:
        exchange.met()
        exchange.wait(seconds)
        goes_on = pass_on(exchange)
        return goes_on

    return act


def rate(seconds: float) -> Act:
    """A thin line: the request and the answer take so long each, in pieces."""

    def act(exchange: Exchange) -> bool:
        speed = max(1.0, exchange.up / seconds)
        exchange.met()
        head, body = exchange.ask(exchange.request(pause=lambda count: exchange.wait(count / speed)))
        answer = head + body
        piece = max(1, len(answer) // 20)
        for place in range(0, len(answer), piece):
            exchange.client.sendall(answer[place:place + piece])
            exchange.wait(seconds / 20)
        return True

    return act


def black_hole(seconds: float, asked: bool) -> Act:
    """Everything is taken and nothing ever comes; `asked`: the academy did it all the same."""

    def act(exchange: Exchange) -> bool:
        if asked:
            exchange.ask()
        exchange.met()
        exchange.wait(seconds)
        cut_off(exchange.client)
        return False

    return act
