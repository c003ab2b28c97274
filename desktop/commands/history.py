"""`history`: what has happened to the plan or to one thing in it, by whom and when."""

from __future__ import annotations

from db.queries.telling import account, account_since
from db.store import Store
from db.views.account import Account
from desktop.commands import plain_json
from desktop.commands.account_words import step_heading, step_lines
from desktop.commands.desk import DONE, Desk
from desktop.commands.grammar import PLAN, THING, Command, Given, Misuse, Option, Place
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Tell the gestures, newest first."""
    _ = words = desk.words
    limit = _limit(desk, given.get("limit"))
    with desk.open(given["file"]) as store:
        told = _account(desk, store, given, limit)
    if desk.as_json:
        return desk.answer("", [plain_json.step(step) for step in told.steps])
    full = given.get("id") is not None or given.has("full")
    if not told.steps:
        desk.terminal.say(_("Nothing has happened."))
    for place, step in enumerate(told.steps):
        if place:
            desk.terminal.say()
        desk.terminal.say(step_heading(words, step))
        for line in step_lines(words, told, step, full=full):
            desk.terminal.say(f"  {line}")
    return DONE


def _account(desk: Desk, store: Store, given: Given, limit: int | None) -> Account:
    since, about = given.get("since"), given.get("id")
    if since is None:
        return store.read(account, desk.thing(store, about) if about else None, limit)
    _ = desk.words
    if about is not None:
        raise Misuse(_("Ask for one thing or for what is new since a meeting, not for both."))
    told = store.read(account_since, desk.living(store, since, ("meeting",)).id)
    return Account(told.steps[:limit], told.names)


def _limit(desk: Desk, text: str | None) -> int | None:
    _ = desk.words
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 10):
        raise Misuse(_("--limit takes a number of gestures, not “{given}”.").format(given=text))
    return int(text)


COMMAND = Command(
    "history",
    (PLAN, Place("id", THING.shown, THING.about, optional=True)),
    (
        Option("limit", N_("only the newest so many gestures"), N_("NUMBER")),
        Option("since", N_("only what was not known when this meeting's paper was made"), N_("MEETING")),
        Option("full", N_("every field of what is new, with its name in the log")),
    ),
    ("history saffle.plan --limit 5", "history saffle.plan K3"),
    run,
    N_("In brackets stands what each change is called in the log, K:17; redact is told by it what to erase."),
)
