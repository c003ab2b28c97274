"""`link`: an activity to the promise it keeps, the cause it acts on, or who takes part."""

from __future__ import annotations

from db.operations import link
from db.queries.naming import name_of
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Place
from desktop.words import N_
from desktop.words.things import thing_words


def run(desk: Desk, given: Given) -> int:
    """Link them, and answer with the two and the link's id."""
    _ = desk.words
    with desk.open_to_write(given["file"]) as store:
        ends = desk.both(store, given["one"], given["other"])
        done = store.do(link, ends[0].id, ends[1].id)
        names = [thing_words(desk.words, store.read(name_of, end), with_table=True) for end in ends]
    text = _("Linked: {one} – {other}.") if done.step else _("They are linked already: {one} – {other}.")
    return desk.answer(
        text.format(one=names[0], other=names[1].rstrip(".")),
        {"id": done.value, "one": ends[0].id, "other": ends[1].id, "step": done.step},
    )


COMMAND = Command(
    "link",
    (
        PLAN,
        Place("one", "ID", N_("an activity, an agreement or a meeting")),
        Place("other", "ID", N_("a promise, a cause, a contact or an organisation")),
    ),
    (),
    (N_("link saffle.plan K3 promise:2"), "link saffle.plan K3 kommunpolis"),
    run,
)
