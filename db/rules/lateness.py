"""What is late, what will soon be due, and which agreements run out."""

from __future__ import annotations

from datetime import date

from db.kinds import ActivityState

SOON_DAYS = 14
RUNS_OUT_DAYS = 90


def is_late(next_due: date | None, state: ActivityState, *, today: date) -> bool:
    """Tell whether something still open was due before today; on its due date it is not yet late."""
    return next_due is not None and state.is_open and next_due < today


def is_due_soon(
    next_due: date | None, state: ActivityState, *, today: date, within_days: int = SOON_DAYS
) -> bool:
    """Tell whether something still open is to be done today or in the `within_days` days that follow."""
    return next_due is not None and state.is_open and 0 <= (next_due - today).days <= within_days


def runs_out_within(ends_on: date | None, *, today: date, days: int = RUNS_OUT_DAYS) -> bool:
    """Tell whether an agreement's last day is today or one of the `days` that follow."""
    return ends_on is not None and 0 <= (ends_on - today).days <= days


def has_run_out(ends_on: date | None, *, today: date) -> bool:
    """Tell whether an agreement's last day has passed."""
    return ends_on is not None and ends_on < today
