"""What a meeting's minutes tell, read from the plan and its log."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import UnknownThing
from db.journal.state import state_hash
from db.journal.vector import Vector
from db.queries.attendance import attendees
from db.queries.meetings import agenda_of, decisions, notes_about
from db.queries.status.changes import Scope, news
from db.queries.status.meetings import meeting_head
from db.queries.status.report import agreement_head
from db.tables import Activity, ActivityPromise, Decision, Meeting, OpRow, Promise
from db.views.minutes import Minutes

_COLUMNS = (
    Meeting.id, Meeting.agreement, Meeting.kind, Meeting.state, Meeting.on, Meeting.starts_at,
    Meeting.ends_at, Meeting.place, Meeting.registration_number, Meeting.known,
)  # fmt: skip


def minutes(session: Session, meeting: str, *, today: dt.date, zone: dt.tzinfo = dt.UTC) -> Minutes:
    """Read all that the minutes of a meeting show. Raises UnknownThing."""
    row = session.execute(select(*_COLUMNS).where(Meeting.id == meeting, Meeting.alive)).one_or_none()
    if row is None or row.agreement is None:
        raise UnknownThing(meeting)
    ours = _activities(session, row.agreement)
    began = Vector.parse(row.known) if row.known else _before(session, row.on or today, zone)
    scope = Scope(row.agreement, frozenset(), ours)
    called, _ = attendees(session, meeting, None)
    return Minutes(
        agreement=agreement_head(session, row.agreement),
        meeting=meeting_head(row),
        today=today,
        state=state_hash(session),
        has_paper=row.known is not None,
        attendees=called,
        agenda=agenda_of(session, meeting),
        changes=news(session, began, scope, _next_paper(session, row.agreement, row.on)).changes,
        activities=len(ours),
        decisions=decisions(session, Decision.meeting == meeting, today=today),
        notes=notes_about(session, meeting),
    )


def _activities(session: Session, agreement: str) -> frozenset[str]:
    own = select(Activity.id).where(Activity.alive, Activity.agreement == agreement)
    promised = (
        select(ActivityPromise.activity)
        .join(Promise, Promise.id == ActivityPromise.promise)
        .where(ActivityPromise.alive, Promise.alive, Promise.agreement == agreement)
    )
    return frozenset(key for asked in (own, promised) for key in session.scalars(asked) if key)


def _next_paper(session: Session, agreement: str, on: dt.date | None) -> Vector | None:
    """What the next meeting's paper knew: all later is that meeting's affair."""
    if on is None:
        return None
    later = (
        select(Meeting.known)
        .where(Meeting.alive, Meeting.agreement == agreement, Meeting.on > on, Meeting.known.is_not(None))
        .order_by(Meeting.on, Meeting.starts_at, Meeting.id)
        .limit(1)
    )
    known = session.scalar(later)
    return Vector.parse(known) if known else None


def _before(session: Session, day: dt.date, zone: dt.tzinfo) -> Vector:
    """What was written before a day began, by the clocks: the best guess where no paper tells."""
    morning = dt.datetime.combine(day, dt.time(), zone)
    last = func.max(OpRow.seq).label("seq")
    found = select(OpRow.site, last).where(OpRow.wall < morning).group_by(OpRow.site)
    return Vector({row.site: row.seq for row in session.execute(found)})
