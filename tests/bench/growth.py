"""How what something costs grows with the plan: the exponent of the plan's size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import AbstractContextManager
from statistics import median

from tests.bench.clock import Duel, turn_by_turn
from tests.bench.reading import Reading

LINEAR = 1.1
"""A little over 1, for what a machine that others share adds by chance; n log n would be 1.1 as well."""


def grow(
    small: AbstractContextManager[Duel], large: AbstractContextManager[Duel], factor: float, turns: int
) -> Reading:
    """Do the same on two sizes turn by turn: 0 where the cost stays, 1 where it grows as the size does."""
    with small as one, large as other:
        late, early = turn_by_turn(other.ours, one.ours, turns)
    return Reading(
        ours=exponents(early, late, factor),
        note=f"{_told(early)} at {one.note}, {_told(late)} at {other.note}",
    )


def exponents(early: Sequence[float], late: Sequence[float], factor: float) -> tuple[float, ...]:
    """The power of the size that each pair of costs grew by, the size being `factor` times what it was."""
    return tuple(math.log(after / before, factor) for before, after in zip(early, late, strict=True))


def _told(took: list[float]) -> str:
    return f"{median(took) * 1e3:.3g} ms"
