"""Erasure: emptying named ops everywhere, while the chain of digests still holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from db.drafts import DRAFTS, FieldType, fields_by_name, fixed_fields
from db.errors import NotErasable, UnknownOp
from db.journal.chain import Name, Op
from db.journal.erasing import empty
from db.journal.pen import pen_down
from db.journal.reading import ops_named
from db.journal.writing import Writing
from db.operations.identity import NAMESPACE
from db.tables import THINGS, Redaction


def redact(session: Writing, names: Iterable[Name]) -> list[Name]:
    """Erase the values of some ops for good, here and in every copy that is met; give back which, those left
    out that had been erased before.

    The op stays, with who, when and where; what it said, and the salt that could prove a guess, go.
    A field whose present value is erased falls back to empty. What only says which rows belong together
    cannot be erased: it is no person's words, and the rest of the plan hangs on it.
    """
    wanted = sorted(set(names))
    found = ops_named(session, wanted)
    for name in wanted:
        op = found.get(name)
        if op is None:
            raise UnknownOp(f"{name[0]}:{name[1]}")
        if op.entity not in THINGS or not _is_said_by_people(op):
            raise NotErasable(op.entity, op.field)
    fresh = [found[name] for name in wanted if not found[name].erased]
    for op in fresh:
        _order(session, op.name)
    session.flush()
    with pen_down(session):
        for op in fresh:
            empty(session, op)
    session.step.emptied += fresh
    return [op.name for op in fresh]


def _is_said_by_people(op: Op) -> bool:
    draft = DRAFTS[op.entity]
    known = fields_by_name(draft).get(op.field)
    return known is not None and known.type is not FieldType.REFERENCE and op.field not in fixed_fields(draft)


def _order(session: Writing, name: Name) -> None:
    key = str(uuid.uuid5(NAMESPACE, f"redaction\x1f{name[0]}\x1f{name[1]}"))
    if session.get(Redaction, key) is None:
        session.add(Redaction(id=key, site=name[0], seq=name[1]))
