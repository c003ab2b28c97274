"""What a paper can be about: the agreements and meetings that one chooses from before it is printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.kinds import MeetingKind, MeetingState
from db.views.here import AgreementLine


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A meeting to print for; `remembers` says that a paper was made final for it before."""

    id: str
    agreement: str | None
    kind: MeetingKind
    state: MeetingState
    on: dt.date | None
    remembers: bool


@dataclass(frozen=True, slots=True)
class PaperChoices:
    """All that there is to choose from: agreements by municipality and time, meetings with the latest first.

    meant: the agreement that is meant where nobody says, if it can be told.
    """

    agreements: tuple[AgreementLine, ...]
    meetings: tuple[MeetingChoice, ...]
    meant: str | None

    def meetings_of(self, agreement: str | None) -> tuple[MeetingChoice, ...]:
        """The meetings under one agreement."""
        return tuple(meeting for meeting in self.meetings if meeting.agreement == agreement)

    def next_meeting(self, agreement: str | None, today: dt.date) -> MeetingChoice | None:
        """The meeting that a paper of this day is most likely for: the first that is not yet past."""
        ahead = [one for one in self.meetings_of(agreement) if one.on is not None and one.on >= today]
        return min(ahead, key=lambda one: one.on or today, default=None)
