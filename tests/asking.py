"""Short questions that tests put to a store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.reading import head_ops, ops
from db.journal.rebuild import differences, rebuild
from db.journal.state import conflicts
from db.journal.vector import Vector, vector_here
from db.store import Store
from db.tables import LOGGED, OpRow, table_of
from tests.plan_dump import differing, everything


def row_of(store: Store, key: str) -> dict[str, Any]:
    """A row of whichever table, with all its columns."""

    def look(session: Session) -> dict[str, Any]:
        entity = session.scalars(select(OpRow.entity).where(OpRow.row == key).limit(1)).one()
        table = table_of(LOGGED[entity])
        return dict(session.execute(select(table).where(table.c.id == key)).mappings().one())

    return store.read(look)


def field(store: Store, key: str, name: str) -> Any:
    """What one field of a row says."""
    return row_of(store, key)[name]


def is_in_sight(store: Store, *keys: str) -> bool:
    """Whether every one of some rows can be seen."""
    found = {bool(row_of(store, key)["alive"]) for key in keys}
    assert len(found) == 1, "some of them can be seen and some not"
    return found.pop()


def what_is_known(store: Store) -> Vector:
    """What a form that is loaded now has seen."""
    return store.read(vector_here)


def heads(store: Store, key: str, name: str) -> list[Op]:
    """The heads of a field, lowest rank first."""

    def look(session: Session) -> list[Op]:
        return sorted(head_ops(session, [key], OpRow.field == name), key=lambda op: op.rank)

    return store.read(look)


def in_conflict(store: Store) -> list[tuple[str, str]]:
    """The fields that somebody must decide."""
    return store.read(conflicts)


def log(store: Store, *where: Any) -> list[Op]:
    """The ops that a condition holds for, in their order."""
    return store.read(lambda session: list(ops(session, *where)))


def nothing(_session: Session) -> None:
    """A gesture that does nothing; a file that is opened elsewhere becomes a copy of its own by it."""


def assert_remade_alike(store: Store) -> None:
    """The tables are what the log makes of them, to the last byte."""
    store.do(nothing)
    before = store.read(everything)
    found = store.read(lambda session: list(differences(session)))
    assert not found, found
    store.do(rebuild)
    changed = differing(before, store.read(everything))
    assert not changed, changed
