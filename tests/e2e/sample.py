#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window with one of everything that the driver must be able to use; the driver's own test drives it."""

from __future__ import annotations

import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Adw", "1")
from gi.repository import Adw, Gio, GLib, Gtk  # noqa: E402


class Sample(Adw.Application):
    """Says in its label what was done last."""

    def do_activate(self) -> None:
        """Builds and shows the window."""
        window = Adw.ApplicationWindow(application=self, title="Essai", default_width=700, default_height=640)
        view, box = Adw.ToolbarView(), Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        view.add_top_bar(Adw.HeaderBar())
        view.set_content(box)
        window.set_content(view)
        said = Gtk.Label(label="rien")
        group = Adw.PreferencesGroup(title="Groupe")
        group.add(Adw.EntryRow(title="Nom"))
        group.add(Adw.PasswordEntryRow(title="Mot de passe"))
        copies = Adw.ActionRow(title="Copies")
        spin = Gtk.SpinButton.new_with_range(0, 500, 1)
        spin.update_property([Gtk.AccessibleProperty.LABEL], ["Copies"])
        copies.add_suffix(spin)
        group.add(copies)
        row = Adw.ActionRow(title="Ouvrir ceci", activatable=True)
        row.connect("activated", lambda *_: said.set_label("rangée ouverte"))
        group.add(row)
        group.add(Adw.SwitchRow(title="Interrupteur"))
        box.append(group)
        box.append(said)
        for label, what in (("Choisir", self.choose), ("Écrire", self.save), ("Valider…", self.ask), ("Se plaindre", self.complain)):
            button = Gtk.Button(label=label)
            button.connect("clicked", lambda _button, what=what: what(window, said))
            box.append(button)
        save = Gio.SimpleAction(name="save")
        save.connect("activate", lambda *_: said.set_label("touche"))
        window.add_action(save)
        self.set_accels_for_action("win.save", ["<Control>s"])
        quit_action = Gio.SimpleAction(name="quit")
        quit_action.connect("activate", lambda *_: self.quit())
        self.add_action(quit_action)
        self.set_accels_for_action("app.quit", ["<Control>q"])
        # A title without a colon or a rule: the driver finds it as it is.
        GLib.idle_add(window.present)

    def choose(self, window: Gtk.Window, said: Gtk.Label) -> None:
        """Opens several files."""
        def done(dialog: Gtk.FileDialog, result: Gio.AsyncResult) -> None:
            files = dialog.open_multiple_finish(result)
            said.set_label("choisi " + ", ".join(sorted(files.get_item(index).get_basename() for index in range(files.get_n_items()))))
        Gtk.FileDialog(title="Joindre").open_multiple(window, None, done)

    def save(self, window: Gtk.Window, said: Gtk.Label) -> None:
        """Saves one."""
        Gtk.FileDialog(title="Écrire", initial_name="x.pdf").save(window, None, lambda dialog, result: said.set_label("écrit " + dialog.save_finish(result).get_basename()))

    def complain(self, window: Gtk.Window, said: Gtk.Label) -> None:
        """Does what the toolkit complains of, and goes on."""
        Gtk.CssProvider().load_from_string("button { color }")
        said.set_label("fait")

    def ask(self, window: Gtk.Window, said: Gtk.Label) -> None:
        """Asks before the last step."""
        dialog = Adw.AlertDialog(heading="Valider ?", body="C’est définitif.", default_response="no", close_response="no")
        dialog.add_response("no", "Relire")
        dialog.add_response("yes", "Valider")
        dialog.connect("response", lambda _dialog, response: said.set_label(f"réponse {response}"))
        dialog.present(window)


if __name__ == "__main__":
    sys.exit(Sample(application_id="fr.imagin.Sample").run(sys.argv))
