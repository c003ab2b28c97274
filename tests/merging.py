"""Copies of a plan that are edited apart and meet again, by the log's own rules and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from db.journal.chain import START, Name, Op, digest, seal
from db.journal.reading import ops
from db.store import Store
from tests.builders import Plan, a_plan, a_world
from tests.storages import PlanFile


def ops_of(store: Store) -> dict[Name, Op]:
    """Every op of a plan."""

    def look(session: Session) -> dict[Name, Op]:
        return {op.name: op for op in ops(session)}

    return store.read(look)


def bring(store: Store, found: Sequence[Op]) -> None:
    """Let a plan take in ops of another copy."""
    store.merge(found)


def lacking(here: Store, there: Store) -> list[Op]:
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


def chained(found: Sequence[Op], before: bytes = START) -> list[Op]:
    """The same ops as a copy would have written them: each sealed, and bound to the one before."""
    made: list[Op] = []
    for op in found:
        sealed = op if op.value is None or op.salt is None else replace(op, seal=seal(op.salt, op.value))
        before = digest(before, sealed)
        made.append(sealed.with_digest(before))
    return made
