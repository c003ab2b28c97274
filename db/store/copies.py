"""The letters by which the copies of a plan are told apart in speech."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import Site

SPOKEN = "ABCDEFGHJLMNRSTUVXY"
"""Letters that are not mistaken for figures, nor for the first copies' own K and P."""


def letter_for(session: Session, before: str, site: str) -> str:
    """Choose a new copy's letters: the first letter of the one it was copied from, and one more.

    Which one follows from the copy's random identity, so that two copies made apart seldom choose alike.
    """
    taken = set(session.scalars(select(Site.letter)))
    start = int(site[:6], 16)
    ways = [SPOKEN[(start + step) % len(SPOKEN)] for step in range(len(SPOKEN))]
    free = (before[:1] + way for way in ways if before[:1] + way not in taken)
    return next(free, before[:1] + "".join(ways[:2]))
