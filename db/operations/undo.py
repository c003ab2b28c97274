"""Taking back, and doing again: an undo is a new step that restores what a step's ops replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from json import loads

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import flag_modified

from db.errors import ErasedValue, Moved, MovedOn, NothingToRedo, NothingToUndo
from db.journal.chain import Op
from db.journal.past import Past
from db.journal.reading import Field, head_ops, ops, rows_with_deletion
from db.journal.settling import SessionRows
from db.journal.values import Plain, defaults, fields, plain, typed
from db.journal.visibility import Above, keeps_in_sight, touched_by
from db.journal.writing import Change, Writing
from db.tables import LOGGED, THINGS, OpRow, Step, Thing

LASTING = ("begin_plan", "new_copy", "redact", "record_paper")
"""Gestures that cannot be taken back: there would be no plan left, or an erasure would be no erasure."""


def undo(session: Writing, *, anyway: bool = False) -> str:
    """Take back this copy's newest step that still stands, and give back that step's id.

    Where a field has moved on since, MovedOn says who changed it; with `anyway` it is restored all the same.
    What stood before may have been erased: ErasedValue says so, and with `anyway` that field is let be.
    """
    target = _newest(session, Step.undoes.is_(None), Step.gesture.not_in(LASTING))
    if target is None:
        raise NothingToUndo
    return _take_back(session, target.id, anyway)


def redo(session: Writing, *, anyway: bool = False) -> str:
    """Do the step again that was taken back last, unless something new has been done since; give its id."""
    taken_back = aliased(Step)
    is_undo = select(taken_back.id).where(taken_back.id == Step.undoes, taken_back.undoes.is_(None))
    target = _newest(session, Step.undoes.is_not(None), exists(is_undo))
    newest = _newest(session, Step.undoes.is_(None))
    if target is None or target.undoes is None or (newest is not None and newest.seq > target.seq):
        raise NothingToRedo
    _take_back(session, target.id, anyway)
    return target.undoes


@dataclass(frozen=True, slots=True)
class _Done:
    id: str
    undoes: str | None
    seq: int


def _newest(session: Writing, *where: object) -> _Done | None:
    """Find this copy's newest step of a sort that has not been taken back (or has been done again)."""
    undo_of, redo_of = aliased(Step), aliased(Step)
    done_again = select(redo_of.id).where(redo_of.undoes == undo_of.id)
    taken_back = select(undo_of.id).where(undo_of.undoes == Step.id, ~exists(done_again))
    found = session.execute(
        select(Step.id, Step.undoes, OpRow.seq)
        .join(OpRow, (OpRow.row == Step.id) & (OpRow.field == "gesture"))
        .where(OpRow.site == session.step.site, ~exists(taken_back), *where)  # type: ignore[arg-type]
        .order_by(OpRow.seq.desc())
        .limit(1)
    ).first()
    return _Done(*found) if found else None


def _take_back(session: Writing, step: str, anyway: bool) -> str:
    session.step.undoes = step
    session.step.seen = None  # What is taken back is what this copy did, whatever a form showed.
    taken = [op for op in ops(session, OpRow.step == step) if op.entity in THINGS]
    above = Above(SessionRows(session))
    past = Past(session, taken[0].lamport, above)
    past.look_at(op.row for op in taken)
    born = {op.row for op in taken if op.field == "alive" and not past.heads(op.row, "alive")}
    if not anyway:
        moved = tuple(_moved(session, taken, born))
        if moved:
            raise MovedOn(moved)
    for entity, row, name in dict.fromkeys((op.entity, op.row, op.field) for op in taken):
        if name != "alive" and row not in born:
            _restore(session, past, entity, row, name, anyway)
    session.flush()
    _restore_sight(session, past, taken, above)
    session.flush()
    return step


def _moved(session: Writing, taken: list[Op], born: set[str]) -> Iterator[Moved]:
    """Find the fields that other copies have changed since, and who did.

    What this copy itself has done since has been taken back already: undo begins with the newest step.
    """
    left = {(op.row, op.field): op.value for op in taken}
    for head in head_ops(session, {op.row for op in taken}, OpRow.site != session.step.site):
        key: Field = (head.row, head.field)
        if key not in left and head.row not in born:
            continue
        same = head.value == left[key] if key in left else _says_default(head)
        if not same:
            yield Moved(head.entity, head.row, head.field, head.actor)


def _says_default(head: Op) -> bool:
    blank: Plain = defaults(LOGGED[head.entity]).get(head.field)
    return head.value is not None and loads(head.value) == blank


def _restore(session: Writing, past: Past, entity: str, row: str, name: str, anyway: bool) -> None:
    """Let a field say what it said before, in an op of its own even where it says so already.

    A step that was taken back without trace would be met by the next undo again. Where the field was in
    conflict it is so once more: what the step had decided is undecided without it.
    """
    thing = session.find(THINGS[entity], row)
    if thing is None:
        return
    column = fields(THINGS[entity])[name]
    heads = past.heads(row, name)
    shown = heads[-1] if heads else None
    value: Plain
    if shown is None:
        value = defaults(THINGS[entity])[name]
    elif shown.value is not None:
        value = loads(shown.value)
    elif anyway:
        value = plain(getattr(thing, name))
    else:
        raise ErasedValue(entity, name)
    others = {op.value for op in heads[:-1] if op.value is not None} - {shown and shown.value}
    session.step.beside += [Change(entity, row, name, loads(said)) for said in sorted(filter(None, others))]
    _write(session, thing, name, typed(column, value))


def _restore_sight(session: Writing, past: Past, taken: list[Op], above: Above) -> None:
    """Let be seen what could be seen before, of all that the step touched or that its taking back touches."""
    written = {(op.entity, op.row) for op in taken if op.field == "alive"}
    touched = {place for op in taken for place in touched_by(op, above)}
    kept = {place for op in session.step.written if keeps_in_sight(op) for place in touched_by(op, above)}
    past.look_at(row for _, row in touched | kept)
    deleted = rows_with_deletion(session, {row for _, row in touched | kept})
    for place in sorted(touched | kept):
        entity, row = place
        thing = session.find(THINGS[entity], row)
        if not isinstance(thing, Thing):
            continue
        before = past.was_in_sight(place)
        unsaid = before and row in deleted and not past.was_deleted(row)
        hidden = not before and place in kept  # By settling, that would be brought back.
        if place in written or before != thing.alive or unsaid or hidden:
            _write(session, thing, "alive", before)


def _write(session: Writing, thing: Thing, name: str, value: object) -> None:
    setattr(thing, name, value)
    flag_modified(thing, name)
    session.step.decided.add((thing.id, name))
