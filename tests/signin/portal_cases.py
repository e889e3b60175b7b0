# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal of the demonstration as the issuer: what signs a person in there, and each thing that must not."""

from __future__ import annotations

import base64
import json
import re
import secrets
import socket
import threading
import time
import unittest
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from portal import REDIRECT, Portal, PortalBrowser
from parties import PATIENCE, Academy, Client

# Shared with whoever runs these cases.
FIGURES = {"cases": 0, "bad_callbacks": 0}


class Case(unittest.TestCase):
    """One portal for all; the academy that counts tokens is the suite's."""

    academy: Academy
    portal: Portal

    @classmethod
    def setUpClass(cls) -> None:
        cls.academy = Academy()
        cls.addClassCleanup(cls.academy.close)
        cls.portal = Portal()
        cls.addClassCleanup(cls.portal.close)

    def setUp(self) -> None:
        FIGURES["cases"] += 1
        self.academy.seen.clear()
        self.academy.together = None

    def client(self, portal: Portal | None = None) -> Client:
        """The client's floor of the network, at the portal."""
        client = Client(self.academy, (portal or self.portal).method())
        self.addCleanup(client.close)
        return client

    def sign_in(self, client: Client) -> str:
        """Through the page and back; the client's last word."""
        browser = PortalBrowser()
        self.assertEqual(browser.get(browser.sign_in(client.begin())).status_code, 200)
        return client.hear()

    def signed_in(self) -> Client:
        """A client whose person is in."""
        client = self.client()
        self.assertEqual(self.sign_in(client), "signed-in")
        self.assertEqual(client.ask("get 1"), "got")
        return client

    def denied(self, answer: requests.Response, error: str = "invalid_grant", status: int = 400) -> None:
        """The token endpoint gave nothing."""
        self.assertEqual((answer.status_code, answer.json()), (status, {"error": error}))
        self.assertEqual(answer.headers["Cache-Control"], "no-store")


