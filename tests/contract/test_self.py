#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools of this folder are themselves tested: planted faults are caught, and what is right passes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap
from contract import Contract
from harness import HERE, Client, Served, coverage_of, serve_proxy, serve_stub
from stub import counted, first_example

MISSION = "/v1/missions/m-7c1f"
ID = "5f0c2a54-6f0a-4b53-9d0c-0a3b8f1c7e21"
MEGABYTE = 1 << 20


class ProxyCase(unittest.TestCase):
    """A proxy in front of the stand-in, with a record of its own for each test."""

    stub: Served

    @classmethod
    def setUpClass(cls) -> None:
        cls.stub = serve_stub()
        cls.addClassCleanup(cls.stub.stop)

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.record = Path(folder.name) / "record.jsonl"
        self.proxy = serve_proxy(self.stub.address, self.record)
        self.addCleanup(self.proxy.stop)
        self.client = Client(self.proxy.address, token="token")

    def violations(self) -> list[str]:
        """What the record holds against the exchange."""
        return coverage_of(self.record).violations

    def assert_caught(self, *words: str) -> None:
        """There is a violation, and it says what is wrong."""
        text = "\n".join(self.violations())
        for word in words:
            self.assertIn(word, text)


class Caught(ProxyCase):
    """What breaks the contract is a violation."""

    def test_a_dropped_etag(self) -> None:
        self.assertNotIn("ETag", self.client.get(f"{MISSION}/statement", Stub_Fault="drop ETag").headers)
        self.assert_caught("ETag")

    def test_a_dropped_digest(self) -> None:
        self.client.get(f"{MISSION}/statement/receipts/{ID}/content", Stub_Fault="drop Repr-Digest")
        self.assert_caught("Repr-Digest")

    def test_an_undocumented_status(self) -> None:
        self.client.get(f"{MISSION}/statement", Stub_Fault="status 418")
        self.assert_caught("418 is not documented")

    def test_an_undocumented_path(self) -> None:
        self.client.get("/v1/nothing")
        self.assert_caught("not in the contract")

    def test_an_undocumented_method(self) -> None:
        self.client("DELETE", MISSION)
        self.assert_caught("not in the contract")

    def test_a_wrong_body(self) -> None:
        self.client.get("/v1/me", Stub_Fault='body {"id": 12}')
        self.assert_caught("/v1/me", "/id", "family_name")

    def test_a_number_in_quotes(self) -> None:
        tokens = {"access_token": "a" * 20, "token_type": "Bearer", "expires_in": "900", "refresh_token": "r" * 20}
        self.client("POST", "/v1/session", {"number": "I1", "password": "p"}, Stub_Fault=f"body {json.dumps(tokens)}")
        self.assert_caught("/expires_in")

    def test_a_body_that_is_not_json(self) -> None:
        self.client.get("/v1/me", Stub_Fault="body <html>")
        self.assert_caught("/v1/me")

    def test_a_problem_that_is_not_one(self) -> None:
        self.client.get(MISSION, Stub_Status="404", Stub_Fault='body {"message": "non"}')
        self.assert_caught("title")

    def test_a_problem_that_names_another_status(self) -> None:
        problem = {"type": "urn:imagin:problem:not-found", "title": "Non", "status": 403, "detail": "Non."}
        self.client.get(MISSION, Stub_Status="404", Stub_Fault=f"body {json.dumps(problem)}")
        self.assert_caught("the problem says status 403")

    def test_a_day_that_is_none(self) -> None:
        contract = Contract.read()
        mission = contract.document["components"]["examples"]["MarkingMission"]["value"]
        body = json.dumps({**mission, "deadline": "2026-02-30"})
        self.client.get(MISSION, Stub_Fault=f"body {body}")
        self.assert_caught("deadline")

    def test_an_instant_without_its_offset(self) -> None:
        contract = Contract.read()
        mission = contract.document["components"]["examples"]["MarkingMission"]["value"]
        body = json.dumps({**mission, "starts_at": "2026-06-19T08:00:00"})
        self.client.get(MISSION, Stub_Fault=f"body {body}")
        self.assert_caught("starts_at")

    def test_a_write_that_is_accepted_without_its_version(self) -> None:
        self.client.put(f"{MISSION}/statement", {"receipts_by_post": False, "note": None})
        self.assert_caught("If-Match")

    def test_a_request_body_that_is_accepted_although_wrong(self) -> None:
        self.client.put(f"{MISSION}/statement", {"receipts_by_post": "yes", "note": None}, If_Match='"s"')
        self.assert_caught("receipts_by_post")

    def test_an_answer_without_sign_in(self) -> None:
        Client(self.proxy.address).get("/v1/me")
        self.assert_caught("Security")


