"""Where the bars of a day lie in its cell: under each other in a month, by the clock in a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect

from db.views.calendar import CalendarEntry

GAP: Final = 2
"""Free space between two bars."""
BETWEEN: Final = 4
"""What a bar has above and under its words, together."""
SIDE: Final = 4
"""Free space at either side of them."""
USUAL_HOURS: Final = (7, 19)
"""The hours that a week shows when nothing lies outside them."""
SHORTEST: Final = dt.timedelta(minutes=45)
"""A bar has room for its words, however short it lasts; without an end it lasts an hour."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar and its place in the cell."""

    entry: CalendarEntry
    rect: QRect


@dataclass(frozen=True, slots=True)
class DayPlaces:
    """The bars that have room in a cell, how many have not, and where that is said."""

    bars: tuple[Placed, ...] = ()
    left_off: int = 0
    more: QRect | None = None

    def at(self, x: int, y: int) -> CalendarEntry | None:
        """The entry whose bar is under a point."""
        return next((one.entry for one in self.bars if one.rect.contains(x, y)), None)


def stacked(room: QRect, entries: Sequence[CalendarEntry], lines: Sequence[int], line: int) -> DayPlaces:
    """Put bars under each other; where they have no room, the last line says how many more there are.

    `lines` is how many lines each entry's words take, all of which it is given where all have room for
    theirs; else each has one. `line` is the height of a bar with one.
    """
    height = sum(_tall(count, line) + GAP for count in lines)
    given = lines if height <= room.height() + GAP else [1] * len(entries)
    fitting = max(0, (room.height() + GAP) // (line + GAP))
    all_fit = given is lines or len(entries) <= fitting
    count = len(entries) if all_fit else max(0, fitting - 1)
    bars, top = [], room.top()
    wide = max(0, room.width() - 2 * SIDE)
    for entry, taken in zip(entries[:count], given, strict=False):
        bars.append(Placed(entry, QRect(room.left() + SIDE, top, wide, _tall(taken, line))))
        top += _tall(taken, line) + GAP
    left_off = len(entries) - count
    more = QRect(room.left() + SIDE, top, wide, line) if left_off and fitting else None
    return DayPlaces(tuple(bars), left_off, more)


def _tall(lines: int, line: int) -> int:
    """The height of a bar with so many lines, which stand closer than bars do."""
    return line + (lines - 1) * (line - BETWEEN)


def hours_of(entries: Sequence[CalendarEntry]) -> tuple[int, int]:
    """The first and the last hour that a week must show."""
    first, last = USUAL_HOURS
    for entry in entries:
        if entry.starts_at is not None:
            first = min(first, entry.starts_at.hour)
            last = max(last, min(24, _ends(entry) // 60 + 1))
    return first, last


def by_clock(room: QRect, entries: Sequence[CalendarEntry], hours: tuple[int, int]) -> DayPlaces:
    """Put bars where their times are, those at the same time beside each other."""
    first, last = hours[0] * 60, hours[1] * 60
    timed = [entry for entry in entries if entry.starts_at is not None]
    bars = []
    for together in _clashing(timed):
        lanes = _lanes(together)
        wide = max(1, (room.width() - 2 * SIDE) // max(1, max(lanes) + 1))
        for entry, lane in zip(together, lanes, strict=True):
            top = room.top() + room.height() * (_starts(entry) - first) // (last - first)
            bottom = room.top() + room.height() * (min(_ends(entry), last) - first) // (last - first)
            left = room.left() + SIDE + lane * wide
            bars.append(Placed(entry, QRect(left, top + 1, wide - GAP, max(8, bottom - top - 1))))
    return DayPlaces(tuple(bars))


def _starts(entry: CalendarEntry) -> int:
    at = entry.starts_at or dt.time.min
    return at.hour * 60 + at.minute


def _ends(entry: CalendarEntry) -> int:
    """The minute of the day at which a bar ends; past midnight it is cut off there."""
    starts = _starts(entry)
    if entry.ends_at is None:
        return min(24 * 60, starts + 60)
    ends = entry.ends_at.hour * 60 + entry.ends_at.minute
    if ends < starts:
        return 24 * 60
    return min(24 * 60, max(ends, starts + int(SHORTEST.total_seconds() // 60)))


def _clashing(entries: Sequence[CalendarEntry]) -> list[list[CalendarEntry]]:
    """Cut a day into stretches that do not touch each other."""
    found: list[list[CalendarEntry]] = []
    until = -1
    for entry in sorted(entries, key=_starts):
        if _starts(entry) >= until:
            found.append([])
        found[-1].append(entry)
        until = max(until, _ends(entry))
    return found


def _lanes(together: Sequence[CalendarEntry]) -> list[int]:
    free_from: list[int] = []
    lanes = []
    for entry in together:
        lane = next((n for n, until in enumerate(free_from) if until <= _starts(entry)), len(free_from))
        free_from[lane : lane + 1] = [_ends(entry)]
        lanes.append(lane)
    return lanes
