# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate authority of the suite's own, and servers whose certificates are wrong in one way each."""

from __future__ import annotations

import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def _openssl(*arguments: str, folder: Path) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)


class Authority:
    """Makes certificates; `file` is what a client trusts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "authority.pem"
        _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "authority.key", "-out",
                 "authority.pem", "-days", "30", "-subj", "/CN=Authority of the tests", folder=folder)

    def issue(self, name: str, host: str, *dates: str) -> tuple[Path, Path]:
        """A certificate and its key for `host` ("DNS:localhost"), good from and until `dates` (YYYYMMDDHHMMSSZ) or for a month."""
        folder = self.folder
        (folder / f"{name}.ext").write_text(f"subjectAltName={host}\nextendedKeyUsage=serverAuth\n", encoding="ascii")
        _openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
                 "-subj", f"/CN={name}", folder=folder)
        (folder / f"{name}.db").write_text("", encoding="ascii")
        (folder / f"{name}.cnf").write_text(
            f"[ca]\ndefault_ca=d\n[d]\ndatabase={name}.db\nrand_serial=yes\nnew_certs_dir=.\ncertificate=authority.pem\nprivate_key=authority.key\n"
            "default_md=sha256\npolicy=p\ndefault_days=30\n[p]\ncommonName=supplied\n", encoding="ascii")
        when = ["-startdate", dates[0], "-enddate", dates[1]] if dates else []
        _openssl("ca", "-batch", "-config", f"{name}.cnf", "-in", f"{name}.csr", "-out", f"{name}.pem", "-extfile", f"{name}.ext", "-notext", *when, folder=folder)
        return folder / f"{name}.pem", folder / f"{name}.key"

    def self_signed(self, name: str, host: str) -> tuple[Path, Path]:
        """One that nobody vouches for."""
        _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem",
                 "-days", "30", "-subj", f"/CN={name}", "-addext", f"subjectAltName={host}", folder=self.folder)
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"


class Watched:
    """A server that answers everything by 404 and counts; with TLS where a certificate is given."""

    def __init__(self, pair: tuple[Path, Path] | None = None, most: ssl.TLSVersion | None = None) -> None:
        self.requests = 0
        watched = self

        class Handler(BaseHTTPRequestHandler):
            """Counts whatever comes."""

            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65537)
                self.close_connection = True
                if self.raw_requestline:
                    watched.requests += 1
                    self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        scheme = "http"
        if pair:
            scheme = "https"
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(pair[0], pair[1])
            if most:
                context.set_ciphers("ALL:@SECLEVEL=0")
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = most
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.address = f"{scheme}://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self, *_: Any) -> None:
        """Ends it."""
        self.server.shutdown()
        self.server.server_close()
