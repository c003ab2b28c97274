"""What was done and decided at a meeting, as its minutes tell it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.views.meetings import AgendaLine, Attendee, MeetingDecision
from db.views.status import AgreementHead, ChangedThing, MeetingHead, NoteLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """A meeting as it went.

    changes: of activities, since the meeting's own paper was made; where none was (has_paper is False),
        since the morning of its day; until the next meeting's paper, if there is one.
    """

    agreement: AgreementHead
    meeting: MeetingHead
    today: dt.date
    state: str
    has_paper: bool
    attendees: tuple[Attendee, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    changes: tuple[ChangedThing, ...] = ()
    activities: int = 0
    decisions: tuple[MeetingDecision, ...] = ()
    notes: tuple[NoteLine, ...] = ()
