"""The end of a gesture: what must be reckoned anew because of what it wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.derivation import derive
from db.journal.due_dates import RESTS_ON, reckon_due_dates
from db.journal.pen import pen_down
from db.journal.reading import head_ops, ops, rows_with_deletion
from db.journal.values import fields
from db.journal.visibility import Above, Deletion, Place, keeps_in_sight, touched_by
from db.journal.writing import Writing, touch
from db.tables import LOGGED, THINGS, Activity, OpRow


def settle(session: Writing) -> None:
    """Bring what is derived in step with the gesture's ops, within its transaction; note whose rows it is."""
    session.flush()
    fresh = [op for op in session.step.written if op.entity in THINGS]
    if not fresh and not session.step.emptied:
        return
    above = Above(SessionRows(session))
    reckoned = _resurface(session, fresh, above) | _leave(session, above)
    worked_on = _activities({(op.entity, op.row) for op in fresh}, above)
    _touch_activities(session, worked_on)
    changed = {(op.entity, op.row) for op in (*fresh, *session.step.emptied) if _is_rested_on(op)}
    changed |= {place for place in reckoned if place[0] in RESTS_ON}
    due = _activities(changed, above)
    session.step.settled |= {row for _, row in reckoned} | worked_on | due
    session.step.settled |= {op.row for op in session.step.emptied}
    if due:
        session.flush()
        with pen_down(session):
            reckon_due_dates(session, due)


def _activities(places: Iterable[Place], above: Above) -> set[str]:
    """Find the activities that some rows are, or belong to."""
    return {row for place in places for entity, row in above(place) if entity == "activity"}


def _is_rested_on(op: Op) -> bool:
    return op.field in RESTS_ON.get(op.entity, ())


class SessionRows:
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


def _resurface(session: Writing, fresh: list[Op], above: Above) -> set[Place]:
    """Bring back rows that this gesture touched, or deleted without having seen all of them; give which."""
    suspects: list[Op] = [op for op in fresh if keeps_in_sight(op)]
    deleted = {(op.entity, op.row) for op in fresh if op.field == "alive" and op.value == "false"}
    if deleted and session.step.seen is not None:
        suspects += (op for op in ops(session, session.step.seen.unseen()) if keeps_in_sight(op))
    touching: dict[Place, list[Op]] = defaultdict(list)
    for op in suspects:
        for place in touched_by(op, above):
            touching[place].append(op)
    deletions = deletions_among(session, {row for _, row in (*touching, *deleted)})
    back = {place for place, by in touching.items() if _is_kept(deletions.get(place[1]), by)}
    # Where somebody else says that a row lives, a deletion beside that hides nothing.
    back |= {place for place in deleted if place[1] not in deletions}
    back |= session.step.reopened.keys()
    for entity, row in back:
        set_alive(session, entity, row, True)
    return back


def _is_kept(deletion: Deletion | None, by: list[Op]) -> bool:
    return deletion is not None and not all(deletion.covers(op) for op in by)


def _leave(session: Writing, above: Above) -> set[Place]:
    """Reckon anew whether deleted rows are in sight that something has been moved away from; give which.

    It may have been all that kept them there. That is seldom, and only the whole log can tell.
    """
    left = {place for owner in session.step.left for place in above(owner)}
    deletions = deletions_among(session, {row for _, row in left}) if left else {}
    doubtful = {place for place in left if place[1] in deletions}
    if doubtful:
        derived = derive(session)
        for entity, row in doubtful:
            set_alive(session, entity, row, derived.rows[entity][row]["alive"] is True)
    return doubtful


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
