"""What can be taken back, and what stands in its way: for whoever undoes, and for whoever only looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from json import loads

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from db.errors import AlreadyUndone, Moved, NeverUndone, UnknownThing
from db.journal.chain import Op
from db.journal.past import Past, taken_back
from db.journal.reading import Field, chunks, head_ops, ops
from db.journal.values import Plain, defaults
from db.journal.visibility import Above, Place, touched_by
from db.tables import LOGGED, THINGS, OpRow, Step, table_of
from db.tables.belonging import OWNED

LASTING = ("begin_plan", "new_copy", "redact", "record_paper")
"""Gestures that cannot be taken back: there would be no plan left, or an erasure would be no erasure."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A step that has not been taken back: its id, what it takes back itself, its place in its copy's log."""

    id: str
    undoes: str | None
    seq: int


def to_undo(session: Session, site: str) -> str | None:
    """Which step undo takes back: a copy's newest that still stands."""
    found = _newest(session, site, Step.undoes.is_(None), Step.gesture.not_in(LASTING))
    return found.id if found else None


def to_redo(session: Session, site: str) -> Standing | None:
    """Which undo redo takes back: the copy's last, unless something new has been done since."""
    taken_back = aliased(Step)
    is_undo = select(taken_back.id).where(taken_back.id == Step.undoes, taken_back.undoes.is_(None))
    newest = _newest(session, site, Step.undoes.is_(None))
    # An undo that is older than that is of no interest, and to find one would be to read the whole log.
    after = OpRow.seq > (newest.seq if newest else 0)
    return _newest(session, site, Step.undoes.is_not(None), exists(is_undo), after)


def target_of(session: Session, step: str) -> str:
    """Which step is to be taken back when a person points one out.

    A redo has no life of its own: taking it back is to take back what it did again. Raises
    UnknownThing, AlreadyUndone or NeverUndone.
    """
    found = session.execute(select(Step.gesture, Step.undoes).where(Step.id == step)).first()
    if found is None:
        raise UnknownThing(step)
    if found.undoes is not None:
        original = session.scalar(select(Step.undoes).where(Step.id == found.undoes))
        step = step if original is None else original
    if found.gesture in LASTING:
        raise NeverUndone
    if session.scalar(select(Step.id).where(Step.id == step, taken_back())) is not None:
        raise AlreadyUndone
    return step


def _newest(session: Session, site: str, *where: ColumnElement[bool]) -> Standing | None:
    """Find a copy's newest step of a sort that has not been taken back (or has been done again)."""
    found = session.execute(
        select(Step.id, Step.undoes, OpRow.seq)
        .join(OpRow, (OpRow.row == Step.id) & (OpRow.field == "gesture"))
        .where(OpRow.site == site, ~taken_back(), *where)
        .order_by(OpRow.seq.desc())
        .limit(1)
    ).first()
    return Standing(*found) if found else None


