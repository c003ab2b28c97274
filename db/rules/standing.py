"""Where a promise stands, reckoned from the activities that are to keep it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.kinds import ActivityState, Standing

_BEFORE_START = (ActivityState.NOT_STARTED, ActivityState.PLANNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityStanding:
    """What a promise needs to know of one of its activities.

    `met` is its progress against its target: None without a target, or while the target is not settled.
    """

    state: ActivityState
    is_late: bool = False
    met: bool | None = None


def promise_standing(activities: Iterable[ActivityStanding]) -> Standing:
    """Tell where a promise stands. The first of these that is true:

    1. WITHOUT_ACTIVITIES: nothing is to keep it.
    2. NOT_KEPT: every activity has been called off.
       From here on, those that were called off are left out: a reason stands beside each.
    3. LATE: an activity still open is late, or its target's time ran out before it was met.
    4. NOT_KEPT: all are done, and one of them has missed its target.
    5. KEPT: all are done. One without a target is taken at its word.
    6. NOT_STARTED: none has begun; a plan for an activity is no beginning.
    7. ON_TRACK: some have begun, nothing is late.
    """
    everything = tuple(activities)
    if not everything:
        return Standing.WITHOUT_ACTIVITIES
    remaining = [each for each in everything if each.state is not ActivityState.CANCELLED]
    if not remaining:
        return Standing.NOT_KEPT
    still_open = [each for each in remaining if each.state.is_open]
    if any(each.is_late or each.met is False for each in still_open):
        return Standing.LATE
    if not still_open:
        missed = any(each.met is False for each in remaining)
        return Standing.NOT_KEPT if missed else Standing.KEPT
    if all(each.state in _BEFORE_START for each in remaining):
        return Standing.NOT_STARTED
    return Standing.ON_TRACK
