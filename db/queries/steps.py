"""What has happened, page by page and newest first, without reading the log further than is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from db.filter import filter_rows
from db.filter.folding import like
from db.journal.reading import chunks
from db.journal.values import canonical
from db.queries.naming import NUMBERED, PARTS
from db.queries.step_lines import step_lines
from db.queries.telling import account_of_steps, with_parts
from db.tables import THINGS, OpRow, Step, table_of
from db.tables.belonging import OWNED, REFERENCES
from db.views.account import Account
from db.views.history import Sought, StepFilter, StepsPage
from db.views.things import Place

PAGE: Final = 60

Mark = tuple[int, str]
"""A gesture's place in the log: (lamport, site). No two gestures have the same."""

_OPS = table_of(OpRow).c
_FIRST = table_of(OpRow).alias("first")
_PART = table_of(OpRow).alias("part")
_END: Final[Mark] = (2**31 - 1, "")
_STEPS = select(_OPS.lamport, _OPS.site, _OPS.step).limit(1)
_BESIDE = _STEPS.where(_OPS.lamport == bindparam("lamport"), _OPS.site < bindparam("site")).order_by(
    _OPS.site.desc()
)
_BELOW = _STEPS.where(_OPS.lamport < bindparam("lamport")).order_by(_OPS.lamport.desc(), _OPS.site.desc())
_OWNERS: Final = ("agreement", "activity", "meeting", "promise", "occurrence", "focus_area")
"""Tables whose parts are found by what their owner is called."""


def steps(
    session: Session, asked: StepFilter | None = None, *, before: Mark | None = None, limit: int = PAGE
) -> StepsPage:
    """The newest gestures that a filter lets through, or those that come before a mark.

    A gesture whose thing was found is found too where it changed only a part of the thing. Raises
    BadFilter if the filter's `scope` cannot be read.
    """
    if asked is None or asked.is_empty:
        marks = list(_walk(session, before or _END, limit + 1))
    else:
        marks = _search(session, asked, before or _END, limit + 1)
    shown = marks[:limit]
    following = (shown[-1][0], shown[-1][1]) if len(marks) > limit else None
    return StepsPage(tuple(step_lines(session, [step for _, _, step in shown])), following)


def steps_of_thing(
    session: Session, place: Place, *, before: Mark | None = None, limit: int = PAGE
) -> tuple[StepsPage, Account]:
    """The newest gestures that changed one thing or its parts, with what they did to it."""
    page = steps(session, StepFilter(about=(place,)), before=before, limit=limit)
    return page, account_of_steps(session, [line.id for line in page.steps], place)


def people(session: Session) -> tuple[str, ...]:
    """Who has done anything to the plan."""
    steps_of_all = select(table_of(Step).c.id)
    found = select(_OPS.actor).where(_OPS.row.in_(steps_of_all), _OPS.field == "gesture").distinct()
    return tuple(sorted(filter(None, session.scalars(found)), key=str.casefold))


def _walk(session: Session, before: Mark, limit: int) -> Iterator[tuple[int, str, str]]:
    """Step from gesture to gesture by the index; a gesture of many ops costs no more than a small one."""
    connection = session.connection()
    lamport, site = before
    for _ in range(limit):
        # Not by one comparison of both: SQLite would pass over all the ops of a gesture to leave it.
        found = connection.execute(_BESIDE, {"lamport": lamport, "site": site}).first()
        found = found or connection.execute(_BELOW, {"lamport": lamport}).first()
        if found is None:
            return
        lamport, site, step = found
        yield lamport, site, step


def _search(session: Session, asked: StepFilter, before: Mark, limit: int) -> list[tuple[int, str, str]]:
    """Look through the gestures' first ops, newest first, until enough are found."""
    first = _FIRST.c
    found = (
        select(first.lamport, first.site, first.step)
        .where(first.entity == "step", first.field == "gesture")
        .where(tuple_(first.lamport, first.site) < before, *_conditions(session, asked))
        .order_by(first.lamport.desc(), first.site.desc())
        .limit(limit)
    )
    return [(row.lamport, row.site, row.step) for row in session.connection().execute(found)]


def _conditions(session: Session, asked: StepFilter) -> Iterator[ColumnElement[bool]]:
    first = _FIRST.c
    if asked.actor:
        yield first.actor == asked.actor
    if asked.first:
        yield first.wall >= _midnight(asked.first, asked.zone)
    if asked.last:
        yield first.wall < _midnight(asked.last + dt.timedelta(days=1), asked.zone)
    if asked.tables:
        yield _has_part(_PART.c.entity.in_(asked.tables))
    if asked.about:
        yield first.step.in_(_steps_about(session, asked.about))
    if asked.scope.strip():
        yield _has_part(_PART.c.row.in_(_within(asked)))
    for sought in asked.words:
        yield _says(sought)


def _midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def _has_part(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(_PART.c.seq).where(_PART.c.step == _FIRST.c.step, condition)).correlate(_FIRST)


def _steps_about(session: Session, about: Sequence[Place]) -> CompoundSelect[Any]:
    rows = {key for place in about for _, key in with_parts(session, place)}
    return union_all(*(select(_OPS.step).where(_OPS.row.in_(chunk)) for chunk in chunks(sorted(rows))))


def _within(asked: StepFilter) -> CompoundSelect[Any]:
    """The activities that the scope lets through, and what belongs to them."""
    activity = table_of(THINGS["activity"]).c
    fits = filter_rows(asked.scope, today=asked.today, zone=asked.zone)
    return union_all(*_with_children("activity", select(activity.id).where(fits)))


def _says(sought: Sought) -> ColumnElement[bool]:
    """Gestures in which a word stands: in who, in what became of a field, or in what a thing is called."""
    first, part = _FIRST.c, _PART.c
    value = and_(part.field.not_in(_references()), like(part.value, sought.text))
    says = [value, part.row.in_(_called(sought.text))]
    says += [and_(part.entity == entity, part.field == field) for entity, field in sought.fields]
    says += [and_(part.field == field, part.value == canonical(code)) for field, code in sought.values]
    of_itself = [like(first.actor, sought.text)]
    if sought.gestures:
        of_itself.append(first.value.in_([canonical(gesture) for gesture in sought.gestures]))
    return or_(*of_itself, _has_part(and_(part.entity.in_(sorted(THINGS)), or_(*says))))


def _called(text: str) -> CompoundSelect[Any]:
    """The rows that have a word in their names, and what belongs to such."""
    found: list[Select[Any]] = []
    for entity, names in PARTS.items():
        columns = table_of(THINGS[entity]).c
        spoken: list[ColumnElement[str]] = [
            columns[name]
            for name in names
            if isinstance(columns[name].type, String) and name not in REFERENCES[entity]
        ]
        if entity in NUMBERED:
            spoken.append(sql_cast(columns.number, String))
        if spoken:
            named = select(columns.id).where(or_(*(like(column, text) for column in spoken)))
            found += _with_children(entity, named) if entity in _OWNERS else [named]
    return union_all(*found)


def _with_children(entity: str, rows: Select[Any]) -> list[Select[Any]]:
    found = [rows]
    for child, column in OWNED[entity]:
        if entity != "agreement":
            columns = table_of(THINGS[child]).c
            found.append(select(columns.id).where(columns[column].in_(rows)))
    return found


@cache
def _references() -> tuple[str, ...]:
    """Fields whose value is another row's id, in which nobody looks for a word."""
    return ("about", *sorted({name for columns in REFERENCES.values() for name in columns}))
