"""The session in which one gesture is carried out, and how its changes become ops.

An operation changes rows; when they are flushed, every field that changed is written down here,
together with the rows, in the same transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, event, insert, inspect, select
from sqlalchemy.orm import Session

from db.errors import WrittenAroundLog
from db.journal import heads, pen
from db.journal.chain import SALT_LENGTH, Name, Op, as_columns, digest, seal
from db.journal.here import Here
from db.journal.reading import Field, heads_of
from db.journal.values import Plain, canonical, defaults, fields, said
from db.journal.vector import Vector, vector_here
from db.journal.visibility import Place, owner_in
from db.tables import LOGGED, Activity, HereRow, Logged, OpRow, Step, table_of
from db.world import World


@dataclass(slots=True)
class OpenStep:
    """One gesture while it lasts: whose, on which copy, and what it has written so far.

    `seen` is what the person had before them when the form was loaded; None means all that is here.
    `own` are the gesture's latest ops by field.
    `named` are fields that the person named: where they are in conflict they are written even if the
    value stays, which is how a conflict is settled. `decided` are written in any case. `beside` are
    values that are to stand beside the one that is written next, each a head of its own. `left` are the
    owners that rows have been moved away from, `emptied` the ops whose values were erased, and `settled`
    the rows that say something else because of the gesture, though nobody wrote to them. `reopened` are
    rows that are deleted anew as somebody once deleted them who did not know all, each with what they had
    seen: they stay in sight.
    """

    id: str
    gesture: str
    actor: str
    here: Here
    wall: dt.datetime
    seen: Vector | None
    seq: int
    digest: bytes
    start: Vector | None = None
    undoes: str | None = None
    named: set[Field] = field(default_factory=set)
    decided: set[Field] = field(default_factory=set)
    beside: list[Change] = field(default_factory=list)
    left: set[Place] = field(default_factory=set)
    emptied: list[Op] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    reopened: dict[Place, Vector] = field(default_factory=dict)
    written: list[Op] = field(default_factory=list)
    own: dict[Field, Name] = field(default_factory=dict)

    @property
    def touched(self) -> frozenset[str]:
        """The rows that are not what they were before the gesture."""
        return frozenset(op.row for op in self.written) | self.settled

    @property
    def site(self) -> str:
        """The copy that the gesture is made on."""
        return self.here.site

    @property
    def lamport(self) -> int:
        """One more than any op that was known, for all ops of the gesture."""
        return self.here.lamport + 1


Row = TypeVar("Row", bound=Logged)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is about to be written."""

    entity: str
    row: str
    field: str
    value: Plain


# Made once: to make it at each fetching, as Session.get does, costs half as much as the fetching.
_BY_KEY: Mapping[type[Logged], Select[Any]] = {
    table: select(table).where(table.id == bindparam("key")) for table in LOGGED.values()
}


class Writing(Session):
    """A session that belongs to one gesture. Operations are handed it; they never open or commit one."""

    world: World
    step: OpenStep

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # SQLAlchemy holds rows only loosely, and would read them again.
        self.known: dict[str, Logged] = {}
        self.absent: set[tuple[type[Logged], str]] = set()

    def new_key(self) -> str:
        """Make a new row's identity."""
        return self.world.new_key()

    def find(self, table: type[Row], key: str) -> Row | None:
        """Fetch a row by its id, be it one that this gesture has only just added; nothing is flushed for it.

        So a gesture of many rows, such as the reading of a whole plan, is written in few statements, and
        each row is asked for once.
        """
        row = self.known.get(key)
        if row is None and (table, key) not in self.absent:
            with self.no_autoflush:
                row = self.execute(_BY_KEY[table], {"key": key}).scalar_one_or_none()
            if row is None:
                self.absent.add((table, key))
        return row if isinstance(row, table) else None

    def put(self, row: Logged) -> None:
        """Add a new row."""
        self.known[row.id] = row
        self.add(row)

    def begin_step(
        self, world: World, here: Here, gesture: str, actor: str, seen: Vector | None = None
    ) -> None:
        """Start a gesture: from here on every change belongs to it."""
        self.world = world
        self.step = OpenStep(
            id=world.new_key(), gesture=gesture, actor=actor, here=here, wall=world.now(), seen=seen,
            seq=here.seq, digest=here.digest,
        )  # fmt: skip


def listen() -> None:
    """Let the journal hear of every flush of a writing session. Wired once, when this room is entered."""
    event.listen(Writing, "before_flush", _before_flush)
    event.listen(Writing, "after_flush", _after_flush)
    event.listen(Writing, "loaded_as_persistent", _keep)
    event.listen(Writing, "pending_to_persistent", _keep)


def _keep(session: Writing, row: object) -> None:
    """Hold on to each of the gesture's rows."""
    if isinstance(row, Logged):
        session.known[row.id] = row


def _before_flush(session: Writing, _context: object, _instances: object) -> None:
    _refuse_detours(session)
    changed = {row.id for row in session.dirty if isinstance(row, Logged)}
    now = heads_of(session, changed) if changed else {}
    changes = list(_changes(session, now))
    pen.lower(session)
    if changes:
        _write(session, changes, now)


