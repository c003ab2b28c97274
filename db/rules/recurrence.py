"""The dates of a rule that comes again and again, each of which may be moved or skipped by itself.

dateutil walks from a rule's first date, and for a rule that never strikes it walks to the year 9999.
Two things keep every answer quick here:

* the walk begins at the period (day, week, month, year of the rule's interval) in which an answer can
  first lie, not at the rule's start;
* it is done 7 600 years ahead. The Gregorian calendar repeats itself every 400 years, weekdays and
  all, so the dates are the same, and dateutil's end of time is only 199 years past ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from heapq import merge
from itertools import chain, islice
from typing import TYPE_CHECKING

from db.rules.rule_text import BadRule, Frequency, Pattern, RuleFault, read_rule

if TYPE_CHECKING:
    from dateutil.rrule import rrule

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "BadRule",
    "DateException",
    "Recurrence",
    "RuleFault",
    "check_rule",
    "dates",
    "dates_from",
    "dates_round",
    "next_dates",
    "period_days",
]

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)
"""Dates are given between these two; nothing in the trade lies outside."""

_FIRST = FIRST_DAY.toordinal()
_LAST = LAST_DAY.toordinal()
_CYCLE = 146_097
_AHEAD = 19 * _CYCLE


@dataclass(frozen=True, slots=True, kw_only=True)
class DateException:
    """One date of a rule that is moved to another day, or skipped where `moved_to` is None."""

    on: date
    moved_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A rule, the days between which it holds, and the dates that were changed one by one.

    `ends_on` bounds the rule, not a date that somebody has moved past it. An exception for a day that
    is no date of the rule (any more) does nothing. Where both copies of a plan changed the same date,
    a move counts before a skip, and the later move before the earlier: nothing is lost unseen.
    """

    rule: str
    starts_on: date
    ends_on: date | None = None
    exceptions: tuple[DateException, ...] = ()


def check_rule(rule: str, starts_on: date | None = None) -> None:
    """Raise BadRule if the text is no rule of whole days, or one that gives no date at all.

    Give `starts_on` where it is known: "every second week on a Friday" strikes from any start, but
    "every seventh day, on Mondays" only from a Monday.
    """
    if starts_on is None:
        strikes = _strikes(_completed(_read(rule), date(2000, 1, 1)))
    else:
        strikes = next(_rule_days(Recurrence(rule=rule, starts_on=starts_on), _FIRST), None) is not None
    if not strikes:
        raise BadRule(text=rule, reason=RuleFault.NO_DATES, length=len(rule))


def dates(recurrence: Recurrence, first: date, last: date) -> list[date]:
    """List the dates from `first` to `last`, both included, in order, each once."""
    until = last.toordinal()
    found = []
    for day in _days(recurrence, first.toordinal()):
        if day > until:
            break
        found.append(date.fromordinal(day))
    return found


def next_dates(recurrence: Recurrence, after: date, count: int) -> list[date]:
    """List the next `count` dates later than `after`, or as many as there are."""
    return [date.fromordinal(day) for day in islice(_days(recurrence, after.toordinal() + 1), max(0, count))]


def dates_from(recurrence: Recurrence, first: date = FIRST_DAY) -> Iterator[date]:
    """Give the dates from `first` on, in order, as they are asked for."""
    return map(date.fromordinal, _days(recurrence, first.toordinal()))


def dates_round(recurrence: Recurrence, day: date) -> tuple[date | None, Iterator[date]]:
    """Give the last date on or before `day`, if any, and those after it as they are asked for."""
    middle = min(day.toordinal(), _LAST)
    moves = [each.moved_to.toordinal() for each in recurrence.exceptions if each.moved_to]
    earliest = min([recurrence.starts_on.toordinal(), *moves])
    span = 2 * period_days(recurrence)
    # The rule is only walked forwards, so step back by growing strides until a date is met.
    while True:
        start = max(middle - span, earliest)
        before, later = _split(_days(recurrence, start), middle)
        if before is not None or start == earliest:
            break
        span *= 4
    return (None if before is None else date.fromordinal(before)), map(date.fromordinal, later)


def _split(days: Iterator[int], middle: int) -> tuple[int | None, Iterator[int]]:
    before = None
    for day in days:
        if day > middle:
            return before, chain((day,), days)
        before = day
    return before, iter(())


def period_days(recurrence: Recurrence) -> int:
    """About how many days lie between two of the rule's periods: 7 for weekly, 14 for each second week."""
    pattern = _read(recurrence.rule)
    return pattern.frequency.days * pattern.interval


def _days(recurrence: Recurrence, first: int) -> Iterator[int]:
    """Give the rule's days with the exceptions heeded, as ordinals from `first` on."""
    plain = _rule_days(recurrence, first)
    if not recurrence.exceptions:
        return plain
    moves = _moves(recurrence.exceptions)
    arrivals = sorted(
        target
        for on, target in moves.items()
        if target is not None and max(first, _FIRST) <= target <= _LAST and _is_rule_day(recurrence, on)
    )
    kept = (day for day in plain if day not in moves)
    return _without_repeats(merge(kept, arrivals))


def _moves(exceptions: tuple[DateException, ...]) -> dict[int, int | None]:
    moves: dict[int, int | None] = {}
    for each in exceptions:
        on = each.on.toordinal()
        target = each.moved_to.toordinal() if each.moved_to else None
        rival = moves.get(on)
        moves[on] = target if rival is None else max(rival, target or 0)
    return moves


