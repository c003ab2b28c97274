"""Moving one date of a recurring activity, or all of them: which exceptions, or which rule, that makes.

One date is moved by an exception beside the rule. A series is moved by another rule: each Friday
becomes each Thursday, the second Tuesday of a month its third Monday, week 17 week 18.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from db.errors import PlanError
from db.rules.recurrence import BadRule, DateException, Recurrence, dates, dates_from
from db.rules.rule_text import WEEKDAYS, Frequency, Pattern, read_rule

LAST_SURE_DAY = 28
"""The last day of a month that each month has."""
TRIED = 60
"""How many dates of the new series are held against those of the old one."""


class MoveFault(StrEnum):
    """Why a date or a series can not be moved so."""

    NO_DATE = "no_date"
    TAKEN = "taken"
    MOVED_ALREADY = "moved_already"
    SAME_SERIES = "same_series"
    NOT_EVERY_MONTH = "not_every_month"
    OTHER_PERIOD = "other_period"
    BEYOND_END = "beyond_end"
    INTRICATE = "intricate"


@dataclass
class CannotMove(PlanError):
    """A date that can not be moved to the day wished for, and why."""

    reason: MoveFault
    on: date
    to: date


@dataclass(frozen=True, slots=True)
class _Shift:
    """A series' new parts of the rule, and where each of its dates goes."""

    parts: Mapping[str, str]
    goes: Callable[[date], date]


def move_one(recurrence: Recurrence, on: date, to: date) -> Recurrence:
    """Move one date and keep all others; moved back to its own day, it is no exception any more.

    Raises CannotMove where nothing falls on the day, or something already does on the other.
    """
    if not _falls(recurrence, on):
        raise CannotMove(MoveFault.NO_DATE, on, to)
    if on == to:
        return recurrence
    if _falls(recurrence, to):
        raise CannotMove(MoveFault.TAKEN, on, to)
    rule = replace(recurrence, exceptions=())
    kept: list[DateException] = []
    for each in recurrence.exceptions:
        if each.moved_to != on or not _falls(rule, each.on):
            kept.append(each)
        elif each.on != to:
            kept.append(replace(each, moved_to=to))
    if _is_plain(recurrence, on):
        kept.append(DateException(on=on, moved_to=to))
    return replace(recurrence, exceptions=tuple(sorted(kept, key=lambda each: each.on)))


def move_series(recurrence: Recurrence, on: date, to: date) -> Recurrence:
    """Move all the dates of a rule as the one on `on` is moved to `to`.

    Of a rule for several weekdays, the dates of that weekday are moved. Dates that were moved or skipped one
    by one go with the series and stay moved or skipped. Raises CannotMove, saying why, where no such rule
    says the same of every date.
    """
    if not _falls(recurrence, on):
        raise CannotMove(MoveFault.NO_DATE, on, to)
    if on == to:
        return recurrence
    if not _is_plain(recurrence, on):
        raise CannotMove(MoveFault.MOVED_ALREADY, on, to)
    pattern = read_rule(recurrence.rule)
    assert not isinstance(pattern, BadRule), "it has just given a date"
    shift = _shift(pattern, on, to)
    moved = _moved(recurrence, shift, on, to)
    if not _falls(replace(moved, exceptions=()), to):
        raise CannotMove(MoveFault.BEYOND_END, on, to)
    return moved


def _falls(recurrence: Recurrence, day: date) -> bool:
    return bool(dates(recurrence, day, day))


def _is_plain(recurrence: Recurrence, day: date) -> bool:
    """Whether a date is the rule's own, neither moved away nor skipped."""
    untouched = all(each.on != day for each in recurrence.exceptions)
    return untouched and _falls(replace(recurrence, exceptions=()), day)


def _shift(pattern: Pattern, on: date, to: date) -> _Shift:
    if pattern.year_days or pattern.positions or len(pattern.months) > 1 < len(pattern.month_days):
        raise CannotMove(MoveFault.INTRICATE, on, to)
    match pattern.frequency:
        case Frequency.DAILY:
            return _by_days(pattern, on, to)
        case Frequency.WEEKLY:
            return _by_weekday(pattern, on, to)
        case Frequency.MONTHLY:
            return _in_month(pattern, on, to)
        case Frequency.YEARLY:
            return _in_year(pattern, on, to)


