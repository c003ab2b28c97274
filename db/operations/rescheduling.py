"""Moving what falls on a day to another: a due date, one date of a rule or all of them, an occurrence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields

from sqlalchemy import select

from db.drafts import CounterDraft, DateExceptionDraft, OccurrenceDraft
from db.errors import UnknownThing
from db.journal.writing import Writing
from db.kinds import OccurrenceState, ScheduleKind
from db.operations.identity import key_for
from db.operations.rows import add, change, delete, living
from db.rules import moving
from db.rules.moving import CannotMove, MoveFault
from db.rules.recurrence import BadRule, DateException, Recurrence
from db.tables import THINGS, Activity, Counter, Occurrence, table_of
from db.tables import DateException as ExceptionRow
from db.tables.belonging import OWNED


def move_date(session: Writing, activity: str, on: dt.date, to: dt.date) -> str:
    """Move what falls on one day of an activity to another, and give back the activity's id.

    A due date is changed, as is the end (or else the beginning) of a period; of a rule, only this date is
    moved, and one that comes back to its own day is no exception any more. Raises CannotMove, or
    InvalidDraft for a period that would end before it begins.
    """
    doing = _activity(session, activity)
    kind = ScheduleKind(doing.schedule)
    if kind is ScheduleKind.RECURRING:
        _move_recurring(session, doing, on, to, moving.move_one)
        return activity
    columns = {
        ScheduleKind.ONCE: ("due_on",),
        ScheduleKind.RELATIVE: ("due_on",),
        ScheduleKind.PERIOD: ("ends_on", "starts_on"),
    }.get(kind, ())
    meant = [column for column in columns if getattr(doing, column) == on]
    if not meant:
        raise CannotMove(MoveFault.NO_DATE, on, to)
    # A period of one day is moved whole, any other by the end that was taken hold of.
    whole = kind is ScheduleKind.PERIOD and len(meant) == 2
    change(session, activity, dict.fromkeys(meant if whole else meant[:1], to))
    return activity


def move_series(session: Writing, activity: str, on: dt.date, to: dt.date) -> str:
    """Move all the dates of a rule as the one on `on` is moved to `to`, and give back the activity's id.

    What has been logged stays where it is. Raises CannotMove where no rule says that.
    """
    doing = _activity(session, activity)
    if ScheduleKind(doing.schedule) is not ScheduleKind.RECURRING:
        raise CannotMove(MoveFault.NO_DATE, on, to)
    _move_recurring(session, doing, on, to, moving.move_series)
    return activity


def move_occurrence(session: Writing, occurrence: str, to: dt.date) -> str:
    """Move an occurrence, with all that was counted and noted of it, to another day; give back its new id.

    An occurrence is made of its activity and day, so it becomes another one. One that is yet to take place
    on a date of the activity's rule takes that date along. Raises CannotMove where there is one already.
    """
    row = living(session, occurrence)
    if not isinstance(row, Occurrence) or row.activity is None or row.on is None:
        raise UnknownThing(occurrence)
    on = row.on
    if on == to:
        return occurrence
    draft = OccurrenceDraft(**{
        field.name: getattr(row, field.name) for field in fields(OccurrenceDraft)
    } | {"state": OccurrenceState(row.state), "on": to})  # fmt: skip
    there = session.find(Occurrence, key_for(session, draft))
    if there is not None and there.alive:
        raise CannotMove(MoveFault.TAKEN, on, to)
    if row.state == OccurrenceState.PLANNED.value:
        _take_date_along(session, row.activity, on, to)
    key = add(session, draft)
    _take_belongings(session, occurrence, key)
    session.flush()
    delete(session, occurrence)
    return key


def _take_date_along(session: Writing, activity: str, on: dt.date, to: dt.date) -> None:
    doing = _activity(session, activity)
    try:
        _move_recurring(session, doing, on, to, moving.move_one)
    except CannotMove as refused:
        if refused.reason is not MoveFault.NO_DATE:
            raise


def _take_belongings(session: Writing, old: str, new: str) -> None:
    """Hang what belongs to one occurrence on another; counters are made anew, being made of its id."""
    for child, column in OWNED["occurrence"]:
        table = THINGS[child]
        mine = table_of(table).c[column] == old
        for thing in session.scalars(select(table).where(mine, table.alive)).all():
            if isinstance(thing, Counter):
                add(session, CounterDraft(occurrence=new, label=thing.label, number=thing.number))
            else:
                setattr(thing, column, new)


def _move_recurring(
    session: Writing,
    doing: Activity,
    on: dt.date,
    to: dt.date,
    move: Callable[[Recurrence, dt.date, dt.date], Recurrence],
) -> None:
    """Move by the trade's rule, and write what that makes of the rule and its exceptions."""
    if (
        ScheduleKind(doing.schedule) is not ScheduleKind.RECURRING
        or not doing.rule
        or doing.starts_on is None
    ):
        raise CannotMove(MoveFault.NO_DATE, on, to)
    mine = select(ExceptionRow).where(ExceptionRow.activity == doing.id, ExceptionRow.alive)
    rows = {row.on: row for row in session.scalars(mine) if row.on is not None}
    before = Recurrence(
        rule=doing.rule,
        starts_on=doing.starts_on,
        ends_on=doing.ends_on,
        exceptions=tuple(DateException(on=day, moved_to=row.moved_to) for day, row in sorted(rows.items())),
    )
    try:
        after = move(before, on, to)
    except BadRule:
        raise CannotMove(MoveFault.NO_DATE, on, to) from None
    changes = {"rule": after.rule, "starts_on": after.starts_on}
    if changes != {"rule": before.rule, "starts_on": before.starts_on}:
        change(session, doing.id, changes)
    kept = {each.on: each for each in after.exceptions}
    for day, row in rows.items():
        if day not in kept:
            delete(session, row.id)
    reasons = {row.moved_to: row.reason for row in rows.values() if row.moved_to}
    for each in set(after.exceptions) - set(before.exceptions):
        same_day = reasons.get(each.moved_to, "") if each.moved_to else ""
        reason = rows[each.on].reason if each.on in rows else same_day
        add(session, DateExceptionDraft(
            activity=doing.id, on=each.on, moved_to=each.moved_to, reason=reason
        ))  # fmt: skip


def _activity(session: Writing, key: str) -> Activity:
    row = living(session, key)
    if not isinstance(row, Activity):
        raise UnknownThing(key)
    return row
