"""What each field of the filter finds, in a few words, to stand beside its name while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from db.filter import FilterField, Takes
from desktop.words.fields import ENTITY_WORDS, field_label
from desktop.words.speech import N_, Words

OF_ACTIVITIES: Final[Mapping[str, str]] = {
    "number": N_("the number, as K12 or 12"),
    "title": N_("a word in the title"),
    "text": N_("a word in the description"),
    "kind": N_("the kind of activity"),
    "goal": N_("a word in the operational goal"),
    "expected_effect": N_("a word in the expected effect"),
    "responsibility": N_("police, municipality or joint"),
    "owner": N_("who answers for it"),
    "participant": N_("who must take part"),
    "area": N_("where it is done"),
    "agreement": N_("which cooperation agreement"),
    "promise": N_("the promise's number, or a word in it"),
    "cause": N_("the cause's number, or a word in it"),
    "focus": N_("the focus area's number, or a word in it"),
    "due": N_("the day it is to be done by"),
    "before": N_("to be done before a day"),
    "by": N_("to be done on a day or before"),
    "after": N_("to be done after a day"),
    "from": N_("to be done on a day or after"),
    "when": N_("goes on or falls due in those days"),
    "year": N_("goes on or falls due in that year"),
    "week": N_("goes on or falls due in that week"),
    "starts_on": N_("the first day of its period"),
    "ends_on": N_("the last day of its period"),
    "schedule": N_("once, period, recurring, standing"),
    "one_off": N_("one-off, or ordinary work"),
    "state": N_("how far it has come, or late"),
    "state_reason": N_("a word in the reason for its state"),
    "target": N_("the kind of target, or its number"),
    "count": N_("the number that the target asks for"),
    "occurrences": N_("how many times it has been done"),
    "counter": N_("a word in what is counted"),
    "light": N_("green, yellow or red at a follow-up"),
    "touched": N_("last changed in those days"),
    "untouched": N_("not changed since a day"),
    "note": N_("a word in a note about it"),
    "has": N_("has a note, an attachment, an occurrence …"),
    "lacks": N_("has no promise, no cause, no owner …"),
    "carried_from": N_("carried over from an earlier plan"),
}
"""What the fields of activities find."""

BY_WHAT_IT_TAKES: Final[Mapping[Takes, str]] = {
    Takes.WORDS: N_("a word in it"),
    Takes.CHOICE: N_("one of its words"),
    Takes.DATE: N_("the date"),
    Takes.TIME: N_("the time of day"),
    Takes.WEEK: N_("the week"),
    Takes.NUMBER: N_("the number"),
    Takes.YES_NO: N_("yes or no"),
}
"""The same for a field of any other table."""


def finds_words(words: Words, table: str, field: FilterField) -> str:
    """Say what a field finds."""
    if table == "activity" and field.key in OF_ACTIVITIES:
        return words(OF_ACTIVITIES[field.key])
    said = words(BY_WHAT_IT_TAKES[field.takes])
    known = field.key in ENTITY_WORDS[table].fields
    return f"{field_label(words, table, field.key)}: {said}" if known else said
