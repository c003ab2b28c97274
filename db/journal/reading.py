"""Reading ops and heads back from the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import and_, select, tuple_
from sqlalchemy.orm import Session

from db.journal.chain import Name, Op, parents_of
from db.tables import HeadRow, OpRow

CHUNK = 400
"""How many keys one statement asks for; SQLite's oldest limit is 999 parameters."""

Field = tuple[str, str]
"""A field of a row: (row id, field name)."""

Item = TypeVar("Item")

COLUMNS = (
    OpRow.site, OpRow.seq, OpRow.lamport, OpRow.wall, OpRow.actor, OpRow.step, OpRow.entity, OpRow.row,
    OpRow.field, OpRow.value, OpRow.parents, OpRow.seen, OpRow.salt, OpRow.seal, OpRow.digest,
)  # fmt: skip


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Cut a long list of keys into statements."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def as_op(row: Any) -> Op:
    """Make an op of a result row of COLUMNS."""
    before, parents, after = row[:10], parents_of(row[10]), row[11:]
    columns: tuple[Any, ...] = (*before, parents, *after)
    return Op(*columns)


def ops(session: Session, *where: Any) -> Iterator[Op]:
    """Stream the ops that a condition holds for, in the order of (site, seq)."""
    found = select(*COLUMNS).where(*where).order_by(OpRow.site, OpRow.seq)
    for row in session.execute(found.execution_options(yield_per=5000)):
        yield as_op(row)


def ops_named(session: Session, names: Iterable[Name]) -> dict[Name, Op]:
    """Fetch ops by their keys; keys that the log does not hold are left out."""
    found: dict[Name, Op] = {}
    for chunk in chunks(sorted(set(names))):
        where = tuple_(OpRow.site, OpRow.seq).in_(chunk)
        found.update((op.name, op) for op in map(as_op, session.execute(select(*COLUMNS).where(where))))
    return found


def heads_of(session: Session, rows: Iterable[str]) -> Mapping[Field, list[Name]]:
    """Find the heads of every field of some rows."""
    heads: dict[Field, list[Name]] = defaultdict(list)
    for chunk in chunks(sorted(set(rows))):
        found = select(HeadRow.row, HeadRow.field, HeadRow.site, HeadRow.seq).where(HeadRow.row.in_(chunk))
        for row, field, site, seq in session.execute(found):
            heads[row, field].append((site, seq))
    return heads


def head_ops(session: Session, rows: Iterable[str], *where: Any) -> Iterator[Op]:
    """Fetch the ops that are heads of some rows, for conditions on the op such as its field."""
    joined = and_(HeadRow.site == OpRow.site, HeadRow.seq == OpRow.seq)
    for chunk in chunks(sorted(set(rows))):
        found = select(*COLUMNS).join(HeadRow, joined).where(HeadRow.row.in_(chunk), *where)
        yield from map(as_op, session.execute(found))
