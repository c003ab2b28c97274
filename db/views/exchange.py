"""What an exchange between copies is told by: who was met, what came and went, what stands in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Card:
    """What a copy leaves where copies meet: who it is, when it was there, and what it knew then.

    `knows` is a version vector's canonical text, `state` the hash of what the plan said with that
    knowledge: two copies that know the same must say the same. `state` is empty where it was not reckoned.
    """

    site: str
    letter: str
    name: str
    at: dt.datetime
    knows: str
    state: str = ""


class PlaceFaultKind(StrEnum):
    """Why something at a place could not be read."""

    UNFINISHED = "unfinished"
    DAMAGED = "damaged"
    OTHER_PLAN = "other_plan"
    NEWER = "newer"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlaceFault:
    """Something at a place that was passed over, and why."""

    name: str
    kind: PlaceFaultKind
    detail: str = ""


class HeldReason(StrEnum):
    """Why an op is kept and passed on but not yet applied."""

    GAP = "gap"
    PARENT = "parent"
    REFERENCE = "reference"
    UNREADABLE = "unreadable"
    FORK = "fork"
