#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in through the academy's portal in the real window; the browser is a program that the session has registered for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SIGNIN = HERE.parent / "signin"
sys.path[:0] = [str(HERE), str(HERE.parent / "support"), str(SIGNIN)]

import npm
import session
import tap

# Inside the test's own world every cache is empty.
os.environ.setdefault("IMAGIN_CACHE", str(npm.cache_folder()))

DESKTOP = """[Desktop Entry]
Type=Application
Name=Browser of the tests
Exec=env PYTHONDONTWRITEBYTECODE=1 BROWSER_LOG={log} BROWSER_DOES={does} {python} {program} %u
MimeType=x-scheme-handler/http;x-scheme-handler/https;
"""
NUMBER, PASSWORD = "0482917", "un-mot-de-passe-2026"


def register_browser(data: Path, log: Path, does: Path) -> None:
    """What a distribution does when it installs a browser."""
    applications = data / "applications"
    applications.mkdir(parents=True)
    (applications / "browser-of-the-tests.desktop").write_text(
        DESKTOP.format(log=log, does=does, python=sys.executable, program=SIGNIN / "browser.py"), encoding="utf-8")
    (Path(os.environ["XDG_CONFIG_HOME"]) / "mimeapps.list").write_text(
        "[Default Applications]\nx-scheme-handler/http=browser-of-the-tests.desktop\nx-scheme-handler/https=browser-of-the-tests.desktop\n", encoding="utf-8")


