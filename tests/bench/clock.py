"""Timing ours and the floor turn by turn, so that what else the machine does falls on both alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

MILLISECONDS = 1e3
SECONDS = 1.0


def _nothing() -> None:
    """Do nothing between two turns."""


def turn_by_turn(
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    turns: int,
    unit: float,
    between: Callable[[], object] = _nothing,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Time both `turns` times, one after the other; the first turn warms up and does not count.

    `between` is what the floor needs from our turn, and is not timed.
    """
    timed: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for _ in range(turns + 1):
        timed[0].append(_took(ours) * unit)
        between()
        timed[1].append(_took(floor) * unit)
    return tuple(timed[0][1:]), tuple(timed[1][1:])


def _took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
