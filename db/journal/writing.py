"""The session in which one gesture is carried out, and how its changes become ops.

An operation changes rows; when they are flushed, every field that changed is written down here,
together with the rows, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, func, insert, inspect, select
from sqlalchemy.orm import Session

from db.errors import WrittenAroundLog
from db.journal import heads, pen
from db.journal.chain import SALT_LENGTH, START, Name, Op, as_columns, digest, seal
from db.journal.reading import Field, heads_of
from db.journal.values import Plain, canonical, defaults, fields, said
from db.journal.vector import Vector, vector_here
from db.tables import HereRow, Logged, OpRow, Step
from db.world import World


@dataclass(frozen=True, slots=True)
class Written:
    """A field that this step has written, and its op's key."""

    entity: str
    row: str
    field: str
    name: Name


@dataclass(slots=True)
class OpenStep:
    """One gesture while it lasts: whose, on which copy, and what it has written so far.

    `seen` is what the person had before them when the form was loaded; None means all that is here.
    `decided` names fields to write even where the value stays, which is how a conflict is settled.
    """

    id: str
    gesture: str
    actor: str
    site: str
    letter: str
    seq: int
    digest: bytes
    lamport: int
    seen: Vector | None
    start: Vector | None = None
    undoes: str | None = None
    decided: set[Field] = field(default_factory=set)
    written: list[Written] = field(default_factory=list)

    def settle_conflict(self, session: Session, row: str, name: str) -> None:
        """Write a field in this step even where its value stays, if that settles what its heads say."""
        if len(heads_of(session, [row]).get((row, name), ())) > 1 or name == "alive":
            self.decided.add((row, name))


@dataclass(frozen=True, slots=True)
class _Change:
    entity: str
    row: str
    field: str
    value: Plain


class Writing(Session):
    """A session that belongs to one gesture. Operations are handed it; they never open or commit one."""

    world: World
    step: OpenStep

    def new_key(self) -> str:
        """Make a new row's identity."""
        return self.world.new_key()

    def begin_step(self, world: World, gesture: str, actor: str, seen: Vector | None = None) -> None:
        """Start a gesture: from here on every change belongs to it."""
        here = self.scalars(select(HereRow)).one()
        newest = select(OpRow.seq, OpRow.digest).where(OpRow.site == here.site)
        last = self.execute(newest.order_by(OpRow.seq.desc()).limit(1)).first()
        self.world = world
        self.step = OpenStep(
            id=world.new_key(),
            gesture=gesture,
            actor=actor,
            site=here.site,
            letter=here.letter,
            seq=last.seq if last else 0,
            digest=last.digest if last else START,
            lamport=(self.scalar(select(func.max(OpRow.lamport))) or 0) + 1,
            seen=seen,
        )


def listen() -> None:
    """Let the journal hear of every flush of a writing session. Wired once, when this room is entered."""
    event.listen(Writing, "before_flush", _before_flush)
    event.listen(Writing, "after_flush", _after_flush)


def _before_flush(session: Writing, _context: object, _instances: object) -> None:
    if any(isinstance(row, Logged) for row in session.deleted):
        raise WrittenAroundLog("rows are not deleted; a deletion is the field `alive`")
    changes = list(_changes(session))
    if changes and not session.step.written:
        step = Step(id=session.step.id, gesture=session.step.gesture, undoes=session.step.undoes)
        session.add(step)
        changes[:0] = _new_fields(step)
    pen.lower(session)
    if changes:
        _write(session, changes)


def _after_flush(session: Writing, _context: object) -> None:
    pen.lift(session)


def _changes(session: Writing) -> Iterator[_Change]:
    """Find every field that the operation has changed; deletions last, so that they cover the rest."""
    deletions: list[_Change] = []
    for row in session.new:
        if isinstance(row, Logged):
            yield from _new_fields(row)
    for row in session.dirty:
        if isinstance(row, Logged):
            for change in _changed_fields(session, row):
                if change.field == "alive" and change.value is False:
                    deletions.append(change)
                else:
                    yield change
    yield from deletions


def _new_fields(row: Logged) -> Iterator[_Change]:
    table = type(row)
    blank = defaults(table)
    for name, column in fields(table).items():
        value = said(column, getattr(row, name))
        if name == "alive" or value != blank[name]:
            yield _Change(table.__tablename__, row.id, name, value)


def _changed_fields(session: Writing, row: Logged) -> Iterator[_Change]:
    table = type(row)
    before: dict[str, Any] = inspect(row).committed_state
    for name, column in fields(table).items():
        decided = (row.id, name) in session.step.decided
        if not decided and name not in before:
            continue
        value = said(column, getattr(row, name))
        if decided or value != said(column, before[name]):
            session.step.decided.discard((row.id, name))
            yield _Change(table.__tablename__, row.id, name, value)


def _write(session: Writing, changes: list[_Change]) -> None:
    """Write the changes down as ops, and put each in its parents' place among the heads."""
    step, world = session.step, session.world
    own = {(written.row, written.field): written.name for written in step.written}
    parents = heads.seen_by(session, {(change.row, change.field) for change in changes}, step.seen, own)
    wall = world.now()
    ops: list[Mapping[str, object]] = []
    replaced: list[Mapping[str, object]] = []
    for change in changes:
        value = canonical(change.value)
        salt = world.random(SALT_LENGTH)
        deletes = change.field == "alive" and change.value is False
        op = Op(
            site=step.site, seq=step.seq + 1, lamport=step.lamport, wall=wall, actor=step.actor, step=step.id,
            entity=change.entity, row=change.row, field=change.field, value=value,
            parents=tuple(sorted(parents[change.row, change.field])),
            seen=sight(session).text() if deletes else None,
            salt=salt, seal=seal(salt, value), digest=b"",
        )  # fmt: skip
        step.seq, step.digest = op.seq, digest(step.digest, op)
        step.written.append(Written(change.entity, change.row, change.field, op.name))
        ops.append(as_columns(op) | {"digest": step.digest})
        replaced += [{"r": op.row, "f": op.field, "s": site, "q": seq} for site, seq in op.parents]
    connection = session.connection()
    connection.execute(insert(OpRow), ops)
    heads.replace(connection, replaced, ops)


def sight(session: Writing) -> Vector:
    """What a deletion's author has seen: the plan as their form showed it, and their own gesture so far."""
    step = session.step
    if step.start is None:
        step.start = step.seen if step.seen is not None else vector_here(session)
    return step.start.joined(Vector({step.site: step.seq}))
