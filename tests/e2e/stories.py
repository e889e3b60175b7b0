# SPDX-License-Identifier: GPL-3.0-or-later
"""The stories: a bac marking mission from the first start to its payment, an oral, an absence, refusals, a lost network.

The words of the window are the source's own (the stage translates them); what the academy says is in French."""

from __future__ import annotations

import json
import re

import file_dialog
from a11y import Node, NotFound, wait_for
from fixtures import sha256
from sign_in_stories import BACK, SAID_AT_SIGN_IN, choose_academy, expired, first_start, new_password, replaced, sign_in, type_number
from stage import Stage, Step

RECEIPT_LIMIT = 10 * 1024 * 1024
MARKING, ORAL, ONLINE = "m-0042", "m-0077", "m-0051"
PAPERS = {MARKING: "Philosophie", ORAL: "Grand oral", ONLINE: "Histoire-géographie, géopolitique et sciences politiques"}
COPIES = 124
# A change made by the office shows within this long, without a click.
OFFICE_SECONDS = 10.0


# Moving about


def row(stage: Stage, mission: str) -> Node:
    """The row of a mission in the list, in sight."""
    return stage.app.row("Missions", re.compile(f"^{PAPERS[mission]} · "))


def at_list(stage: Stage) -> None:
    """The account is open: its missions are in sight, or in a narrow window the page of one of them."""
    stage.app.find(None, re.compile(f"^({stage.app.words('Missions')}|{stage.app.words('Mission')})$"))


def show_list(stage: Stage) -> None:
    """The list, which a narrow window may hide behind a page."""
    def shown() -> list[Node]:
        return wait_for(lambda: stage.app.all("list", "Missions") or stage.app.all("button", BACK), "neither the list nor a way back to it is there")
    found = shown()
    while found[0].role != "list":
        pressed = stage.app.click(BACK, role="button").path
        # The page that is left slides away with its button.
        wait_for(lambda pressed=pressed: shown()[0].path != pressed, "the way back leads nowhere")
        found = shown()


def open_mission(stage: Stage, mission: str) -> None:
    """The page of a mission, by a press on its row."""
    while stage.app.all("radio", step_name(stage, "Receipts")):
        stage.app.click(BACK, role="button")
        stage.app.gone("radio", step_name(stage, "Receipts"))
    show_list(stage)
    stage.app.point(row(stage, mission))
    stage.app.find("group", PAPERS[mission])


def enter(stage: Stage, mission: str) -> None:
    """The guided entry of a mission, whether something was entered or not."""
    open_mission(stage, mission)
    wanted = re.compile("|".join(re.escape(stage.app.words(text)) for text in ("Go on with the statement", "I did this mission")) + "$")
    stage.app.click(wanted, role="button")
    stage.app.find("radio", step_name(stage, "Receipts"))


def step_name(stage: Stage, name: str) -> re.Pattern[str]:
    """The toggle of a step: its number (a mark stands for it once the step is done), then its name, also where the number alone is shown."""
    return re.compile(rf"^(\d )?{re.escape(stage.app.words(name))}$")


def go_to_step(stage: Stage, name: str) -> None:
    """One step of the entry."""
    stage.app.click(step_name(stage, name), role="radio")


def at_step(mission: str, name: str):
    """How to come back to a step of a mission's entry, after a restart that did not open it by itself."""
    def back(stage: Stage) -> None:
        at_list(stage)
        if not stage.app.all("radio", step_name(stage, name)):
            enter(stage, mission)
        go_to_step(stage, name)
    return back


def at_mission(mission: str):
    """How to come back to a mission's page."""
    def back(stage: Stage) -> None:
        at_list(stage)
        open_mission(stage, mission)
    return back


# Sign-in


def first_list(stage: Stage) -> None:
    """The missions are there, in sections by what is asked of the person."""
    stage.app.click("Change and sign in", role="button")
    row(stage, MARKING)
    stage.app.see("To complete")


# A marking mission, to its payment


def copies_page(stage: Stage) -> None:
    """"I did this mission" opens the first step."""
    stage.app.click("I did this mission", role="button")
    stage.app.find("spin button", "Copies corrigées")


