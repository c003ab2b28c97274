"""Reading `field=value` words into a table's fields, with every mistake of them told at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from db.drafts import DRAFTS, DraftField, FieldType, Value, field_faults, find_field, read_field
from db.drafts.marks import ANY_TABLE
from db.errors import Fault, FaultKind, InvalidDraft, UnknownThing
from db.queries import locate
from db.store import Store
from db.views.things import Place
from desktop.commands.grammar import Misuse
from desktop.commands.table_words import choice_words, field_by_name, field_names, table_by_word
from desktop.words import Words

AGREEMENT: Final = "agreement"

PIPED: Final = "-"
"""A value that is given on standard input: long texts, with line breaks and all."""


@dataclass(frozen=True, slots=True)
class Near:
    """What tells which of two promises numbered 2 is meant: the row it is to go with, and the day."""

    beside: str | None = None
    today: dt.date | None = None


NOWHERE: Final = Near()


def thing_meant(store: Store, word: str, among: Sequence[str] = (), near: Near = NOWHERE) -> Place:
    """The row that a person means: K12, an id or the beginning of one, a name, or löfte:2, orsak:2:1.

    Raises UnknownThing or AmbiguousThing.
    """
    table, colon, rest = word.partition(":")
    entity = table_by_word(table) if colon and rest else None
    if entity is not None and (not among or entity in among):
        return store.read(locate, rest, (entity,), beside=near.beside, today=near.today)
    return store.read(locate, word, tuple(among), beside=near.beside, today=near.today)


def pairs(words: Words, given: Sequence[str]) -> list[tuple[str, str]]:
    """Part words at their first equals sign."""
    _ = words
    text = _(
        "“{word}” should be written field=value, without blanks round the sign; a value of several words "
        'stands in quotation marks: "title=Safety walk".'
    )
    for word in given:
        if "=" not in word or word.startswith("="):
            raise Misuse(text.format(word=word))
    parted = [word.split("=", 1) for word in given]
    return [(name.strip(), value) for name, value in parted]


def read_values(
    store: Store,
    words: Words,
    entity: str,
    given: Sequence[str],
    piped: Callable[[], str],
    near: Near = NOWHERE,
) -> dict[str, Value]:
    """Read `field=value` words; `piped` gives what is to stand for a value of "-".

    Raises Misuse for what is no pair, and InvalidDraft with all that is wrong with the values.
    """
    _ = words
    values: dict[str, Value] = {}
    wrong: list[Fault] = []
    # What belongs to the agreement that is named is looked for in that agreement.
    for name, text in sorted(
        pairs(words, given), key=lambda pair: field_by_name(entity, pair[0]) != AGREEMENT
    ):
        try:
            field = find_field(DRAFTS[entity], name, field_names(entity))
            if field.name in values:
                raise Misuse(_("{field} is given twice.").format(field=name))
            values[field.name] = None
            if text == PIPED and field.type is FieldType.TEXT:
                text = piped()
            values[field.name] = _value(store, field, text, near)
            if field.name == AGREEMENT and values[AGREEMENT]:
                near = replace(near, beside=str(values[AGREEMENT]))
        except InvalidDraft as error:
            wrong += error.faults
    if wrong:
        raise InvalidDraft(tuple(wrong))
    return values


def _value(store: Store, field: DraftField, text: str, near: Near) -> Value:
    if field.refers_to is None or not text.strip():
        return read_field(
            DRAFTS[field.entity], field.name, text, choices=choice_words(field.entity, field.name)
        )
    return reference(store, field, text, near)


def reference(store: Store, field: DraftField, text: str, near: Near = NOWHERE) -> str:
    """The id of what a referring field names; the fault says which field it was."""
    among = () if field.refers_to in (None, ANY_TABLE) else (str(field.refers_to),)
    try:
        place = thing_meant(store, text, among, near)
    except UnknownThing as error:
        target = among[0] if among else ""
        fault = Fault(field.entity, field.name, FaultKind.UNKNOWN_ROW, text, target, error.nearest)
        raise InvalidDraft((fault,)) from None
    return place.id


def read_option(entity: str, field: str, text: str) -> Value:
    """The value of an option that is a field by another name; raises InvalidDraft."""
    return read_field(DRAFTS[entity], field, text, choices=choice_words(entity, field))


def refuse_empty(values: Mapping[str, Value], fields: Sequence[DraftField]) -> None:
    """Raise InvalidDraft for what must be given and is empty."""
    wrong = [fault for field in fields for fault in field_faults(field, values.get(field.name))]
    if wrong:
        raise InvalidDraft(tuple(wrong))
