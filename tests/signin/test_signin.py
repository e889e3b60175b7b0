#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in through a portal as the person's browser does it, against oidc-provider and the demonstration's own portal: what works, and
each thing that must not."""

from __future__ import annotations

import re
import socket
import ssl
import sys
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "support"))

import portal_cases
import tap
from certificates import Authority, Watched
from parties import Academy, Browser, Client, Issuer, free_port

FIGURES = portal_cases.FIGURES
FIGURES.update(cases=0, bad_callbacks=0, bad_id_tokens=0, bad_certificates=0)


class Case(unittest.TestCase):
    """An academy, and whatever else a test opens, closed in the end."""

    academy: Academy
    issuer: Issuer

    @classmethod
    def setUpClass(cls) -> None:
        cls.academy = Academy()
        cls.addClassCleanup(cls.academy.close)
        cls.issuer = Issuer()
        cls.addClassCleanup(cls.issuer.close)

    def setUp(self) -> None:
        FIGURES["cases"] += 1
        self.academy.seen.clear()
        self.academy.together = None
        self.issuer.do(forge=None, hold=None, moved=None, fails=None)

    def started(self, **like: Any) -> Issuer:
        """An issuer for this test alone."""
        issuer = Issuer(**like)
        self.addCleanup(issuer.close)
        return issuer

    def client(self, issuer: Issuer | None = None, idle: int = 10, authorities: Path | None = None, **more: Any) -> Client:
        """A client of the academy that trusts the issuer."""
        client = Client(self.academy, (issuer or self.issuer).method(**more), idle, authorities)
        self.addCleanup(client.close)
        return client

    def sign_in(self, client: Client, browser: Browser | None = None) -> str:
        """Through the portal and back; the client's word in the end."""
        browser = browser or Browser()
        page = browser.get(browser.sign_in(client.begin()))
        self.assertEqual(page.status_code, 200, page.text)
        self.assertIn("Vous pouvez fermer cette page.", page.text)
        return client.hear()

    def signed_in(self, issuer: Issuer | None = None, **more: Any) -> Client:
        """A client whose person is in, with a first answer of the academy's."""
        client = self.client(issuer, **more)
        self.assertEqual(self.sign_in(client), "signed-in")
        self.assertTrue(client.kept())
        self.assertEqual(client.ask("get 1"), "got")
        return client


class Normal(Case):
    """What works."""

    def test_signs_in_and_asks_the_academy(self) -> None:
        client = self.client()
        address = client.begin()
        self.assertTrue(address.startswith(self.issuer.name + "/auth?"), address)
        for name in ("code_challenge=", "code_challenge_method=S256", "state=", "nonce=", "prompt=consent"):
            self.assertIn(name, address)
        browser = Browser()
        page = browser.get(browser.sign_in(address))
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        self.assertEqual(client.hear(), "signed-in")
        self.assertEqual(client.ask("get 1"), "got")

    def test_es256(self) -> None:
        self.assertEqual(self.sign_in(self.client(self.started(algorithm="ES256"))), "signed-in")

    def test_another_loopback(self) -> None:
        with socket.socket(socket.AF_INET6) as probe:
            try:
                probe.bind(("::1", 0))
            except OSError:
                self.skipTest("this computer has no [::1]")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            client = self.client(ports=[taken.getsockname()[1]])
            address = client.begin()
            self.assertIn("%5B%3A%3A1%5D", address)
            browser = Browser()
            self.assertEqual(browser.get(browser.sign_in(address)).status_code, 200)
            self.assertEqual(client.hear(), "signed-in")

    def test_an_issuer_on_the_other_loopback(self) -> None:
        self.assertEqual(self.sign_in(self.client(self.started(host="::1"))), "signed-in")

    def test_fixed_ports_with_the_first_taken(self) -> None:
        ports = [free_port(), free_port()]
        issuer = self.started(ports=ports)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", ports[0]))
            taken.listen()
            client = self.client(issuer, ports=ports, client_id=issuer.method()["client_id"] + "-strict")
            address = client.begin()
            self.assertIn(f"127.0.0.1%3A{ports[1]}%2Fcallback", address)
            browser = Browser()
            self.assertEqual(browser.get(browser.sign_in(address)).status_code, 200)
            self.assertEqual(client.hear(), "signed-in")

    def test_a_clock_ten_minutes_off(self) -> None:
        for shift in (600, -600):
            with self.subTest(shift=shift):
                client = self.signed_in(self.started(shift=shift))
                self.academy.end_tokens()
                self.assertEqual(client.ask("get 1"), "got")

    def test_begun_anew_and_cancelled(self) -> None:
        client = self.client()
        old = client.begin()
        client.say("sign-in")
        lines = sorted([client.hear(), client.hear()])
        self.assertTrue(lines[0].startswith("failed cancelled"), lines)
        new = lines[1].removeprefix("open ")
        self.assertNotEqual(old, new)
        self.assertTrue(client.ask("cancel").startswith("failed cancelled"))
        self.assertEqual(self.sign_in(client), "signed-in")


