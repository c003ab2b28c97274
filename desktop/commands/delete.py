"""`delete`: a row, and what belongs to it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from db.operations import delete
from db.queries.naming import name_of
from db.queries.telling import account_of_step
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, THING, Command, Given
from desktop.commands.program import command_line
from desktop.words import Words
from desktop.words.fields import entity_label
from desktop.words.kinds import in_sentence
from desktop.words.things import thing_words


def run(desk: Desk, given: Given) -> int:
    """Delete it, and answer with what went along, and how it comes back."""
    _ = words = desk.words
    with desk.open_to_write(given["file"]) as store:
        place = desk.living(store, given["id"])
        called = thing_words(words, store.read(name_of, place), with_table=True)
        done = store.do(delete, place.id)
        account = store.read(account_of_step, str(done.step))
    gone = Counter(
        change.entity for step in account.steps for change in step.changes if change.row != place.id
    )
    text = _("Deleted: {thing}.").format(thing=called)
    if gone:
        text += " " + _("With it went {things}.").format(things=_counted(words, gone))
    text += " " + _("To bring it back: {command}").format(command=command_line("undo", Path(given["file"])))
    return desk.answer(
        text, {"id": place.id, "table": place.entity, "step": done.step, "with_it": dict(gone)}
    )


def _counted(words: Words, gone: Counter[str]) -> str:
    parts = []
    for entity, count in sorted(gone.items()):
        label = in_sentence(entity_label(words, entity, many=count > 1))
        parts.append(f"{words.number(count)} {label}")
    return words.listed(parts)


COMMAND = Command(
    "delete",
    (
        PLAN,
        THING,
    ),
    (),
    ("delete saffle.plan K3",),
    run,
)
