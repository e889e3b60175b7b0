#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of what is not compiled, and that each refuses a copy with a mistake in it."""

from __future__ import annotations

import copy
import json
import unittest

import lint
import manifest
import tap

FOLDER = lint.SOURCE / "flatpak"


class TheTree(unittest.TestCase):
    """This checkout is in order (its contract is checked by a test of its own)."""

    def test_the_manifest_agrees_with_the_build(self) -> None:
        self.assertEqual(lint.check_manifest(), [])

    def test_desktop_files_are_valid(self) -> None:
        self.assertEqual(lint.check_desktop_files(), [])

    def test_translations_are_complete_and_valid(self) -> None:
        self.assertEqual(lint.check_translations(), [])

    def test_scripts_can_be_read(self) -> None:
        self.assertEqual(lint.check_shell(), [])


class AWrongManifest(unittest.TestCase):
    """A copy of the manifest with one mistake is refused."""

    def setUp(self) -> None:
        self.manifest = json.loads((FOLDER / "fr.imagin.Intervenant.json").read_text(encoding="utf-8"))
        self.needed = manifest.dependencies(lint.SOURCE)
        self.given = manifest.platform(FOLDER / "platform-modules.txt")

    def refused(self, sign: str) -> None:
        """One problem is told, and it is this one."""
        found = manifest.problems(self.manifest, self.needed, self.given, "fr.imagin.Intervenant", "imagin")
        self.assertEqual(len(found), 1, found)
        self.assertIn(sign, found[0])

    def test_one_permission_too_many(self) -> None:
        for permission in ("--filesystem=home", "--talk-name=org.freedesktop.secrets", "--socket=x11", "--device=all"):
            with self.subTest(permission):
                sound = copy.deepcopy(self.manifest)
                self.manifest["finish-args"].append(permission)
                self.refused(permission)
                self.manifest = sound

    def test_a_missing_permission(self) -> None:
        self.manifest["finish-args"].remove("--share=network")
        self.refused("--share=network")

    def test_a_missing_module(self) -> None:
        self.manifest["modules"] = [module for module in self.manifest["modules"] if module["name"] != "libsodium"]
        self.refused("libsodium is in the build")

    def test_a_module_that_nothing_needs(self) -> None:
        self.manifest["modules"].insert(0, {"name": "attic", "x-gives": ["attic-1"], "sources": []})
        self.refused("nothing in the build needs the module attic")

    def test_a_runtime_too_old(self) -> None:
        self.given["glib-2.0"] = "2.80"
        self.refused("the build needs glib-2.0")

    def test_another_id_or_command(self) -> None:
        self.manifest["command"] = "imagine"
        self.refused("its command is")

    def test_a_source_without_digest(self) -> None:
        module = next(module for module in self.manifest["modules"] if module["name"] == "libsodium")
        module["sources"][0]["sha256"] = ""
        self.refused("without a SHA-256")


if __name__ == "__main__":
    tap.main()
