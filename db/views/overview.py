"""Where the plan stands today: each question with its number, its filter, and the first few answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.kinds import ActivityState
from db.rules.progress import Progress, Target
from db.views.activity import ActivityLine
from db.views.status import MeetingHead


@dataclass(frozen=True, slots=True)
class Tally:
    """How many activities a filter lets through, and the first of them.

    `filter` is in the language that was asked in, and says nothing of the agreement.
    """

    filter: str
    count: int
    first: tuple[ActivityLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """An agreement that soon runs out, and how many days of it are left after today."""

    id: str
    municipality: str
    title: str
    ends_on: dt.date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The figures of one agreement, or of all together, as of a day.

    has_agreement: whether the plan holds any agreement at all.
    without_cause: None where no causes are written down, so that no activity could act on one.
    next_meeting: the first from today on that has not been held.
    """

    today: dt.date
    has_agreement: bool
    activities: int
    late: Tally
    due_soon: Tally
    without_promise: Tally
    without_cause: Tally | None
    next_meeting: MeetingHead | None
    ending: tuple[Ending, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UntouchedView:
    """What nobody has done anything about, and since when.

    since: the meeting whose paper it is compared with; None where there is none, or where several agreements
        have one each. since_month: that there is none at all, so that a month is looked back.
    """

    tally: Tally
    since: MeetingHead | None
    since_month: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePart:
    """How many of a promise's activities are in a state, how many of these are late, and their filter."""

    state: ActivityState
    count: int
    late: int
    filter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseStates:
    """A promise's activities by state; `filter` finds them all in the plan, `late_filter` the late ones."""

    id: str
    number: int | None
    text: str
    parts: tuple[PromisePart, ...]
    filter: str
    late_filter: str

    @property
    def count(self) -> int:
        """How many activities the promise has."""
        return sum(part.count for part in self.parts)

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(part.late for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetReached:
    """What was done of one activity, against what is asked for."""

    id: str
    number: str
    title: str
    target: Target
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewCharts:
    """What the overview draws; `targets` are those furthest behind of all that `targets_filter` finds."""

    promises: tuple[PromiseStates, ...] = ()
    targets: tuple[TargetReached, ...] = ()
    targets_in_all: int = 0
    targets_filter: str = ""
