# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility bus: AT-SPI's messages, many at a time, since a window is read by thousands of small questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gi.repository import Gio, GLib

ACCESSIBLE, ACTION, TEXT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action", "org.a11y.atspi.Text"
VALUE, COMPONENT, EDITABLE = "org.a11y.atspi.Value", "org.a11y.atspi.Component", "org.a11y.atspi.EditableText"
PROPERTIES = "org.freedesktop.DBus.Properties"
TIMEOUT_MS = 15000
AT_ONCE = 400


@dataclass(frozen=True)
class Question:
    """One message to one object of a program."""

    name: str
    path: str
    interface: str
    method: str
    arguments: GLib.Variant | None = None


def read(name: str, path: str, interface: str, field: str) -> Question:
    """The question for a property."""
    return Question(name, path, PROPERTIES, "Get", GLib.Variant("(ss)", (interface, field)))


class Bus:
    """A connection to the accessibility bus of this session."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, TIMEOUT_MS, None).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self._context = GLib.MainContext.default()
        self._heard: list[str] = []

    def ask(self, question: Question) -> Any:
        """One answer (its only value, or the tuple of them); raises GLib.Error."""
        answer = self._connection.call_sync(question.name, question.path, question.interface, question.method, question.arguments, None,
                                            Gio.DBusCallFlags.NONE, TIMEOUT_MS, None)
        return _unpacked(answer)

    def ask_all(self, questions: Sequence[Question]) -> list[Any]:
        """The answers in the order of the questions, all sent before the first is waited for; None where one failed."""
        answers: list[Any] = [None] * len(questions)
        waiting = 0

        def done(connection: Gio.DBusConnection, result: Gio.AsyncResult, index: int) -> None:
            nonlocal waiting
            waiting -= 1
            try:
                answers[index] = _unpacked(connection.call_finish(result))
            except GLib.Error:
                pass

        for index, question in enumerate(questions):
            while waiting >= AT_ONCE:
                self._context.iteration(True)
            waiting += 1
            self._connection.call(question.name, question.path, question.interface, question.method, question.arguments, None,
                                  Gio.DBusCallFlags.NONE, TIMEOUT_MS, None, done, index)
        while waiting:
            self._context.iteration(True)
        return answers

    def listen(self) -> None:
        """Begins to hear what programs have said aloud."""
        self._connection.signal_subscribe(None, "org.a11y.atspi.Event.Object", "Announcement", None, None, Gio.DBusSignalFlags.NONE,
                                          lambda *signal: self._heard.append(str(signal[5].unpack()[3])))

    def heard(self) -> list[str]:
        """All that was said aloud since then."""
        while self._context.iteration(False):
            pass
        return list(self._heard)

    def forget(self) -> None:
        """As if nothing had been said yet."""
        self.heard()
        self._heard.clear()

    def applications(self) -> list[tuple[str, str]]:
        """Bus name and root of every program that can be read."""
        return [tuple(pair) for pair in self.ask(Question("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", ACCESSIBLE, "GetChildren"))]

    def process_of(self, name: str) -> int:
        """The process behind a bus name."""
        return int(self.ask(Question("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))))


def _unpacked(answer: GLib.Variant) -> Any:
    values = answer.unpack()
    return values[0] if len(values) == 1 else values
