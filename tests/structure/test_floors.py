#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The floors of the house: what includes what, read from the compiler's own dependency files."""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

SOURCE = Path(os.environ.get("IMAGIN_SOURCE") or Path(__file__).resolve().parents[2]).resolve()
BUILD = Path(os.environ.get("IMAGIN_BUILD") or os.environ.get("MESON_BUILD_ROOT") or ".").resolve()
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import floors
import tap


class Floors(unittest.TestCase):
    """Each floor includes only those that the table opens to it."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.dependencies = floors.read_dependencies(BUILD)

    def test_no_object_reads_a_file_of_a_closed_floor(self) -> None:
        self.assertEqual(floors.wrong_floors(self.dependencies, SOURCE), [])

    def test_no_file_names_a_library_closed_to_its_floor(self) -> None:
        self.assertEqual(floors.named_headers(SOURCE), [])

    def test_no_object_is_reached_by_two_libraries_that_clash(self) -> None:
        self.assertEqual(floors.clashes(self.dependencies), [])

    def test_every_file_of_a_built_floor_was_compiled(self) -> None:
        compiled = {path.resolve() for obj, read in self.dependencies.items() if obj.startswith("src/") for path in read}
        built = {floors.floor_of(path, SOURCE) for path in compiled}
        self.assertLessEqual({"base", "domain"}, built)
        missed = [str(path) for floor in floors.FLOORS if floor in built for path in floors.sources(SOURCE, floor) if path.resolve() not in compiled]
        self.assertEqual(missed, [])

    def test_no_two_files_include_each_other_in_a_circle(self) -> None:
        self.assertEqual([" → ".join(circle) for circle in floors.circles(floors.include_graph(SOURCE))], [])

    def test_no_room_of_the_window_includes_one_above_it(self) -> None:
        self.assertEqual(floors.wrong_rooms(floors.include_graph(SOURCE)), [])

    def test_every_folder_of_src_is_in_the_table(self) -> None:
        folders = {path.name for path in (SOURCE / "src").iterdir() if path.is_dir()}
        self.assertLessEqual(folders, set(floors.FLOORS))


class TheCheckItself(unittest.TestCase):
    """The same functions on planted mistakes: a check that cannot fail proves nothing."""

    def wrong(self, floor: str, *reads: str) -> list[str]:
        """What is said of one object of a floor that reads these files."""
        return floors.wrong_floors({f"src/{floor}/lib.a.p/imagin-x.c.o": [SOURCE / f"src/{floor}/imagin-x.c", *(Path(read) for read in reads)]}, SOURCE)

    def test_domain_that_includes_the_window_is_refused(self) -> None:
        self.assertEqual(self.wrong("domain", f"{SOURCE}/src/ui/window/imagin-window.h"), ["imagin-x.c (domain) includes ui/window/imagin-window.h"])

    def test_neighbours_are_refused(self) -> None:
        self.assertEqual(len(self.wrong("store", f"{SOURCE}/src/remote/imagin-remote.h")), 1)

    def test_ui_reached_by_sqlite_is_refused(self) -> None:
        self.assertEqual(self.wrong("ui", "/usr/include/sqlite3.h"), ["imagin-x.c (ui) is reached by sqlite3.h"])

    def test_a_lower_floor_reached_by_gtk_is_refused(self) -> None:
        for floor in ("base", "domain", "store", "remote"):
            with self.subTest(floor):
                self.assertEqual(len(self.wrong(floor, "/usr/include/gtk-4.0/gtk/gtk.h")), 1)

    def test_the_client_that_includes_the_server_is_refused(self) -> None:
        read = {"src/imagin.p/main.c.o": [SOURCE / "src/main.c", SOURCE / "src/academy/imagin-academy-server.h"]}
        self.assertEqual(len(floors.wrong_floors(read, SOURCE)), 1)

    def test_a_new_floor_must_first_be_in_the_table(self) -> None:
        self.assertIn("knows no floor", self.wrong("attic")[0])

    def test_what_the_table_opens_is_let_through(self) -> None:
        self.assertEqual(self.wrong("account", f"{SOURCE}/src/store/imagin-store.h", "/usr/include/libsoup-3.0/libsoup/soup.h"), [])

    def test_two_libraries_that_clash_are_found(self) -> None:
        read = {"one.o": [Path("/usr/include/jansson.h")], "other.o": [Path("/usr/include/json-glib-1.0/json-glib/json-glib.h")]}
        self.assertEqual(floors.clashes(read), [])
        self.assertEqual(floors.clashes({**read, "both.o": [*read["one.o"], *read["other.o"]]}), ["both.o"])

    def test_a_room_that_includes_one_above_it_is_found(self) -> None:
        self.assertEqual(floors.wrong_rooms({"ui/texts/imagin-x": {"ui/widgets/imagin-y"}}), ["ui/texts/imagin-x includes ui/widgets/imagin-y"])
        self.assertEqual(floors.wrong_rooms({"ui/entry/imagin-x": {"ui/entry/imagin-z", "ui/widgets/imagin-y", "domain/imagin-w"}}), [])
        self.assertEqual(floors.wrong_rooms({"ui/imagin-x": set()}), ["ui/imagin-x stands in no room of the table"])

    def test_a_circle_of_three_is_found(self) -> None:
        self.assertEqual(floors.circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}), [["a", "b", "c", "a"]])
        self.assertEqual(floors.circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}), [])


if __name__ == "__main__":
    tap.main()
