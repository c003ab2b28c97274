"""Reading ops and heads back from the log."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    any_,
    bindparam,
    cast,
    func,
    select,
)
from sqlalchemy.orm import Session

from db.journal.chain import Name, Op, parents_of
from db.tables import LOGGED, HeadRow, OpRow, table_of

CHUNK = 400
"""How many keys one statement asks for; SQLite's oldest limit is 999 parameters."""

FEW = 4
"""How many keys have a statement of their own."""

Field = tuple[str, str]
"""A field of a row: (row id, field name)."""

Item = TypeVar("Item")

_OPS = table_of(OpRow).c
_HEADS = table_of(HeadRow).c

COLUMNS = (
    _OPS.site, _OPS.seq, _OPS.lamport, _OPS.wall, _OPS.actor, _OPS.step, _OPS.entity, _OPS.row,
    _OPS.field, _OPS.value, _OPS.parents, _OPS.seen, _OPS.salt, _OPS.seal, _OPS.digest,
)  # fmt: skip

_IS_HEAD = and_(_HEADS.site == _OPS.site, _HEADS.seq == _OPS.seq)


class _Asking:
    """A question about some rows, said anew for each small number of them.

    A list of any length is spread out at each asking, which for the one row and its owner that most
    gestures are about costs as much as the asking itself.
    """

    def __init__(self, question: Select[Any], row: ColumnElement[str]) -> None:
        places: list[BindParameter[str]] = [bindparam(f"row{place}") for place in range(FEW)]
        self._few = [question.where(row.in_(places[:count])) for count in range(1, FEW + 1)]
        self._many = question.where(row.in_(bindparam("rows", expanding=True)))

    def __call__(self, session: Session, rows: Iterable[str]) -> Iterator[Any]:
        for chunk in chunks(sorted(set(rows))):
            if len(chunk) <= FEW:
                places = {f"row{place}": row for place, row in enumerate(chunk)}
                yield from session.connection().execute(self._few[len(chunk) - 1], places)
            else:
                yield from session.connection().execute(self._many, {"rows": chunk})


class StoredRows:
    """Rows by place, as they are kept; for whoever only reads."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, entity: str, row: str) -> Mapping[str, object] | None:
        """Give a row's columns."""
        if entity not in LOGGED:
            return None
        table = table_of(LOGGED[entity])
        found = self._session.execute(select(table).where(table.c.id == row)).mappings().first()
        return dict(found) if found else None


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Cut a long list of keys into statements."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def among(session: Session, column: ColumnElement[Any], keys: Iterable[str]) -> ColumnElement[bool]:
    """Say in SQL that a column is one of many keys: handed over as one value, however many they are.

    To spread a list of them out costs as much for each as the looking up.
    """
    listed = sorted(set(keys))
    if session.get_bind().dialect.name == "sqlite":
        found = func.json_each(json.dumps(listed)).table_valued("value")
        return column.in_(select(found.c.value))
    return column == any_(cast(listed, ARRAY(String)))


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
    by_site: dict[str, set[int]] = defaultdict(set)
    for site, seq in names:
        by_site[site].add(seq)
    found: dict[Name, Op] = {}
    # Copy by copy: SQLite has no index for a list of pairs, and would look for it through the whole log.
    for site, seqs in by_site.items():
        for chunk in chunks(sorted(seqs)):
            asked = select(*COLUMNS).where(OpRow.site == site, OpRow.seq.in_(chunk))
            found.update((op.name, op) for op in map(as_op, session.execute(asked)))
    return found


def heads_of(session: Session, rows: Iterable[str]) -> Mapping[Field, list[Name]]:
    """Find the heads of every field of some rows."""
    heads: dict[Field, list[Name]] = defaultdict(list)
    for row, field, site, seq in _HEADS_OF(session, rows):
        heads[row, field].append((site, seq))
    return heads


def heads_of_fields(session: Session, wanted: Iterable[Field]) -> Mapping[Field, list[Name]]:
    """Find the heads of many fields at once."""
    fields_of: dict[str, set[str]] = defaultdict(set)
    for row, field in wanted:
        fields_of[row].add(field)
    alike: dict[frozenset[str], list[str]] = defaultdict(list)
    for row, fields in fields_of.items():
        alike[frozenset(fields)].append(row)
    heads: dict[Field, list[Name]] = defaultdict(list)
    columns = (_HEADS.row, _HEADS.field, _HEADS.site, _HEADS.seq)
    for names, rows in alike.items():
        where = (among(session, _HEADS.row, rows), among(session, _HEADS.field, names))
        for row, field, site, seq in session.connection().execute(select(*columns).where(*where)):
            heads[row, field].append((site, seq))
    return heads


def head_ops(session: Session, rows: Iterable[str], *where: Any) -> Iterator[Op]:
    """Fetch the ops that are heads of some rows, for conditions on the op such as its field."""
    heads = select(*COLUMNS).select_from(table_of(HeadRow).join(table_of(OpRow), _IS_HEAD))
    for chunk in chunks(sorted(set(rows))):
        yield from map(as_op, session.execute(heads.where(_HEADS.row.in_(chunk), *where)))


def rows_with_deletion(session: Session, rows: Iterable[str]) -> set[str]:
    """Find which of some rows somebody has deleted, whether or not they are still in sight."""
    return {row for (row,) in _DELETED(session, rows)}


_HEADS_OF = _Asking(select(_HEADS.row, _HEADS.field, _HEADS.site, _HEADS.seq), _HEADS.row)
_DELETED = _Asking(
    select(_HEADS.row)
    .select_from(table_of(HeadRow).join(table_of(OpRow), _IS_HEAD))
    .where(_HEADS.field == "alive", _OPS.value == "false"),
    _HEADS.row,
)
