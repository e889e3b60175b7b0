# SPDX-License-Identifier: GPL-3.0-or-later
"""The same person at another computer: they sign in with their number and save a statement, by HTTP alone."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import Any

from signing_in import NUMBER, PASSWORD


class OtherComputer:
    """Signed in once the person has a password of their own."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.token = self.ask("POST", "/v1/session", {"number": NUMBER, "password": PASSWORD})["access_token"]

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request and its answer."""
        request = urllib.request.Request(self.address + path, method=method, data=json.dumps(body).encode() if body is not None else None)
        if hasattr(self, "token"):
            request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def save(self, mission: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Saves the statement as it is, with a change."""
        path = f"/v1/missions/{mission}/statement"
        statement = self.ask("GET", path)
        change(statement)
        self.ask("PUT", path, statement, If_Match=statement["etag"])
