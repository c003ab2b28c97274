"""Reading the written form of a recurrence: an RFC 5545 RRULE of whole days, and what is wrong with it.

dateutil's own reader takes much that has no meaning here (hours, an interval of 0 that never ends)
and says little about what it refuses, so the text is read here and dateutil is given the figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache

from db.errors import PlanError

LONGEST_RULE = 500
MOST_TIMES = 1000
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(IntEnum):
    """The length of a rule's period; the values are dateutil's."""

    YEARLY = 0
    MONTHLY = 1
    WEEKLY = 2
    DAILY = 3

    @property
    def days(self) -> int:
        """About how many days one such period has."""
        return (366, 31, 7, 1)[self]


LONGEST_INTERVAL = {
    Frequency.DAILY: 3660,
    Frequency.WEEKLY: 520,
    Frequency.MONTHLY: 120,
    Frequency.YEARLY: 10,
}
"""No rule waits for more than ten years: such a plan is a slip of the finger."""


class RuleFault(StrEnum):
    """Why a recurrence rule is refused."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_A_PART = "not_a_part"
    UNKNOWN_PART = "unknown_part"
    REPEATED_PART = "repeated_part"
    NO_FREQUENCY = "no_frequency"
    TIME_OF_DAY = "time_of_day"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WEEKDAY = "not_a_weekday"
    NOT_A_DATE = "not_a_date"
    NOT_A_CHOICE = "not_a_choice"
    OUT_OF_RANGE = "out_of_range"
    NOT_TOGETHER = "not_together"
    NEEDS_ANOTHER_PART = "needs_another_part"
    NO_DATES = "no_dates"


