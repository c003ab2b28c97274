"""Deletions against edits: what somebody has deleted without knowing all of it, and so is still there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from db.journal.chain import Name, Op
from db.journal.climbing import owners_of, parts_of
from db.journal.contested import spoken
from db.journal.past import taken_back
from db.journal.reading import chunks, head_ops
from db.journal.values import canonical
from db.journal.vector import Vector
from db.journal.visibility import BELONGS_OR_OWNS, Deletion, Place
from db.queries.step_lines import step_lines
from db.tables import THINGS, HeadRow, OpRow, Step, table_of
from db.tables.belonging import BELONGS, REFERENCES
from db.views.conflicts import DeletionConflict, Voice
from db.views.history import StepLine
from db.views.things import ThingName

FEW: Final = 5
"""Gestures that are told of those a deletion did not know of; the rest is counted."""

_OPS, _HEADS = table_of(OpRow).c, table_of(HeadRow).c
_IS_HEAD = exists().where(
    _HEADS.row == _OPS.row, _HEADS.field == _OPS.field, _HEADS.site == _OPS.site, _HEADS.seq == _OPS.seq
)
_TOLD = (_OPS.entity, _OPS.row, _OPS.field, _OPS.value, _OPS.step, _OPS.site, _OPS.lamport, _OPS.seq)


def kept_in_sight(session: Session, rows: Iterable[str] | None = None) -> dict[Place, list[Op]]:
    """The rows in sight that somebody has deleted, each with the heads of whether it lives."""
    found: dict[str, set[str]] = defaultdict(set)
    # Only a deletion carries what its author had seen.
    deletions = select(_OPS.entity, _OPS.row).where(_OPS.seen.is_not(None), _OPS.field == "alive", _IS_HEAD)
    for where in _narrowed(_OPS.row, rows):
        for entity, row in session.execute(deletions.where(*where)):
            if entity in THINGS:
                found[entity].add(row)
    there = {row: entity for entity, keys in found.items() for row in _alive(session, entity, keys)}
    kept: dict[Place, list[Op]] = defaultdict(list)
    for op in head_ops(session, there, OpRow.field == "alive"):
        kept[op.entity, op.row].append(op)
    return kept


def _narrowed(column: ColumnElement[str], rows: Iterable[str] | None) -> Iterator[tuple[Any, ...]]:
    """The conditions of the statements in which some rows are asked for: all at once, or some at a time."""
    if rows is None:
        yield ()
        return
    for chunk in chunks(sorted(set(rows))):
        yield (column.in_(chunk),)


def _alive(session: Session, entity: str, keys: Iterable[str]) -> Iterator[str]:
    columns = table_of(THINGS[entity]).c
    for chunk in chunks(sorted(keys)):
        yield from session.scalars(select(columns.id).where(columns.id.in_(chunk), columns.alive))


def not_folded(session: Session, kept: Mapping[Place, list[Op]]) -> list[Place]:
    """The rows that are to be decided by themselves.

    What went in one gesture with something that it belongs to is decided with that.
    """
    said = spoken(session, [op for heads in kept.values() for op in heads])
    steps = {
        place: {one.step for op in heads if _deletes(op) for one in said[op.name]}
        for place, heads in kept.items()
    }
    above = owners_of(session, kept)
    return [
        place
        for place in kept
        if all(steps[place].isdisjoint(steps.get(owner, ())) for owner in above[place])
    ]


def _deletes(op: Op) -> bool:
    return op.value == "false"


@dataclass(slots=True)
class _Case:
    """One deletion that did not know all, while it is being looked into."""

    place: Place
    heads: list[Op]
    deletion: Deletion
    said: Mapping[Name, tuple[Op, ...]]
    steps: dict[str, tuple[int, str, int]] = field(default_factory=dict)
    sites: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)

    @property
    def gestures(self) -> set[str]:
        """Those by which it was deleted, undone and put back or not."""
        return {one.step for op in self.heads if _deletes(op) for one in self.said[op.name]}

    def hears(self, op: Any) -> None:
        """Take note of an op that is about the row, if the deletion did not know of it."""
        if not self.deletion.covers(op) and op.step not in self.gestures:
            rank = (op.lamport, op.site, op.seq)
            self.steps[op.step] = max(rank, self.steps.get(op.step, rank))
            self.sites.add(op.site)

    def newest(self) -> list[str]:
        """The gestures that the deletion did not know of, the newest first."""
        return sorted(self.steps, key=lambda step: self.steps[step], reverse=True)

    def forget(self, steps: set[str]) -> None:
        """Pass over gestures that are nobody's news."""
        self.steps = {step: rank for step, rank in self.steps.items() if step not in steps}


