"""What is done next with a meeting, and what is missing before it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from db.kinds import MeetingState
from db.operations.meetings import approve_meeting, call_meeting, hold_meeting
from db.views.meetings import MeetingView
from desktop.words import N_


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is done next with a meeting in a state, and what that means."""

    operation: Callable[..., Any]
    text: str
    meaning: str


HELD: Final = NextStep(
    hold_meeting, N_("Mark as held"), N_("It has been gone through in meeting mode. Next: mark it as held.")
)
"""The step with a meeting that began without ever having been marked as called."""

STEPS: Final[Mapping[MeetingState, NextStep]] = {
    MeetingState.DRAFT: NextStep(
        call_meeting, N_("Mark as called"), N_("Next: send the call, then mark the meeting as called.")
    ),
    MeetingState.CALLED: NextStep(
        hold_meeting, N_("Mark as held"), N_("Next: hold the meeting, in meeting mode, then mark it as held.")
    ),
    MeetingState.HELD: NextStep(
        approve_meeting, N_("Mark as approved"),
        N_("Next: print the minutes and have them signed, then mark them as approved."),
    ),
}  # fmt: skip

DONE: Final = N_("The minutes are approved: nothing is left to be done but what was decided.")

NOBODY: Final = N_("Nobody is marked as present. Tick whoever came, so that the minutes say it.")


def next_step(view: MeetingView, *, gone_through: bool) -> NextStep | None:
    """The next step with a meeting; one that has been gone through is to be marked as held, called or not."""
    state = view.line.head.state
    if gone_through and state in (MeetingState.DRAFT, MeetingState.CALLED):
        return HELD
    return STEPS.get(state)


def lacks_attendance(view: MeetingView) -> bool:
    """Whether a meeting has taken place and nobody is said to have been there."""
    past = view.line.head.state in (MeetingState.HELD, MeetingState.APPROVED)
    return past and not any(one.present for one in view.called)