def type_copies(stage: Stage) -> None:
    """Typed, and kept without a button."""
    stage.app.fill("Copies corrigées", str(COPIES))
    stage.app.see("Kept here")


def attach(stage: Stage) -> None:
    """Two files at once, through the toolkit's own dialog."""
    stage.app.click("Choose…", role="button")
    file_dialog.choose(stage.app, [stage.receipts.photo, stage.receipts.invoice])
    for path in (stage.receipts.photo, stage.receipts.invoice):
        stage.app.see(path.name)
    # A file that is still looked at is not called kept: only what is may not be lost.
    wait_for(lambda: stage.app.words("Checking…") not in stage.app.texts(), lambda: f"a file is looked at for ever:\n{stage.app.dump()}", 30)


def save(stage: Stage) -> None:
    """"Save" by its key; the screen says when the academy has it."""
    press_save(stage)
    wait_for(lambda: entered(stage, MARKING) == COPIES, "the academy never got the copies", 20)


def press_save(stage: Stage) -> None:
    """"Save" by its key, wherever the keyboard is."""
    stage.app.key("ctrl+s")
    kept_only = stage.app.words("not saved at the academy yet")
    try:
        wait_for(lambda: not any(kept_only in said for said in stage.app.texts()), "", 4)
    except NotFound:
        stage.complain(f"Ctrl+S does nothing while {stage.app.focused()} has the keyboard")
        stage.app.click("Save", role="button")


def receipts_received(stage: Stage) -> None:
    """Each receipt says that the academy has it."""
    go_to_step(stage, "Receipts")
    def received() -> bool:
        return sum(said == stage.app.words("At the academy") for node in stage.app.all("label") for said in [node.name]) >= 2
    wait_for(received, lambda: f"the receipts are not at the academy:\n{stage.app.dump()}", 30)


def come_back(stage: Stage) -> None:
    """Another mission, then this one again: what was typed is there."""
    open_mission(stage, ORAL)
    enter(stage, MARKING)
    wait_for(lambda: any(node.has("checked") for node in stage.app.all("radio", step_name(stage, "Receipts"))),
             lambda: f"the entry does not open where it was left:\n{stage.app.dump()}")
    go_to_step(stage, "Work")
    wait_for(lambda: stage.app.text_of("Copies corrigées") == str(COPIES), lambda: f"the copies are {stage.app.text_of('Copies corrigées')}")


def ask_to_validate(stage: Stage) -> None:
    """The last question, whose harmless answer is the default one."""
    stage.app.click("Validate…", role="button", timeout=30)
    dialog = stage.app.dialog()
    wait_for(lambda: any(node.has("focused") and node.name == stage.app.words("Read again") for node in dialog.walk()),
             lambda: f"the harmless answer has no keyboard:\n{dialog.dump()}")


def validate(mission: str, *parts: str):
    """Final: the academy has it, each part."""
    def do(stage: Stage) -> None:
        if not stage.app.all("alert dialog"):
            ask_to_validate(stage)
        stage.app.click("Validate", role="button", within=stage.app.dialog())
        for part in parts:
            status_becomes(stage, mission, "validated", part)
        open_mission(stage, mission)
        stage.app.see("Validé", timeout=OFFICE_SECONDS)
    return do


def office(stage: Stage, *arguments: str, label: str) -> None:
    """The office acts; the open window follows by itself, and the keyboard stays where it was."""
    before = stage.app.focused()
    stage.academy.office(*arguments)
    stage.app.see(re.compile(f"^{label}$"), timeout=OFFICE_SECONDS)
    after = stage.app.focused()
    if before and (after is None or before.role != after.role or subject(before) != subject(after)):
        stage.complain(f"{' '.join(arguments[:2])}: the keyboard went from {before} to {after}")


def subject(node: Node) -> str:
    """What a row is about, without its status and date."""
    return node.name.split(" · ")[0]


