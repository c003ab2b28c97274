"""The days that people type."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.words.day_text import day_meant, sounds_recurring

TODAY = dt.date(2017, 5, 3)  # A Wednesday, week 18.


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-06-01", "2017-06-01"),
        ("20170601", "2017-06-01"),
        ("170601", "2017-06-01"),
        ("1/6", "2017-06-01"),
        ("1/6 2018", "2018-06-01"),
        ("1/6-18", "2018-06-01"),
        ("1.6.2018", "2018-06-01"),
        ("1 juni", "2017-06-01"),
        ("1 jun", "2017-06-01"),
        ("den 1:a juni 2018", "2018-06-01"),
        ("1 June", "2017-06-01"),
        ("June 1", "2017-06-01"),
        ("v 23", "2017-06-05"),
        ("vecka 23", "2017-06-05"),
        ("v23 2018", "2018-06-04"),
        ("ons v 23", "2017-06-07"),
        ("idag", "2017-05-03"),
        ("I morgon", "2017-05-04"),
        ("tomorrow", "2017-05-04"),
        ("igår", "2017-05-02"),
        ("+14d", "2017-05-17"),
        ("+14", "2017-05-17"),
        ("-3 dagar", "2017-04-30"),
        ("+2v", "2017-05-17"),
        ("+1 månad", "2017-06-03"),
        ("+1m", "2017-06-03"),
        ("+1 år", "2018-05-03"),
        ("fredag", "2017-05-05"),
        ("ons", "2017-05-10"),
        ("nästa måndag", "2017-05-08"),
    ],
)
def test_a_day_is_typed_as_swedes_type_it(text: str, day: str) -> None:
    assert day_meant(text, today=TODAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["", "31 juni", "31/6", "snart", "23", "v 60", "1 j", "99999999", "+", "ti v"]
)
def test_what_is_no_day_means_none(text: str) -> None:
    assert day_meant(text, today=TODAY) is None


def test_a_day_without_a_year_looks_ahead_unless_it_is_recent() -> None:
    autumn = dt.date(2017, 11, 20)
    assert day_meant("1/6", today=autumn) == dt.date(2018, 6, 1)
    assert day_meant("1/10", today=autumn) == dt.date(2017, 10, 1)


def test_a_day_without_a_year_is_of_the_year_that_stood_there() -> None:
    assert day_meant("1/6", today=dt.date(2026, 11, 20), near=dt.date(2017, 2, 1)) == dt.date(2017, 6, 1)


def test_a_week_to_be_done_by_means_its_friday() -> None:
    assert day_meant("v 23", today=TODAY, weekday=4) == dt.date(2017, 6, 9)


def test_the_31st_a_month_later_is_the_months_last_day() -> None:
    assert day_meant("+1m", today=dt.date(2017, 1, 31)) == dt.date(2017, 2, 28)


@pytest.mark.parametrize(
    "text", ["varannan fredag", "Varje vecka", "fredagar", "every second Friday", "mondays", "veckovis"]
)
def test_what_comes_again_is_told_from_a_single_day(text: str) -> None:
    assert day_meant(text, today=TODAY) is None
    assert sounds_recurring(text)


@pytest.mark.parametrize("text", ["i fredags", "fredag", "1/6", "på tisdag om en vecka", "today", ""])
def test_a_single_day_is_not_taken_for_a_recurrence(text: str) -> None:
    assert not sounds_recurring(text)
