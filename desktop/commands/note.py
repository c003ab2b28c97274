"""`note`: words about anything, written once."""

from __future__ import annotations

from db.operations import note
from db.queries.naming import name_of
from desktop.commands.changed import warn_of_persons
from desktop.commands.desk import Desk
from desktop.commands.field_values import PIPED
from desktop.commands.grammar import PLAN, THING, Command, Given, Place
from desktop.words import N_
from desktop.words.things import thing_words


def run(desk: Desk, given: Given) -> int:
    """Write it, and answer with its id."""
    _ = desk.words
    text = " ".join(given.all("text"))
    with desk.open_to_write(given["file"]) as store:
        place = desk.living(store, given["id"])
        called = thing_words(desk.words, store.read(name_of, place), with_table=True)
        done = store.do(note, place.id, desk.terminal.piped() if text == PIPED else text)
        warn_of_persons(desk, store, done)
    said = _("Noted about {thing}: {id}").format(thing=called, id=done.value)
    return desk.answer(said, {"id": done.value, "about": place.id, "step": done.step})


COMMAND = Command(
    "note",
    (
        PLAN,
        THING,
        Place("text", "TEXT", N_("the note; - takes it from standard input"), many=True, free=True),
    ),
    (),
    (N_('note saffle.plan K3 "Rain; few came. Try again in June."'),),
    run,
)
