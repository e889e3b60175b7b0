# SPDX-License-Identifier: GPL-3.0-or-later
"""What no single request shows: restarts, requests at the same time, other people, secrets, tokens that grow old."""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable
from urllib.parse import quote

from case import PASSWORD, SMALL_PDF, AcademyCase
from harness import Answer, Client, new_id

AT_ONCE = 8
STRANGER = "I9900001"


class Restart(AcademyCase):
    """An academy that ends and comes again is the same academy."""

    def test_everything_is_there_again(self) -> None:
        mission = self.mission()
        receipt = self.attached(mission)
        saved = self.ok(self.save(mission, self.entered(mission, 23)))
        cursor = self.ok(self.me.get("/v1/missions?limit=500")).json["cursor"]
        tokens = self.ok(self.nobody("POST", "/v1/session", {"number": self.number, "password": PASSWORD})).json
        self.academy.restart()
        again = Client(self.academy.address, self.me.token)
        self.assertEqual((saved.etag, saved.json), (lambda a: (a.etag, a.json))(again.get(self.path(mission, "statement"))))
        self.assertEqual(SMALL_PDF, again.get(self.path(mission, "statement", "receipts", receipt, "content")).body)
        nothing = self.ok(again.get(f"/v1/missions?changed_since={quote(cursor)}")).json
        self.assertEqual(([], []), (nothing["items"], nothing["gone"]))
        self.ok(Client(self.academy.address)("POST", "/v1/session/refresh", {"refresh_token": tokens["refresh_token"]}))


