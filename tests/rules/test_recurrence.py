"""The dates of recurring activities: the rule's law, and single dates moved or skipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from db.rules.recurrence import (
    FIRST_DAY,
    LAST_DAY,
    BadRule,
    DateException,
    Recurrence,
    dates,
    dates_from,
    dates_round,
    next_dates,
)
from db.rules.rule_text import WEEKDAYS
from tests.rules.rules_of_every_kind import DAILY, RULES, STARTS, WEEKLY, recurrences

DAY = timedelta(days=1)


def a_recurrence(
    rule: str,
    starts_on: date = date(2017, 1, 1),
    ends_on: date | None = date(2017, 12, 31),
    *exceptions: DateException,
) -> Recurrence:
    return Recurrence(rule=rule, starts_on=starts_on, ends_on=ends_on, exceptions=exceptions)


def in_2017(recurrence: Recurrence) -> list[date]:
    return dates(recurrence, date(2017, 1, 1), date(2017, 12, 31))


def test_a_patrol_every_friday_of_2017() -> None:
    fridays = in_2017(a_recurrence("FREQ=WEEKLY;BYDAY=FR"))
    assert len(fridays) == 52
    assert (fridays[0], fridays[-1]) == (date(2017, 1, 6), date(2017, 12, 29))


def test_every_second_week_counts_from_the_week_of_the_start() -> None:
    found = in_2017(a_recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", date(2017, 1, 4)))
    assert found[:4] == [date(2017, 1, 6), date(2017, 1, 16), date(2017, 1, 20), date(2017, 1, 30)]


def test_the_first_of_several_days_is_sought_in_the_whole_week_even_in_the_week_of_the_start() -> None:
    monday_of_each_week = a_recurrence("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", date(2017, 1, 4))
    assert in_2017(monday_of_each_week)[:2] == [date(2017, 1, 9), date(2017, 1, 16)]
    assert next_dates(monday_of_each_week, date(2017, 5, 3), 1) == [date(2017, 5, 8)]


def test_last_friday_skips_nothing_in_february() -> None:
    found = in_2017(a_recurrence("FREQ=MONTHLY;BYDAY=-1FR"))
    assert [day.month for day in found] == list(range(1, 13))
    assert found[1] == date(2017, 2, 24)


def test_the_31st_comes_only_in_the_months_that_have_one() -> None:
    found = in_2017(a_recurrence("FREQ=MONTHLY", date(2017, 1, 31)))
    assert [day.month for day in found] == [1, 3, 5, 7, 8, 10, 12]


def test_the_last_working_day_of_each_quarter() -> None:
    found = in_2017(a_recurrence("FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"))
    assert found == [date(2017, 1, 31), date(2017, 4, 28), date(2017, 7, 31), date(2017, 10, 31)]


def test_a_week_by_its_number_means_the_weekday_of_the_start() -> None:
    market = a_recurrence("FREQ=YEARLY;BYWEEKNO=37", date(2017, 1, 4), None)
    assert next_dates(market, date(2017, 1, 1), 3) == [
        date(2017, 9, 13),
        date(2018, 9, 12),
        date(2019, 9, 11),
    ]


def test_week_53_comes_only_in_the_years_that_have_one() -> None:
    found = dates(
        a_recurrence("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", ends_on=None), FIRST_DAY, date(2033, 12, 31)
    )
    assert found == [date(2020, 12, 28), date(2026, 12, 28), date(2032, 12, 27)]


def test_the_monday_of_week_1_may_lie_in_december() -> None:
    found = dates(
        a_recurrence("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", ends_on=None), FIRST_DAY, date(2020, 12, 31)
    )
    assert found == [date(2017, 1, 2), date(2018, 1, 1), date(2018, 12, 31), date(2019, 12, 30)]


def test_leap_days_are_found_across_the_years_that_have_none() -> None:
    leap = a_recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2095, 1, 1), None)
    assert next_dates(leap, FIRST_DAY, 2) == [date(2096, 2, 29), date(2104, 2, 29)]


def test_days_with_and_without_a_number_add_up() -> None:
    found = dates(a_recurrence("FREQ=MONTHLY;BYDAY=MO,1FR"), date(2017, 5, 1), date(2017, 5, 31))
    assert found == [date(2017, 5, day) for day in (1, 5, 8, 15, 22, 29)]
    yearly = in_2017(a_recurrence("FREQ=YEARLY;BYDAY=MO,1FR"))
    assert len(yearly) == 53
    assert date(2017, 1, 6) in yearly


def test_a_rule_for_ten_times_ends_with_the_tenth_wherever_it_is_asked_from() -> None:
    ten = a_recurrence("FREQ=WEEKLY;BYDAY=FR;COUNT=10", ends_on=None)
    every = list(dates_from(ten))
    assert len(every) == 10
    assert next_dates(ten, every[6], 99) == every[7:]
    assert next_dates(ten, every[9], 99) == []


def test_a_count_goes_on_counting_past_a_skipped_date() -> None:
    skipped = DateException(on=date(2017, 1, 13))
    found = list(dates_from(a_recurrence("FREQ=WEEKLY;BYDAY=FR;COUNT=3", date(2017, 1, 1), None, skipped)))
    assert found == [date(2017, 1, 6), date(2017, 1, 20)]


def test_until_and_the_schedules_end_both_hold_and_both_days_are_included() -> None:
    rule = "FREQ=DAILY;UNTIL=20170105"
    assert len(list(dates_from(a_recurrence(rule)))) == 5
    assert len(list(dates_from(a_recurrence(rule, ends_on=date(2017, 1, 3))))) == 3
    assert len(list(dates_from(a_recurrence("FREQ=DAILY", ends_on=date(2017, 1, 7))))) == 7


def test_a_start_that_is_no_date_of_the_rule_is_none() -> None:
    assert in_2017(a_recurrence("FREQ=WEEKLY;BYDAY=FR", date(2017, 1, 4)))[0] == date(2017, 1, 6)


def test_postponing_one_date_does_not_move_the_rest() -> None:
    fridays = a_recurrence("FREQ=WEEKLY;BYDAY=FR")
    moved = replace(fridays, exceptions=(DateException(on=date(2017, 4, 14), moved_to=date(2017, 4, 13)),))
    assert set(in_2017(fridays)) - set(in_2017(moved)) == {date(2017, 4, 14)}
    assert set(in_2017(moved)) - set(in_2017(fridays)) == {date(2017, 4, 13)}


def test_a_date_moved_onto_another_is_one_date() -> None:
    both = DateException(on=date(2017, 1, 6), moved_to=date(2017, 1, 13))
    found = in_2017(a_recurrence("FREQ=WEEKLY;BYDAY=FR", date(2017, 1, 1), date(2017, 1, 31), both))
    assert found == [date(2017, 1, 13), date(2017, 1, 20), date(2017, 1, 27)]


def test_a_date_moved_past_the_end_stays_where_a_person_put_it() -> None:
    late = DateException(on=date(2017, 12, 29), moved_to=date(2018, 1, 3))
    recurrence = a_recurrence("FREQ=WEEKLY;BYDAY=FR", date(2017, 1, 1), date(2017, 12, 31), late)
    assert list(dates_from(recurrence, date(2017, 12, 20))) == [date(2017, 12, 22), date(2018, 1, 3)]


def test_a_date_moved_to_before_the_start_is_the_first() -> None:
    early = DateException(on=date(2017, 1, 6), moved_to=date(2016, 12, 30))
    recurrence = a_recurrence("FREQ=WEEKLY;BYDAY=FR", date(2017, 1, 1), None, early)
    assert next_dates(recurrence, date(2016, 1, 1), 2) == [date(2016, 12, 30), date(2017, 1, 13)]


def test_an_exception_for_a_day_that_the_rule_no_longer_has_does_nothing() -> None:
    ghost = DateException(on=date(2017, 1, 5), moved_to=date(2017, 1, 9))
    fridays = a_recurrence("FREQ=WEEKLY;BYDAY=FR")
    assert in_2017(replace(fridays, exceptions=(ghost,))) == in_2017(fridays)


def test_where_both_copies_changed_one_date_a_move_counts_before_a_skip() -> None:
    on = date(2017, 1, 6)
    skip = DateException(on=on)
    near = DateException(on=on, moved_to=date(2017, 1, 7))
    far = DateException(on=on, moved_to=date(2017, 1, 9))
    for order in ((skip, near, far), (far, skip, near), (near, far, skip)):
        recurrence = a_recurrence("FREQ=WEEKLY;BYDAY=FR", date(2017, 1, 1), date(2017, 1, 10), *order)
        assert in_2017(recurrence) == [date(2017, 1, 9)]


def test_nothing_is_given_outside_three_centuries() -> None:
    ancient = a_recurrence("FREQ=YEARLY", date(1, 1, 1), None)
    every = list(dates_from(ancient, date(1, 1, 1)))
    assert (every[0], every[-1], len(every)) == (FIRST_DAY, date(2200, 1, 1), 301)
    assert dates(a_recurrence("FREQ=DAILY", LAST_DAY, None), FIRST_DAY, date.max) == [LAST_DAY]
    assert list(dates_from(a_recurrence("FREQ=DAILY", date.max, None))) == []
    for rule in ("FREQ=WEEKLY;WKST=SU;BYDAY=MO", "FREQ=MONTHLY", "FREQ=DAILY;INTERVAL=7"):
        assert next_dates(a_recurrence(rule, date.min, None), date.min, 1)[0] >= FIRST_DAY


@pytest.mark.parametrize(
    ("rule", "starts_on"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", date(2017, 1, 1)),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", date(2017, 1, 1)),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", date(2017, 1, 3)),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", date.min + DAY),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2", date(2017, 1, 1)),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", date(2017, 1, 1)),
        ("FREQ=WEEKLY;BYDAY=FR;BYSETPOS=3;COUNT=1000", date(2017, 1, 1)),
    ],
)
def test_a_rule_that_never_strikes_gives_an_empty_answer_and_does_not_hang(
    rule: str, starts_on: date
) -> None:
    never = a_recurrence(rule, starts_on, None)
    for _ in range(1000):
        assert next_dates(never, starts_on, 3) == []
    before, later = dates_round(never, date(2100, 1, 1))
    assert before is None
    assert list(later) == []


def test_an_unreadable_rule_is_refused_at_once() -> None:
    with pytest.raises(BadRule):
        dates_from(a_recurrence("FREQ=HOURLY"))
    with pytest.raises(BadRule):
        dates(a_recurrence("varje fredag"), FIRST_DAY, LAST_DAY)


def test_three_centuries_of_days_can_be_listed() -> None:
    every_day = a_recurrence("FREQ=DAILY", FIRST_DAY, None)
    assert len(dates(every_day, date.min, date.max)) == (LAST_DAY - FIRST_DAY).days + 1


def test_backward_questions_have_empty_answers() -> None:
    fridays = a_recurrence("FREQ=WEEKLY;BYDAY=FR")
    assert dates(fridays, date(2017, 12, 31), date(2017, 1, 1)) == []
    assert next_dates(fridays, date(2017, 1, 1), 0) == []
    assert next_dates(fridays, date(2017, 1, 1), -1) == []


def by_dateutil_alone(rule: str, starts_on: date, count: int) -> list[date]:
    """Walk the rule from its own start, as dateutil does it, up to the same end."""
    start = datetime.combine(starts_on, datetime.min.time())
    prefix = rule if "WKST" in rule else f"{rule};WKST=MO"
    return [
        moment.date()
        for moment in islice(rrulestr(prefix, dtstart=start), count)
        if moment.date() <= LAST_DAY
    ]


@given(RULES, STARTS, st.integers(0, 300))
def test_jumping_into_a_rule_gives_what_walking_all_of_it_gives(
    rule: str, starts_on: date, skip: int
) -> None:
    recurrence = Recurrence(rule=rule, starts_on=starts_on)
    assume(next(dates_from(recurrence), None) is not None)
    walked = by_dateutil_alone(rule, starts_on, skip + 5)
    assert list(islice(dates_from(recurrence), len(walked))) == walked
    if len(walked) == skip + 5:
        assert next_dates(recurrence, walked[skip] - DAY, 5) == walked[skip:]
        assert dates_round(recurrence, walked[skip])[0] == walked[skip]


@given(recurrences(), st.dates(date(1995, 1, 1), date(2050, 1, 1)), st.integers(0, 1500))
def test_dates_are_sorted_unique_and_inside_what_was_asked(
    recurrence: Recurrence, first: date, days: int
) -> None:
    last = first + timedelta(days=days)
    found = dates(recurrence, first, last)
    assert all(one < other for one, other in pairwise(found))
    assert all(first <= day <= last for day in found)
    moved = {each.moved_to for each in recurrence.exceptions}
    own = [day for day in found if day not in moved]
    assert all(recurrence.starts_on <= day <= (recurrence.ends_on or LAST_DAY) for day in own)


@given(WEEKLY | DAILY, STARTS)
def test_a_rule_for_some_weekdays_gives_no_others(rule: str, starts_on: date) -> None:
    parts = dict(part.split("=") for part in rule.split(";"))
    found = next_dates(Recurrence(rule=rule, starts_on=starts_on), starts_on - DAY, 30)
    if "BYDAY" in parts:
        assert {WEEKDAYS[day.weekday()] for day in found} <= set(parts["BYDAY"].split(","))
    elif parts["FREQ"] == "WEEKLY":
        assert {day.weekday() for day in found} <= {starts_on.weekday()}
    if "BYMONTH" in parts:
        assert {str(day.month) for day in found} <= set(parts["BYMONTH"].split(","))


@given(st.integers(1, 520), STARTS)
def test_an_interval_of_weeks_is_kept_between_any_two_dates(weeks: int, starts_on: date) -> None:
    found = next_dates(Recurrence(rule=f"FREQ=WEEKLY;INTERVAL={weeks}", starts_on=starts_on), starts_on, 5)
    assert all((other - one).days == 7 * weeks for one, other in pairwise([starts_on, *found]))


@given(st.integers(1, 120), st.dates(date(1995, 1, 1), date(2040, 12, 28)).filter(lambda day: day.day <= 28))
def test_an_interval_of_months_keeps_the_day_of_the_month(months: int, starts_on: date) -> None:
    found = next_dates(Recurrence(rule=f"FREQ=MONTHLY;INTERVAL={months}", starts_on=starts_on), starts_on, 5)
    number = [day.year * 12 + day.month for day in [starts_on, *found]]
    assert all(other - one == months for one, other in pairwise(number))
    assert {day.day for day in found} <= {starts_on.day}


@given(recurrences(), st.data())
def test_an_exception_moves_one_date_and_no_other(recurrence: Recurrence, data: st.DataObject) -> None:
    plain = replace(recurrence, exceptions=())
    some = next_dates(plain, recurrence.starts_on - DAY, 30)
    assume(some)
    on = data.draw(st.sampled_from(some))
    to = data.draw(st.none() | st.integers(-60, 60).map(lambda days: on + timedelta(days=days)))
    changed = replace(plain, exceptions=(DateException(on=on, moved_to=to),))
    horizon = (date(1990, 1, 1), some[-1] + timedelta(days=100))
    expected = (set(dates(plain, *horizon)) - {on}) | ({to} if to else set())
    assert dates(changed, *horizon) == sorted(expected)


@given(recurrences(), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_the_dates_round_a_day_are_the_last_before_it_and_the_first_after(
    recurrence: Recurrence, day: date
) -> None:
    before, later = dates_round(recurrence, day)
    found = dates(recurrence, FIRST_DAY, day)
    assert before == (found[-1] if found else None)
    assert list(islice(later, 3)) == next_dates(recurrence, day, 3)


@given(recurrences(), st.dates(date(1995, 1, 1), date(2045, 1, 1)))
def test_it_makes_no_difference_where_the_asking_begins(recurrence: Recurrence, first: date) -> None:
    last = first + timedelta(days=800)
    whole = dates(recurrence, date(1990, 1, 1), last)
    assert dates(recurrence, first, last) == [day for day in whole if day >= first]
