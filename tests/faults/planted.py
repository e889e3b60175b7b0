# SPDX-License-Identifier: GPL-3.0-or-later
"""The four mistakes that the harness is there for: each a patch, applied to copies of the sources and linked into a client of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "planted"
# Each with the call at which it shows, and with what is to be said of it: another complaint would not prove that it was seen.
RECIPES = {
    "acknowledged-before-commit": ("pwrite64", r"told «.*nowhere|told «receipt|told «validated"),
    "entry-deleted-before-the-answer": ("sendto", r"told «.*nowhere|told «receipt|told «validated"),
    "validated-before-its-receipts": ("sendto", r"validated before its receipts|told «receipt"),
    "cursor-ahead-of-its-rows": ("pwrite64", r"its list has no"),
}
CLIENT = "tests/faults/client-script"


def _commands(build: Path) -> list[str]:
    return subprocess.run(["ninja", "-C", str(build), "-t", "commands", CLIENT], check=True, capture_output=True, text=True).stdout.splitlines()


def _run(command: list[str], folder: Path) -> None:
    answer = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(f"{' '.join(command[:4])}: {answer.stdout}{answer.stderr}")


def build_planted(name: str, source: Path, build: Path, folder: Path) -> str:
    """Compiles what the patch touches and links it before the libraries, whose own object of that name is then not taken."""
    patch = FOLDER / f"{name}.patch"
    tree = folder / f"planted-{name}"
    files = re.findall(r"^\+\+\+ b/(\S+)", patch.read_text(encoding="utf-8"), re.M)
    for file in files:
        (tree / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / file, tree / file)
    # Without fuzz: a recipe that does not fit any more is to be written anew.
    _run(["git", "apply", str(patch)], tree)
    commands = _commands(build)
    objects = []
    for number, file in enumerate(files):
        command = next(line for line in commands if re.search(rf" -c \S*{re.escape(file)}$", line)).split()
        objects.append(str(tree / f"{number}.o"))
        command[command.index("-o") + 1] = objects[-1]
        command[-1] = str(tree / file)
        _run([word.replace("-Werror", "-Wno-error") if word == "-Werror" else word for word in command if not word.startswith("-M") and not word.endswith(".d")], build)
    link = next(line for line in reversed(commands) if f" -o {CLIENT} " in f" {line} ").split()
    place = link.index("-o")
    link[place + 1] = str(tree / "client-script")
    link[place + 2:place + 2] = objects
    _run(link, build)
    return str(tree / "client-script")
