"""Days, weeks and numbers as people write them in a filter, read as stretches with a first and a last."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

TODAY: Final = {
    "idag": 0,
    "today": 0,
    "nu": 0,
    "now": 0,
    "igår": -1,
    "yesterday": -1,
    "imorgon": 1,
    "tomorrow": 1,
}
THIS_WEEK: Final = {
    "nu": 0, "denna": 0, "now": 0, "this": 0, "nästa": 1, "next": 1, "förra": -1, "last": -1,
}  # fmt: skip
DAY: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
SOLID_DAY: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})")
YEAR: Final = re.compile(r"[0-9]{4}")
WEEK: Final = re.compile(r"([0-9]{4})-?[vw]([0-9]{1,2})")
BARE_WEEK: Final = re.compile(r"[vw]?([0-9]{1,2})")
AWAY: Final = re.compile(r"([+-])([0-9]{1,4})(d|v|w|m|å|y)")
TIME: Final = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
NUMBER: Final = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
UNIT_DAYS: Final = {"d": 1, "v": 7, "w": 7}
UNIT_MONTHS: Final = {"m": 1, "å": 12, "y": 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from the first to the last, both counted in: a day, a week, a month or a year."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week, of one year or, where `year` is None, of any."""

    year: int | None
    number: int

    @property
    def stretch(self) -> Stretch | None:
        """Its seven days, where the year is known and has such a week."""
        if self.year is None:
            return None
        try:
            monday = dt.date.fromisocalendar(self.year, self.number, 1)
            return Stretch(monday, monday + dt.timedelta(days=6))
        except (ValueError, OverflowError):
            return None


def read_days(text: str, *, today: dt.date) -> Stretch | None:
    """Read `2017-06-01`, `20170601`, `2017-06`, `2017`, `2017-v23`, `idag`, `+14d`; None for the rest."""
    text = text.strip().casefold()
    try:
        if text in TODAY:
            return _one(today + dt.timedelta(days=TODAY[text]))
        if found := AWAY.fullmatch(text):
            return _away(today, int(found[1] + found[2]), found[3])
        if found := DAY.fullmatch(text) or SOLID_DAY.fullmatch(text):
            return _one(dt.date(int(found[1]), int(found[2]), int(found[3])))
        if found := MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
            return Stretch(dt.date(year, month, 1), dt.date(year, month, _days_in(year, month)))
        if YEAR.fullmatch(text):
            return Stretch(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
        if found := WEEK.fullmatch(text):
            return Week(int(found[1]), int(found[2])).stretch
    except (ValueError, OverflowError):
        return None
    return None


def read_week(text: str, *, today: dt.date) -> Week | None:
    """Read `17`, `v17`, `2017-v17`, `2017-W17` or `nästa`; None for anything else."""
    text = text.strip().casefold()
    if text in THIS_WEEK:
        year, number, _ = (today + dt.timedelta(weeks=THIS_WEEK[text])).isocalendar()
        return Week(year, number)
    if found := BARE_WEEK.fullmatch(text):
        return Week(None, int(found[1])) if 1 <= int(found[1]) <= 53 else None
    if found := WEEK.fullmatch(text):
        week = Week(int(found[1]), int(found[2]))
        return week if week.stretch else None
    return None


def read_time(text: str) -> tuple[dt.time, dt.time] | None:
    """Read `18`, `18:30` or `18.30` as that hour or minute, first and last; None for anything else."""
    found = TIME.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    hour, minute = int(found[1]), found[2]
    return dt.time(hour, int(minute or 0)), dt.time(hour, int(minute or 59), 59, 999_999)


def read_number(text: str) -> float | None:
    """Read a number with a point or a comma; None for anything else, and for what no column could hold."""
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def _one(day: dt.date) -> Stretch:
    return Stretch(day, day)


def _days_in(year: int, month: int) -> int:
    if not (dt.MINYEAR <= year <= dt.MAXYEAR and 1 <= month <= 12):
        raise ValueError("no such month")
    return calendar.monthrange(year, month)[1]


def _away(today: dt.date, count: int, unit: str) -> Stretch:
    if unit in UNIT_DAYS:
        return _one(today + dt.timedelta(days=count * UNIT_DAYS[unit]))
    months = today.year * 12 + today.month - 1 + count * UNIT_MONTHS[unit]
    year, month = divmod(months, 12)
    return _one(dt.date(year, month + 1, min(today.day, _days_in(year, month + 1))))
