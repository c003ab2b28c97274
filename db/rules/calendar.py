"""The Swedish calendar of work: week numbers, tertials, public holidays and working days.

Public holidays are those of the act SFS 1989:253, which counts every Sunday as one. Municipal staff
are free on five eves besides, which no act names; they are a notion of their own here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from db.kinds import FollowUpPeriod

_DAY = timedelta(days=1)
_SUNDAY = 6


class BadWeek(ValueError):
    """A week that the calendar does not have, or a text that names none; `given` is what was said."""

    def __init__(self, given: str) -> None:
        super().__init__(given)
        self.given = given


_WEEK_TEXT = re.compile(
    r"""\s* (?: (?P<year_before>[0-9]{4}) \s* [-/\s] \s* (?=[^\s]) | (?P<compact>[0-9]{4}) (?=[vw]) )?
    (?: vecka | week | v | w )? \.? \s* (?P<number>[0-9]{1,2})
    (?: \s* [,/\s] \s* (?P<year_after>[0-9]{4}) )? \s*""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week, from Monday to Sunday; it belongs to the year that most of its days lie in."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a week 53 in a year that has 52."""
        if not 1 <= self.year <= 9998 or not 1 <= self.number <= weeks_in(self.year):
            raise BadWeek(f"{self.year}-W{self.number}")

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"

    @classmethod
    def of(cls, day: date) -> Week:
        """Find the week that a day lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str, *, year: int) -> Week:
        """Read "17", "v17", "v. 17", "vecka 17", "week 17 2017", "2017-17", "2017-W17" or "2017W17".

        `year` is meant where the text names none; two different years in the text are none.
        """
        match = _WEEK_TEXT.fullmatch(text)
        if match is None:
            raise BadWeek(text)
        named = {match[group] for group in ("year_before", "compact", "year_after")} - {None}
        if len(named) > 1:
            raise BadWeek(text)
        try:
            return cls(int(named.pop() if named else year), int(match["number"]))
        except BadWeek:
            raise BadWeek(text) from None

    @property
    def first_day(self) -> date:
        """The week's Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The week's Sunday."""
        return date.fromisocalendar(self.year, self.number, 7)

    def later(self, weeks: int) -> Week:
        """Find the week that comes `weeks` weeks after this one, or before it where that is negative."""
        return Week.of(self.first_day + timedelta(weeks=weeks))


def weeks_in(year: int) -> int:
    """Tell whether a year has 52 weeks or 53: 28 December always lies in its last."""
    return date(year, 12, 28).isocalendar().week


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days there are in it."""
        return (self.last - self.first).days + 1


_MONTHS = {
    FollowUpPeriod.T1: (1, 4),
    FollowUpPeriod.T2: (5, 8),
    FollowUpPeriod.T3: (9, 12),
    FollowUpPeriod.YEAR: (1, 12),
}


def follow_up_span(period: FollowUpPeriod, year: int) -> DateSpan:
    """Give the days that a follow-up looks back on: a tertial of four months, or the whole year."""
    first_month, last_month = _MONTHS[period]
    after = date(year, last_month, 28) + timedelta(days=4)
    return DateSpan(date(year, first_month, 1), after.replace(day=1) - _DAY)


def tertial_of(day: date) -> FollowUpPeriod:
    """Find the four-month period that a day lies in."""
    return (FollowUpPeriod.T1, FollowUpPeriod.T2, FollowUpPeriod.T3)[(day.month - 1) // 4]


def holiday_name(day: date, language: str = "sv") -> str | None:
    """Name a public holiday in Swedish ("sv") or English ("en"); None for a plain Sunday or any other day.

    The names go as far as the library's: from 1953 to 2100.
    """
    return _holidays_of(day.year, _library_language(language)).get(day)


def eve_name(day: date, language: str = "sv") -> str | None:
    """Name one of the five eves that municipal staff have free; None for any other day.

    They are the eves of Easter, Whitsun, midsummer, Christmas and New Year, named for the same years.
    """
    return _eves_of(day.year, _library_language(language)).get(day)


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday by law, as each Sunday is; the eves are not."""
    return day.weekday() == _SUNDAY or holiday_name(day) is not None


def is_working_day(day: date) -> bool:
    """Tell whether municipal staff work: Monday to Friday, neither a public holiday nor one of the eves."""
    return day.weekday() < 5 and holiday_name(day) is None and eve_name(day) is None


def next_working_day(day: date) -> date:
    """Find the first working day after `day`."""
    return next(each for each in _days_from(day + _DAY) if is_working_day(each))


def working_days_between(first: date, last: date) -> int:
    """Count the working days from `first` to `last`, both included; none if `last` comes first."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += _DAY


def _library_language(language: str) -> str:
    return "sv" if language.startswith("sv") else "en_US"


@lru_cache(maxsize=1024)
def _holidays_of(year: int, language: str) -> Mapping[date, str]:
    # The library takes longer to import than a window to open, so it waits until a holiday is asked for.
    from holidays.countries.sweden import Sweden

    return dict(Sweden(years=year, language=language))


@lru_cache(maxsize=1024)
def _eves_of(year: int, language: str) -> Mapping[date, str]:
    from dateutil.easter import easter
    from holidays.constants import DE_FACTO, OPTIONAL
    from holidays.countries.sweden import Sweden

    named = Sweden(years=year, language=language, categories=(DE_FACTO, OPTIONAL))
    midsummer = next(day for day in _days_from(date(year, 6, 19)) if day.weekday() == 4)
    easter_day = easter(year)
    whitsun_eve = easter_day + timedelta(days=48)
    eves = (easter_day - _DAY, whitsun_eve, midsummer, date(year, 12, 24), date(year, 12, 31))
    return {day: named[day] for day in eves if day in named}
