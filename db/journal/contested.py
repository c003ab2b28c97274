"""Fields in conflict with all that led to it: the sides, who took them, and what they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.chain import Name, Op
from db.journal.reading import COLUMNS, Field, as_op, chunks
from db.tables import OpRow, Step


@dataclass(frozen=True, slots=True)
class Contested:
    """A field's heads by what they say, the one that is shown first, and the ops that all of them came from.

    Each side is the ops that say the same, the highest ranked first. An undo that has opened a conflict
    again speaks for all who had said it before: `origins` gives their ops by the undo's. `made_twice` says
    that copies have made the row each by itself, so that nothing stood in the field before.
    """

    entity: str
    row: str
    field: str
    sides: tuple[tuple[Op, ...], ...]
    bases: tuple[Op, ...]
    origins: Mapping[Name, tuple[Op, ...]]
    made_twice: bool

    def said(self, side: Iterable[Op]) -> list[Op]:
        """The ops by which people took a side, the highest ranked first."""
        found = {op.name: op for head in side for op in self.origins[head.name]}
        return sorted(found.values(), key=lambda op: op.rank, reverse=True)


def contested(session: Session, wanted: Sequence[Field]) -> list[Contested]:
    """Read how some fields came to be in conflict, in few statements however many they are."""
    by_field: dict[Field, list[Op]] = defaultdict(list)
    for op in _ops_of(session, wanted):
        by_field[op.row, op.field].append(op)
    undos = _undos(session, {op.step for found in by_field.values() for op in found})
    rootless: set[str] = set()
    found: list[tuple[Field, _Ancestry, tuple[Op, ...]]] = []
    for key in wanted:
        ancestry = _Ancestry(by_field[key], undos)
        bases = ancestry.bases()
        found.append((key, ancestry, bases))
        if not bases:
            rootless.add(key[0])
    twice = _made_twice(session, rootless)
    return [
        Contested(
            entity=ancestry.heads[0].entity, row=row, field=field,
            sides=_sides(ancestry.heads), bases=bases,
            origins=ancestry.origins, made_twice=row in twice,
        )
        for (row, field), ancestry, bases in found
    ]  # fmt: skip


def spoken(session: Session, heads: Sequence[Op]) -> dict[Name, tuple[Op, ...]]:
    """For each of some heads the ops by which people said it: those before, where an undo has put it back."""
    found: dict[Name, tuple[Op, ...]] = {op.name: (op,) for op in heads}
    undos = _undos(session, {op.step for op in heads})
    again = sorted({(op.row, op.field) for op in heads if op.step in undos})
    for one in contested(session, again):
        found |= {name: said for name, said in one.origins.items() if name in found}
    return found


class _Ancestry:
    """The ops of one field, each with all that it came from; `undos` are the steps that undo another."""

    def __init__(self, ops: Iterable[Op], undos: Mapping[str, str]) -> None:
        self._known = {op.name: op for op in ops}
        self._undos = undos
        replaced = {parent for op in self._known.values() for parent in op.parents}
        found = (op for name, op in self._known.items() if name not in replaced)
        self.heads = sorted(found, key=lambda op: op.rank, reverse=True)
        self.origins = {head.name: tuple(self._origins(head)) for head in self.heads}

    def bases(self) -> tuple[Op, ...]:
        """The newest ops that every head came from, the highest ranked first."""
        said = (op for ops in self.origins.values() for op in ops)
        shared = set.intersection(*(self._before(op) for op in said))
        # What an op came from is shared where the op is, so the newest are those that no other came from.
        older = {parent for one in shared for parent in self._known[one].parents}
        return tuple(
            sorted((self._known[name] for name in shared - older), key=lambda op: op.rank, reverse=True)
        )

    def _origins(self, op: Op) -> Iterator[Op]:
        """What an undo has put back: the ops that said the same before the step that is undone."""
        same: list[Op] = []
        if undone := self._undos.get(op.step):
            steps = (self._known[name] for name in self._before(op))
            before = {parent for one in steps if one.step == undone for parent in one.parents}
            heads = (self._known[name] for name in sorted(before) if name in self._known)
            same = [one for one in heads if one.value == op.value]
        for one in same:
            yield from self._origins(one)
        if not same:
            yield op

    def _before(self, op: Op) -> set[Name]:
        met: set[Name] = set()
        waiting = list(op.parents)
        while waiting:
            name = waiting.pop()
            if name not in met and name in self._known:
                met.add(name)
                waiting += self._known[name].parents
        return met


def _sides(heads: Sequence[Op]) -> tuple[tuple[Op, ...], ...]:
    sides: dict[str | None, list[Op]] = {}
    for head in heads:
        sides.setdefault(head.value, []).append(head)
    return tuple(tuple(ops) for ops in sides.values())


def _ops_of(session: Session, wanted: Iterable[Field]) -> Iterable[Op]:
    by_field: dict[str, list[str]] = defaultdict(list)
    for row, field in sorted(set(wanted)):
        by_field[field].append(row)
    for field, rows in by_field.items():
        for chunk in chunks(rows):
            found = select(*COLUMNS).where(OpRow.row.in_(chunk), OpRow.field == field)
            yield from map(as_op, session.execute(found))


def _undos(session: Session, steps: Iterable[str]) -> dict[str, str]:
    """Of some steps those that undo another, and which."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(steps)):
        undoing = select(Step.id, Step.undoes).where(Step.id.in_(chunk), Step.undoes.is_not(None))
        found.update((step, undone) for step, undone in session.execute(undoing) if undone)
    return found


def _made_twice(session: Session, rows: Iterable[str]) -> set[str]:
    """Which of some rows have been made more than once, as an occurrence is that two copies have logged."""
    births: dict[str, int] = defaultdict(int)
    for chunk in chunks(sorted(rows)):
        first = (OpRow.row.in_(chunk), OpRow.field == "alive", OpRow.parents == "[]")
        for row in session.scalars(select(OpRow.row).where(*first)):
            births[row] += 1
    return {row for row, count in births.items() if count > 1}
