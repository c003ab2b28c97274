"""A day is understood in whatever way people write one."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.windows.calendar.typed_day import typed_day
from desktop.words import Words

SHOWN, TODAY = dt.date(2017, 3, 3), dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("v 18", dt.date(2017, 5, 1)),
        ("vecka 18", dt.date(2017, 5, 1)),
        ("week 18 2018", dt.date(2018, 4, 30)),
        ("2018-v3", dt.date(2018, 1, 15)),
        ("18", dt.date(2017, 5, 1)),
        ("2017-05-04", dt.date(2017, 5, 4)),
        ("2017-05", dt.date(2017, 5, 1)),
        ("4 maj", dt.date(2017, 5, 4)),
        ("4 May 2018", dt.date(2018, 5, 4)),
        ("oktober", dt.date(2017, 10, 1)),
        ("dec", dt.date(2017, 12, 1)),
        ("4/5", dt.date(2017, 5, 4)),
        ("4/5 2018", dt.date(2018, 5, 4)),
        ("2018", dt.date(2018, 1, 1)),
        ("I dag", TODAY),
        ("today", TODAY),
    ],
)
def test_days_weeks_and_months_are_read(text: str, day: dt.date) -> None:
    assert typed_day(Words("sv"), text, SHOWN, TODAY) == day


@pytest.mark.parametrize("text", ["", "  ", "hej", "v 54", "31 feb", "2017-02-29", "2017-13", "0000", "99"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert typed_day(Words("en"), text, SHOWN, TODAY) is None