def verified(stage: Stage) -> None:
    """Certified, then accepted with the academy's amount."""
    stage.academy.office("certify", MARKING)
    office(stage, "verify", MARKING, "--part", "work", "--amount-cents", "62000", label="Validé par gestionnaire")


def liquidated(stage: Stage) -> None:
    """Sent for payment."""
    office(stage, "liquidate", MARKING, "--part", "work", label="Transmis à la liquidation")


def paid(stage: Stage) -> None:
    """Paid."""
    office(stage, "pay", MARKING, "--part", "work", "--amount-cents", "62000", label="Accepté")


# An oral of several sessions


def type_sessions(stage: Stage) -> None:
    """Two half-days, with their hours and candidates."""
    for number, (start, end, candidates) in enumerate((("13:00", "17:00", 6), ("8h30", "12h30", 7))):
        stage.app.click("Add a session", role="button")
        stage.app.fill("From (hh:mm)", start, number=number)
        stage.app.key("Tab")
        stage.app.fill("To (hh:mm)", end, number=number)
        stage.app.set_value("Candidates of this session", candidates, number=number)
    stage.app.set_value(stage.app.words("%s, in all").replace("%s", "Candidats entendus"), 13, within=stage.app.find("list", "What you did"))
    stage.app.see("Kept here")


def back_to_sessions(stage: Stage) -> None:
    """The sessions again, opened: a complete one is folded at the next start."""
    at_step(ORAL, "Work")(stage)
    for number, _ in enumerate(stage.app.all("button", "Remove this session")):
        header = holder(stage.app.all("button", "Remove this session")[number])
        outer = holder(header)
        if not any(node.role == "text box" for node in outer.walk()):
            stage.app.point(header)
            wait_for(lambda outer=outer: any(node.role == "text box" for node in outer.walk()), lambda: f"the session does not open:\n{stage.app.dump()}")


def holder(node: Node) -> Node:
    """The row that a thing stands in."""
    while node.parent is not None:
        node = node.parent
        if node.role == "list item":
            return node
    raise NotFound(f"{node} stands in no row")


def save_oral(stage: Stage) -> None:
    """Both sessions reach the academy."""
    press_save(stage)
    wait_for(lambda: len(statement(stage, ORAL)["work"]["sessions"]) == 2, "the academy never got the sessions", 20)
    candidates = [session["candidates"] for session in statement(stage, ORAL)["work"]["sessions"]]
    if sorted(candidates) != [6, 7]:
        raise AssertionError(f"the academy has {candidates} candidates")


# The journey of that oral, its nights and meals, and what they need


def choose(stage: Stage, what: str | re.Pattern[str], choice: str | re.Pattern[str], number: int = 0) -> None:
    """One of the choices of a row (the first one of that name, or that number of them), by keys: the list opens at what is chosen now."""
    stage.app.find("toggle button", what)
    stage.app.point(stage.app.all("toggle button", what)[number])
    item = wait_for(lambda: next((node for node in stage.app.all("list item", choice) if node.parent and node.parent.role == "list"), None),
                    lambda: f"{choice} cannot be chosen:\n{stage.app.dump()}")
    choices = [node for node in item.parent.children if node.role == "list item"]
    now = wait_for(lambda: next((str(place) for place, node in enumerate(choices) if node.has("focused")), None), lambda: f"no choice has the keyboard:\n{stage.app.dump()}")
    wanted = [node.name for node in choices].index(item.name)
    for _ in range(abs(wanted - int(now))):
        stage.app.key("Down" if wanted > int(now) else "Up")
    stage.app.key("Return")
    stage.app.gone("list item", choice)


def type_journey(stage: Stage) -> None:
    """There on the first day, back on the same evening, by one's own car; times as people type them."""
    go_to_step(stage, "Journey")
    stage.app.click("Declare a journey", role="button")
    stage.app.fill("Time of departure", "10h15")
    stage.app.fill("Time of return", "9h")
    stage.app.see("The return must come after the departure")
    stage.picture("dit-retour-avant-depart")
    stage.app.fill("Day of return", "23/6")
    stage.app.fill("Time of return", "1450")
    choose(stage, "By what", "My car, authorised")
    stage.app.fill("Distance one way", "120")
    stage.app.fill("Tolls", "22,80" if stage.app.words.language == "fr" else "22.80")
    stage.app.key("Tab")
    stage.app.see(re.compile("76[,.]80"))


