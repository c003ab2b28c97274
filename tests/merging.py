"""Copies of a plan that are edited apart and meet again, by the log's own rules and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.journal.pen import pen_down
from db.journal.rebuild import rebuild
from db.journal.writing import Writing
from db.store import Store
from db.tables import OpRow, table_of
from tests.builders import Plan, a_plan, a_world
from tests.storages import PlanFile

OPS = table_of(OpRow)
Columns = dict[str, Any]


def ops_of(store: Store) -> dict[tuple[str, int], Columns]:
    """Every op of a plan, as the columns of its row."""

    def look(session: Session) -> dict[tuple[str, int], Columns]:
        found = session.execute(select(OPS)).mappings()
        return {(row["site"], row["seq"]): dict(row) for row in found}

    return store.read(look)


def bring(store: Store, ops: Sequence[Columns]) -> None:
    """Put foreign ops into the log and make the tables anew: what an exchange comes down to."""

    def take_in(session: Writing) -> None:
        with pen_down(session):
            session.connection().execute(insert(OPS), list(ops))
        rebuild(session)

    if ops:
        store.do(take_in)


def lacking(here: Store, there: Store) -> list[Columns]:
    """The ops that one copy has and another has not."""
    known = ops_of(here)
    return [op for name, op in ops_of(there).items() if name not in known]


def copies(folder: Path, plan_file: PlanFile, stack: ExitStack) -> tuple[list[Store], Plan]:
    """Three copies of one plan, each on a computer of its own."""
    with plan_file.open() as first:
        plan = a_plan(first)
    stores = []
    for number in range(3):
        path = folder / f"kopia {number}.plan"
        shutil.copyfile(plan_file.path, path)
        world = a_world(f"dator {number}", tick=1.0 + number)
        stores.append(stack.enter_context(Store.open(path, world, actor=f"person {number}")))
    return stores, plan