class Taking:
    """A step that is about to be taken back: what it wrote, what it made, and how all stood before it."""

    def __init__(self, session: Session, step: str, above: Above) -> None:
        self.step = step
        self.above = above
        self.taken = [op for op in ops(session, OpRow.step == step) if op.entity in THINGS]
        self._session = session
        first = self.taken[0] if self.taken else None
        self._site = first.site if first else ""
        self._lamport = first.lamport if first else 0
        self.past = Past(session, step, self._site, self._lamport, above)
        self.past.look_at(op.row for op in self.taken)
        self.born = {
            op.row for op in self.taken if op.field == "alive" and not self.past.heads(op.row, "alive")
        }

    def fields(self) -> list[tuple[str, str, str]]:
        """The fields to restore, (entity, row, field); not whether a thing is there, nor its first words."""
        written = dict.fromkeys((op.entity, op.row, op.field) for op in self.taken)
        return [key for key in written if key[2] != "alive" and key[1] not in self.born]

    def moved(self) -> tuple[Moved, ...]:
        """Find what has moved on since, and who moved it; once each."""
        found = [*self._moved_fields(), *self._parts_since(), *self._gone_since()]
        return tuple(dict.fromkeys(found))

    def parts(self) -> list[Place]:
        """The living rows that have come to belong to what the step made."""
        own = {op.row for op in self.taken}
        found: list[Place] = []
        waiting = {(op.entity, op.row) for op in self.taken if op.row in self.born}
        while waiting:
            fresh = set(self._children(waiting)) - set(found)
            waiting = {place for place in fresh if place[1] not in own}
            found += sorted(waiting)
        return found

    def _children(self, owners: Iterable[Place]) -> Iterator[Place]:
        by_table: dict[str, list[str]] = defaultdict(list)
        for entity, row in owners:
            by_table[entity].append(row)
        for entity, rows in by_table.items():
            for child, column in OWNED[entity]:
                columns = table_of(THINGS[child]).c
                for chunk in chunks(sorted(rows)):
                    where = (columns[column].in_(chunk), columns.alive)
                    yield from (
                        (child, row) for row in self._session.scalars(select(columns.id).where(*where))
                    )

    def _moved_fields(self) -> Iterator[Moved]:
        """Find the fields that somebody has changed since."""
        left = {(op.row, op.field): op.value for op in self.taken}
        rows = {op.row for op in self.taken}
        doubtful: list[Op] = []
        for head in head_ops(self._session, rows, OpRow.step.not_in(self._lineage())):
            key: Field = (head.row, head.field)
            if key not in left and head.row not in self.born:
                continue
            same = head.value == left[key] if key in left else _says_default(head)
            if same or (head.site == self._site and head.lamport < self._lamport):
                continue
            doubtful.append(head)
        after = self._values_after({head.row for head in doubtful if head.site == self._site})
        for head in doubtful:
            # A conflict that was there when the step had been made is no news, whoever wrote it again.
            if head.site != self._site or head.value not in after[head.row, head.field]:
                yield Moved(head.entity, head.row, head.field, head.actor)

    def _lineage(self) -> list[str]:
        """The step, and what has taken it back and done it again: that it has moved is its own doing."""
        found = [self.step]
        for step in found:
            found += self._session.scalars(select(Step.id).where(Step.undoes == step))
        return found

    def _values_after(self, rows: set[str]) -> dict[Field, set[str | None]]:
        """What each field of some rows said when the step had been made; several values are a conflict."""
        found: dict[Field, list[Op]] = defaultdict(list)
        for chunk in chunks(sorted(rows)):
            for op in ops(self._session, OpRow.row.in_(chunk), OpRow.lamport <= self._lamport):
                found[op.row, op.field].append(op)
        values: dict[Field, set[str | None]] = defaultdict(set)
        for key, of_field in found.items():
            replaced = {parent for op in of_field for parent in op.parents}
            values[key] = {op.value for op in of_field if op.name not in replaced}
        return values

    def _parts_since(self) -> Iterator[Moved]:
        """Find what has been put on the things that the step made: it would be left hanging."""
        parts = {row: entity for entity, row in self.parts()}
        for head in head_ops(self._session, parts, OpRow.field == "alive", OpRow.value == "true"):
            yield Moved(head.entity, head.row, "alive", head.actor)

    def _gone_since(self) -> Iterator[Moved]:
        """Find what the step's things belong to and somebody has deleted since."""
        own = {op.row for op in self.taken if op.field == "alive"}
        places = {place for op in self.taken for place in touched_by(op, self.above)}
        gone = {place for place in self._hidden(places) if place[1] not in own}
        self.past.look_at(row for _, row in gone)
        were = {row for _, row in (place for place in gone if self.past.was_in_sight(place))}
        for head in head_ops(self._session, were, OpRow.field == "alive", OpRow.value == "false"):
            yield Moved(head.entity, head.row, "alive", head.actor)

    def _hidden(self, places: Iterable[Place]) -> Iterator[Place]:
        by_table: dict[str, list[str]] = defaultdict(list)
        for entity, row in places:
            if entity in THINGS:
                by_table[entity].append(row)
        for entity, rows in by_table.items():
            columns = table_of(THINGS[entity]).c
            for chunk in chunks(sorted(rows)):
                hidden = select(columns.id).where(columns.id.in_(chunk), ~columns.alive)
                yield from ((entity, row) for row in self._session.scalars(hidden))


def _says_default(head: Op) -> bool:
    blank: Plain = defaults(LOGGED[head.entity]).get(head.field)
    return head.value is not None and loads(head.value) == blank
