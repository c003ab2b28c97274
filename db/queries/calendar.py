"""What falls on each day: due dates, dates of rules, occurrences, meetings, and decisions that are due."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from db.filter import Language, filter_rows
from db.kinds import ActivityState, MeasureState, MeetingKind, MeetingState, OccurrenceState, ScheduleKind
from db.rules.calendar import eve_name, holiday_name, is_holiday, is_working_day
from db.rules.lateness import is_late
from db.rules.recurrence import BadRule, DateException, Recurrence, dates_from
from db.tables import Activity, Decision, Meeting, Occurrence
from db.tables import DateException as ExceptionRow
from db.views.calendar import CalendarDay, CalendarEntry, CalendarView, EntryKind
from db.views.things import Place

MOST_DATES: Final = 20_000
"""No calendar shows more dates of rules than this at once; nobody could read them."""

_ONE_DAY = (ScheduleKind.ONCE.value, ScheduleKind.RELATIVE.value)
_ORDER = {kind: place for place, kind in enumerate(EntryKind)}


def calendar(
    session: Session,
    text: str = "",
    *,
    first: dt.date,
    last: dt.date,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
    agreement: str | None = None,
) -> CalendarView:
    """The days from `first` to `last` with all of the activities that a filter lets through.

    Meetings, and decisions about no activity, are those of `agreement`, or of all. One statement for each
    kind of thing, whatever their number. Raises BadFilter.
    """
    fits = and_(Activity.alive, filter_rows(text, today=today, zone=zone, language=language))
    found = list(meeting_entries(session, agreement, first, last))
    found += _due(session, fits, first, last, today)
    happened = list(occurrence_entries(session, fits, first, last, today))
    found += happened
    taken = {(each.activity, each.on) for each in happened}
    recurring = list(islice(_recurring(session, fits, first, last, today), MOST_DATES + 1))
    found += [each for each in recurring[:MOST_DATES] if (each.activity, each.on) not in taken]
    found += _decisions(session, fits, agreement, first, last, today)
    days = calendar_days(first, last, language, found)
    return CalendarView(
        first=first, last=last, today=today, days=tuple(days), cut=len(recurring) > MOST_DATES
    )


def calendar_days(
    first: dt.date, last: dt.date, language: Language, entries: Iterable[CalendarEntry] = ()
) -> Iterator[CalendarDay]:
    """Days without a gap, each with its name and what falls on it, in the order in which it is read."""
    by_day: dict[dt.date, list[CalendarEntry]] = defaultdict(list)
    for each in entries:
        by_day[each.on].append(each)
    for place in range((last - first).days + 1):
        on = first + dt.timedelta(days=place)
        yield CalendarDay(
            on=on,
            name=holiday_name(on, language) or eve_name(on, language) or "",
            free=is_holiday(on),
            working=is_working_day(on),
            entries=tuple(sorted(by_day.get(on, ()), key=_place_in_day)),
        )


def _place_in_day(entry: CalendarEntry) -> tuple[object, ...]:
    # What has a time follows the clock, after what is of the whole day. Where a day has room for a few,
    # these are the meetings, then what is late, and what is settled comes last.
    clock = entry.starts_at or dt.time.min
    standing = (entry.kind is not EntryKind.MEETING, not entry.late, entry.settled)
    called = (len(entry.number), entry.number, entry.title, entry.thing.id)
    return clock, *standing, _ORDER[entry.kind], *called


def _due(
    session: Session, fits: ColumnElement[bool], first: dt.date, last: dt.date, today: dt.date
) -> Iterator[CalendarEntry]:
    """Due dates, and the ends of periods."""
    period = Activity.schedule == ScheduleKind.PERIOD.value
    asked = select(
        Activity.id, Activity.number, Activity.title, Activity.state, Activity.schedule, Activity.due_on,
        Activity.starts_on, Activity.ends_on,
    ).where(
        fits,
        or_(
            and_(Activity.schedule.in_(_ONE_DAY), Activity.due_on.between(first, last)),
            and_(period, Activity.starts_on.between(first, last)),
            and_(period, Activity.ends_on.between(first, last)),
        ),
    )  # fmt: skip
    for row in session.execute(asked):
        for kind, on in due_days(row):
            if first <= on <= last:
                yield due_entry(row, kind, on, today)


def due_days(row: Any) -> Iterator[tuple[EntryKind, dt.date]]:
    """The single days of an activity that is done once or in a period."""
    if row.schedule in _ONE_DAY and row.due_on:
        yield EntryKind.DUE, row.due_on
    elif row.schedule == ScheduleKind.PERIOD.value:
        if row.starts_on and row.starts_on != row.ends_on:
            yield EntryKind.PERIOD_START, row.starts_on
        if row.ends_on:
            yield EntryKind.PERIOD_END, row.ends_on


def due_entry(row: Any, kind: EntryKind, on: dt.date, today: dt.date) -> CalendarEntry:
    """What falls due, or begins, on a day."""
    state = ActivityState(row.state)
    begins = kind is EntryKind.PERIOD_START
    return CalendarEntry(
        kind=kind,
        thing=Place("activity", row.id),
        on=on,
        title=row.title,
        state=state,
        activity=row.id,
        number=row.number,
        late=not begins and is_late(on, state, today=today),
        settled=not state.is_open,
        movable=state.is_open,
    )


def _recurring(
    session: Session, fits: ColumnElement[bool], first: dt.date, last: dt.date, today: dt.date
) -> Iterator[CalendarEntry]:
    """The dates of rules; a rule that nobody can read has none."""
    arrives = select(ExceptionRow.activity).where(
        ExceptionRow.alive, ExceptionRow.moved_to.between(first, last)
    )
    holds = and_(Activity.starts_on <= last, or_(Activity.ends_on.is_(None), Activity.ends_on >= first))
    asked = select(
        Activity.id, Activity.number, Activity.title, Activity.state, Activity.rule, Activity.starts_on,
        Activity.ends_on, Activity.next_due,
    ).where(
        fits,
        Activity.schedule == ScheduleKind.RECURRING.value,
        Activity.rule != "",
        Activity.starts_on.is_not(None),
        or_(holds, Activity.id.in_(arrives)),
    )  # fmt: skip
    rows = session.execute(asked).all()
    changed = exceptions(session, fits) if rows else {}
    for row in rows:
        yield from recurring_entries(row, changed.get(row.id, ()), first, last, today)


def exceptions(session: Session, fits: ColumnElement[bool]) -> Mapping[str, tuple[DateException, ...]]:
    """The dates that were moved or skipped one by one, by activity."""
    asked = (
        select(ExceptionRow.activity, ExceptionRow.on, ExceptionRow.moved_to)
        .join(Activity, Activity.id == ExceptionRow.activity)
        .where(fits, ExceptionRow.alive, ExceptionRow.on.is_not(None))
        .order_by(ExceptionRow.activity, ExceptionRow.on)
    )
    found: dict[str, tuple[DateException, ...]] = {}
    for activity, on, moved_to in session.execute(asked):
        if activity and on:
            found[activity] = (*found.get(activity, ()), DateException(on=on, moved_to=moved_to))
    return found


def recurring_entries(
    row: Any, changed: tuple[DateException, ...], first: dt.date, last: dt.date, today: dt.date
) -> Iterator[CalendarEntry]:
    """The dates of one activity's rule."""
    state = ActivityState(row.state)
    came = {each.moved_to: each.on for each in changed if each.moved_to}
    for on in recurring_dates(row, changed, first, last):
        awaited = state.is_open and row.next_due is not None and on >= row.next_due
        yield CalendarEntry(
            kind=EntryKind.RECURRING,
            thing=Place("activity", row.id),
            on=on,
            title=row.title,
            state=state,
            activity=row.id,
            number=row.number,
            late=on == row.next_due and is_late(on, state, today=today),
            settled=not awaited,
            movable=state.is_open,
            moved_from=came.get(on),
        )


