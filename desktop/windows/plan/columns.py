"""The columns that the table can show, in their usual order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop.words import N_


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in letters, what it is sorted by and which field its cells edit.

    `usual` says that it is shown until its user decides otherwise.
    """

    id: str
    heading: str
    letters: int
    sort: str = ""
    field: str = ""
    usual: bool = True


COLUMNS: Final[tuple[Column, ...]] = (
    Column("number", N_("No."), 7, "number"),
    Column("title", N_("Activity"), 24, "title", "title"),
    Column("state", N_("State"), 24, "state", "state"),
    Column("when", N_("When"), 16, "due", "due_on"),
    Column("owner", N_("Owner"), 17, "owner", "owner"),
    Column("responsibility", N_("Party"), 10, "responsibility", "responsibility"),
    Column("target", N_("Target and outcome"), 17, "target_count", "target_count"),
    Column("touched", N_("Last touched"), 11, "touched"),
    Column("promises", N_("Keeps"), 10, "promises", usual=False),
    Column("area", N_("Area"), 16, "area", "area", usual=False),
    Column("place", N_("Place"), 18, "place", "place", usual=False),
    Column("kind", N_("Kind"), 18, "kind", "kind", usual=False),
)

BY_ID: Final[Mapping[str, int]] = {column.id: place for place, column in enumerate(COLUMNS)}
"""Where each column stands among all."""

TITLE: Final = BY_ID["title"]
