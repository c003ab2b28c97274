"""The fields that a gesture changed, told thing by thing: what each said before and what it says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from db.drafts import DRAFTS, fields_by_name
from db.views.account import Account
from db.views.history import Change, Fate, StepView
from db.views.things import Place, ThingName
from desktop.words.fields import entity_label, field_label
from desktop.words.speech import N_, Words
from desktop.words.things import as_if_there, mention_words, thing_words, value_words

UNTOLD: Final = frozenset({"alive", "entity", "known", "paper"})
"""Fields that are told in other words (whether a thing is there), or are the program's own business."""

FATES: Final[Mapping[Fate, str]] = {
    Fate.NEW: N_("New"),
    Fate.CHANGED: N_("Changed"),
    Fate.GONE: N_("Deleted"),
    Fate.BACK: N_("Brought back"),
}

NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field of a thing: what it is called, what it said before and what it says now.

    `before` is None where the thing is new: then nothing stood there.
    """

    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class ThingTold:
    """A thing that a gesture changed: what it is called, what became of it, and its fields."""

    place: Place
    called: str
    fate: Fate
    fate_word: str
    fields: tuple[FieldTold, ...]


def things_told(words: Words, account: Account, step: StepView) -> list[ThingTold]:
    """What a gesture changed, in the order in which it was done."""
    names = {name.id: name for name in account.names}
    known = [change for change in step.changes if change.entity in DRAFTS]
    return [
        _thing(words, names, list(group)) for _row, group in groupby(known, key=lambda change: change.row)
    ]


def change_label(words: Words, change: Change) -> str:
    """What the field that was changed is called; one from a newer version goes by its own name."""
    try:
        return field_label(words, change.entity, change.field)
    except KeyError:
        return change.field


def before_words(words: Words, names: Mapping[str, ThingName], change: Change) -> str:
    """What the field said before; where nobody had said anything, its default."""
    return _value(words, names, change, _default(change) if change.first else change.old) or NOTHING


def after_words(words: Words, names: Mapping[str, ThingName], change: Change) -> str:
    """What the field says since."""
    if change.erased:
        return words("(erased)")
    return _value(words, names, change, change.new) or NOTHING


def called(words: Words, names: Mapping[str, ThingName], change: Change) -> str:
    """What the thing is called; whether it was deleted later is no part of what happened then."""
    name = names.get(change.row)
    if name is None:
        return entity_label(words, change.entity)
    return thing_words(words, as_if_there(name), with_table=True)


def fate_of(changes: Sequence[Change]) -> Fate:
    """What became of the thing whose changes these are."""
    alive = next((change for change in changes if change.field == "alive"), None)
    if alive is None:
        return Fate.CHANGED
    if alive.new is False:
        return Fate.GONE
    return Fate.NEW if alive.first else Fate.BACK


def _thing(words: Words, names: Mapping[str, ThingName], changes: Sequence[Change]) -> ThingTold:
    first, fate = changes[0], fate_of(changes)
    return ThingTold(
        place=Place(first.entity, first.row),
        called=called(words, names, first),
        fate=fate,
        fate_word=words(FATES[fate]),
        fields=tuple(_fields(words, names, changes, fate)),
    )


def _fields(
    words: Words, names: Mapping[str, ThingName], changes: Sequence[Change], fate: Fate
) -> Iterator[FieldTold]:
    for change in changes:
        if change.field not in UNTOLD:
            before = None if fate is Fate.NEW else before_words(words, names, change)
            yield FieldTold(change_label(words, change), before, after_words(words, names, change))


def _default(change: Change) -> str | int | float | bool | None:
    field = fields_by_name(DRAFTS[change.entity]).get(change.field)
    default = field.default if field else None
    return default if isinstance(default, str | int | float | bool) else None


def _value(
    words: Words, names: Mapping[str, ThingName], change: Change, value: str | int | float | bool | None
) -> str:
    if isinstance(value, str) and value in names:
        return mention_words(words, as_if_there(names[value]))
    return " ".join(value_words(words, change.entity, change.field, value).split())