class Portal(unittest.TestCase):
    """One computer; each test begins at the first start."""

    def setUp(self) -> None:
        from academy import Academy
        from driver import App
        from gateway import Gateway
        from parties import Issuer
        from words import Words

        os.environ["MESA_SHADER_CACHE_DISABLE"] = "true"  # it counts how often it was used
        self.folder = Path(os.environ["TMPDIR"]) / self._testMethodName
        self.folder.mkdir()
        self.log, self.does = self.folder / "browser.log", self.folder / "browser.does"
        data = self.folder / "data"
        register_browser(data, self.log, self.does)
        self.person("in")
        self.issuer = Issuer()
        self.addCleanup(self.issuer.close)
        real = Academy(self.folder / "academy")
        self.addCleanup(real.stop)
        self.gateway = Gateway(real.start(), self.issuer.method(), NUMBER, PASSWORD)
        self.addCleanup(self.gateway.close)
        # What one test keeps is nothing to the next.
        environment = {"XDG_DATA_HOME": str(data)}
        self.app = App(self.folder / "app", words=Words(HERE.parents[1] / "po", "fr"), size=(1000, 800), environment=environment)
        self.addCleanup(self.app.kill)
        self.app.start()

    def person(self, does: str) -> None:
        """What the person in the browser will do: in, refuses, nothing."""
        self.does.write_text(does, encoding="utf-8")

    def choose_academy(self) -> None:
        """To the page with the two ways in."""
        self.app.fill("Address (https://…)", self.gateway.address)
        self.app.key("Return")
        self.app.find("button", "Open the portal")

    def browsed(self) -> str:
        """What the browser met."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def picture(self, name: str) -> None:
        """Kept where a person looks at them."""
        if os.environ.get("IMAGIN_PICTURES"):
            self.app.screenshot(Path(os.environ["IMAGIN_PICTURES"]) / f"{name}.png")

    def narrow(self, name: str) -> None:
        """The same where the window is as small as a telephone."""
        if os.environ.get("IMAGIN_PICTURES"):
            self.app.resize(360, 720)
            self.picture(name)
            self.app.resize(1000, 800)

    def test_the_browser_opens_and_the_window_comes_back(self) -> None:
        import screen
        from a11y import wait_for

        self.choose_academy()
        wait_for(lambda: (self.app.focused() or self.app.root).name == "Ouvrir le portail", "the button has no focus")
        self.picture("portal-1-ways")
        self.narrow("portal-4-ways-narrow")
        # The person's eyes are elsewhere: another window has the focus when it ends.
        self.person("nothing")
        self.app.click("Open the portal", role="button")
        self.app.see("Your browser has opened")
        wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words("Open again"), "the button has no focus")
        self.picture("portal-2-waiting")
        self.narrow("portal-5-waiting-narrow")
        elsewhere = subprocess.Popen([sys.executable, str(HERE / "sample.py")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(elsewhere.kill)
        other = screen.main_window(elsewhere.pid)
        screen.run("xdotool", "windowactivate", "--sync", other)
        self.person("in")
        self.app.click("Open again", role="button")
        self.app.find(name=re.compile("À compléter"), timeout=30)
        self.assertIn("ended 200", self.browsed())
        self.assertIn("Vous pouvez", self.browsed().replace("vous pouvez", "Vous pouvez"))
        active = int(screen.run("xdotool", "getactivewindow"))
        self.assertEqual(active, int(screen.main_window(self.app.pid)))

    def test_refused_then_another_way(self) -> None:
        self.person("refuses")
        self.choose_academy()
        self.app.click("Open the portal", role="button")
        self.app.see("You are not signed in")
        self.picture("portal-3-refused")
        self.assertIn("ended 200", self.browsed())
        self.person("in")
        self.app.click("Try again", role="button")
        self.app.find(name=re.compile("À compléter"), timeout=30)

    def test_cancelled_and_by_number(self) -> None:
        self.person("nothing")
        self.choose_academy()
        self.app.click("Open the portal", role="button")
        self.app.see("Your browser has opened")
        self.app.click("Copy the address", role="button")
        copied = subprocess.run(["xprop", "-root", "-notype", "CLIPBOARD"], capture_output=True, text=True, check=False)
        self.assertEqual(copied.returncode, 0)
        self.app.click("Cancel", role="button")
        self.app.find("button", "Open the portal")
        self.app.click("Outside intervener")
        self.app.fill("Intervener number", NUMBER)
        self.app.fill("Password", NUMBER)
        self.app.click("Sign in", role="button")
        self.app.see("Choose your password")
        self.rules(("not kept yet",) * 4)
        # Each mark follows what is typed, as it is typed.
        self.app.fill("New password", PASSWORD.rstrip("0123456789"))
        self.rules(("kept", "not kept yet", "kept", "not kept yet"))
        self.app.fill("New password", PASSWORD)
        self.app.fill("The same once more", PASSWORD)
        self.rules(("kept",) * 4)
        self.picture("portal-9-rules")

    def rules(self, marks: tuple[str, ...]) -> None:
        """What is said of each rule of a new password."""
        from a11y import wait_for

        names = ("caractères au moins", "^Au moins un chiffre$", "^Au moins une lettre$", "^Saisi deux fois")
        rows = [self.app.find("list item", re.compile(name)) for name in names]
        wait_for(lambda: [row.description for row in rows] == [self.app.words(mark) for mark in marks], lambda: f"{[row.description for row in rows]}")

    def test_nobody_signs_in_within_five_minutes(self) -> None:
        from a11y import wait_for

        self.app.kill()
        # Five minutes are five seconds.
        self.app.environment["LD_PRELOAD"] = str(Path(os.environ["IMAGIN_CLIENT"]).parents[1] / "tests" / "e2e" / "libshort-patience.so")
        self.app.start()
        self.app.bus.listen()
        self.person("nothing")
        self.choose_academy()
        self.app.click("Open the portal", role="button")
        self.app.see("Your browser has opened")
        self.app.see("Nobody signed in at the portal within five minutes. Try again.")
        self.app.see("You are not signed in")
        self.assertFalse(self.app.all("button", "Copy the address"))
        wait_for(lambda: (self.app.focused() or self.app.root).name == self.app.words("Try again"), lambda: f"{self.app.focused()} has the keyboard")
        wait_for(lambda: any("cinq minutes" in said and "Personne" in said for said in self.app.bus.heard()), lambda: f"heard: {self.app.bus.heard()}")
        self.picture("portal-8-too-late")
        # The browser of before comes too late: nobody is signed in by it, and the page there says so.
        late = self.browsed()
        self.person("in")
        self.app.key("Return")
        self.app.find(name=re.compile("À compléter"), timeout=30)
        self.assertGreater(len(self.browsed()), len(late))

    def test_a_restart_needs_no_browser(self) -> None:
        self.choose_academy()
        self.app.click("Open the portal", role="button")
        self.app.find(name=re.compile("À compléter"), timeout=30)
        before = self.browsed()
        self.app.restart()
        self.app.find(name=re.compile("À compléter"), timeout=30)
        self.assertEqual(self.browsed(), before)
        self.assertGreaterEqual(self.issuer.counts()["token"], 2)

    def test_signing_out_here_and_there(self) -> None:
        from a11y import wait_for

        self.choose_academy()
        self.app.click("Open the portal", role="button")
        self.app.find(name=re.compile("À compléter"), timeout=30)
        self.person("nothing")
        self.app.click("Main menu")
        self.app.click("Sign out…")
        self.app.dialog()
        self.picture("portal-6-sign-out")
        self.app.click("Sign out here and at the portal", role="button")
        wait_for(lambda: "/session/end" in self.browsed(), "the portal's page does not open")
        wait_for(lambda: self.issuer.counts()["revocation"] >= 1, "the portal is not told")

    def test_a_session_that_ends_takes_nothing_along(self) -> None:
        from a11y import wait_for

        self.choose_academy()
        self.app.click("Open the portal", role="button")
        self.app.find(name=re.compile("À compléter"), timeout=30)
        self.app.point(self.app.row("Missions", re.compile("^Philosophie")))
        self.app.click("I did this mission", role="button")
        self.app.fill("Copies corrigées", "77")
        self.gateway.refused = True
        self.issuer.do(refuses="token")
        self.app.key("F5")
        self.app.click("Sign in", role="button", timeout=30)
        self.app.find("button", "Open the portal")
        self.gateway.refused = False
        self.issuer.do(refuses=None)
        self.app.click("Open the portal", role="button")
        wait_for(lambda: self.app.text_of("Copies corrigées") == "77", lambda: self.app.dump(), 30)

    def test_nothing_secret_is_anywhere(self) -> None:
        import leaks
        from a11y import wait_for

        self.app.kill()
        self.app.environment |= leaks.LOUD
        self.app.start()
        self.choose_academy()
        self.app.click("Open the portal", role="button")
        self.app.find(name=re.compile("À compléter"), timeout=30)
        # Once more with a refresh, and with the process that has the keyring in its hands.
        self.app.restart()
        self.app.find(name=re.compile("À compléter"), timeout=30)
        wait_for(lambda: self.issuer.counts()["token"] >= 2, "nothing was refreshed")
        wait_for(lambda: any(b"imagin-keyring" in shown for shown in leaks.processes(self.app.pid).values()), "nobody asked the keyring")
        home = Path(os.environ["HOME"]).parent
        secrets = self.issuer.secrets()
        self.assertGreaterEqual(len(secrets), 8)
        places = {**leaks.processes(self.app.pid), **leaks.files([home], [home / "data" / "keyrings", self.folder / "academy"])}
        self.assertIn("libsoup", self.app.errors())
        found = leaks.find(secrets, places)
        self.assertEqual(found, [])
        print(f"signin leaks={len(found)}")

    def test_closed_while_it_waits(self) -> None:
        self.person("nothing")
        self.choose_academy()
        self.app.click("Open the portal", role="button")
        self.app.see("Your browser has opened")
        self.assertEqual(self.app.quit(), 0)

    def on_the_computer(self) -> Any:
        """All that is kept here, but what this test itself writes."""
        import left

        world, data = Path(os.environ[session.INSIDE]), self.folder / "data"
        return left.Snapshot(left.look_at_rest(world, self.folder).things | {f"data/{name}": what for name, what in left.look(data, self.log).things.items()})

    def test_a_shared_computer_forgets_and_the_portal_does(self) -> None:
        from a11y import wait_for

        before = self.on_the_computer()
        for ends_by in ("closing", "killing"):
            self.person("in")
            self.choose_academy()
            if ends_by == "closing":
                self.picture("portal-7-shared")
            self.app.click("Shared computer")
            self.app.click("Open the portal", role="button")
            self.app.find(name=re.compile("À compléter"), timeout=30)
            self.app.see("Shared computer: close the window when you leave")
            if ends_by == "killing":
                self.app.kill()
            else:
                self.person("nothing")
                self.app.click("Erase and quit", role="button")
                self.assertEqual(self.app.process.wait(20), 0)
                wait_for(lambda: "/session/end" in self.browsed(), "the portal's page does not open")
                self.assertGreaterEqual(self.issuer.counts()["revocation"], 1)
            self.assertEqual(before.differences(self.on_the_computer()), [])
            self.app.process = None
            if ends_by == "closing":
                self.app.start()

    def test_an_issuer_that_is_down(self) -> None:
        self.choose_academy()
        self.issuer.close()
        self.app.click("Open the portal", role="button")
        self.app.see("The portal does not answer now. Check your network, then try again.")
        self.assertEqual(self.browsed(), "")


if __name__ == "__main__":
    if "--list" not in sys.argv:
        npm.installed(SIGNIN / "package.json", "oidc-provider")
        session.enter()
    tap.main()