def _after_flush(session: Writing, _context: object) -> None:
    pen.lift(session)


def _refuse_detours(session: Writing) -> None:
    """Let an operation write fields of the plan and nothing else: the rest follows from the log."""
    if session.deleted:
        raise WrittenAroundLog("rows are not deleted; a deletion is the field `alive`")
    for row in (*session.new, *session.dirty):
        if not isinstance(row, (Logged, HereRow)):
            raise WrittenAroundLog(f"{type(row).__name__} is written by the journal alone")
        if isinstance(row, Activity) and "next_due" in inspect(row).committed_state:
            raise WrittenAroundLog("next_due is reckoned")


def _changes(session: Writing, now: Mapping[Field, list[Name]]) -> Iterator[Change]:
    """Find every field that the operation has changed; deletions last, so that they cover the rest."""
    deletions: list[Change] = []
    yield from session.step.beside
    session.step.beside.clear()
    for row in session.new:
        if isinstance(row, Logged):
            yield from _new_fields(row)
    for row in session.dirty:
        if isinstance(row, Logged):
            for change in _changed_fields(session.step, row, now):
                if change.field == "alive" and change.value is False:
                    deletions.append(change)
                else:
                    yield change
    yield from deletions


def _new_fields(row: Logged) -> Iterator[Change]:
    table = type(row)
    blank = defaults(table)
    for name, column in fields(table).items():
        value = said(column, getattr(row, name))
        if name == "alive" or value != blank[name]:
            yield Change(table.__tablename__, row.id, name, value)


def _changed_fields(step: OpenStep, row: Logged, now: Mapping[Field, list[Name]]) -> Iterator[Change]:
    table = type(row)
    before: dict[str, Any] = inspect(row).committed_state
    for name, column in fields(table).items():
        key = (row.id, name)
        decided = key in step.decided or (key in step.named and len(now.get(key, ())) > 1)
        if not decided and name not in before:
            continue
        step.decided.discard(key)
        step.named.discard(key)
        value = said(column, getattr(row, name))
        if decided or value != said(column, before[name]):
            if owner := owner_in(row, name, before.get(name)):
                step.left.add(owner)
            yield Change(table.__tablename__, row.id, name, value)


_PUT_STEP = insert(table_of(Step))
_PUT_OPS = insert(table_of(OpRow))


def _write(session: Writing, changes: list[Change], now: Mapping[Field, list[Name]]) -> None:
    """Write the changes down as ops, and put each in its parents' place among the heads."""
    step = session.step
    connection = session.connection()
    if not step.written:
        row = {"id": step.id, "gesture": step.gesture, "undoes": step.undoes}
        connection.execute(_PUT_STEP, row)
        changes[:0] = [
            Change("step", step.id, name, row[name]) for name in ("gesture", "undoes") if row[name]
        ]
    parents = heads.seen_by(
        session, [(change.row, change.field) for change in changes], now, step.seen, step.own
    )
    ops: list[Mapping[str, object]] = []
    replaced: list[Mapping[str, object]] = []
    for change in changes:
        op = _op(session, change, tuple(sorted(parents[change.row, change.field])))
        step.written.append(op)
        step.own[op.row, op.field] = op.name
        ops.append(as_columns(op))
        replaced += [{"r": op.row, "f": op.field, "s": site, "q": seq} for site, seq in op.parents]
    connection.execute(_PUT_OPS, ops)
    heads.replace(connection, replaced, ops)
    for row_object in (*session.new, *session.dirty):
        if isinstance(row_object, Activity):
            touch(session, row_object)


def _op(session: Writing, change: Change, parents: tuple[Name, ...]) -> Op:
    """Make the op of one change, next in this copy's chain."""
    step = session.step
    value = canonical(change.value)
    salt = session.world.random(SALT_LENGTH)
    deletes = change.field == "alive" and change.value is False
    header = Op(
        site=step.site, seq=step.seq + 1, lamport=step.lamport, wall=step.wall, actor=step.actor,
        step=step.id, entity=change.entity, row=change.row, field=change.field, value=value,
        parents=parents, seen=_seen(session, change).text() if deletes else None,
        salt=salt, seal=seal(salt, value), digest=b"",
    )  # fmt: skip
    step.seq, step.digest = header.seq, digest(step.digest, header)
    return header.with_digest(step.digest)


def _seen(session: Writing, change: Change) -> Vector:
    """What the deletion of a row had seen."""
    return session.step.reopened.get((change.entity, change.row)) or sight(session)


def touch(session: Writing, activity: Activity) -> None:
    """Set when an activity was last touched; of several times the latest, whatever the clocks say."""
    if activity.touched_at is None or activity.touched_at < session.step.wall:
        activity.touched_at = session.step.wall


def sight(session: Writing) -> Vector:
    """What a deletion's author has seen: the plan as their form showed it.

    Their own gesture is not among it: a vector cannot leave out what another window has written on this
    copy meanwhile. A deletion covers its own step by the step's name; see db.journal.visibility.
    """
    step = session.step
    if step.start is None:
        step.start = step.seen if step.seen is not None else vector_here(session)
    return step.start
