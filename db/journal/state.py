"""The hash of what a plan says, by which two copies, or a paper and a plan, can be compared."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.journal.reading import ops_named
from db.journal.values import defaults, fields, plain
from db.tables import LOGGED, HeadRow, table_of


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


def conflicts(session: Session) -> list[tuple[str, str]]:
    """List the fields, (row, field), that have several heads with different values."""
    several = select(HeadRow.row, HeadRow.field).group_by(HeadRow.row, HeadRow.field).having(func.count() > 1)
    found: list[tuple[str, str]] = []
    for row, field in session.execute(several.order_by(HeadRow.row, HeadRow.field)).all():
        where = (HeadRow.row == row, HeadRow.field == field)
        names = [
            (site, seq) for site, seq in session.execute(select(HeadRow.site, HeadRow.seq).where(*where))
        ]
        if len({op.value for op in ops_named(session, names).values()}) > 1:
            found.append((row, field))
    return found
