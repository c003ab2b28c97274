"""A row of any table, as it is pointed out, named, listed and shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Value = str | int | float | bool | dt.date | dt.time | dt.datetime | None
"""What a column says, in Python's own types; a choice is its stored word."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is in a plan: which table, which row, and whether it is still in the plan."""

    entity: str
    id: str
    alive: bool = True


@dataclass(frozen=True, slots=True)
class NamePart:
    """A piece of what a row is called: one of its fields, or what that field refers to."""

    field: str
    value: Value = None
    named: ThingName | None = None


@dataclass(frozen=True, slots=True)
class ThingName:
    """What a row is called, in parts, since some of them are words that each language has its own for.

    `number` is what people say in a meeting, K12 or 2; empty where there is none.
    """

    entity: str
    id: str
    alive: bool = True
    number: str = ""
    parts: tuple[NamePart, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadView:
    """One of several values that copies have given a field without knowing of each other."""

    value: Value
    actor: str
    at: dt.datetime
    op: str
    named: ThingName | None = None


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field and what it says; `named` is what a reference refers to.

    `conflict` holds all the differing values, the shown one first, while nobody has decided between them.
    """

    name: str
    value: Value
    named: ThingName | None = None
    conflict: tuple[HeadView, ...] = ()


@dataclass(frozen=True, slots=True)
class ThingLine:
    """A row of any table in a list."""

    entity: str
    id: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class NoteView:
    """What somebody wrote about a thing, who and when."""

    id: str
    text: str
    actor: str
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link from the thing to another: its own id and table, and what it leads to."""

    id: str
    entity: str
    to: ThingName


@dataclass(frozen=True, slots=True)
class OccurrenceView:
    """An activity as it took place, with what was counted."""

    id: str
    on: dt.date | None
    starts_at: dt.time | None
    ends_at: dt.time | None
    place: str
    state: str
    attendance: int | None
    text: str
    counters: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Rows of one table that have to do with the thing by one of their fields.

    `belong` says that they are parts of it and go when it goes; otherwise they only mention it.
    """

    entity: str
    field: str
    belong: bool
    things: tuple[ThingName, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """By whom and when a thing was deleted."""

    actor: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingView:
    """A row with all that a plan knows of it.

    `deleted` tells of a deletion. A thing that is in the plan all the same has been changed by somebody
    who did not know of the deletion.
    """

    name: ThingName
    fields: tuple[FieldView, ...]
    links: tuple[LinkView, ...] = ()
    notes: tuple[NoteView, ...] = ()
    occurrences: tuple[OccurrenceView, ...] = ()
    related: tuple[Related, ...] = ()
    deleted: Gone | None = None
