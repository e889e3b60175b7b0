#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A loopback proxy that passes every byte on and holds every exchange against the contract.

    proxy.py --upstream http://127.0.0.1:PORT/ --record FILE [--contract FILE] [--port N]

Its first line of output is its own address. It ends when its standard input closes. FILE gets one JSON line for each
(operation, status) as it is seen and for each violation; several proxies may write to one file.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import socket
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from checker import Checker, Exchange
from contract import CONTRACT, Contract
from wire import Closed, Head, Reader

IDLE_SECONDS = 600


class Record:
    """The file of what was seen. Each entry is one write to a file opened for appending."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)

    def write(self, entry: dict[str, Any]) -> None:
        """Append one line."""
        os.write(self._file, (json.dumps(entry, ensure_ascii=False) + "\n").encode())


class Proxy:
    """Listens, and keeps one connection to the academy for each connection of a client."""

    def __init__(self, upstream: str, record: Record, checker: Checker, port: int = 0) -> None:
        parts = urlsplit(upstream)
        self._upstream = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._record = record
        self._checker = checker
        self._listener = socket.create_server(("127.0.0.1", port), backlog=64)

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/"

    def serve(self) -> None:
        """Accept for ever."""
        while True:
            client, _ = self._listener.accept()
            threading.Thread(target=self._converse, args=(client,), daemon=True).start()

    def _converse(self, client: socket.socket) -> None:
        with client:
            try:
                upstream = socket.create_connection(self._upstream)
            except OSError:
                return
            with upstream:
                for connection in (client, upstream):
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                try:
                    self._exchange_all(client, upstream)
                except (Closed, OSError, ValueError, IndexError):
                    pass  # A message that is cut short ends both connections, as it would without a proxy.

    def _exchange_all(self, client: socket.socket, upstream: socket.socket) -> None:
        requests, answers = Reader(client), Reader(upstream)
        while True:
            if not requests.holds_bytes:
                ready, _, _ = select.select([client, upstream], [], [], IDLE_SECONDS)
                if client not in ready:
                    return  # The academy closed an idle connection, or nobody spoke.
            if not self._exchange(client, upstream, requests, answers):
                return

    def _exchange(self, client: socket.socket, upstream: socket.socket, requests: Reader, answers: Reader) -> bool:
        request = requests.head()
        sent = self._send(upstream, request.raw)
        if sent and "100-continue" in request.headers.get("Expect").lower():
            interim = answers.head()
            client.sendall(interim.raw)
            if int(interim.start[1]) >= 200:
                self._finish(client, answers, request, b"", interim, passed=True)
                return False
        raw, body = requests.request_body(request)
        sent = sent and self._send(upstream, raw)
        answer = answers.head()
        while 100 <= int(answer.start[1]) < 200:
            client.sendall(answer.raw)
            answer = answers.head()
        self._finish(client, answers, request, body, answer)
        return sent and request.keeps_alive and answer.keeps_alive and (answer.chunked or answer.length is not None or
                                                                        answer.start[1] in ("204", "304"))

    @staticmethod
    def _send(upstream: socket.socket, data: bytes) -> bool:
        """Pass bytes on; an academy may answer and close before it has read them all."""
        try:
            upstream.sendall(data)
            return True
        except (BrokenPipeError, ConnectionResetError):
            return False

    def _finish(self, client: socket.socket, answers: Reader, request: Head, body: bytes, answer: Head,
                passed: bool = False) -> None:
        """Read the rest of the answer, judge it, pass it on: a client that has it finds it in the record."""
        method, target = request.start[0], request.start[1]
        raw, answer_body = answers.answer_body(answer, method)
        self._judge(Exchange(method, target, request.headers, body, int(answer.start[1]), answer.headers, answer_body))
        client.sendall(raw if passed else answer.raw + raw)

    def _judge(self, exchange: Exchange) -> None:
        try:
            operation, faults = self._checker.check(exchange)
        except Exception as error:  # pylint: disable=broad-except — whatever it is, the run must turn red.
            operation, faults = None, [f"the checker failed: {error!r}"]
        name = operation.id if operation else None
        if operation and exchange.status in operation.statuses:
            self._record.write({"seen": name, "status": exchange.status})
        for fault in faults:
            self._record.write({"violation": fault, "operation": name, "status": exchange.status,
                                "request": f"{exchange.method} {exchange.target}",
                                "body": exchange.answer_body[:400].decode("utf-8", "replace")})


def main() -> None:
    """Serve until the standard input closes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upstream", required=True, help="address of the academy")
    parser.add_argument("--record", required=True, type=Path, help="file to append to")
    parser.add_argument("--contract", default=CONTRACT, type=Path)
    parser.add_argument("--port", default=0, type=int)
    options = parser.parse_args()
    proxy = Proxy(options.upstream, Record(options.record), Checker(Contract.read(options.contract)), options.port)
    print(proxy.address, flush=True)
    threading.Thread(target=proxy.serve, daemon=True).start()
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
