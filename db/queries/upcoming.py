"""The next dates of a recurrence, with what is moved, skipped or falls on a holiday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from db.rules.calendar import eve_name, holiday_name
from db.rules.recurrence import BadRule, DateException, Recurrence, dates_from, next_dates
from db.views.detail import UpcomingDate

DAY = dt.timedelta(days=1)


def upcoming_dates(
    _session: Session,
    rule: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    exceptions: Sequence[DateException] = (),
    reasons: Mapping[dt.date, str] | None = None,
    *,
    today: dt.date,
    count: int = 10,
    language: str = "sv",
) -> tuple[UpcomingDate, ...]:
    """Reckon the next dates from today on, or from the start where that is later; a bad rule has none.

    Asked of the worker although it needs no plan: the library of holidays takes its time to load.
    """
    plain = Recurrence(rule=rule, starts_on=starts_on, ends_on=ends_on)
    moved = Recurrence(rule=rule, starts_on=starts_on, ends_on=ends_on, exceptions=tuple(exceptions))
    try:
        days = next_dates(moved, today - DAY, count)
    except BadRule:
        return ()
    until = days[-1] if days else today + dt.timedelta(days=366)
    targets = {each.moved_to: each.on for each in exceptions if each.moved_to is not None}
    skipped = {each.on for each in exceptions if each.moved_to is None} - set(days)
    told = reasons or {}
    found = [
        UpcomingDate(day, targets.get(day), False, told.get(targets.get(day, day), ""), _free(day, language))
        for day in days
    ]
    for day in dates_from(plain, today):
        if day > until:
            break
        if day in skipped:
            found.append(UpcomingDate(day, None, True, told.get(day, ""), _free(day, language)))
    return tuple(sorted(found, key=lambda each: each.on))


def _free(day: dt.date, language: str) -> str:
    return holiday_name(day, language) or eve_name(day, language) or ""