class PortalPage(Case):
    """The way to a code."""

    def address(self, **other: str | None) -> str:
        """Where the browser goes."""
        return f"{self.portal.endpoint('authorization_endpoint')}?{urlencode(self.portal.query('v' * 43, **other))}"

    def test_its_page(self) -> None:
        page = PortalBrowser().page(self.address(state='"><script>'))
        self.assertEqual(page.status_code, 200)
        self.assertIn('<html lang="fr">', page.text)
        self.assertIn("Académie de démonstration", page.text)
        self.assertNotIn("<script", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        for word in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
            self.assertIn(word, page.headers["Content-Security-Policy"])
        self.assertNotIn("unsafe-inline", page.headers["Content-Security-Policy"])
        for name in ("login", "password"):
            self.assertIn(f'<label for="{name}">', page.text)

    def test_back_with_all_that_was_given(self) -> None:
        target = PortalBrowser().sign_in(self.address(state="é&=?/ state"))
        query = parse_qs(urlsplit(target).query)
        self.assertTrue(target.startswith(REDIRECT + "?"))
        self.assertEqual((query["state"], query["iss"]), (["é&=?/ state"], [self.portal.name]))
        self.assertNotIn("error", query)

    def test_wrong_password(self) -> None:
        browser = PortalBrowser()
        page = browser.press(browser.page(self.address()), "allow", password="wrong")
        self.assertEqual(page.status_code, 403)
        self.assertIn("Identifiant ou mot de passe incorrect", page.text)
        self.assertEqual(browser.press(page, "allow").status_code, 303)

    def test_addresses_that_nobody_is_sent_to(self) -> None:
        for redirect in ("http://127.0.0.1:1/other", "http://127.0.0.1:1/callback/", "http://127.0.0.1:1/callback?x=1", "http://127.0.0.1:1/callback#x",
                         "https://127.0.0.1:1/callback", "http://localhost:1/callback", "http://127.0.0.2:1/callback", "http://127.0.0.1.example:1/callback",
                         "http://a@127.0.0.1:1/callback", "http://127.0.0.1:01/callback", "http://127.0.0.1:1/%63allback", "http://127.0.0.1:99999/callback",
                         "HTTP://127.0.0.1:1/callback", "http://127.0.0.1:1/callback\r\nX: y", "javascript:alert(1)", None):
            with self.subTest(redirect=redirect):
                answer = PortalBrowser().page(self.address(redirect_uri=redirect))
                self.assertEqual(answer.status_code, 400)
                self.assertNotIn("Location", answer.headers)
                self.assertNotIn("X", answer.headers)
        for address in (self.address(client_id="another"), self.address(client_id=None), self.address() + "&state=again", self.address() + "&x=%ff",
                        self.address() + "&" + "&".join(f"p{number}=1" for number in range(40)), self.address(login_hint="x" * 5000)):
            self.assertEqual(PortalBrowser().page(address).status_code, 400)
        for redirect in ("http://127.0.0.1/callback", "http://127.0.0.1:65535/callback", "http://[::1]:2000/callback", "http://[::1]/callback"):
            self.assertEqual(PortalBrowser().page(self.address(redirect_uri=redirect)).status_code, 200, redirect)

    def test_what_is_sent_back_at_once(self) -> None:
        for wrong, error in (({"code_challenge": None}, "invalid_request"), ({"code_challenge_method": None}, "invalid_request"),
                             ({"code_challenge_method": "plain"}, "invalid_request"), ({"code_challenge": "short"}, "invalid_request"),
                             ({"response_type": "token"}, "unsupported_response_type"), ({"response_type": None}, "invalid_request"),
                             ({"response_mode": "fragment"}, "invalid_request"), ({"scope": "profile"}, "invalid_scope"), ({"scope": None}, "invalid_scope"),
                             ({"state": "s" * 600}, "invalid_request"), ({"nonce": "n" * 600}, "invalid_request"), ({"prompt": "none"}, "login_required"),
                             ({"request": "x.y.z"}, "request_not_supported"), ({"request_uri": "https://x.example"}, "request_uri_not_supported")):
            with self.subTest(wrong=wrong):
                answer = PortalBrowser().page(self.address(**wrong))
                self.assertEqual(answer.status_code, 303)
                query = parse_qs(urlsplit(answer.headers["Location"]).query)
                self.assertEqual((query["error"], query["iss"], "code" in query), ([error], [self.portal.name], False))

    def test_a_form_that_was_changed(self) -> None:
        browser = PortalBrowser()
        page = browser.page(self.address())
        self.assertEqual(browser.press(page, "allow", redirect_uri="https://thief.example/callback").status_code, 400)
        self.assertIn("error=invalid_request", browser.press(page, "allow", code_challenge="").headers["Location"])
        self.assertIn("error=access_denied", browser.press(page, "").headers["Location"])


class PortalTokens(Case):
    """The token endpoint, and what its tokens open at the academy."""

    def test_tokens_open_the_missions(self) -> None:
        tokens = self.portal.signed_in()
        me = self.portal.ask(tokens["access_token"])
        self.assertEqual((me.status_code, me.json()["number"]), (200, "0482917"))
        self.assertGreater(len(self.portal.ask(tokens["access_token"], "/v1/missions").json()["items"]), 10)
        self.assertEqual(self.portal.ask(tokens["id_token"]).status_code, 401)
        self.assertEqual(self.portal.ask(tokens["refresh_token"]).status_code, 401)

    def test_only_digests_are_kept(self) -> None:
        verifier = secrets.token_urlsafe(32)
        code = self.portal.code(verifier)
        tokens = self.portal.exchange(code, verifier).json()
        kept = b"".join(path.read_bytes() for path in self.portal.academy.data.rglob("*") if path.is_file())
        self.assertGreater(len(kept), 10000)
        claims = json.loads(base64.urlsafe_b64decode(tokens["access_token"].split(".")[1] + "=="))
        for secret in (code, tokens["access_token"], tokens["refresh_token"], tokens["id_token"], claims["jti"]):
            self.assertNotIn(secret.encode(), kept)

    def test_without_offline_access(self) -> None:
        verifier = secrets.token_urlsafe(32)
        tokens = self.portal.exchange(self.portal.code(verifier, scope="openid other"), verifier).json()
        self.assertNotIn("refresh_token", tokens)
        self.assertEqual(tokens["scope"], "openid")

    def test_verifiers(self) -> None:
        for verifier in (None, "", "w" * 43, "v" * 42, "v" * 129, "é" * 50):
            with self.subTest(verifier=verifier):
                self.denied(self.portal.exchange(self.portal.code("v" * 43), verifier))
        self.denied(self.portal.exchange(self.portal.code("v" * 43), "v" * 43, redirect_uri=None))
        self.denied(self.portal.exchange(self.portal.code("v" * 43), "v" * 43, redirect_uri="http://127.0.0.1:2/callback"))
        # A try with the wrong one used the code up.
        code = self.portal.code("v" * 43)
        self.denied(self.portal.exchange(code, "w" * 43))
        self.denied(self.portal.exchange(code, "v" * 43))

    def test_a_replayed_code_takes_back_what_it_gave(self) -> None:
        code = self.portal.code("v" * 43)
        tokens = self.portal.exchange(code, "v" * 43).json()
        self.assertEqual(self.portal.ask(tokens["access_token"]).status_code, 200)
        self.denied(self.portal.exchange(code, "v" * 43))
        self.assertEqual(self.portal.ask(tokens["access_token"]).status_code, 401)
        self.denied(self.portal.refresh(tokens["refresh_token"]))

    def test_a_refresh_token_used_twice_ends_its_family(self) -> None:
        first = self.portal.signed_in()
        second = self.portal.refresh(first["refresh_token"]).json()
        third = self.portal.refresh(second["refresh_token"]).json()
        self.assertEqual(len({first["refresh_token"], second["refresh_token"], third["refresh_token"]}), 3)
        self.assertEqual(self.portal.ask(third["access_token"]).status_code, 200)
        self.denied(self.portal.refresh(first["refresh_token"]))
        self.denied(self.portal.refresh(third["refresh_token"]))
        self.assertEqual(self.portal.ask(third["access_token"]).status_code, 401)
        # Another sign-in of the same person goes on.
        self.assertEqual(self.portal.ask(self.portal.signed_in()["access_token"]).status_code, 200)

    def test_revocation(self) -> None:
        tokens = self.portal.signed_in()
        self.assertEqual(self.portal.post("revocation_endpoint", token="unknown").status_code, 200)
        self.denied(self.portal.post("revocation_endpoint", token=tokens["refresh_token"], client_id="another"), "invalid_client", 401)
        self.assertEqual(self.portal.ask(tokens["access_token"]).status_code, 200)
        self.assertEqual(self.portal.post("revocation_endpoint", token=tokens["refresh_token"], token_type_hint="access_token").status_code, 200)
        self.denied(self.portal.refresh(tokens["refresh_token"]))
        answer = self.portal.ask(tokens["access_token"])
        self.assertEqual(answer.status_code, 401)
        self.assertIn("Identifiez-vous", answer.json()["detail"])

    def test_requests_that_are_none(self) -> None:
        token = self.portal.endpoint("token_endpoint")
        self.denied(self.portal.post("token_endpoint", grant_type="password", username="a", password="b"), "unsupported_grant_type")
        self.denied(self.portal.post("token_endpoint", grant_type=None), "invalid_request")
        self.denied(self.portal.post("token_endpoint", grant_type="authorization_code"), "invalid_request")
        self.denied(self.portal.post("token_endpoint", grant_type="refresh_token", refresh_token="unknown"))
        self.denied(self.portal.exchange("unknown", "v" * 43))
        self.denied(self.portal.exchange("unknown", "v" * 43, client_id=None), "invalid_client", 401)
        self.denied(self.portal.exchange("unknown", "v" * 43, client_secret="s"), "invalid_client", 401)
        self.denied(requests.post(token, json={"grant_type": "refresh_token"}, timeout=PATIENCE), "invalid_request")
        self.denied(requests.post(token, data="code=a&code=b", headers={"Content-Type": "application/x-www-form-urlencoded"}, timeout=PATIENCE), "invalid_request")
        self.assertEqual(requests.post(token, data="x=" + "y" * 20000, headers={"Content-Type": "application/x-www-form-urlencoded"}, timeout=PATIENCE).status_code, 413)
        self.assertEqual(requests.get(token, timeout=PATIENCE).status_code, 405)

    def test_an_expired_access_token(self) -> None:
        portal = Portal("--access-seconds", "1")
        self.addCleanup(portal.close)
        tokens = portal.signed_in()
        self.assertEqual(tokens["expires_in"], 1)
        claims = json.loads(base64.urlsafe_b64decode(tokens["access_token"].split(".")[1] + "=="))
        self.assertEqual(claims["exp"] - claims["iat"], 1)

    def test_keys_that_are_changed(self) -> None:
        before = self.portal.signed_in()
        self.assertEqual(self.portal.ask(before["access_token"]).status_code, 200)
        time.sleep(1.1)
        self.portal.rotate()
        after = self.portal.signed_in()
        names = [json.loads(base64.urlsafe_b64decode(tokens["access_token"].split(".")[0] + "=="))["kid"] for tokens in (before, after)]
        keys = requests.get(self.portal.endpoint("jwks_uri"), timeout=PATIENCE).json()["keys"]
        self.assertNotEqual(names[0], names[1])
        self.assertLessEqual(set(names), {key["kid"] for key in keys})
        for key in keys:
            self.assertLessEqual(set(key), {"kty", "n", "e", "kid", "alg", "use"})
        for tokens in (before, after):
            self.assertEqual(self.portal.ask(tokens["access_token"]).status_code, 200)

    def test_the_same_name_at_the_next_start(self) -> None:
        portal = Portal()
        self.addCleanup(portal.close)
        tokens = portal.signed_in()
        portal.academy.stop()
        portal.academy.address = ""
        portal.academy.start()
        self.assertEqual(portal.method()["issuer"], portal.name)
        self.assertEqual(portal.ask(tokens["access_token"]).status_code, 200)
        # Where somebody else has its place meanwhile, it takes another one.
        portal.academy.stop()
        with socket.create_server(("127.0.0.1", int(portal.academy.address.rsplit(":", 1)[1]))):
            portal.academy.address = ""
            portal.academy.start()
        self.assertNotEqual(portal.method()["issuer"], portal.name)

    def test_no_portal_where_an_issuer_is_named(self) -> None:
        portal = self.portal
        other = Portal("--issuer", portal.name)
        self.addCleanup(other.close)
        self.assertEqual(requests.get(other.academy.address + "/portal/keys", timeout=PATIENCE).status_code, 404)
        # A token is for one academy: the other one trusts the issuer, but is not meant.
        self.assertEqual(other.ask(portal.signed_in()["access_token"]).status_code, 401)


class PortalClient(Case):
    """The client's floor of the network against it: the same cases as at the other issuer."""

    def test_signs_in_and_asks_the_academy(self) -> None:
        client = self.signed_in()
        self.assertTrue(client.kept())

    def test_its_tokens_open_the_real_academy(self) -> None:
        self.signed_in()
        self.assertEqual(self.portal.ask(self.academy.seen[-1]).status_code, 200)

    def test_refused_consent(self) -> None:
        client = self.client()
        browser = PortalBrowser()
        page = browser.get(browser.sign_in(client.begin(), consent=False))
        self.assertIn("Le portail a refusé.", page.text)
        self.assertEqual(client.hear(), "failed refused access_denied")

    def test_stray_callbacks(self) -> None:
        client = self.client()
        browser = PortalBrowser()
        target = browser.sign_in(client.begin())
        state = re.search(r"state=([^&]+)", target)
        assert state
        for address in (target.replace(state[1], "forged"), target.replace("/callback", "/favicon.ico"), re.sub(r"iss=[^&]+", "iss=https%3A%2F%2Fx.example", target),
                        re.sub(r"&?iss=[^&]+", "", target), target + "&error=access_denied"):
            self.assertEqual(browser.get(address).status_code, 400)
            FIGURES["bad_callbacks"] += 1
        self.assertEqual(browser.get(target).status_code, 200)
        self.assertEqual(client.hear(), "signed-in")

    def test_a_code_that_was_used(self) -> None:
        browser = PortalBrowser()
        first, second = self.client(), self.client()
        target = browser.sign_in(first.begin())
        self.assertEqual(browser.get(target).status_code, 200)
        self.assertEqual(first.hear(), "signed-in")
        code = re.search(r"code=([^&]+)", target)
        other = browser.sign_in(second.begin())
        self.assertEqual(browser.get(re.sub(r"code=[^&]+", code[0] if code else "", other)).status_code, 200)
        self.assertEqual(second.hear(), "failed refused invalid_grant")

    def test_rotated_refresh(self) -> None:
        client = self.signed_in()
        before = client.kept()
        self.academy.end_tokens()
        self.assertEqual(client.ask("get 1"), "got")
        self.assertNotEqual(client.kept(), before)
        thief = self.client()
        self.assertEqual(thief.ask(f"restore {before}"), "restored")
        self.assertRegex(thief.ask("get 1"), "^failed sign-in-required ")
        self.academy.end_tokens()
        self.assertRegex(client.ask("get 1"), "^failed sign-in-required ")

    def test_two_401_one_refresh(self) -> None:
        client = self.signed_in()
        before = len(set(self.academy.seen))
        self.academy.end_tokens()
        self.academy.together = threading.Barrier(2)
        client.say("get 2")
        self.assertEqual([client.hear(), client.hear()], ["got", "got"])
        self.assertEqual(len(set(self.academy.seen)), before + 1)

    def test_keys_that_are_changed(self) -> None:
        client = self.signed_in()
        self.portal.rotate()
        self.assertEqual(self.sign_in(client), "signed-in")

    def test_after_the_academy_was_started_again(self) -> None:
        portal = Portal()
        self.addCleanup(portal.close)
        client = self.client(portal)
        self.assertEqual(self.sign_in(client), "signed-in")
        self.assertEqual(client.ask("get 1"), "got")
        portal.academy.stop()
        portal.academy.start()
        self.academy.end_tokens()
        self.assertEqual(client.ask("get 1"), "got")

    def test_signing_out(self) -> None:
        client = self.signed_in()
        token = client.kept()
        line = client.ask("end-session")
        self.assertTrue(line.startswith(f"end-session {self.portal.name}/end-session?"))
        page = requests.get(line.removeprefix("end-session "), timeout=PATIENCE)
        self.assertIn("Vous êtes déconnecté", page.text)
        self.assertEqual(client.ask("sign-out"), "signed-out")
        self.assertEqual(client.ask(f"restore {token}"), "restored")
        self.assertRegex(client.ask("get 1"), "^failed sign-in-required ")


CASES = (PortalPage, PortalTokens, PortalClient)