@dataclass(frozen=True, slots=True)
class Deletions:
    """Deletions against edits as they were found, before anything in them has a name."""

    cases: tuple[_Case, ...]
    told: Mapping[str, StepLine]

    def views(
        self,
        names: Mapping[str, ThingName],
        wholes: Mapping[Place, Place],
        voice: Callable[[Op], Voice],
        own: str | None,
    ) -> Iterator[DeletionConflict]:
        """Tell of each."""
        for case in self.cases:
            said = {one.name: one for op in case.heads for one in case.said[op.name]}
            heads = sorted(said.values(), key=lambda op: op.rank, reverse=True)
            newest = case.newest()
            deleters = {op.site for op in heads if _deletes(op)}
            yield DeletionConflict(
                thing=names[case.place[1]],
                whole=names[wholes[case.place][1]],
                deleted=tuple(voice(op) for op in heads if _deletes(op)),
                kept=tuple(voice(op) for op in heads if not _deletes(op)),
                unseen=tuple(self.told[step] for step in newest[:FEW] if step in self.told),
                count=len(newest),
                parts=len(case.parts),
                mine_keeps=own not in deleters or own in case.sites,
            )


def deletions(session: Session, rows: Iterable[str] | None = None) -> Deletions:
    """Find the deletions that did not know all, with what they did not know of."""
    kept = kept_in_sight(session, rows)
    cases = {}
    said = spoken(session, [op for heads in kept.values() for op in heads])
    for place in not_folded(session, kept):
        deletion = Deletion.of(filter(_deletes, kept[place]))
        if deletion is not None:
            cases[place] = _Case(place, kept[place], deletion, said)
    parts = parts_of(session, cases)
    above = owners_of(session, parts)
    about = {part: [cases[one] for one in above[part] if one in cases] for part in parts}
    for place, case in cases.items():
        about.setdefault(place, []).append(case)
    _count_parts(session, about)
    by_sight: dict[str, dict[Place, list[_Case]]] = defaultdict(lambda: defaultdict(list))
    for place, members in about.items():
        for case in members:
            by_sight[case.deletion.seen.text()][place].append(case)
    for seen, places in by_sight.items():
        _hear(session, Vector.parse(seen), places)
    undecided = _decisions_undone(session, {step for case in cases.values() for step in case.steps})
    for case in cases.values():
        case.forget(undecided)
    few = {step for case in cases.values() for step in case.newest()[:FEW]}
    return Deletions(tuple(cases.values()), {line.id: line for line in step_lines(session, sorted(few))})


def _decisions_undone(session: Session, steps: Iterable[str]) -> set[str]:
    """Of some gestures the decisions that have been undone: the conflict stands as it stood before."""
    found: set[str] = set()
    deciding = (Step.gesture.in_(("decide", "decide_several")), taken_back())
    for chunk in chunks(sorted(steps)):
        found.update(session.scalars(select(Step.id).where(Step.id.in_(chunk), *deciding)))
    return found


def _count_parts(session: Session, about: Mapping[Place, list[_Case]]) -> None:
    """Count what went, or would have gone, along with each."""
    rows = {row: members for (_, row), members in about.items()}
    gone = list(head_ops(session, rows, OpRow.field == "alive", OpRow.value == "false"))
    for op in (op for said in spoken(session, gone).values() for op in said):
        for case in rows[op.row]:
            if op.step in case.gestures and op.row != case.place[1]:
                case.parts.add(op.row)


def _hear(session: Session, seen: Vector, places: Mapping[Place, list[_Case]]) -> None:
    """Go through what was written of some rows, and of what newly refers to them, beyond a vector."""
    by_row = {row: members for (_, row), members in places.items()}
    said = or_(_OPS.field != "alive", _OPS.value != "false")
    for chunk in chunks(sorted(by_row)):
        found = select(*_TOLD).where(_OPS.row.in_(chunk), said, seen.unseen())
        for op in session.execute(found):
            if op.entity in BELONGS_OR_OWNS:
                for case in by_row[op.row]:
                    case.hears(op)
    for entity, column, target in _mentions():
        ends = sorted(row for owner, row in places if owner == target)
        for chunk in chunks(ends):
            for op in session.execute(_mentioning(entity, column, chunk, seen)):
                for case in by_row.get(str(op.value).strip('"'), ()):
                    case.hears(op)


def _mentions() -> Iterator[tuple[str, str, str]]:
    """The columns by which a row only mentions another, and the table that is mentioned."""
    for entity, columns in REFERENCES.items():
        for column, target in columns.items():
            if entity in THINGS and column not in BELONGS.get(entity, ()):
                yield entity, column, target


def _mentioning(entity: str, column: str, ends: list[str], seen: Vector) -> Any:
    mention = table_of(THINGS[entity]).c
    rows = select(mention.id).where(mention[column].in_(ends))
    says = _OPS.value.in_([canonical(end) for end in ends])
    return select(*_TOLD).where(_OPS.row.in_(rows), _OPS.field == column, says, seen.unseen())
