#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver of the window, on a sample window: what the tour rests on."""

from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import tap

if "--list" not in sys.argv:
    import session
    WORLD = session.enter()

import file_dialog
from driver import App, NotFound


class Driver(unittest.TestCase):
    """Each thing that a person can do."""

    def setUp(self) -> None:
        self.folder = WORLD / self._testMethodName
        self.app = App(self.folder, program=[sys.executable, str(HERE / "sample.py")]).start()
        self.addCleanup(self.app.kill)

    def test_it_types_presses_and_reads(self) -> None:
        self.app.fill("Nom", "Zoe Martin")
        self.assertEqual(self.app.text_of("Nom"), "Zoe Martin")
        self.app.fill("Mot de passe", "0482917")
        self.app.set_value("Copies", 124)
        self.assertEqual(self.app.text_of("Copies"), "124")
        self.app.fill("Copies", "77")
        self.app.click("Ouvrir ceci")
        self.app.see("rangée ouverte")
        self.app.click("Interrupteur")
        self.app.key("ctrl+s")
        self.app.see("touche")

    def test_it_chooses_one_file_several_files_and_a_name(self) -> None:
        files = [self.folder / name for name in ("a.txt", "b é.txt", "c.pdf")]
        for path in files:
            path.write_text(path.name, encoding="utf-8")
        self.app.click("Choisir")
        file_dialog.choose(self.app, files[:1])
        self.app.see("choisi a.txt")
        self.app.click("Choisir")
        file_dialog.choose(self.app, files)
        self.app.see("choisi a.txt, b é.txt, c.pdf")
        self.app.click("Écrire", role="button")
        file_dialog.save(self.app, self.folder / "new.pdf")
        self.app.see("écrit new.pdf")

    def test_it_answers_a_question(self) -> None:
        self.app.click("Valider…")
        self.app.click("Valider", within=self.app.dialog())
        self.app.see("réponse yes")

    def test_it_takes_pictures_at_the_size_asked(self) -> None:
        self.app.resize(640, 660)
        picture = self.app.screenshot(self.folder / "new folder" / "picture.png")
        size = subprocess.run(["identify", "-format", "%w %h %k", str(picture)], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(size[:2], ["640", "660"])
        self.assertGreater(int(size[2]), 20, "the picture has hardly a colour")

    def test_a_killed_program_starts_again_and_a_quit_one_ends_well(self) -> None:
        first = self.app.pid
        self.app.kill()
        self.app.restart()
        self.assertNotEqual(self.app.pid, first)
        self.assertEqual(self.app.quit(), 0)

    def test_what_is_not_there_is_told_with_what_is(self) -> None:
        with self.assertRaisesRegex(NotFound, "Ouvrir ceci"):
            self.app.find(name="Nulle part", timeout=0.2)

    def test_a_complaint_of_the_toolkit_is_a_failure_once(self) -> None:
        with self.assertRaisesRegex(NotFound, "Gtk-WARNING"):
            self.app.click("Se plaindre", role="button")
            self.app.see("fait")
            self.app.silent()
        self.app.see("fait")


if __name__ == "__main__":
    tap.main()
