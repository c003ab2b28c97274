"""When an activity is to be done, as a person says it: "varje fredag", "vecka 17–19", "senast 30 juni"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from db.kinds import ScheduleKind
from db.rules.rule_text import BadRule, Frequency, Pattern, read_rule
from db.rules.schedule import Schedule
from desktop.words.speech import N_, Words

PLACES: Final = {
    1: N_("the first {weekday}"),
    2: N_("the second {weekday}"),
    3: N_("the third {weekday}"),
    4: N_("the fourth {weekday}"),
    5: N_("the fifth {weekday}"),
    -1: N_("the last {weekday}"),
    -2: N_("the last {weekday} but one"),
}

EVERY: Final = {
    Frequency.DAILY: (N_("every day"), N_("every second day"), N_("every {interval} days")),
    Frequency.WEEKLY: (N_("every week"), N_("every second week"), N_("every {interval} weeks")),
    Frequency.MONTHLY: (N_("every month"), N_("every second month"), N_("every {interval} months")),
    Frequency.YEARLY: (N_("every year"), N_("every second year"), N_("every {interval} years")),
}


def rule_words(words: Words, rule: str) -> str:
    """A recurrence rule in words; what nobody can read is shown as it stands."""
    pattern = read_rule(rule)
    if isinstance(pattern, BadRule):
        return rule
    parts = [_days(words, pattern), *_within(words, pattern), *_until(words, pattern)]
    return ", ".join(part for part in parts if part)


def weekday_name(words: Words, number: int) -> str:
    """The name of a weekday, 0 being Monday."""
    return words.weekday(dt.date(2018, 1, 1 + number))


def span_words(words: Words, first: dt.date | None, last: dt.date | None) -> str:
    """A stretch of days: from, to, or both."""
    _ = words
    if first and last:
        return f"{words.date(first)} – {words.date(last)}"
    if first:
        return _("from {date}").format(date=words.date(first))
    return _("until {date}").format(date=words.date(last)) if last else ""


def weeks_words(words: Words, first: dt.date, last: dt.date) -> str:
    """The ISO weeks of a stretch of days, with their years where they are not of one."""
    _ = words
    one, other = first.isocalendar(), last.isocalendar()
    if one[:2] == other[:2]:
        return words.week(first)
    if one.year == other.year:
        return _("weeks {first}–{last}").format(first=one.week, last=other.week)
    return _("week {first} {year} – week {last} {other_year}").format(
        first=one.week, year=one.year, last=other.week, other_year=other.year
    )


def schedule_lines(
    words: Words, schedule: Schedule, when_words: str, next_due: dt.date | None, *, today: dt.date
) -> list[str]:
    """Lines that tell when: the day or the rule first, then weeks, what has been moved, and what is next."""
    tell: dict[ScheduleKind, Callable[[], list[str]]] = {
        ScheduleKind.ONCE: lambda: _once(words, schedule),
        ScheduleKind.PERIOD: lambda: _period(words, schedule),
        ScheduleKind.RECURRING: lambda: _recurring(words, schedule, next_due, today),
        ScheduleKind.STANDING: lambda: _standing(words, schedule),
        ScheduleKind.RELATIVE: lambda: _relative(words, schedule, when_words),
    }
    lines = [line for line in tell[schedule.kind]() if line]
    return [lines[0][:1].upper() + lines[0][1:], *lines[1:]] if lines else [words("No date set")]


def _once(words: Words, schedule: Schedule) -> list[str]:
    _ = words
    if schedule.due_on is None:
        return []
    return [_("by {date}").format(date=words.date(schedule.due_on)), words.week(schedule.due_on)]


def _period(words: Words, schedule: Schedule) -> list[str]:
    first, last = schedule.starts_on, schedule.ends_on
    weeks = weeks_words(words, first, last) if first and last else ""
    return [span_words(words, first, last), weeks]


def _standing(words: Words, schedule: Schedule) -> list[str]:
    _ = words
    return [_("standing, all the time"), span_words(words, schedule.starts_on, schedule.ends_on)]


def _relative(words: Words, schedule: Schedule, when_words: str) -> list[str]:
    return [when_words, *_once(words, schedule)]


def _recurring(words: Words, schedule: Schedule, next_due: dt.date | None, today: dt.date) -> list[str]:
    _ = words
    lines = [rule_words(words, schedule.rule), span_words(words, schedule.starts_on, schedule.ends_on)]
    for moved in schedule.exceptions:
        if moved.moved_to and max(moved.on, moved.moved_to) >= today:
            lines.append(_("{day} is moved to {other_day}").format(day=moved.on, other_day=moved.moved_to))
        elif moved.moved_to is None and moved.on >= today:
            lines.append(_("not on {day}").format(day=moved.on))
    if next_due:
        lines.append(_("next: {date}, {week}").format(date=words.date(next_due), week=words.week(next_due)))
    return lines


def _days(words: Words, pattern: Pattern) -> str:
    """The days within the rule's period: every Friday, the first Saturday of May, the 1st and 15th."""
    _ = words
    plain = [weekday_name(words, day) for day, nth in pattern.weekdays if nth == 0]
    placed = [_placed(words, day, nth) for day, nth in pattern.weekdays if nth]
    if plain and len(pattern.positions) == 1 and len(plain) == 1:
        placed, plain = [_placed(words, pattern.weekdays[0][0], pattern.positions[0])], []
    if plain and pattern.interval == 1 and not pattern.months and not pattern.weeks:
        return _("every {weekdays}").format(weekdays=words.listed(plain))
    if plain and pattern.interval == 2 and pattern.frequency is Frequency.WEEKLY and len(plain) == 1:
        return _("every second {weekday}").format(weekday=plain[0])
    every = _every(words, pattern)
    dates = [_date_in_month(words, day) for day in pattern.month_days]
    days = [*plain, *placed, *dates]
    if not days:
        return every
    on = words.listed(days)
    if plain:
        on = _("on {weekdays}").format(weekdays=on)
    return f"{on} {every}" if placed or dates else f"{every} {on}"


