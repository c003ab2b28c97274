"""Activities and all that hangs on them: links, participants, occurrences, follow-ups, safety walks."""

import datetime as dt

from sqlalchemy import Index, func
from sqlalchemy.orm import Mapped, mapped_column

from db.kinds import (
    ActivityState,
    FollowUpPeriod,
    MeasureState,
    OccurrenceState,
    Responsibility,
    ScheduleKind,
    TargetKind,
    WalkCategory,
)
from db.tables.alphabet import letters, spoken
from db.tables.columns import Line, Prose, Thing, UtcMoment, Word, reference, table_of


class Activity(Thing, kw_only=True):
    """What keeps a promise: who answers for it, when it is done, how much, and how far it has come.

    `next_due` (the date that is next to be done, see db.rules.schedule) and `touched_at` (the latest
    change of it or of what hangs on it) are reckoned whenever something that they rest on changes.
    """

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_agreement_alive", "agreement", "alive"),
        Index("ix_activity_next_due", "next_due"),
    )
    DERIVED = frozenset({"next_due", "touched_at"})

    agreement: Mapped[str | None] = reference("agreement")
    number: Mapped[Word] = mapped_column(default="", index=True)
    title: Mapped[Line] = mapped_column(default="")
    text: Mapped[Prose] = mapped_column(default="")
    kind: Mapped[Line] = mapped_column(default="")
    responsibility: Mapped[Word] = mapped_column(default=Responsibility.JOINT.value)
    owner: Mapped[str | None] = reference("contact")
    area: Mapped[str | None] = reference("area")
    place: Mapped[Line] = mapped_column(default="")
    schedule: Mapped[Word] = mapped_column(default=ScheduleKind.ONCE.value)
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    starts_on: Mapped[dt.date | None] = mapped_column(default=None)
    ends_on: Mapped[dt.date | None] = mapped_column(default=None)
    rule: Mapped[Line] = mapped_column(default="")
    when_words: Mapped[Line] = mapped_column(default="")
    one_off: Mapped[bool] = mapped_column(default=True)
    goal: Mapped[Prose] = mapped_column(default="")
    target: Mapped[Word] = mapped_column(default=TargetKind.NONE.value)
    target_count: Mapped[float | None] = mapped_column(default=None)
    target_counter: Mapped[Line] = mapped_column(default="")
    expected_effect: Mapped[Prose] = mapped_column(default="")
    state: Mapped[Word] = mapped_column(default=ActivityState.NOT_STARTED.value)
    state_reason: Mapped[Prose] = mapped_column(default="")
    carried_from: Mapped[str | None] = reference("activity")
    next_due: Mapped[dt.date | None] = mapped_column(default=None)
    touched_at: Mapped[UtcMoment | None] = mapped_column(default=None)


_ACTIVITY = table_of(Activity).c
_NUMBERED = (letters(_ACTIVITY.number), func.length(_ACTIVITY.number), _ACTIVITY.number, _ACTIVITY.id)

# Lists of activities are read on plan files alone; a server only meets them.
Index("ix_activity_numbered", *_NUMBERED).ddl_if(dialect="sqlite")
Index("ix_activity_titled", spoken(_ACTIVITY.title), *_NUMBERED).ddl_if(dialect="sqlite")


class ActivityPromise(Thing, kw_only=True):
    """An activity's part in keeping a promise."""

    __tablename__ = "activity_promise"

    activity: Mapped[str | None] = reference("activity")
    promise: Mapped[str | None] = reference("promise")


class ActivityCause(Thing, kw_only=True):
    """A cause that an activity acts on."""

    __tablename__ = "activity_cause"

    activity: Mapped[str | None] = reference("activity")
    cause: Mapped[str | None] = reference("cause")


class Participant(Thing, kw_only=True):
    """A contact or an organisation that must at least take part in an activity."""

    __tablename__ = "participant"

    activity: Mapped[str | None] = reference("activity")
    contact: Mapped[str | None] = reference("contact")
    organisation: Mapped[str | None] = reference("organisation")


class DateException(Thing, kw_only=True):
    """One date of a recurring activity that is moved, or skipped where `moved_to` is empty.

    Postponing one date must not move the rest, so exceptions stand beside the rule.
    """

    __tablename__ = "date_exception"

    activity: Mapped[str | None] = reference("activity")
    on: Mapped[dt.date | None] = mapped_column(default=None)
    moved_to: Mapped[dt.date | None] = mapped_column(default=None)
    reason: Mapped[Line] = mapped_column(default="")


class Occurrence(Thing, kw_only=True):
    """An activity as it took place on one date."""

    __tablename__ = "occurrence"

    activity: Mapped[str | None] = reference("activity")
    on: Mapped[dt.date | None] = mapped_column(default=None)
    starts_at: Mapped[dt.time | None] = mapped_column(default=None)
    ends_at: Mapped[dt.time | None] = mapped_column(default=None)
    place: Mapped[Line] = mapped_column(default="")
    state: Mapped[Word] = mapped_column(default=OccurrenceState.DONE.value)
    attendance: Mapped[int | None] = mapped_column(default=None)
    text: Mapped[Prose] = mapped_column(default="")


class Counter(Thing, kw_only=True):
    """One of the things that were counted at an occurrence."""

    __tablename__ = "counter"

    occurrence: Mapped[str | None] = reference("occurrence")
    label: Mapped[Line] = mapped_column(default="")
    number: Mapped[float | None] = mapped_column(default=None)


class FollowUp(Thing, kw_only=True):
    """How an activity went in a tertial or a year; the light is a judgement, apart from the state."""

    __tablename__ = "follow_up"

    activity: Mapped[str | None] = reference("activity")
    year: Mapped[int | None] = mapped_column(default=None)
    period: Mapped[Word] = mapped_column(default=FollowUpPeriod.YEAR.value)
    light: Mapped[Word | None] = mapped_column(default=None)
    reason: Mapped[Prose] = mapped_column(default="")
    outcome: Mapped[Prose] = mapped_column(default="")
    changed: Mapped[Prose] = mapped_column(default="")
    hindered: Mapped[Prose] = mapped_column(default="")
    resources: Mapped[Prose] = mapped_column(default="")


class WalkFinding(Thing, kw_only=True):
    """Something seen on a safety walk, good or bad, and what is to be done about it."""

    __tablename__ = "walk_finding"

    occurrence: Mapped[str | None] = reference("occurrence")
    category: Mapped[Word] = mapped_column(default=WalkCategory.OTHER.value)
    good: Mapped[bool] = mapped_column(default=False)
    place: Mapped[Line] = mapped_column(default="")
    text: Mapped[Prose] = mapped_column(default="")
    measure: Mapped[Prose] = mapped_column(default="")
    organisation: Mapped[str | None] = reference("organisation")
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    state: Mapped[Word] = mapped_column(default=MeasureState.OPEN.value)
    photo: Mapped[str | None] = reference("attachment")
