# SPDX-License-Identifier: GPL-3.0-or-later
"""The first connection of an intervener, for the tests that are about what comes after it."""

from __future__ import annotations

from driver import App

NUMBER, PASSWORD = "0482917", "un-mot-de-passe-2026"


def first_connection(app: App, number: str = NUMBER) -> None:
    """The number is the first password, and another one is wanted at once."""
    app.fill("Intervener number", number)
    app.fill("Password", number)
    app.click("Sign in", role="button")
    app.see("Choose your password")
    app.fill("New password", PASSWORD)
    app.fill("The same once more", PASSWORD)
    app.click("Change and sign in", role="button")