class Refused(Case):
    """What must not sign anybody in."""

    def test_refused_consent(self) -> None:
        client = self.client()
        before = self.issuer.counts()["token"]
        browser = Browser()
        page = browser.get(browser.sign_in(client.begin(), consent=False))
        self.assertIn("Le portail a refusé.", page.text)
        self.assertEqual(client.hear(), "failed refused access_denied")
        self.assertEqual(self.issuer.counts()["token"], before)

    def test_stray_callbacks(self) -> None:
        client = self.client()
        browser = Browser()
        before = self.issuer.counts()["token"]
        target = browser.sign_in(client.begin())
        root = target.split("/callback")[0]
        state = re.search(r"state=([^&]+)", target)
        assert state
        bad = [
            f"{root}/favicon.ico", f"{root}/", f"{root}/callback", target.replace("/callback", "/other"),
            target.replace(state[1], "forged"), target.replace(state[1], state[1][:-1] + ("A" if state[1][-1] != "A" else "B")), target.replace("&state=" + state[1], "").replace("state=" + state[1], ""),
            f"{root}/callback?error=access_denied", f"{root}/callback?error=access_denied&state=forged",
            re.sub(r"iss=[^&]+", "iss=https%3A%2F%2Fanother.example", target), re.sub(r"&?iss=[^&]+", "", target),
            f"{root}/callback?error=access_denied&state={state[1]}", target + "&code=another", target + "&error=access_denied",
        ]
        for address in bad:
            with self.subTest(address=address):
                self.assertEqual(browser.get(address).status_code, 400)
                FIGURES["bad_callbacks"] += 1
        for method in ("POST", "PUT", "HEAD"):
            self.assertEqual(browser.get(target, method).status_code, 400)
            FIGURES["bad_callbacks"] += 1
        self.assertEqual(self.issuer.counts()["token"], before)
        self.assertEqual(browser.get(target).status_code, 200)
        self.assertEqual(client.hear(), "signed-in")
        self.assertEqual(self.issuer.counts()["token"], before + 1)

    def test_a_code_that_was_used(self) -> None:
        browser = Browser()
        first = self.client()
        target = browser.sign_in(first.begin())
        self.assertEqual(browser.get(target).status_code, 200)
        self.assertEqual(first.hear(), "signed-in")
        code = re.search(r"code=([^&]+)", target)
        second = self.client()
        other = browser.sign_in(second.begin())
        self.assertEqual(browser.get(re.sub(r"code=[^&]+", code[0] if code else "", other)).status_code, 200)
        self.assertEqual(second.hear(), "failed refused invalid_grant")

    def test_forged_id_tokens(self) -> None:
        bad = ["alg-none", "hs256", "unknown-key", "stolen-name", "other-typ", "truncated", "absent", "aud", "azp", "iss", "nonce", "exp", "iat", "at_hash"]
        client = self.client()
        for forge in bad:
            with self.subTest(forge=forge):
                self.issuer.do(forge=forge)
                before = self.issuer.counts()["forged"]
                self.assertRegex(self.sign_in(client), r"^failed untrusted ")
                self.assertEqual(self.issuer.counts()["forged"], before + 1)
                self.assertEqual(client.kept(), "")
                FIGURES["bad_id_tokens"] += 1

    def test_unusual_id_tokens(self) -> None:
        for forge in ("aud-list", "aud-two", "typ", "rotated"):
            with self.subTest(forge=forge):
                self.issuer.do(forge=forge)
                self.assertEqual(self.sign_in(self.client()), "signed-in")

    def test_no_redirect_to_another_origin(self) -> None:
        other = Watched()
        self.addCleanup(other.close)
        for kind in ("token", "keys", "discovery"):
            with self.subTest(kind=kind):
                self.issuer.do(moved=kind, elsewhere=other.address + "/" + kind)
                client = self.client()
                if kind == "discovery":
                    self.assertRegex(client.ask("sign-in"), r"^failed untrusted ")
                else:
                    self.assertRegex(self.sign_in(client), r"^failed untrusted ")
        self.assertEqual(other.requests, 0)


