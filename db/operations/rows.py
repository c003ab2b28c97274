"""The three gestures that every table knows: add, change, delete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from db.drafts import (
    DRAFTS,
    AreaRatingDraft,
    Draft,
    SourceDraft,
    checked,
    compose,
    faults,
    fields_by_name,
    fixed_fields,
    rating_faults,
    tidied,
)
from db.errors import Fault, FaultKind, InvalidDraft, UnknownThing
from db.journal.chain import Op
from db.journal.reading import ops, rows_with_deletion
from db.journal.writing import Writing
from db.operations.identity import MADE_OF, key_for
from db.operations.numbers import next_in_list, next_number
from db.operations.references import entity_of, reference_faults
from db.tables import THINGS, Activity, Cause, FocusArea, OpRow, Promise, Source, Thing, table_of
from db.tables.belonging import OWNED

IMMUTABLE = frozenset({"note"})
"""What is written once: a note that changed under its readers would be no note."""

SETTLED = {"walk_finding": frozenset({"occurrence"}), "attachment": frozenset({"about"})}
"""Ends that are not changed: the time at which an activity was last touched follows from what hangs on it."""


def add(session: Writing, draft: Draft, /, **given: object) -> str:
    """Add a row and give back its id.

    A row whose identity is made of its ends may be there already, perhaps deleted: then it is that
    row, brought back where needed, and takes the draft's values. `given` are columns that the program
    fills in beside the draft's fields.
    """
    draft = checked(draft)
    table = THINGS[draft.ENTITY]
    key = key_for(session, draft)
    values: dict[str, Any] = {name: _stored(getattr(draft, name)) for name in fields_by_name(type(draft))}
    values |= given
    _refuse([*reference_faults(session, draft.ENTITY, key, values), *_scale_faults(session, draft)])
    row = session.find(table, key) if draft.ENTITY in MADE_OF else None
    if row is None:
        row = table(id=key, **values)
        if isinstance(row, Activity):
            row.number = next_number(session)
        elif isinstance(row, FocusArea | Cause | Promise) and row.number is None:
            row.number = next_in_list(session, row)
        session.put(row)
    else:
        revive(session, row)
        for name, value in values.items():
            setattr(row, name, value)
    return key


def change(session: Writing, key: str, changes: Mapping[str, object]) -> str:
    """Change some fields of a row; only what differs is written. Naming a field in conflict decides it."""
    row = living(session, key)
    entity = row.__tablename__
    draft_type = DRAFTS[entity]
    known = fields_by_name(draft_type)
    fixed = (known.keys() | fixed_fields(draft_type)) if entity in IMMUTABLE else fixed_fields(draft_type)
    fixed |= frozenset(MADE_OF.get(entity, ())) | SETTLED.get(entity, frozenset())
    _refuse(
        [_unwritable(entity, name, name in fixed) for name in changes if name in fixed or name not in known]
    )
    before = {name: getattr(row, name) for name in known}
    draft = tidied(compose(draft_type, before | dict(changes)))
    if wrong := faults(draft):
        # What was already wrong, perhaps by a merge, must not hinder the mending of something else.
        old = set(faults(compose(draft_type, before)))
        _refuse([fault for fault in wrong if fault.field in changes or fault not in old])
    values = {name: _stored(getattr(draft, name)) for name in changes}
    _refuse([*reference_faults(session, entity, key, values), *_scale_faults(session, draft)])
    for name, value in values.items():
        setattr(row, name, value)
        session.step.named.add((key, name))
    return key


def delete(session: Writing, key: str) -> list[str]:
    """Delete a row and all that belongs to it, and give back their ids.

    What only mentions it (an activity's owner, say) goes on mentioning it. What belongs to it and is
    newer than the person's form is no part of what they delete.
    """
    row = living(session, key)
    going: list[Thing] = [row]
    gone = {row.id}
    for thing in going:
        for child, column in OWNED[thing.__tablename__]:
            table = THINGS[child]
            belongs = table_of(table).c[column] == thing.id
            for found in session.scalars(select(table).where(belongs, table.alive)):
                if found.id not in gone and _was_seen(session, found.id):
                    gone.add(found.id)
                    going.append(found)
    for thing in reversed(going):
        thing.alive = False
    session.flush()
    return [thing.id for thing in going]


def living(session: Writing, key: str) -> Thing:
    """Fetch a row that has not been deleted, or that had not been when the person's form was loaded."""
    entity = entity_of(session, key)
    row = session.find(THINGS[entity], key) if entity else None
    if row is None or not (row.alive or _was_deleted_since(session, key)):
        raise UnknownThing(key)
    return row


def revive(session: Writing, row: Thing) -> None:
    """Bring a deleted row back; one that only its unseen edits kept in sight is now there by decision."""
    if not row.alive or rows_with_deletion(session, [row.id]):
        row.alive = True
        session.step.decided.add((row.id, "alive"))


def _was_seen(session: Writing, key: str) -> bool:
    """Whether the person's form knew of a row at all."""
    seen = session.step.seen
    return seen is None or any(seen.covers(*op.name) for op in _lives(session, key))


def _was_deleted_since(session: Writing, key: str) -> bool:
    """Whether a deleted row was there for all that the person's form knew."""
    seen = session.step.seen
    if seen is None:
        return False
    known = {op.name: op for op in _lives(session, key) if seen.covers(*op.name)}
    replaced = {parent for op in known.values() for parent in op.parents}
    return any(op.value == "true" for name, op in known.items() if name not in replaced)


def _lives(session: Writing, key: str) -> list[Op]:
    """The ops that said whether a row is there."""
    return list(ops(session, OpRow.row == key, OpRow.field == "alive"))


def _scale_faults(session: Writing, draft: Draft) -> tuple[Fault, ...]:
    """Hold a rating against the scale of its source."""
    if not isinstance(draft, AreaRatingDraft) or draft.source is None:
        return ()
    source = session.find(Source, draft.source)
    if source is None:
        return ()
    known = {name: getattr(source, name) for name in fields_by_name(SourceDraft)}
    return rating_faults(draft, compose(SourceDraft, known))


def _stored(value: object) -> object:
    return value.value if hasattr(value, "value") else value


def _unwritable(entity: str, name: str, exists: bool) -> Fault:
    kind = FaultKind.UNCHANGEABLE if exists else FaultKind.UNKNOWN_FIELD
    return Fault(entity, name, kind, given=name)


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise InvalidDraft(tuple(faults))
