"""What a calendar shows: what falls on each day, and how activities lie over a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from db.kinds import ActivityState, MeasureState, MeetingKind, MeetingState, OccurrenceState, ScheduleKind
from db.rules.moving import MoveFault
from db.views.status import Who
from db.views.things import Place


class EntryKind(StrEnum):
    """What sort of thing falls on a day; in this order they stand under each other."""

    MEETING = "meeting"
    DUE = "due"
    PERIOD_END = "period_end"
    PERIOD_START = "period_start"
    OCCURRENCE = "occurrence"
    RECURRING = "recurring"
    DECISION = "decision"


State = ActivityState | OccurrenceState | MeetingState | MeasureState


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One thing on one day.

    thing: the row that it is (an activity, an occurrence, a meeting, a decision); `activity` is the id of
        the activity that it is of, and `number` that activity's.
    state: the activity's, the occurrence's, the meeting's or the decision's own.
    settled: nothing more is awaited of it; movable: its day is still to be decided.
    moved_from: the day of the rule that it was moved from.
    """

    kind: EntryKind
    thing: Place
    on: dt.date
    title: str
    state: State
    activity: str | None = None
    number: str = ""
    meeting: MeetingKind | None = None
    late: bool = False
    settled: bool = False
    movable: bool = False
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str = ""
    moved_from: dt.date | None = None

    @property
    def shown(self) -> Place:
        """The row whose details belong to it."""
        return self.thing if self.activity is None else Place("activity", self.activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day, what it is called where it has a name, whether people work on it, and what falls on it.

    free: a public holiday by law, as each Sunday is; an eve is named but not free by law.
    """

    on: dt.date
    name: str = ""
    free: bool = False
    working: bool = True
    entries: tuple[CalendarEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """The days from `first` to `last` without a gap; `cut` where there was more than can be shown."""

    first: dt.date
    last: dt.date
    today: dt.date
    days: tuple[CalendarDay, ...]
    cut: bool = False

    def day(self, on: dt.date) -> CalendarDay | None:
        """One of the days."""
        place = (on - self.first).days
        return self.days[place] if 0 <= place < len(self.days) else None


class TimelineGrouping(StrEnum):
    """By what the rows of a timeline are put together."""

    PROMISE = "promise"
    OWNER = "owner"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """An activity as it lies over the year.

    starts_on, ends_on: its period, or the days between which a rule holds; either may be open.
    marks: what falls on single days, but for the dates of a rule, of which there are many: those are
        `dates`, and what lies before `awaited_from` is settled. `dense` where they lie too close to be
        marked one by one.
    """

    id: str
    number: str
    title: str
    state: ActivityState
    schedule: ScheduleKind
    late: bool = False
    owner: Who | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    marks: tuple[CalendarEntry, ...] = ()
    dates: tuple[dt.date, ...] = ()
    awaited_from: dt.date | None = None
    dense: bool = False

    def is_awaited(self, on: dt.date) -> bool:
        """Whether one of the rule's dates is still to be dealt with."""
        return self.state.is_open and self.awaited_from is not None and on >= self.awaited_from

    def date_entry(self, on: dt.date) -> CalendarEntry:
        """One of the rule's dates as an entry."""
        return CalendarEntry(
            kind=EntryKind.RECURRING,
            thing=Place("activity", self.id),
            on=on,
            title=self.title,
            state=self.state,
            activity=self.id,
            number=self.number,
            late=self.late and on == self.awaited_from,
            settled=not self.is_awaited(on),
            movable=self.state.is_open,
        )

    @property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """Everything on single days, in their order."""
        found = [*self.marks, *map(self.date_entry, self.dates)]
        return tuple(sorted(found, key=lambda each: each.on))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineGroup:
    """The rows of one promise (its number and text) or one owner; of neither where both are missing."""

    rows: tuple[TimelineRow, ...]
    number: str = ""
    text: str = ""
    owner: Who | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """Activities over the days from `first` to `last`; `days` has those that are free or have a name."""

    first: dt.date
    last: dt.date
    today: dt.date
    grouping: TimelineGrouping
    groups: tuple[TimelineGroup, ...]
    meetings: tuple[CalendarEntry, ...] = ()
    days: tuple[CalendarDay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveOffer:
    """What can be moved when a date of a rule is taken to another day: it alone, or all of the series.

    rule, new_rule: what the series says now, and what it would say; where one of the two can not be
    moved, its `…_fault` says why.
    """

    rule: str
    new_rule: str = ""
    new_start: dt.date | None = None
    one_fault: MoveFault | None = None
    series_fault: MoveFault | None = None
