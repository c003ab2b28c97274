"""`set`: other values for some fields of a row."""

from __future__ import annotations

from db.operations import change
from desktop.commands.changed import answer_changes
from desktop.commands.desk import Desk
from desktop.commands.field_values import read_values
from desktop.commands.grammar import FIELDS, PLAN, THING, Command, Given
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Change it, and answer with what each field said and says."""
    with desk.open_to_write(given["file"]) as store:
        place = desk.living(store, given["id"])
        values = read_values(
            store, desk.words, place.entity, given.all("fields"), desk.terminal.piped, desk.near(place.id)
        )
        done = store.do(change, place.id, values)
        return answer_changes(desk, store, done, full=True)


COMMAND = Command(
    "set",
    (
        PLAN,
        THING,
        FIELDS,
    ),
    (),
    (
        N_("set saffle.plan K3 state=done"),
        N_('set saffle.plan K3 state=cancelled state_reason="too few had signed up"'),
    ),
    run,
    N_(
        "Where two copies of the plan have said different things, setting the field decides between them, "
        "also to what it says already."
    ),
)  # fmt: skip
