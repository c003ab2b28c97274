"""What rows, fields and values are called, as a person reads them on a screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from db.views.things import FieldView, NamePart, ThingName, Value
from desktop.words.fields import entity_label
from desktop.words.kinds import FIELD_KINDS, value_label
from desktop.words.schedules import rule_words
from desktop.words.speech import Words

LONGEST_NAME: Final = 72
"""Characters of a text that stands for a name; more of it tells nobody more."""

SHORT_BY_NUMBER: Final = frozenset({"activity"})
"""Tables whose rows everybody knows by their number alone."""


def thing_words(words: Words, name: ThingName, *, with_table: bool = False) -> str:
    """What a row is called; `with_table` says first which sort of thing it is, where that does not show."""
    _ = words
    text = _shortened(_parts(words, name))
    numbered = f"{name.number} {text}".strip()
    if with_table and name.entity != "activity":
        sort = entity_label(words, name.entity)
        numbered = f"{sort} {name.number}: {text}" if name.number and text else f"{sort} {numbered}".strip()
    return numbered if name.alive else _("{thing} (deleted)").format(thing=numbered)


def mention_words(words: Words, name: ThingName) -> str:
    """What a row is called where another one refers to it: by its number alone, where that is enough."""
    if name.entity in SHORT_BY_NUMBER and name.number and name.alive:
        return name.number
    if name.entity == "organisation":
        short = next((part.value for part in name.parts if part.field == "short_name"), None)
        if short and name.alive:
            return str(short)
    return thing_words(words, name)


def as_if_there(name: ThingName) -> ThingName:
    """The same name without telling that something in it has been deleted."""
    parts = tuple(
        replace(part, named=as_if_there(part.named)) if part.named is not None else part
        for part in name.parts
    )
    return replace(name, alive=True, parts=parts)


def field_words(words: Words, entity: str, field: FieldView) -> str:
    """A field's value, with the name of what it refers to."""
    if field.named is not None:
        return thing_words(words, field.named)
    return value_words(words, entity, field.name, field.value)


def value_words(words: Words, entity: str, field: str, value: Value) -> str:
    """A value in words; nothing for an empty one."""
    _ = words
    kinds = FIELD_KINDS.get((entity, field))
    match value:
        case None | "":
            return ""
        case bool():
            return _("yes") if value else _("no")
        case dt.datetime():
            return words.moment(value)
        case dt.date():
            return words.date(value)
        case dt.time():
            return value.strftime("%H:%M")
        case int() | float():
            return str(value) if field == "year" else words.number(value)
        case _ if kinds is not None:
            return value_label(words, kinds, value)
        case _ if (entity, field) == ("activity", "rule"):
            return rule_words(words, value)
    return value


def _parts(words: Words, name: ThingName) -> str:
    said = [_part(words, name.entity, part) for part in name.parts]
    if name.entity == "organisation":
        return said[0] if said else ""
    comma = name.entity in ("agreement", "contact", "statistic")
    return (", " if comma else " ").join(text for text in said if text)


def _part(words: Words, entity: str, part: NamePart) -> str:
    if part.named is not None:
        return mention_words(words, part.named)
    return " ".join(value_words(words, entity, part.field, part.value).split())


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip() + "…"