def choose_stays(stage: Stage) -> None:
    """Meals follow from the times; a night is paid on an invoice, and a meal may have been in a canteen."""
    go_to_step(stage, "Nights and meals")
    night = re.compile("^" + stage.app.words("Night of %s to %s").split("%s")[0])
    choose(stage, night, "Hotel paid")
    stage.app.find(name="Commune of the hotel")
    choose(stage, "Lunch", "In a canteen")
    stage.app.see(re.compile("10[,.]00"))


def see_needed(stage: Stage) -> None:
    """What must be attached is named, and what is missing does not stop anything."""
    go_to_step(stage, "Receipts")
    stage.app.see(re.compile("^" + stage.app.words("Hotel invoice, night of %s").split("%s")[0]))
    stage.app.see(re.compile("^" + stage.app.words("Toll tickets")))
    stage.app.click("I will send my receipts by post", role="switch")
    stage.app.see("Address of the exams office")


def save_travel(stage: Stage) -> None:
    """The journey, the night, the canteen and the post reach the academy."""
    go_to_step(stage, "Review")
    press_save(stage)
    wait_for(lambda: statement(stage, ORAL).get("receipts_by_post"), "the academy never got the travel", 20)
    travel = statement(stage, ORAL)["travel"]
    journey = travel["journeys"][0]
    wanted = {"left_at": "2026-06-19T10:15:00+02:00", "arrived_back_at": "2026-06-23T14:50:00+02:00", "left_from": "home", "means": "car",
              "authorised": True, "vehicle_id": "v-1", "distance_km": 120, "return_trip": True, "tolls_cents": 2280}
    wrong = {name: journey.get(name) for name in wanted if journey.get(name) != wanted[name]}
    if wrong or len(travel["journeys"]) != 1:
        raise AssertionError(f"the academy has {travel['journeys']}, wrong: {wrong}")
    nights = [night for night in travel["nights"] if night["claimed"] and night["invoice_paid"]]
    canteens = [meal for meal in travel["meals"] if meal["canteen"]]
    if len(nights) != 1 or nights[0]["commune_code"] != "33063" or len(canteens) != 1:
        raise AssertionError(f"the academy has the nights {travel['nights']} and the meals {travel['meals']}")


# An absence, declared and taken back


def declare_absence(stage: Stage) -> None:
    """With its reason; the office is told."""
    stage.app.click("I did not do this mission…", role="button")
    dialog = stage.app.dialog()
    stage.app.fill("Reason", "Arret maladie", within=dialog)
    stage.app.click("Declare", role="button", within=dialog)
    stage.app.see("You declared that you did not do this mission")
    wait_for(lambda: statement(stage, ONLINE).get("not_performed"), "the academy was never told of the absence", 20)


def withdraw_absence(stage: Stage) -> None:
    """Taken back: the question is open again."""
    stage.app.click("Take it back", role="button")
    stage.app.see("Did you do this mission?")
    wait_for(lambda: not statement(stage, ONLINE).get("not_performed"), "the absence stays at the academy", 20)


# Files that are refused


def refuse(which: str, sentence: str):
    """A file of that kind is refused before anything is sent, with its sentence."""
    def do(stage: Stage) -> None:
        stage.app.click("Choose…", role="button")
        path = getattr(stage.receipts, which)
        file_dialog.choose(stage.app, [path])
        stage.app.see(sentence)
        stage.picture(f"dit-{which}")
        if stage.academy.show(ONLINE)["receipts"]:
            raise AssertionError(f"{path.name} reached the academy")
        stage.app.click(re.compile(re.escape(path.name)), role="button")
        stage.app.gone("button", re.compile(re.escape(path.name)))
    return do


# A lost network


def offline(stage: Stage) -> None:
    """The academy does not answer: the window says so, and nothing stops."""
    stage.academy.stop()
    stage.app.key("F5")
    if stage.app.all("list", "Missions"):  # the banner stands above the list, which a narrow window may hide
        stage.app.see("Offline", timeout=30)


