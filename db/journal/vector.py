"""Version vectors: how much of each copy's ops somebody has seen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from db.tables import OpRow

LARGEST = 2**63 - 1
"""Every database's largest number."""


@dataclass(frozen=True, slots=True)
class Vector:
    """For each site the last seq that is known, all earlier ones included."""

    seqs: Mapping[str, int]

    @classmethod
    def parse(cls, text: str | None) -> Vector:
        """Read the canonical text; nothing at all is the vector that covers no op.

        Raises ValueError for any other text: what other copies have written may be anything.
        """
        if not text:
            return cls({})
        try:
            seqs = json.loads(text)
        except RecursionError:
            raise ValueError(text) from None
        if type(seqs) is not dict or not all(_is_known(*known) for known in seqs.items()):
            raise ValueError(text)
        return cls(seqs)

    def text(self) -> str:
        """Write the canonical text, the same for equal vectors."""
        return json.dumps(dict(sorted(self.seqs.items())), separators=(",", ":"))

    def covers(self, site: str, seq: int) -> bool:
        """Whether an op is among those known."""
        return seq <= self.seqs.get(site, 0)

    def joined(self, other: Vector) -> Vector:
        """What is known when both are."""
        sites = self.seqs.keys() | other.seqs.keys()
        return Vector({site: max(self.seqs.get(site, 0), other.seqs.get(site, 0)) for site in sites})

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Give the pairs (site, last seq) in the order of the sites."""
        return iter(sorted(self.seqs.items()))

    def unseen(self) -> ColumnElement[bool]:
        """Say in SQL which ops this vector does not cover."""
        if not self.seqs:
            return true()
        newer = (and_(OpRow.site == site, OpRow.seq > seq) for site, seq in self)
        return or_(false(), *newer, OpRow.site.not_in(list(self.seqs)))


def _is_known(site: str, seq: object) -> bool:
    """Whether a database could be asked for it: no database keeps half characters or the zero character."""
    return site.isprintable() and type(seq) is int and 0 <= seq <= LARGEST


def vector_here(session: Session) -> Vector:
    """Find what this copy knows: its whole log as a vector.

    Sites are stepped through by the key, one look-up each; a plain GROUP BY would read every op.
    """
    seqs: dict[str, int] = {}
    site = session.scalar(select(OpRow.site).order_by(OpRow.site).limit(1))
    while site is not None:
        last = select(OpRow.seq).where(OpRow.site == site).order_by(OpRow.seq.desc()).limit(1)
        seqs[site] = session.scalars(last).one()
        following = select(OpRow.site).where(OpRow.site > site).order_by(OpRow.site).limit(1)
        site = session.scalar(following)
    return Vector(seqs)
