"""One date is moved and all others stay; a series is moved with every date of it, or says why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.rules.moving import CannotMove, MoveFault, move_one, move_series
from db.rules.recurrence import DateException, Recurrence, dates
from tests.rules.rules_of_every_kind import recurrences

START = date(2017, 5, 5)
LAST = date(2018, 12, 31)


def rule(text: str, starts_on: date = START, **given: Any) -> Recurrence:
    return replace(Recurrence(rule=text, starts_on=starts_on), **given)


def found(recurrence: Recurrence, last: date = LAST) -> list[date]:
    return dates(recurrence, date(1990, 1, 1), last)


def far(starts_on: date) -> date:
    return starts_on + timedelta(days=900)


@given(recurrences(), st.data())
def test_moving_one_date_keeps_all_others(recurrence: Recurrence, data: st.DataObject) -> None:
    some = found(recurrence, far(recurrence.starts_on))[:30]
    assume(some)
    on = data.draw(st.sampled_from(some))
    to = on + timedelta(days=data.draw(st.integers(-60, 60)))
    horizon = far(recurrence.starts_on) + timedelta(days=200)
    before = found(recurrence, horizon)
    assume(to not in before)
    assert found(move_one(recurrence, on, to), horizon) == sorted({*before, to} - {on})


@given(recurrences(), st.data())
def test_moving_one_date_there_and_back_restores_all(recurrence: Recurrence, data: st.DataObject) -> None:
    horizon = far(recurrence.starts_on)
    before = found(recurrence, horizon)
    assume(before)
    on = data.draw(st.sampled_from(before[:30]))
    to = on + timedelta(days=data.draw(st.integers(-60, 60)))
    assume(to not in before and to <= horizon)
    assert found(move_one(move_one(recurrence, on, to), to, on), horizon) == before


@given(recurrences(), st.data())
def test_a_series_moved_there_and_back_is_what_it_was(recurrence: Recurrence, data: st.DataObject) -> None:
    horizon = far(recurrence.starts_on)
    before = found(recurrence, horizon)
    assume(before)
    on = data.draw(st.sampled_from(before[:30]))
    to = on + timedelta(days=data.draw(st.integers(-20, 20)))
    try:
        moved = move_series(recurrence, on, to)
    except CannotMove:
        return
    assert to in found(moved, horizon + timedelta(days=30))
    assert on == to or on not in found(replace(moved, exceptions=()), horizon)
    assert found(move_series(moved, to, on), horizon) == before


@pytest.mark.parametrize(
    ("text", "on", "to", "becomes"),
    [
        ("FREQ=WEEKLY", date(2017, 5, 12), date(2017, 5, 11), [date(2017, 5, 4), date(2017, 5, 11)]),
        ("FREQ=WEEKLY;BYDAY=FR", date(2017, 5, 12), date(2017, 5, 11), [date(2017, 5, 4)]),
        ("FREQ=WEEKLY;INTERVAL=2", date(2017, 5, 19), date(2017, 5, 22), [date(2017, 5, 8)]),
        ("FREQ=WEEKLY;BYDAY=MO,FR", date(2017, 5, 8), date(2017, 5, 9), [START, date(2017, 5, 9)]),
        ("FREQ=DAILY;INTERVAL=3", date(2017, 5, 8), date(2017, 5, 9), [date(2017, 5, 6), date(2017, 5, 9)]),
        ("FREQ=MONTHLY", date(2017, 6, 5), date(2017, 6, 7), [date(2017, 5, 7), date(2017, 6, 7)]),
        ("FREQ=MONTHLY;BYMONTHDAY=15", date(2017, 5, 15), date(2017, 5, 8), [date(2017, 5, 8)]),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(2017, 5, 26), date(2017, 5, 31), [date(2017, 5, 31)]),
        ("FREQ=MONTHLY;BYDAY=1FR", START, date(2017, 5, 9), [date(2017, 5, 9), date(2017, 6, 13)]),
        ("FREQ=YEARLY", START, date(2017, 6, 1), [date(2017, 6, 1), date(2018, 6, 1)]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", date(2017, 5, 15), date(2017, 5, 23), [date(2017, 5, 23)]),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SA", date(2017, 5, 13), date(2017, 8, 1), [date(2017, 8, 1)]),
        ("FREQ=WEEKLY;BYDAY=FR;BYMONTH=5,6", date(2017, 5, 12), date(2017, 5, 13), [date(2017, 5, 6)]),
    ],
)  # fmt: skip
def test_a_series_goes_where_one_of_its_dates_is_taken(
    text: str, on: date, to: date, becomes: list[date]
) -> None:
    assert found(move_series(rule(text), on, to))[: len(becomes)] == becomes


@pytest.mark.parametrize(
    ("text", "on", "to", "why"),
    [
        ("FREQ=WEEKLY", date(2017, 5, 11), date(2017, 5, 10), MoveFault.NO_DATE),
        ("FREQ=WEEKLY", date(2017, 5, 12), date(2017, 5, 19), MoveFault.SAME_SERIES),
        ("FREQ=DAILY", date(2017, 5, 12), date(2017, 5, 19), MoveFault.SAME_SERIES),
        ("FREQ=WEEKLY;BYDAY=TH,FR", date(2017, 5, 12), date(2017, 5, 11), MoveFault.TAKEN),
        ("FREQ=WEEKLY;BYDAY=TH,FR", date(2017, 5, 12), date(2017, 5, 16), MoveFault.OTHER_PERIOD),
        ("FREQ=MONTHLY", date(2017, 6, 5), date(2017, 7, 1), MoveFault.OTHER_PERIOD),
        ("FREQ=MONTHLY", date(2017, 6, 5), date(2017, 6, 29), MoveFault.NOT_EVERY_MONTH),
        ("FREQ=MONTHLY;BYDAY=1FR", START, date(2017, 5, 31), MoveFault.NOT_EVERY_MONTH),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", date(2017, 5, 15), date(2017, 5, 16), MoveFault.INTRICATE),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", date(2017, 6, 5), date(2017, 6, 7), MoveFault.INTRICATE),
        ("FREQ=DAILY;BYDAY=MO,TU", date(2017, 5, 8), date(2017, 5, 10), MoveFault.INTRICATE),
        ("FREQ=YEARLY", START, date(2018, 1, 5), MoveFault.OTHER_PERIOD),
        ("FREQ=WEEKLY;UNTIL=20170512", date(2017, 5, 12), date(2017, 5, 13), MoveFault.BEYOND_END),
    ],
)  # fmt: skip
def test_a_series_that_can_not_be_moved_says_why(text: str, on: date, to: date, why: MoveFault) -> None:
    with pytest.raises(CannotMove) as refused:
        move_series(rule(text), on, to)
    assert (refused.value.reason, refused.value.on, refused.value.to) == (why, on, to)


def test_two_dates_of_one_activity_do_not_become_one() -> None:
    with pytest.raises(CannotMove) as refused:
        move_one(rule("FREQ=WEEKLY"), START, date(2017, 5, 12))
    assert refused.value.reason is MoveFault.TAKEN


def test_a_date_that_was_moved_goes_on_alone() -> None:
    once = move_one(rule("FREQ=WEEKLY"), date(2017, 5, 12), date(2017, 5, 11))
    assert once.exceptions == (DateException(on=date(2017, 5, 12), moved_to=date(2017, 5, 11)),)
    with pytest.raises(CannotMove) as refused:
        move_series(once, date(2017, 5, 11), date(2017, 5, 10))
    assert refused.value.reason is MoveFault.MOVED_ALREADY
    again = move_one(once, date(2017, 5, 11), date(2017, 5, 15))
    assert again.exceptions == (DateException(on=date(2017, 5, 12), moved_to=date(2017, 5, 15)),)


def test_what_was_skipped_stays_skipped_when_the_series_is_moved() -> None:
    skipped = rule("FREQ=WEEKLY", exceptions=(DateException(on=date(2017, 6, 23)),))
    moved = move_series(skipped, date(2017, 5, 12), date(2017, 5, 11))
    assert date(2017, 6, 22) not in found(moved)
    assert date(2017, 6, 15) in found(moved)
