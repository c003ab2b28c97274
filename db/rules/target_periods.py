"""The weeks, months or years in each of which a target asks for its number."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from db.kinds import TargetKind
from db.rules.calendar import DateSpan


def period_of(kind: TargetKind, day: date) -> DateSpan:
    """Find the whole ISO week, calendar month or calendar year that a day lies in, by the target's kind."""
    if kind is TargetKind.PER_WEEK:
        monday = day - timedelta(days=day.weekday())
        return DateSpan(monday, monday + timedelta(days=6))
    if kind is TargetKind.PER_MONTH:
        after = day.replace(day=28) + timedelta(days=4)
        return DateSpan(day.replace(day=1), after.replace(day=1) - timedelta(days=1))
    return DateSpan(date(day.year, 1, 1), date(day.year, 12, 31))


# The activities of an agreement mostly share its period, and a report asks for all of them.
@lru_cache(maxsize=256)
def counted_periods(kind: TargetKind, first: date, last: date) -> tuple[DateSpan, ...]:
    """List the weeks, months or years from `first` to `last` that count, in order and in full length.

    One that is cut off at either end counts if at least half of its days are left: so a plan for a
    calendar year has just the ISO weeks of that year. Of a time that holds no such period the one with
    most days counts, the earlier of two alike, so that a short plan is asked for something too.
    """
    touched = []
    day = first
    while day <= last:
        period = period_of(kind, day)
        inside = (min(period.last, last) - max(period.first, first)).days + 1
        touched.append((inside, period))
        day = period.last + timedelta(days=1)
    counted = [period for inside, period in touched if 2 * inside >= period.days]
    if touched and not counted:
        counted = [max(touched, key=lambda each: each[0])[1]]
    return tuple(counted)
