# SPDX-License-Identifier: GPL-3.0-or-later
"""The second issuer of the suite: the portal of the demonstration, as the academy serves it beside its missions."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import secrets
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from academy import Academy, program
from parties import PATIENCE, Browser, Client, Issuer

REDIRECT = "http://127.0.0.1:1/callback"


def complaints(academy: Academy) -> None:
    """Fails where an academy that has ended wrote down a fault of its own, or a sanitizer did."""
    log = (academy.data.parent / "academy.log").read_text(errors="replace")
    assert not re.search(r"Sanitizer|runtime error|CRITICAL|ERROR", log), log[-4000:]


class Portal:
    """`imagin-academy serve --demo` in a folder of its own."""

    def __init__(self, *arguments: str) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="imagin-portal-")
        self.academy = Academy(Path(self.folder.name) / "data", arguments=arguments)
        self.academy.start()
        self.name = self.method()["issuer"]
        Issuer.kinds.add("portal")

    def method(self) -> dict[str, Any]:
        """How the academy says that one signs in."""
        methods = requests.get(f"{self.academy.address}/.well-known/imagin", timeout=PATIENCE).json()["sign_in"]
        return next(method for method in methods if method["method"] == "oidc")

    def endpoint(self, name: str) -> str:
        """An address of its description."""
        return str(requests.get(f"{self.name}/.well-known/openid-configuration", timeout=PATIENCE).json()[name])

    def rotate(self) -> None:
        """A new key."""
        subprocess.run([program(), "portal-key", "--data", str(self.academy.data)], check=True, timeout=PATIENCE)

    def query(self, verifier: str = "", **other: str | None) -> dict[str, str]:
        """A good request for a code, but for what is given; None leaves a parameter out."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked: dict[str, str | None] = {"response_type": "code", "client_id": self.method()["client_id"], "redirect_uri": REDIRECT, "scope": "openid offline_access",
                                        "state": "a state", "nonce": "a nonce", "code_challenge": challenge, "code_challenge_method": "S256", **other}
        return {name: value for name, value in asked.items() if value is not None}

    def code(self, verifier: str, **other: str | None) -> str:
        """A code, by its page."""
        target = PortalBrowser().sign_in(f"{self.endpoint('authorization_endpoint')}?{urlencode(self.query(verifier, **other))}")
        return parse_qs(urlsplit(target).query)["code"][0]

    def post(self, endpoint: str, **form: str | None) -> requests.Response:
        """A form to one of its addresses, as its client."""
        filled = {"client_id": self.method()["client_id"], **form}
        return requests.post(self.endpoint(endpoint), data={name: value for name, value in filled.items() if value is not None}, timeout=PATIENCE)

    def exchange(self, code: str, verifier: str | None, **other: str | None) -> requests.Response:
        """A code for tokens."""
        return self.post("token_endpoint", **{"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": verifier, **other})

    def refresh(self, token: str, **other: str) -> requests.Response:
        """A refresh token for new ones."""
        return self.post("token_endpoint", grant_type="refresh_token", refresh_token=token, **other)

    def signed_in(self) -> dict[str, Any]:
        """The tokens of a person who signed in."""
        verifier = secrets.token_urlsafe(32)
        answer = self.exchange(self.code(verifier), verifier)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def ask(self, access: str, path: str = "/v1/me") -> requests.Response:
        """The academy's own answer to an access token."""
        return requests.get(self.academy.address + path, headers={"Authorization": f"Bearer {access}"}, timeout=PATIENCE)

    def close(self) -> None:
        """Ends it; fails where it complained."""
        self.academy.stop()
        complaints(self.academy)
        self.folder.cleanup()


class PortalBrowser(Browser):
    """Reads the portal's one page, and presses one of its two buttons without typing anything."""

    def page(self, address: str) -> requests.Response:
        """The page of a request for a code."""
        return self.jar.get(address, allow_redirects=False, timeout=PATIENCE)

    def press(self, page: requests.Response, decision: str, **typed: str) -> requests.Response:
        """Sends its form."""
        fields = {}
        for tag in re.findall(r"<input[^>]*>", page.text):
            name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
            assert name and value, tag
            fields[html.unescape(name[1])] = html.unescape(value[1])
        action = re.search(r'<form[^>]*action="([^"]+)"', page.text)
        assert action, page.text
        return self.jar.post(requests.compat.urljoin(page.url, action[1]), data={**fields, "decision": decision, **typed}, allow_redirects=False, timeout=PATIENCE)

    def sign_in(self, address: str, consent: bool = True) -> str:
        """The address that the portal sends the browser back to."""
        answer = self.press(self.page(address), "allow" if consent else "refuse")
        assert answer.status_code == 303, answer.text
        target = answer.headers["Location"]
        for name in ("code", "state"):
            for found in parse_qs(urlsplit(target).query).get(name, []):
                Client.secrets.add(found)
        return target
