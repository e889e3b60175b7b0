#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded academy trusts a real issuer (oidc-provider): which access tokens let a person in, and which must not."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "support"))

import npm
import tap
from academy import Academy, program
from certificates import Authority, Watched
from portal import complaints
from parties import PATIENCE, Browser, free_port

CLIENT = "imagin-of-the-tests"
AUDIENCE = "https://academie.example/imagin"
NUMBER = "0482917"
REDIRECT = "http://127.0.0.1:1/callback"
BAD = {"tokens": 0}


class Issuer:
    """oidc-provider that gives JWT access tokens, in a process of its own."""

    def __init__(self, **like: Any) -> None:
        self.port = free_port()
        self.name = f"http://127.0.0.1:{self.port}"
        given = {"issuer": self.name, "port": self.port, "client": CLIENT, "audience": AUDIENCE,
                 "modules": str(npm.installed(HERE / "package.json", "oidc-provider")), **like}
        self.process = subprocess.Popen(["node", str(HERE / "jwt-issuer.mjs"), json.dumps(given)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout
        if "listening" not in self.process.stdout.readline():
            raise RuntimeError("the issuer did not start")

    def mint(self, **wrong: Any) -> str:
        """An access token of its own, wrong as it is told."""
        return str(requests.post(f"{self.name}/mint", json=wrong, timeout=PATIENCE).json()["token"])

    def do(self, **what: Any) -> None:
        """rotate: from now on it has a further key; hold: it answers no more; wrong: what it does wrong."""
        requests.post(f"{self.name}/test", json=what, timeout=PATIENCE)

    def counts(self) -> dict[str, int]:
        """What it was asked."""
        return dict(requests.get(f"{self.name}/test", timeout=PATIENCE).json())

    def sign_in(self) -> dict[str, Any]:
        """Through its pages and its token endpoint, as the client does."""
        verifier = secrets.token_urlsafe(32)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {"response_type": "code", "client_id": CLIENT, "redirect_uri": REDIRECT, "scope": "openid offline_access", "state": "s",
                 "prompt": "consent", "code_challenge": challenge, "code_challenge_method": "S256"}
        target = Browser().sign_in(f"{self.name}/auth?{urlencode(query)}")
        code = re.search(r"code=([^&]+)", target)
        assert code, target
        form = {"grant_type": "authorization_code", "code": code[1], "redirect_uri": REDIRECT, "client_id": CLIENT, "code_verifier": verifier}
        return dict(requests.post(f"{self.name}/token", data=form, timeout=PATIENCE).json())

    def close(self) -> None:
        """Ends the process."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


class Trust(unittest.TestCase):
    """One issuer and one academy for all that does not need its own."""

    issuer: Issuer
    academy: Academy

    @classmethod
    def setUpClass(cls) -> None:
        cls.issuer = Issuer()
        cls.addClassCleanup(cls.issuer.close)
        cls.academy = cls.opened(cls.issuer.name)

    @classmethod
    def opened(cls, issuer: str, *more: str) -> Academy:
        """An academy that trusts the issuer, and knows whom it means by "camille"."""
        folder = tempfile.TemporaryDirectory(prefix="imagin-trust-")
        cls.addClassCleanup(folder.cleanup)
        data = Path(folder.name) / "data"
        academy = Academy(data, arguments=("--issuer", issuer, "--client-id", CLIENT, "--audience", AUDIENCE, "--keys-seconds", "1", *more))
        academy.start()
        cls.addClassCleanup(complaints, academy)
        cls.addClassCleanup(academy.stop)
        subprocess.run([program(), "subject", NUMBER, "--issuer", issuer, "--name", "camille", "--data", str(data)], check=True, timeout=PATIENCE)
        return academy

    def ask(self, token: str, academy: Academy | None = None, path: str = "/v1/me") -> requests.Response:
        """Asks the academy with a token."""
        return requests.get((academy or self.academy).address + path, headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE)

    def refused(self, **wrong: Any) -> None:
        """A token that is wrong in this way lets nobody in."""
        answer = self.ask(self.issuer.mint(**wrong))
        self.assertEqual(answer.status_code, 401, wrong)
        self.assertEqual(answer.json()["type"], "urn:imagin:problem:sign-in-required")
        BAD["tokens"] += 1

    def believed(self, **unusual: Any) -> None:
        """A token that is unusual in this way does."""
        self.assertEqual(self.ask(self.issuer.mint(**unusual)).status_code, 200, unusual)

    def test_says_how_to_sign_in(self) -> None:
        methods = requests.get(self.academy.address + "/.well-known/imagin", timeout=PATIENCE).json()["sign_in"]
        self.assertEqual([method["method"] for method in methods], ["number", "oidc"])
        self.assertEqual(methods[1], {"method": "oidc", "issuer": self.issuer.name, "client_id": CLIENT, "scopes": ["openid", "profile", "offline_access"]})

    def test_a_sign_in_opens_the_missions(self) -> None:
        for algorithm in ("RS256", "ES256"):
            with self.subTest(algorithm=algorithm):
                issuer = Issuer(algorithm=algorithm)
                self.addCleanup(issuer.close)
                academy = self.opened(issuer.name, "--redirect-port", "50001", "--redirect-port", "50002")
                tokens = issuer.sign_in()
                self.assertEqual(self.ask(tokens["access_token"], academy).json()["number"], NUMBER)
                self.assertGreater(len(self.ask(tokens["access_token"], academy, "/v1/missions").json()["items"]), 5)
                # What says who signed in says nothing of what may be asked.
                self.assertEqual(self.ask(tokens["id_token"], academy).status_code, 401)
                method = requests.get(academy.address + "/.well-known/imagin", timeout=PATIENCE).json()["sign_in"][1]
                self.assertEqual(method["ports"], [50001, 50002])

    def test_unusual_tokens(self) -> None:
        now = int(time.time())
        self.believed()
        self.believed(header={"typ": "AT+JWT"})
        self.believed(header={"typ": "application/at+jwt"})
        self.believed(header={"kid": None})
        self.believed(claims={"aud": ["https://another.example", AUDIENCE]})
        self.believed(claims={"exp": now + 0.5 + 100, "iat": now - 0.5})
        self.believed(header={"alg": "ES256", "kid": "es"})

    def test_clocks(self) -> None:
        now = int(time.time())
        self.believed(claims={"exp": now - 30})
        self.believed(claims={"iat": now + 30, "nbf": now + 30})
        self.refused(claims={"exp": now - 90})
        self.refused(claims={"iat": now + 120})
        self.refused(claims={"nbf": now + 120})
        self.refused(claims={"exp": None})
        self.refused(claims={"exp": "tomorrow"})
        self.refused(claims={"exp": 1e300})

    def test_an_issuer_whose_clock_is_off(self) -> None:
        for shift, status in ((50, 200), (-330, 200), (120, 401), (-400, 401)):
            with self.subTest(shift=shift):
                issuer = Issuer(shift=shift)
                self.addCleanup(issuer.close)
                academy = self.opened(issuer.name)
                self.assertEqual(self.ask(issuer.mint(), academy).status_code, status)

    def test_wrong_tokens(self) -> None:
        good = self.issuer.mint()
        self.refused(claims={"aud": "https://another.example"})
        self.refused(claims={"aud": ["https://another.example", CLIENT]})
        self.refused(claims={"aud": None})
        self.refused(claims={"aud": {AUDIENCE: True}})
        self.refused(claims={"iss": "https://another.example"})
        self.refused(claims={"iss": self.issuer.name + "/"})
        self.refused(claims={"iss": None})
        self.refused(header={"typ": "JWT"})
        self.refused(header={"typ": None})
        self.refused(header={"alg": "none"})
        self.refused(header={"alg": "none", "kid": None})
        self.refused(header={"alg": "HS256"}, key="public")
        self.refused(header={"alg": "HS256", "kid": None}, key="public")
        self.refused(header={"kid": "unknown"}, key="other")
        self.refused(key="other")
        self.refused(header={"kid": None}, key="other")
        self.refused(header={"crit": ["b64"], "b64": False})
        self.refused(header={"kid": "k" * 600})
        self.refused(claims={"sub": None})
        self.refused(claims={"sub": ""})
        self.refused(claims={"sub": "nobody"})
        self.refused(claims={"sub": ["camille"]})
        # A key, or the address of one, that the token itself brings.
        self.refused(header={"jku": self.issuer.name + "/jwks", "kid": "unknown"}, key="other")
        for token in (good[:-8], good + "A", good + ".", good.replace(".", "..", 1), ".." , "a.b.c", good.split(".")[0] + "." + good.split(".")[1] + ".", good + "=", "x" * 60000):
            self.assertIn(self.ask(token).status_code, (400, 401), token[-20:])
            BAD["tokens"] += 1
        self.assertEqual(self.ask(good).status_code, 200)

    def test_a_key_within_the_token(self) -> None:
        head = json.loads(base64.urlsafe_b64decode(self.issuer.mint().split(".")[0] + "=="))
        self.refused(header={"kid": "mine", "jwk": {"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "mine"}, "alg": head["alg"]}, key="other")

    def test_keys_that_are_changed(self) -> None:
        issuer = Issuer()
        self.addCleanup(issuer.close)
        academy = self.opened(issuer.name)
        self.assertEqual(self.ask(issuer.mint(), academy).status_code, 200)
        self.assertEqual(issuer.counts()["keys"], 1)
        time.sleep(1.1)
        issuer.do(rotate=True)
        self.assertEqual(self.ask(issuer.mint(header={"kid": "further"}), academy).status_code, 200)
        self.assertEqual(issuer.counts()["keys"], 2)
        # Unknown keys do not make the academy ask without end: once a second at the most.
        begun = time.monotonic()
        for number in range(20):
            self.assertEqual(self.ask(issuer.mint(header={"kid": f"unknown-{number}"}, key="other"), academy).status_code, 401)
        self.assertLessEqual(issuer.counts()["keys"], min(2 + 1 + time.monotonic() - begun, 21))

    def test_an_issuer_that_is_down(self) -> None:
        issuer = Issuer()
        academy = self.opened(issuer.name)
        token, later = issuer.mint(), issuer.mint()
        issuer.close()
        answer = self.ask(token, academy)
        self.assertEqual((answer.status_code, answer.json()["type"]), (503, "urn:imagin:problem:busy"))
        self.assertIn("Retry-After", answer.headers)
        # Nobody else is kept waiting, and the number is still a way in.
        self.assertEqual(requests.get(academy.address + "/.well-known/imagin", timeout=PATIENCE).status_code, 200)
        self.assertEqual(self.ask(later, academy).status_code, 503)

    def test_an_issuer_that_is_slow(self) -> None:
        issuer = Issuer()
        self.addCleanup(issuer.close)
        academy = self.opened(issuer.name)
        token = issuer.mint()
        issuer.do(hold=True)
        waiting = [threading.Thread(target=self.try_to_ask, args=(academy, token), daemon=True) for _ in range(8)]
        for one in waiting:
            one.start()
        while issuer.counts()["discovery"] == 0:
            time.sleep(0.02)
        # One question for all of them, and the academy goes on serving everybody else, and ends when it is told.
        began = time.monotonic()
        self.assertEqual(requests.get(academy.address + "/.well-known/imagin", timeout=PATIENCE).status_code, 200)
        self.assertLess(time.monotonic() - began, 2)
        self.assertEqual(issuer.counts()["discovery"], 1)
        began = time.monotonic()
        academy.stop()
        self.assertLess(time.monotonic() - began, 5)
        for one in waiting:
            one.join(PATIENCE)

    def try_to_ask(self, academy: Academy, token: str) -> None:
        """Asks an academy that may end meanwhile."""
        try:
            self.assertNotEqual(self.ask(token, academy).status_code, 200)
        except requests.RequestException:
            pass

    def cannot_tell(self, issuer: str, token: str) -> None:
        """An academy that trusts this address gets no keys from it, and says so."""
        academy = self.opened(issuer)
        self.assertEqual(self.ask(token, academy).status_code, 503)
        academy.stop()

    def test_keys_that_are_not_to_be_trusted(self) -> None:
        issuer = Issuer()
        self.addCleanup(issuer.close)
        token = issuer.mint()
        watched = Watched()
        self.addCleanup(watched.close)
        for wrong in ({"kind": "discovery", "moved": watched.address}, {"kind": "keys", "moved": watched.address}, {"kind": "keys", "huge": True},
                      {"kind": "discovery", "huge": True}, {"keys": "http://portail.example/keys"}, {"keys": "file:///etc/passwd"}, {"keys": 7}):
            with self.subTest(wrong=wrong):
                issuer.do(wrong=wrong)
                self.cannot_tell(issuer.name, token)
        issuer.do(wrong={"kind": "none"})
        other = issuer.name.replace("127.0.0.1", "localhost")
        self.cannot_tell(other, issuer.mint(claims={"iss": other}))
        self.assertEqual(watched.requests, 0)
        self.assertEqual(self.ask(token, self.opened(issuer.name)).status_code, 200)

    def test_certificates(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="imagin-certificates-")
        self.addCleanup(folder.cleanup)
        authority = Authority(Path(folder.name))
        for pair in (authority.self_signed("self", "DNS:localhost"), authority.issue("unknown", "DNS:localhost")):
            watched = Watched(pair)
            self.addCleanup(watched.close)
            self.cannot_tell(watched.address, self.issuer.mint(claims={"iss": watched.address}))
            self.assertEqual(watched.requests, 0)

    def test_a_name_that_is_taken_back(self) -> None:
        academy = self.opened(self.issuer.name)
        token = self.issuer.mint()
        self.assertEqual(self.ask(token, academy).status_code, 200)
        subprocess.run([program(), "subject", NUMBER, "--issuer", self.issuer.name, "--name", "camille", "--remove", "--data", str(academy.data)],
                       check=True, timeout=PATIENCE)
        answer = self.ask(token, academy)
        self.assertEqual(answer.status_code, 401)
        # Signing in again would not help, and the person is told so.
        self.assertIn("Écrivez au service gestionnaire", answer.json()["detail"])
        self.assertNotIn("Écrivez", self.ask(self.issuer.mint(key="other"), academy).json()["detail"])

    def test_another_claim(self) -> None:
        academy = self.opened(self.issuer.name, "--claim", "employee")
        self.assertEqual(self.ask(self.issuer.mint(claims={"sub": "anybody", "employee": "camille"}), academy).status_code, 200)
        self.assertEqual(self.ask(self.issuer.mint(), academy).status_code, 401)

    def test_issuers_that_are_not_to_be_trusted(self) -> None:
        for address in ("http://portail.example", "ftp://127.0.0.1", "https://a:b@portail.example", "https://portail.example?x=1", "portail", ""):
            with self.subTest(address=address):
                ended = subprocess.run([program(), "serve", "--demo", "--issuer", address, "--data", str(self.academy.data.parent / "other")],
                                       stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)
                self.assertEqual(ended.returncode, 1)


class Sums(unittest.TestCase):
    """Comes last."""

    def test_sums(self) -> None:
        self.assertGreater(BAD["tokens"], 35)
        print(f"trust bad_access_tokens={BAD['tokens']}")


def load_tests(loader: unittest.TestLoader, _tests: unittest.TestSuite, _pattern: str | None) -> unittest.TestSuite:
    """In this order."""
    return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in (Trust, Sums))


if __name__ == "__main__":
    tap.main()
