# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-in: the first password, lock-out, rotation, sign-out, and what the academy says to nobody."""

from __future__ import annotations

import time

from case import PASSWORD, TOO_LONG, AcademyCase
from harness import Answer, Client


class Welcome(AcademyCase):
    """What needs no sign-in."""

    signed_in = False

    def test_the_academy_describes_itself(self) -> None:
        answer = self.ok(self.nobody.get("/.well-known/imagin"))
        self.assertEqual("/v1", answer.json["api"])
        self.assertTrue(answer.json["demonstration"])
        self.assertIn("number", [method["method"] for method in answer.json["sign_in"]])
        again = self.nobody.get("/.well-known/imagin", If_None_Match=answer.etag)
        self.assertEqual((304, b""), (again.status, again.body))
        self.ok(self.nobody.get("/.well-known/imagin", If_None_Match='"other"'))

    def test_everything_else_asks_for_a_sign_in(self) -> None:
        for path in ("/v1/me", "/v1/missions", "/v1/missions/x", "/v1/missions/x/convocation", "/v1/missions/x/remarks",
                     "/v1/missions/x/statement", "/v1/missions/x/statement/history", "/v1/rate-cards",
                     "/v1/missions/x/statement/receipts"):
            with self.subTest(path):
                for client in (self.nobody, Client(self.academy.address, "a-token-that-nobody-was-given")):
                    answer = client.get(path)
                    self.assert_problem(answer, 401, "sign-in-required")
                    self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Bearer"))


class FirstPassword(AcademyCase):
    """The number is the first password, and opens nothing."""

    signed_in = False

    def sign_in(self, password: str) -> Answer:
        """Try a password."""
        return self.nobody("POST", "/v1/session", {"number": self.number, "password": password})

    def test_it_must_be_replaced(self) -> None:
        self.assert_problem(self.sign_in(self.number), 403, "password-change-required")
        self.check_rules()
        tokens = self.ok(self.change_password(self.number, PASSWORD)).json
        self.ok(Client(self.academy.address, tokens["access_token"]).get("/v1/me"))
        self.ok(self.sign_in(PASSWORD))
        self.assert_problem(self.sign_in(self.number), 401, "wrong-credentials")
        again = self.assert_problem(self.change_password(PASSWORD, PASSWORD), 422)
        self.assertIn("same_as_before", [error["code"] for error in again["errors"]])

    def check_rules(self) -> None:
        """Each rule that a password breaks is named."""
        rules = self.nobody.get("/.well-known/imagin").json["password_rules"]
        wrong = {
            "too_short": "a1",
            "too_long": "a1" * rules["maximum_length"],
            "needs_digit": "tilleuls-et-chênes",
            "needs_letter": "0123456789-42",
            "same_as_number": self.number,
        }
        for code, password in wrong.items():
            with self.subTest(code):
                problem = self.assert_problem(self.change_password(self.number, password), 422)
                self.assertIn(("/new_password", code), [(error["pointer"], error["code"]) for error in problem["errors"]])

    def test_bodies_that_are_not_what_is_asked(self) -> None:
        for step in ("", "/password", "/refresh", "/revoke"):
            for body in (b"", b"{", b"[]", b'"x"', b"{}", b'{"number": 12, "refresh_token": 12}', b"\xff\xfe"):
                with self.subTest(step=step, body=body):
                    answer = self.nobody("POST", f"/v1/session{step}", body, Content_Type="application/json")
                    self.assert_problem(answer, 400)
            self.assert_problem(self.nobody("POST", f"/v1/session{step}", TOO_LONG, Content_Type="application/json"), 413)


