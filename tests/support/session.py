# SPDX-License-Identifier: GPL-3.0-or-later
"""A private world for one test: display, window manager, session bus, accessibility bus, keyring, homes.

AT-SPI speaks to the bus of its own process, so the test itself must live inside that world: `session.enter()`, called
first, starts the world, runs the same command again within it, and ends everything that it started — by process id, the
grandchildren that went astray too — whatever happens. In the second run `enter()` returns at once."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

INSIDE = "IMAGIN_TEST_SESSION"
SCREEN = "1500x1100x24"
FONT = "Inter 11"
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
PASSED_ON = ("PATH", "LANG", "USER", "LOGNAME", "TERM", "CI", "G_DEBUG", "GSETTINGS_SCHEMA_DIR", "SSL_CERT_FILE", "G_MESSAGES_DEBUG")
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """For `preexec_fn`: the child is killed when the process that started it dies, however that happens."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """Every living process below `pid`, deepest last, as /proc tells it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def _reap() -> None:
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return


def end_descendants(patience: float = 3.0) -> None:
    """Ends all that this process (a subreaper) started: politely, then not."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + patience
        for pid in reversed(descendants(os.getpid())):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass
        while time.monotonic() < deadline:
            _reap()
            if not descendants(os.getpid()):
                return
            time.sleep(0.02)


def start_display(screen: str = SCREEN) -> tuple[subprocess.Popen[bytes], str]:
    """An X server on a display that was free, and its name (":5")."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp", "-noreset", "-dpi", "96"],
        pass_fds=(write,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    if not number:
        raise RuntimeError(f"Xvfb gave no display (exit {server.wait(5)})")
    return server, f":{number}"


def start_bus(given: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """A session bus, whose services (accessibility, keyring) write to the world's own log rather than into the test's output."""
    read, write = os.pipe()
    with open(Path(given[INSIDE]) / "bus.log", "ab") as log:
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", f"--print-address={write}"], pass_fds=(write,), env=given,
                               stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=die_with_parent)
    os.close(write)
    with os.fdopen(read) as answer:
        address = answer.readline().strip()
    if not address:
        raise RuntimeError(f"dbus-daemon gave no address (exit {bus.wait(5)})")
    return bus, address


def world(home: Path, locale: str) -> dict[str, str]:
    """The environment of a test: nothing of the person who runs it, apart from what a build passes on."""
    given = {name: value for name, value in os.environ.items() if name in PASSED_ON or name.startswith(("IMAGIN_", "PYTHON", "ASAN_", "UBSAN_", "LSAN_"))}
    for name, folder in (("HOME", "home"), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"),
                         ("XDG_STATE_HOME", "state"), ("XDG_RUNTIME_DIR", "run"), ("TMPDIR", "tmp")):
        (home / folder).mkdir(mode=0o700)
        given[name] = str(home / folder)
    # As on a GNOME desktop: pictures and widths are those that people see.
    (home / "config" / "gtk-4.0").mkdir()
    (home / "config" / "gtk-4.0" / "settings.ini").write_text(f"[Settings]\ngtk-font-name={FONT}\n", encoding="utf-8")
    given |= {
        INSIDE: str(home), "LC_ALL": locale, "LANGUAGE": locale.split("_")[0], "GTK_A11Y": "atspi", "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo",
        "GTK_USE_PORTAL": "0", "GDK_DEBUG": "no-portals", "GSETTINGS_BACKEND": "keyfile", "GIO_USE_PROXY_RESOLVER": "dummy", "GIO_USE_VFS": "local",
        "GTK_IM_MODULE": "simple", "TZ": "Europe/Paris", "XDG_CURRENT_DESKTOP": "GNOME", "PYTHONDONTWRITEBYTECODE": "1", "LIBGL_ALWAYS_SOFTWARE": "1",
    }
    return given


@contextmanager
def session(locale: str = "fr_FR.UTF-8", display: bool = True) -> Iterator[dict[str, str]]:
    """Starts display, bus and homes, yields the environment to run in, and leaves nothing."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    home = Path(tempfile.mkdtemp(prefix="imagin-", dir="/tmp"))
    try:
        given = world(home, locale)
        if display:
            _, given["DISPLAY"] = start_display()
        _, given["DBUS_SESSION_BUS_ADDRESS"] = start_bus(given)
        yield given
    finally:
        end_descendants()
        shutil.rmtree(home, ignore_errors=True)


def start_services() -> None:
    """Inside the world: an unlocked keyring, and a window manager that gives the keyboard to the window on top."""
    # The password must come on an input that is not empty: an empty one leaves the keyring locked.
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=b"\n", stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=20, check=True)
    if os.environ.get("DISPLAY"):
        subprocess.Popen(["openbox", "--sm-disable"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def enter(arguments: Sequence[str] | None = None, locale: str = "fr_FR.UTF-8", display: bool = True) -> Path:
    """Goes on inside a private world (and exits with the inner run's code outside it); returns the world's folder."""
    if INSIDE in os.environ:
        start_services()
        return Path(os.environ[INSIDE])

    def stop(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    command = [sys.executable, *(arguments if arguments is not None else sys.argv)]
    with session(locale, display) as given:
        inner = subprocess.Popen(command, env=given, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent)
        code = inner.wait()
    sys.exit(code if code >= 0 else 128 - code)