def recurring_dates(
    row: Any, changed: tuple[DateException, ...], first: dt.date, last: dt.date, most: int | None = None
) -> tuple[dt.date, ...]:
    """The days of one activity's rule, at the most so many; none where nobody can read it."""
    recurrence = Recurrence(rule=row.rule, starts_on=row.starts_on, ends_on=row.ends_on, exceptions=changed)
    return _dates(recurrence, first, last, most)


@lru_cache(maxsize=8192)
def _dates(recurrence: Recurrence, first: dt.date, last: dt.date, most: int | None) -> tuple[dt.date, ...]:
    # Remembered, since the same weeks are shown again after each change in the plan.
    try:
        return tuple(islice(takewhile(lambda day: day <= last, dates_from(recurrence, first)), most))
    except BadRule:
        return ()


def occurrence_entries(
    session: Session, fits: ColumnElement[bool], first: dt.date, last: dt.date, today: dt.date
) -> Iterator[CalendarEntry]:
    """What has taken place, is to take place, or was called off."""
    asked = (
        select(
            Occurrence.id, Occurrence.on, Occurrence.starts_at, Occurrence.ends_at, Occurrence.place,
            Occurrence.state, Activity.id.label("activity"), Activity.number, Activity.title,
        )
        .join(Activity, Activity.id == Occurrence.activity)
        .where(fits, Occurrence.alive, Occurrence.on.between(first, last))
    )  # fmt: skip
    for row in session.execute(asked):
        state = OccurrenceState(row.state)
        planned = state is OccurrenceState.PLANNED
        yield CalendarEntry(
            kind=EntryKind.OCCURRENCE,
            thing=Place("occurrence", row.id),
            on=row.on,
            title=row.title,
            state=state,
            activity=row.activity,
            number=row.number,
            late=planned and row.on < today,
            settled=not planned,
            movable=True,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
        )


