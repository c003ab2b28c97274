"""What an agreement holds, as a tree: focus areas, their causes, and the promises with how they stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.kinds import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLeaf:
    """A supposed cause; `activities` act on it, and none means that nobody does anything about it."""

    id: str
    number: int | None
    text: str
    activities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLeaf:
    """A promise, how it stands, and how many of its activities there are, are done, and are late."""

    id: str
    number: int | None
    text: str
    standing: Standing
    activities: int
    done: int
    late: int
    published_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusBranch:
    """A focus area with its causes and promises."""

    id: str
    number: int | None
    title: str
    problem: str
    causes: tuple[CauseLeaf, ...] = ()
    promises: tuple[PromiseLeaf, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementBranch:
    """An agreement; `promises` are those that lie in none of its focus areas."""

    id: str
    municipality: str
    title: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    focus_areas: tuple[FocusBranch, ...] = ()
    promises: tuple[PromiseLeaf, ...] = ()
