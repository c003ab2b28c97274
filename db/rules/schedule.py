"""When an activity is next to be done, from its schedule and what has already been done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from db.kinds import ActivityState, ScheduleKind
from db.rules.recurrence import BadRule, DateException, Recurrence, dates_from, dates_round, period_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How an activity lies in time; which of the fields mean something depends on the kind."""

    kind: ScheduleKind
    due_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    rule: str = ""
    exceptions: tuple[DateException, ...] = ()

    @property
    def recurrence(self) -> Recurrence | None:
        """The dates that come again and again, if that is the kind and both rule and start are known."""
        if self.kind is not ScheduleKind.RECURRING or not self.rule or self.starts_on is None:
            return None
        return Recurrence(
            rule=self.rule, starts_on=self.starts_on, ends_on=self.ends_on, exceptions=self.exceptions
        )


def next_due(schedule: Schedule, state: ActivityState, settled: Collection[date] = ()) -> date | None:
    """Find the date that an activity is next to be done by; None where nothing (more) is due.

    Done once: its due date. In a period: the period's last day. Relative in words: the due date, if one
    has been set. Standing: none. Recurring: the first date of the rule that is not settled.

    `settled` are the days of the occurrences that were done or cancelled; only the latest counts. It
    settles the date of the rule that it lies nearest to (the earlier of two as near), and all before
    it: a patrol on the Thursday settles that Friday, and weeks that nobody wrote down do not make the
    activity late for ever, since the shortfall shows against its target. An occurrence before the first
    date settles that only within half of the rule's period: last season's does not settle the new one's.

    A rule that cannot be read (from a newer version, or half-way through a merge) gives no date here;
    `check_rule` tells what is wrong with it.
    """
    if not state.is_open:
        return None
    match schedule.kind:
        case ScheduleKind.ONCE | ScheduleKind.RELATIVE:
            return schedule.due_on
        case ScheduleKind.PERIOD:
            return schedule.ends_on
        case ScheduleKind.STANDING:
            return None
        case ScheduleKind.RECURRING:
            recurrence = schedule.recurrence
            if recurrence is None:
                return None
            try:
                return _first_unsettled(recurrence, max(settled, default=None))
            except BadRule:
                return None


def last_missed(schedule: Schedule, due: date | None, *, today: date) -> date | None:
    """Find the latest date up to today for which nothing was written down; None where none was missed.

    `due` is the date that the activity is next to be done by. Weeks back, only the latest is likely to be
    the one that is now remembered. What is done once may have been done any day, so it has none.
    """
    recurrence = schedule.recurrence
    if recurrence is None or due is None or due >= today:
        return None
    try:
        before, _later = dates_round(recurrence, today)
    except BadRule:
        return None
    return before


def _first_unsettled(recurrence: Recurrence, latest: date | None) -> date | None:
    if latest is None:
        return next(dates_from(recurrence), None)
    before, later = dates_round(recurrence, latest)
    upcoming = next(later, None)
    if upcoming is None:
        return None
    early = (upcoming - latest).days
    reach = period_days(recurrence) - early if before is None else (latest - before).days
    return next(later, None) if early < reach else upcoming
