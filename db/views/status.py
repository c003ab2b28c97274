"""What a status report shows: the state of one agreement's promises, as seen on a day, for a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from db.kinds import (
    ActivityState,
    BetterWay,
    FollowUpPeriod,
    GoodEnd,
    Light,
    MeetingKind,
    MeetingState,
    Responsibility,
    SourceKind,
    Standing,
)
from db.rules.progress import Progress, Target
from db.rules.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A function in an organisation, or an organisation alone; `deleted` where it is in the plan no more."""

    function: str = ""
    organisation: str = ""
    name: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing that is referred to: which table, its number if it has one, and what it is called."""

    entity: str
    number: str = ""
    text: str = ""
    deleted: bool = False


Value: TypeAlias = str | int | float | bool | Named | None
"""A field's value as a person reads it: references are named, everything else is as the log has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementHead:
    """Whose paper it is: the parties, the period, and who has signed."""

    key: str
    municipality: str
    police_area: str
    title: str
    registration_number: str
    signed_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    signatories: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHead:
    """Which meeting, where and when."""

    key: str
    kind: MeetingKind
    state: MeetingState
    on: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str = ""
    registration_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """What somebody wrote, who and when."""

    text: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLine:
    """The latest follow-up of an activity: a judgement, kept apart from its state."""

    year: int | None
    period: FollowUpPeriod
    light: Light | None
    reason: str = ""
    outcome: str = ""
    hindered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusActivity:
    """One activity with all that the paper tells of it.

    `promises` are the numbers of all the promises that it is linked to, `causes` those of the causes it
    acts on ("2:1" is cause 1 of focus area 2). `place` is area and place together.
    """

    key: str
    number: str
    title: str
    text: str = ""
    responsibility: Responsibility
    owner: Who | None = None
    participants: tuple[Who, ...] = ()
    place: str = ""
    schedule: Schedule
    when_words: str = ""
    next_due: dt.date | None = None
    is_late: bool = False
    is_due_soon: bool = False
    one_off: bool = True
    goal: str = ""
    expected_effect: str = ""
    target: Target
    progress: Progress
    state: ActivityState
    state_reason: str = ""
    promises: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    last_note: NoteLine | None = None
    follow_up: FollowUpLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many activities are in a state, and how many of these are late."""

    state: ActivityState
    count: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures that a chairman reads in a minute.

    `due_before` counts what is open and falls due from today until `until`, that day included: the next
    meeting, or where none is planned (`next_meeting` is None) a month ahead.
    """

    states: tuple[StateCount, ...]
    activities: int
    late: int
    due_before: int
    until: dt.date
    next_meeting: MeetingHead | None
    changed: int
    untouched: int
    without_promise: int
    without_cause: int
    open_decisions: int


class ChangeKind(StrEnum):
    """What has happened to a thing or to a field of it."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"
    RESTORED = "restored"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """A field and what it says."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """What is new since the last meeting in one field, or one whole thing that came or went.

    `field`, `old` and `new` are a changed field's; several changes of it are told as one, from what it
    was at the meeting to what it is now. `parts` tell what came or went, and of a field of what belongs
    to the subject, which thing it is the field of. `overruled` says that somebody
    else's value stands in the plan, and that the two have to be decided between.
    """

    kind: ChangeKind
    entity: str
    field: str = ""
    old: Value = None
    new: Value = None
    parts: tuple[FieldValue, ...] = ()
    overruled: bool = False
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedThing:
    """An activity (or another thing of the plan's own) and what has changed in it and what belongs to it."""

    subject: Named
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UntouchedLine:
    """An open activity that nobody has changed, noted or logged anything about."""

    number: str
    title: str
    owner: Who | None
    state: ActivityState
    is_late: bool
    next_due: dt.date | None
    touched_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """What a source says about a problem."""

    text: str
    share: float | None
    count: int | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """What the situation picture rests on."""

    kind: SourceKind
    title: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    respondents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingLine:
    """How safe an area was rated, on which scale; `lowest` marks the least safe of all areas."""

    area: str
    rating: float
    respondents: int | None
    source: str
    scale_lowest: float | None
    scale_highest: float | None
    good_end: GoodEnd
    lowest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationPicture:
    """The ground that the promises stand on: sources, what they say in general, and how areas were rated."""

    sources: tuple[SourceLine, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """An effect figure: where it began, where it should go, and its latest value."""

    title: str
    unit: str
    better: BetterWay
    baseline: float | None
    target: float | None
    latest: float | None = None
    latest_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLine:
    """A supposed cause of a problem, and how many activities act on it; "2:1" is cause 1 of focus area 2."""

    number: str
    text: str
    activities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereLine:
    """An activity that is printed in full under another promise."""

    number: str
    title: str
    promise: str
    state: ActivityState
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSection:
    """A promise, where it stands, and its activities.

    `activities` are printed here; `elsewhere` are linked to it as well but printed under an earlier
    promise. The counts are over both. Those that a filter has left out count nowhere, except in `standing`.
    """

    number: str
    text: str
    expected_effect: str
    standing: Standing
    published_on: dt.date | None = None
    carried_over: bool = False
    count: int = 0
    done: int = 0
    late: int = 0
    activities: tuple[StatusActivity, ...] = ()
    elsewhere: tuple[ElsewhereLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusSection:
    """A problem that the parties work on, its figures, causes and promises.

    Promises that belong to no focus area come in a section of their own, without title.
    """

    number: str = ""
    title: str = ""
    problem: str = ""
    findings: tuple[FindingLine, ...] = ()
    causes: tuple[CauseLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    promises: tuple[PromiseSection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision that is still open, from which meeting, and about which activity."""

    text: str
    owner: Who | None
    due_on: dt.date | None
    is_late: bool
    meeting: MeetingHead
    activity: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """Something open with a day: what, who answers for it, and whether the day has passed."""

    on: dt.date
    what: Named
    owner: Who | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """A whole status report.

    meeting: the meeting that the paper is for, if any. previous: the one whose paper is the base for
        "since"; None where there is none, and then `earlier_meetings` tells whether some were held
        without a paper being made, so that nobody knows what was known.
    touched_since: without a `previous`, the day since which `untouched` has not been touched.
    filter_text: what the activities are narrowed to; `activities_in_all` is their number without it.
    state: the hash of what the plan says, in hexadecimal.
    """

    agreement: AgreementHead
    meeting: MeetingHead | None
    previous: MeetingHead | None
    earlier_meetings: bool
    touched_since: dt.date | None
    today: dt.date
    final: bool
    filter_text: str
    activities_in_all: int
    state: str
    summary: Summary
    changes: tuple[ChangedThing, ...] = ()
    untouched: tuple[UntouchedLine, ...] = ()
    situation: SituationPicture = SituationPicture()
    focus_areas: tuple[FocusSection, ...] = ()
    without_promise: tuple[StatusActivity, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    due: tuple[DueLine, ...] = ()
