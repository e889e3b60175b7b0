# SPDX-License-Identifier: GPL-3.0-or-later
"""gnome-keyring from outside: locked and unlocked, looked into, and the person who answers its question or does not."""

from __future__ import annotations

import os
import threading
from typing import Any

from gi.repository import Gio, GLib

NAME, PATH = "org.freedesktop.secrets", "/org/freedesktop/secrets"
COLLECTION = PATH + "/collection/login"
PROMPTER = """<node><interface name="org.gnome.keyring.internal.Prompter">
<method name="BeginPrompting"><arg type="o" direction="in"/></method><method name="StopPrompting"><arg type="o" direction="in"/></method>
<method name="PerformPrompt"><arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>"""


class Secrets:
    """A connection of its own to the keyring of a session."""

    def __init__(self, address: str | None = None) -> None:
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address or os.environ["DBUS_SESSION_BUS_ADDRESS"], flags, None, None)

    def call(self, path: str, method: str, arguments: Any, name: str = NAME) -> Any:
        """One call; raises where it is refused."""
        interface, _, member = method.rpartition(".")
        answer = self.bus.call_sync(name, path, interface, member, arguments, None, Gio.DBusCallFlags.NONE, 20000, None)
        return answer.unpack()

    def lock(self) -> None:
        """As the person does, or a screen that locks itself."""
        self.call(PATH, "org.freedesktop.Secret.Service.Lock", GLib.Variant("(ao)", ([COLLECTION],)))

    def unlock(self, password: bytes) -> None:
        """As a sign-in to the computer does."""
        session = self.call(PATH, "org.freedesktop.Secret.Service.OpenSession", GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))[1]
        self.call(PATH, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.UnlockWithMasterPassword",
                  GLib.Variant("(o(oayays))", (COLLECTION, (session, b"", password, "text/plain"))))

    def items(self) -> list[str]:
        """The paths of all that is in it."""
        return list(self.call(COLLECTION, "org.freedesktop.DBus.Properties.Get", GLib.Variant("(ss)", ("org.freedesktop.Secret.Collection", "Items")))[0])

    def label(self, item: str) -> str:
        """The name under which the person finds it."""
        return str(self.call(item, "org.freedesktop.DBus.Properties.Get", GLib.Variant("(ss)", ("org.freedesktop.Secret.Item", "Label")))[0])

    def read(self, item: str) -> bytes:
        """What it holds."""
        session = self.call(PATH, "org.freedesktop.Secret.Service.OpenSession", GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))[1]
        return bytes(self.call(item, "org.freedesktop.Secret.Item.GetSecret", GLib.Variant("(o)", (session,)))[0][2])

    def write(self, item: str, secret: bytes) -> None:
        """Another program overwrites what is there."""
        session = self.call(PATH, "org.freedesktop.Secret.Service.OpenSession", GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))[1]
        self.call(item, "org.freedesktop.Secret.Item.SetSecret", GLib.Variant("((oayays))", ((session, b"", secret, "application/octet-stream"),)))

    def delete(self, item: str) -> None:
        """The person deletes it."""
        self.call(item, "org.freedesktop.Secret.Item.Delete", None)

    def close(self) -> None:
        """Leaves the bus."""
        self.bus.close_sync(None)


class Prompter:
    """Whoever draws the keyring's question: it is never answered, or refused at once."""

    def __init__(self, refuses: bool, address: str | None = None) -> None:
        self.asked = 0
        self.refuses = refuses
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(address,), daemon=True)
        self.thread.start()
        self.ready.wait(20)

    def _run(self, address: str | None) -> None:
        self.context.push_thread_default()
        secrets = Secrets(address)
        self.bus = secrets.bus
        interface = Gio.DBusNodeInfo.new_for_xml(PROMPTER).interfaces[0]
        self.bus.register_object("/org/gnome/keyring/Prompter", interface, self._called, None, None)
        secrets.call("/org/freedesktop/DBus", "org.freedesktop.DBus.RequestName", GLib.Variant("(su)", ("org.gnome.keyring.SystemPrompter", 4)), "org.freedesktop.DBus")
        self.ready.set()
        self.loop.run()
        secrets.close()
        self.context.pop_thread_default()

    def _called(self, bus: Any, sender: str, _path: str, _interface: str, method: str, arguments: Any, invocation: Any) -> None:
        invocation.return_value(None)
        if method != "BeginPrompting":
            return
        self.asked += 1
        if self.refuses:
            bus.call(sender, arguments.unpack()[0], "org.gnome.keyring.internal.Prompter.Callback", "PromptDone", None, None, Gio.DBusCallFlags.NONE, -1, None, None)

    def close(self) -> None:
        """Nobody draws it any more."""
        self.loop.quit()
        self.thread.join(20)
