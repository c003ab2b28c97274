"""What is most likely meant where somebody has not said: whose paper, and for which meeting."""

from __future__ import annotations

from dataclasses import replace

from db.views.paper_choices import MeetingChoice, PaperChoices
from desktop.windows.printing.reports import REPORTS, Asked, Option

NEEDS_MEETING = frozenset({Option.PAST_PAPER, Option.OWN_MEETING})
"""Papers that are nothing without a meeting."""


def options_of(asked: Asked) -> frozenset[Option]:
    """What can be chosen about the report that is asked for."""
    return frozenset(REPORTS[asked.report].options)


def settled(asked: Asked, choices: PaperChoices) -> Asked:
    """The same paper with an agreement and a meeting that the plan and the report have."""
    meeting = next((one for one in choices.meetings if one.id == asked.meeting), None)
    agreement = asked.agreement
    if meeting is not None:
        agreement = meeting.agreement
    elif agreement not in {one.id for one in choices.agreements}:
        known = [one.id for one in choices.agreements]
        together = Option.ANY_AGREEMENT in options_of(asked) and len(known) != 1
        agreement = None if together else choices.meant or next(iter(known), None)
    asked = replace(asked, agreement=agreement)
    if not any(one.id == asked.meeting for one in offered_meetings(asked, choices)):
        asked = replace(asked, meeting=likely_meeting(asked, choices))
    return asked


def offered_meetings(asked: Asked, choices: PaperChoices) -> tuple[MeetingChoice, ...]:
    """The meetings that the report can be for."""
    found = choices.meetings_of(asked.agreement)
    if Option.PAST_PAPER in options_of(asked):
        return tuple(one for one in found if one.remembers)
    return found


def likely_meeting(asked: Asked, choices: PaperChoices) -> str | None:
    """The next meeting for a paper of today; the latest one for what a meeting has left behind."""
    options, offered = options_of(asked), offered_meetings(asked, choices)
    if options & NEEDS_MEETING:
        been = (one.id for one in offered if one.on is not None and one.on <= asked.day)
        return next(been, offered[-1].id if offered else None)
    found = choices.next_meeting(asked.agreement, asked.day) if Option.MEETING in options else None
    return found.id if found is not None else None
