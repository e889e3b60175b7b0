# SPDX-License-Identifier: GPL-3.0-or-later
"""The two linters, installed once for each version of `data/api/package.json` and run without a word to anyone."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from contract import CONTRACT

API = CONTRACT.parent
PACKAGE = API / "package.json"
INSTALL_SECONDS = 600


def cache_folder() -> Path:
    """Where what was downloaded is kept."""
    given = os.environ.get("IMAGIN_CACHE")
    if given:
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "imagin"


def node_modules() -> Path:
    """The folder of the installed programs; installs them the first time."""
    wanted = PACKAGE.read_bytes()
    folder = cache_folder() / f"node-{hashlib.sha256(wanted).hexdigest()[:12]}"
    programs = folder / "node_modules" / ".bin"
    if programs.is_dir():
        return programs
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.parent / "node.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not programs.is_dir():
            _install(folder, wanted)
    return programs


def _install(folder: Path, package: bytes) -> None:
    """Install beside, then move: a run that is cut short leaves nothing half done."""
    print("Installing redocly and spectral (once, about 10 seconds)…", file=sys.stderr, flush=True)
    beside = folder.with_suffix(".tmp")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    (beside / "package.json").write_bytes(package)
    done = subprocess.run(
        ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"],
        cwd=beside, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=INSTALL_SECONDS)
    if done.returncode:
        raise RuntimeError(f"npm could not install the linters:\n{done.stdout}")
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def run(program: str, *arguments: str, folder: Path = API, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `redocly` or `spectral`; what it says is in `stdout`, its complaints about node in `stderr`."""
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
    return subprocess.run([str(node_modules() / program), *arguments], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, env={**os.environ, **quiet, **environment})
