"""`log`: that an activity took place, and what was counted."""

from __future__ import annotations

from typing import Any, Final

from db.drafts import OccurrenceDraft, fields_by_name
from db.errors import Fault, InvalidDraft
from db.operations import log_occurrence
from desktop.commands.changed import answer_changes
from desktop.commands.desk import Desk
from desktop.commands.field_values import read_option, refuse_empty
from desktop.commands.grammar import PLAN, Command, Given, Misuse, Option, Place
from desktop.commands.naming_faults import named_by_options
from desktop.words import N_

FIELDS: Final = {
    "on": "on",
    "starts_at": "from",
    "ends_at": "to",
    "place": "place",
    "attendance": "attendance",
    "text": "text",
}
"""The occurrence's fields, and the options that they are given by."""


def run(desk: Desk, given: Given) -> int:
    """Log it, and answer with what changed."""
    values = _values(desk, given)
    counters = _counters(desk, given)
    with desk.open_to_write(given["file"]) as store:
        place = desk.living(store, given["activity"], ("activity",))
        done = store.do(log_occurrence, place.id, counters=counters, **values)
        return answer_changes(desk, store, done, full=False)


def _values(desk: Desk, given: Given) -> dict[str, Any]:
    values: dict[str, Any] = {}
    wrong: list[Fault] = []
    with named_by_options(desk.words, FIELDS):
        for field, option in FIELDS.items():
            text = given.get(option)
            if text is not None:
                try:
                    values[field] = read_option("occurrence", field, text)
                except InvalidDraft as error:
                    wrong += error.faults
        if wrong:
            raise InvalidDraft(tuple(wrong))
        refuse_empty(values, [fields_by_name(OccurrenceDraft)["on"]])
    return values


def _counters(desk: Desk, given: Given) -> dict[str, float]:
    """Read `label=count`; a label may hold equals signs, a number does not."""
    _ = desk.words
    counters: dict[str, float] = {}
    for word in given.all("counters"):
        label, equals, number = word.rpartition("=")
        if not equals or not label.strip():
            raise Misuse(
                _("“{word}” should be written label=count, as in conversations=12.").format(word=word)
            )
        if label.strip() in counters:
            raise Misuse(_("{field} is given twice.").format(field=label.strip()))
        try:
            counters[label.strip()] = float(read_option("counter", "number", number))  # type: ignore[arg-type]
        except InvalidDraft as error:
            raise InvalidDraft(error.faults) from None
    return counters


COMMAND = Command(
    "log",
    (
        PLAN,
        Place("activity", N_("ACTIVITY"), N_("its number, K12, or its id")),
        Place("counters", N_("LABEL=COUNT"), N_("what was counted"), optional=True, many=True),
    ),
    (
        Option("on", N_("the day"), N_("DATE"), required=True),
        Option("from", N_("when it began"), N_("TIME")),
        Option("to", N_("when it ended"), N_("TIME")),
        Option("place", N_("where"), "TEXT"),
        Option("attendance", N_("how many came"), N_("COUNT")),
        Option("text", N_("how it went"), "TEXT"),
    ),
    (N_("log saffle.plan K5 --on 2017-01-13 conversations=12 leaflets=40"),),
    run,
    N_(
        "An activity takes place once a day: logging the same day again corrects what was logged. One that "
        "had not begun is now ongoing, and one that was to be done once is done."
    ),
)  # fmt: skip
