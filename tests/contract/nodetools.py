# SPDX-License-Identifier: GPL-3.0-or-later
"""The two linters, installed once for each version of `data/api/package.json` and run without a word to anyone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import npm
from contract import CONTRACT

API = CONTRACT.parent
PACKAGE = API / "package.json"


def node_modules() -> Path:
    """The folder of the installed programs; installs them the first time."""
    return npm.installed(PACKAGE, "redocly and spectral") / ".bin"


def run(program: str, *arguments: str, folder: Path = API, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `redocly` or `spectral`; what it says is in `stdout`, its complaints about node in `stderr`."""
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
    return subprocess.run([str(node_modules() / program), *arguments], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, env={**os.environ, **quiet, **environment})
