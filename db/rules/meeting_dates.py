"""When a body that meets regularly would meet next, from the days on which it has met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from db.rules.calendar import is_working_day, next_working_day

DAYS_IN_MONTH = 30.44
USUAL_WEEKS = 4
"""How far apart working groups meet, where nobody has met twice yet."""


def next_usual_date(met: Sequence[dt.date], *, today: dt.date) -> dt.date:
    """The next day in the rhythm of earlier meetings, after today and on a working day.

    Who meets on the second Tuesday of every other month does so next time too; any other rhythm is taken in
    whole weeks, so that the weekday stays.
    """
    days = sorted(set(met))
    if not days:
        return _working(today + dt.timedelta(weeks=USUAL_WEEKS))
    gap = (days[-1] - days[-2]).days if len(days) > 1 else USUAL_WEEKS * 7
    months = round(gap / DAYS_IN_MONTH)
    alike = len(days) > 1 and months and _place(days[-1]) == _place(days[-2])
    day = days[-1]
    while day <= today or day == days[-1]:
        if alike:
            day = _nth_weekday(_first_of_month(day, months), *_place(days[-1]))
        else:
            day += dt.timedelta(weeks=max(1, round(gap / 7)))
    return _working(day)


def _place(day: dt.date) -> tuple[int, int]:
    """Which weekday of its month a day is: (1, 2) is the second Tuesday."""
    return day.weekday(), (day.day - 1) // 7 + 1


def _first_of_month(day: dt.date, later: int) -> dt.date:
    months = day.year * 12 + day.month - 1 + later
    return dt.date(months // 12, months % 12 + 1, 1)


def _nth_weekday(first: dt.date, weekday: int, nth: int) -> dt.date:
    found = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    # A fifth Friday that a month has not is its fourth.
    return found if found.month == first.month else found - dt.timedelta(weeks=1)


def _working(day: dt.date) -> dt.date:
    return day if is_working_day(day) else next_working_day(day)
