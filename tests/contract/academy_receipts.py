# SPDX-License-Identifier: GPL-3.0-or-later
"""Receipts: announced, sent, compared by digest, removed; refused where they must be."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

from case import MEGABYTE, SMALL_PDF, AcademyCase, Mission, is_closed, png
from harness import new_id, repr_digest, sha256

UNKNOWN = "no-such-mission"


class ReceiptCase(AcademyCase):
    """An academy with small limits."""

    limits = {"receipt-bytes": 4 * MEGABYTE, "receipt-count": 8}

    def receipts(self, mission: Mission) -> dict[str, dict[str, object]]:
        """Those of a mission, by their identifiers."""
        items = self.ok(self.me.get(self.path(mission, "statement", "receipts"))).json["items"]
        return {item["id"]: item for item in items}

    def content(self, mission: Mission, receipt: str) -> str:
        """The address of the bytes."""
        return self.path(mission, "statement", "receipts", receipt, "content")

    def remove(self, mission: Mission, receipt: str) -> None:
        """Make room for the next test."""
        self.ok(self.me("DELETE", self.path(mission, "statement", "receipts", receipt)), 204)


class Announced(ReceiptCase):
    """The resource beside the bytes."""

    def test_repeated_and_renamed(self) -> None:
        mission, receipt = self.mission(), new_id()
        etag = self.statement(mission).etag
        first = self.ok(self.announce(mission, SMALL_PDF, receipt), 201).json
        self.assertEqual(("expected", None), (first["state"], first["received_at"]))
        self.assertEqual(first, self.ok(self.announce(mission, SMALL_PDF, receipt), 200).json)
        renamed = self.ok(self.announce(mission, SMALL_PDF, receipt, name="hôtel.pdf", label="Hôtel"), 200).json
        self.assertEqual(("hôtel.pdf", "Hôtel", first["added_at"]), (renamed["name"], renamed["label"], renamed["added_at"]))
        self.assertEqual(renamed, self.receipts(mission)[receipt])
        self.assertEqual(etag, self.statement(mission).etag, "a receipt does not touch the statement's version")
        self.assert_problem(self.announce(mission, SMALL_PDF + b"\n", receipt), 409)
        self.remove(mission, receipt)

    def test_refused(self) -> None:
        mission, receipt = self.mission(), new_id()
        path = self.path(mission, "statement", "receipts", receipt)
        body = {"name": "a.pdf", "media_type": "application/pdf", "bytes": 9, "sha256": sha256(b"x"), "label": None}
        self.assert_problem(self.nobody.put(path, body), 401)
        self.assert_problem(self.me.put(path, b"{", Content_Type="application/json"), 400)
        self.assert_problem(self.me.put(self.path(mission, "statement", "receipts", "not-a-uuid"), body), 400)
        self.assert_problem(self.me.put(self.path(UNKNOWN, "statement", "receipts", receipt), body), 404)
        self.assert_problem(self.me.put(path, body | {"bytes": 4 * MEGABYTE + 1}), 413)
        self.assert_problem(self.me.put(path, body | {"media_type": "text/plain"}), 415)
        for member, value in (("name", ""), ("bytes", 0), ("sha256", "abc"), ("label", "x" * 201)):
            with self.subTest(member):
                problem = self.assert_problem(self.me.put(path, body | {member: value}), 422)
                self.assertEqual([f"/{member}"], [error["pointer"] for error in problem["errors"]])
        self.assertNotIn(receipt, self.receipts(mission))

    def test_too_many(self) -> None:
        mission = self.mission()
        there = len(self.receipts(mission))
        added = [new_id() for _ in range(8 - there)]
        for receipt in added:
            self.ok(self.announce(mission, SMALL_PDF, receipt), 201)
        self.assert_problem(self.announce(mission, SMALL_PDF), 409)
        self.ok(self.announce(mission, SMALL_PDF, added[0]), 200)
        for receipt in added:
            self.remove(mission, receipt)

    def test_removed(self) -> None:
        mission = self.mission()
        receipt = self.attached(mission)
        path = self.path(mission, "statement", "receipts", receipt)
        self.assert_problem(self.nobody("DELETE", path), 401)
        answer = self.me("DELETE", path)
        self.assertEqual((204, b""), (answer.status, answer.body))
        self.assert_problem(self.me("DELETE", path), 404)
        self.assert_problem(self.me.get(f"{path}/content"), 404)
        self.assertNotIn(receipt, self.receipts(mission))

    def test_closed(self) -> None:
        self.assert_problem(self.announce(self.mission(is_closed), SMALL_PDF), 409, "part-closed")


class Sent(ReceiptCase):
    """The bytes."""

    def test_byte_for_byte(self) -> None:
        mission, picture = self.mission(), png(1000)
        self.assertGreater(len(picture), 3_000_000)
        for data, media_type in ((picture, "image/png"), (SMALL_PDF, "application/pdf")):
            with self.subTest(media_type):
                receipt = new_id()
                self.ok(self.announce(mission, data, receipt, media_type=media_type), 201)
                sent = self.ok(self.send(mission, receipt, data, Content_Type=media_type), 201)
                self.assertEqual(repr_digest(data), sent.headers["Repr-Digest"])
                self.assertEqual(("received", sha256(data)), (sent.json["state"], sent.json["sha256"]))
                self.assertIsNotNone(sent.json["received_at"])
                back = self.ok(self.me.get(self.content(mission, receipt)))
                self.assertEqual(data, back.body)
                self.assertEqual(repr_digest(data), back.headers["Repr-Digest"])
                self.assertEqual(media_type, back.headers["Content-Type"])
                held = self.academy.show(mission["id"])
                self.assertIn(sha256(data), str(held))
                self.remove(mission, receipt)

    def test_a_repeat_says_what_is_stored(self) -> None:
        mission = self.mission()
        receipt = self.attached(mission)
        again = self.send(mission, receipt, SMALL_PDF)
        self.assert_problem(again, 412)
        self.assertEqual(repr_digest(SMALL_PDF), again.headers["Repr-Digest"])
        self.assertEqual(SMALL_PDF, self.me.get(self.content(mission, receipt)).body)
        self.remove(mission, receipt)

    def test_refused(self) -> None:
        mission, receipt, data = self.mission(), new_id(), SMALL_PDF
        self.assert_problem(self.send(mission, receipt, data), 404)
        self.ok(self.announce(mission, data, receipt), 201)
        self.assert_problem(self.me.get(self.content(mission, receipt)), 404)
        self.assert_problem(self.nobody.get(self.content(mission, receipt)), 401)
        self.assert_problem(self.nobody.put(self.content(mission, receipt), data, Content_Type="application/pdf"), 401)
        self.assert_problem(self.send(mission, receipt, data, If_None_Match=""), 428)
        self.assert_problem(self.send(mission, receipt, data, Repr_Digest=""), 400)
        self.assert_problem(self.send(mission, receipt, data, Repr_Digest="sha-256=nonsense"), 400)
        self.assert_problem(self.send(mission, receipt, data[:-1]), 400)
        self.assert_problem(self.send(mission, receipt, data, Content_Type="image/png"), 415)
        swapped = data.replace(b"/Helvetica", b"/helveticA")
        self.assertEqual(len(data), len(swapped))
        self.assert_problem(self.send(mission, receipt, swapped), 422)
        self.assert_problem(self.send(mission, receipt, swapped, Repr_Digest=repr_digest(data)), 422)
        self.assert_problem(self.send(mission, receipt, data + bytes(4 * MEGABYTE)), 413)
        self.assert_problem(self.send(mission, receipt, data + bytes(12 * MEGABYTE)), 413)
        self.assertEqual("expected", self.receipts(mission)[receipt]["state"])
        self.ok(self.send(mission, receipt, data), 201)
        self.remove(mission, receipt)

    def test_without_a_length(self) -> None:
        mission, receipt = self.mission(), new_id()
        self.ok(self.announce(mission, SMALL_PDF, receipt), 201)
        parts = urlsplit(self.academy.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        headers = {"Authorization": f"Bearer {self.me.token}", "Content-Type": "application/pdf", "If-None-Match": "*",
                   "Repr-Digest": repr_digest(SMALL_PDF), "Transfer-Encoding": "chunked"}
        connection.request("PUT", self.content(mission, receipt), iter([SMALL_PDF]), headers, encode_chunked=True)
        response = connection.getresponse()
        self.assertEqual(411, response.status, response.read())
        connection.close()
        self.remove(mission, receipt)

    def test_a_text_with_the_name_of_a_document(self) -> None:
        mission, receipt, text = self.mission(), new_id(), b"Facture, en toutes lettres.\n" * 20
        self.ok(self.announce(mission, text, receipt), 201)
        self.assert_problem(self.send(mission, receipt, text), 415)
        self.remove(mission, receipt)

    def test_what_the_office_was_sent_stays(self) -> None:
        mission, late = self.mission(), new_id()
        receipt = self.attached(mission)
        self.ok(self.announce(mission, SMALL_PDF, late), 201)
        self.validated(mission)
        self.assert_problem(self.me("DELETE", self.path(mission, "statement", "receipts", receipt)), 409, "part-closed")
        self.assert_problem(self.send(mission, late, SMALL_PDF), 409, "part-closed")
        self.assert_problem(self.announce(mission, SMALL_PDF), 409, "part-closed")
        self.assertEqual(SMALL_PDF, self.ok(self.me.get(self.content(mission, receipt))).body)
