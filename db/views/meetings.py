"""Meetings as one prepares, holds and follows them: the list, one meeting, the round of its activities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.drafts import MeetingDraft
from db.kinds import ActivityState, FollowUpPeriod, MeasureState
from db.views.papers import PrintedPaper
from db.views.status import ChangeLine, MeetingHead, Named, NoteLine, StatusActivity, Who
from db.views.things import ThingName


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in the list; `is_coming` while it is ahead, or has not been held yet this very day."""

    head: MeetingHead
    agreement: str | None
    municipality: str
    is_coming: bool
    open_decisions: int
    late_decisions: int
    has_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody who is called to a meeting, or might be: then `key`, the attendance's id, is empty."""

    key: str
    contact: str
    who: Who
    present: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """An item on the agenda; `minutes` is how long it may take."""

    key: str
    number: int | None
    title: str
    text: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDecision:
    """A decision of the meeting, with all that can be edited in it."""

    key: str
    text: str
    owner: str | None
    owner_who: Who | None
    due_on: dt.date | None
    state: MeasureState
    is_late: bool
    activity: str | None = None
    about: Named | None = None
    owner_name: ThingName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """One meeting with all that belongs to it.

    proposed: contacts of the agreement's parties who have not been called. printed: how its final paper was
    printed, where it knows; has_paper: whether there is one at all.
    """

    line: MeetingLine
    draft: MeetingDraft
    agenda: tuple[AgendaLine, ...] = ()
    called: tuple[Attendee, ...] = ()
    proposed: tuple[Attendee, ...] = ()
    decisions: tuple[MeetingDecision, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    printed: PrintedPaper | None = None

    @property
    def key(self) -> str:
        """The meeting's id."""
        return self.line.head.key


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingProposal:
    """A new meeting as the last one of its agreement suggests it: who is called and what is taken up."""

    draft: MeetingDraft
    contacts: tuple[str, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStop:
    """An activity's place in the round of a meeting, under the promise that it keeps.

    changes: what is new in it since the meeting before.
    """

    key: str
    number: str
    title: str
    promise: str
    promise_number: str
    focus_area: str
    state: ActivityState
    is_late: bool
    changes: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRound:
    """All activities that a meeting goes through, in the order of its status paper.

    previous: the meeting since which changes are told; None where no earlier one knows what it knew.
    """

    meeting: MeetingHead
    agreement: str
    municipality: str
    previous: MeetingHead | None
    stops: tuple[RoundStop, ...]
    called: tuple[Attendee, ...]
    proposed: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCard:
    """One activity in large type: all of it, its latest notes, its decisions at any meeting that are open.

    period, year: the follow-up that a light set today belongs to; reason is what that one says already.
    owner: what its owner is called, who is proposed as the owner of a decision.
    """

    activity: StatusActivity
    owner: ThingName | None
    notes: tuple[NoteLine, ...]
    decisions: tuple[MeetingDecision, ...]
    year: int
    period: FollowUpPeriod
    light: str | None
    reason: str
