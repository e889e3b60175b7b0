# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that no academy gave: in the place of its own, or after it did what it was asked."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from email.utils import formatdate

from proxy import Act, Exchange, Gone, shut

PROBLEM = "application/problem+json"
PORTAL = b"<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body><form action=/accept><button>Se connecter</button></form></body></html>"
OVERSIZED = 20 * 1024 * 1024
ENDLESS = 400 * 1024 * 1024
HEADER = 1024 * 1024


def answer_of(status: str, body: bytes, kind: str = PROBLEM, headers: tuple[str, ...] = ()) -> bytes:
    """An answer as bytes."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", f"Date: {formatdate(usegmt=True)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def problem(status: int, title: str) -> bytes:
    """As an academy says it."""
    return json.dumps({"type": "about:blank", "title": title, "status": status}).encode()


def instead(answer: bytes) -> Act:
    """The academy hears nothing of it."""

    def act(exchange: Exchange) -> bool:
        exchange.request()
        exchange.met()
        exchange.client.sendall(answer)
        return True

    return act


def after(answer: bytes) -> Act:
    """The academy does it, and somebody else answers."""

    def act(exchange: Exchange) -> bool:
        exchange.ask()
        exchange.met()
        exchange.client.sendall(answer)
        return True

    return act


def busy(status: str, wait: str) -> Act:
    """Asks to be left alone."""
    return instead(answer_of(status, problem(int(status[:3]), "Occupé"), headers=(f"Retry-After: {wait}",)))


def slow_headers(exchange: Exchange) -> bool:
    """Byte by byte, for a while."""
    head, body = exchange.ask()
    exchange.met()
    for place in range(len(head)):
        exchange.client.sendall(head[place:place + 1])
        time.sleep(0.003)
    exchange.client.sendall(body)
    return True


def slow_body(exchange: Exchange) -> bool:
    """The first bytes of the body one by one."""
    head, body = exchange.ask()
    exchange.client.sendall(head)
    exchange.met()
    for place in range(min(len(body), 300)):
        exchange.client.sendall(body[place:place + 1])
        time.sleep(0.003)
    exchange.client.sendall(body[300:])
    return True


def truncated(exchange: Exchange) -> bool:
    """Half of the JSON, and a Content-Length that agrees with it."""
    head, body = exchange.ask()
    half = body[:len(body) // 2]
    exchange.met()
    exchange.client.sendall(with_length(head, len(half)) + half)
    return True


def with_length(head: bytes, length: int) -> bytes:
    """The same head that says another length."""
    return re.sub(rb"(?im)^content-length:.*\r\n", b"", head)[:-2] + b"Content-Length: %d\r\n\r\n" % length


def long_length(exchange: Exchange) -> bool:
    """Says more than comes, and ends."""
    head, body = exchange.ask()
    exchange.met()
    exchange.client.sendall(with_length(head, len(body) + 500) + body)
    time.sleep(0.02)
    shut(exchange.client)
    return False


def short_length(exchange: Exchange) -> bool:
    """Says less than comes: the rest is where the next answer is looked for."""
    head, body = exchange.ask()
    exchange.met()
    exchange.client.sendall(with_length(head, len(body) // 2) + body)
    return True


def absurd_length(value: str) -> Act:
    """Says what no length is."""

    def act(exchange: Exchange) -> bool:
        head, body = exchange.ask()
        exchange.met()
        exchange.client.sendall(re.sub(rb"(?im)^content-length:.*\r\n", b"", head)[:-2] + f"Content-Length: {value}\r\n\r\n".encode() + body)
        time.sleep(0.02)
        shut(exchange.client)
        return False

    return act


def wrong_digest(exchange: Exchange) -> bool:
    """Says that it stored other bytes."""
    head, body = exchange.ask()
    digest = base64.b64encode(hashlib.sha256(b"other").digest())
    forged = re.sub(rb"(?im)^repr-digest:.*\r\n", b"Repr-Digest: sha-256=:" + digest + b":\r\n", head)
    if forged != head:
        exchange.met()
    exchange.client.sendall(forged + body)
    return True


def redirect(exchange: Exchange) -> bool:
    """To where it was asked."""
    exchange.request()
    target = exchange.head.split(b" ", 2)[1].decode()
    exchange.met()
    exchange.client.sendall(answer_of("307 Temporary Redirect", b"", "text/html", (f"Location: {target}",)))
    return True


def no_http(exchange: Exchange) -> bool:
    """Something else listens there."""
    exchange.request()
    exchange.met()
    exchange.client.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")
    time.sleep(0.02)
    shut(exchange.client)
    return False


def pour(exchange: Exchange, head: bytes, piece: bytes, most: int) -> bool:
    """So many bytes, or as many as are taken."""
    exchange.request()
    exchange.met()
    try:
        exchange.client.sendall(head)
        for _ in range(most // len(piece)):
            exchange.client.sendall(piece)
    except (OSError, Gone):
        return False
    shut(exchange.client)
    return False


def endless(status: str, kind: str = "application/json", piece: bytes = b" " * 65536) -> Act:
    """A body that does not end."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n".encode()
    return lambda exchange: pour(exchange, head, piece, ENDLESS)