class AtOnce(AcademyCase):
    """Requests that arrive together."""

    def together(self, ask: Callable[[int], Answer]) -> list[Answer]:
        """Ask several times at once."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(ask, range(AT_ONCE)))

    def test_one_of_several_saves_wins(self) -> None:
        mission = self.mission()
        statement = self.entered(mission, 0)

        def save(index: int) -> Answer:
            entries = [{**statement["work"]["entries"][0], "quantity": 50 + index}, *statement["work"]["entries"][1:]]
            return self.save(mission, {**statement, "work": {**statement["work"], "entries": entries}}, statement["etag"])

        answers = self.together(save)
        self.assertEqual([200] + [412] * (AT_ONCE - 1), sorted(answer.status for answer in answers))
        won = next(answer for answer in answers if answer.status == 200)
        self.assertEqual(won.json, self.statement(mission).json)

    def test_one_validation_is_made_once(self) -> None:
        mission, validation = self.mission(), new_id()
        etag = self.ok(self.save(mission, self.entered(mission, 36))).etag
        answers = self.together(lambda _: self.validate(mission, ["work"], etag=etag, validation=validation))
        self.assertEqual([200] * (AT_ONCE - 1) + [201], sorted(answer.status for answer in answers))
        self.assertEqual(1, len({answer.json["number"] for answer in answers}))
        history = self.ok(self.me.get(self.path(mission, "statement", "history"))).json["items"]
        self.assertEqual(1, len([item for item in history if item["verb"] == "validate"]))
        self.academy.command("office", "return", mission["id"], "--part", "work", "--remark", "À revoir.")

    def test_one_receipt_is_stored_once(self) -> None:
        mission, receipt = self.mission(), new_id()
        announced = self.together(lambda _: self.announce(mission, SMALL_PDF, receipt))
        self.assertEqual([200] * (AT_ONCE - 1) + [201], sorted(answer.status for answer in announced))
        sent = self.together(lambda _: self.send(mission, receipt, SMALL_PDF))
        self.assertEqual([201] + [412] * (AT_ONCE - 1), sorted(answer.status for answer in sent))
        self.assertEqual(1, len({answer.headers["Repr-Digest"] for answer in sent}))

    def test_one_refresh_token_gives_one_session(self) -> None:
        tokens = self.ok(self.nobody("POST", "/v1/session", {"number": self.number, "password": PASSWORD})).json
        answers = self.together(lambda _: self.nobody("POST", "/v1/session/refresh", {"refresh_token": tokens["refresh_token"]}))
        self.assertEqual([200] + [401] * (AT_ONCE - 1), sorted(answer.status for answer in answers))


class Stranger(AcademyCase):
    """Somebody else, signed in as well."""

    stranger: Client

    def setUp(self) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as table:
            table.write(f"number,given_name,family_name,email\n{STRANGER},Élodie,Nançay,elodie.nancay@courriel.example\n")
            table.flush()
            self.academy.command("import", table.name)
        body = {"number": STRANGER, "password": STRANGER, "new_password": PASSWORD}
        tokens = self.ok(self.nobody("POST", "/v1/session/password", body)).json
        self.stranger = Client(self.academy.address, tokens["access_token"])

    def test_sees_and_touches_nothing_of_another(self) -> None:
        mission = self.mission()
        receipt, etag = self.attached(mission), self.statement(mission).etag
        self.assertEqual("Élodie", self.ok(self.stranger.get("/v1/me")).json["given_name"])
        self.assertEqual([], self.ok(self.stranger.get("/v1/missions")).json["items"])
        statement: dict[str, Any] = self.statement(mission).json
        entry = {"name": "a.pdf", "media_type": "application/pdf", "bytes": 9, "sha256": "0" * 64}
        asked = [
            ("GET", (), None), ("GET", ("convocation",), None), ("GET", ("statement",), None), ("PUT", ("statement",), statement),
            ("GET", ("statement", "history"), None), ("GET", ("statement", "receipts"), None), ("GET", ("remarks",), None),
            ("PUT", ("statement", "absence"), {"reason": "Malade."}), ("DELETE", ("statement", "absence"), None),
            ("PUT", ("statement", "validations", new_id()), {"parts": ["work"], "receipts": []}),
            ("PUT", ("statement", "receipts", new_id()), entry), ("DELETE", ("statement", "receipts", receipt), None),
            ("GET", ("statement", "receipts", receipt, "content"), None), ("PUT", ("remarks", new_id()), {"text": "Bonjour."}),
        ]
        for method, steps, body in asked:
            with self.subTest(f"{method} {'/'.join(steps)}"):
                answer = self.stranger(method, self.path(mission, *steps), body, If_Match=etag)
                self.assert_problem(answer, 404, "not-found")
        self.assertEqual(etag, self.statement(mission).etag)


class Old(AcademyCase):
    """Access tokens live for a while only."""

    options = ("--access-seconds", "1")

    def test_an_old_access_token_is_renewed(self) -> None:
        tokens = self.ok(self.nobody("POST", "/v1/session", {"number": self.number, "password": PASSWORD})).json
        self.assertEqual(1, tokens["expires_in"])
        self.ok(Client(self.academy.address, tokens["access_token"]).get("/v1/me"))
        time.sleep(2.1)
        self.assert_problem(Client(self.academy.address, tokens["access_token"]).get("/v1/me"), 401, "sign-in-required")
        fresh = self.ok(self.nobody("POST", "/v1/session/refresh", {"refresh_token": tokens["refresh_token"]})).json
        self.ok(Client(self.academy.address, fresh["access_token"]).get("/v1/me"))


class Secrets(AcademyCase):
    """What must not lie on the disk."""

    def test_no_password_and_no_token_in_the_files(self) -> None:
        tokens = self.ok(self.nobody("POST", "/v1/session", {"number": self.number, "password": PASSWORD})).json
        self.assert_problem(self.nobody("POST", "/v1/session", {"number": self.number, "password": "canari-1789"}), 401)
        held = b"".join(path.read_bytes() for path in Path(self.academy.data).rglob("*") if path.is_file())
        self.assertIn(self.number.encode(), held)
        for secret in (PASSWORD, "canari-1789", tokens["access_token"], tokens["refresh_token"]):
            self.assertNotIn(secret.encode(), held)