class Passed(ProxyCase):
    """What keeps the contract passes, to the byte."""

    def test_every_example_of_the_contract(self) -> None:
        contract = Contract.read()
        for operation in contract.operations:
            path = operation.template.format(mission_id="m-7c1f", receipt_id=ID, validation_id=ID, remark_id=ID)
            content = operation.node.get("requestBody", {}).get("content", {})
            body: object = None
            for media in content.values():
                body = first_example(contract, media).get("value", b"%PDF-")
            for status in operation.statuses:
                headers = {"Stub_Status": str(status), "If_Match": '"s"', "If_None_Match": "*"}
                if isinstance(body, bytes):
                    headers |= {"Content_Type": "application/pdf", "Repr_Digest": f"sha-256=:{'A' * 43}=:"}
                self.assertEqual(status, self.client(operation.method, path, body, **headers).status)
        coverage = coverage_of(self.record)
        self.assertEqual([], coverage.violations)
        self.assertEqual([], coverage.missing)

    def test_a_large_answer_to_the_byte(self) -> None:
        size = 5 * MEGABYTE + 7
        answer = self.client.get(f"{MISSION}/statement/receipts/{ID}/content", Stub_Status="200", Stub_Fault=f"raw {size}")
        self.assertEqual(counted(size), answer.body)
        self.assertEqual([], self.violations())

    def test_a_request_is_not_judged_when_it_was_refused(self) -> None:
        self.client.put(f"{MISSION}/statement", {"receipts_by_post": "yes"}, Stub_Status="428")
        self.assertEqual([], self.violations())

    def test_several_requests_on_one_connection(self) -> None:
        parts = urlsplit(self.proxy.address)
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            request = b"GET /.well-known/imagin HTTP/1.1\r\nHost: a\r\nStub-Status: 304\r\n\r\n"
            connection.sendall(request * 3)
            received = b""
            while received.count(b"\r\n\r\n") < 3:
                received += connection.recv(4096)
        self.assertEqual(3, received.count(b"HTTP/1.1 304"))