def _by_days(pattern: Pattern, on: date, to: date) -> _Shift:
    """Every third day: all days go equally far."""
    if pattern.months or pattern.month_days or pattern.weekdays:
        raise CannotMove(MoveFault.INTRICATE, on, to)
    far = to - on
    if far.days % pattern.interval == 0:
        raise CannotMove(MoveFault.SAME_SERIES, on, to)
    return _Shift({}, lambda day: day + far)


def _by_weekday(pattern: Pattern, on: date, to: date) -> _Shift:
    """Every second Friday: all go equally far; of several weekdays, only this one, and within its week."""
    far = to - on
    if far.days % (7 * pattern.interval) == 0:
        raise CannotMove(MoveFault.SAME_SERIES, on, to)
    names = {day for day, _ in pattern.weekdays}
    same_week = _week_begins(pattern, on) == _week_begins(pattern, to)
    if (pattern.months or len(names) > 1) and not same_week:
        raise CannotMove(MoveFault.OTHER_PERIOD, on, to)
    if len(names) > 1 and to.weekday() in names:
        raise CannotMove(MoveFault.TAKEN, on, to)
    if not names and not pattern.months:
        return _Shift({}, lambda day: day + far)
    days = sorted((names - {on.weekday()}) | {to.weekday()})
    parts = {"BYDAY": ",".join(WEEKDAYS[day] for day in days)}
    return _Shift(parts, lambda day: day + far if day.weekday() == on.weekday() else day)


def _week_begins(pattern: Pattern, day: date) -> date:
    return day - timedelta(days=(day.weekday() - pattern.week_start) % 7)


def _in_month(pattern: Pattern, on: date, to: date) -> _Shift:
    """The 15th, or the second Tuesday, of a month: another day of the same month."""
    if (on.year, on.month) != (to.year, to.month):
        raise CannotMove(MoveFault.OTHER_PERIOD, on, to)
    if len(pattern.weekdays) == 1 and not pattern.month_days:
        weekday, goes = _nth_weekday(pattern, on, to)
        return _Shift({"BYDAY": weekday}, goes)
    if pattern.weekdays or len(pattern.month_days) > 1:
        raise CannotMove(MoveFault.INTRICATE, on, to)
    _hold_sure(pattern, on, to)
    parts = {"BYMONTHDAY": str(to.day)} if pattern.month_days else {}
    return _Shift(parts, lambda day: day.replace(day=to.day))


def _nth_weekday(pattern: Pattern, on: date, to: date) -> tuple[str, Callable[[date], date]]:
    """Count the new weekday from the same end of the month as the old one."""
    ((_, nth),) = pattern.weekdays
    if nth == 0:
        raise CannotMove(MoveFault.INTRICATE, on, to)
    new = (to.day - 1) // 7 + 1 if nth > 0 else -((_month_days(to) - to.day) // 7 + 1)
    if abs(nth) > 4 or abs(new) > 4:
        raise CannotMove(MoveFault.NOT_EVERY_MONTH, on, to)
    return f"{new}{WEEKDAYS[to.weekday()]}", lambda day: _nth(
        day.replace(month=to.month) if pattern.frequency is Frequency.YEARLY else day, to.weekday(), new
    )


def _nth(within: date, weekday: int, nth: int) -> date:
    first = within.replace(day=1)
    if nth > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = within.replace(day=_month_days(within))
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def _month_days(day: date) -> int:
    following = day.replace(day=LAST_SURE_DAY) + timedelta(days=4)
    return (following - timedelta(days=following.day)).day


def _hold_sure(pattern: Pattern, on: date, to: date) -> None:
    if max(on.day, to.day) > LAST_SURE_DAY or min(pattern.month_days, default=1) < 0:
        raise CannotMove(MoveFault.NOT_EVERY_MONTH, on, to)


