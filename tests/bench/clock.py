"""Timing two pieces of work turn by turn, so that what else the machine does falls on both alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.bench.reading import Reading

UNITS = {"ms": 1e3, "s": 1.0}


def _nothing() -> None:
    """Do nothing between two turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duel:
    """Something that the program does and the floor under it, both ready to begin.

    `between` is what the floor needs from our turn, and is not timed; `note` says what it is done on.
    """

    ours: Callable[[], object]
    floor: Callable[[], object]
    between: Callable[[], object] = _nothing
    note: str = ""


def fight(duel: AbstractContextManager[Duel], turns: int, unit: str) -> Reading:
    """Time both sides of a duel."""
    with duel as ready:
        ours, floor = turn_by_turn(ready.ours, ready.floor, turns, between=ready.between)
    return Reading(ours=_in(unit, ours), floor=_in(unit, floor), note=ready.note)


def _in(unit: str, seconds: Sequence[float]) -> tuple[float, ...]:
    return tuple(took * UNITS[unit] for took in seconds)


def turn_by_turn(
    one: Callable[[], object],
    other: Callable[[], object],
    turns: int,
    between: Callable[[], object] = _nothing,
) -> tuple[list[float], list[float]]:
    """Time both so many times, one after the other, in seconds; a first turn warms up and does not count."""
    timed: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for _ in range(turns + 1):
        timed[0].append(_took(one))
        between()
        timed[1].append(_took(other))
    return timed[0][1:], timed[1][1:]


def _took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
