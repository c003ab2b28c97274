"""What is done with meetings: begun like the last one, called, held, approved; who came; what was judged."""

from __future__ import annotations

from collections.abc import Sequence

from db.drafts import AgendaItemDraft, AttendanceDraft, FollowUpDraft
from db.errors import UnknownThing
from db.journal.writing import Writing
from db.kinds import FollowUpPeriod, Light, MeetingState
from db.operations.identity import key_for
from db.operations.links import link
from db.operations.rows import add, change, living
from db.tables import AgendaItem, Attendance, FollowUp, Meeting
from db.views.meetings import MeetingProposal


def begin_meeting(session: Writing, proposal: MeetingProposal) -> str:
    """Add a meeting with those who are called to it and its agenda; give back its id."""
    meeting = add(session, proposal.draft)
    for contact in proposal.contacts:
        link(session, meeting, contact)
    for number, item in enumerate(proposal.agenda, 1):
        draft = AgendaItemDraft(meeting=meeting, number=number, title=item.title, minutes=item.minutes)
        add(session, draft)
    return meeting


def call_meeting(session: Writing, meeting: str) -> str:
    """Those who are to come have been told of it."""
    return _come_to(session, meeting, MeetingState.CALLED)


def hold_meeting(session: Writing, meeting: str) -> str:
    """It has taken place."""
    return _come_to(session, meeting, MeetingState.HELD)


def approve_meeting(session: Writing, meeting: str) -> str:
    """What was written down at it has been read and approved."""
    return _come_to(session, meeting, MeetingState.APPROVED)


def call_contacts(session: Writing, meeting: str, contacts: Sequence[str]) -> list[str]:
    """Call several people at once; give back their attendances."""
    return [link(session, meeting, contact) for contact in contacts]


def mark_present(session: Writing, meeting: str, contact: str, present: bool) -> str:
    """Note whether somebody came, called or not; give back the attendance."""
    _meeting(session, meeting)
    key = key_for(session, AttendanceDraft(meeting=meeting, contact=contact))
    row = session.find(Attendance, key)
    if row is None or not row.alive:
        return add(session, AttendanceDraft(meeting=meeting, contact=contact, present=present))
    return change(session, key, {"present": present})


def add_agenda_item(session: Writing, meeting: str, title: str, after: int) -> str:
    """Put an item last on an agenda that has numbers up to `after`."""
    return add(session, AgendaItemDraft(meeting=meeting, number=after + 1, title=title))


def order_agenda(session: Writing, items: Sequence[str]) -> list[str]:
    """Number a meeting's agenda items in the order given; give back those that moved."""
    moved = []
    for number, key in enumerate(items, 1):
        row = living(session, key)
        if not isinstance(row, AgendaItem):
            raise UnknownThing(key)
        if row.number != number:
            moved.append(change(session, key, {"number": number}))
    return moved


def judge(
    session: Writing,
    activity: str,
    *,
    year: int,
    period: FollowUpPeriod,
    light: Light | None = None,
    reason: str | None = None,
) -> str:
    """Set the light of an activity's follow-up of a period, or the reason for it; give back the follow-up.

    There is one follow-up for each period, so judging again corrects it; what is not given stays.
    """
    draft = FollowUpDraft(activity=activity, year=year, period=period, light=light, reason=reason or "")
    key = key_for(session, draft)
    row = session.find(FollowUp, key)
    if row is None or not row.alive:
        return add(session, draft)
    given = {"light": light, "reason": reason}
    return change(session, key, {name: value for name, value in given.items() if value is not None})


def _come_to(session: Writing, meeting: str, state: MeetingState) -> str:
    _meeting(session, meeting)
    return change(session, meeting, {"state": state})


def _meeting(session: Writing, key: str) -> Meeting:
    row = living(session, key)
    if not isinstance(row, Meeting):
        raise UnknownThing(key)
    return row