class Rotation(AcademyCase):
    """A refresh token serves once."""

    def sign_in(self) -> dict[str, str]:
        """A new session."""
        tokens: dict[str, str] = self.ok(self.nobody("POST", "/v1/session", {"number": self.number, "password": PASSWORD})).json
        return tokens

    def refresh(self, token: str) -> Answer:
        """Exchange a refresh token."""
        return self.nobody("POST", "/v1/session/refresh", {"refresh_token": token})

    def test_each_refresh_gives_a_new_pair(self) -> None:
        first = self.sign_in()
        second = self.ok(self.refresh(first["refresh_token"])).json
        self.assertNotEqual(first["refresh_token"], second["refresh_token"])
        self.assertNotEqual(first["access_token"], second["access_token"])
        self.ok(Client(self.academy.address, second["access_token"]).get("/v1/me"))
        self.ok(self.refresh(second["refresh_token"]))

    def test_a_token_used_twice_ends_the_whole_session(self) -> None:
        first = self.sign_in()
        second = self.ok(self.refresh(first["refresh_token"])).json
        self.assert_problem(self.refresh(first["refresh_token"]), 401, "session-expired")
        self.assert_problem(self.refresh(second["refresh_token"]), 401, "session-expired")
        self.assert_problem(Client(self.academy.address, second["access_token"]).get("/v1/me"), 401, "sign-in-required")

    def test_one_session_does_not_end_another(self) -> None:
        one, other = self.sign_in(), self.sign_in()
        self.ok(self.nobody("POST", "/v1/session/revoke", {"refresh_token": one["refresh_token"]}), 204)
        self.ok(self.refresh(other["refresh_token"]))

    def test_a_sign_out_is_final_and_may_be_repeated(self) -> None:
        tokens = self.sign_in()
        for _ in range(2):
            answer = self.nobody("POST", "/v1/session/revoke", {"refresh_token": tokens["refresh_token"]})
            self.assertEqual((204, b""), (answer.status, answer.body))
        self.ok(self.nobody("POST", "/v1/session/revoke", {"refresh_token": "never-given-to-anybody"}), 204)
        self.assert_problem(self.refresh(tokens["refresh_token"]), 401, "session-expired")
        self.assert_problem(Client(self.academy.address, tokens["access_token"]).get("/v1/me"), 401, "sign-in-required")

    def test_an_unknown_token(self) -> None:
        self.assert_problem(self.refresh("never-given-to-anybody"), 401, "session-expired")

    def test_who_is_signed_in(self) -> None:
        answer = self.ok(self.me.get("/v1/me"))
        self.assertEqual(self.number, answer.json["number"])
        again = self.me.get("/v1/me", If_None_Match=answer.etag)
        self.assertEqual((304, b""), (again.status, again.body))


class LockOut(AcademyCase):
    """Wrong passwords are counted."""

    limits = {"lockout-tries": 3, "lockout-seconds": 2}

    def test_after_three_wrong_tries_the_right_one_waits(self) -> None:
        def attempt(password: str) -> Answer:
            return self.nobody("POST", "/v1/session", {"number": self.number, "password": password})

        left = [self.assert_problem(attempt("tilleul-0"), 401, "wrong-credentials")["attempts_left"]]
        left.append(self.assert_problem(self.change_password("tilleul-0", "chêne-2026"), 401, "wrong-credentials")["attempts_left"])
        self.assertEqual([2, 1], left)
        last = attempt("tilleul-0")
        self.assert_problem(last, 429, "locked-out")
        self.assertTrue(1 <= int(last.headers["Retry-After"]) <= 2, last.headers)
        locked = attempt(PASSWORD)
        self.assert_problem(locked, 429, "locked-out")
        wait = int(locked.headers["Retry-After"])
        self.assertTrue(1 <= wait <= 2, wait)
        self.assert_problem(self.change_password(PASSWORD, "chêne-2026"), 429, "locked-out")
        self.ok(self.me.get("/v1/me"))  # Who is signed in already is not touched.
        time.sleep(wait + 0.2)
        self.ok(attempt(PASSWORD))

    def test_an_unknown_number_is_answered_like_a_known_one(self) -> None:
        answer = self.nobody("POST", "/v1/session", {"number": "I0000000", "password": "tilleul-0"})
        self.assert_problem(answer, 401, "wrong-credentials")
