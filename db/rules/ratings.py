"""Which area people feel least safe in, whichever way each survey's scale runs.

Säffle's dialogue went from 1 to 5 with 5 best, the police's safety index from 0 to 6 with 0 best;
brought to the part of the way from worst to best, the two can stand side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import fsum, isclose
from typing import Generic, TypeVar

from db.kinds import GoodEnd

Area = TypeVar("Area", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The ends of a survey's answers, and which of them is the good one."""

    lowest: float
    highest: float
    good_end: GoodEnd

    def safety(self, rating: float) -> float | None:
        """Bring a rating to 0 (least safe) – 1 (safest); None if the scale has no length.

        A rating past the scale's end counts as the end: it is a slip, and must not outdo every other area.
        """
        if not self.lowest < self.highest:
            return None
        part = min(1.0, max(0.0, (rating - self.lowest) / (self.highest - self.lowest)))
        return part if self.good_end is GoodEnd.HIGHEST else 1.0 - part


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Generic[Area]):
    """How one source rated one area; `area` is whatever the caller knows it by."""

    area: Area
    rating: float
    scale: Scale
    respondents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSafety(Generic[Area]):
    """An area's safety over all its sources, from 0 (least safe) to 1, and how many ratings it rests on."""

    area: Area
    safety: float
    ratings: int


def safety_by_area(ratings: Iterable[Rating[Area]]) -> tuple[AreaSafety[Area], ...]:
    """Give each area's mean safety, the least safe first, those alike in the order they were met.

    Ratings weigh by their respondents if each of the area's tells how many they were, else alike.
    Areas whose scales all lack length are left out.
    """
    found: defaultdict[Area, list[tuple[float, int]]] = defaultdict(list)
    for each in ratings:
        safety = each.scale.safety(each.rating)
        if safety is not None:
            found[each.area].append((safety, each.respondents or 0))
    areas = [
        AreaSafety(area=area, safety=_mean(figures), ratings=len(figures)) for area, figures in found.items()
    ]
    return tuple(sorted(areas, key=lambda each: each.safety))


def least_safe(ratings: Iterable[Rating[Area]]) -> tuple[AreaSafety[Area], ...]:
    """Give the area with the lowest safety rating: several if they share the place, none without ratings."""
    areas = safety_by_area(ratings)
    return tuple(each for each in areas if isclose(each.safety, areas[0].safety, abs_tol=1e-9))


def _mean(figures: list[tuple[float, int]]) -> float:
    weighs = all(respondents > 0 for _, respondents in figures)
    weights = [respondents if weighs else 1 for _, respondents in figures]
    return fsum(safety * weight for (safety, _), weight in zip(figures, weights, strict=True)) / sum(weights)
