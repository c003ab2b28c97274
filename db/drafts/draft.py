"""What every draft has in common: a table's name, and the columns that are not a person's to fill in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from db.drafts.laws import Law

Value = str | int | float | bool | dt.date | dt.time | None
"""What a field of a draft may hold; a choice is a `StrEnum`, which is a `str`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row as a person fills it in, before it is known to be right.

    Every field has a default, so that an empty form is a draft too; what must be filled in is marked
    `Required` and looked for by `db.drafts.checking`.
    """

    ENTITY: ClassVar[str] = ""
    """The table's name."""

    PROGRAM_SET: ClassVar[frozenset[str]] = frozenset()
    """Columns, beside `id` and `alive`, that the program fills in and nobody may change."""

    LAWS: ClassVar[tuple[Law, ...]] = ()
    """What must hold between the fields."""
