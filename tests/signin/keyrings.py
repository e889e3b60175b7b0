# SPDX-License-Identifier: GPL-3.0-or-later
"""Five keyrings, each really started in a home and on a bus of its own, and the client that asks them."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from queue import Empty, Queue

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from session import descendants, die_with_parent

PATIENCE = 60
PASSWORD = "of-the-tests"
# No folder of services: what is not started here is not there.
BUS = """<busconfig><type>session</type><listen>unix:path={place}</listen><auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
EXPOSED = "FDO_SECRETS_EXPOSED_GROUP"


class Keyring:
    """A home, a bus, and no keyring: what the others begin from."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="imagin-keyring-", dir="/tmp"))
        self.started: list[subprocess.Popen[bytes]] = []
        self.environment = {name: value for name, value in os.environ.items() if name.startswith(("IMAGIN_", "ASAN_", "UBSAN_", "LSAN_", "G_SLICE")) or name == "PATH"}
        for name, folder in (("HOME", "home"), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"),
                             ("XDG_RUNTIME_DIR", "run"), ("TMPDIR", "tmp")):
            (self.home / folder).mkdir(mode=0o700)
            self.environment[name] = str(self.home / folder)
        # A fault in a library ends the process by a signal, as it does where nobody watches.
        self.environment["ASAN_OPTIONS"] = self.environment.get("ASAN_OPTIONS", "") + ":abort_on_error=1"
        self.environment |= {"LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.home / 'bus'}"}
        (self.home / "bus.conf").write_text(BUS.format(place=self.home / "bus"))
        self.start("dbus-daemon", f"--config-file={self.home / 'bus.conf'}", "--nofork")
        self.wait((self.home / "bus").exists, "the bus")

    def start(self, *command: str, given: bytes | None = None) -> subprocess.Popen[bytes]:
        """A process that ends with the keyring."""
        with open(self.home / "log", "ab") as log:
            process = subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE, stdout=log, stderr=log, preexec_fn=die_with_parent)
        self.started.append(process)
        assert process.stdin
        if given is not None:
            process.stdin.write(given)
        process.stdin.close()
        return process

    def wait(self, condition: object, what: str) -> None:
        """Looks again until it is so."""
        end = time.monotonic() + PATIENCE
        while not condition():  # type: ignore[operator]
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}: {(self.home / 'log').read_text()[-2000:]}")
            time.sleep(0.05)

    def call(self, *words: str, destination: str = "org.freedesktop.secrets") -> str:
        """Asks the bus something; "" where it refuses."""
        return subprocess.run(["gdbus", "call", "--session", "--dest", destination, *words], env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout

    @property
    def address(self) -> str:
        """Of its bus."""
        return self.environment["DBUS_SESSION_BUS_ADDRESS"]

    def is_served(self) -> bool:
        """Whether there is a service of secrets with a place for new ones."""
        return "/org/freedesktop/secrets/" in self.call("--object-path", "/org/freedesktop/secrets", "--method", "org.freedesktop.Secret.Service.ReadAlias", "default")

    def close(self) -> None:
        """Ends all of it."""
        for process in reversed(self.started):
            for pid in [*descendants(process.pid), process.pid] if process.poll() is None else []:
                try:
                    os.kill(pid, 9)
                except ProcessLookupError:
                    pass
            process.wait(PATIENCE)
        shutil.rmtree(self.home, ignore_errors=True)


class Gnome(Keyring):
    """gnome-keyring, unlocked."""

    def __init__(self) -> None:
        super().__init__()
        self.start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", given=PASSWORD.encode())
        self.wait(self.is_served, "gnome-keyring")


class KeePass(Keyring):
    """KeePassXC, with a database that it shares as the Secret Service."""

    def __init__(self) -> None:
        super().__init__()
        group = uuid.uuid4()
        export, database = self.home / "export.xml", self.home / "person.kdbx"
        export.write_text(f"""<?xml version="1.0" encoding="UTF-8"?><KeePassFile><Meta><DatabaseName>Person</DatabaseName><CustomData><Item><Key>{EXPOSED}</Key>
            <Value>{{{group}}}</Value></Item></CustomData></Meta><Root><Group><UUID>{base64.b64encode(group.bytes).decode()}</UUID><Name>Root</Name></Group></Root></KeePassFile>""")
        subprocess.run(["keepassxc-cli", "import", "--set-password", str(export), str(database)], env=self.environment, input=f"{PASSWORD}\n{PASSWORD}\n".encode(),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=True)
        folder = self.home / "config" / "keepassxc"
        folder.mkdir(exist_ok=True)
        (folder / "keepassxc.ini").write_text("[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\nBackupBeforeSave=false\n[GUI]\nCheckForUpdates=false\n"
                                              "[FdoSecrets]\nEnabled=true\nConfirmAccessItem=false\nConfirmDeleteItem=false\nShowNotification=false\n")
        self.start("keepassxc", "--config", str(folder / "keepassxc.ini"), "--localconfig", str(folder / "local.ini"))
        # Not by --pw-stdin, with which it is seen to crash where there is no desktop.
        self.wait(lambda: self.window("org.freedesktop.DBus.Peer.Ping"), "KeePassXC")
        self.window("org.keepassxc.KeePassXC.MainWindow.openDatabase", str(database), PASSWORD)
        self.wait(self.is_served, "KeePassXC's secrets")

    def window(self, *words: str) -> str:
        """What its window does for other programs."""
        return self.call("--object-path", "/keepassxc", "--method", *words, destination="org.keepassxc.KeePassXC.MainWindow")

    def lock(self) -> None:
        """As the person does in its menu."""
        self.window("org.keepassxc.KeePassXC.MainWindow.lockAllDatabases")


class File(Keyring):
    """libsecret's own file."""

    def __init__(self) -> None:
        super().__init__()
        self.file = self.home / "data" / "file.keyring"
        self.environment |= {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PASSWORD": PASSWORD, "SECRET_FILE_TEST_PATH": str(self.file)}


class Client:
    """The client's keyring in a process of its own, which must never die."""

    crashes = 0
    leaks: list[str] = []

    def __init__(self, keyring: Keyring) -> None:
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([os.environ["IMAGIN_SIGNIN_KEYRING"]], env={**keyring.environment, "G_MESSAGES_DEBUG": "all", "G_DEBUG": "fatal-criticals"},
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True, preexec_fn=die_with_parent)
        self.lines: Queue[str] = Queue()
        self.secrets: set[str] = set()
        self.public = ""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            # A library that logs before the program begins does it here.
            if line.startswith(("(process:", "** ")):
                self.public += line
            else:
                self.lines.put(line.rstrip("\n"))

    def say(self, word: str) -> None:
        """Asks without waiting."""
        assert self.process.stdin
        if word.startswith("store "):
            self.secrets.add(word.split(" ", 2)[2])
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        """Its next line."""
        try:
            return self.lines.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError("the client says nothing") from None

    def ask(self, word: str) -> str:
        """One line for one word."""
        self.say(word)
        line = self.hear()
        self.public += self.seen_from_outside()
        return line

    def helpers(self) -> list[int]:
        """The processes below it."""
        return descendants(self.process.pid)

    def seen_from_outside(self) -> str:
        """What everybody may read of it and of its helper."""
        text = ""
        for pid in [self.process.pid, *self.helpers()]:
            for name in ("cmdline", "environ"):
                try:
                    text += Path("/proc", str(pid), name).read_text(errors="replace")
                except OSError:
                    pass
        return text

    def close(self) -> None:
        """Ends it; it must have lived until now, and have said nothing."""
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            Client.crashes += self.process.wait(PATIENCE) != 0
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            Client.crashes += 1
        self.reader.join(PATIENCE)
        self.process.stdout.close()
        self.log.seek(0)
        text = self.public + self.log.read().decode(errors="replace")
        self.log.close()
        Client.leaks += [secret[:4] for secret in self.secrets if len(secret) > 3 and secret in text]
        if Client.crashes:
            print(text[-3000:])
