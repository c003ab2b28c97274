"""What an exchange between copies is told by: who was met, what came and went, what stands in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from db.views.attachments import MissingContent


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


class PlaceKind(StrEnum):
    """What a place is."""

    FOLDER = "folder"
    FILE = "file"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place that a copy meets: its address, the name that people gave it, and how it went.

    `automatic` says whether it is met without being asked for; `holds` is the version vector's text of
    what was there when it was `last_met`; `trouble` is the kind of what was last in the way, empty if
    nothing was.
    """

    address: str
    kind: PlaceKind
    name: str = ""
    automatic: bool = False
    last_met: dt.datetime | None = None
    holds: str = "{}"
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one copy has written of what is exchanged: how many gestures, and rows new, changed, deleted."""

    site: str
    letter: str
    name: str
    steps: int = 0
    new: int = 0
    changed: int = 0
    deleted: int = 0
    ops: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """What waits, and whose edits it waits for; of what a newer program is needed for, whose it is."""

    site: str
    letter: str
    name: str
    reason: HeldReason
    ops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What an exchange has done, or would do.

    `received` and `given` are by copy; `conflicts` counts what people have to decide after it,
    `fresh_conflicts` those that it brings; `forked` are the copies that had been put back to what they
    were and wrote on; `cards` are those of the other copies, as they are known now. `unerased` names what
    is there of others' writing that may still hold words which are to be erased: its writers do it.
    `content_received` and `content_given` are bytes of what attachments hold, `missing` those whose content
    is not here after it.
    """

    address: str
    kind: PlaceKind
    received: tuple[Share, ...] = ()
    given: tuple[Share, ...] = ()
    conflicts: int = 0
    fresh_conflicts: int = 0
    awaited: tuple[Awaited, ...] = ()
    forked: tuple[str, ...] = ()
    erased: int = 0
    faults: tuple[PlaceFault, ...] = ()
    cards: tuple[Card, ...] = ()
    touched: frozenset[str] = frozenset()
    unerased: tuple[str, ...] = ()
    content_received: int = 0
    content_given: int = 0
    missing: tuple[MissingContent, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether neither side had anything for the other."""
        return not (self.received or self.given or self.content_received or self.content_given)
