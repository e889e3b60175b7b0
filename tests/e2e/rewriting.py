# SPDX-License-Identifier: GPL-3.0-or-later
"""A loopback proxy before an academy that says some things otherwise: what another academy, or a later one, might say."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


def everywhere(node: Any, change: Callable[[dict[str, Any]], None]) -> None:
    """Gives every object of a JSON text to `change`."""
    if isinstance(node, dict):
        change(node)
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        everywhere(child, change)


class Rewriting:
    """Serves what the academy at `upstream` answers, with `change` done to every object of its JSON."""

    def __init__(self, upstream: str, change: Callable[[dict[str, Any]], None]) -> None:
        parts = urlsplit(upstream)
        self.lost = 0
        self._deaf_until = 0.0
        rewriting = self

        class Handler(BaseHTTPRequestHandler):
            """One connection of the client."""

            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *_: object) -> None:
                """Silent."""

            def pass_on(self) -> None:
                """One request and its answer."""
                if time.monotonic() < rewriting._deaf_until:
                    rewriting.lost += 1
                    self.close_connection = True
                    return
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=30)
                try:
                    connection.request(self.command, self.path, body or None, {name: value for name, value in self.headers.items() if name.lower() not in HOP})
                    answer = connection.getresponse()
                except OSError:  # the academy is not there: neither is this one
                    self.close_connection = True
                    return
                said = answer.read()
                if "json" in (answer.getheader("Content-Type") or ""):
                    node = json.loads(said)
                    everywhere(node, change)
                    said = json.dumps(node, ensure_ascii=False).encode()
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
                connection.close()

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = pass_on

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def be_deaf(self, seconds: float) -> None:
        """Gives no answer for a moment; `lost` counts what was asked meanwhile."""
        self._deaf_until = time.monotonic() + seconds

    @property
    def address(self) -> str:
        """Where a client finds it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        """Answers nobody any more."""
        self._server.shutdown()
        self._server.server_close()
