# SPDX-License-Identifier: GPL-3.0-or-later
"""A gateway in front of the real academy that trusts an issuer: it adds the portal to what the academy says of itself, and sends
each request of a bearer of the issuer's on in the name of the person who signed in there."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOP = {"connection", "transfer-encoding", "content-length", "host", "keep-alive"}


class Gateway:
    """`academy` is the real one; `method` its entry for the portal; `number` and `password` those of the person."""

    def __init__(self, academy: str, method: dict[str, Any], number: str, password: str) -> None:
        self.academy, self.method = academy.rstrip("/"), method
        self.number, self.password = number, password
        self.token = ""
        self.refused = False
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            """Any method, any path."""

            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                """Sends it on."""
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, headers, answer = gateway.send(self.command, self.path, dict(self.headers.items()), body)
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = handle_any

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        request = urllib.request.Request(self.academy + path, data=body or None, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.headers.items(), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, list(error.headers.items()), error.read()

    def _begin(self) -> str:
        body = json.dumps({"number": self.number, "password": self.number, "new_password": self.password}).encode()
        status, _, answer = self._ask("POST", "/v1/session/password", {"Content-Type": "application/json"}, body)
        if status not in (200, 201):
            raise RuntimeError(f"the academy refuses the person: {status} {answer!r}")
        return str(json.loads(answer)["access_token"])

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """One request, in the person's name where the bearer is the issuer's."""
        kept = {name: value for name, value in headers.items() if name.lower() not in HOP | {"accept-encoding"}}
        if "Authorization" in kept:
            if self.refused:
                return 401, [("Content-Type", "application/json")], b"{}"
            self.token = self.token or self._begin()
            kept["Authorization"] = f"Bearer {self.token}"
        status, answered, answer = self._ask(method, path, kept, body)
        if path == "/.well-known/imagin" and status == 200:
            info = json.loads(answer)
            info["sign_in"] = [self.method, *info["sign_in"]]
            answer = json.dumps(info).encode()
        return status, answered, answer

    def close(self) -> None:
        """Ends it."""
        self.server.shutdown()
        self.server.server_close()
