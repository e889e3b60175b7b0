# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds one exchange (a request and its answer) against the contract, with openapi-core."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Iterable, Mapping
from urllib.parse import parse_qsl, urlsplit

from contract import Contract, Operation
from openapi_core import Config, OpenAPI, V31RequestValidator, V31ResponseValidator
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import ImmutableMultiDict

ADDRESS = "http://academy.invalid"


@dataclass(frozen=True)
class Exchange:
    """What went over the wire, once."""

    method: str
    target: str
    request_headers: Mapping[str, str]
    request_body: bytes
    status: int
    answer_headers: Mapping[str, str]
    answer_body: bytes


class _Request:
    """A request, as openapi-core wants to see it."""

    def __init__(self, exchange: Exchange, operation: Operation) -> None:
        parts = urlsplit(exchange.target)
        self.host_url = ADDRESS
        self.path = parts.path
        self.path_pattern = operation.template
        self.method = exchange.method.lower()
        self.body = exchange.request_body or None
        self.content_type = exchange.request_headers.get("Content-Type", "")
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(parse_qsl(parts.query, keep_blank_values=True)),
            header=exchange.request_headers,
            cookie=ImmutableMultiDict(),
            path=operation.variables(parts.path),
        )


class _Answer:
    """An answer, as openapi-core wants to see it."""

    def __init__(self, exchange: Exchange) -> None:
        self.status_code = exchange.status
        self.headers = exchange.answer_headers
        self.content_type = exchange.answer_headers.get("Content-Type", "")
        self.data = exchange.answer_body or None


class _Uncast:
    """JSON has types of its own: `"12"` is no integer, although openapi-core would make it one before it looks."""

    def _get_content_schema_value_and_schema(self, raw: bytes, content: Any, mimetype: str | None = None) -> tuple[Any, Any]:
        name, parameters, media_type = self._find_media_type(content, mimetype)  # type: ignore[attr-defined]
        value = self._deserialise_media_type(media_type, name, parameters, raw)  # type: ignore[attr-defined]
        return value, media_type / "schema" if "schema" in media_type else None


class _RequestValidator(_Uncast, V31RequestValidator):
    """Judges requests."""


class _ResponseValidator(_Uncast, V31ResponseValidator):
    """Judges answers."""


class Checker:
    """The contract, ready to judge."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._lock = threading.Lock()

    @cached_property
    def _api(self) -> OpenAPI:
        # The linters look after the document itself; here every tenth of a second of the start counts.
        config = Config(
            spec_validator_cls=None,
            request_validator_cls=_RequestValidator,
            response_validator_cls=_ResponseValidator,
            extra_media_type_deserializers={"application/problem+json": lambda raw, **_: json.loads(raw)},
        )
        return OpenAPI.from_dict(self.contract.document, config=config)

    def check(self, exchange: Exchange) -> tuple[Operation | None, list[str]]:
        """The operation, and what was wrong: nothing, if all is well."""
        operation = self.contract.find(exchange.method, exchange.target)
        if operation is None:
            return None, ["this path and method are not in the contract"]
        if exchange.status not in operation.statuses:
            return operation, [f"status {exchange.status} is not documented"]
        with self._lock:
            faults = list(self._answer_faults(exchange, operation))
            if exchange.status < 400:
                faults += self._request_faults(exchange, operation)
        return operation, faults

    def _answer_faults(self, exchange: Exchange, operation: Operation) -> Iterable[str]:
        documented = self.contract.resolve(operation.node["responses"][str(exchange.status)])
        if exchange.answer_body and "content" not in documented:
            yield "answer: a body where none is documented"
        if exchange.status >= 400:
            yield from self._problem_faults(exchange)
        errors = self._api.response_validator.iter_errors(_Request(exchange, operation), _Answer(exchange))
        yield from (f"answer: {reason(error)}" for error in errors)

    @staticmethod
    def _problem_faults(exchange: Exchange) -> Iterable[str]:
        try:
            problem = json.loads(exchange.answer_body)
        except ValueError:
            return
        if isinstance(problem, dict) and problem.get("status") != exchange.status:
            yield f"answer: the problem says status {problem.get('status')!r}"

    def _request_faults(self, exchange: Exchange, operation: Operation) -> Iterable[str]:
        errors = self._api.request_validator.iter_errors(_Request(exchange, operation))
        return [f"request, accepted although: {reason(error)}" for error in errors]


def reason(error: Any) -> str:
    """An error of openapi-core with its causes, in one line."""
    parts = [str(error) or type(error).__name__]
    for detail in getattr(error.__cause__, "schema_errors", None) or []:
        parts.append(f"/{'/'.join(map(str, detail.absolute_path))}: {detail.message[:300]}")
    if len(parts) == 1 and error.__cause__ is not None:
        parts.append(str(error.__cause__)[:300])
    return " — ".join(parts)
