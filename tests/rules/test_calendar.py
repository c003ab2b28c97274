"""Week numbers, tertials, holidays and working days."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import FollowUpPeriod
from db.rules.calendar import (
    BadWeek,
    DateSpan,
    Week,
    eve_name,
    follow_up_span,
    holiday_name,
    is_holiday,
    is_working_day,
    next_working_day,
    tertial_of,
    weeks_in,
    working_days_between,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def test_the_dialogue_in_saffle_began_on_the_monday_of_week_17() -> None:
    assert Week(2016, 17).first_day == date(2016, 4, 25)
    assert Week(2016, 17).last_day == date(2016, 5, 1)


def test_new_years_day_may_lie_in_the_last_week_of_the_year_before() -> None:
    assert Week.of(date(2017, 1, 1)) == Week(2016, 52)
    assert Week.of(date(2018, 12, 31)) == Week(2019, 1)


@given(DAYS)
def test_a_day_lies_in_its_week_and_the_week_reads_itself_back(day: date) -> None:
    week = Week.of(day)
    assert week.first_day <= day <= week.last_day
    assert week.first_day.weekday() == 0
    assert Week.parse(str(week), year=1) == week


@given(DAYS, st.integers(-500, 500))
def test_going_later_and_back_again_gives_the_same_week(day: date, weeks: int) -> None:
    week = Week.of(day)
    assert week.later(weeks).later(-weeks) == week
    assert week.later(weeks).first_day == week.first_day + timedelta(weeks=weeks)
    assert week.later(-1) < week < week.later(1)


@pytest.mark.parametrize(
    "text",
    [
        "17",
        "v17",
        "V 17",
        "v.17",
        "v. 17",
        "w17",
        "vecka 17",
        "Vecka17",
        "week 17",
        " 17 ",
        "2017-17",
        "2017-W17",
        "2017-w17",
        "2017W17",
        "2017v17",
        "2017 17",
        "2017 v17",
        "2017 vecka 17",
        "2017/17",
        "v17 2017",
        "vecka 17, 2017",
        "17/2017",
        "2017-17 2017",
    ],
)
def test_a_week_is_read_however_people_write_it(text: str) -> None:
    assert Week.parse(text, year=2017) == Week(2017, 17)


def test_a_year_in_the_text_counts_before_the_year_that_is_meant() -> None:
    assert Week.parse("2016-17", year=2017) == Week(2016, 17)
    assert Week.parse("vecka 3 2018", year=2017) == Week(2018, 3)
    assert Week.parse("2016W3", year=2017) == Week(2016, 3)
    assert Week.parse("7", year=2017) == Week(2017, 7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "0",
        "54",
        "017",
        "2017",
        "2017-",
        "v",
        "vecka",
        "vecka sjutton",
        "17.5",
        "-17",
        "2017-W54",
        "2017-17-1",
        "2016-17 2017",
        "17 17",
        "１７",
        "v17v",
        "0000-W01",
        "9999-W52",
        "201717",
    ],
)
def test_what_is_no_week_is_refused_with_what_was_said(text: str) -> None:
    with pytest.raises(BadWeek) as refusal:
        Week.parse(text, year=2017)
    assert refusal.value.given == text


def test_only_long_years_have_a_week_53() -> None:
    assert weeks_in(2015) == weeks_in(2020) == weeks_in(2026) == 53
    assert weeks_in(2017) == 52
    assert Week(2015, 53).last_day == date(2016, 1, 3)
    with pytest.raises(BadWeek):
        Week(2017, 53)


def test_weeks_stand_in_order_across_the_years() -> None:
    assert sorted([Week(2017, 1), Week(2016, 52), Week(2016, 9)]) == [
        Week(2016, 9),
        Week(2016, 52),
        Week(2017, 1),
    ]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (FollowUpPeriod.T1, date(2018, 1, 1), date(2018, 4, 30)),
        (FollowUpPeriod.T2, date(2018, 5, 1), date(2018, 8, 31)),
        (FollowUpPeriod.T3, date(2018, 9, 1), date(2018, 12, 31)),
        (FollowUpPeriod.YEAR, date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_a_tertial_is_four_months(period: FollowUpPeriod, first: date, last: date) -> None:
    assert follow_up_span(period, 2018) == DateSpan(first, last)


@given(DAYS)
def test_every_day_lies_in_just_one_tertial_of_its_year(day: date) -> None:
    tertials = (FollowUpPeriod.T1, FollowUpPeriod.T2, FollowUpPeriod.T3)
    assert [each for each in tertials if day in follow_up_span(each, day.year)] == [tertial_of(day)]
    whole = follow_up_span(FollowUpPeriod.YEAR, day.year).days
    assert sum(follow_up_span(each, day.year).days for each in tertials) == whole


def test_the_days_of_the_act_are_holidays_in_2017() -> None:
    named = {
        date(2017, 1, 1): "Nyårsdagen",
        date(2017, 1, 6): "Trettondedag jul",
        date(2017, 4, 14): "Långfredagen",
        date(2017, 4, 16): "Påskdagen",
        date(2017, 4, 17): "Annandag påsk",
        date(2017, 5, 1): "Första maj",
        date(2017, 5, 25): "Kristi himmelsfärdsdag",
        date(2017, 6, 4): "Pingstdagen",
        date(2017, 6, 6): "Nationaldagen",
        date(2017, 6, 24): "Midsommardagen",
        date(2017, 11, 4): "Alla helgons dag",
        date(2017, 12, 25): "Juldagen",
        date(2017, 12, 26): "Annandag jul",
    }
    year = [date(2017, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {day: holiday_name(day) for day in year if holiday_name(day)} == named
    assert {day for day in year if is_holiday(day)} == set(named) | {d for d in year if d.weekday() == 6}


def test_holidays_have_english_names_too() -> None:
    assert holiday_name(date(2017, 6, 6), "en") == "National Day"
    assert holiday_name(date(2017, 12, 25), "en_GB") == "Christmas Day"
    assert holiday_name(date(2017, 12, 25), "sv_SE") == "Juldagen"
    assert eve_name(date(2017, 6, 23), "en") == "Midsummer Eve"


def test_whit_monday_gave_way_to_the_national_day_in_2005() -> None:
    assert holiday_name(date(2004, 5, 31)) == "Annandag pingst"
    assert holiday_name(date(2005, 5, 16)) is None
    assert holiday_name(date(2004, 6, 6)) is None
    assert holiday_name(date(2005, 6, 6)) == "Nationaldagen"


def test_two_holidays_on_one_day_are_both_named() -> None:
    name = holiday_name(date(2008, 5, 1))
    assert name is not None
    assert "Första maj" in name
    assert "Kristi himmelsfärdsdag" in name


@given(st.integers(1953, 2100))
def test_midsummer_and_all_saints_are_the_saturdays_of_the_act(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    (midsummer,) = (day for day in days if holiday_name(day) == "Midsommardagen")
    (all_saints,) = (day for day in days if holiday_name(day) == "Alla helgons dag")
    assert midsummer.weekday() == all_saints.weekday() == 5
    assert date(year, 6, 20) <= midsummer <= date(year, 6, 26)
    assert date(year, 10, 31) <= all_saints <= date(year, 11, 6)
    assert eve_name(midsummer - timedelta(days=1)) == "Midsommarafton"


def test_the_five_eves_are_free_but_no_holidays() -> None:
    eves = {
        date(2018, 3, 31): "Påskafton",
        date(2018, 5, 19): "Pingstafton",
        date(2018, 6, 22): "Midsommarafton",
        date(2018, 12, 24): "Julafton",
        date(2018, 12, 31): "Nyårsafton",
    }
    year = [date(2018, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {day: eve_name(day) for day in year if eve_name(day)} == eves
    assert not any(is_holiday(day) for day in eves)
    assert not any(is_working_day(day) for day in eves)


def test_a_bridge_day_is_worked() -> None:
    assert is_working_day(date(2017, 5, 26))
    assert is_working_day(date(2017, 4, 13))


def test_the_working_day_after_a_weekend_of_holidays() -> None:
    assert next_working_day(date(2017, 4, 13)) == date(2017, 4, 18)
    assert next_working_day(date(2017, 12, 22)) == date(2017, 12, 27)
    assert next_working_day(date(2017, 4, 18)) == date(2017, 4, 19)


def test_working_days_are_counted_with_both_ends() -> None:
    assert working_days_between(date(2017, 4, 10), date(2017, 4, 21)) == 8
    assert working_days_between(date(2017, 4, 18), date(2017, 4, 18)) == 1
    assert working_days_between(date(2017, 4, 15), date(2017, 4, 17)) == 0
    assert working_days_between(date(2017, 4, 21), date(2017, 4, 10)) == 0


@given(DAYS)
def test_the_next_working_day_is_the_only_one_up_to_itself(day: date) -> None:
    upcoming = next_working_day(day)
    assert working_days_between(day + timedelta(days=1), upcoming) == 1
    assert is_working_day(upcoming)
    assert not is_holiday(upcoming)


def test_outside_the_librarys_years_only_sundays_are_holidays() -> None:
    assert is_holiday(date(1900, 1, 7))
    assert holiday_name(date(1900, 12, 25)) is None
    assert eve_name(date(2150, 12, 24)) is None


def test_asking_for_weeks_does_not_load_the_holiday_library() -> None:
    program = (
        "import sys, datetime; from db.rules import calendar, recurrence, schedule;"
        "calendar.Week.of(datetime.date(2017, 5, 2)); calendar.is_holiday(datetime.date(2017, 5, 7));"
        "print(sorted({'holidays', 'dateutil'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
