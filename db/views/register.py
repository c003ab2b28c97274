"""A table of the plan as the register shows it."""

from __future__ import annotations

from dataclasses import dataclass

from db.views.things import ThingLine


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many rows of a table there are."""

    entity: str
    count: int


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The first rows that a filter lets through, and how many it lets through in all."""

    lines: tuple[ThingLine, ...]
    total: int
