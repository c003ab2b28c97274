"""The meetings round a status report: which one is next, whose paper is the base, what they have decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import UnknownThing
from db.journal.vector import Vector
from db.kinds import MeasureState, MeetingKind, MeetingState
from db.queries.status.activities import who
from db.tables import Activity, Contact, Decision, Meeting, Occurrence, Organisation, WalkFinding
from db.views.status import DecisionLine, DueLine, MeetingHead, Named

_HEAD = (
    Meeting.id, Meeting.kind, Meeting.state, Meeting.on, Meeting.starts_at, Meeting.ends_at,
    Meeting.place, Meeting.registration_number, Meeting.known,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """The meeting that a paper is for, the one whose paper it is compared with, and the one that comes next.

    known: what the previous one's paper knew. has_earlier: whether any meeting was held before.
    """

    meeting: MeetingHead | None
    previous: MeetingHead | None
    known: Vector | None
    next: MeetingHead | None
    has_earlier: bool


def load_round(session: Session, agreement: str, meeting: str | None, *, today: dt.date) -> Round:
    """Find the meetings before and after one, or round today. Raises UnknownThing.

    A steering group that meets twice a year has not seen the working group's papers: the base is the
    latest earlier meeting of the same kind that a paper was made for, and only else one of another kind.
    """
    asked = select(*_HEAD).where(Meeting.alive, Meeting.agreement == agreement)
    rows = session.execute(asked.order_by(Meeting.on, Meeting.starts_at, Meeting.id)).all()
    this = next((row for row in rows if row.id == meeting), None)
    if meeting is not None and this is None:
        raise UnknownThing(meeting)
    day = this.on if this is not None and this.on else today
    others = [row for row in rows if row.on is not None and row is not this]
    earlier = [row for row in others if row.on < day or (this is None and row.on == day)]
    with_paper = [row for row in earlier if row.known is not None]
    alike = [row for row in with_paper if this is not None and row.kind == this.kind]
    base = next(reversed(alike or with_paper), None)
    later = next((row for row in others if row.on > max(day, today)), None)
    return Round(
        meeting=_head(this),
        previous=_head(base),
        known=None if base is None else Vector.parse(base.known),
        next=_head(later),
        has_earlier=bool(earlier),
    )


def _head(row: Any) -> MeetingHead | None:
    return None if row is None else meeting_head(row)


def meeting_head(row: Any) -> MeetingHead:
    """A meeting's head, from a row that has its columns."""
    return MeetingHead(
        key=row.id,
        kind=MeetingKind(row.kind),
        state=MeetingState(row.state),
        on=row.on,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        registration_number=row.registration_number,
    )


def open_decisions(
    session: Session, agreement: str, meeting: MeetingHead | None, *, today: dt.date
) -> list[tuple[str | None, DecisionLine]]:
    """What earlier meetings have decided and is still open, each with the id of the activity it is about."""
    asked = (
        select(
            *_HEAD, Decision.text, Decision.due_on, Decision.owner, Decision.activity,
            Contact.function, Contact.name, Contact.alive, Organisation.short_name,
            Organisation.name.label("organisation"), Activity.number, Activity.title,
            Activity.alive.label("activity_alive"),
        )
        .join(Meeting, Meeting.id == Decision.meeting)
        .outerjoin(Contact, Contact.id == Decision.owner)
        .outerjoin(Organisation, Organisation.id == Contact.organisation)
        .outerjoin(Activity, Activity.id == Decision.activity)
        .where(Decision.alive, Decision.state == MeasureState.OPEN.value)
        .where(Meeting.alive, Meeting.agreement == agreement)
        .order_by(Decision.due_on.is_(None), Decision.due_on, Meeting.on, Decision.text, Decision.id)
    )  # fmt: skip
    found = []
    for row in session.execute(asked):
        if meeting is not None and (row.id == meeting.key or _is_later(row.on, meeting.on)):
            continue
        line = DecisionLine(
            text=row.text,
            owner=_owner(row) if row.owner else None,
            due_on=row.due_on,
            is_late=row.due_on is not None and row.due_on < today,
            meeting=meeting_head(row),
            activity=_about(row) if row.activity else None,
        )
        found.append((row.activity, line))
    return found


def _is_later(on: dt.date | None, day: dt.date | None) -> bool:
    return on is not None and day is not None and on > day


def _owner(row: Any) -> Any:
    return who(row.function, row.short_name, row.organisation, row.name, row.alive)


def _about(row: Any) -> Named:
    return Named(
        entity="activity", number=row.number or "", text=row.title or "", deleted=row.activity_alive is False
    )


def measures_due(
    session: Session, agreement: str, *, until: dt.date, today: dt.date
) -> Iterator[tuple[str | None, DueLine]]:
    """What safety walks have left to be done by a day, each with the id of its activity."""
    asked = (
        select(
            WalkFinding.due_on, WalkFinding.measure, WalkFinding.text, WalkFinding.organisation,
            Organisation.short_name, Organisation.name, Organisation.alive, Activity.id,
        )
        .join(Occurrence, Occurrence.id == WalkFinding.occurrence)
        .join(Activity, Activity.id == Occurrence.activity)
        .outerjoin(Organisation, Organisation.id == WalkFinding.organisation)
        .where(WalkFinding.alive, WalkFinding.state == MeasureState.OPEN.value, WalkFinding.due_on <= until)
        .where(Activity.alive, Activity.agreement == agreement)
        .order_by(WalkFinding.due_on, WalkFinding.id)
    )  # fmt: skip
    for row in session.execute(asked):
        if row.due_on is not None:
            owner = who("", row.short_name, row.name, "", row.alive) if row.organisation else None
            what = Named(entity="walk_finding", text=row.measure or row.text)
            yield row.id, DueLine(on=row.due_on, what=what, owner=owner, is_late=row.due_on < today)
