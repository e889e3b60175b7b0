# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a secret may be read by somebody else: what a program says, its command line and environment, the files it leaves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from session import descendants

# Everything that the libraries can be told to say.
LOUD = {"G_MESSAGES_DEBUG": "all", "SOUP_DEBUG": "99", "GNUTLS_DEBUG_LEVEL": "99", "LIBSECRET_DEBUG": "all", "SECRET_DEBUG": "all"}


def processes(pid: int) -> dict[str, bytes]:
    """What everybody on the computer may read of a program and of those that it started."""
    found = {}
    for number in [pid, *descendants(pid)]:
        for name in ("cmdline", "environ"):
            try:
                found[f"{name} of {number}"] = Path("/proc", str(number), name).read_bytes()
            except OSError:
                pass
    return found


def files(folders: Iterable[Path], apart: Iterable[Path]) -> dict[str, bytes]:
    """All files below these folders, but for what lies below the others."""
    left_out = [path.resolve() for path in apart]
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and not any(path.resolve().is_relative_to(other) for other in left_out):
                found[str(path)] = path.read_bytes()
    return found


def find(secrets: Iterable[str], places: dict[str, bytes]) -> list[str]:
    """Each place with a secret in it, and how the secret begins."""
    return sorted(f"{place}: {secret[:4]}…" for secret in secrets if len(secret) > 5 for place, content in places.items() if secret.encode() in content)
