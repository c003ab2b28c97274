"""`add`: a new row of any table."""

from __future__ import annotations

from dataclasses import replace

from db.drafts import DRAFTS, Value, compose, fields_by_name
from db.operations import add, note
from db.queries import locate, only_agreement
from db.queries.naming import name_of
from db.store import Done, Store
from db.views.things import Place as Where
from desktop.commands.changed import warn_of_persons
from desktop.commands.desk import Desk
from desktop.commands.field_values import read_values
from desktop.commands.grammar import FIELDS, PLAN, Command, Given, Place
from desktop.commands.table_words import table_meant
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Add it, and answer with its number, where it has one, and its id."""
    entity = table_meant(desk.words, given["table"])
    with desk.open_to_write(given["file"]) as store:
        values = read_values(store, desk.words, entity, given.all("fields"), desk.terminal.piped, desk.near())
        if "agreement" in fields_by_name(DRAFTS[entity]) and "agreement" not in values:
            values["agreement"] = store.read(only_agreement)
        done = _add(store, entity, values)
        name = store.read(name_of, Where(entity, done.value))
        warn_of_persons(desk, store, done)
    number = name.number if entity == "activity" else ""
    return desk.answer(
        f"{number} {done.value}".strip(),
        {"id": done.value, "number": number or None, "table": entity, "step": done.step},
    )


def _add(store: Store, entity: str, values: dict[str, Value]) -> Done[str]:
    if entity == "note" and values.get("about"):
        return store.do(note, str(values["about"]), str(values.get("text") or ""))
    draft = compose(DRAFTS[entity], values)
    if entity == "attachment" and values.get("about"):
        about = store.read(locate, str(values["about"]))
        return store.do(add, draft, entity=about.entity)
    return store.do(add, draft)


COMMAND = Command(
    "add",
    (
        PLAN,
        Place("table", N_("TABLE"), N_("what to add: activity, promise, contact … in either language")),
        replace(FIELDS, optional=True),
    ),
    (),
    (
        N_('add saffle.plan contact function="security coordinator"'),
        N_('add saffle.plan activity title="Safety walk" owner="security coordinator" due_on=2017-10-12'),
    ),
    run,
    N_(
        "Another thing of the plan is named by its number (K12), its id or the beginning of it, its name, "
        "or its table and number (promise:2). Where the plan has a single agreement, it need not be named. "
        "The value - takes a text from standard input."
    ),
)  # fmt: skip