class Later(Case):
    """The session after that."""

    def test_rotated_refresh(self) -> None:
        client = self.signed_in()
        before = client.kept()
        self.academy.end_tokens()
        self.assertEqual(client.ask("get 1"), "got")
        self.assertNotEqual(client.kept(), before)

    def test_a_refresh_token_that_stays(self) -> None:
        client = self.signed_in(self.started(rotate=False))
        before = client.kept()
        for _ in range(2):
            self.academy.end_tokens()
            self.assertEqual(client.ask("get 1"), "got")
        self.assertEqual(client.kept(), before)

    def test_two_401_one_refresh(self) -> None:
        import threading

        client = self.signed_in()
        before = self.issuer.counts()["token"]
        self.academy.end_tokens()
        self.academy.together = threading.Barrier(2)
        client.say("get 2")
        self.assertEqual([client.hear(), client.hear()], ["got", "got"])
        self.assertEqual(self.issuer.counts()["token"], before + 1)

    def test_after_a_restart(self) -> None:
        token = self.signed_in().kept()
        client = self.client()
        self.assertEqual(client.ask(f"restore {token}"), "restored")
        self.assertEqual(client.ask("get 1"), "got")
        self.assertNotEqual(client.kept(), token)

    def test_a_refresh_token_used_twice_ends_the_session(self) -> None:
        client = self.signed_in()
        old = client.kept()
        self.academy.end_tokens()
        self.assertEqual(client.ask("get 1"), "got")
        thief = self.client()
        self.assertEqual(thief.ask(f"restore {old}"), "restored")
        self.assertRegex(thief.ask("get 1"), "^failed sign-in-required ")
        self.academy.end_tokens()
        self.assertRegex(client.ask("get 1"), "^failed sign-in-required ")

    def test_an_expired_refresh(self) -> None:
        client = self.signed_in(self.started(refreshSeconds=1))
        time.sleep(2.1)
        self.academy.end_tokens()
        self.assertRegex(client.ask("get 1"), "^failed sign-in-required ")

    def test_an_issuer_that_is_slow_or_fails(self) -> None:
        client = self.signed_in(idle=1)
        kept = client.kept()
        for wrong in ({"hold": "token"}, {"fails": "token"}):
            with self.subTest(**wrong):
                self.issuer.do(hold=None, fails=None)
                self.issuer.do(**wrong)
                self.academy.end_tokens()
                self.assertRegex(client.ask("get 1"), "^failed offline ")
                self.assertEqual(client.kept(), kept)
        self.issuer.do(hold=None, fails=None)
        self.assertEqual(client.ask("get 1"), "got")

    def test_an_issuer_that_is_down(self) -> None:
        issuer = self.started()
        client = self.signed_in(issuer)
        issuer.close()
        self.academy.end_tokens()
        self.assertRegex(client.ask("get 1"), "^failed offline ")
        self.assertTrue(client.kept())
        self.assertRegex(self.client(issuer).ask("sign-in"), "^failed offline ")

    def test_signing_out(self) -> None:
        client = self.signed_in()
        token = client.kept()
        before = self.issuer.counts()["revocation"]
        self.assertTrue(client.ask("end-session").startswith(f"end-session {self.issuer.name}/session/end?"))
        self.assertEqual(client.ask("sign-out"), "signed-out")
        self.assertEqual(self.issuer.counts()["revocation"], before + 1)
        self.assertEqual(client.ask(f"restore {token}"), "restored")
        self.assertRegex(client.ask("get 1"), "^failed sign-in-required ")


