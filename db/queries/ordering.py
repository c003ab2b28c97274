"""The order of a list: what it can be sorted by, and how words, states and numbers follow each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, String, Table, and_, case, func, select

from db.drafts import DRAFTS, fields_by_name
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
from db.tables.alphabet import letters, spoken
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

    What is alike in the last key goes the same way as that, so that a list is turned round whole and an
    index serves it from either end. What is empty comes last, whichever way the rest is turned.
    """
    turned = bool(keys) and keys[-1].descending
    own = ("number",) if entity == "activity" else _natural(entity)
    rest = [SortKey(name, turned) for name in own if name not in {key.field for key in keys}]
    ordered = [part for key in (*keys, *rest) for part in _turned(entity, key)]
    last = table_of(THINGS[entity]).c.id
    return [*ordered, last.desc() if turned else last]


def _turned(entity: str, key: SortKey) -> list[Expression]:
    expressions = _activity_keys()[key.field] if entity == "activity" else _thing_key(entity, key.field)
    first, *rest = (one.desc() if key.descending else one.asc() for one in expressions)
    # Nothing has no letters; and said of more than the first key, it would put every index out of use.
    return [first if isinstance(expressions[0], letters) else first.nulls_last(), *rest]


def _natural(entity: str) -> tuple[str, ...]:
    known = fields_by_name(DRAFTS[entity])
    return NATURAL.get(entity) or tuple(name for name in FALLBACK if name in known)[:1]


@cache
def _activity_keys() -> Mapping[str, tuple[Expression, ...]]:
    activity = table_of(Activity).c
    return {
        # K2 comes before K12, and both before P1.
        "number": (letters(activity.number), func.length(activity.number), activity.number),
        "title": (spoken(activity.title),),
        "kind": (spoken(activity.kind),),
        "responsibility": (_ranked(activity.responsibility, Responsibility),),
        "owner": (_called(activity.owner, table_of(Contact), "function"),),
        "area": (_called(activity.area, table_of(Area), "name"),),
        "place": (spoken(activity.place),),
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
    return (_called(table_of(THINGS[entity]).c[name], there, by),)


def _column(entity: str, name: str) -> tuple[Expression, ...]:
    column: Expression = table_of(THINGS[entity]).c[name]
    field = fields_by_name(DRAFTS[entity])[name]
    if field.choices is not None and field.type.value == "choice":
        return (_ranked(column, field.choices),)
    return (spoken(column),) if isinstance(column.type, String) else (column,)


def _ranked(column: Expression, kinds: type[StrEnum]) -> Expression:
    """The members of a closed list in their own order."""
    ranks = {member.value: rank for rank, member in enumerate(kinds)}
    return case(ranks, value=column, else_=len(ranks))


def _called(reference: Expression, there: Table, by: str) -> Expression:
    """What a reference is sorted by: reckoned once for what is referred to, not for each that refers to it.

    Words go as they are looked up; the subquery is itself whatever the query round it reads.
    """
    other = there.alias()
    name = other.c[by]
    ordered = spoken(name) if isinstance(name.type, String) else name
    names = select(other.c.id, ordered.label("called")).cte().prefix_with("MATERIALIZED")
    mine = names.c.id == reference
    return select(names.c.called).where(mine).correlate(reference.table).scalar_subquery()


def _first_promise() -> Expression:
    link, promise = table_of(ActivityPromise).alias(), table_of(Promise).alias()
    joined = link.join(promise, promise.c.id == link.c.promise)
    mine = and_(link.c.activity == Activity.id, link.c.alive, promise.c.alive)
    lowest = select(func.min(promise.c.number)).select_from(joined).where(mine)
    return lowest.correlate(table_of(Activity)).scalar_subquery()
