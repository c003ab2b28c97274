"""A recurrence as a person chooses it in a form, to and from the rule that is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from db.rules.rule_text import WEEKDAYS, BadRule, Frequency, read_rule

LAST: Final = -1
PLACES: Final = (1, 2, 3, 4, LAST)
"""Which of a month's Fridays can be chosen; a fifth there seldom is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChoice:
    """What the controls of a recurrence say.

    weekdays: those of a weekly rule, 0 being Monday. A monthly or yearly one goes by a `day` of the month
    (-1 the last), or by a `place` of a `weekday`, such as the last Friday; a yearly one has its `month` too.
    It ends after `count` times, on the day `until`, or never.
    """

    frequency: Frequency = Frequency.WEEKLY
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    place: int | None = None
    weekday: int = 0
    month: int | None = None
    count: int | None = None
    until: dt.date | None = None

    @property
    def rule(self) -> str:
        """The rule as it is kept."""
        parts = [f"FREQ={self.frequency.name}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.frequency is Frequency.WEEKLY and self.weekdays:
            parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in sorted(self.weekdays)))
        if self.frequency is Frequency.YEARLY and self.month:
            parts.append(f"BYMONTH={self.month}")
        if self.frequency in (Frequency.MONTHLY, Frequency.YEARLY):
            if self.place is not None:
                parts.append(f"BYDAY={self.place}{WEEKDAYS[self.weekday]}")
            elif self.day is not None:
                parts.append(f"BYMONTHDAY={self.day}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        elif self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)


def every_week(day: dt.date) -> str:
    """The rule that one begins with: each week on that day's weekday."""
    return RuleChoice(weekdays=(day.weekday(),)).rule


def choice_of(rule: str, starts_on: dt.date | None = None) -> RuleChoice | None:
    """The choice that a rule is; None for one that says more than the controls can.

    What a rule leaves to its first day is filled in from `starts_on`.
    """
    pattern = read_rule(rule)
    if isinstance(pattern, BadRule):
        return None
    day = pattern.month_days[0] if len(pattern.month_days) == 1 else None
    place, weekday = None, 0
    monthly = pattern.frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    if monthly and len(pattern.weekdays) == 1:
        weekday, nth = pattern.weekdays[0]
        place = nth or (pattern.positions[0] if len(pattern.positions) == 1 else None)
        if place not in PLACES:
            return None
    if monthly and place is None and day is None and starts_on is not None:
        day = starts_on.day
    month = pattern.months[0] if len(pattern.months) == 1 else None
    if pattern.frequency is Frequency.YEARLY and month is None and starts_on is not None:
        month = starts_on.month
    weekdays = tuple(number for number, nth in pattern.weekdays if not nth)
    if pattern.frequency is Frequency.WEEKLY and not weekdays and starts_on is not None:
        weekdays = (starts_on.weekday(),)
    found = RuleChoice(
        frequency=pattern.frequency,
        interval=pattern.interval,
        weekdays=weekdays if not monthly else (),
        day=day if monthly and place is None else None,
        place=place,
        weekday=weekday,
        month=month if pattern.frequency is Frequency.YEARLY else None,
        count=pattern.count,
        until=pattern.until,
    )
    return found if _says_the_same(found, rule, starts_on) else None


def _says_the_same(choice: RuleChoice, rule: str, starts_on: dt.date | None) -> bool:
    """Whether nothing of the rule is lost in the choice."""
    from db.rules.recurrence import Recurrence, next_dates

    if read_rule(choice.rule) == read_rule(rule):
        return True
    start = starts_on or dt.date(2017, 1, 2)
    before = start - dt.timedelta(days=1)
    try:
        one, other = (
            next_dates(Recurrence(rule=text, starts_on=start), before, 60) for text in (rule, choice.rule)
        )
    except BadRule:
        return False
    return one == other
