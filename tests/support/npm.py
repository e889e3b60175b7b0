# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of npm that tests use, installed once for each version of the package.json that pins them."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

INSTALL_SECONDS = 600


def cache_folder() -> Path:
    """Where what was downloaded is kept."""
    given = os.environ.get("IMAGIN_CACHE")
    if given:
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "imagin"


def installed(package: Path, what: str) -> Path:
    """The `node_modules` that `package` (a package.json) asks for; `what` names it to a person who waits the first time."""
    wanted = package.read_bytes()
    folder = cache_folder() / f"node-{hashlib.sha256(wanted).hexdigest()[:12]}"
    modules = folder / "node_modules"
    if modules.is_dir():
        return modules
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.parent / "node.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not modules.is_dir():
            _install(folder, wanted, what)
    return modules


def _install(folder: Path, package: bytes, what: str) -> None:
    """Install beside, then move: a run that is cut short leaves nothing half done."""
    print(f"Installing {what} (once, about 10 seconds)…", file=sys.stderr, flush=True)
    beside = folder.with_suffix(".tmp")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    (beside / "package.json").write_bytes(package)
    done = subprocess.run(
        ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"],
        cwd=beside, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=INSTALL_SECONDS)
    if done.returncode:
        raise RuntimeError(f"npm could not install {what}:\n{done.stdout}")
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
