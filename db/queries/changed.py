"""Which rows are not what they were when somebody last looked."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.reading import StoredRows, chunks, ops, ops_named, rows_with_deletion
from db.journal.vector import Vector, vector_here
from db.journal.visibility import Above, touched_by
from db.tables import THINGS, OpRow, Redaction, table_of


def changed_rows(session: Session, vector: Vector) -> tuple[frozenset[str], Vector]:
    """The rows changed by ops beyond a vector, and the vector of all that is known now.

    Among them are rows that nobody wrote to and that say something else all the same: an activity when
    what hangs on it has changed, what has come back into sight, and what an erasure has emptied. When
    nothing has happened it costs one look-up for each copy, however long the log is.
    """
    now = vector_here(session)
    if now == vector:
        return frozenset(), now
    fresh = [op for site, last in now for op in _beyond(session, site, vector.seqs.get(site, 0), last)]
    above = Above(StoredRows(session))
    near = {place for op in fresh if op.entity in THINGS for place in touched_by(op, above)}
    follow = {row for entity, row in near if entity == "activity"}
    follow |= rows_with_deletion(session, {row for _, row in near})
    return frozenset(op.row for op in fresh) | follow | _emptied(session, fresh), now


def _beyond(session: Session, site: str, known: int, last: int) -> Iterable[Op]:
    """One copy's ops after those known; by the key, for to ask for all copies at once reads the whole log."""
    return ops(session, OpRow.site == site, OpRow.seq > known) if known < last else ()


def _emptied(session: Session, fresh: Iterable[Op]) -> set[str]:
    """The rows whose values some ops have erased."""
    orders = {op.row for op in fresh if op.entity == "redaction"}
    columns = table_of(Redaction).c
    names: list[tuple[str, int]] = []
    for chunk in chunks(sorted(orders)):
        found = select(columns.site, columns.seq).where(columns.id.in_(chunk))
        names += [(row.site, row.seq) for row in session.execute(found)]
    return {op.row for op in ops_named(session, names).values()}
