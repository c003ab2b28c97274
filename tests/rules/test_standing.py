"""Where a promise stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import ActivityState, Standing
from db.rules.standing import ActivityStanding, promise_standing

ACTIVITIES = st.lists(
    st.builds(
        ActivityStanding,
        state=st.sampled_from(ActivityState),
        is_late=st.booleans(),
        met=st.sampled_from([None, True, False]),
    ),
    max_size=6,
)


def an(state: ActivityState, *, is_late: bool = False, met: bool | None = None) -> ActivityStanding:
    return ActivityStanding(state=state, is_late=is_late, met=met)


WAITING = an(ActivityState.NOT_STARTED)
PLANNED = an(ActivityState.PLANNED)
ONGOING = an(ActivityState.ONGOING)
DONE = an(ActivityState.DONE)
CANCELLED = an(ActivityState.CANCELLED)
LATE = an(ActivityState.ONGOING, is_late=True)


@pytest.mark.parametrize(
    ("activities", "standing"),
    [
        ([], Standing.WITHOUT_ACTIVITIES),
        ([WAITING], Standing.NOT_STARTED),
        ([WAITING, PLANNED], Standing.NOT_STARTED),
        ([WAITING, CANCELLED], Standing.NOT_STARTED),
        ([WAITING, ONGOING], Standing.ON_TRACK),
        ([WAITING, DONE], Standing.ON_TRACK),
        ([ONGOING, CANCELLED], Standing.ON_TRACK),
        ([an(ActivityState.ONGOING, met=True)], Standing.ON_TRACK),
        ([ONGOING, an(ActivityState.DONE, met=False)], Standing.ON_TRACK),
        ([LATE, DONE], Standing.LATE),
        ([an(ActivityState.NOT_STARTED, is_late=True)], Standing.LATE),
        ([an(ActivityState.ONGOING, met=False), DONE], Standing.LATE),
        ([DONE], Standing.KEPT),
        ([DONE, an(ActivityState.DONE, met=True), CANCELLED], Standing.KEPT),
        ([DONE, an(ActivityState.DONE, met=False)], Standing.NOT_KEPT),
        ([CANCELLED, CANCELLED], Standing.NOT_KEPT),
    ],
)
def test_a_promise_stands_where_its_activities_leave_it(
    activities: list[ActivityStanding], standing: Standing
) -> None:
    assert promise_standing(activities) is standing


@given(ACTIVITIES)
def test_the_order_of_the_activities_does_not_matter(activities: list[ActivityStanding]) -> None:
    assert promise_standing(activities) is promise_standing(reversed(activities))


@given(ACTIVITIES)
def test_a_promise_is_kept_only_when_nothing_is_open(activities: list[ActivityStanding]) -> None:
    kept = promise_standing(activities) is Standing.KEPT
    assert kept == (
        any(each.state is ActivityState.DONE for each in activities)
        and not any(each.state.is_open for each in activities)
        and not any(each.met is False for each in activities if each.state is ActivityState.DONE)
    )


@given(ACTIVITIES)
def test_calling_one_more_off_changes_nothing_for_the_rest(activities: list[ActivityStanding]) -> None:
    if activities:
        assert promise_standing([*activities, CANCELLED]) is promise_standing(activities)
