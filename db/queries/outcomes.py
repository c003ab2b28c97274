"""What has been done of each activity, and how far that is towards its target."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.journal.reading import chunks
from db.kinds import ActivityState, OccurrenceState, TargetKind
from db.rules.progress import Done, Progress, Target, progress
from db.tables import Activity, Agreement, Counter, Occurrence


def activity_progress(session: Session, keys: Sequence[str], *, today: dt.date) -> dict[str, Progress]:
    """Reckon each activity's outcome against its target, as of a day.

    What the activity leaves open of its period, its agreement's period settles.
    """
    found: dict[str, Progress] = {}
    for chunk in chunks(keys):
        done = _done(session, chunk)
        for row in session.execute(_TARGETS.where(Activity.id.in_(chunk))):
            state = ActivityState(row.state)
            found[row.id] = progress(
                Target(kind=TargetKind(row.target), count=row.target_count, counter=row.target_counter),
                done.get(row.id, ()),
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                today=today,
                is_closed=not state.is_open,
            )
    return found


_TARGETS = select(
    Activity.id,
    Activity.state,
    Activity.target,
    Activity.target_count,
    Activity.target_counter,
    func.coalesce(Activity.starts_on, Agreement.starts_on).label("starts_on"),
    func.coalesce(Activity.ends_on, Agreement.ends_on).label("ends_on"),
).outerjoin(Agreement, Agreement.id == Activity.agreement)


def _done(session: Session, activities: Sequence[str]) -> dict[str, list[Done]]:
    """Each activity's occurrences that took place, with what was counted at them."""
    where = (
        Occurrence.activity.in_(activities),
        Occurrence.alive,
        Occurrence.state == OccurrenceState.DONE.value,
    )
    counters: dict[str, list[tuple[str, float]]] = defaultdict(list)
    counted = (
        select(Counter.occurrence, Counter.label, Counter.number)
        .join(Occurrence, Occurrence.id == Counter.occurrence)
        .where(*where, Counter.alive)
        .order_by(Counter.label, Counter.id)
    )
    for occurrence, label, number in session.execute(counted):
        if occurrence and number is not None:
            counters[occurrence].append((label, number))
    done: dict[str, list[Done]] = defaultdict(list)
    for key, activity, on in session.execute(
        select(Occurrence.id, Occurrence.activity, Occurrence.on).where(*where)
    ):
        if activity and on:
            done[activity].append(Done(on=on, counters=tuple(counters.get(key, ()))))
    return done
