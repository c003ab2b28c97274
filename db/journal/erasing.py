"""Emptying the values of ops that a redaction names, while the chain of digests still holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from db.journal.arrivals import Arrivals
from db.journal.chain import Name, Op
from db.journal.reading import chunks, heads_of, ops_named
from db.journal.values import defaults, fields, typed
from db.tables import THINGS, HeldRow, OpRow, Redaction, table_of


def erased_names(session: Session) -> list[Name]:
    """The ops that are to be emptied wherever they are met."""
    return [(site, seq) for site, seq in session.execute(select(Redaction.site, Redaction.seq))]


def forget_erased(session: Session, arrivals: Arrivals) -> list[Op]:
    """Give what is applied, without the values that are to be erased wherever they are met."""
    ordered = set(erased_names(session))
    if ordered.isdisjoint(op.name for op in arrivals.applied):
        return arrivals.applied
    for name in ordered:
        arrivals.values.pop(name, None)
    return [_emptied(op) if op.name in ordered else op for op in arrivals.applied]


def _emptied(op: Op) -> Op:
    return dataclasses.replace(op, value=None, salt=None)


def erasures(session: Session, applied: Iterable[Op]) -> set[Name]:
    """Find the ops that are to be emptied because an order to do so is among those that have been applied."""
    orders = {op.row for op in applied if op.entity == Redaction.__tablename__}
    found: set[Name] = set()
    for chunk in chunks(sorted(orders)):
        asked = select(Redaction.site, Redaction.seq).where(Redaction.id.in_(chunk))
        found |= {(site, seq) for site, seq in session.execute(asked)}
    return found


def empty_values(session: Session, names: Iterable[Name]) -> list[Op]:
    """Empty ops wherever they are kept, and give those that the log held with a value. The pen is down."""
    wanted = list(names)
    found = [op for op in ops_named(session, wanted).values() if not op.erased and op.entity in THINGS]
    for op in found:
        empty(session, op)
    held = table_of(HeldRow)
    for chunk in chunks(wanted):
        where = tuple_(held.c.site, held.c.seq).in_(chunk)
        session.execute(update(held).where(where).values(value=None, salt=None))
    return found


def empty(session: Session, op: Op) -> None:
    """Empty one op; a field that shows its value falls back to empty. The pen is down."""
    where = (OpRow.site == op.site, OpRow.seq == op.seq)
    session.execute(
        update(OpRow).where(*where).values(value=None, salt=None).execution_options(synchronize_session=False)
    )
    heads = ops_named(session, heads_of(session, [op.row]).get((op.row, op.field), ()))
    shown = max(heads.values(), key=lambda head: head.rank, default=None)
    if shown is None or shown.name != op.name:
        return
    table = THINGS[op.entity]
    value = typed(fields(table)[op.field], defaults(table)[op.field])
    session.execute(
        update(table)
        .where(table.id == op.row)
        .values({op.field: value})
        .execution_options(synchronize_session=False)
    )
