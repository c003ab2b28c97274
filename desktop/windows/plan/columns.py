"""The columns that the table can show, in their usual order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop.words import N_


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in letters, what it is sorted by and which field its cells edit.

    `least` is what it can do with where the window is small. `usual` says that it is shown until its user
    decides otherwise; `spared` columns go, 1 first, where even the least widths have no room.
    """

    id: str
    heading: str
    letters: int
    least: int
    sort: str = ""
    field: str = ""
    usual: bool = True
    spared: int = 0


COLUMNS: Final[tuple[Column, ...]] = (
    Column("number", N_("No."), 7, 6, "number"),
    Column("title", N_("Activity"), 24, 16, "title", "title"),
    Column("state", N_("State"), 24, 24, "state", "state"),
    Column("when", N_("When"), 20, 16, "due", "due_on"),
    Column("owner", N_("Owner"), 17, 11, "owner", "owner"),
    Column("responsibility", N_("Party"), 12, 12, "responsibility", "responsibility", spared=2),
    Column("target", N_("Target and outcome"), 17, 14, "target_count", "target_count", spared=3),
    Column("touched", N_("Last touched"), 12, 12, "touched", spared=1),
    Column("promises", N_("Keeps"), 10, 10, "promises", usual=False),
    Column("area", N_("Area"), 16, 12, "area", "area", usual=False),
    Column("place", N_("Place"), 18, 12, "place", "place", usual=False),
    Column("kind", N_("Kind"), 18, 12, "kind", "kind", usual=False),
)


def usual_widths(room: int, letter: int) -> dict[int, int]:
    """How wide the usual columns are in so much room, by their places; those that have none are left out.

    letter: the width of a letter. What there is beyond the least widths is shared as it is needed.
    """
    shown = {place: column for place, column in enumerate(COLUMNS) if column.usual}
    for turn in sorted(column.spared for column in COLUMNS if column.spared):
        if sum(column.least for column in shown.values()) * letter > room:
            shown = {place: column for place, column in shown.items() if column.spared != turn}
    least = sum(column.least for column in shown.values()) * letter
    wanted = sum(column.letters - column.least for column in shown.values()) * letter
    share = min(max(room - least, 0) / wanted, 1.0)
    return {
        place: int((column.least + share * (column.letters - column.least)) * letter)
        for place, column in shown.items()
    }


BY_ID: Final[Mapping[str, int]] = {column.id: place for place, column in enumerate(COLUMNS)}
"""Where each column stands among all."""

TITLE: Final = BY_ID["title"]
