"""Activities over a year: their periods as bars, their days as marks, by promise or by owner."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from db.filter import Language, filter_rows
from db.kinds import ActivityState, ScheduleKind
from db.queries.calendar import (
    calendar_days,
    due_days,
    due_entry,
    exceptions,
    meeting_entries,
    occurrence_entries,
    recurring_dates,
)
from db.queries.ordering import list_order
from db.rules.lateness import is_late
from db.rules.recurrence import DateException
from db.tables import Activity, ActivityPromise, Contact, Organisation, Promise, table_of
from db.views.calendar import (
    CalendarEntry,
    EntryKind,
    TimelineGroup,
    TimelineGrouping,
    TimelineRow,
    TimelineView,
)
from db.views.status import Who

MOST_MARKS: Final = 60
"""A rule with more dates than this in view is shown as one stretch: marks would run into each other."""

Marks = Mapping[str, Iterable[CalendarEntry]]


def timeline(
    session: Session,
    text: str = "",
    *,
    first: dt.date,
    last: dt.date,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
    agreement: str | None = None,
    grouping: TimelineGrouping = TimelineGrouping.PROMISE,
) -> TimelineView:
    """The activities that a filter lets through, as they lie over the days from `first` to `last`.

    One that lies wholly before or after is left out; one without any date is not. An activity of several
    promises stands under the one with the lowest number. Raises BadFilter.
    """
    fits = and_(Activity.alive, filter_rows(text, today=today, zone=zone, language=language))
    rows = session.execute(_activities(fits)).all()
    happened: dict[str, list[CalendarEntry]] = defaultdict(list)
    for entry in occurrence_entries(session, fits, first, last, today):
        happened[entry.activity or ""].append(entry)
    changed = exceptions(session, fits)
    found = [
        (row, line)
        for row in rows
        if (line := _line(row, changed.get(row.id, ()), happened[row.id], first, last, today)) is not None
    ]
    named = (day for day in calendar_days(first, last, language) if day.name or day.free)
    return TimelineView(
        first=first,
        last=last,
        today=today,
        grouping=grouping,
        groups=tuple(_groups(session, fits, found, grouping)),
        meetings=tuple(sorted(meeting_entries(session, agreement, first, last), key=lambda each: each.on)),
        days=tuple(named),
    )


def _activities(fits: ColumnElement[bool]) -> Select[Any]:
    activity = table_of(Activity).c
    names = (
        "id", "number", "title", "state", "schedule", "due_on", "starts_on", "ends_on", "rule", "next_due",
        "owner",
    )  # fmt: skip
    return (
        select(
            *(activity[name] for name in names),
            Contact.function,
            Contact.name.label("person"),
            Contact.alive.label("owner_alive"),
            Organisation.name.label("organisation"),
            Organisation.short_name,
        )
        .select_from(table_of(Activity))
        .outerjoin(Contact, Contact.id == activity.owner)
        .outerjoin(Organisation, Organisation.id == Contact.organisation)
        .where(fits)
        .order_by(*list_order("activity", ()))
    )


def _line(
    row: Any,
    changed: tuple[DateException, ...],
    happened: list[CalendarEntry],
    first: dt.date,
    last: dt.date,
    today: dt.date,
) -> TimelineRow | None:
    schedule, state = ScheduleKind(row.schedule), ActivityState(row.state)
    days = list(due_days(row))
    dates: tuple[dt.date, ...] = ()
    if schedule is ScheduleKind.RECURRING and row.rule and row.starts_on:
        dates = recurring_dates(row, changed, first, last, MOST_MARKS + 1)
        if happened:
            taken = {each.on for each in happened}
            dates = tuple(on for on in dates if on not in taken)
    dense = len(dates) > MOST_MARKS
    marks = happened + [
        due_entry(row, kind, on, today)
        for kind, on in days
        if first <= on <= last and kind is not EntryKind.PERIOD_START
    ]
    spans = schedule not in (ScheduleKind.ONCE, ScheduleKind.RELATIVE)
    starts_on, ends_on = (row.starts_on, row.ends_on) if spans else (None, None)
    if not marks and not dates and _lies_elsewhere(days, starts_on, ends_on, first, last):
        return None
    return TimelineRow(
        id=row.id,
        number=row.number,
        title=row.title,
        state=state,
        schedule=schedule,
        late=is_late(row.next_due, state, today=today),
        owner=_owner(row),
        starts_on=starts_on,
        ends_on=ends_on,
        marks=tuple(sorted(marks, key=lambda each: each.on)),
        dates=() if dense else dates,
        awaited_from=row.next_due,
        dense=dense,
    )


def _lies_elsewhere(
    days: list[tuple[EntryKind, dt.date]],
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    first: dt.date,
    last: dt.date,
) -> bool:
    if starts_on or ends_on:
        return (starts_on or first) > last or (ends_on or last) < first
    return bool(days)


def _owner(row: Any) -> Who | None:
    if row.owner is None:
        return None
    return Who(
        function=row.function or "",
        organisation=row.short_name or row.organisation or "",
        name=row.person or "",
        deleted=row.owner_alive is False,
    )


def _groups(
    session: Session,
    fits: ColumnElement[bool],
    found: list[tuple[Any, TimelineRow]],
    grouping: TimelineGrouping,
) -> Iterator[TimelineGroup]:
    match grouping:
        case TimelineGrouping.NONE:
            if found:
                yield TimelineGroup(rows=tuple(line for _, line in found))
        case TimelineGrouping.OWNER:
            yield from _by_owner(found)
        case TimelineGrouping.PROMISE:
            yield from _by_promise(session, fits, [line for _, line in found])


def _by_owner(found: list[tuple[Any, TimelineRow]]) -> Iterator[TimelineGroup]:
    """Owners by their function; what nobody answers for comes last."""
    by_owner: dict[str, list[TimelineRow]] = defaultdict(list)
    for row, line in found:
        by_owner[row.owner or ""].append(line)

    def name(lines: list[TimelineRow]) -> tuple[object, ...]:
        owner = lines[0].owner
        return owner is None, owner.function.casefold() if owner else "", owner.organisation if owner else ""

    for lines in sorted(by_owner.values(), key=name):
        yield TimelineGroup(rows=tuple(lines), owner=lines[0].owner)


def _by_promise(
    session: Session, fits: ColumnElement[bool], lines: list[TimelineRow]
) -> Iterator[TimelineGroup]:
    """Promises by their number; what acts on none comes last."""
    asked = (
        select(ActivityPromise.activity, Promise.id, Promise.number, Promise.text)
        .join(Promise, Promise.id == ActivityPromise.promise)
        .join(Activity, Activity.id == ActivityPromise.activity)
        .where(fits, ActivityPromise.alive, Promise.alive)
        .order_by(Promise.number.is_(None), Promise.number, Promise.id)
    )
    promise_of: dict[str, str] = {}
    promises: dict[str, Any] = {}
    for row in session.execute(asked):
        promise_of.setdefault(row.activity, row.id)
        promises.setdefault(row.id, row)
    by_promise: dict[str, list[TimelineRow]] = defaultdict(list)
    for line in lines:
        by_promise[promise_of.get(line.id, "")].append(line)
    for key, row in promises.items():
        if key in by_promise:
            number = "" if row.number is None else str(row.number)
            yield TimelineGroup(rows=tuple(by_promise[key]), number=number, text=row.text)
    if "" in by_promise:
        yield TimelineGroup(rows=tuple(by_promise[""]))
