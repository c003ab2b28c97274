"""The next meeting keeps the rhythm of those before it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.calendar import is_working_day
from db.rules.meeting_dates import next_usual_date

D = dt.date


@pytest.mark.parametrize(
    ("met", "today", "expected"),
    [
        ((), D(2017, 5, 2), D(2017, 5, 30)),
        ((D(2017, 4, 11), D(2017, 5, 9)), D(2017, 5, 9), D(2017, 6, 13)),
        ((D(2017, 3, 14), D(2017, 5, 9)), D(2017, 5, 10), D(2017, 7, 11)),
        ((D(2017, 5, 2), D(2017, 5, 16)), D(2017, 5, 16), D(2017, 5, 30)),
        ((D(2017, 4, 11), D(2017, 5, 9)), D(2017, 9, 1), D(2017, 9, 12)),
        ((D(2017, 5, 9), D(2017, 5, 10)), D(2017, 5, 10), D(2017, 5, 17)),
        ((D(2017, 9, 29), D(2017, 12, 29)), D(2017, 12, 30), D(2018, 4, 3)),
    ],
)
def test_the_second_tuesday_stays_the_second_tuesday(
    met: tuple[dt.date, ...], today: dt.date, expected: dt.date
) -> None:
    assert next_usual_date(met, today=today) == expected


@given(st.lists(st.dates(D(2015, 1, 1), D(2019, 12, 31)), max_size=5), st.dates(D(2015, 1, 1), D(2020, 1, 1)))
def test_it_is_always_a_working_day_that_has_not_been(met: list[dt.date], today: dt.date) -> None:
    found = next_usual_date(met, today=today)
    assert found > today
    assert is_working_day(found)
    assert found not in met
