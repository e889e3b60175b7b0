#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for an academy that answers with the contract's own examples, and with planted faults.

The request header `Stub-Status` chooses the documented status; `Stub-Fault` plants a fault: `drop NAME` leaves a header
out, `status N` answers another status, `body JSON` another body, `raw N` N bytes counted up from 0 to 255.
It keeps nothing. It ends when its standard input closes; its first line of output is its address.
"""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from contract import CONTRACT, Contract


def first_example(contract: Contract, node: dict[str, Any]) -> Any:
    """The first example of a media type, a header or a schema."""
    node = contract.resolve(node)
    if "example" in node:
        return node["example"]
    examples = node.get("examples") or contract.resolve(node.get("schema", {})).get("examples") or []
    if isinstance(examples, list):
        return examples[0]
    return contract.resolve(next(iter(examples.values())))


def counted(size: int) -> bytes:
    """A body of a given size in which a byte that is lost or moved shows."""
    return bytes(range(256)) * (size // 256) + bytes(range(size % 256))


class Stub(BaseHTTPRequestHandler):
    """Answers one request at a time from the examples."""

    protocol_version = "HTTP/1.1"
    contract = Contract.read()

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        operation = self.contract.find(self.command, self.path)
        if operation is None:
            self._send(200, {}, b"{}", "application/json")
            return
        status = int(self.headers.get("Stub-Status") or operation.statuses[0])
        node = self.contract.resolve(operation.node["responses"][str(status)])
        headers = {name: str(first_example(self.contract, header)) for name, header in node.get("headers", {}).items()
                   if self.contract.resolve(header).get("required")}
        body, media_type = self._body(node)
        fault, _, detail = (self.headers.get("Stub-Fault") or "").partition(" ")
        if fault == "drop":
            del headers[detail]
        elif fault == "status":
            status = int(detail)
        elif fault == "body":
            body = detail.encode()
        elif fault == "raw":
            body = counted(int(detail))
        self._send(status, headers, body, media_type)

    def _body(self, node: dict[str, Any]) -> tuple[bytes, str]:
        for media_type, content in node.get("content", {}).items():
            example = first_example(self.contract, content)
            if "externalValue" in example:
                return (CONTRACT.parent / example["externalValue"]).read_bytes(), "application/pdf"
            return json.dumps(example["value"], ensure_ascii=False).encode(), media_type
        return b"", ""

    def _send(self, status: int, headers: dict[str, str], body: bytes, media_type: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if media_type:
            self.send_header("Content-Type", media_type)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status not in (204, 304):
            self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_DELETE = _answer

    def log_message(self, format: str, *args: object) -> None:  # pylint: disable=redefined-builtin
        """Say nothing."""


def main() -> None:
    """Serve until the standard input closes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_address[1]}/", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
