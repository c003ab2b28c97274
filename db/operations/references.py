"""Whether what a draft refers to is there, in the right table, and closes no circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, select

from db.errors import Fault, FaultKind
from db.journal.writing import Writing
from db.tables import THINGS, OpRow, table_of
from db.tables.belonging import REFERENCES


def reference_faults(
    session: Writing, entity: str, key: str, values: Mapping[str, object]
) -> Iterator[Fault]:
    """Find references to rows that are missing, of another table, or that lead back to the row itself."""
    for column, target in REFERENCES[entity].items():
        wanted = values.get(column)
        if not isinstance(wanted, str) or not wanted:
            continue
        if session.find(THINGS[target], wanted) is None:
            yield _missing(session, entity, column, target, wanted)
        elif target == entity and _leads_back(session, entity, column, wanted, key):
            yield Fault(entity, column, FaultKind.CIRCLE, given=wanted)
    if entity in ("note", "attachment"):
        about = values.get("about")
        if isinstance(about, str) and about and entity_of(session, about) is None:
            yield Fault(entity, "about", FaultKind.UNKNOWN_ROW, given=about)


_OPS = table_of(OpRow).c
_ENTITY = select(_OPS.entity).where(_OPS.row == bindparam("key")).limit(1)


def entity_of(session: Writing, key: str) -> str | None:
    """Find which table a row is in."""
    row = session.known.get(key)
    entity = row.__tablename__ if row else session.connection().execute(_ENTITY, {"key": key}).scalar()
    return entity if entity in THINGS else None


def _missing(session: Writing, entity: str, column: str, target: str, wanted: str) -> Fault:
    other = entity_of(session, wanted)
    kind = FaultKind.UNKNOWN_ROW if other is None else FaultKind.WRONG_TABLE
    return Fault(entity, column, kind, given=wanted, detail=target, nearest=other or "")


def _leads_back(session: Writing, entity: str, column: str, start: str, key: str) -> bool:
    met: set[str] = set()
    row: str | None = start
    while row is not None and row not in met:
        if row == key:
            return True
        met.add(row)
        found = session.find(THINGS[entity], row)
        row = getattr(found, column) if found else None
    return False