class Certificates(Case):
    """TLS: one way that is right, and the others."""

    def setUp(self) -> None:
        super().setUp()
        folder = tempfile.TemporaryDirectory(prefix="imagin-certificates-")
        self.addCleanup(folder.cleanup)
        self.authority = Authority(Path(folder.name))

    def test_a_good_certificate(self) -> None:
        pair = self.authority.issue("good", "DNS:localhost")
        issuer = self.started(scheme="https", certificate=str(pair[0]), key=str(pair[1]), verify=str(self.authority.file))
        client = self.client(issuer, authorities=self.authority.file)
        self.assertEqual(self.sign_in(client, Browser(self.authority.file)), "signed-in")
        self.assertEqual(client.ask("get 1"), "got")
        # The same issuer for who does not know the authority.
        self.assertRegex(self.client(issuer).ask("sign-in"), "^failed untrusted ")
        FIGURES["bad_certificates"] += 1

    def refused(self, pair: tuple[Path, Path], most: ssl.TLSVersion | None = None) -> None:
        """Nothing is asked over a connection that is not right."""
        watched = Watched(pair, most)
        self.addCleanup(watched.close)
        client = Client(self.academy, {"method": "oidc", "issuer": watched.address, "client_id": "any"}, 10, self.authority.file)
        self.addCleanup(client.close)
        self.assertRegex(client.ask("sign-in"), "^failed untrusted ")
        self.assertEqual(watched.requests, 0)
        FIGURES["bad_certificates"] += 1

    def test_self_signed(self) -> None:
        self.refused(self.authority.self_signed("self", "DNS:localhost"))

    def test_expired(self) -> None:
        self.refused(self.authority.issue("expired", "DNS:localhost", "20240101000000Z", "20240201000000Z"))

    def test_not_yet_good(self) -> None:
        self.refused(self.authority.issue("early", "DNS:localhost", "20400101000000Z", "20410101000000Z"))

    def test_another_host(self) -> None:
        self.refused(self.authority.issue("host", "DNS:portail.example"))

    def test_an_old_tls(self) -> None:
        self.refused(self.authority.issue("old", "DNS:localhost"), ssl.TLSVersion.TLSv1_1)


class Sums(unittest.TestCase):
    """Comes last: what all of the above left behind."""

    def test_nothing_secret_was_said_and_nothing_crashed(self) -> None:
        self.assertEqual(Client.leaks(), [])
        self.assertEqual(Client.crashes, 0)
        self.assertGreater(len(Client.secrets), 100)
        figures = {"cases": FIGURES["cases"], "issuers": len(Issuer.kinds), **{name: count for name, count in FIGURES.items() if name != "cases"},
                   "leaks": len(Client.leaks()), "crashes": Client.crashes}
        print("signin " + " ".join(f"{name}={count}" for name, count in figures.items()))


def load_tests(loader: unittest.TestLoader, _tests: unittest.TestSuite, _pattern: str | None) -> unittest.TestSuite:
    """In this order."""
    return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in (Normal, Refused, Later, Certificates, *portal_cases.CASES, Sums))


if __name__ == "__main__":
    tap.main()
