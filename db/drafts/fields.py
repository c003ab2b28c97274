"""What a draft's fields are, read once from its annotations: kinds, limits, choices, references."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from db.drafts.draft import Draft, Value
from db.drafts.marks import EARLIEST, LATEST, Between, Refers, Required, Shape, Suggests, Text

GIVEN_AT_BIRTH = frozenset({"id", "alive"})
"""Columns that no table lets a person write."""


Words = type[StrEnum]


class FieldType(StrEnum):
    """What sort of value a field holds."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftField:
    """One field of a draft, with all that a form, a check or a command line needs to know of it.

    `longest` and `lines` go with text, `lowest` and `highest` with numbers and dates, `choices` with
    choices (the only words) and some texts (the usual words), `refers_to` with references; `words` are
    the values of the choices, in their order.
    """

    entity: str
    name: str
    type: FieldType
    default: Value
    required: bool = False
    may_be_empty: bool = False
    longest: int | None = None
    lines: bool = False
    shape: Shape | None = None
    lowest: float | dt.date | None = None
    highest: float | dt.date | None = None
    choices: Words | None = None
    words: tuple[str, ...] = ()
    refers_to: str | None = None

    @property
    def empty(self) -> Value:
        """What the field holds when it is cleared."""
        return "" if self.type is FieldType.TEXT else None


def fields_of(draft_type: type[Draft]) -> tuple[DraftField, ...]:
    """The fields of a draft, in the order that a form would show them."""
    return tuple(fields_by_name(draft_type).values())


def fields_by_name(draft_type: type[Draft]) -> Mapping[str, DraftField]:
    """The same fields, to look one up."""
    known = _KNOWN.get(draft_type)
    if known is None:
        hints = get_type_hints(draft_type, include_extras=True)
        known = _KNOWN[draft_type] = {
            field.name: _field(draft_type.ENTITY, field.name, hints[field.name], field.default)
            for field in dataclasses.fields(draft_type)
        }
    return known


# Not functools.cache: its type does not let a class be an argument. Two threads may both fill it in; they
# fill in the same.
_KNOWN: dict[type[Draft], dict[str, DraftField]] = {}


def fixed_fields(draft_type: type[Draft]) -> frozenset[str]:
    """The columns of its table that exist but are not a person's to write."""
    return GIVEN_AT_BIRTH | draft_type.PROGRAM_SET


PLAIN_TYPES: dict[type, FieldType] = {
    str: FieldType.TEXT,
    int: FieldType.INT,
    float: FieldType.FLOAT,
    bool: FieldType.BOOL,
    dt.date: FieldType.DATE,
    dt.time: FieldType.TIME,
}


def _field(entity: str, name: str, hint: Any, default: Any) -> DraftField:
    """A field, from its annotation."""
    marks: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        marks = tuple(rest)
    nullable = False
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
        nullable = True

    required = any(isinstance(mark, Required) for mark in marks)
    limits: dict[str, Any] = {}
    if issubclass(hint, StrEnum):
        kind = FieldType.CHOICE
        limits |= _choices(hint)
    else:
        kind = PLAIN_TYPES[hint]
    if kind is FieldType.DATE:
        limits |= {"lowest": EARLIEST, "highest": LATEST}
    for mark in marks:
        match mark:
            case Text(longest=longest, lines=lines, shape=shape):
                limits |= {"longest": longest, "lines": lines, "shape": shape}
            case Between(lowest=lowest, highest=highest):
                limits |= {"lowest": lowest, "highest": highest}
            case Suggests(words=words):
                limits |= _choices(words)
            case Refers(table=table):
                kind = FieldType.REFERENCE
                limits["refers_to"] = table
    return DraftField(
        entity=entity,
        name=name,
        type=kind,
        default=default,
        required=required,
        may_be_empty=not required and (nullable or kind is FieldType.TEXT),
        **limits,
    )


def _choices(words: Words) -> dict[str, Any]:
    """What a field says of its words; the values are asked for at every save, so they are listed once."""
    return {"choices": words, "words": tuple(word.value for word in words)}