def _in_year(pattern: Pattern, on: date, to: date) -> _Shift:
    """A day of the year, or a weekday of one of its weeks or months: another of the same year."""
    if pattern.weeks:
        return _in_week_of_year(pattern, on, to)
    if on.year != to.year:
        raise CannotMove(MoveFault.OTHER_PERIOD, on, to)
    if pattern.weekdays:
        if len(pattern.weekdays) > 1 or pattern.month_days or len(pattern.months) != 1:
            raise CannotMove(MoveFault.INTRICATE, on, to)
        weekday, goes = _nth_weekday(pattern, on, to)
        return _Shift({"BYMONTH": str(to.month), "BYDAY": weekday}, lambda day: goes(day.replace(day=1)))
    if len(pattern.months) > 1 or len(pattern.month_days) != len(pattern.months):
        raise CannotMove(MoveFault.INTRICATE, on, to)
    _hold_sure(pattern, on, to)
    parts = {"BYMONTH": str(to.month), "BYMONTHDAY": str(to.day)} if pattern.months else {}
    return _Shift(parts, lambda day: day.replace(month=to.month, day=to.day))


def _in_week_of_year(pattern: Pattern, on: date, to: date) -> _Shift:
    old, new = on.isocalendar(), to.isocalendar()
    if len(pattern.weeks) > 1 or len(pattern.weekdays) != 1 or pattern.months or pattern.month_days:
        raise CannotMove(MoveFault.INTRICATE, on, to)
    if old.year != new.year:
        raise CannotMove(MoveFault.OTHER_PERIOD, on, to)
    if min(*pattern.weeks, new.week, old.week) < 1 or max(old.week, new.week) > 52:
        raise CannotMove(MoveFault.INTRICATE, on, to)
    parts = {"BYWEEKNO": str(new.week), "BYDAY": WEEKDAYS[to.weekday()]}
    return _Shift(parts, lambda day: date.fromisocalendar(day.isocalendar().year, new.week, to.weekday() + 1))


def _moved(recurrence: Recurrence, shift: _Shift, on: date, to: date) -> Recurrence:
    """Find the start from which the new rule gives the old dates, each where it goes, and none besides."""
    endless = _endless(recurrence)
    expected = sorted(map(shift.goes, islice(dates_from(endless), TRIED)))
    rule = _written(recurrence.rule, shift.parts)
    for starts_on in dict.fromkeys((recurrence.starts_on, expected[0])):
        tried = replace(endless, rule=_written(rule, {"UNTIL": ""}), starts_on=starts_on)
        as_before = starts_on == recurrence.starts_on
        if list(islice(dates_from(tried), TRIED)) == expected or (as_before and _is_seasonal(tried, to)):
            moved = replace(recurrence, rule=rule, starts_on=starts_on)
            exceptions = _carried(recurrence, moved, shift.goes)
            if exceptions is not None:
                return replace(moved, exceptions=exceptions)
    raise CannotMove(MoveFault.INTRICATE, on, to)


def _endless(recurrence: Recurrence) -> Recurrence:
    """The rule alone: an end cuts off dates, and they come back when the series is moved back."""
    rule = _written(recurrence.rule, {"UNTIL": ""})
    return replace(recurrence, rule=rule, ends_on=None, exceptions=())


def _is_seasonal(tried: Recurrence, to: date) -> bool:
    """Whether a rule is one for some months, whose dates can not be held side by side with the old ones.

    A month has another number of Thursdays than of Fridays.
    """
    pattern = read_rule(tried.rule)
    assert not isinstance(pattern, BadRule), "its parts come from rules that could be read"
    return pattern.frequency is Frequency.WEEKLY and bool(pattern.months) and _falls(tried, to)


def _carried(
    old: Recurrence, new: Recurrence, goes: Callable[[date], date]
) -> tuple[DateException, ...] | None:
    """Take each exception along with its date; one that did nothing must not begin to.

    None where the date of one is no date of the new rule, so that it would be lost.
    """
    before, after = _endless(old), _endless(new)
    carried = {goes(each.on): each for each in old.exceptions if _falls(before, each.on)}
    if not all(_falls(after, day) for day in carried):
        return None
    idle = [each for each in old.exceptions if not _falls(before, each.on)]
    kept = [replace(each, on=day) for day, each in carried.items()]
    kept += [each for each in idle if each.on not in carried and not _falls(after, each.on)]
    return tuple(sorted(kept, key=lambda each: each.on))


def _written(rule: str, parts: Mapping[str, str]) -> str:
    """Write a rule with some of its parts replaced, added, or (where they are empty) left out."""
    found = {piece.partition("=")[0].upper(): piece.partition("=")[2] for piece in rule.split(";")}
    found |= parts
    return ";".join(f"{name}={value}" for name, value in found.items() if value)
