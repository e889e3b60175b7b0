# SPDX-License-Identifier: GPL-3.0-or-later
"""What takes part in a sign-in: the real issuer, an academy that knows its tokens, the client's floor of the network, a browser."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import requests

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import npm

HERE = Path(__file__).resolve().parent
PATIENCE = 20
CLIENT_ID = "imagin-of-the-tests"
METHOD_SCOPES = ["openid", "profile", "offline_access"]


def free_port(family: int = socket.AF_INET) -> int:
    """A port of the loopback that nobody has now."""
    with socket.socket(family) as found:
        found.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        return int(found.getsockname()[1])


class Issuer:
    """oidc-provider, in a process of its own."""

    kinds: set[str] = set()

    def __init__(self, scheme: str = "http", host: str = "127.0.0.1", **like: Any) -> None:
        self.port = free_port(socket.AF_INET6 if ":" in host else socket.AF_INET)
        name = "localhost" if scheme == "https" else f"[{host}]" if ":" in host else host
        self.name = f"{scheme}://{name}:{self.port}"
        self.ports = like.get("ports")
        self.verify = like.pop("verify", None)
        modules = npm.installed(HERE / "package.json", "oidc-provider")
        given = {"issuer": self.name, "port": self.port, "host": host, "client": CLIENT_ID, "modules": str(modules), **like}
        self.process = subprocess.Popen(["node", str(HERE / "issuer.mjs"), json.dumps(given)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout
        if "listening" not in self.process.stdout.readline():
            raise RuntimeError("the issuer did not start")
        Issuer.kinds.add("oidc-provider")

    def _test(self, method: str, body: dict[str, Any] | None = None) -> dict[str, int]:
        answer = requests.request(method, f"{self.name}/test", json=body, timeout=PATIENCE, verify=self.verify)
        return dict(answer.json())

    def do(self, **wrong: Any) -> None:
        """Tells it what to do wrong from now on."""
        self._test("POST", wrong)

    def counts(self) -> dict[str, int]:
        """What it was asked, by kind."""
        return self._test("GET")

    def method(self, **more: Any) -> dict[str, Any]:
        """The entry of an academy that trusts it."""
        return {"method": "oidc", "issuer": self.name, "client_id": CLIENT_ID, "scopes": METHOD_SCOPES, **more}

    def secrets(self) -> set[str]:
        """Every code, verifier and token that it saw."""
        return set(requests.get(f"{self.name}/test/secrets", timeout=PATIENCE, verify=self.verify).json())

    def close(self) -> None:
        """Ends the process; what it saw must be nowhere."""
        if self.process.poll() is None:
            Client.secrets |= self.secrets()
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


class Academy:
    """Takes every access token that was not taken back; two refusals may be held until both are there."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.refused: set[str] = set()
        self.together: threading.Barrier | None = None
        academy = self

        class Handler(BaseHTTPRequestHandler):
            """GET /v1/data."""

            def do_GET(self) -> None:
                """Answers by the token."""
                token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
                good = bool(token) and token not in academy.refused
                academy.seen.append(token)
                if not good and academy.together:
                    academy.together.wait(PATIENCE)
                body = b"{}"
                self.send_response(200 if good else 401)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end_tokens(self) -> None:
        """Every access token that was seen is worth nothing from now on."""
        self.refused.update(token for token in self.seen if token)

    def close(self) -> None:
        """Ends it."""
        self.server.shutdown()
        self.server.server_close()


