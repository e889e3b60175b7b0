#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`./dev lint`: everything that is not compiled — the contract, the manifest, translations, desktop files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import manifest

SOURCE = Path(os.environ.get("IMAGIN_SOURCE") or Path(__file__).resolve().parents[2]).resolve()
TEMPLATE = ".in"


def tool(*command: str, folder: Path = SOURCE) -> list[str]:
    """What a checking program has to say; nothing where it is content."""
    if shutil.which(command[0]) is None:
        return [f"{command[0]} is not installed"]
    answer = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False)
    if answer.returncode == 0:
        return []
    return [line for line in (answer.stdout + answer.stderr).splitlines() if line.strip()] or [f"{command[0]} ended with {answer.returncode}"]


def data_files(pattern: str) -> list[Path]:
    """The files of data/ of that kind, templates (`.in`) as well."""
    return sorted(path for end in ("", TEMPLATE, f"{TEMPLATE}{TEMPLATE}") for path in (SOURCE / "data").rglob(pattern + end))


def filled(path: Path, folder: Path) -> Path:
    """A data file as it is installed: a template's marks filled in, its name without `.in`."""
    text = path.read_text(encoding="utf-8")
    for mark in ("application_id", "APPLICATION_ID", "app_id", "APP_ID"):
        text = text.replace(f"@{mark}@", "fr.imagin.Intervenant")
    for mark, value in (("version", "0.1.0"), ("VERSION", "0.1.0"), ("gettext_package", "imagin"), ("GETTEXT_PACKAGE", "imagin"), ("bindir", "/usr/bin")):
        text = text.replace(f"@{mark}@", value)
    target = folder / path.name.replace(TEMPLATE, "")
    target.write_text(text, encoding="utf-8")
    return target


def check_manifest() -> list[str]:
    """The Flatpak manifest agrees with the build."""
    return manifest.check(SOURCE)


def check_contract() -> list[str]:
    """The contract is sound (its own linter, with both of its tools)."""
    linter = SOURCE / "tests" / "contract" / "lint.py"
    return tool(sys.executable, str(linter)) if linter.exists() else []


def check_desktop_files() -> list[str]:
    """Desktop entry, metainfo and settings schema are what their formats ask."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = [line for path in data_files("*.desktop") for line in tool("desktop-file-validate", str(filled(path, folder)))]
        for path in data_files("*.metainfo.xml"):
            found += tool("appstreamcli", "validate", "--no-net", "--explain", str(filled(path, folder)))
        for path in data_files("*.gschema.xml"):
            schema = filled(path, folder)
            found += tool("xmllint", "--noout", str(schema))
        if data_files("*.gschema.xml"):
            found += tool("glib-compile-schemas", "--strict", "--dry-run", str(folder))
        return found


def strings_of_the_source(target: Path) -> list[str]:
    """Gathers what the C files and templates say into a new catalogue."""
    listed = SOURCE / "po" / "POTFILES"
    names = [line for line in listed.read_text(encoding="utf-8").splitlines() if line.endswith((".c", ".h", ".blp"))] if listed.exists() else []
    if not names:
        return []
    return tool("xgettext", "--language=C", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
                "--keyword=g_dngettext:2,3", "--keyword=ngettext:1,2", f"--output={target}", *names)


def check_translations() -> list[str]:
    """Every catalogue compiles, its formats agree with the source, and French says everything that the source says."""
    found = []
    for path in sorted((SOURCE / "po").glob("*.po")):
        found += tool("msgfmt", "--check", "--output-file=/dev/null", str(path))
    french = SOURCE / "po" / "fr.po"
    if french.exists():
        with tempfile.TemporaryDirectory() as name:
            gathered = Path(name) / "imagin.pot"
            found += strings_of_the_source(gathered)
            if gathered.exists():
                found += tool("msgcmp", str(french), str(gathered))
    return found


def check_typography() -> list[str]:
    """French texts have a narrow no-break space where French has one (Lexique de l’Imprimerie nationale)."""
    found = []
    said = False
    for number, line in enumerate((SOURCE / "po" / "fr.po").read_text(encoding="utf-8").splitlines(), 1):
        said = line.startswith("msgstr") or (said and line.startswith('"'))
        head = re.match(r'"[A-Z][A-Za-z-]+: ', line)
        if said and not head and re.search(r"\S[ \u00a0][:;?!»€](?!\S)|«[ \u00a0]", line):
            found.append(f"po/fr.po:{number}: {line}")
    return found


def check_shell() -> list[str]:
    """The shell scripts can at least be read by the shell."""
    scripts = [SOURCE / "dev", SOURCE / ".ci" / "run", *sorted((SOURCE / "tools").glob("*.sh"))]
    return [line for path in scripts if path.exists() for line in tool("bash", "-n", str(path))]


CHECKS: list[Callable[[], list[str]]] = [check_manifest, check_contract, check_desktop_files, check_translations, check_typography, check_shell]


def main() -> int:
    """Runs every check; 1 where one has something to say."""
    failed = 0
    for check in CHECKS:
        found = check()
        print(f"{'ok    ' if not found else 'FAILED'} {(check.__doc__ or check.__name__).splitlines()[0]}")
        for line in found:
            print(f"       {line}")
        failed += bool(found)
    print(f"lint checks={len(CHECKS)} failed={failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
