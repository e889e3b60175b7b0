# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest against the build: id, command, permissions, and a home for every dependency."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RUNTIME, SDK = "org.gnome.Platform", "org.gnome.Sdk"
# Network, display, and nothing else: files come through the file dialog, secrets through the portal.
PERMISSIONS = {"--share=network", "--share=ipc", "--socket=fallback-x11", "--socket=wayland", "--device=dri"}
DEPENDENCY = re.compile(r"\bdependency\(\s*'([^']+)'((?:[^()']|'[^']*')*)\)")
AT_LEAST = re.compile(r"version:\s*'>=\s*([\d.]+)'")
# What a compiler brings by itself.
OF_THE_COMPILER = {"threads", "dl", "m"}


def dependencies(source: Path) -> dict[str, str]:
    """Every library that the build files ask for, with the version that they need ("" where any will do)."""
    found: dict[str, str] = {}
    for path in sorted([source / "meson.build", *(source / "src").rglob("meson.build"), *(source / "data").rglob("meson.build")]):
        for name, rest in DEPENDENCY.findall(path.read_text(encoding="utf-8")):
            version = AT_LEAST.search(rest)
            if name not in OF_THE_COMPILER:
                found[name] = version[1] if version else found.get(name, "")
    return found


def platform(path: Path) -> dict[str, str]:
    """The libraries of the runtime, with their versions ("?" where unknown)."""
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#"))
    return {name: version for name, version in lines}


def numbers(version: str) -> tuple[int, ...]:
    """"1.10.6" → (1, 10, 6)."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def problems(manifest: Mapping[str, Any], needed: Mapping[str, str], given: Mapping[str, str], application_id: str, command: str) -> list[str]:
    """What the manifest says otherwise than the build."""
    found = []
    for key, wanted in (("id", application_id), ("command", command), ("runtime", RUNTIME), ("sdk", SDK)):
        if manifest.get(key) != wanted:
            found.append(f"its {key} is {manifest.get(key)!r} and not {wanted!r}")
    asked = set(manifest.get("finish-args", ()))
    found += [f"it asks for {permission}, which the program does not need" for permission in sorted(asked - PERMISSIONS)]
    found += [f"it does not ask for {permission}" for permission in sorted(PERMISSIONS - asked)]
    modules = manifest.get("modules", [])
    built = {name: module["name"] for module in modules for name in module.get("x-gives", [])}
    for name, version in sorted(needed.items()):
        if name in built:
            continue
        if name not in given:
            found.append(f"{name} is in the build, but neither in the runtime nor a module")
        elif version and given[name] != "?" and numbers(given[name]) < numbers(version):
            found.append(f"the build needs {name} {version}, the runtime has {given[name]}")
    for name, module in built.items():
        if name in given:
            found.append(f"the module {module} builds {name}, which the runtime has")
        elif name not in needed and not any(other in needed for other, owner in built.items() if owner == module):
            found.append(f"nothing in the build needs the module {module}")
    if not modules or modules[-1].get("name") != "imagin":
        found.append("its last module is not the program itself")
    elif "-Dprofile=default" not in modules[-1].get("config-opts", []):
        found.append("the program is not built with -Dprofile=default")
    for module in modules:
        found += _source_problems(module)
    return found


def _source_problems(module: Mapping[str, Any]) -> list[str]:
    """Sources come over https, from a fixed tag or with a digest."""
    found = []
    for source in module.get("sources", []):
        if source.get("type") == "dir":
            continue
        if not str(source.get("url", "")).startswith("https://"):
            found.append(f"{module['name']} has a source without https")
        if source.get("type") == "archive" and not re.fullmatch(r"[0-9a-f]{64}", source.get("sha256", "")):
            found.append(f"{module['name']} has an archive without a SHA-256")
        if source.get("type") == "git" and not (source.get("tag") or source.get("commit")):
            found.append(f"{module['name']} follows a branch")
    return found


def check(source: Path) -> list[str]:
    """The problems of the manifest of a checkout."""
    folder = source / "flatpak"
    files = sorted(folder.glob("*.json"))
    if len(files) != 1:
        return [f"{len(files)} manifests in flatpak/ instead of one"]
    application_id = re.search(r"application_id = '([^']+)'", (source / "meson.build").read_text(encoding="utf-8"))
    assert application_id is not None
    if files[0].stem != application_id[1]:
        return [f"{files[0].name} is not named after {application_id[1]}"]
    return problems(json.loads(files[0].read_text(encoding="utf-8")), dependencies(source), platform(folder / "platform-modules.txt"), application_id[1], "imagin")
