"""The table of activities: how it is parted into groups, which rows stand in each, and what a row tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from db.views.activity import ActivityLine
from db.views.things import ThingName

KEY_LENGTH = 36


class Grouping(StrEnum):
    """What the rows of the table are grouped by."""

    NONE = "none"
    PROMISE = "promise"
    OWNER = "owner"
    RESPONSIBILITY = "responsibility"
    STATE = "state"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroup:
    """A group of the table, with its rows' ids in order.

    key: the promise, the contact, the stored word or the week's Monday (ISO) that the group is of; empty for
        activities that have none, and where nothing is grouped.
    name: what the promise or the contact is called.
    keys: the ids end to end, each of KEY_LENGTH characters: a hundred thousand of them as objects of their
        own would take longer to make than the database takes to find them.
    late, done: how many of the rows are so.
    """

    key: str
    keys: str
    late: int = 0
    done: int = 0
    name: ThingName | None = None

    def __len__(self) -> int:
        return len(self.keys) // KEY_LENGTH

    def __iter__(self) -> Iterator[str]:
        return (self.keys[at : at + KEY_LENGTH] for at in range(0, len(self.keys), KEY_LENGTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """An activity as a row: its line, and what else its cells are edited from."""

    line: ActivityLine
    due_on: dt.date | None = None
    rule: str = ""
    area_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutline:
    """The whole table, without the contents of its rows but for some.

    any_at_all: whether the agreement in view has activities, be it none that the filter lets through.
    """

    grouping: Grouping
    groups: tuple[PlanGroup, ...]
    rows: tuple[PlanRow, ...] = ()
    any_at_all: bool = True
