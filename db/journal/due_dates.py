"""Keeping `activity.next_due`, which rests on the schedule, its exceptions and what has been done."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from db.journal.reading import chunks
from db.kinds import ActivityState, OccurrenceState, ScheduleKind
from db.rules.recurrence import DateException as Exception_
from db.rules.schedule import Schedule, next_due
from db.tables import Activity, DateException, Occurrence, table_of

RESTS_ON: Mapping[str, frozenset[str]] = {
    "activity": frozenset({"alive", "schedule", "due_on", "starts_on", "ends_on", "rule", "state"}),
    "occurrence": frozenset({"alive", "state", "on", "activity"}),
    "date_exception": frozenset({"alive", "on", "moved_to", "activity"}),
}
"""The fields that an activity's next due date follows from, by table."""

_ACTIVITY = table_of(Activity)
_COLUMNS = [
    _ACTIVITY.c[name] for name in ("id", "schedule", "due_on", "starts_on", "ends_on", "rule", "state")
]
_SET = _ACTIVITY.update().where(_ACTIVITY.c.id == bindparam("key")).values(next_due=bindparam("due"))


def reckon_due_dates(session: Session, activities: Iterable[str]) -> None:
    """Reckon anew when some activities are next due. The pen is down."""
    for chunk in chunks(sorted(activities)):
        changed = [{"key": row, "due": due} for row, due, kept in due_dates(session, chunk) if due != kept]
        if changed:
            session.connection().execute(_SET, changed)


def due_dates(
    session: Session, activities: Iterable[str]
) -> Iterator[tuple[str, dt.date | None, dt.date | None]]:
    """Tell of each activity when it is next due, and when its row says that it is."""
    for chunk in chunks(sorted(activities)):
        exceptions = _exceptions(session, chunk)
        settled = _settled(session, chunk)
        found = select(*_COLUMNS, _ACTIVITY.c.next_due).where(_ACTIVITY.c.id.in_(chunk))
        for row in session.connection().execute(found).all():
            yield row.id, _next_due(row, exceptions[row.id], settled.get(row.id)), row.next_due


def _exceptions(session: Session, activities: list[str]) -> dict[str, list[Exception_]]:
    found: dict[str, list[Exception_]] = defaultdict(list)
    columns = (DateException.activity, DateException.on, DateException.moved_to)
    where = (DateException.activity.in_(activities), DateException.alive)
    for activity, on, moved_to in session.execute(select(*columns).where(*where).order_by(DateException.on)):
        if activity and on:
            found[activity].append(Exception_(on=on, moved_to=moved_to))
    return found


def _settled(session: Session, activities: list[str]) -> dict[str, dt.date]:
    """Find the last day on which each activity was carried out or called off."""
    settles = (OccurrenceState.DONE.value, OccurrenceState.CANCELLED.value)
    where = (Occurrence.activity.in_(activities), Occurrence.alive, Occurrence.state.in_(settles))
    found = select(Occurrence.activity, func.max(Occurrence.on)).where(*where).group_by(Occurrence.activity)
    return {activity: on for activity, on in session.execute(found) if activity and on}


def _next_due(row: Any, exceptions: list[Exception_], settled: dt.date | None) -> dt.date | None:
    schedule = Schedule(
        kind=ScheduleKind(row.schedule), due_on=row.due_on, starts_on=row.starts_on, ends_on=row.ends_on,
        rule=row.rule, exceptions=tuple(exceptions),
    )  # fmt: skip
    return next_due(schedule, ActivityState(row.state), [settled] if settled else [])
