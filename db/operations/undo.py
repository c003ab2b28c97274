"""Taking back, and doing again: an undo is a new step that restores what a step's ops replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from json import loads

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from db.errors import ErasedValue, Moved, MovedOn, NothingToRedo, NothingToUndo
from db.journal.chain import Name, Op
from db.journal.reading import Field, head_ops, ops, ops_named
from db.journal.values import Plain, defaults, fields, typed
from db.journal.writing import Writing
from db.tables import LOGGED, THINGS, OpRow, Step, Thing

LASTING = ("begin_plan", "new_copy", "redact")
"""Gestures that cannot be taken back: there would be no plan left, or an erasure would be no erasure."""


def undo(session: Writing, *, anyway: bool = False) -> str:
    """Take back this copy's newest step that still stands, and give back that step's id.

    Where a field has moved on since, MovedOn says who changed it; with `anyway` it is restored all the same.
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
    of_field: dict[tuple[str, str, str], list[Op]] = defaultdict(list)
    for op in ops(session, OpRow.step == step):
        if op.entity in THINGS:
            of_field[op.entity, op.row, op.field].append(op)
    born = {row for (_, row, name), found in of_field.items() if name == "alive" and not found[0].parents}
    wanted = {
        place: found for place, found in of_field.items() if place[1] not in born or place[2] == "alive"
    }
    if not anyway:
        moved = tuple(_moved(session, of_field, born))
        if moved:
            raise MovedOn(moved)
    before = ops_named(session, {parent for found in wanted.values() for parent in found[0].parents})
    for (entity, row, name), found in wanted.items():
        _restore(session, entity, row, name, _replaced(entity, name, found[0], before))
    session.flush()
    return step


def _moved(
    session: Writing, of_field: dict[tuple[str, str, str], list[Op]], born: set[str]
) -> Iterator[Moved]:
    """Find the fields that no longer say what the step left there, and who changed them."""
    left = {(row, name): found[-1].value for (_, row, name), found in of_field.items()}
    for head in head_ops(session, {row for _, row, _ in of_field}):
        key: Field = (head.row, head.field)
        if key not in left and head.row not in born:
            continue
        table = LOGGED[head.entity]
        same = head.value == left[key] if key in left else _says_default(table, head)
        if not same:
            yield Moved(head.entity, head.row, head.field, head.actor)


def _says_default(table: type, head: Op) -> bool:
    blank: Plain = defaults(table).get(head.field)
    return head.value is not None and loads(head.value) == blank


def _replaced(entity: str, name: str, first: Op, before: dict[Name, Op]) -> Plain:
    """Give the value that stood before: the shown one of the op's parents, or the field's default."""
    if not first.parents:
        return False if name == "alive" else defaults(LOGGED[entity])[name]
    shown = max((before[parent] for parent in first.parents), key=lambda op: op.rank)
    if shown.value is None:
        raise ErasedValue(entity, name)
    value: Plain = loads(shown.value)
    return value


def _restore(session: Writing, entity: str, row: str, name: str, value: Plain) -> None:
    thing = session.get(THINGS[entity], row)
    if not isinstance(thing, Thing):
        return
    column = fields(THINGS[entity])[name]
    setattr(thing, name, typed(column, value))
    if name != "alive":
        session.step.named.add((row, name))
    elif value is True and any(
        op.value == "false" for op in head_ops(session, [row], OpRow.field == "alive")
    ):
        session.step.decided.add((row, name))
