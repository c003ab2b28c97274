"""When an activity is next due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import ActivityState, ScheduleKind
from db.rules.recurrence import DateException, Recurrence, dates_from
from db.rules.schedule import Schedule, next_due
from tests.rules.rules_of_every_kind import recurrences

ONGOING = ActivityState.ONGOING
OPEN = [ActivityState.NOT_STARTED, ActivityState.PLANNED, ActivityState.ONGOING]


def every_friday(
    starts_on: date = date(2017, 1, 1), ends_on: date | None = date(2017, 12, 31), *exceptions: DateException
) -> Schedule:
    return recurring("FREQ=WEEKLY;BYDAY=FR", starts_on, ends_on, *exceptions)


def recurring(
    rule: str,
    starts_on: date | None = date(2017, 1, 1),
    ends_on: date | None = None,
    *exceptions: DateException,
) -> Schedule:
    return Schedule(
        kind=ScheduleKind.RECURRING, rule=rule, starts_on=starts_on, ends_on=ends_on, exceptions=exceptions
    )


def scheduled_as(recurrence: Recurrence) -> Schedule:
    return recurring(recurrence.rule, recurrence.starts_on, recurrence.ends_on, *recurrence.exceptions)


@pytest.mark.parametrize("state", OPEN)
def test_what_is_done_once_is_due_on_its_day(state: ActivityState) -> None:
    schedule = Schedule(kind=ScheduleKind.ONCE, due_on=date(2017, 5, 31), ends_on=date(2017, 12, 31))
    assert next_due(schedule, state) == date(2017, 5, 31)


def test_what_has_a_period_is_due_on_its_last_day() -> None:
    schedule = Schedule(kind=ScheduleKind.PERIOD, starts_on=date(2017, 5, 1), ends_on=date(2017, 8, 31))
    assert next_due(schedule, ONGOING, [date(2017, 6, 1)]) == date(2017, 8, 31)


def test_what_stands_is_never_due() -> None:
    schedule = Schedule(kind=ScheduleKind.STANDING, due_on=date(2017, 5, 1), ends_on=date(2017, 12, 31))
    assert next_due(schedule, ONGOING) is None


def test_what_is_relative_in_words_is_due_once_a_date_is_set() -> None:
    assert next_due(Schedule(kind=ScheduleKind.RELATIVE), ONGOING) is None
    set_later = Schedule(kind=ScheduleKind.RELATIVE, due_on=date(2018, 8, 20))
    assert next_due(set_later, ONGOING) == date(2018, 8, 20)


@pytest.mark.parametrize("state", [ActivityState.DONE, ActivityState.CANCELLED])
@pytest.mark.parametrize("kind", list(ScheduleKind))
def test_nothing_is_due_of_what_is_done_or_called_off(kind: ScheduleKind, state: ActivityState) -> None:
    schedule = Schedule(
        kind=kind,
        due_on=date(2017, 5, 1),
        starts_on=date(2017, 1, 1),
        ends_on=date(2017, 12, 31),
        rule="FREQ=WEEKLY",
    )
    assert next_due(schedule, state) is None


def test_a_weekly_patrol_is_first_due_on_its_first_friday() -> None:
    assert next_due(every_friday(), ActivityState.NOT_STARTED) == date(2017, 1, 6)


def test_a_patrol_on_the_thursday_settles_that_friday() -> None:
    assert next_due(every_friday(), ONGOING, [date(2017, 4, 27)]) == date(2017, 5, 5)


def test_a_patrol_on_the_monday_settles_the_friday_before() -> None:
    assert next_due(every_friday(), ONGOING, [date(2017, 5, 1)]) == date(2017, 5, 5)


def test_a_patrol_on_the_day_itself_settles_it() -> None:
    assert next_due(every_friday(), ONGOING, [date(2017, 4, 28)]) == date(2017, 5, 5)


def test_of_two_dates_as_near_the_earlier_is_settled() -> None:
    schedule = recurring("FREQ=DAILY;INTERVAL=2", date(2017, 1, 1))
    assert next_due(schedule, ONGOING, [date(2017, 1, 2)]) == date(2017, 1, 3)


def test_weeks_that_nobody_wrote_down_do_not_make_it_late_for_ever() -> None:
    assert next_due(every_friday(), ONGOING, [date(2017, 1, 6), date(2017, 9, 1)]) == date(2017, 9, 8)


def test_only_the_latest_settled_date_counts_and_the_order_does_not() -> None:
    settled = [date(2017, 9, 1), date(2017, 1, 6), date(2017, 3, 3)]
    assert next_due(every_friday(), ONGOING, settled) == next_due(every_friday(), ONGOING, {date(2017, 9, 1)})


def test_nothing_is_due_after_the_last_date() -> None:
    assert next_due(every_friday(), ONGOING, [date(2017, 12, 29)]) is None
    assert next_due(every_friday(), ONGOING, [date(2017, 12, 28)]) is None
    assert next_due(every_friday(), ONGOING, [date(2025, 1, 1)]) is None
    assert next_due(every_friday(), ONGOING, [date.max]) is None


def test_a_skipped_friday_is_not_due() -> None:
    good_friday = DateException(on=date(2017, 4, 14))
    schedule = every_friday(date(2017, 1, 1), date(2017, 12, 31), good_friday)
    assert next_due(schedule, ONGOING, [date(2017, 4, 7)]) == date(2017, 4, 21)


def test_a_moved_friday_is_due_where_it_was_moved_to() -> None:
    moved = DateException(on=date(2017, 4, 14), moved_to=date(2017, 4, 12))
    schedule = every_friday(date(2017, 1, 1), date(2017, 12, 31), moved)
    assert next_due(schedule, ONGOING, [date(2017, 4, 7)]) == date(2017, 4, 12)
    assert next_due(schedule, ONGOING, [date(2017, 4, 12)]) == date(2017, 4, 21)


def test_last_seasons_patrol_does_not_settle_the_new_seasons_first() -> None:
    autumn = every_friday(date(2018, 8, 20), None)
    assert next_due(autumn, ONGOING, [date(2018, 5, 25)]) == date(2018, 8, 24)
    assert next_due(autumn, ONGOING, [date.min]) == date(2018, 8, 24)
    assert next_due(autumn, ONGOING, [date(2018, 8, 20)]) == date(2018, 8, 24)
    assert next_due(autumn, ONGOING, [date(2018, 8, 21)]) == date(2018, 8, 31)


def test_a_yearly_market_held_a_week_early_is_settled() -> None:
    market = recurring("FREQ=YEARLY;BYMONTH=9;BYDAY=2SA", date(2017, 1, 1))
    assert next_due(market, ONGOING, [date(2017, 9, 2)]) == date(2018, 9, 8)
    assert next_due(market, ONGOING, [date(2018, 9, 1)]) == date(2019, 9, 14)


@pytest.mark.parametrize(
    "schedule",
    [
        recurring("", date(2017, 1, 1)),
        recurring("FREQ=WEEKLY", None),
        recurring("FREQ=HOURLY"),
        recurring("varje fredag"),
        recurring("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        every_friday(date(2017, 12, 31), date(2017, 1, 1)),
        every_friday(date.max, None),
        Schedule(kind=ScheduleKind.RECURRING),
        Schedule(kind=ScheduleKind.ONCE),
        Schedule(kind=ScheduleKind.PERIOD),
    ],
)
def test_a_schedule_half_way_through_a_merge_is_due_never_and_breaks_nothing(schedule: Schedule) -> None:
    assert next_due(schedule, ONGOING) is None
    assert next_due(schedule, ONGOING, [date(2017, 5, 2)]) is None


def nearest_by_hand(recurrence: Recurrence, latest: date, horizon: date) -> date | None:
    """Settle by looking at every date, for a latest occurrence on or after the first date."""
    every = [day for day in dates_from(recurrence) if day <= horizon]
    nearest = min(every, key=lambda day: (abs(day - latest), day))
    return next((day for day in every if day > nearest), None)


@given(recurrences(), st.integers(0, 1500))
def test_the_nearest_date_and_all_before_it_are_settled(recurrence: Recurrence, days: int) -> None:
    first = next(dates_from(recurrence), None)
    if first is None:
        assert next_due(scheduled_as(recurrence), ONGOING) is None
        return
    latest = first + timedelta(days=days)
    horizon = latest + timedelta(days=366 * 100)
    expected = nearest_by_hand(recurrence, latest, horizon)
    assert next_due(scheduled_as(recurrence), ONGOING, [latest]) == expected


@given(recurrences(), st.lists(st.dates(date(1994, 1, 1), date(2050, 1, 1)), min_size=1, max_size=8))
def test_more_work_never_makes_an_earlier_date_due(recurrence: Recurrence, days: list[date]) -> None:
    schedule = scheduled_as(recurrence)
    dues = [next_due(schedule, ONGOING, days[:many]) or date.max for many in range(len(days) + 1)]
    assert dues == sorted(dues)


@given(recurrences(), st.dates(date(1994, 1, 1), date(2050, 1, 1)))
def test_what_is_due_is_a_date_of_the_rule(recurrence: Recurrence, settled: date) -> None:
    due = next_due(scheduled_as(recurrence), ONGOING, [settled])
    assert due is None or next(dates_from(recurrence, due)) == due
