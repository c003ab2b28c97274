"""The end of a gesture: what must be reckoned anew because of what it wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.due_dates import RESTS_ON, reckon_due_dates
from db.journal.pen import pen_down
from db.journal.reading import head_ops, ops, rows_with_deletion
from db.journal.values import fields
from db.journal.visibility import Above, Deletion, Place, keeps_in_sight, touched_by
from db.journal.writing import Writing, touch
from db.tables import LOGGED, THINGS, Activity, OpRow


def settle(session: Writing) -> None:
    """Bring what is derived in step with the gesture's ops, within its transaction."""
    session.flush()
    fresh = [op for op in session.step.written if op.entity in THINGS]
    if not fresh:
        return
    above = Above(_Lookup(session))
    _resurface(session, fresh, above)
    _touch_activities(session, _activities(fresh, above))
    due = _activities((op for op in fresh if op.field in RESTS_ON.get(op.entity, ())), above)
    if due:
        session.flush()
        with pen_down(session):
            reckon_due_dates(session, due)


def _activities(of: Iterable[Op], above: Above) -> set[str]:
    """Find the activities that ops are about, themselves or by what belongs to them."""
    places = {(op.entity, op.row) for op in of}
    return {row for place in places for entity, row in above(place) if entity == "activity"}


class _Lookup:
    """Rows by place, from the session where it has them."""

    def __init__(self, session: Writing) -> None:
        self._session = session

    def __call__(self, entity: str, row: str) -> Mapping[str, object] | None:
        table = LOGGED.get(entity)
        found = self._session.find(table, row) if table else None
        return {name: getattr(found, name) for name in fields(type(found))} if found else None


def _touch_activities(session: Writing, activities: Iterable[str]) -> None:
    for row in activities:
        activity = session.find(Activity, row)
        if activity is not None:
            touch(session, activity)
    session.flush()


def _resurface(session: Writing, fresh: list[Op], above: Above) -> None:
    """Bring back rows that this gesture touched, or deleted without having seen all of them."""
    suspects: list[Op] = [op for op in fresh if keeps_in_sight(op)]
    deleted = any(op.field == "alive" and op.value == "false" for op in fresh)
    if deleted and session.step.seen is not None:
        suspects += (op for op in ops(session, session.step.seen.unseen()) if keeps_in_sight(op))
    touching: dict[Place, list[Op]] = defaultdict(list)
    for op in suspects:
        for place in touched_by(op, above):
            touching[place].append(op)
    deletions = deletions_among(session, {row for _, row in touching})
    for (entity, row), by in touching.items():
        deletion = deletions.get(row)
        if deletion and not all(deletion.covers(op) for op in by):
            set_alive(session, entity, row, True)


def deletions_among(session: Session, rows: Iterable[str]) -> dict[str, Deletion]:
    """Find which rows are deleted as far as their own `alive` heads go."""
    suspects = rows_with_deletion(session, rows)
    if not suspects:
        return {}
    heads: dict[str, list[Op]] = defaultdict(list)
    for op in head_ops(session, suspects, OpRow.field == "alive"):
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
