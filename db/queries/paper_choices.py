"""What there is to print about: asked once before a paper's options are shown."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.kinds import MeetingKind, MeetingState
from db.queries.agreements import agreements, agreements_meant
from db.tables import Meeting
from db.views.paper_choices import MeetingChoice, PaperChoices


def paper_choices(session: Session, *, today: dt.date) -> PaperChoices:
    """The agreements and meetings of a plan, and which agreement is meant on this day."""
    columns = (Meeting.id, Meeting.agreement, Meeting.kind, Meeting.state, Meeting.on, Meeting.known)
    found = select(*columns).where(Meeting.alive)
    rows = session.execute(found.order_by(Meeting.on.desc(), Meeting.starts_at.desc(), Meeting.id)).all()
    meant = agreements_meant(session, today=today)
    return PaperChoices(
        agreements=agreements(session),
        meetings=tuple(
            MeetingChoice(
                id=row.id,
                agreement=row.agreement,
                kind=MeetingKind(row.kind),
                state=MeetingState(row.state),
                on=row.on,
                remembers=row.known is not None,
            )
            for row in rows
        ),
        meant=meant[0].id if meant else None,
    )
