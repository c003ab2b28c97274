"""Days along a line: where each lies, at which zoom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

CLOSEST: Final = 40.0
"""Pixels of a day at the most."""
STEP: Final = 1.25
"""How much one turn of the wheel zooms."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from `first` to `last`, each `day` pixels wide."""

    first: dt.date
    last: dt.date
    day: float

    @property
    def width(self) -> int:
        """All days together."""
        return round(self.day * ((self.last - self.first).days + 1))

    def left(self, day: dt.date) -> int:
        """Where a day begins."""
        return round(self.day * (day - self.first).days)

    def middle(self, day: dt.date) -> int:
        """Where what falls on a day is drawn."""
        return round(self.day * ((day - self.first).days + 0.5))

    def day_at(self, x: float) -> dt.date:
        """The day under a place, or the nearest one."""
        number = int(x // self.day)
        return self.first + dt.timedelta(days=min(max(number, 0), (self.last - self.first).days))

    def fitted(self, width: int) -> Scale:
        """The same days, so wide that all have room side by side."""
        return replace(self, day=max(0.5, width / ((self.last - self.first).days + 1)))

    def zoomed(self, steps: float, least: float) -> Scale:
        """The same days, each wider or narrower, but no narrower than `least`."""
        return replace(self, day=min(CLOSEST, max(least, self.day * STEP**steps)))

    def months(self) -> list[dt.date]:
        """The first day of each month."""
        found, day = [], self.first.replace(day=1)
        while day <= self.last:
            found.append(day)
            day = (day + dt.timedelta(days=31)).replace(day=1)
        return found

    def mondays(self) -> list[dt.date]:
        """The first day of each week, from that in which the line begins."""
        start = self.first - dt.timedelta(days=self.first.weekday())
        weeks = (self.last - start).days // 7 + 1
        return [start + dt.timedelta(weeks=number) for number in range(weeks)]
