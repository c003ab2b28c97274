"""Taking in what other copies have written: ops in any order and number, each of them once.

What is derived from the log is brought in step with what has come, and with no more than that: the
outcome is the one that `derive` would make of all ops together, at the cost of the new ones.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from json import loads
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.arrivals import Arrivals, Waiting, sort_out
from db.journal.bulk import drop_rows, put_rows, set_fields
from db.journal.chain import Name, Op, parents_text
from db.journal.due_dates import RESTS_ON, reckon_due_dates
from db.journal.erasing import empty_values, erasures, forget_erased
from db.journal.forks import Fork
from db.journal.pen import pen_down
from db.journal.reading import COLUMNS, Field, among, heads_of_fields, ops, ops_named
from db.journal.resurfacing import Climbing, moved_owners, resurface
from db.journal.values import defaults, fields, typed
from db.journal.visibility import Deletion
from db.tables import LOGGED, THINGS, Activity, HeadRow, HeldRow, OpRow, table_of
from db.views.exchange import HeldReason

_OPS, _HEADS, _HELD = table_of(OpRow), table_of(HeadRow), table_of(HeldRow)
_OP_NAMES = [column.name for column in COLUMNS]
_HEAD_NAMES = ("row", "field", "site", "seq")


@dataclass(frozen=True, slots=True)
class Merged:
    """What has been taken in: ops applied, ops that wait, whose rows, how many values erased."""

    applied: tuple[Op, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    touched: frozenset[str] = frozenset()
    erased: int = 0


def merge(session: Session, found: Iterable[Op]) -> Merged:
    """Take ops into the log, and what follows from them into the tables, within the session's transaction.

    Taking in the same again changes nothing. Ops that wait are kept in `held`, and tried again each time.
    """
    found = list(found)
    arrivals = sort_out(session, found)
    with pen_down(session):
        _hold(session, arrivals.waiting)
        if not arrivals.applied:
            return Merged(waiting=tuple(arrivals.waiting))
        applied = forget_erased(session, arrivals)
        touched = _apply(session, applied, arrivals)
        emptied = empty_values(session, erasures(session, applied))
    return Merged(
        applied=tuple(applied), waiting=tuple(arrivals.waiting),
        touched=frozenset(touched) | {op.row for op in emptied}, erased=len(emptied),
    )  # fmt: skip


def _apply(session: Session, applied: list[Op], arrivals: Arrivals) -> set[str]:
    """Write ops, heads and rows, and reckon anew what rests on them; give the rows that have changed."""
    connection = session.connection()
    put_rows(connection, _OPS, _OP_NAMES, [_as_kept(op) for op in applied])
    moved = moved_owners(session, applied)
    heads = _replace_heads(session, applied, arrivals.forks.values())
    deletions = _write_rows(session, heads, arrivals.values)
    above = Climbing(session, {(op.entity, op.row) for op in applied if op.entity in LOGGED})
    back = resurface(session, applied, above, deletions, moved)
    touched = {op.row for op in applied} | {row for _, row in back}
    latest: dict[str, dt.datetime] = {}
    due: set[str] = set()
    for op in applied:
        if op.entity in THINGS:
            rests = op.field in RESTS_ON.get(op.entity, ())
            for entity, row in above((op.entity, op.row)):
                if entity == "activity":
                    latest[row] = max(op.wall, latest.get(row, op.wall))
                    if rests:
                        due.add(row)
    due |= {row for place in back if place[0] in RESTS_ON for e, row in above(place) if e == "activity"}
    _touch(session, latest)
    reckon_due_dates(session, due)
    return touched | latest.keys()


def _as_kept(op: Op) -> tuple[Any, ...]:
    return (
        op.site, op.seq, op.lamport, op.wall, op.actor, op.step, op.entity, op.row, op.field, op.value,
        parents_text(op.parents), op.seen, op.salt, op.seal, op.digest,
    )  # fmt: skip


def _hold(session: Session, waiting: Iterable[Waiting]) -> None:
    """Keep what waits, and no longer what waits no more; the tails of forks stay for good."""
    connection = session.connection()
    known = {
        (row.site, row.seq, bytes(row.digest)): row.reason
        for row in connection.execute(select(_HELD.c.site, _HELD.c.seq, _HELD.c.digest, _HELD.c.reason))
    }
    wanted = {(one.op.site, one.op.seq, one.op.digest): one for one in waiting}
    gone = [
        key
        for key, reason in known.items()
        if (wanted[key].reason != reason if key in wanted else reason != HeldReason.FORK)
    ]
    drop_rows(connection, _HELD, ("site", "seq", "digest"), gone)
    fresh = [one for key, one in wanted.items() if known.get(key) != one.reason]
    rows = [(*_as_kept(one.op), one.reason.value) for one in fresh]
    put_rows(connection, _HELD, [*_OP_NAMES, "reason"], rows)


def _replace_heads(
    session: Session, applied: list[Op], forks: Collection[Fork]
) -> dict[str, dict[Field, list[Op]]]:
    """Put the ops in their parents' places among the heads; give the heads of each field that they write.

    The result is by table. An op whose parents have all been applied is a head when it comes.
    """
    now = heads_of_fields(session, ((op.row, op.field) for op in applied))
    before: dict[Field, set[Name]] = {}
    after: dict[Field, dict[Name, Op | None]] = {}
    entity_of: dict[Field, str] = {}
    for op in applied:
        key = (op.row, op.field)
        heads = after.get(key)
        if heads is None:
            before[key] = set(now.get(key, ()))
            heads = after[key] = dict.fromkeys(before[key])
            entity_of[key] = op.entity
        for parent in op.parents:
            heads.pop(parent, None)
        heads[op.name] = op
    _leave_out_replaced(session, after, forks)
    connection = session.connection()
    gone = [(*key, *name) for key, names in before.items() for name in names - after[key].keys()]
    come = [(*key, *name) for key, names in after.items() for name in names.keys() - before[key]]
    drop_rows(connection, _HEADS, _HEAD_NAMES, gone)
    put_rows(connection, _HEADS, _HEAD_NAMES, come)
    older = ops_named(session, [name for heads in after.values() for name, op in heads.items() if op is None])
    found: dict[str, dict[Field, list[Op]]] = defaultdict(dict)
    for key, named in after.items():
        found[entity_of[key]][key] = [op or older[name] for name, op in named.items()]
    return found


def _leave_out_replaced(
    session: Session, heads: Mapping[Field, dict[Name, Op | None]], forks: Collection[Fork]
) -> None:
    """Take from among the heads the originals of tails that have come after what takes their place."""
    for key, named in heads.items():
        late = {name for name in named if any(fork.covers(name) for fork in forks)}
        if late:
            of_field = ops(session, OpRow.row == key[0], OpRow.field == key[1])
            for name in late.intersection(parent for op in of_field for parent in op.parents):
                del named[name]


def _write_rows(
    session: Session, heads: Mapping[str, Mapping[Field, list[Op]]], values: Mapping[Name, object]
) -> dict[str, Deletion]:
    """Let the tables say what the heads say; give the rows that have now been deleted by all who say so."""
    deletions: dict[str, Deletion] = {}
    for entity, table in LOGGED.items():
        known, said = fields(table), defaultdict[str, dict[str, object]](dict)
        for (row, field), of_field in heads.get(entity, {}).items():
            if field not in known:
                continue
            if field == "alive" and (deletion := Deletion.of(of_field)):
                deletions[row] = deletion
            shown = max(of_field, key=lambda op: op.rank)
            if field == "alive":
                said[row][field] = row not in deletions
            elif shown.name in values:
                said[row][field] = values[shown.name]
            else:
                said[row][field] = _value_of(shown, known)
        if said:
            _write_table(session, entity, said)
    return deletions


def _value_of(op: Op, known: Mapping[str, Any]) -> object:
    """What an op says that was here before, or whose value has been erased."""
    blank = defaults(LOGGED[op.entity])[op.field]
    return typed(known[op.field], loads(op.value) if op.value is not None else blank)


def _write_table(session: Session, entity: str, said: Mapping[str, dict[str, object]]) -> None:
    connection = session.connection()
    table = LOGGED[entity]
    kept = table_of(table)
    there = {row for (row,) in connection.execute(select(kept.c.id).where(among(session, kept.c.id, said)))}
    columns = fields(table)
    blank = {name: typed(column, defaults(table)[name]) for name, column in columns.items()}
    new = [(row, *(blank | now).values()) for row, now in said.items() if row not in there]
    put_rows(connection, kept, ["id", *blank], new)
    changed: dict[tuple[str, ...], dict[str, tuple[object, ...]]] = defaultdict(dict)
    for row, now in said.items():
        if row in there:
            names = tuple(sorted(now))
            changed[names][row] = tuple(now[name] for name in names)
    for names, rows in changed.items():
        set_fields(connection, kept, names, rows)


def _touch(session: Session, latest: Mapping[str, dt.datetime]) -> None:
    """Let activities have been touched when the latest of these ops was written, if not later."""
    table = table_of(Activity)
    connection = session.connection()
    asked = select(table.c.id, table.c.touched_at).where(among(session, table.c.id, latest))
    found = connection.execute(asked).all()
    later = {row: (latest[row],) for row, kept in found if kept is None or kept < latest[row]}
    set_fields(connection, table, ("touched_at",), later)
