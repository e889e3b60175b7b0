#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract is clean for redocly and spectral, and a copy that breaks a rule of its own is refused.

    lint.py

The first time, the linters are installed into the cache folder.
"""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
import sys
import unittest
from pathlib import Path
from typing import Any, Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap
import yaml

from contract import CONTRACT, load
from nodetools import API, run

Document = dict[str, Any]
STATEMENT = "/v1/missions/{mission_id}/statement"
VALIDATION = f"{STATEMENT}/validations/{{validation_id}}"


def _operation(document: Document, path: str, method: str) -> Document:
    return document["paths"][path][method]


def _without_problem_json(document: Document) -> None:
    content = document["components"]["responses"]["NotFound"]["content"]
    content["application/json"] = content.pop("application/problem+json")


def _with_two_media_types(document: Document) -> None:
    content = document["components"]["responses"]["LockedOut"]["content"]
    content["text/html"] = content["application/problem+json"]


def _with_a_bare_5xx(document: Document) -> None:
    _operation(document, "/v1/me", "get")["responses"]["503"] = {"description": "Closed."}


def _without_if_match(document: Document) -> None:
    del _operation(document, STATEMENT, "put")["parameters"]


def _with_optional_if_match(document: Document) -> None:
    document["components"]["parameters"]["IfMatch"]["required"] = False


def _without_412(document: Document) -> None:
    del _operation(document, VALIDATION, "put")["responses"]["412"]


def _without_etag_on_412(document: Document) -> None:
    del document["components"]["responses"]["ChangedElsewhere"]["headers"]


def _without_428(document: Document) -> None:
    del _operation(document, f"{STATEMENT}/absence", "delete")["responses"]["428"]


def _without_request_example(document: Document) -> None:
    del _operation(document, "/v1/session", "post")["requestBody"]["content"]["application/json"]["examples"]


def _without_answer_example(document: Document) -> None:
    _operation(document, "/v1/me", "get")["responses"]["200"]["content"]["application/json"]["examples"] = {}


def _without_description(document: Document) -> None:
    del _operation(document, "/v1/rate-cards", "get")["description"]


def _without_operation_id(document: Document) -> None:
    del _operation(document, "/v1/missions", "get")["operationId"]


def _without_etag(document: Document) -> None:
    del _operation(document, "/v1/missions/{mission_id}", "get")["responses"]["200"]["headers"]


def _without_401(document: Document) -> None:
    del _operation(document, f"{STATEMENT}/history", "get")["responses"]["401"]


OWN_RULES: list[tuple[str, Callable[[Document], None]]] = [
    ("imagin-problem-json", _without_problem_json),
    ("imagin-problem-json", _with_two_media_types),
    ("imagin-problem-json", _with_a_bare_5xx),
    ("imagin-write-names-its-version", _without_if_match),
    ("imagin-write-names-its-version", _with_optional_if_match),
    ("imagin-write-may-conflict", _without_412),
    ("imagin-write-may-conflict", _without_etag_on_412),
    ("imagin-write-refuses-blind", _without_428),
    ("imagin-request-has-example", _without_request_example),
    ("imagin-answer-has-example", _without_answer_example),
    ("imagin-operation-is-described", _without_description),
    ("imagin-operation-has-id", _without_operation_id),
    ("imagin-cached-answer-has-etag", _without_etag),
    ("imagin-signed-operation-documents-401", _without_401),
]


class Clean(unittest.TestCase):
    """The contract as it is."""

    def assert_clean(self, program: str, *arguments: str) -> None:
        """The linter has nothing to say."""
        done = run(program, *arguments)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def test_redocly(self) -> None:
        self.assert_clean("redocly", "lint", "--config", "redocly.yaml", "imagin@v1")

    def test_redocly_on_the_workflows(self) -> None:
        self.assert_clean("redocly", "lint", "--config", "redocly.yaml", "workflows.arazzo.yaml")

    def test_spectral(self) -> None:
        self.assert_clean("spectral", "lint", "--ruleset", "spectral.yaml", "--fail-severity", "hint", "imagin.yaml")

    def test_nothing_reads_as_a_boolean_or_a_day(self) -> None:
        def look(node: Any, place: str) -> None:
            if isinstance(node, dict):
                for key, value in node.items():
                    self.assertIsInstance(key, str, f"{place}: quote the key {key!r}")
                    look(value, f"{place}/{key}")
            elif isinstance(node, list):
                for index, value in enumerate(node):
                    look(value, f"{place}/{index}")
            else:
                self.assertIsInstance(node, (str, int, float, bool, type(None)), f"{place}: quote {node!r}")

        look(load(), "")

    def test_french_typography(self) -> None:
        for number, line in enumerate(CONTRACT.read_text(encoding="utf-8").splitlines(), 1):
            for wrong in ("« ", " »", " ! ", " ? ", " ; "):
                self.assertNotIn(wrong, line, f"line {number}: U+202F is wanted here")


class Broken(unittest.TestCase):
    """Copies that each break one rule."""

    def test_every_own_rule_refuses(self) -> None:
        original = load()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for index, (_, breaks) in enumerate(OWN_RULES):
                document = copy.deepcopy(original)
                breaks(document)
                broken = {path: item for path, item in document["paths"].items() if item != original["paths"][path]}
                document["paths"] = broken or document["paths"]  # The rest of the paths would only take time.
                (folder / f"{index}.yaml").write_text(yaml.dump(document, sort_keys=False), encoding="utf-8")
            done = run("spectral", "lint", "--ruleset", "spectral.yaml", "--format", "json", "--quiet",
                       *(str(folder / f"{index}.yaml") for index in range(len(OWN_RULES))))
        self.assertEqual(1, done.returncode, done.stderr)
        findings = json.loads(done.stdout)
        for index, (rule, breaks) in enumerate(OWN_RULES):
            with self.subTest(breaks.__name__):
                refused = {finding["code"] for finding in findings if Path(finding["source"]).name == f"{index}.yaml"}
                self.assertIn(rule, refused)

    def test_every_own_rule_has_a_broken_copy(self) -> None:
        with open(API / "spectral.yaml", encoding="utf-8") as stream:
            rules = {rule for rule in yaml.safe_load(stream)["rules"] if rule.startswith("imagin-")}
        self.assertEqual(rules, {rule for rule, _ in OWN_RULES})

    def test_redocly_refuses_an_example_that_is_not_of_its_schema(self) -> None:
        document = load()
        document["components"]["examples"]["Person"]["value"]["number"] = 12
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copy(API / "redocly.yaml", folder)
            (folder / "imagin.yaml").write_text(yaml.dump(document, sort_keys=False), encoding="utf-8")
            done = run("redocly", "lint", "--config", "redocly.yaml", "imagin@v1", folder=folder)
        self.assertNotEqual(0, done.returncode)
        self.assertIn("no-invalid-media-type-examples", done.stdout + done.stderr)


if __name__ == "__main__":
    tap.main()
