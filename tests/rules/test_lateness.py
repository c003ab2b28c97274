"""Late, soon due, running out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import ActivityState
from db.rules.lateness import has_run_out, is_due_soon, is_late, runs_out_within

TODAY = date(2017, 5, 2)
ONGOING = ActivityState.ONGOING


def test_an_activity_is_late_the_day_after_its_due_date() -> None:
    assert is_late(date(2017, 5, 1), ONGOING, today=TODAY)
    assert not is_late(date(2017, 5, 2), ONGOING, today=TODAY)
    assert not is_late(None, ONGOING, today=TODAY)


def test_soon_is_today_and_the_fourteen_days_that_follow() -> None:
    soon = [n for n in range(-3, 30) if is_due_soon(TODAY + timedelta(days=n), ONGOING, today=TODAY)]
    assert soon == list(range(15))
    assert not is_due_soon(date(2017, 5, 4), ONGOING, today=TODAY, within_days=1)
    assert not is_due_soon(None, ONGOING, today=TODAY)


@pytest.mark.parametrize("state", [ActivityState.DONE, ActivityState.CANCELLED])
def test_what_is_done_or_called_off_is_neither_late_nor_due(state: ActivityState) -> None:
    assert not is_late(date(2017, 1, 1), state, today=TODAY)
    assert not is_due_soon(TODAY, state, today=TODAY)


@given(st.dates(), st.sampled_from(ActivityState), st.dates())
def test_nothing_is_both_late_and_soon_due(due: date, state: ActivityState, today: date) -> None:
    assert not (is_late(due, state, today=today) and is_due_soon(due, state, today=today))


@given(st.dates(), st.dates())
def test_an_agreement_is_running_or_soon_over_or_over(ends_on: date, today: date) -> None:
    assert not (runs_out_within(ends_on, today=today) and has_run_out(ends_on, today=today))


def test_an_agreement_runs_out_within_ninety_days() -> None:
    assert runs_out_within(date(2017, 7, 31), today=TODAY)
    assert not runs_out_within(date(2017, 8, 1), today=TODAY)
    assert runs_out_within(TODAY, today=TODAY)
    assert not runs_out_within(date(2017, 5, 1), today=TODAY)
    assert has_run_out(date(2017, 5, 1), today=TODAY)
    assert runs_out_within(date(2017, 12, 31), today=TODAY, days=300)


def test_an_agreement_with_an_open_end_never_runs_out() -> None:
    assert not runs_out_within(None, today=TODAY)
    assert not has_run_out(None, today=TODAY)