class Bytes(unittest.TestCase):
    """The proxy changes nothing, whatever the bytes and whoever speaks first."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.upstream = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.upstream.close)
        proxy = serve_proxy(f"http://127.0.0.1:{self.upstream.getsockname()[1]}/", Path(folder.name) / "record")
        self.addCleanup(proxy.stop)
        parts = urlsplit(proxy.address)
        self.client = socket.create_connection((parts.hostname, parts.port), timeout=10)
        self.addCleanup(self.client.close)

    def accept(self) -> socket.socket:
        """The proxy's connection to the academy."""
        peer, _ = self.upstream.accept()
        peer.settimeout(10)
        self.addCleanup(peer.close)
        return peer

    def expect(self, connection: socket.socket, wanted: bytes) -> None:
        """Exactly these bytes come."""
        received = b""
        while len(received) < len(wanted):
            data = connection.recv(65536)
            self.assertTrue(data, f"closed after {received!r}")
            received += data
        self.assertEqual(wanted, received)

    def test_pass_through_both_ways(self) -> None:
        request = (b"PUT /v1/any HTTP/1.1\r\nhOsT: x\r\nX-Twice: 1\r\nX-Twice:  2 \r\nTransfer-Encoding: chunked\r\n\r\n"
                   b"5;name=value\r\n\x00\xff\r\n!\r\n0\r\nTrailer: t\r\n\r\n")
        answer = b"HTTP/1.1 200 Fine by me\r\nsErVeR: y\r\nContent-Length: 4\r\nX-Caf\xe9: \xe9\r\n\r\n\x00\x01\x02\xff"
        self.client.sendall(request)
        peer = self.accept()
        self.expect(peer, request)
        peer.sendall(answer)
        self.expect(self.client, answer)

    def test_a_client_that_waits_for_100(self) -> None:
        head = b"PUT /v1/any HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"
        self.client.sendall(head)
        peer = self.accept()
        self.expect(peer, head)
        peer.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.expect(self.client, b"HTTP/1.1 100 Continue\r\n\r\n")
        self.client.sendall(b"abc")
        self.expect(peer, b"abc")
        peer.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
        self.expect(self.client, b"HTTP/1.1 204 No Content\r\n\r\n")

    def test_an_answer_that_ends_with_its_connection(self) -> None:
        self.client.sendall(b"GET /v1/any HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + counted(3 * MEGABYTE)
        peer = self.accept()
        peer.recv(65536)
        peer.sendall(answer)
        peer.shutdown(socket.SHUT_WR)
        self.expect(self.client, answer)
        self.assertEqual(b"", self.client.recv(1))

    def test_an_answer_that_is_cut_short_stays_so(self) -> None:
        self.client.sendall(b"GET /v1/any HTTP/1.1\r\nHost: x\r\n\r\n")
        peer = self.accept()
        peer.recv(65536)
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        peer.close()
        self.assertEqual(b"", self.client.recv(65536), "nothing is made up")


class Judged(unittest.TestCase):
    """The last word: `coverage.py`."""

    def judge(self, entries: list[dict[str, object]]) -> subprocess.CompletedProcess[str]:
        """Run it on a record."""
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as record:
            record.writelines(json.dumps(entry) + "\n" for entry in entries)
            record.flush()
            return subprocess.run([sys.executable, HERE / "coverage.py", record.name], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True, check=False)

    def whole(self) -> list[dict[str, object]]:
        """A record in which all was seen."""
        return [{"seen": name, "status": status} for name, status in sorted(Contract.read().pairs())]

    def test_all_seen(self) -> None:
        done = self.judge(self.whole())
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertRegex(done.stdout, r"^contract operations=(\d+)/\1 statuses=(\d+)/\2 violations=0\n$")

    def test_an_operation_that_was_never_seen(self) -> None:
        done = self.judge([entry for entry in self.whole() if entry["seen"] != "putRemark"])
        self.assertEqual(1, done.returncode)
        self.assertIn("never seen: putRemark 201", done.stderr)

    def test_a_status_that_was_never_seen(self) -> None:
        done = self.judge([entry for entry in self.whole() if entry != {"seen": "putReceiptContent", "status": 411}])
        self.assertEqual(1, done.returncode)
        self.assertIn("never seen: putReceiptContent 411", done.stderr)

    def test_a_violation(self) -> None:
        fault = {"violation": "planted", "operation": "getMe", "status": 200, "request": "GET /v1/me", "body": ""}
        done = self.judge([*self.whole(), fault])
        self.assertEqual(1, done.returncode)
        self.assertIn("violations=1", done.stdout)
        self.assertIn("planted", done.stderr)


class Lives(unittest.TestCase):
    """The proxy comes fast and goes with its parent."""

    def test_it_ends_with_its_standard_input(self) -> None:
        with serve_stub() as stub, tempfile.TemporaryDirectory() as folder:
            begun = time.monotonic()
            proxy = serve_proxy(stub.address, Path(folder) / "record")
            self.assertLess(time.monotonic() - begun, 5)
            self.assertEqual(0, proxy.stop())


if __name__ == "__main__":
    tap.main()
