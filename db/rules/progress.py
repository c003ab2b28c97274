"""How far an activity has come towards its target: what was done, against what was promised.

A target may ask for a number in all, for a number in each week, month or year, or for an average.
"At least one a week" means one in each week, so besides the total it tells in how many of the weeks
there was one: 62 patrols in two years may be all of them in the summers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from db.kinds import TargetKind
from db.rules.calendar import DateSpan
from db.rules.target_periods import counted_periods, period_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an activity is to reach.

    `counter` is the label of the counter that counts towards it; empty means the number of occurrences
    that were done. Without a count there is no target, whatever the kind says.
    """

    kind: TargetKind
    count: float | None = None
    counter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One occurrence that was done, with the things that were counted at it."""

    on: date
    counters: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterTotal:
    """What one counter came to over a whole activity, spelt as it was first."""

    label: str
    number: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How an activity stands against its target.

    outcome: what counts towards the target, from the first day to today.
    expected: what should have been reached by now; only days (weeks, months, years) that are over count.
    goal: what is asked for in all; None without a target, and where a number per week has no last week.
    share: outcome / goal (of an endless target: / expected), so 2.5 is 250 %; None where that has no meaning.
    met: True or False once it is settled, None before. "At least 8" is met with the eighth; an average with
        the number that it asks for in all; a number in each week only when the last week is over, or not.
    average: outcome per week so far, for an average; else None.
    periods, periods_over, periods_met: of the weeks (months, years) that count, how many there are in all,
        how many are over, and how many have their number; all 0 for other targets. `periods` is that of those
        begun where there is no last one.
    times: how many occurrences were done, whatever was counted at them.
    totals: every counter's sum, by-products too, in the order in which they were first used.
    """

    outcome: float
    expected: float
    goal: float | None
    share: float | None
    met: bool | None
    average: float | None = None
    periods: int = 0
    periods_over: int = 0
    periods_met: int = 0
    times: int = 0
    totals: tuple[CounterTotal, ...] = ()


def progress(
    target: Target,
    done: Iterable[Done],
    *,
    starts_on: date | None,
    ends_on: date | None,
    today: date,
    is_closed: bool = False,
) -> Progress:
    """Reckon what was done from `starts_on` to `ends_on`, both included, against a target, as of `today`.

    What lies outside the period, or after today, does not count. Without a start the period begins with
    the first thing done. `is_closed` says that nothing more will come (the activity is done or called
    off): then a target that is not reached is missed, even if its period is not over.
    """
    begun = sorted((each for each in done if each.on <= today), key=lambda each: (each.on, each.counters))
    first = starts_on or (begun[0].on if begun else today)
    counted = [each for each in begun if first <= each.on and (ends_on is None or each.on <= ends_on)]
    counter = _same_label(target.counter)
    amounts = [(each.on, _amount(each, counter)) for each in counted]
    plain = Progress(
        outcome=fsum(amount for _, amount in amounts),
        expected=0.0,
        goal=None,
        share=None,
        met=None,
        times=len(counted),
        totals=_totals(counted),
    )
    if target.kind is TargetKind.NONE or target.count is None:
        return plain
    span = _Span(first=first, last=ends_on, today=today, is_closed=is_closed)
    match target.kind:
        case TargetKind.AT_LEAST:
            return _in_all(plain, target.count, span)
        case TargetKind.AVERAGE_PER_WEEK:
            return _on_average(plain, target.count, span)
        case _:
            return _in_each(plain, target, amounts, span)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """The time that a target holds for, as seen on a day; `last` is None where it has no end."""

    first: date
    last: date | None
    today: date
    is_closed: bool

    @property
    def is_settled(self) -> bool:
        return self.is_closed or (self.last is not None and self.last < self.today)

    @property
    def days(self) -> int | None:
        return None if self.last is None else max(0, (self.last - self.first).days + 1)

    @property
    def days_over(self) -> int:
        """How many of the days are over; today is not, since there are hours left to do something in."""
        over = max(0, (self.today - self.first).days)
        return over if self.days is None else min(over, self.days)

    @property
    def days_begun(self) -> int:
        begun = max(0, (self.today - self.first).days + 1)
        return begun if self.days is None else min(begun, self.days)


def _in_all(plain: Progress, count: float, span: _Span) -> Progress:
    """Ask for a number over the whole time, expected at an even pace; without an end it is never behind."""
    pace = span.days_over / span.days if span.days else float(bool(span.last and span.last < span.today))
    met = True if plain.outcome >= count else (False if span.is_settled else None)
    return replace(
        plain, expected=count * pace, goal=float(count), share=_share(plain.outcome, count), met=met
    )


def _on_average(plain: Progress, count: float, span: _Span) -> Progress:
    """Ask for a number per week on the whole, by days, so that a cut week weighs what it is worth."""
    goal = None if span.days is None else count * span.days / 7
    expected = count * span.days_over / 7
    needed = expected if goal is None else goal
    if span.is_settled:
        met: bool | None = plain.outcome >= needed
    else:
        met = True if goal is not None and plain.outcome >= goal else None
    return replace(
        plain,
        expected=expected,
        goal=goal,
        share=_share(plain.outcome, needed),
        met=met,
        average=plain.outcome * 7 / span.days_begun if span.days_begun else None,
    )


def _in_each(plain: Progress, target: Target, amounts: list[tuple[date, float]], span: _Span) -> Progress:
    """Ask for a number in each week, month or year that counts."""
    count = target.count or 0.0
    last = period_of(target.kind, span.today).last if span.last is None else span.last
    periods = counted_periods(target.kind, span.first, last)
    over = sum(min(each.last, last) < span.today for each in periods)
    kept = [amount >= count for amount in _reached(periods, amounts)]
    goal = None if span.last is None else count * len(periods)
    judged = kept[:over] if span.last is None else kept
    return replace(
        plain,
        expected=count * over,
        goal=goal,
        share=_share(plain.outcome, count * over if goal is None else goal),
        met=all(judged) if span.is_settled and judged else None,
        periods=len(periods),
        periods_over=over,
        periods_met=sum(kept),
    )


def _reached(periods: Sequence[DateSpan], amounts: Iterable[tuple[date, float]]) -> list[float]:
    reached = [0.0] * len(periods)
    beginnings = [each.first for each in periods]
    for on, amount in amounts:
        place = bisect_right(beginnings, on) - 1
        if place >= 0 and on in periods[place]:
            reached[place] += amount
    return reached


def _share(outcome: float, of: float) -> float | None:
    return outcome / of if of > 0 else None


def _amount(done: Done, counter: str) -> float:
    if not counter:
        return 1.0
    return fsum(number for label, number in done.counters if _same_label(label) == counter)


def _same_label(label: str) -> str:
    """Take "Insatser " and "insatser" for one counter: two people type them, on two computers."""
    return " ".join(label.split()).casefold()


def _totals(counted: Iterable[Done]) -> tuple[CounterTotal, ...]:
    spelt: dict[str, str] = {}
    numbers: defaultdict[str, list[float]] = defaultdict(list)
    for each in counted:
        for label, number in each.counters:
            spelt.setdefault(_same_label(label), label.strip())
            numbers[_same_label(label)].append(number)
    return tuple(CounterTotal(label=spelt[key], number=fsum(all_of_it)) for key, all_of_it in numbers.items())
