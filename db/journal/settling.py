"""The end of a gesture: what must be reckoned anew because of what it wrote."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.pen import pen_down
from db.journal.reading import chunks, head_ops, ops, ops_named
from db.journal.values import fields
from db.journal.visibility import Deletion, Place, keeps_in_sight, owners, touched_by
from db.journal.writing import Writing
from db.kinds import ActivityState, OccurrenceState, ScheduleKind
from db.rules import recurrence
from db.rules.schedule import Schedule, next_due
from db.tables import LOGGED, THINGS, Activity, DateException, Occurrence, OpRow, table_of


def settle(session: Writing) -> None:
    """Bring what is derived in step with the gesture's ops, within its transaction."""
    session.flush()
    written = session.step.written
    if not written:
        return
    lookup = _Lookup(session)
    fresh = list(ops_named(session, (one.name for one in written)).values())
    _resurface(session, fresh, lookup)
    places = {(op.entity, op.row) for op in fresh}
    touched = places.union(*(owners(place, lookup) for place in places))
    activities = {row for entity, row in touched if entity == "activity"}
    with pen_down(session):
        reckon_activities(session, activities, dict.fromkeys(activities, fresh[0].wall))


class _Lookup:
    """Rows by place, from the session where it has them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, entity: str, row: str) -> Mapping[str, object] | None:
        table = LOGGED.get(entity)
        found = self._session.get(table, row) if table else None
        return {name: getattr(found, name) for name in fields(type(found))} if found else None


def _resurface(session: Writing, fresh: list[Op], lookup: _Lookup) -> None:
    """Bring back rows that this gesture touched, or deleted without having seen all of them."""
    suspects: list[Op] = [op for op in fresh if keeps_in_sight(op)]
    deleted = any(op.field == "alive" and op.value == "false" for op in fresh)
    if deleted and session.step.seen is not None:
        suspects += (op for op in ops(session, session.step.seen.unseen()) if keeps_in_sight(op))
    touching: dict[Place, list[Op]] = defaultdict(list)
    for op in suspects:
        for place in touched_by(op, lookup):
            touching[place].append(op)
    deletions = deletions_among(session, {row for _, row in touching})
    for (entity, row), by in touching.items():
        deletion = deletions.get(row)
        if deletion and not all(deletion.covers(op) for op in by):
            set_alive(session, entity, row, True)


def deletions_among(session: Session, rows: Iterable[str]) -> dict[str, Deletion]:
    """Find which rows are deleted as far as their own `alive` heads go."""
    heads: dict[str, list[Op]] = defaultdict(list)
    for op in head_ops(session, rows, OpRow.field == "alive"):
        heads[op.row].append(op)
    found = {row: Deletion.of(of_row) for row, of_row in heads.items()}
    return {row: deletion for row, deletion in found.items() if deletion}


def set_alive(session: Session, entity: str, row: str, alive: bool) -> None:
    """Write whether a row is in sight, as reckoned: no op, since no person said so."""
    table = THINGS[entity]
    with pen_down(session):
        session.execute(
            update(table)
            .where(table.id == row)
            .values(alive=alive)
            .execution_options(synchronize_session=False)
        )


def reckon_activities(
    session: Session, activities: Iterable[str], touched: Mapping[str, dt.datetime] | None = None
) -> None:
    """Reckon `next_due` anew for some activities, and `touched_at` where a time is given; the pen is down."""
    table = table_of(Activity)
    for chunk in chunks(sorted(activities)):
        exceptions = _exceptions(session, chunk)
        settled = _settled(session, chunk)
        columns = (
            table.c.id, table.c.schedule, table.c.due_on, table.c.starts_on, table.c.ends_on, table.c.rule,
            table.c.state, table.c.next_due, table.c.touched_at,
        )  # fmt: skip
        for row in session.execute(select(*columns).where(table.c.id.in_(chunk))).all():
            due = _next_due(row, exceptions[row.id], settled.get(row.id))
            when = max(filter(None, (row.touched_at, (touched or {}).get(row.id))), default=None)
            if (due, when) != (row.next_due, row.touched_at):
                session.execute(
                    table.update().where(table.c.id == row.id).values(next_due=due, touched_at=when)
                )


def _exceptions(session: Session, activities: list[str]) -> dict[str, list[recurrence.DateException]]:
    found: dict[str, list[recurrence.DateException]] = defaultdict(list)
    columns = (DateException.activity, DateException.on, DateException.moved_to)
    where = (DateException.activity.in_(activities), DateException.alive)
    for activity, on, moved_to in session.execute(select(*columns).where(*where).order_by(DateException.on)):
        if activity and on:
            found[activity].append(recurrence.DateException(on=on, moved_to=moved_to))
    return found


def _settled(session: Session, activities: list[str]) -> dict[str, dt.date]:
    """Find the last day on which each activity was carried out or called off."""
    settles = (OccurrenceState.DONE.value, OccurrenceState.CANCELLED.value)
    where = (Occurrence.activity.in_(activities), Occurrence.alive, Occurrence.state.in_(settles))
    found = select(Occurrence.activity, func.max(Occurrence.on)).where(*where).group_by(Occurrence.activity)
    return {activity: on for activity, on in session.execute(found) if activity and on}


def _next_due(
    row: Any, exceptions: list[recurrence.DateException], settled: dt.date | None
) -> dt.date | None:
    schedule = Schedule(
        kind=ScheduleKind(row.schedule), due_on=row.due_on, starts_on=row.starts_on, ends_on=row.ends_on,
        rule=row.rule, exceptions=tuple(exceptions),
    )  # fmt: skip
    return next_due(schedule, ActivityState(row.state), [settled] if settled else [])