def endless_chunks(exchange: Exchange) -> bool:
    """The same in chunks."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return pour(exchange, head, b"10000\r\n" + b" " * 65536 + b"\r\n", ENDLESS)


def endless_header(exchange: Exchange) -> bool:
    """A head that does not end."""
    return pour(exchange, b"HTTP/1.1 200 OK\r\n", b"X-Long: " + b"a" * 65000 + b"\r\n", ENDLESS)


def endless_line(exchange: Exchange) -> bool:
    """A line of a head that does not end."""
    return pour(exchange, b"HTTP/1.1 200 OK\r\nX-Long: ", b"a" * 65536, ENDLESS)


def many_interim(exchange: Exchange) -> bool:
    """Processing, and processing, and processing."""
    return pour(exchange, b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 1000, 20 * 1024 * 1024)


def large_header(exchange: Exchange) -> bool:
    """The academy's answer with a header of a megabyte."""
    head, body = exchange.ask()
    exchange.met()
    exchange.client.sendall(head[:-2] + b"X-Long: " + b"a" * HEADER + b"\r\n\r\n" + body)
    return True


def nested(depth: int) -> bytes:
    """Lists in lists."""
    return b'{"items":' + b"[" * depth + b"]" * depth + b',"gone":[],"cursor":"c"}'


def crowded(size: int) -> bytes:
    """As many values as so many bytes hold."""
    return b'{"items":[' + b"0," * (size // 2) + b'0],"gone":[],"cursor":"c"}'


def lengthy(size: int) -> bytes:
    """One text of so many bytes."""
    return b'{"items":[],"gone":[],"cursor":"' + b"c" * size + b'"}'


OK = "200 OK"
JSON = "application/json"
# What each is called, and what it is.
FORGERIES: dict[str, Act] = {
    "503 for a second": busy("503 Service Unavailable", "1"),
    "503 until a date": busy("503 Service Unavailable", "Thu, 01 Jan 1970 00:00:00 GMT"),
    "503 for a negative time": busy("503 Service Unavailable", "-5"),
    "429 for a second": busy("429 Too Many Requests", "1"),
    "500 instead": instead(answer_of("500 Internal Server Error", problem(500, "Erreur"))),
    "500 after commit": after(answer_of("500 Internal Server Error", problem(500, "Erreur"))),
    "502 in HTML after commit": after(answer_of("502 Bad Gateway", b"<html>nginx</html>", "text/html")),
    "412 without what there is": instead(answer_of("412 Precondition Failed", problem(412, "Modifié ailleurs"))),
    "412 after commit": after(answer_of("412 Precondition Failed", problem(412, "Modifié ailleurs"))),
    "412 in HTML": instead(answer_of("412 Precondition Failed", PORTAL, "text/html")),
    "401 of a portal": instead(answer_of("401 Unauthorized", PORTAL, "text/html")),
    "403 of a portal": instead(answer_of("403 Forbidden", PORTAL, "text/html")),
    "404 of a portal": instead(answer_of("404 Not Found", PORTAL, "text/html")),
    "409 of a portal": instead(answer_of("409 Conflict", PORTAL, "text/html; charset=utf-8")),
    "410 of a portal": instead(answer_of("410 Gone", PORTAL, "text/html")),
    "200 of a portal": instead(answer_of(OK, PORTAL, "text/html; charset=utf-8")),
    "511 of a portal": instead(answer_of("511 Network Authentication Required", PORTAL, "text/html")),
    "204 of nobody": instead(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "403 without a word": instead(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"),
    "slow headers": slow_headers,
    "slow body": slow_body,
    "truncated": truncated,
    "a longer Content-Length": long_length,
    "a shorter Content-Length": short_length,
    "a negative Content-Length": absurd_length("-1"),
    "a huge Content-Length": absurd_length("9223372036854775807"),
    "wrong digest": wrong_digest,
    "a redirect to itself": redirect,
    "a header of 1 MB": large_header,
    "no HTTP": no_http,
    "no JSON": instead(answer_of(OK, b"{]", JSON)),
    "another JSON": instead(answer_of(OK, b"[]", JSON)),
    "an empty 200": instead(answer_of(OK, b"", JSON)),
    "an unasked 304": instead(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
}
# What would fill the memory. Each is made when it is used.
LARGE: dict[str, Act] = {
    "nested 100": instead(answer_of(OK, nested(100), JSON)),
    "nested 1,000,000": lambda exchange: instead(answer_of(OK, nested(1_000_000), JSON))(exchange),
    "nested in a refusal": lambda exchange: instead(answer_of("409 Conflict", nested(400_000)))(exchange),
    "7,000,000 values": lambda exchange: instead(answer_of(OK, crowded(14_000_000), JSON))(exchange),
    "450,000 values": lambda exchange: instead(answer_of(OK, crowded(900_000), JSON))(exchange),
    "oversized": lambda exchange: instead(answer_of(OK, lengthy(OVERSIZED), JSON))(exchange),
    "an oversized refusal": lambda exchange: instead(answer_of("409 Conflict", lengthy(OVERSIZED)))(exchange),
    "an endless body": endless(OK),
    "an endless refusal": endless("500 Internal Server Error"),
    "endless chunks": endless_chunks,
    "an endless head": endless_header,
    "an endless line of a head": endless_line,
    "interim answers without end": many_interim,
}
