"""Reading days and times of day as people in Sweden write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from db.drafts.fields import DraftField
from db.drafts.tidying import shown
from db.errors import Fault, FaultKind, InvalidDraft

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
YEAR_FIRST = re.compile(r"([0-9]{4})[/.\s]+([0-9]{1,2})[/.\s]+([0-9]{1,2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.\s]+([0-9]{1,2})[-/.\s]+([0-9]{4})")
DASHES = str.maketrans({"\N{EN DASH}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{MINUS SIGN}": "-"})

TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")
OTHER_TIME = re.compile(r"(?:kl\.?|klockan|at)?\s*([0-9]{1,2})(?:[:.]?([0-9]{2}))?(?:[:.][0-9]{2})?")


def read_date(field: DraftField, text: str) -> dt.date:
    """A day, year first: 2017-06-01, 2017-6-1 or 20170601.

    31 June, which has been seen in a signed agreement, is answered with 30 June; other ways of
    writing, which leave it open which is the day and which the month, with the likely ISO date.
    """
    plain = text.translate(DASHES)
    match = ISO_DATE.fullmatch(plain)
    if match is not None:
        year, month, day = (int(part) for part in match.groups() if part is not None)
        if year >= dt.MINYEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            return dt.date(year, month, day)
        raise _invalid(field, FaultKind.NOT_A_DATE, text, _likely_day(year, month, day))
    if match := YEAR_FIRST.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
        raise _invalid(field, FaultKind.NOT_A_DATE, text, _likely_day(year, month, day))
    if match := DAY_FIRST.fullmatch(plain):
        day, month, year = (int(part) for part in match.groups())
        raise _invalid(field, FaultKind.NOT_A_DATE, text, _likely_day(year, month, day))
    raise _invalid(field, FaultKind.NOT_A_DATE, text, "")


def read_time(field: DraftField, text: str) -> dt.time:
    """A time of day, 09:30 or 9.30."""
    match = TIME.fullmatch(text)
    if match is not None:
        hour, minute = int(match[1]), int(match[2])
        if hour <= 23 and minute <= 59:
            return dt.time(hour, minute)
    raise _invalid(field, FaultKind.NOT_A_TIME, text, _likely_time(text))


def _likely_day(year: int, month: int, day: int) -> str:
    """The day that was perhaps meant: the month's last for one past it, or day and month changed about."""
    if month > 12 >= day:
        month, day = day, month
    if year < dt.MINYEAR or not 1 <= month <= 12 or day < 1:
        return ""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1])).isoformat()


def _likely_time(text: str) -> str:
    """The time that was perhaps meant by 9, 0930, kl. 9.30, 24:00 or 09:30:00."""
    match = OTHER_TIME.fullmatch(text.casefold())
    if match is None:
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 23 and minute <= 59 else ""


def _invalid(field: DraftField, kind: FaultKind, text: str, nearest: str) -> InvalidDraft:
    """The failure to read a day or a time, with the one that was perhaps meant."""
    return InvalidDraft((Fault(field.entity, field.name, kind, shown(text), nearest=nearest),))
