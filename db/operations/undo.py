"""Taking back, and doing again: an undo is a new step that restores what a step's ops replaced."""

from __future__ import annotations

from collections.abc import Iterable
from json import loads

from sqlalchemy.orm.attributes import flag_modified

from db.errors import ErasedValue, MovedOn, NothingToRedo, NothingToUndo
from db.journal.chain import Op
from db.journal.reading import ops, ops_named, rows_with_deletion
from db.journal.settling import SessionRows
from db.journal.undoing import Taking, target_of, to_redo, to_undo
from db.journal.values import Plain, defaults, fields, plain, typed
from db.journal.vector import Vector
from db.journal.visibility import Above, keeps_in_sight, touched_by
from db.journal.writing import Change, Writing
from db.tables import THINGS, OpRow, Site, Thing


def undo(session: Writing, *, anyway: bool = False) -> str:
    """Take back this copy's newest step that still stands, and give back that step's id.

    Where a field has moved on since, MovedOn says who changed it; with `anyway` it is restored all the same.
    What stood before may have been erased: ErasedValue says so, and with `anyway` that field is let be.
    """
    target = to_undo(session, session.step.site)
    if target is None:
        raise NothingToUndo
    return _take_back(session, target, anyway)


def redo(session: Writing, *, anyway: bool = False) -> str:
    """Do the step again that was taken back last, unless something new has been done since; give its id."""
    target = to_redo(session, session.step.site)
    if target is None or target.undoes is None:
        raise NothingToRedo
    _take_back(session, target.id, anyway)
    return target.undoes


def undo_step(session: Writing, step: str, *, anyway: bool = False) -> str:
    """Take back any step that still stands, of whichever copy, and give back its id; see `undo`.

    Of an undo it takes back the undoing. Raises UnknownThing, AlreadyUndone or NeverUndone besides.
    """
    return _take_back(session, target_of(session, step), anyway)


def _take_back(session: Writing, step: str, anyway: bool) -> str:
    session.step.undoes = step
    session.step.seen = None  # What is taken back is what was done, whatever a form showed.
    taking = Taking(session, step, Above(SessionRows(session)))
    moved = () if anyway else taking.moved()
    if moved:
        raise MovedOn(moved)
    for entity, row, name in taking.fields():
        _restore(session, taking, entity, row, name, anyway)
    session.flush()
    _take_along(session, taking)
    _restore_sight(session, taking)
    _restore_names_of_copies(session, step)
    session.flush()
    return step


def _restore_names_of_copies(session: Writing, step: str) -> None:
    """Let a copy go by the name that it had: copies are no things, and nothing belongs to them."""
    named = (OpRow.step == step, OpRow.entity == Site.__tablename__, OpRow.field == "name")
    for op in list(ops(session, *named)):
        before = sorted(ops_named(session, op.parents).values(), key=lambda one: one.rank)
        site = session.get(Site, op.row)
        if before and before[-1].value is not None and site is not None:
            site.name = loads(before[-1].value)


def _restore(session: Writing, taking: Taking, entity: str, row: str, name: str, anyway: bool) -> None:
    """Let a field say what it said before, in an op of its own even where it says so already.

    A step that was taken back without trace would be met by the next undo again. Where the field was in
    conflict it is so once more: what the step had decided is undecided without it.
    """
    thing = session.find(THINGS[entity], row)
    if thing is None:
        return
    column = fields(THINGS[entity])[name]
    heads = taking.past.heads(row, name)
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


def _take_along(session: Writing, taking: Taking) -> None:
    """Let what has come to belong to the things that the step made go with them, as in a deletion."""
    for entity, row in reversed(taking.parts()):
        thing = session.find(THINGS[entity], row)
        if isinstance(thing, Thing):
            _write(session, thing, "alive", False)


def _restore_sight(session: Writing, taking: Taking) -> None:
    """Let be seen what could be seen before, of all that the step touched or that its taking back touches."""
    taken, past, above = taking.taken, taking.past, taking.above
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
        if before and past.was_deleted(row) and (place in written or not thing.alive):
            _reopen(session, thing, past.heads(row, "alive"))
        elif place in written or before != thing.alive or unsaid or hidden:
            _write(session, thing, "alive", before)


def _reopen(session: Writing, thing: Thing, heads: Iterable[Op]) -> None:
    """Let a thing be deleted again as by one who did not know all: kept in sight, for a person to decide."""
    entity = thing.__tablename__
    seen = Vector({})
    for op in heads:
        if op.value == "false":
            seen = seen.joined(Vector.parse(op.seen))
        else:
            session.step.beside.append(Change(entity, thing.id, "alive", True))
    session.step.reopened[entity, thing.id] = seen
    _write(session, thing, "alive", False)


def _write(session: Writing, thing: Thing, name: str, value: object) -> None:
    setattr(thing, name, value)
    flag_modified(thing, name)
    session.step.decided.add((thing.id, name))