def _without_repeats(days: Iterator[int]) -> Iterator[int]:
    latest = None
    for day in days:
        if day != latest:
            yield day
        latest = day


def _is_rule_day(recurrence: Recurrence, day: int) -> bool:
    return next(_rule_days(recurrence, day), None) == day


def _rule_days(recurrence: Recurrence, first: int) -> Iterator[int]:
    """Give the days of the rule itself, as ordinals from `first` on.

    A bad rule is raised by the call, not by the first step of the walk.
    """
    pattern = _completed(_read(recurrence.rule), recurrence.starts_on)
    end = _LAST if recurrence.ends_on is None else min(_LAST, recurrence.ends_on.toordinal())
    if pattern.until is not None:
        end = min(end, pattern.until.toordinal())
    first = max(first, recurrence.starts_on.toordinal(), _FIRST)
    if first > end or not _strikes_from(pattern, recurrence.starts_on):
        return iter(())
    if pattern.count is not None:
        end = min(end, _last_counted(pattern, recurrence.starts_on))
    return _between(pattern, recurrence.starts_on, first, end)


def _between(pattern: Pattern, starts_on: date, first: int, last: int) -> Iterator[int]:
    for day in _walk(pattern, starts_on, first):
        if day > last:
            return
        if day >= first:
            yield day


def _walk(pattern: Pattern, starts_on: date, near: int) -> Iterator[int]:
    """Walk the rule's days without end, COUNT and UNTIL, from the start of the period that `near` lies in."""
    start = _period_start(pattern, starts_on, near)
    return (moment.toordinal() - _AHEAD for moment in _engine(pattern, start + _AHEAD))


def _period_start(pattern: Pattern, starts_on: date, near: int) -> int:
    """Find the first day of the latest of the rule's own periods that has begun by `near`."""
    step = pattern.interval
    origin = starts_on.toordinal()
    near = max(near, origin)
    if pattern.frequency is Frequency.DAILY:
        return origin + (near - origin) // step * step
    if pattern.frequency is Frequency.WEEKLY:
        origin -= (starts_on.weekday() - pattern.week_start) % 7
        return origin + (near - origin) // (7 * step) * (7 * step)
    day = date.fromordinal(near)
    if pattern.frequency is Frequency.YEARLY:
        year = starts_on.year + (day.year - starts_on.year) // step * step
        return date(year, 1, 1).toordinal()
    since = starts_on.year * 12 + starts_on.month - 1
    month = since + (day.year * 12 + day.month - 1 - since) // step * step
    return date(month // 12, month % 12 + 1, 1).toordinal()


def _engine(pattern: Pattern, start: int) -> rrule:
    # Imported here because a window can open, and most of the command line work, without it.
    from dateutil.rrule import rrule, weekday

    return rrule(
        pattern.frequency.value,
        dtstart=datetime.fromordinal(start),
        interval=pattern.interval,
        wkst=pattern.week_start,
        bymonth=pattern.months or None,
        byweekno=pattern.weeks or None,
        byyearday=pattern.year_days or None,
        bymonthday=pattern.month_days or None,
        byweekday=tuple(weekday(day, nth or None) for day, nth in pattern.weekdays) or None,
        bysetpos=pattern.positions or None,
    )


def _read(rule: str) -> Pattern:
    pattern = read_rule(rule)
    if isinstance(pattern, BadRule):
        raise replace(pattern)
    return pattern


def _completed(pattern: Pattern, starts_on: date) -> Pattern:
    """Write out what the rule leaves to its first day, since the walk begins elsewhere.

    A week by its number means the first day's weekday in it, as RFC 5545 says (dateutil: all seven).
    """
    if pattern.weekdays or pattern.year_days or pattern.month_days or pattern.frequency is Frequency.DAILY:
        return pattern
    if pattern.weeks or pattern.frequency is Frequency.WEEKLY:
        return replace(pattern, weekdays=((starts_on.weekday(), 0),))
    if pattern.frequency is Frequency.MONTHLY:
        return replace(pattern, month_days=(starts_on.day,))
    return replace(pattern, months=pattern.months or (starts_on.month,), month_days=(starts_on.day,))


def _strikes_from(pattern: Pattern, starts_on: date) -> bool:
    if pattern.interval == 1:
        return _strikes(pattern)
    return _strikes_in_step(pattern, starts_on)


@lru_cache(maxsize=4096)
def _strikes(pattern: Pattern) -> bool:
    """Tell whether the rule strikes at all in a whole cycle of the calendar (never: 31 February)."""
    start = date(1999, 1, 1)
    return next(_walk(replace(pattern, interval=1), start, start.toordinal()), None) is not None


@lru_cache(maxsize=4096)
def _strikes_in_step(pattern: Pattern, starts_on: date) -> bool:
    """Tell whether the rule strikes from this start (never: each seventh day from a Tuesday, on Mondays)."""
    return _strikes(pattern) and next(_walk(pattern, starts_on, starts_on.toordinal()), None) is not None


@lru_cache(maxsize=4096)
def _last_counted(pattern: Pattern, starts_on: date) -> int:
    """Find the day on which a rule with a COUNT has struck that many times."""
    origin = starts_on.toordinal()
    counted = islice((day for day in _walk(pattern, starts_on, origin) if day >= origin), pattern.count)
    return max(counted, default=origin)
