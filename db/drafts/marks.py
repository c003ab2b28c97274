"""The kinds of field that drafts are built from, each carrying its own limits.

A field is written as a type with marks, `Annotated[str, Text(longest=200)]`, and the marks are read
back by `db.drafts.fields`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2200, 12, 31)
"""Dates outside these are slips of the finger, not plans."""

ANY_TABLE = "*"
"""What a note or an attachment refers to: a row of whichever table."""

MOST = 1_000_000_000
"""The largest count; it fits the whole numbers of every database."""


class Shape(StrEnum):
    """A form that a text must have, where it is filled in at all."""

    EMAIL = "email"
    SHA256 = "sha256"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Required:
    """Marks a field that must be filled in. Few are: a plan begins with half-known things."""


@dataclass(frozen=True, slots=True)
class Text:
    """How long a text may be in characters, whether it may have several lines, and which form it has."""

    longest: int
    lines: bool = False
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """The smallest and the largest number that a field takes, both included."""

    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Refers:
    """Which table a field names a row of; `ANY_TABLE` where it may be any."""

    table: str


@dataclass(frozen=True, slots=True)
class Suggests:
    """The usual words of a text field that also takes words of a person's own."""

    words: type[StrEnum]


Line = Annotated[str, Text(longest=200)]
LongLine = Annotated[str, Text(longest=2_000)]
Prose = Annotated[str, Text(longest=20_000, lines=True)]
Email = Annotated[str, Text(longest=254, shape=Shape.EMAIL)]
Sha256 = Annotated[str, Text(longest=64, shape=Shape.SHA256)]
Rule = Annotated[str, Text(longest=500, shape=Shape.RULE)]

Day = dt.date | None
Clock = dt.time | None

Number = Annotated[int | None, Between(1, 9_999)]
Position = Annotated[int, Between(0, 9_999)]
Count = Annotated[int | None, Between(0, MOST)]
Size = Annotated[int | None, Between(0, 2**31 - 1)]
Year = Annotated[int | None, Between(EARLIEST.year, LATEST.year)]
Month = Annotated[int | None, Between(1, 12)]
Minutes = Annotated[int | None, Between(0, 24 * 60)]
Figure = Annotated[float | None, Between(-MOST, MOST)]
Amount = Annotated[float | None, Between(0, MOST)]
Share = Annotated[float | None, Between(0, 100)]
