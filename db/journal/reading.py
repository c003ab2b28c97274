"""Reading ops and heads back from the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import BindParameter, and_, bindparam, select, tuple_
from sqlalchemy.orm import Session

from db.journal.chain import Name, Op, parents_of
from db.tables import HeadRow, OpRow, table_of

CHUNK = 400
"""How many keys one statement asks for; SQLite's oldest limit is 999 parameters."""

Field = tuple[str, str]
"""A field of a row: (row id, field name)."""

Item = TypeVar("Item")

_OPS = table_of(OpRow).c
_HEADS = table_of(HeadRow).c

COLUMNS = (
    _OPS.site, _OPS.seq, _OPS.lamport, _OPS.wall, _OPS.actor, _OPS.step, _OPS.entity, _OPS.row,
    _OPS.field, _OPS.value, _OPS.parents, _OPS.seen, _OPS.salt, _OPS.seal, _OPS.digest,
)  # fmt: skip

_ROWS: BindParameter[str] = bindparam("rows", expanding=True)
_HEADS_OF = select(_HEADS.row, _HEADS.field, _HEADS.site, _HEADS.seq).where(_HEADS.row.in_(_ROWS))
_IS_HEAD = and_(_HEADS.site == _OPS.site, _HEADS.seq == _OPS.seq)
_ALIVE_HEADS = (
    select(*COLUMNS)
    .select_from(table_of(HeadRow).join(table_of(OpRow), _IS_HEAD))
    .where(_HEADS.row.in_(_ROWS), _HEADS.field == "alive", _OPS.value == "false")
)


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
        for row, field, site, seq in session.connection().execute(_HEADS_OF, {"rows": chunk}):
            heads[row, field].append((site, seq))
    return heads


def head_ops(session: Session, rows: Iterable[str], *where: Any) -> Iterator[Op]:
    """Fetch the ops that are heads of some rows, for conditions on the op such as its field."""
    heads = select(*COLUMNS).select_from(table_of(HeadRow).join(table_of(OpRow), _IS_HEAD))
    for chunk in chunks(sorted(set(rows))):
        yield from map(as_op, session.execute(heads.where(_HEADS.row.in_(chunk), *where)))


def rows_with_deletion(session: Session, rows: Iterable[str]) -> set[str]:
    """Find which of some rows somebody has deleted, whether or not they are still in sight."""
    found: set[str] = set()
    for chunk in chunks(sorted(set(rows))):
        found.update(op.row for op in map(as_op, session.connection().execute(_ALIVE_HEADS, {"rows": chunk})))
    return found
