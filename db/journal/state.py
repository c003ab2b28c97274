"""The hash of what a plan says, by which two copies, or a paper and a plan, can be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from db.journal.reading import chunks
from db.journal.values import defaults, fields, plain
from db.tables import LOGGED, HeadRow, OpRow, table_of


def state_hash(session: Session) -> str:
    """Hash every row in sight and every conflict, as 64 hexadecimal characters.

    A deleted row says nothing, so a gesture and its undo leave the hash where it was. Only what
    differs from a field's default takes part, so that a later version's new columns leave the hash
    alone until somebody writes in them. Columns reckoned from other rows take no part.
    """
    digest = hashlib.sha256()
    for entity in sorted(LOGGED.keys() - {"step"}):
        table, blank = LOGGED[entity], defaults(LOGGED[entity])
        columns = table_of(table).c
        names = sorted(fields(table))
        found = select(columns.id, *(columns[name] for name in names))
        if "alive" in names:
            found = found.where(columns.alive)
        # Sorted here, since databases differ in how they sort text.
        for row in sorted(session.execute(found).all(), key=lambda row: str(row[0])):
            said = [(n, v) for n, raw in zip(names, row[1:], strict=True) if (v := plain(raw)) != blank[n]]
            digest.update(json.dumps([entity, row[0], said], ensure_ascii=False).encode("utf-8"))
    for conflict in conflicts(session):
        digest.update(json.dumps(conflict).encode("utf-8"))
    return digest.hexdigest()


def conflicts(session: Session, rows: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """List the fields, (row, field), that have several heads with different values; or those of some rows.

    One statement, which asks for values only where a field has several heads. Asked for all rows, it goes
    once through the heads in the order in which they are kept.
    """
    if rows is None:
        return sorted((row, field) for row, field in session.execute(_disputed(None)))
    found: list[tuple[str, str]] = []
    for chunk in chunks(sorted(set(rows))):
        found += ((row, field) for row, field in session.execute(_disputed(chunk)))
    return sorted(found)


def _disputed(rows: Sequence[str] | None) -> Select[Any]:
    """Say in SQL which fields are in conflict. An erased value differs from any that is known."""
    head, op = table_of(HeadRow).c, table_of(OpRow).c
    several = select(head.row, head.field).group_by(head.row, head.field).having(func.count() > 1)
    if rows is not None:
        several = several.where(head.row.in_(rows))
    fields_ = several.subquery()
    of_field = and_(head.row == fields_.c.row, head.field == fields_.c.field)
    is_head = and_(op.site == head.site, op.seq == head.seq)
    erased = func.max(case((op.value.is_(None), 1), else_=0))
    return (
        select(fields_.c.row, fields_.c.field)
        .join(table_of(HeadRow), of_field)
        .join(table_of(OpRow), is_head)
        .group_by(fields_.c.row, fields_.c.field)
        .having(func.count(op.value.distinct()) + erased > 1)
    )
