"""`unlink`: two things that are no longer to be tied together."""

from __future__ import annotations

from db.errors import NotLinked
from db.operations import unlink
from db.queries.naming import name_of
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Place
from desktop.words import N_
from desktop.words.things import thing_words


def run(desk: Desk, given: Given) -> int:
    """Take the link away, and answer with the two."""
    _ = desk.words
    with desk.open_to_write(given["file"]) as store:
        places = desk.both(store, given["one"], given["other"])
        names = [thing_words(desk.words, store.read(name_of, place), with_table=True) for place in places]
        try:
            done = store.do(unlink, places[0].id, places[1].id)
        except NotLinked:
            raise NotLinked(*names) from None
    text = _("No longer linked: {one} – {other}.").format(one=names[0], other=names[1])
    return desk.answer(
        text, {"id": done.value, "one": places[0].id, "other": places[1].id, "step": done.step}
    )


COMMAND = Command(
    "unlink",
    (
        PLAN,
        Place("one", "ID", N_("one of the two")),
        Place("other", "ID", N_("the other")),
    ),
    (),
    (N_("unlink saffle.plan K3 promise:2"),),
    run,
)
