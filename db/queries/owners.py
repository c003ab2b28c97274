"""Where a part is to be looked for: the thing that it belongs to and that people go to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.climbing import owners_of
from db.journal.reading import StoredRows
from db.journal.visibility import Above
from db.tables import THINGS, table_of
from db.views.things import Place

WHOLE: Final = (
    "activity", "meeting", "promise", "cause", "focus_area", "agreement", "source", "indicator",
    "publication", "contact", "organisation", "area", "statistic",
)  # fmt: skip
"""Tables whose things people go to; all others are parts of these."""


def whole_of(session: Session, entity: str, key: str) -> Place | None:
    """The thing itself, or the nearest that it is a part of, and whether that is still in the plan."""
    for above, row in Above(StoredRows(session))((entity, key)):
        if above in WHOLE:
            columns = table_of(THINGS[above]).c
            alive = session.scalar(select(columns.alive).where(columns.id == row))
            return None if alive is None else Place(above, row, bool(alive))
    return None


def wholes_of(session: Session, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """For each of some rows the thing that people go to: itself, or the nearest that it is a part of."""
    above = owners_of(session, places)
    return {
        place: next((one for one in (place, *owners) if one[0] in WHOLE), place)
        for place, owners in above.items()
    }
