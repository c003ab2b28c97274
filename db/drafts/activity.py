"""Drafts of activities and of all that hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from db.drafts.draft import Draft
from db.drafts.laws import EitherOr, Law, Needs, Ordered, Strikes
from db.drafts.marks import (
    Amount,
    Clock,
    Count,
    Day,
    Line,
    Prose,
    Refers,
    Required,
    Rule,
    Suggests,
    Year,
)
from db.errors import FaultKind
from db.kinds import (
    ActivityKind,
    ActivityState,
    FollowUpPeriod,
    Light,
    MeasureState,
    OccurrenceState,
    Responsibility,
    ScheduleKind,
    TargetKind,
    WalkCategory,
)

RECURRING = frozenset({ScheduleKind.RECURRING.value})
COUNTED = frozenset(kind.value for kind in TargetKind) - {TargetKind.NONE.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDraft(Draft):
    """What keeps a promise.

    A due date may wait: an activity is written down in the meeting, and its date found afterwards.
    A rule may not, for without its start nothing can be reckoned from it.
    """

    ENTITY: ClassVar[str] = "activity"
    PROGRAM_SET: ClassVar[frozenset[str]] = frozenset({"number", "next_due", "touched_at"})
    LAWS: ClassVar[tuple[Law, ...]] = (
        Ordered("starts_on", "ends_on"),
        Needs("schedule", RECURRING, "rule", FaultKind.MISSING_FOR_SCHEDULE),
        Needs("schedule", RECURRING, "starts_on", FaultKind.MISSING_FOR_SCHEDULE),
        Strikes("schedule", ScheduleKind.RECURRING.value, "rule", "starts_on"),
        Needs("target", COUNTED, "target_count", FaultKind.MISSING_FOR_TARGET),
    )

    agreement: Annotated[str | None, Refers("agreement"), Required()] = None
    title: Annotated[Line, Required()] = ""
    text: Prose = ""
    kind: Annotated[Line, Suggests(ActivityKind)] = ""
    responsibility: Responsibility = Responsibility.JOINT
    owner: Annotated[str | None, Refers("contact")] = None
    area: Annotated[str | None, Refers("area")] = None
    place: Line = ""
    schedule: ScheduleKind = ScheduleKind.ONCE
    due_on: Day = None
    starts_on: Day = None
    ends_on: Day = None
    rule: Rule = ""
    when_words: Line = ""
    one_off: bool = True
    goal: Prose = ""
    target: TargetKind = TargetKind.NONE
    target_count: Amount = None
    target_counter: Line = ""
    expected_effect: Prose = ""
    state: ActivityState = ActivityState.NOT_STARTED
    state_reason: Prose = ""
    carried_from: Annotated[str | None, Refers("activity")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPromiseDraft(Draft):
    """An activity's part in keeping a promise."""

    ENTITY: ClassVar[str] = "activity_promise"

    activity: Annotated[str | None, Refers("activity"), Required()] = None
    promise: Annotated[str | None, Refers("promise"), Required()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCauseDraft(Draft):
    """A cause that an activity acts on."""

    ENTITY: ClassVar[str] = "activity_cause"

    activity: Annotated[str | None, Refers("activity"), Required()] = None
    cause: Annotated[str | None, Refers("cause"), Required()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantDraft(Draft):
    """One who must at least take part: a contact, or a whole organisation, not both."""

    ENTITY: ClassVar[str] = "participant"
    LAWS: ClassVar[tuple[Law, ...]] = (EitherOr(("contact", "organisation"), only_one=True),)

    activity: Annotated[str | None, Refers("activity"), Required()] = None
    contact: Annotated[str | None, Refers("contact")] = None
    organisation: Annotated[str | None, Refers("organisation")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExceptionDraft(Draft):
    """One date of a recurring activity, moved or (with no `moved_to`) skipped."""

    ENTITY: ClassVar[str] = "date_exception"

    activity: Annotated[str | None, Refers("activity"), Required()] = None
    on: Annotated[Day, Required()] = None
    moved_to: Day = None
    reason: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceDraft(Draft):
    """An activity as it took place on one date; it may go on past midnight."""

    ENTITY: ClassVar[str] = "occurrence"
    LAWS: ClassVar[tuple[Law, ...]] = (Ordered("starts_at", "ends_at", overnight=True),)

    activity: Annotated[str | None, Refers("activity"), Required()] = None
    on: Annotated[Day, Required()] = None
    starts_at: Clock = None
    ends_at: Clock = None
    place: Line = ""
    state: OccurrenceState = OccurrenceState.DONE
    attendance: Count = None
    text: Prose = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterDraft(Draft):
    """One of the things that were counted at an occurrence."""

    ENTITY: ClassVar[str] = "counter"

    occurrence: Annotated[str | None, Refers("occurrence"), Required()] = None
    label: Annotated[Line, Required()] = ""
    number: Annotated[Amount, Required()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDraft(Draft):
    """How an activity went in a tertial or a year."""

    ENTITY: ClassVar[str] = "follow_up"

    activity: Annotated[str | None, Refers("activity"), Required()] = None
    year: Annotated[Year, Required()] = None
    period: FollowUpPeriod = FollowUpPeriod.YEAR
    light: Light | None = None
    reason: Prose = ""
    outcome: Prose = ""
    changed: Prose = ""
    hindered: Prose = ""
    resources: Prose = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkFindingDraft(Draft):
    """Something seen on a safety walk, and what is to be done about it."""

    ENTITY: ClassVar[str] = "walk_finding"

    occurrence: Annotated[str | None, Refers("occurrence"), Required()] = None
    category: WalkCategory = WalkCategory.OTHER
    good: bool = False
    place: Line = ""
    text: Annotated[Prose, Required()] = ""
    measure: Prose = ""
    organisation: Annotated[str | None, Refers("organisation")] = None
    due_on: Day = None
    state: MeasureState = MeasureState.OPEN
    photo: Annotated[str | None, Refers("attachment")] = None
