"""Which days a month or a week shows, and where one comes to by turning its page."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Final

EARLIEST: Final = dt.date(1953, 1, 1)
LATEST: Final = dt.date(2100, 12, 31)
"""As far as the holidays are known; nobody plans outside."""


def grid_days(mode: str, day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the whole weeks round a day's month, or of its week."""
    if mode == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return first - dt.timedelta(days=first.weekday()), last + dt.timedelta(days=6 - last.weekday())


def page(mode: str, day: dt.date, by: int) -> dt.date:
    """The day to stand on so many weeks, months or years further; the last of a shorter month if need be."""
    if mode == "week":
        return within(day + dt.timedelta(weeks=by))
    months = day.year * 12 + day.month - 1 + (by if mode == "month" else 12 * by)
    year, month = divmod(months, 12)
    return within(dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])))


def within(day: dt.date) -> dt.date:
    """The day itself, or the nearest that the calendar goes to."""
    return min(max(day, EARLIEST), LATEST)