@dataclass
class BadRule(PlanError, ValueError):
    """A recurrence rule that cannot be kept: where in the text, and why.

    `part` is the part's name (BYDAY), `given` what it said, `other` the part that it cannot stand
    beside, `lowest` and `highest` the bounds of a number, `choices` the words that would do.
    """

    text: str
    reason: RuleFault
    start: int = 0
    length: int = 0
    part: str = ""
    given: str = ""
    other: str = ""
    lowest: int | None = None
    highest: int | None = None
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say which rule and why, for a log."""
        return f"{self.reason} {self.part} {self.given!r} at {self.start} in {self.text!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What a rule says, as figures. A weekday is (0 = Monday, which one in the month or year; 0 = each)."""

    frequency: Frequency
    interval: int = 1
    week_start: int = 0
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One NAME=VALUE of a rule and where it stands."""

    rule: str
    name: str
    value: str
    start: int

    def fault(
        self,
        reason: RuleFault,
        *,
        given: str | None = None,
        other: str = "",
        lowest: int | None = None,
        highest: int | None = None,
        choices: tuple[str, ...] = (),
    ) -> BadRule:
        """Say what is wrong with this part."""
        return BadRule(
            text=self.rule,
            reason=reason,
            start=self.start,
            length=len(self.name) + 1 + len(self.value),
            part=self.name,
            given=self.value if given is None else given,
            other=other,
            lowest=lowest,
            highest=highest,
            choices=choices,
        )


_NUMBER = re.compile(r"[+-]?[0-9]{1,6}")
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_SHORT_FREQUENCIES = ("HOURLY", "MINUTELY", "SECONDLY")
_HIGHEST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_HIGHEST)


@lru_cache(maxsize=4096)
def read_rule(text: str) -> Pattern | BadRule:
    """Give the figures of a rule, or what is wrong with it.

    The fault is given back, not raised, so that it is remembered as well: a merged plan may ask for
    the dates of the same unreadable rule a hundred thousand times.
    """
    try:
        return _pattern(_parts(text), text)
    except BadRule as fault:
        return fault.with_traceback(None)


def _parts(text: str) -> dict[str, _Part]:
    if not text.strip():
        raise BadRule(text=text, reason=RuleFault.EMPTY)
    if len(text) > LONGEST_RULE:
        raise BadRule(text=text, reason=RuleFault.TOO_LONG, length=len(text), highest=LONGEST_RULE)
    parts: dict[str, _Part] = {}
    start = 0
    for piece in text.split(";"):
        name, equals, value = piece.partition("=")
        part = _Part(rule=text, name=name.upper(), value=value.upper(), start=start)
        start += len(piece) + 1
        if not equals or not name or not value:
            raise BadRule(text, RuleFault.NOT_A_PART, start=part.start, length=len(piece), given=piece)
        if part.name in _TIMES_OF_DAY:
            raise part.fault(RuleFault.TIME_OF_DAY)
        if part.name not in _PARTS:
            raise part.fault(RuleFault.UNKNOWN_PART, given=name, choices=_PARTS)
        if part.name in parts:
            raise part.fault(RuleFault.REPEATED_PART)
        parts[part.name] = part
    return parts


def _pattern(parts: Mapping[str, _Part], text: str) -> Pattern:
    if "FREQ" not in parts:
        choices = tuple(each.name for each in reversed(Frequency))
        raise BadRule(text=text, reason=RuleFault.NO_FREQUENCY, part="FREQ", choices=choices)
    frequency = _frequency(parts["FREQ"])
    _check_together(parts, frequency)
    weekdays = _weekdays(parts, frequency)
    return Pattern(
        frequency=frequency,
        interval=_whole(parts.get("INTERVAL"), highest=LONGEST_INTERVAL[frequency]) or 1,
        count=_whole(parts.get("COUNT"), highest=MOST_TIMES),
        until=_until(parts.get("UNTIL")),
        week_start=_week_start(parts.get("WKST")),
        months=_numbers(parts.get("BYMONTH")),
        weeks=_numbers(parts.get("BYWEEKNO")),
        year_days=_numbers(parts.get("BYYEARDAY")),
        month_days=_numbers(parts.get("BYMONTHDAY")),
        weekdays=weekdays,
        positions=_numbers(parts.get("BYSETPOS")),
    )


def _frequency(part: _Part) -> Frequency:
    if part.value in _SHORT_FREQUENCIES:
        raise part.fault(RuleFault.TIME_OF_DAY)
    try:
        return Frequency[part.value]
    except KeyError:
        choices = tuple(each.name for each in reversed(Frequency))
        raise part.fault(RuleFault.NOT_A_CHOICE, choices=choices) from None


def _check_together(parts: Mapping[str, _Part], frequency: Frequency) -> None:
    """Keep to the table of RFC 5545, section 3.3.10, of which parts mean something together."""
    freq = f"FREQ={frequency.name}"
    if "BYWEEKNO" in parts and frequency is not Frequency.YEARLY:
        raise parts["BYWEEKNO"].fault(RuleFault.NOT_TOGETHER, other=freq)
    if "BYYEARDAY" in parts and frequency is not Frequency.YEARLY:
        raise parts["BYYEARDAY"].fault(RuleFault.NOT_TOGETHER, other=freq)
    if "BYMONTHDAY" in parts and frequency is Frequency.WEEKLY:
        raise parts["BYMONTHDAY"].fault(RuleFault.NOT_TOGETHER, other=freq)
    if "COUNT" in parts and "UNTIL" in parts:
        raise parts["COUNT"].fault(RuleFault.NOT_TOGETHER, other="UNTIL")
    others = tuple(name for name in _PARTS if name.startswith("BY") and name != "BYSETPOS")
    if "BYSETPOS" in parts and not any(name in parts for name in others):
        raise parts["BYSETPOS"].fault(RuleFault.NEEDS_ANOTHER_PART, choices=others)


def _whole(part: _Part | None, *, highest: int) -> int | None:
    if part is None:
        return None
    if not _NUMBER.fullmatch(part.value):
        raise part.fault(RuleFault.NOT_A_NUMBER)
    number = int(part.value)
    if not 1 <= number <= highest:
        raise part.fault(RuleFault.OUT_OF_RANGE, lowest=1, highest=highest)
    return number


def _numbers(part: _Part | None) -> tuple[int, ...]:
    """Read a list of numbers; all but months may be counted from the end, as -1."""
    if part is None:
        return ()
    numbers = set()
    highest = _HIGHEST[part.name]
    lowest = 1 if part.name == "BYMONTH" else -highest
    for word in part.value.split(","):
        if not _NUMBER.fullmatch(word):
            raise part.fault(RuleFault.NOT_A_NUMBER, given=word)
        number = int(word)
        if number == 0 or not lowest <= number <= highest:
            raise part.fault(RuleFault.OUT_OF_RANGE, given=word, lowest=lowest, highest=highest)
        numbers.add(number)
    return tuple(sorted(numbers))


def _weekdays(parts: Mapping[str, _Part], frequency: Frequency) -> tuple[tuple[int, int], ...]:
    part = parts.get("BYDAY")
    if part is None:
        return ()
    in_month = frequency is Frequency.MONTHLY or "BYMONTH" in parts
    highest = 5 if in_month else 53
    days = set()
    for word in part.value.split(","):
        match = _WEEKDAY.fullmatch(word)
        if match is None:
            raise part.fault(RuleFault.NOT_A_WEEKDAY, given=word, choices=WEEKDAYS)
        nth = int(match[1] or "0")
        if match[1] and frequency in (Frequency.WEEKLY, Frequency.DAILY):
            raise part.fault(RuleFault.NOT_TOGETHER, given=word, other=f"FREQ={frequency.name}")
        if match[1] and "BYWEEKNO" in parts:
            raise part.fault(RuleFault.NOT_TOGETHER, given=word, other="BYWEEKNO")
        if match[1] and (nth == 0 or abs(nth) > highest):
            raise part.fault(RuleFault.OUT_OF_RANGE, given=word, lowest=-highest, highest=highest)
        days.add((WEEKDAYS.index(match[2]), nth))
    return _without_mixture(days, highest)


def _without_mixture(days: set[tuple[int, int]], highest: int) -> tuple[tuple[int, int], ...]:
    """Write "each Monday and the last Friday" as five numbered Mondays and a Friday.

    dateutil lets days with and without a number limit each other, where RFC 5545 adds them up.
    """
    if any(nth for _, nth in days):
        plain = {(day, nth) for day, nth in days if nth == 0}
        days = (days - plain) | {(day, nth) for day, _ in plain for nth in range(1, highest + 1)}
    return tuple(sorted(days))


def _week_start(part: _Part | None) -> int:
    if part is None:
        return 0
    if part.value not in WEEKDAYS:
        raise part.fault(RuleFault.NOT_A_WEEKDAY, choices=WEEKDAYS)
    return WEEKDAYS.index(part.value)


def _until(part: _Part | None) -> date | None:
    if part is None:
        return None
    match = _DATE.fullmatch(part.value)
    if match is None:
        has_time = _DATE.match(part.value) and "T" in part.value
        raise part.fault(RuleFault.TIME_OF_DAY if has_time else RuleFault.NOT_A_DATE)
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise part.fault(RuleFault.NOT_A_DATE) from None