def type_offline(stage: Stage) -> None:
    """Typed and saved without the academy."""
    stage.app.fill("Copies papier", "31")
    stage.app.see("Kept here")
    press_save(stage)


def start_offline(stage: Stage) -> None:
    """The next start shows the list at once, from this computer."""
    stage.app.kill()
    stage.app.restart()
    row(stage, MARKING)


def online_again(stage: Stage) -> None:
    """The academy answers again, and gets what waited, once."""
    stage.academy.start()
    wait_for(lambda: entered(stage, ONLINE, "copies_paper") == 31, "the academy never got what waited", 60)


def quit_while_typing(stage: Stage) -> None:
    """Ctrl+Q right after a key: the program ends well, and the figure is there at the next start."""
    enter(stage, ONLINE)
    stage.app.focus("Copies papier")
    stage.app.key("ctrl+a")
    stage.app.type_text("33")
    code = stage.app.quit()
    if code != 0:
        raise AssertionError(f"the program ended with {code}:\n{stage.app.errors()[-1000:]}")
    stage.app.restart()
    at_step(ONLINE, "Work")(stage)
    wait_for(lambda: stage.app.text_of("Copies papier") == "33", lambda: f"the copies are {stage.app.text_of('Copies papier')}")


# What the academy holds


def statement(stage: Stage, mission: str) -> dict:
    """The academy's version of a statement."""
    return stage.academy.show(mission)["statement"]


def entered(stage: Stage, mission: str, key: str = "copies") -> int | None:
    """A figure as the academy has it."""
    entries = (statement(stage, mission).get("work") or {}).get("entries") or []
    return next((entry["quantity"] for entry in entries if entry["key"] == key), None)


def status(stage: Stage, mission: str, part: str = "work") -> str:
    """The status of a part, as the academy has it."""
    return next(str(one["status"]["code"]) for one in statement(stage, mission)["parts"] if one["part"] == part)


def status_becomes(stage: Stage, mission: str, code: str, part: str) -> None:
    """Waits until the academy says so."""
    wait_for(lambda: status(stage, mission, part) == code, lambda: f"the academy says {status(stage, mission, part)} and not {code}", 30)


def prove(stage: Stage) -> None:
    """What the academy holds at the end is what the person entered, receipt by receipt."""
    held = stage.academy.show(MARKING)
    (stage.folder / "show.json").write_text(json.dumps(held, ensure_ascii=False, indent=2), encoding="utf-8")
    digests = {receipt["name"]: receipt["stored_sha256"] for receipt in held["receipts"]}
    for path in (stage.receipts.photo, stage.receipts.invoice):
        if digests.get(path.name) != sha256(path):
            raise AssertionError(f"{path.name}: the academy has {digests.get(path.name)} and the file is {sha256(path)}")
    if status(stage, MARKING) != "paid" or len(held["validations"]) != 1:
        raise AssertionError(f"the statement is {status(stage, MARKING)}, validated {len(held['validations'])} times")
    print(f"tour statement=validated receipts={len(digests)} sha256=equal")


SIGN_IN = [
    Step("premier-demarrage", first_start, back=first_start),
    Step("academie", choose_academy, kept=False),
    Step("numero", lambda stage: (choose_academy(stage), type_number(stage)), kept=False),
    Step("nouveau-mot-de-passe", lambda stage: (choose_academy(stage), type_number(stage), sign_in(stage)), kept=False),
    Step("liste", lambda stage: (again_to_new_password(stage), new_password(stage), first_list(stage)), back=at_list),
]


def again_to_new_password(stage: Stage) -> None:
    """After a kill the sign-in begins anew: nothing of a password is kept."""
    if not stage.app.all(name="New password"):
        choose_academy(stage)
        type_number(stage)
        sign_in(stage)


