"""Which rows have changed since somebody last looked."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.vector import Vector, vector_here
from db.tables import OpRow


def changed_rows(session: Session, vector: Vector) -> tuple[frozenset[str], Vector]:
    """The rows that ops beyond a vector have changed, and the vector of all that is known now."""
    now = vector_here(session)
    if now == vector:
        return frozenset(), now
    return frozenset(session.scalars(select(OpRow.row).where(vector.unseen()).distinct())), now
