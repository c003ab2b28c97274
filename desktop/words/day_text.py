"""The day that a person means by what they type: 1/6, 1 juni, v 23, fredag, imorgon, +14d."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from db.rules.calendar import BadWeek, Week
from desktop.words.kinds import plain
from desktop.words.speech import LANGUAGES, Words

LONG_AGO: Final = 92
"""Days back from which a day without a year is taken for the coming year's: plans look ahead."""

NEAR: Final = {
    "idag": 0, "i dag": 0, "today": 0,
    "imorgon": 1, "i morgon": 1, "imorron": 1, "tomorrow": 1,
    "i övermorgon": 2, "övermorgon": 2, "the day after tomorrow": 2,
    "igår": -1, "i går": -1, "yesterday": -1,
    "i förrgår": -2, "förrgår": -2,
}  # fmt: skip

OVER_AND_OVER: Final = frozenset(
    {
        "alla", "dagligen", "fjärde", "månadsvis", "månatligen", "tredje", "var", "varannan", "varje",
        "vartannat", "vartredje", "veckovis", "årligen",
        "annually", "daily", "each", "every", "monthly", "weekly", "yearly",
    }
)  # fmt: skip
"""Words by which people say that something comes again."""

_WEEKDAYS = re.compile(r"(mån|tis|ons|tors|fre|lör|sön)dag(ar|arna)|[a-z]{3,6}days")

_STEP = re.compile(
    r"([+-])\s*([0-9]{1,4})\s*(d|dag|dagar|day|days|v|vecka|veckor|w|week|weeks|m|mån|månad|månader|month|months"
    r"|å|år|y|year|years)?"
)
_DAY_MONTH = re.compile(r"([0-9]{1,2})\s*[/.]\s*([0-9]{1,2})\.?(?:\s*[-/. ]\s*([0-9]{4}|[0-9]{2}))?")
_SHORT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_NAMED = re.compile(
    r"(?:den\s+)?([0-9]{1,2})(?::?[ae]|st|nd|rd|th|\.)?\s+(?:of\s+)?([^\W\d]+)\.?(?:,?\s+([0-9]{4}))?"
)
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+([0-9]{4}))?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_OF_WEEK = re.compile(r"(?:(?:på|on|nästa|next)\s+)?([^\W\d]+)")


def day_meant(text: str, *, today: dt.date, near: dt.date | None = None, weekday: int = 0) -> dt.date | None:
    """The day that a text means, None where it means none.

    A day without a year is that of `near`, where there is one, else the one round `today`. A week alone means
    its `weekday`, 0 being Monday: a thing that starts then starts on the Monday, one due then on the Friday.
    """
    said = " ".join(text.casefold().split())
    if said in NEAR:
        return today + dt.timedelta(days=NEAR[said])
    try:
        return (
            _iso(said)
            or _stepped(said, today)
            or _written(said, today, near)
            or _in_week(said, near or today, weekday)
            or _next_weekday(said, today)
        )
    except (ValueError, OverflowError):
        return None


def sounds_recurring(text: str) -> bool:
    """Whether what was typed for one day speaks of many: varannan fredag, every Monday, tisdagar."""
    return any(word in OVER_AND_OVER or _WEEKDAYS.fullmatch(word) for word in text.casefold().split())


def _iso(said: str) -> dt.date | None:
    match = _ISO.fullmatch(said) or _COMPACT.fullmatch(said)
    return dt.date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _stepped(said: str, today: dt.date) -> dt.date | None:
    """+14d, -3 dagar, +2v, +1m."""
    match = _STEP.fullmatch(said)
    if match is None:
        return None
    count = int(match[1] + match[2])
    unit = (match[3] or "d")[0]
    if unit in "må" and match[3] and match[3].startswith("må"):
        unit = "m"
    if unit in "må" or unit == "y":
        return months_later(today, count if unit == "m" else 12 * count)
    return today + dt.timedelta(days=count * (7 if unit in "vw" else 1))


def months_later(day: dt.date, count: int) -> dt.date:
    """The same day some months on, or the month's last where it has no such day."""
    month = day.year * 12 + day.month - 1 + count
    year, number = divmod(month, 12)
    return dt.date(year, number + 1, min(day.day, calendar.monthrange(year, number + 1)[1]))


def _written(said: str, today: dt.date, near: dt.date | None) -> dt.date | None:
    """1/6, 1/6 2017, 1.6.17, 170601, 1 juni, 1 juni 2017, June 1."""
    if match := _DAY_MONTH.fullmatch(said):
        return _with_year(int(match[1]), int(match[2]), match[3], today, near)
    if match := _SHORT.fullmatch(said):
        return dt.date(2000 + int(match[1]), int(match[2]), int(match[3]))
    if (match := _NAMED.fullmatch(said)) and (month := _month(match[2])):
        return _with_year(int(match[1]), month, match[3], today, near)
    if (match := _MONTH_FIRST.fullmatch(said)) and (month := _month(match[1])):
        return _with_year(int(match[2]), month, match[3], today, near)
    return None


def _with_year(day: int, month: int, year: str | None, today: dt.date, near: dt.date | None) -> dt.date:
    if year:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if near is not None:
        return dt.date(near.year, month, day)
    found = dt.date(today.year, month, day)
    return found if (today - found).days <= LONG_AGO else dt.date(today.year + 1, month, day)


def _in_week(said: str, round_about: dt.date, weekday: int) -> dt.date | None:
    """V 23, vecka 23 2018, ons v 23."""
    first, _, rest = said.partition(" ")
    number = _weekday(first)
    if number is not None and rest:
        said, weekday = rest, number
    if not said.startswith(("v", "w")) and "w" not in said:
        return None  # A bare number is no week.
    try:
        week = Week.parse(said, year=round_about.isocalendar().year)
    except BadWeek:
        return None
    return dt.date.fromisocalendar(week.year, week.number, weekday + 1)


def _next_weekday(said: str, today: dt.date) -> dt.date | None:
    """Fredag: the next one that comes."""
    match = _OF_WEEK.fullmatch(said)
    number = _weekday(match[1]) if match else None
    if number is None:
        return None
    return today + dt.timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _month(word: str) -> int | None:
    names = {
        plain(Words(language).month(number)): number for language in LANGUAGES for number in range(1, 13)
    }
    fits = {number for name, number in names.items() if len(word) >= 3 and name.startswith(plain(word))}
    return fits.pop() if len(fits) == 1 else None


def _weekday(word: str) -> int | None:
    if len(word) < 2:
        return None
    days = [dt.date(2018, 1, 1 + number) for number in range(7)]
    fits = {
        day.weekday()
        for language in LANGUAGES
        for day in days
        if Words(language).weekday(day).casefold().startswith(word)
    }
    return fits.pop() if len(fits) == 1 else None
