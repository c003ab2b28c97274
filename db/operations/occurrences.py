"""Logging that an activity took place, and what was counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from db.drafts import CounterDraft, OccurrenceDraft
from db.errors import Fault, FaultKind, InvalidDraft, UnknownThing
from db.journal.writing import Writing
from db.kinds import ActivityState, OccurrenceState, ScheduleKind
from db.operations.identity import key_for
from db.operations.rows import add, living
from db.tables import Activity, Counter, Occurrence


def log_occurrence(
    session: Writing,
    activity: str,
    *,
    on: dt.date,
    counters: Mapping[str, float] | None = None,
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    place: str = "",
    attendance: int | None = None,
    text: str = "",
) -> str:
    """Log that an activity was carried out on a date, and give back the occurrence's id.

    There is one occurrence for each date, so logging a date again corrects it: what is given replaces
    what stood there, what is not given stays. An activity that was not yet begun is now ongoing, and
    one that was to be done once is done.
    """
    doing = living(session, activity)
    if not isinstance(doing, Activity):
        raise InvalidDraft(
            (Fault("occurrence", "activity", FaultKind.WRONG_TABLE, given=activity, detail="activity"),)
        )
    given = {
        "starts_at": starts_at, "ends_at": ends_at, "place": place, "attendance": attendance, "text": text,
    }  # fmt: skip
    key = _occurrence(
        session, activity, on, {name: value for name, value in given.items() if value not in (None, "")}
    )
    for label, number in (counters or {}).items():
        add(session, CounterDraft(occurrence=key, label=label, number=number))
    if ActivityState(doing.state) in (ActivityState.NOT_STARTED, ActivityState.PLANNED):
        doing.state = ActivityState.ONGOING.value
    if ScheduleKind(doing.schedule) is ScheduleKind.ONCE and ActivityState(doing.state).is_open:
        doing.state = ActivityState.DONE.value
    session.flush()
    return key


def count_at(session: Writing, occurrence: str, label: str, number: float | None) -> str:
    """Say how many of something were counted at an occurrence, or with None that it was not; give its id."""
    row = living(session, occurrence)
    if not isinstance(row, Occurrence):
        raise UnknownThing(occurrence)
    draft = CounterDraft(occurrence=occurrence, label=label, number=number)
    if number is not None:
        return add(session, draft)
    key = key_for(session, draft)
    counter = session.find(Counter, key)
    if counter is not None and counter.alive:
        counter.alive = False
        session.flush()
    return key


def _occurrence(session: Writing, activity: str, on: dt.date, given: Mapping[str, object]) -> str:
    draft = OccurrenceDraft(activity=activity, on=on, state=OccurrenceState.DONE)
    before = session.find(Occurrence, key_for(session, draft))
    kept = {}
    if before is not None and before.alive:
        kept = {
            name: getattr(before, name) for name in ("starts_at", "ends_at", "place", "attendance", "text")
        }
    return add(
        session, OccurrenceDraft(activity=activity, on=on, state=OccurrenceState.DONE, **{**kept, **given})
    )
