"""`log`: that an activity took place, and what was counted."""

from __future__ import annotations

from typing import Any, Final

from db.drafts import CounterDraft, OccurrenceDraft, fields_by_name
from db.errors import Fault, InvalidDraft, UnknownThing
from db.operations import log_occurrence
from db.store import Store
from db.views.things import Place as ThingPlace
from desktop.commands.changed import answer_changes
from desktop.commands.desk import Desk
from desktop.commands.field_values import read_option, refuse_empty
from desktop.commands.grammar import PLAN, Command, Given, Misuse, Option, Place
from desktop.commands.naming_faults import named_by_options
from desktop.words import N_
from desktop.words.faults import fault_words
from desktop.words.fields import entity_label
from desktop.words.kinds import in_sentence

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
        place = _activity(desk, store, given["activity"])
        done = store.do(log_occurrence, place.id, counters=counters, **values)
        return answer_changes(desk, store, done, full=False)


def _activity(desk: Desk, store: Store, word: str) -> ThingPlace:
    """The activity that is meant; what is something else is said to be that."""
    _ = desk.words
    try:
        return desk.living(store, word, ("activity",))
    except UnknownThing:
        other = desk.living(store, word)
        text = _("“{thing}” is among {others}; only an activity takes place on a day.")
        others = in_sentence(entity_label(desk.words, other.entity, many=True))
        raise Misuse(text.format(thing=word, others=others)) from None


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
    if values["on"] > desk.today:
        _ = desk.words
        text = _("--on: {day} lies after today, {today}; only what has taken place is logged.")
        raise Misuse(text.format(day=desk.words.date(values["on"]), today=desk.words.date(desk.today)))
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
        counters[label.strip()] = _count(desk, label.strip(), number)
    return counters


def _count(desk: Desk, label: str, text: str) -> float:
    """Read how many there were; what is wrong with it is told by its label, which is what was typed."""
    try:
        value = read_option("counter", "number", text)
        refuse_empty({"number": value}, [fields_by_name(CounterDraft)["number"]])
    except InvalidDraft as error:
        raise Misuse("\n".join(fault_words(desk.words, fault, label) for fault in error.faults)) from error
    return float(str(value))


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
