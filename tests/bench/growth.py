"""How what something costs grows with the plan: the exponent of the plan's size."""

from __future__ import annotations

import math
from collections.abc import Callable

from tests.bench.reading import Reading

LINEAR = 1.1
"""A little over 1, for what a machine that others share adds by chance; n log n would be 1.1 as well."""


def grow(measure: Callable[[int], Reading], small: int, factor: int) -> Reading:
    """Measure at a size and at `factor` times it: 0 where the cost stays, 1 where it grows alike.

    Each value is of one turn at either size, so that their spread shows how sure the exponent is.
    """
    before, after = measure(small), measure(small * factor)
    turns = zip(before.ours, after.ours, strict=True)
    return Reading(
        ours=tuple(math.log(late / early, factor) for early, late in turns),
        note=f"{before.value:.3g} at {small}, {after.value:.3g} at {small * factor}",
    )
