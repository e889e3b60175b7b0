# SPDX-License-Identifier: GPL-3.0-or-later
"""The stories of the sign-in: the way in by number, what is said on the way, and a password that is valid no more."""

from __future__ import annotations

import re
import time

import screen
from a11y import NotFound, wait_for
from stage import Stage, Step

NUMBER, PASSWORD = "0482917", "un-mot-de-passe-2026"
# As the convocation prints it: people copy the spaces too, into both fields.
PRINTED_NUMBER = "0 482 917"
# The toolkit's own word, from its own catalogue.
BACK = re.compile("^(Retour|Back)$")
LOCKED_OUT = re.compile("^(Trop d’essais|Too many tries)")
# Long enough for a second try on a busy machine, short enough to wait for its end.
LOCKED_SECONDS = 10


def first_start(stage: Stage) -> None:
    """Nothing is known yet: the academy is asked for."""
    if stage.app.all(name="Intervener number"):
        stage.app.click(BACK, role="button")
    stage.app.see("Who convoked you?")


def choose_academy(stage: Stage) -> None:
    """The demonstration's academy, by its address, leads to number and password."""
    if not stage.app.all(name="Intervener number"):
        stage.app.click(re.compile("Démonstration|127.0.0.1"))
    stage.app.find(name="Intervener number")


def type_number(stage: Stage) -> None:
    """The first password is the number itself."""
    stage.app.fill("Intervener number", PRINTED_NUMBER)
    stage.app.fill("Password", PRINTED_NUMBER)


def sign_in(stage: Stage) -> None:
    """The academy wants another password."""
    stage.app.click("Sign in", role="button")
    stage.app.see("Choose your password")


def new_password(stage: Stage) -> None:
    """A password of one's own, twice."""
    stage.app.fill("New password", PASSWORD)
    stage.app.fill("The same once more", PASSWORD)


def where_is_my_number(stage: Stage) -> None:
    """A drawn convocation shows it."""
    choose_academy(stage)
    stage.app.point(stage.app.find("list item", "Where do I find my number?"))
    stage.app.see(re.compile("convocation"))


def wrong_password(stage: Stage) -> None:
    """What was typed is looked at again; nothing says which of both was wrong."""
    choose_academy(stage)
    stage.app.fill("Intervener number", PRINTED_NUMBER)
    stage.app.fill("Password", "pas-le-bon")
    stage.app.click("Sign in", role="button")
    stage.app.see("The number or the password is not right. Check both and try again.")
    password = stage.app.words("Password")
    wait_for(lambda: (now := stage.app.focused()) is not None and now.name == password, lambda: f"{stage.app.focused()} has the keyboard")
    wait_for(lambda: any(node.has("invalid_entry") for node in stage.app.all(name="Password")), lambda: f"no field is marked:\n{stage.app.dump()}")


def capitals(stage: Stage) -> None:
    """The lock of the capitals is on: the field says so."""
    choose_academy(stage)
    stage.app.focus("Password")
    screen.lock_capitals()
    try:
        stage.app.see("Capitals are locked (Caps Lock)")
        stage.picture("majuscules-verrouillees")
    finally:
        screen.lock_capitals()


def locked_out(stage: Stage) -> None:
    """Too many tries: the person is told what to do."""
    choose_academy(stage)
    stage.academy.limit(lockout_tries=1, lockout_seconds=LOCKED_SECONDS)
    stage.app.fill("Intervener number", PRINTED_NUMBER)

    def closed() -> bool:
        if stage.app.all(name=LOCKED_OUT):
            return True
        stage.app.fill("Password", "pas-le-bon")
        stage.app.click("Sign in", role="button")
        try:
            # What is typed next takes the answer away.
            stage.app.see(LOCKED_OUT, timeout=2)
        except NotFound:
            return False
        return True

    wait_for(closed, "the access was never closed", 60)
    stage.academy.limit(lockout_tries=5, lockout_seconds=900)
    time.sleep(LOCKED_SECONDS)


def expired(stage: Stage) -> None:
    """Signed out, the person comes back with a password that is valid no more."""
    stage.academy.expire_password(NUMBER)
    stage.app.click("Main menu", role="toggle button")
    stage.app.click("Sign out…", role="menu item")
    stage.app.click("Sign out", role="button", within=stage.app.dialog("Sign out?"))
    stage.app.click("Sign in", role="button")
    stage.app.fill("Intervener number", NUMBER)
    stage.app.fill("Password", PASSWORD)
    stage.app.click("Sign in", role="button")
    stage.app.see("Your password is valid no more: the academy asks for another one.")


def replaced(stage: Stage) -> None:
    """Another password, and the missions are there again."""
    stage.app.fill("New password", PASSWORD + "-bis")
    stage.app.fill("The same once more", PASSWORD + "-bis")
    stage.app.click("Change and sign in", role="button")


# What is said at the sign-in; nothing of it is kept over a new start.
SAID_AT_SIGN_IN = [
    Step("ou-trouver-mon-numero", where_is_my_number, kept=False),
    Step("identifiants-refuses", wrong_password, kept=False),
    Step("majuscules", capitals, kept=False),
    Step("acces-ferme", locked_out, kept=False),
]
