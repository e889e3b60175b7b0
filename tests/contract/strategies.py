# SPDX-License-Identifier: GPL-3.0-or-later
"""Values for the property run: what a schema of the contract asks for, and what it does not."""

from __future__ import annotations

import json
from typing import Any

from contract import Contract
from hypothesis import strategies as st

INTEGERS = st.one_of(st.integers(-2, 600), st.sampled_from([2**31, -(2**31) - 1, 2**53 + 1, 2**63, -(2**63) - 1, 2**64, 10**30]))
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", " ", "\0", "\ud800", "é" * 300, "'; DROP TABLE mission; --", "%s%n", "../../etc", "null", "\u202e", "0" * 5000]),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), INTEGERS, st.floats(allow_nan=False, allow_infinity=False), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=10), inner, max_size=4)),
    max_leaves=8,
)
DAYS = st.sampled_from(["2026-06-22", "2024-02-29", "2026-02-30", "0000-01-01", "9999-12-31", "2026-6-1", "demain"])
INSTANTS = st.sampled_from(["2026-06-22T06:40:00+02:00", "2026-06-22T06:40:00Z", "2026-03-29T02:30:00+01:00", "2026-06-22T06:40:00",
                            "2026-06-22T24:00:00+02:00", "9999-12-31T23:59:59-12:00", "hier"])
RAW = st.sampled_from([
    b"", b"{", b"null", b"[]", b'"', b"\xff\xfe{}", b'{"a":1e999}', b'{"reason":"a","reason":7}', b"[" * 20000, b'{"a":' * 3000,
    b'{"reason":"\xed\xa0\x80"}', b'{"reason":"a\\u0000b"}', b'{"reason":' + b"1" * 5000 + b"}", b"\xef\xbb\xbf{}", b"%PDF-1.4\n", b"{}{}",
])


class Strategies:
    """Makes strategies from the schemas of a contract."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract

    def of(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        """Values that a schema asks for, more or less: days and instants are sometimes none."""
        schema = self._contract.resolve(schema)
        if "const" in schema:
            return st.just(schema["const"])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        if "anyOf" in schema:
            return st.one_of([self.of(choice) for choice in schema["anyOf"]])
        if "allOf" in schema:
            parts = st.tuples(*(self.of(part) for part in schema["allOf"]))
            return parts.map(lambda drawn: {name: value for part in drawn for name, value in part.items()})
        kinds = schema.get("type", "object")
        return st.one_of([self._of_kind(kind, schema) for kind in ([kinds] if isinstance(kinds, str) else kinds)])

    def _of_kind(self, kind: str, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        if kind == "object":
            members = {name: self.of(member) for name, member in schema.get("properties", {}).items()}
            required = set(schema.get("required", []))
            return st.fixed_dictionaries({n: s for n, s in members.items() if n in required},
                                         optional={n: s for n, s in members.items() if n not in required})
        if kind == "array":
            return st.lists(self.of(schema["items"]), min_size=schema.get("minItems", 0), max_size=3)
        if kind == "string":
            return self._string(schema)
        if kind == "integer":
            return st.one_of(st.integers(schema.get("minimum", -10), min(schema.get("maximum", 1000), 1000)), INTEGERS)
        return {"boolean": st.booleans(), "null": st.none()}.get(kind, JSON)

    @staticmethod
    def _string(schema: dict[str, Any]) -> st.SearchStrategy[str]:
        if schema.get("format") == "uuid":
            return st.uuids().map(str)
        if schema.get("format") == "date":
            return DAYS
        if schema.get("format") == "date-time":
            return INSTANTS
        if "pattern" in schema:
            return st.from_regex(schema["pattern"], fullmatch=True)
        return TEXTS.filter(lambda text: len(text) >= schema.get("minLength", 0))


@st.composite
def spoiled(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> Any:
    """A value of which one place was replaced by anything."""
    value = json.loads(json.dumps(draw(values)))
    node, place = {"": value}, ""
    holder: Any = node
    while isinstance(holder[place], (dict, list)) and holder[place] and draw(st.integers(0, 3)):
        holder = holder[place]
        place = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    holder[place] = draw(JSON)
    return node[""]


def bodies(values: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    """Request bodies: mostly right, often wrong in one place, now and then no JSON at all."""
    kinds = (values, values, spoiled(values), spoiled(values), JSON)
    return st.one_of(*(kind.map(lambda value: json.dumps(value).encode()) for kind in kinds), RAW)
