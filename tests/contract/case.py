# SPDX-License-Identifier: GPL-3.0-or-later
"""The ground that the conformance tests stand on: a demonstration academy behind the proxy, and a person signed in."""

from __future__ import annotations

import os
import re
import struct
import tempfile
import unittest
import zlib
from pathlib import Path
from typing import Any, Callable, ClassVar

from contract import CONTRACT
from harness import Academy, Answer, Client, new_id, record_path, repr_digest, sha256

RECORD = record_path()
PASSWORD = "tilleul-42"
MEGABYTE = 1 << 20
TOO_LONG = b'{"reason": "' + b"x" * MEGABYTE + b'"}'
BAD_SPACE = re.compile("« | »| [:;!?]")
SMALL_PDF = (CONTRACT.parent / "examples" / "receipt.pdf").read_bytes()

Mission = dict[str, Any]


def png(side: int) -> bytes:
    """A square picture of noise, a little over `3 × side × side` bytes: nothing in it can be packed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + os.urandom(3 * side) for _ in range(side))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


def part_of(statement: dict[str, Any], name: str) -> dict[str, Any] | None:
    """A part of a statement, where there is one."""
    return next((part for part in statement["parts"] if part["part"] == name), None)


def open_parts(mission: Mission) -> list[str]:
    """The parts that the person may write."""
    return [part["part"] for part in mission["statement"]["parts"] if part["writable"]]


def typed_fields(mission: Mission) -> list[dict[str, Any]]:
    """The fields that take a number."""
    return [field for field in mission["fields"]
            if field["read_only_reason"] is None and field["unit"] in ("copies", "candidates", "minutes")]


def typed_field(mission: Mission) -> dict[str, Any] | None:
    """The first of them."""
    return next(iter(typed_fields(mission)), None)


def is_open_marking(mission: Mission) -> bool:
    """A marking mission at home whose copies can be typed now."""
    return mission["type"]["code"] == "marking" and open_parts(mission) == ["work"] and typed_field(mission) is not None


def is_closed(mission: Mission) -> bool:
    """A mission of which nothing can be written."""
    return not open_parts(mission) and typed_field(mission) is not None


class AcademyCase(unittest.TestCase):
    """One academy for each class, with its own folder; the proxy in front of it writes to the record of the run."""

    academy: ClassVar[Academy]
    number: ClassVar[str]
    me: ClassVar[Client]
    nobody: ClassVar[Client]
    limits: ClassVar[dict[str, int]] = {}
    options: ClassVar[tuple[str, ...]] = ()
    signed_in: ClassVar[bool] = True

    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.academy = Academy(Path(folder.name), RECORD, *cls.options)
        cls.addClassCleanup(cls.academy.stop)
        if cls.limits:
            cls.academy.command("set-limits", *(word for name, value in cls.limits.items() for word in (f"--{name}", str(value))))
        cls.number = cls.academy.number()
        cls.nobody = Client(cls.academy.address)
        cls.me = Client(cls.academy.address)
        if cls.signed_in:
            answer = cls.change_password(cls.number, PASSWORD)
            cls.me.token = answer.json["access_token"]

    @classmethod
    def change_password(cls, present: str, new: str) -> Answer:
        """Replace the password of the person."""
        return cls.nobody("POST", "/v1/session/password", {"number": cls.number, "password": present, "new_password": new})

    def assert_problem(self, answer: Answer, status: int, code: str | None = None) -> Any:
        """A refusal with this status, and this code where one is given; returns the problem."""
        self.assertEqual(status, answer.status, answer.body)
        self.assertTrue(answer.headers["Content-Type"].startswith("application/problem+json"), answer.headers)
        if code is not None:
            self.assertEqual(code, answer.problem)
        problem = answer.json
        for sentence in [problem["title"], problem["detail"], *(error["detail"] for error in problem.get("errors", []))]:
            self.assertNotRegex(sentence, BAD_SPACE, "U+202F is wanted here")
        return problem

    def ok(self, answer: Answer, status: int = 200) -> Answer:
        """An answer with this status; returns it."""
        self.assertEqual(status, answer.status, answer.body)
        return answer

    # Missions

    def missions(self) -> list[Mission]:
        """All of them."""
        items: list[Mission] = self.ok(self.me.get("/v1/missions?limit=500")).json["items"]
        return items

    def mission(self, wanted: Callable[[Mission], bool] = is_open_marking) -> Mission:
        """The first mission that serves."""
        for mission in self.missions():
            if wanted(mission):
                return mission
        return self.fail(f"the demonstration has no mission that serves: {wanted.__name__}")

    @staticmethod
    def path(mission: Mission | str, *steps: str) -> str:
        """The address of something of a mission."""
        return "/".join(["/v1/missions", mission if isinstance(mission, str) else mission["id"], *steps])

    def statement(self, mission: Mission) -> Answer:
        """Its statement, as it is now."""
        return self.ok(self.me.get(self.path(mission, "statement")))

    def entered(self, mission: Mission, quantity: int, **others: Any) -> dict[str, Any]:
        """Its statement with a number typed into the first field that takes one; the other fields get their least."""
        statement = self.statement(mission).json
        field, *rest = typed_fields(mission)
        entries = [{"key": other["key"], "quantity": other["minimum"] or 0} for other in rest]
        statement["work"]["entries"] = [{"key": field["key"], "quantity": quantity, **others}, *entries]
        return dict(statement)

    def save(self, mission: Mission, statement: dict[str, Any], etag: str | None = None) -> Answer:
        """Save, on the version that the statement says it is."""
        return self.me.put(self.path(mission, "statement"), statement, If_Match=etag or statement["etag"])

    def validate(self, mission: Mission, parts: list[str], receipts: list[dict[str, str]] | None = None,
                 etag: str | None = None, validation: str | None = None) -> Answer:
        """Validate, on the present version."""
        body = {"parts": parts, "receipts": receipts or []}
        return self.me.put(self.path(mission, "statement", "validations", validation or new_id()), body,
                           If_Match=etag or self.statement(mission).etag)

    def validated(self, mission: Mission) -> Mission:
        """Make it one that is validated in all its open parts; the office returns it when the test is over."""
        field = typed_field(mission)
        if "work" in open_parts(mission) and field is not None:
            self.ok(self.save(mission, self.entered(mission, max(field["minimum"] or 0, 1))))
        parts = open_parts(self.ok(self.me.get(self.path(mission))).json)
        self.ok(self.validate(mission, parts), 201)
        for name in parts:
            self.addCleanup(self.academy.command, "office", "return", mission["id"], "--part", name, "--remark", "À revoir.")
        return mission

    # Receipts

    def announce(self, mission: Mission, data: bytes, receipt: str | None = None, **others: Any) -> Answer:
        """Announce a file."""
        body = {"name": "facture.pdf", "media_type": "application/pdf", "bytes": len(data), "sha256": sha256(data),
                "label": None, **others}
        return self.me.put(self.path(mission, "statement", "receipts", receipt or new_id()), body)

    def send(self, mission: Mission, receipt: str, data: bytes, **headers: str) -> Answer:
        """Send its bytes."""
        fields = {"Content_Type": "application/pdf", "Repr_Digest": repr_digest(data), "If_None_Match": "*", **headers}
        return self.me.put(self.path(mission, "statement", "receipts", receipt, "content"), data,
                           **{name: value for name, value in fields.items() if value})

    def attached(self, mission: Mission, data: bytes = SMALL_PDF) -> str:
        """A receipt that is there, with its bytes."""
        receipt = new_id()
        self.ok(self.announce(mission, data, receipt), 201)
        self.ok(self.send(mission, receipt, data), 201)
        return receipt
