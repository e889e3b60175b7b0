# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands before an academy and loses its answer: a change is passed on whole, and whoever asked for it never hears of it."""

from __future__ import annotations

import re
import socket
import threading

CHANGES = (b"PUT", b"DELETE")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)


class Front:
    """Listens for good; `lose(n)` cuts before the answer of the change after n others."""

    def __init__(self, port: int) -> None:
        self.academy = port
        self.lost = 0
        self._left: int | None = None
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def lose(self, others: int | None) -> None:
        """None: no answer any more."""
        with self._lock:
            self._left = others

    def close(self) -> None:
        """Whoever is connected stays so."""
        self._listener.close()

    def _is_to_be_lost(self, head: bytes) -> bool:
        if not head.startswith(CHANGES):
            return False
        with self._lock:
            if self._left is None:
                return False
            self._left -= 1
            if self._left >= 0:
                return False
            self._left = None
            return True

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                academy = socket.create_connection(("127.0.0.1", self.academy), 5)
            except OSError:
                client.close()
                continue
            _Connection(self, client, academy)

    def answer_was_lost(self) -> None:
        """Counts it: the academy had answered."""
        with self._lock:
            self.lost += 1

    def starts(self, head: bytes) -> bool:
        """Whether the answer to this request is the one."""
        return self._is_to_be_lost(head)


class _Connection:
    """Both directions, each on a thread of its own."""

    def __init__(self, front: Front, client: socket.socket, academy: socket.socket) -> None:
        self.front = front
        self.client = client
        self.academy = academy
        self.lose = False
        for one in (client, academy):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            one.settimeout(None)
        threading.Thread(target=self._ask, daemon=True).start()
        threading.Thread(target=self._answer, daemon=True).start()

    def _end(self) -> None:
        for one in (self.client, self.academy):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _ask(self) -> None:
        """One request after the other, so that each is known by its head."""
        waiting = b""
        try:
            while True:
                while b"\r\n\r\n" not in waiting:
                    more = self.client.recv(65536)
                    if not more:
                        return
                    waiting += more
                head, _, waiting = waiting.partition(b"\r\n\r\n")
                found = LENGTH.search(head)
                left = int(found[1]) if found else 0
                # Before its last byte: the answer may come at once.
                self.lose = self.front.starts(head)
                self.academy.sendall(head + b"\r\n\r\n" + waiting[:left])
                waiting, left = waiting[left:], left - len(waiting[:left])
                while left:
                    more = self.client.recv(min(left, 65536))
                    if not more:
                        return
                    self.academy.sendall(more)
                    left -= len(more)
        except OSError:
            pass
        finally:
            self._end()
            self.client.close()

    def _answer(self) -> None:
        try:
            while True:
                more = self.academy.recv(65536)
                if not more:
                    return
                if self.lose:
                    self.front.answer_was_lost()
                    return
                self.client.sendall(more)
        except OSError:
            pass
        finally:
            self._end()
            self.academy.close()
