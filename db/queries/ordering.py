"""The order of a list: what it can be sorted by, and how words, states and numbers follow each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, String, Table, and_, case, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.drafts import DRAFTS, fields_by_name
from db.filter.folding import fold
from db.kinds import Responsibility
from db.tables import (
    THINGS,
    Activity,
    ActivityPromise,
    Area,
    Contact,
    Promise,
    table_of,
)
from db.tables.belonging import REFERENCES

Expression = ColumnElement[Any]

NATURAL: Final[Mapping[str, tuple[str, ...]]] = {
    "agenda_item": ("meeting", "number"),
    "agreement": ("municipality", "starts_on"),
    "cause": ("focus_area", "number"),
    "contact": ("organisation", "function"),
    "counter": ("occurrence", "label"),
    "focus_area": ("number",),
    "follow_up": ("year", "period"),
    "measurement": ("indicator", "on"),
    "promise": ("number",),
    "signatory": ("agreement", "position"),
    "statistic": ("region", "measure", "year", "month"),
}
"""The order of a table's rows where none is asked for; of other tables by the first of FALLBACK."""

NAMED_BY: Final = ("number", "function", "name", "title", "on", "text")
"""What a row that is referred to is sorted by."""

FALLBACK: Final = ("on", "due_on", "starts_on", "name", "title", "text", "activity", "meeting")

LETTERS: Final = (("å", "{"), ("ä", "|"), ("ö", "}"))
"""The alphabet's last letters, put after z by the signs that follow it in every order of bytes."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field to sort by."""

    field: str
    descending: bool = False


def sortable(entity: str) -> tuple[str, ...]:
    """The names of the fields that a table's list can be sorted by."""
    return tuple(_activity_keys()) if entity == "activity" else tuple(fields_by_name(DRAFTS[entity]))


def list_order(entity: str, keys: Sequence[SortKey]) -> list[Expression]:
    """The ORDER BY of a table's list: the keys asked for, then the table's own order, then the id.

    What is empty comes last, whichever way the rest is turned.
    """
    own = [SortKey("number")] if entity == "activity" else [SortKey(name) for name in _natural(entity)]
    asked = [*keys, *(key for key in own if key.field not in {one.field for one in keys})]
    ordered = [part for key in asked for part in _turned(entity, key)]
    return [*ordered, table_of(THINGS[entity]).c.id]


def _turned(entity: str, key: SortKey) -> list[Expression]:
    expressions = _activity_keys()[key.field] if entity == "activity" else _thing_key(entity, key.field)
    first = expressions[0]
    empty = or_(first.is_(None), first == "") if isinstance(first.type, String) else first.is_(None)
    return [
        case((empty, 1), else_=0),
        *(expression.desc() if key.descending else expression.asc() for expression in expressions),
    ]


def _natural(entity: str) -> tuple[str, ...]:
    known = fields_by_name(DRAFTS[entity])
    return NATURAL.get(entity) or tuple(name for name in FALLBACK if name in known)[:1]


@cache
def _activity_keys() -> Mapping[str, tuple[Expression, ...]]:
    activity = table_of(Activity).c
    letters = func.rtrim(activity.number, "0123456789")
    return {
        # K2 comes before K12, and both before P1.
        "number": (letters, func.length(activity.number), activity.number),
        "title": (_spoken(activity.title),),
        "kind": (_spoken(activity.kind),),
        "responsibility": (_ranked(activity.responsibility, Responsibility),),
        "owner": (_spoken(_called(activity.owner, table_of(Contact), "function")),),
        "area": (_spoken(_called(activity.area, table_of(Area), "name")),),
        "place": (_spoken(activity.place),),
        "schedule": _column("activity", "schedule"),
        "due": (activity.next_due,),
        "due_on": (activity.due_on,),
        "starts_on": (activity.starts_on,),
        "ends_on": (activity.ends_on,),
        "state": _column("activity", "state"),
        "target_count": (activity.target_count,),
        "promises": (_first_promise(),),
        "touched": (activity.touched_at,),
    }


def _thing_key(entity: str, name: str) -> tuple[Expression, ...]:
    """A field of any table; a reference goes by what it refers to is called."""
    target = REFERENCES[entity].get(name)
    if not target:
        return _column(entity, name)
    there = table_of(THINGS[target])
    by = next((column for column in NAMED_BY if column in there.c), "id")
    called = _called(table_of(THINGS[entity]).c[name], there, by)
    return (_spoken(called),) if isinstance(called.type, String) else (called,)


def _column(entity: str, name: str) -> tuple[Expression, ...]:
    column: Expression = table_of(THINGS[entity]).c[name]
    field = fields_by_name(DRAFTS[entity])[name]
    if field.choices is not None and field.type.value == "choice":
        return (_ranked(column, field.choices),)
    return (_spoken(column),) if isinstance(column.type, String) else (column,)


def _ranked(column: Expression, kinds: type[StrEnum]) -> Expression:
    """The members of a closed list in their own order."""
    ranks = {member.value: rank for rank, member in enumerate(kinds)}
    return case(ranks, value=column, else_=len(ranks))


def _spoken(text: Expression) -> Expression:
    """Words as a Swede looks them up: capitals make no difference, and å, ä and ö come last."""
    ordered: Expression = fold(text)
    for letter, sign in LETTERS:
        ordered = func.replace(ordered, letter, sign)
    return _by_bytes(ordered)


class _by_bytes(FunctionElement[str]):  # noqa: N801 - reads as the SQL that it is
    """A text that is put in order by its bytes, as SQLite does of itself."""

    name = "by_bytes"
    type = String()
    inherit_cache = True


@compiles(_by_bytes)
def _plain(element: _by_bytes, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_by_bytes, "postgresql")
def _collated(element: _by_bytes, compiler: SQLCompiler, **options: Any) -> str:
    return f'({compiler.process(element.clauses, **options)}) COLLATE "C"'


def _called(reference: Expression, there: Table, by: str) -> Expression:
    """A column of what a reference refers to; the subquery is itself whatever the query round it reads."""
    other = there.alias()
    return select(other.c[by]).where(other.c.id == reference).correlate(reference.table).scalar_subquery()


def _first_promise() -> Expression:
    link, promise = table_of(ActivityPromise).alias(), table_of(Promise).alias()
    joined = link.join(promise, promise.c.id == link.c.promise)
    mine = and_(link.c.activity == Activity.id, link.c.alive, promise.c.alive)
    lowest = select(func.min(promise.c.number)).select_from(joined).where(mine)
    return lowest.correlate(table_of(Activity)).scalar_subquery()
