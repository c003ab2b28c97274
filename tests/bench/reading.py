"""What a benchmark has found out, and whether that is within its budget."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median


class State(StrEnum):
    """How far a row of the budgets has come. Only what was measured in full can be within its budget."""

    MEASURED = "measured"
    TRIED = "tried on tiny sizes"
    NOT_BUILT = "not built yet"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that something may cost: in its own unit, as a multiple of its floor, or both."""

    most: float | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was measured: ours and the floor's values, turn by turn, in the unit of the row.

    One reading of several values is their median. `note` says what it was measured on.
    """

    ours: tuple[float, ...]
    floor: tuple[float, ...] = ()
    note: str = ""

    @property
    def value(self) -> float:
        """What it costs."""
        return median(self.ours)

    @property
    def least(self) -> float | None:
        """What the floor costs, where there is one."""
        return median(self.floor) if self.floor else None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.least if self.least else None

    @property
    def spread(self) -> tuple[float, float]:
        """The smallest and the largest value."""
        return min(self.ours), max(self.ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the budgets, and what came of measuring it."""

    name: str
    what: str
    unit: str
    budget: Budget
    state: State
    reading: Reading | None = None
    fault: str = field(default="")

    @property
    def within(self) -> bool | None:
        """Whether it keeps its budget; None where that was not measured."""
        if self.reading is None or self.state is not State.MEASURED:
            return None
        most, ratio = self.budget.most, self.budget.ratio
        dear = most is not None and self.reading.value > most
        return not dear and not (ratio is not None and (self.reading.ratio or 0.0) > ratio)