def meeting_entries(
    session: Session, agreement: str | None, first: dt.date, last: dt.date
) -> Iterator[CalendarEntry]:
    """The meetings of an agreement, or of all."""
    asked = select(
        Meeting.id, Meeting.on, Meeting.kind, Meeting.state, Meeting.starts_at, Meeting.ends_at, Meeting.place
    ).where(Meeting.alive, Meeting.on.between(first, last))
    if agreement is not None:
        asked = asked.where(Meeting.agreement == agreement)
    for row in session.execute(asked):
        if row.on is None:
            continue
        state = MeetingState(row.state)
        ahead = state in (MeetingState.DRAFT, MeetingState.CALLED)
        yield CalendarEntry(
            kind=EntryKind.MEETING,
            thing=Place("meeting", row.id),
            on=row.on,
            title="",
            state=state,
            meeting=MeetingKind(row.kind),
            settled=not ahead,
            movable=ahead,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
        )


def _decisions(
    session: Session,
    fits: ColumnElement[bool],
    agreement: str | None,
    first: dt.date,
    last: dt.date,
    today: dt.date,
) -> Iterator[CalendarEntry]:
    """Decisions by the day on which they are due: about activities that are let through, or about none."""
    asked = (
        select(Decision.id, Decision.text, Decision.due_on, Decision.state, Activity.id.label("activity"),
               Activity.number)
        .join(Meeting, Meeting.id == Decision.meeting)
        .outerjoin(Activity, Activity.id == Decision.activity)
        .where(Decision.alive, Meeting.alive, Decision.due_on.between(first, last))
        .where(or_(Decision.activity.is_(None), fits))
    )  # fmt: skip
    if agreement is not None:
        asked = asked.where(Meeting.agreement == agreement)
    for row in session.execute(asked):
        if row.due_on is None:
            continue
        state = MeasureState(row.state)
        is_open = state is MeasureState.OPEN
        yield CalendarEntry(
            kind=EntryKind.DECISION,
            thing=Place("decision", row.id),
            on=row.due_on,
            title=row.text,
            state=state,
            activity=row.activity,
            number=row.number or "",
            late=is_open and row.due_on < today,
            settled=not is_open,
            movable=is_open,
        )