def _every(words: Words, pattern: Pattern) -> str:
    one, second, several = EVERY[pattern.frequency]
    _ = words
    longer = pattern.frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    if pattern.months and pattern.interval == 1 and longer:
        months = words.listed([words.month(number) for number in pattern.months])
        return _("in {months}").format(months=months)
    if pattern.interval > 2:
        return words(several).format(interval=pattern.interval)
    return words(second if pattern.interval == 2 else one)


def _placed(words: Words, day: int, nth: int) -> str:
    _ = words
    weekday = weekday_name(words, day)
    if nth in PLACES:
        return words(PLACES[nth]).format(weekday=weekday)
    if nth > 0:
        return _("{weekday} number {number}").format(weekday=weekday, number=nth)
    return _("{weekday} number {number} from the end").format(weekday=weekday, number=-nth)


def _date_in_month(words: Words, day: int) -> str:
    _ = words
    if day > 0:
        return _("day {number}").format(number=day)
    return _("the last day") if day == -1 else _("day {number} from the end").format(number=-day)


def _within(words: Words, pattern: Pattern) -> list[str]:
    """What else narrows the days: months of a shorter rule, weeks by number, days of the year, places."""
    _ = words
    parts = []
    shorter = pattern.frequency in (Frequency.WEEKLY, Frequency.DAILY) or pattern.interval > 1
    if pattern.months and shorter:
        months = words.listed([words.month(number) for number in pattern.months])
        parts.append(_("in {months}").format(months=months))
    if pattern.weeks:
        parts.append(_("in week {weeks}").format(weeks=_numbers(words, pattern.weeks)))
    if pattern.year_days:
        parts.append(_("day {numbers} of the year").format(numbers=_numbers(words, pattern.year_days)))
    plain = [day for day, nth in pattern.weekdays if nth == 0]
    if pattern.positions and not (len(pattern.positions) == 1 and len(plain) == 1):
        parts.append(_("only number {numbers} of them").format(numbers=_numbers(words, pattern.positions)))
    return parts


def _until(words: Words, pattern: Pattern) -> list[str]:
    _ = words
    if pattern.count:
        return [words.plural("{count} time in all", "{count} times in all", pattern.count)]
    return [_("until {date}").format(date=words.date(pattern.until))] if pattern.until else []


def _numbers(words: Words, numbers: Sequence[int]) -> str:
    return words.listed([str(number) for number in numbers])
