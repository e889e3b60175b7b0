# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests share: an academy, a proxy in front of it, and a client that knows nothing but HTTP."""

from __future__ import annotations

import atexit
import base64
import hashlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from contract import Contract
from coverage import Coverage
from wire import Headers

HERE = Path(__file__).resolve().parent
START_SECONDS = 20


class Served:
    """A program that prints its address as its first line and ends when its standard input closes."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout
        self.address = self._process.stdout.readline().decode().strip()
        if not self.address.startswith("http://"):
            self.stop()
            raise RuntimeError(f"{command[0]} did not say where it serves, but: {self.address!r}")

    @property
    def running(self) -> bool:
        """False once it ended, by itself or not."""
        return self._process.poll() is None

    def stop(self) -> int:
        """Close its standard input and wait for its end."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        try:
            return self._process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            self._process.stdout.close()

    def __enter__(self) -> Served:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def serve_stub() -> Served:
    """The stand-in that answers with the examples."""
    return Served([sys.executable, str(HERE / "stub.py")])


def serve_proxy(upstream: str, record: Path) -> Served:
    """The proxy in front of an academy."""
    return Served([sys.executable, str(HERE / "proxy.py"), "--upstream", upstream, "--record", str(record)])


@dataclass
class Answer:
    """An answer, read to its end."""

    status: int
    headers: Headers
    body: bytes

    @property
    def json(self) -> Any:
        """The body, where it is JSON."""
        return json.loads(self.body)

    @property
    def etag(self) -> str:
        """The version."""
        return self.headers["ETag"]

    @property
    def problem(self) -> str:
        """The code of the problem: what follows `urn:imagin:problem:`."""
        return str(self.json["type"]).removeprefix("urn:imagin:problem:")


class Client:
    """One person, or nobody, at an academy. Every request has its own connection, so that nothing hides."""

    def __init__(self, address: str, token: str | None = None) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self.token = token

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Ask. A keyword is a header (`If_Match` for `If-Match`); a body that is not bytes is sent as JSON."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token is not None:
            fields.setdefault("Authorization", f"Bearer {self.token}")
        data = body if body is None or isinstance(body, (bytes, bytearray)) else json.dumps(body).encode()
        if data is not None and not isinstance(body, (bytes, bytearray)):
            fields.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection(self._host, self._port, timeout=30)
        try:
            connection.request(method, path, data, fields)
            response = connection.getresponse()
            received = Headers()
            for name, value in response.getheaders():
                received.add(name, value)
            return Answer(response.status, received, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        """Read."""
        return self("GET", path, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        """Write."""
        return self("PUT", path, body, **headers)


class Academy:
    """The embedded academy on a folder of its own, with a proxy in front of it."""

    def __init__(self, folder: Path, record: Path, *options: str) -> None:
        self.program = os.environ["IMAGIN_ACADEMY"]
        self.data = folder
        self._record = record
        self._start("--demo", *options)

    def _start(self, *options: str) -> None:
        self.server = Served([self.program, "serve", "--data", str(self.data), *options])
        self.proxy = serve_proxy(self.server.address, self._record)
        self.address = self.proxy.address

    def restart(self) -> None:
        """Stop and serve the same folder again; the address is another."""
        self.stop()
        self._start()

    def command(self, *arguments: str) -> str:
        """Run one of the academy's words on the same folder."""
        verb, *rest = arguments
        done = subprocess.run([self.program, verb, *rest, "--data", str(self.data)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, check=False, timeout=START_SECONDS)
        if done.returncode:
            raise RuntimeError(f"imagin-academy {' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def show(self, *arguments: str) -> Any:
        """What the academy says that it holds."""
        return json.loads(self.command("show", *arguments, "--json"))

    def number(self) -> str:
        """The number of the first intervener; it is their first password too."""
        number: str = self.show("account")["interveners"][0]["person"]["number"]
        return number

    def stop(self) -> None:
        """End both; the academy must go by itself and in good order, or a sanitizer's finding would go unseen."""
        for program, code in (("proxy", self.proxy.stop()), ("academy", self.server.stop())):
            if code:
                raise RuntimeError(f"the {program} ended with {code}")


def record_path() -> Path:
    """The file that the whole run records into; one of this program's own, where none is given."""
    given = os.environ.get("IMAGIN_CONTRACT_RECORD")
    if given:
        return Path(given)
    handle, name = tempfile.mkstemp(prefix="imagin-contract-", suffix=".jsonl")
    os.close(handle)
    atexit.register(os.unlink, name)
    return Path(name)


def coverage_of(record: Path) -> Coverage:
    """What a record says of the contract."""
    coverage = Coverage(Contract.read())
    with open(record, encoding="utf-8") as stream:
        coverage.read(stream)
    return coverage


def new_id() -> str:
    """An identifier that a client makes."""
    return str(uuid.uuid4())


def sha256(data: bytes) -> str:
    """The digest as receipts carry it."""
    return hashlib.sha256(data).hexdigest()


def repr_digest(data: bytes) -> str:
    """The digest as `Repr-Digest` carries it (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"
