"""Which of the ops that have come from elsewhere can be applied, and what the others wait for.

An op is applied when all that it rests on is: the op before it on its site, those that it names as
parents, and the row that it refers to. What waits is held and tried again whenever more has come, so
it does not matter in which order, how often and by which way ops come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from json import loads
from operator import attrgetter

from sqlalchemy import Column, Integer, String, func, select
from sqlalchemy.orm import Session

from db.drafts import DRAFTS, FieldType, fields_by_name
from db.journal.chain import START, Name, Op, digest, seal
from db.journal.forks import Fork, fork_in, forks_among
from db.journal.reading import COLUMNS, among, as_op, ops_named
from db.journal.values import canonical, fields, said, typed
from db.journal.vector import Vector, vector_here
from db.journal.visibility import Place
from db.rules.recurrence import BadRule, check_rule
from db.tables import LOGGED, HeldRow, OpRow, table_of
from db.tables.belonging import REFERENCES
from db.views.exchange import HeldReason

Ends = dict[str, tuple[int, bytes]]
"""For each site its last applied op's seq and digest."""

LEAP = 1 << 20
"""How far an op's lamport may lie above all that are here: each stands for one that its author knew.

Else one op could take the numbers to their end, and nobody would ever write again."""

LARGEST = 2**31 - 1
"""The largest number in a column of numbers, in every database."""

_FOREIGN = (BadRule, ValueError, TypeError, AttributeError, OverflowError, RecursionError)
"""What is raised by values that this version, and perhaps any, does not understand."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An op that is not yet applied, and why."""

    op: Op
    reason: HeldReason


@dataclass(slots=True)
class Arrivals:
    """What has come, sorted out: what is applied, in an order that holds, and what waits.

    `values` are the applied ops' values as their columns hold them, for those that this version knows;
    `forks` the tails that are in the log, by site, those that have come now included.
    """

    applied: list[Op] = field(default_factory=list)
    values: dict[Name, object] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    forks: dict[str, Fork] = field(default_factory=dict)


def chain_ends(session: Session) -> Ends:
    """Read how far each site's ops go here."""
    names = [(site, seq) for site, seq in vector_here(session) if seq]
    found = digests_here(session, names)
    return {site: (seq, found[site, seq]) for site, seq in names}


def digests_here(session: Session, names: Iterable[Name]) -> dict[Name, bytes]:
    """Read the digests of ops, as far as they are here."""
    return {name: op.digest for name, op in ops_named(session, names).items()}


def held_ops(session: Session) -> list[Op]:
    """Read what waits, but for the tails of forks, which wait for nothing."""
    held = table_of(HeldRow)
    columns = [held.c[column.name] for column in COLUMNS]
    found = session.execute(select(*columns).where(held.c.reason != HeldReason.FORK.value))
    return [as_op(row) for row in found]


def sort_out(session: Session, found: Iterable[Op]) -> Arrivals:
    """Find what can be applied of what has come and of what was held before."""
    ends = chain_ends(session)
    arrivals = Arrivals(forks=dict(forks_among(session, ends)))
    left = _new_ones(session, [*held_ops(session), *found], ends, arrivals)
    # Whoever wrote an op knew all that it rests on, which therefore has a lower lamport.
    left.sort(key=attrgetter("lamport", "site", "seq"))
    rows = _Rows(session, left)
    highest = session.scalar(select(func.max(OpRow.lamport))) or 0
    progress = True
    while left and progress:
        later: list[Waiting] = []
        for op in left:
            reason = _lacks(op, ends, rows, arrivals)
            if reason is None and not 0 <= op.lamport <= highest + LEAP:
                reason = HeldReason.UNREADABLE
            if reason is None:
                arrivals.applied.append(op)
                highest = max(highest, op.lamport)
                ends[op.site] = (op.seq, op.digest)
                if op.seq == 1 and (fork := fork_in(op)):
                    arrivals.forks[op.site] = fork
                rows.has_come(op)
            else:
                later.append(Waiting(op, reason))
        progress = len(later) < len(left)
        left = [waiting.op for waiting in later if waiting.reason is not HeldReason.FORK]
        arrivals.waiting += [waiting for waiting in later if waiting.reason is HeldReason.FORK]
        last = [waiting for waiting in later if waiting.reason is not HeldReason.FORK]
    if left:
        arrivals.waiting += last
    return arrivals