ALL = {
    "said-at-sign-in": SAID_AT_SIGN_IN,
    "sign-in": SIGN_IN,
    "main": [
        Step("mission", lambda stage: open_mission(stage, MARKING), back=at_mission(MARKING)),
        Step("travail", copies_page, back=at_step(MARKING, "Work")),
        Step("copies", type_copies, back=at_step(MARKING, "Work")),
        Step("justificatifs-vide", lambda stage: go_to_step(stage, "Receipts"), back=at_step(MARKING, "Receipts")),
        Step("justificatifs", attach, back=at_step(MARKING, "Receipts")),
        Step("enregistrer", save, back=at_step(MARKING, "Receipts")),
        Step("recus", receipts_received, back=at_step(MARKING, "Receipts")),
        Step("revenir", come_back, back=at_step(MARKING, "Work")),
        Step("verifier", lambda stage: (go_to_step(stage, "Review"), stage.app.see("Nothing is missing")), back=at_step(MARKING, "Review")),
        Step("valider", ask_to_validate, back=at_step(MARKING, "Review")),
        Step("valide", validate(MARKING, "work"), back=at_mission(MARKING)),
        Step("accepte", verified, back=at_mission(MARKING)),
        Step("liquidation", liquidated, back=at_mission(MARKING)),
        Step("paye", paid, back=at_mission(MARKING)),
    ],
    "oral": [
        Step("oral", lambda stage: enter(stage, ORAL), back=at_step(ORAL, "Work")),
        Step("seances", type_sessions, back=back_to_sessions),
        Step("seances-enregistrees", save_oral, back=back_to_sessions),
        Step("trajet", type_journey, back=at_step(ORAL, "Journey")),
        Step("nuits-repas", choose_stays, back=at_step(ORAL, "Nights and meals")),
        Step("pieces-demandees", see_needed, back=at_step(ORAL, "Receipts")),
        Step("trajet-enregistre", save_travel, back=at_step(ORAL, "Review")),
    ],
    "absence": [
        Step("question", lambda stage: open_mission(stage, ONLINE), back=at_mission(ONLINE)),
        Step("absence", declare_absence, back=at_mission(ONLINE)),
        Step("absence-retiree", withdraw_absence, back=at_mission(ONLINE)),
    ],
    "refusals": [
        Step("sans-justificatif", lambda stage: (enter(stage, ONLINE), go_to_step(stage, "Receipts")), back=at_step(ONLINE, "Receipts")),
        Step("refus-vide", refuse("empty", "The file is empty. Choose another one."), back=at_step(ONLINE, "Receipts")),
        Step("refus-texte", refuse("disguised", "This is neither a PDF nor a picture that the academy accepts, whatever its name says. Choose another file."),
             back=at_step(ONLINE, "Receipts")),
        Step("refus-protege", refuse("encrypted", "This PDF asks for a password, so the exams office could not read it. Save it without a password and attach it again."),
             back=at_step(ONLINE, "Receipts")),
        Step("refus-trop-grand", refuse("large", "The file is larger than the academy accepts. Choose a smaller one, or scan it again with less detail."),
             back=at_step(ONLINE, "Receipts")),
    ],
    "offline": [
        Step("hors-ligne", lambda stage: (go_to_step(stage, "Work"), offline(stage)), back=at_step(ONLINE, "Work")),
        Step("saisie-hors-ligne", type_offline, back=at_step(ONLINE, "Work")),
        Step("demarrage-hors-ligne", start_offline, back=at_list),
        Step("de-nouveau-en-ligne", online_again, back=at_list),
        Step("quitter", quit_while_typing, back=at_step(ONLINE, "Work")),
    ],
    "expired": [
        Step("mot-de-passe-expire", lambda stage: (at_list(stage), expired(stage)), kept=False),
        Step("mot-de-passe-remplace", lambda stage: (stage.app.all(name="New password") or expired(stage), replaced(stage), row(stage, ONLINE)), back=at_list),
    ],
    "oral-end": [
        Step("relire", lambda stage: (enter(stage, ORAL), go_to_step(stage, "Review")), back=at_step(ORAL, "Review")),
        Step("trajet-valide", validate(ORAL, "work", "travel"), back=at_mission(ORAL)),
    ],
}