class Client:
    """The client's floor of the network, in a process of its own that logs all it can."""

    secrets: set[str] = set()
    crashes = 0
    texts: list[str] = []

    def __init__(self, academy: Academy, method: dict[str, Any], idle: int = 10, authorities: Path | None = None) -> None:
        environment = {**os.environ, "G_MESSAGES_DEBUG": "all", "GIO_USE_PROXY_RESOLVER": "dummy", "G_DEBUG": "fatal-criticals"}
        self.process = subprocess.Popen([os.environ["IMAGIN_SIGNIN_CLIENT"], academy.address, json.dumps(method), str(idle), str(authorities or "")],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        self.lines: Queue[str] = Queue()
        self.logged: list[str] = []
        self.readers = [threading.Thread(target=self._read, daemon=True), threading.Thread(target=self._log, daemon=True)]
        for reader in self.readers:
            reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            # A library that logs before the program begins does it here.
            if line.startswith(("(process:", "** ")):
                self.logged.append(line)
            else:
                self.lines.put(line.rstrip("\n"))

    def _log(self) -> None:
        assert self.process.stderr
        self.logged.extend(self.process.stderr)

    def say(self, word: str) -> None:
        """Tells it what to do."""
        assert self.process.stdin
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def hear(self, seconds: float = PATIENCE) -> str:
        """Its next line; fails where none comes."""
        try:
            return self.lines.get(timeout=seconds)
        except Empty:
            raise AssertionError(f"the client says nothing\n{''.join(self.logged)[-2000:]}") from None

    def ask(self, word: str) -> str:
        """One line for one word."""
        self.say(word)
        return self.hear()

    def begin(self) -> str:
        """Begins to sign in: the address to open."""
        line = self.ask("sign-in")
        if not line.startswith("open "):
            raise AssertionError(line)
        return line.removeprefix("open ")

    def kept(self) -> str:
        """The refresh token that the keyring would hold."""
        token = self.ask("kept").removeprefix("kept ")
        if token:
            Client.secrets.add(token)
        return token

    @classmethod
    def leaks(cls) -> list[str]:
        """The beginning of each secret that a client said or showed."""
        return [secret[:4] for secret in cls.secrets if secret and any(secret in text for text in cls.texts)]

    def close(self) -> None:
        """Ends it, and looks whether it crashed."""
        place = f"/proc/{self.process.pid}"
        public = "".join(Path(place, name).read_text(errors="replace") for name in ("cmdline", "environ")) if self.process.poll() is None else ""
        if self.process.poll() is None:
            self.kept()
        assert self.process.stdin and self.process.stdout and self.process.stderr
        self.process.stdin.close()
        try:
            if self.process.wait(PATIENCE) != 0:
                Client.crashes += 1
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            Client.crashes += 1
        for reader in self.readers:
            reader.join(PATIENCE)
        Client.texts.append(public + "".join(self.logged))
        if Client.crashes:
            print("".join(self.logged)[-3000:])
        self.process.stdout.close()
        self.process.stderr.close()


class Browser:
    """Follows the pages of the portal over HTTP, with a jar for its cookies."""

    def __init__(self, verify: Path | None = None) -> None:
        self.jar = requests.Session()
        self.jar.trust_env = False
        self.jar.verify = str(verify) if verify else True

    def _follow(self, answer: requests.Response) -> tuple[str, requests.Response | None]:
        """To the next page of the portal, or to the address that leads back to the program, which is not asked yet."""
        while answer.is_redirect:
            target = requests.compat.urljoin(answer.url, answer.headers["Location"])
            if "/callback?" in target:
                for name in ("code", "state"):
                    found = re.search(rf"[?&]{name}=([^&]+)", target)
                    if found:
                        Client.secrets.add(found[1])
                return target, None
            answer = self.jar.get(target, allow_redirects=False, timeout=PATIENCE)
        return answer.url, answer

    def _form(self, page: requests.Response, **fields: str) -> tuple[str, requests.Response | None]:
        action = re.search(r'<form[^>]*action="([^"]+)"', page.text)
        assert action, page.text
        return self._follow(self.jar.post(requests.compat.urljoin(page.url, action[1]), data=fields, allow_redirects=False, timeout=PATIENCE))

    def sign_in(self, address: str, consent: bool = True) -> str:
        """Signs in at the portal; the address that it sends the browser back to."""
        target, page = self._follow(self.jar.get(address, allow_redirects=False, timeout=PATIENCE))
        if page is not None and 'name="login"' in page.text:
            target, page = self._form(page, prompt="login", login="camille", password="any")
        if page is not None and not consent:
            abort = re.search(r'href="([^"]*/abort)"', page.text)
            assert abort, page.text
            target, page = self._follow(self.jar.get(requests.compat.urljoin(page.url, abort[1]), allow_redirects=False, timeout=PATIENCE))
        elif page is not None:
            target, page = self._form(page, prompt="consent")
        assert page is None, page.text if page is not None else ""
        return target

    def get(self, address: str, method: str = "GET") -> requests.Response:
        """Any page."""
        return self.jar.request(method, address, allow_redirects=False, timeout=PATIENCE)


def wait_for(condition: Any, what: str) -> None:
    """Looks again until it is so."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}")
        time.sleep(0.02)
