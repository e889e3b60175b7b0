#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is sent, the academy never answers 5xx, and every answer is in the contract.

    IMAGIN_ACADEMY=…/imagin-academy test_fuzz.py

Runs for IMAGIN_FUZZ_SECONDS (20), the same time for each operation, with IMAGIN_FUZZ_SEED (a new one each time, printed).
"""

from __future__ import annotations

import os
import random
import tempfile
import time
import sys
import unittest
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap
import hypothesis
import hypothesis.configuration
from case import PASSWORD, SMALL_PDF
from checker import Checker, Exchange
from contract import Contract, Operation
from harness import Academy, Answer, Client, repr_digest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from npm import cache_folder
from strategies import TEXTS, Strategies, bodies
from wire import Headers

SEED = int(os.environ.get("IMAGIN_FUZZ_SEED") or random.randrange(2**32))
SECONDS = float(os.environ.get("IMAGIN_FUZZ_SECONDS") or 20)

hypothesis.configuration.set_hypothesis_home_dir(cache_folder() / "hypothesis")  # It would write beside the sources.

ROUND = hypothesis.settings(max_examples=20, deadline=None, database=None, phases=[Phase.generate, Phase.shrink],
                            suppress_health_check=list(HealthCheck), print_blob=False)
IDENTIFIERS = TEXTS.filter(lambda text: text not in ("", ".", "..") and len(text) < 200)
HEADER_TEXTS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)


class Fuzz(unittest.TestCase):
    """One academy, every operation."""

    contract: ClassVar[Contract] = Contract.read()
    academy: ClassVar[Academy]
    client: ClassVar[Client]
    checker: ClassVar[Checker]
    missions: ClassVar[list[str]]
    sent: ClassVar[int] = 0
    accepted: ClassVar[int] = 0

    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.academy = Academy(Path(folder.name) / "data", Path(folder.name) / "record")
        cls.addClassCleanup(cls.academy.stop)
        number = cls.academy.number()
        cls.client = Client(cls.academy.server.address)
        tokens = cls.client("POST", "/v1/session/password", {"number": number, "password": number, "new_password": PASSWORD})
        cls.client.token = tokens.json["access_token"]
        cls.missions = [mission["id"] for mission in cls.client.get("/v1/missions").json["items"]]
        cls.checker = Checker(cls.contract)

    @classmethod
    def tearDownClass(cls) -> None:
        print(f"fuzz seed={SEED} requests={cls.sent} accepted={cls.accepted}", flush=True)

    def request(self, data: st.DataObject, operation: Operation, strategies: Strategies) -> Exchange:
        """Make a request for an operation and send it."""
        target, headers = self.parameters(data, operation, strategies)
        body: bytes | None = None
        content = operation.node.get("requestBody", {}).get("content", {})
        if content:
            media_type, media = next(iter(content.items()))
            if media_type == "application/json":
                body = data.draw(bodies(strategies.of(media["schema"])), "body")
                headers["Content-Type"] = media_type
            else:
                body = data.draw(st.one_of(st.just(SMALL_PDF), st.binary(max_size=300)), "bytes")
                headers["Content-Type"] = data.draw(st.sampled_from(["application/pdf", "image/png", "text/html", "x"]), "type")
                if "Repr-Digest" in headers and data.draw(st.booleans(), "right digest"):
                    headers["Repr-Digest"] = repr_digest(body)
        answer = self.client(operation.method, target, body, **headers)
        return self.exchange(operation.method, target, headers, body or b"", answer)

    def parameters(self, data: st.DataObject, operation: Operation, strategies: Strategies) -> tuple[str, dict[str, str]]:
        """Draw what goes into the path, the query and the head."""
        path, query, headers = operation.template, {}, {}
        for parameter in operation.parameters:
            name, place = parameter["name"], parameter["in"]
            if place == "path":
                known = st.sampled_from(self.missions) if name == "mission_id" else strategies.of(parameter["schema"])
                path = path.replace(f"{{{name}}}", quote(self.encodable(data.draw(st.one_of(known, known, IDENTIFIERS), name)), safe=""))
            elif place == "query" and data.draw(st.booleans(), f"with {name}"):
                query[name] = self.encodable(str(data.draw(st.one_of(strategies.of(parameter["schema"]), TEXTS), name)))
            elif place == "header" and name != "Content-Length" and data.draw(st.integers(0, 9), f"with {name}"):
                headers[name] = self.header(data, name)
        headers["If-Match"] = headers.get("If-Match", "")
        if headers["If-Match"] == "present":
            identifier = next((mission for mission in self.missions if f"/{mission}/" in path), self.missions[0])
            headers["If-Match"] = self.client.get(f"/v1/missions/{identifier}/statement").headers.get("ETag")
        return path + (f"?{urlencode(query)}" if query else ""), {name: value for name, value in headers.items() if value}

    @staticmethod
    def header(data: st.DataObject, name: str) -> str:
        """A value for a header of the contract; `present` stands for the present version."""
        known = {"If-Match": "present", "If-None-Match": "*", "Repr-Digest": repr_digest(b"x")}[name]
        return str(data.draw(st.one_of(st.just(known), st.just(known), HEADER_TEXTS), name))

    @staticmethod
    def encodable(text: str) -> str:
        """The text without what has no bytes."""
        return text.encode("utf-8", "replace").decode("utf-8")

    def exchange(self, method: str, target: str, headers: dict[str, str], body: bytes, answer: Answer) -> Exchange:
        """What the checker looks at."""
        sent = Headers()
        for name, value in {**headers, "Authorization": "Bearer x", "Content-Length": str(len(body))}.items():
            sent.add(name, value)
        return Exchange(method, target, sent, body, answer.status, answer.headers, answer.body)

    def holds(self, operation: Operation, strategies: Strategies, data: st.DataObject) -> None:
        """One request; the answer is no 5xx and in the contract."""
        exchange = self.request(data, operation, strategies)
        type(self).sent += 1
        type(self).accepted += exchange.status < 400
        self.assertLess(exchange.status, 500, exchange.answer_body)
        found, faults = self.checker.check(exchange)
        if found is not None:
            self.assertEqual([], faults, f"{exchange.method} {exchange.target} → {exchange.status}\n"
                                         f"sent {exchange.request_body[:600]!r}\ngot {exchange.answer_body[:600]!r}")

    def run_operation(self, operation: Operation, seconds: float) -> None:
        """Send what comes to mind, in small rounds, until the time is over."""
        strategies, end, seed = Strategies(self.contract), time.monotonic() + seconds, SEED
        while time.monotonic() < end:
            test = given(st.data())(lambda data: self.holds(operation, strategies, data))
            hypothesis.seed(seed)(ROUND(test))()
            seed += 1

    def test_every_operation(self) -> None:
        print(f"fuzz seed={SEED}", flush=True)
        for operation in self.contract.operations:
            with self.subTest(operation.id):
                self.run_operation(operation, SECONDS / len(self.contract.operations))
        self.assertTrue(self.academy.server.running)
        self.assertEqual(200, self.client.get("/v1/me").status)


if __name__ == "__main__":
    tap.main()
