"""Which row of the table is what: headings, activities and the lines for new ones, groups folded or open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import accumulate
from typing import Final

from db.views.plan_table import KEY_LENGTH, Grouping, PlanGroup, PlanOutline
from db.views.things import ThingName

FEW: Final = 20
"""How many ids are sought one by one; for more, all are gone through once."""


class RowKind(Enum):
    """What stands in a row."""

    HEADING = auto()
    ACTIVITY = auto()
    NEW = auto()


@dataclass(slots=True)
class Group:
    """A group as it is shown, with the ids of its rows end to end.

    `targets` says how many of its activities have a number to reach and how many have reached it, once known.
    """

    key: str
    keys: str
    late: int = 0
    done: int = 0
    name: ThingName | None = None
    folded: bool = False
    targets: tuple[int, int] | None = None

    def __len__(self) -> int:
        return len(self.keys) // KEY_LENGTH

    def key_at(self, place: int) -> str:
        """The id that stands at a place."""
        return self.keys[place * KEY_LENGTH : (place + 1) * KEY_LENGTH]

    def those_all(self) -> Iterator[str]:
        """All its ids."""
        return (self.key_at(place) for place in range(len(self)))

    def place_of(self, key: str) -> int:
        """Where an id stands, or -1. Ids have their hyphens apart, so none is found across two others."""
        found = self.keys.find(key)
        return found // KEY_LENGTH if found >= 0 else -1

    def those(self, keys: Collection[str]) -> dict[str, int]:
        """Where those of some ids stand that are in the group, in its order."""
        if len(keys) <= FEW:
            found = sorted((self.place_of(key), key) for key in keys if key in self.keys)
            return {key: place for place, key in found}
        return {key: place for place, key in enumerate(self.those_all()) if key in keys}

    def put(self, key: str, place: int) -> None:
        """Let an id stand at a place."""
        self.keys = self.keys[: place * KEY_LENGTH] + key + self.keys[place * KEY_LENGTH :]

    def take(self, place: int) -> None:
        """Let the id at a place be gone."""
        self.keys = self.keys[: place * KEY_LENGTH] + self.keys[(place + 1) * KEY_LENGTH :]


@dataclass(frozen=True, slots=True)
class Spot:
    """A row: what it is, in which group, and at which place among the group's activities."""

    kind: RowKind
    group: Group
    place: int = -1

    @property
    def key(self) -> str:
        """The activity's id, or nothing."""
        return self.group.key_at(self.place) if self.kind is RowKind.ACTIVITY else ""


@dataclass(slots=True)
class Rows:
    """All rows of the table, counted from 0, reckoned from the groups and never kept one by one."""

    grouping: Grouping = Grouping.NONE
    groups: list[Group] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])

    @classmethod
    def of(cls, outline: PlanOutline, folded: Iterable[str] = ()) -> Rows:
        """The rows of an outline; groups that were folded stay so."""
        closed = set(folded)
        groups = [_shown(group, group.key in closed) for group in outline.groups]
        # Where there is nothing yet, there is still a line to begin in.
        rows = cls(outline.grouping, groups or [Group("", "")])
        rows.count_anew()
        return rows

    @property
    def headed(self) -> bool:
        """Whether the groups have headings."""
        return self.grouping is not Grouping.NONE

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def activities(self) -> int:
        """How many rows are activities, folded ones too."""
        return sum(map(len, self.groups))

    def count_anew(self) -> None:
        """Reckon where each group begins, after one has grown, shrunk, folded or opened."""
        self._starts = [0, *accumulate(map(self._height, self.groups))]

    def spot(self, row: int) -> Spot:
        """What stands in a row."""
        number = bisect_right(self._starts, row) - 1
        group = self.groups[number]
        place = row - self._starts[number] - self.headed
        if place < 0:
            return Spot(RowKind.HEADING, group)
        return Spot(RowKind.ACTIVITY, group, place) if place < len(group) else Spot(RowKind.NEW, group)

    def heading_row(self, group: Group) -> int:
        """The first row of a group."""
        return self._starts[self._number(group)]

    def new_row(self, group: Group) -> int:
        """The row in which a group's next activity is begun."""
        return self.row_of(group, len(group))

    def row_of(self, group: Group, place: int) -> int:
        """The row of an activity of an open group."""
        return self.heading_row(group) + self.headed + place

    def rows_of(self, key: str) -> Iterator[int]:
        """Every row in which an activity is shown."""
        for group in self.groups:
            if not group.folded and (place := group.place_of(key)) >= 0:
                yield self.row_of(group, place)

    def holds(self, key: str) -> bool:
        """Whether an activity is among the rows, be it in a folded group."""
        return any(group.place_of(key) >= 0 for group in self.groups)

    def among(self, keys: Collection[str]) -> set[str]:
        """Those of some ids that are among the rows."""
        if len(keys) <= FEW:
            return {key for key in keys if self.holds(key)}
        return {key for group in self.groups for key in group.those(keys)}

    def keys(self, first: int, last: int) -> Iterator[str]:
        """The activities in a stretch of rows, both ends included."""
        for row in range(max(first, 0), min(last + 1, len(self))):
            spot = self.spot(row)
            if spot.kind is RowKind.ACTIVITY:
                yield spot.key

    def group(self, key: str) -> Group | None:
        """The group of a promise, a contact, a word or a Monday."""
        return next((group for group in self.groups if group.key == key), None)

    def folded(self) -> frozenset[str]:
        """The groups that are folded."""
        return frozenset(group.key for group in self.groups if group.folded)

    def _height(self, group: Group) -> int:
        return self.headed + (0 if group.folded and self.headed else len(group) + 1)

    def _number(self, group: Group) -> int:
        return next(number for number, one in enumerate(self.groups) if one is group)


def _shown(group: PlanGroup, folded: bool) -> Group:
    return Group(group.key, group.keys, group.late, group.done, group.name, folded)