def _new_ones(session: Session, found: Sequence[Op], ends: Ends, arrivals: Arrivals) -> list[Op]:
    """Leave out what is here already or has come twice; another op of the same number is a fork."""
    once = {(op.site, op.seq, op.digest): op for op in found}
    old = [op.name for op in once.values() if op.seq <= ends.get(op.site, (0, START))[0]]
    here = digests_here(session, old)
    new: list[Op] = []
    for op in once.values():
        known = here.get(op.name)
        if known is None:
            new.append(op)
        elif known != op.digest:
            arrivals.waiting.append(Waiting(op, HeldReason.FORK))
    return new


def _lacks(op: Op, ends: Ends, rows: _Rows, arrivals: Arrivals) -> HeldReason | None:
    seq, before = ends.get(op.site, (0, START))
    if op.seq <= seq:
        return HeldReason.FORK  # Another of its number was applied a moment ago.
    if op.seq > seq + 1:
        return HeldReason.GAP
    if digest(before, op) != op.digest:
        return HeldReason.FORK
    fork = arrivals.forks.get(op.site)
    for site, parent in op.parents:
        # The originals of a tail need not be here, and where the other tail is they never will.
        if parent > ends.get(site, (0, START))[0] and not (fork and fork.covers((site, parent))):
            return HeldReason.PARENT
    column = _columns(op.entity).get(op.field)
    try:
        Vector.parse(op.seen)
        if op.value is None:
            return None
        if op.salt is None or seal(op.salt, op.value) != op.seal:
            return HeldReason.UNREADABLE
        # A later version's field stands in the log, and is read once this program is brought up to it.
        value = None if column is None else _read(op, column)
    except _FOREIGN:
        return HeldReason.UNREADABLE
    target = REFERENCES[op.entity].get(op.field) if column is not None else None
    if target and value is not None and not rows.has((target, str(value))):
        return HeldReason.REFERENCE
    arrivals.values[op.name] = value
    return None


def _read(op: Op, column: Column[object]) -> object:
    """Read a value as its column holds it; ValueError or TypeError for what this version does not know."""
    plain = loads(op.value or "null")
    if isinstance(plain, (list, dict)) or (isinstance(plain, str) and "\0" in plain):
        raise ValueError(op.value)
    value = typed(column, plain)
    if canonical(said(column, value)) != op.value or not _fits(column, value):
        raise ValueError(op.value)
    choices = _choices(op.entity).get(op.field)
    if choices is not None and value is not None and value not in choices:
        raise ValueError(op.value)
    if (op.entity, op.field) == ("activity", "rule") and value:
        check_rule(str(value))
    return value


def _fits(column: Column[object], value: object) -> bool:
    """Whether a column can hold a value, in every database."""
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, String) and column.type.length is not None:
        return len(str(value)) <= column.type.length
    return not isinstance(column.type, Integer) or not isinstance(value, int) or abs(value) <= LARGEST


@cache
def _columns(entity: str) -> Mapping[str, Column[object]]:
    return fields(LOGGED[entity]) if entity in LOGGED else {}


@cache
def _choices(entity: str) -> Mapping[str, frozenset[str]]:
    """The only words that some fields may hold."""
    known = fields_by_name(DRAFTS[entity]).values() if entity in DRAFTS else ()
    return {field.name: frozenset(field.words) for field in known if field.type is FieldType.CHOICE}


class _Rows:
    """Which rows there are, as far as some ops ask: those in the tables, and those that the ops have made."""

    def __init__(self, session: Session, found: Iterable[Op]) -> None:
        wanted: dict[str, set[str]] = {}
        for op in found:
            target = REFERENCES.get(op.entity, {}).get(op.field)
            if target and op.value not in (None, "null"):
                wanted.setdefault(target, set()).add(str(op.value).strip('"'))
        self._there: set[Place] = set()
        for entity, keys in wanted.items():
            table = table_of(LOGGED[entity])
            there = session.execute(select(table.c.id).where(among(session, table.c.id, keys)))
            self._there.update((entity, row) for (row,) in there)

    def has(self, place: Place) -> bool:
        """Whether a row is there to be referred to."""
        return place in self._there

    def has_come(self, op: Op) -> None:
        """Hear of an op that is applied: it makes its row, if nobody has."""
        if op.field in _columns(op.entity):
            self._there.add((op.entity, op.row))
