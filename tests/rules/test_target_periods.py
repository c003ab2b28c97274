"""Which weeks, months and years count towards a target."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import TargetKind
from db.rules.calendar import DateSpan, Week, weeks_in
from db.rules.target_periods import counted_periods, period_of

PER = st.sampled_from([TargetKind.PER_WEEK, TargetKind.PER_MONTH, TargetKind.PER_YEAR])


@given(st.integers(1990, 2100))
def test_a_calendar_year_has_just_the_iso_weeks_of_that_year(year: int) -> None:
    weeks = counted_periods(TargetKind.PER_WEEK, date(year, 1, 1), date(year, 12, 31))
    assert [Week.of(each.first) for each in weeks] == [Week(year, n + 1) for n in range(weeks_in(year))]


def test_two_years_have_104_weeks_and_a_long_one_makes_105() -> None:
    def weeks(first: int, last: int) -> int:
        return len(counted_periods(TargetKind.PER_WEEK, date(first, 1, 1), date(last, 12, 31)))

    assert weeks(2016, 2017) == 104
    assert weeks(2020, 2021) == 105


def test_a_week_cut_in_half_counts_if_four_days_are_left() -> None:
    thursday, friday = date(2017, 5, 4), date(2017, 5, 5)
    end = date(2017, 5, 21)
    assert len(counted_periods(TargetKind.PER_WEEK, thursday, end)) == 3
    assert len(counted_periods(TargetKind.PER_WEEK, friday, end)) == 2


def test_a_year_from_september_to_august_counts_as_one() -> None:
    years = counted_periods(TargetKind.PER_YEAR, date(2017, 9, 1), date(2018, 8, 31))
    assert years == (DateSpan(date(2018, 1, 1), date(2018, 12, 31)),)


def test_months_count_in_full_length() -> None:
    months = counted_periods(TargetKind.PER_MONTH, date(2017, 1, 20), date(2017, 3, 20))
    assert months == (
        DateSpan(date(2017, 2, 1), date(2017, 2, 28)),
        DateSpan(date(2017, 3, 1), date(2017, 3, 31)),
    )


def test_just_half_a_month_counts_and_a_day_less_does_not() -> None:
    end_of_may = date(2017, 5, 31)
    assert len(counted_periods(TargetKind.PER_MONTH, date(2017, 4, 16), end_of_may)) == 2
    assert len(counted_periods(TargetKind.PER_MONTH, date(2017, 4, 17), end_of_may)) == 1


def test_a_time_too_short_for_any_period_is_asked_for_one() -> None:
    autumn = counted_periods(TargetKind.PER_YEAR, date(2017, 9, 1), date(2017, 12, 31))
    assert autumn == (DateSpan(date(2017, 1, 1), date(2017, 12, 31)),)
    weekend = counted_periods(TargetKind.PER_WEEK, date(2017, 5, 6), date(2017, 5, 9))
    assert weekend == (DateSpan(date(2017, 5, 1), date(2017, 5, 7)),)


def test_no_time_has_no_periods() -> None:
    assert counted_periods(TargetKind.PER_WEEK, date(2017, 5, 6), date(2017, 5, 5)) == ()


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_ends_on_its_own_last_day(month: int) -> None:
    span = period_of(TargetKind.PER_MONTH, date(2016, month, 15))
    assert span.first == date(2016, month, 1)
    assert (span.last + timedelta(days=1)).day == 1


@given(PER, st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 1500))
def test_periods_follow_each_other_without_a_gap(kind: TargetKind, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    periods = counted_periods(kind, first, last)
    assert periods
    assert all(other.first - one.last == timedelta(days=1) for one, other in pairwise(periods))
    assert all(each.first <= last and each.last >= first for each in periods)


@given(PER, st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_a_day_lies_in_its_period_and_every_day_of_it_says_so(kind: TargetKind, day: date) -> None:
    span = period_of(kind, day)
    assert day in span
    assert period_of(kind, span.first) == period_of(kind, span.last) == span
