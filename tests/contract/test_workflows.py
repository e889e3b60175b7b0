#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent client, `redocly respect`, does what the workflows say at the embedded academy.

    IMAGIN_ACADEMY=…/imagin-academy test_workflows.py
"""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap
import yaml
from case import PASSWORD, SMALL_PDF, AcademyCase, Mission, is_open_marking, typed_field
from harness import new_id
from nodetools import API, run


class Workflows(AcademyCase):
    """The three errands, in their order."""

    signed_in = False

    def follow(self, workflow: str, **inputs: str) -> None:
        """Run one workflow; every step must pass."""
        words = [word for name, value in {"number": self.number, "password": PASSWORD, **inputs}.items()
                 for word in ("--input", f"{name}={value}")]
        done = run("redocly", "respect", "workflows.arazzo.yaml", "--workflow", workflow, "--verbose",
                   "--server", f"imagin={self.academy.address.rstrip('/')}", *words)
        self.assertEqual(0, done.returncode, done.stdout[-6000:] + done.stderr[-1500:])

    def marking(self) -> Mission:
        """The mission of the second and third errands, seen by somebody signed in."""
        tokens = self.ok(self.nobody("POST", "/v1/session", {"number": self.number, "password": PASSWORD})).json
        self.me.token = tokens["access_token"]
        return self.mission(lambda mission: is_open_marking(mission) and not mission["receipts"])

    def test_the_receipt_sent_is_the_example_of_the_contract(self) -> None:
        with open(API / "workflows.arazzo.yaml", encoding="utf-8") as stream:
            steps = [step for workflow in yaml.safe_load(stream)["workflows"] for step in workflow["steps"]]
        sent = next(step["requestBody"]["payload"] for step in steps if step["operationId"] == "putReceiptContent")
        self.assertEqual(SMALL_PDF, sent.encode())

    def test_the_three_errands(self) -> None:
        self.follow("first-sign-in")
        mission = self.marking()
        field = typed_field(mission)
        assert field is not None
        self.follow("attach-receipt", mission=mission["id"], receipt=new_id())
        self.follow("mark-and-validate", mission=mission["id"], field=field["key"], validation=new_id())
        self.assertEqual("validated", self.statement(mission).json["parts"][0]["status"]["code"])


if __name__ == "__main__":
    tap.main()
