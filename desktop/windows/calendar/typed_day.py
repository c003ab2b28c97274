"""Reading where a person wants to go in a calendar: a week, a date, a month, or a word for one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from db.rules.calendar import BadWeek, Week
from desktop.words import Words

_WEEK: Final = re.compile(
    r"\s*(?:vecka|week|v|w)\b.*|.*\d\s*-?\s*[vw]\s*\d.*|\s*[vw]\.?\s*\d.*|\s*\d{1,2}\s*",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"\s*(\d{4})-(\d{1,2})(?:-(\d{1,2}))?\s*")
_SLASH: Final = re.compile(r"\s*(\d{1,2})\s*/\s*(\d{1,2})(?:\s*[- /]\s*(\d{4}))?\s*")
_NAMED: Final = re.compile(r"\s*(?:(\d{1,2})\.?\s*)?([^\W\d]{3,})\.?\s*(\d{4})?\s*")
_YEAR: Final = re.compile(r"\s*(\d{4})\s*")
_TODAY: Final = frozenset({"idag", "i dag", "today"})


def typed_day(words: Words, text: str, shown: dt.date, today: dt.date) -> dt.date | None:
    """Find the day that is meant, the first of a week or month; None where none is.

    What names no year means that of the day which is `shown`. A number alone is a week.
    """
    if text.strip().casefold() in _TODAY:
        return today
    if _WEEK.fullmatch(text):
        try:
            return Week.parse(text, year=shown.isocalendar().year).first_day
        except BadWeek:
            return None
    try:
        return _dated(text, shown) or _named(words, text, shown)
    except ValueError:
        return None


def _dated(text: str, shown: dt.date) -> dt.date | None:
    if found := _ISO.fullmatch(text):
        return dt.date(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := _SLASH.fullmatch(text):
        return dt.date(int(found[3] or shown.year), int(found[2]), int(found[1]))
    if found := _YEAR.fullmatch(text):
        return dt.date(int(found[1]), 1, 1)
    return None


def _named(words: Words, text: str, shown: dt.date) -> dt.date | None:
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    for voice in (words, Words("sv"), Words("en")):
        for number in range(1, 13):
            if voice.month(number).casefold().startswith(found[2].casefold()):
                return dt.date(int(found[3] or shown.year), number, int(found[1] or 1))
    return None
