"""All that a plan holds, as plain values that two moments can be compared by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import THINGS, Base, table_of

Dump = dict[str, list[tuple[Any, ...]]]
"""Rows by table, each table in the order of its rows' keys."""

TRACES = frozenset({"touched_at"})
"""Columns that tell that something was done at all, which an undo does not take back."""


def everything(session: Session) -> Dump:
    """Every row of every table, the log and all that is derived from it."""
    found: Dump = {}
    for table in Base.metadata.sorted_tables:
        keys = [column.name for column in table.primary_key]
        rows = session.execute(select(table)).mappings().all()
        found[table.name] = [
            tuple(row.values()) for row in sorted(rows, key=lambda row: [str(row[key]) for key in keys])
        ]
    return found


def in_sight(session: Session) -> Dump:
    """The plan as people see it: every row that is not deleted, without the traces of how it came so."""
    found: Dump = {}
    for name, rows in THINGS.items():
        table = table_of(rows)
        columns = [column for column in table.columns if column.name not in TRACES]
        seen = session.execute(select(*columns).where(table.c.alive).order_by(table.c.id)).all()
        if seen:
            found[name] = sorted((tuple(row) for row in seen), key=str)
    return found


def differing(one: Dump, other: Dump) -> list[tuple[str, tuple[Any, ...]]]:
    """What stands in only one of two dumps, short enough to read in a failure."""
    return [
        (f"{sign} {table}", row)
        for table in sorted(one.keys() | other.keys())
        for sign, rows, others in (("-", one, other), ("+", other, one))
        for row in rows.get(table, [])
        if row not in others.get(table, [])
    ]
