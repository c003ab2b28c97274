"""Deciding what copies have said differently: once, and so for every copy that hears of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from json import loads

from sqlalchemy.orm.attributes import flag_modified

from db.errors import NotInConflict
from db.journal import heads
from db.journal.climbing import parts_of
from db.journal.contested import spoken
from db.journal.reading import Field, head_ops, heads_of, ops_named, rows_with_deletion
from db.journal.values import canonical, fields, said, typed
from db.journal.writing import Writing
from db.operations.rows import change, delete, living
from db.tables import THINGS, OpRow, Thing
from db.views.conflicts import ALIVE, Choice
from db.views.things import Value


def decide(session: Writing, row: str, field: str, value: Value) -> str:
    """Decide what a field in conflict says from now on, and give back its row's id.

    The one op names all heads that the person saw, so that it stays decided wherever it comes, even if it
    says what was shown already. One of the sides' values is taken as it is; another must be one that the
    field can be changed to. Of the field `alive`, True keeps a thing that somebody has deleted, with all
    that went along, and False deletes it anew, knowing all of it now. Raises NotInConflict where nobody
    disagrees (any more), and InvalidDraft.
    """
    decide_several(session, [Choice(row, field, value)])
    return row


def decide_several(session: Writing, choices: Sequence[Choice]) -> list[str]:
    """Decide several fields in one gesture; where one of them cannot be decided so, none is."""
    by_row: dict[str, dict[str, object]] = defaultdict(dict)
    for choice in choices:
        by_row[choice.row][choice.field] = choice.value
    for row, values in by_row.items():
        _decide_fields(session, row, {name: one for name, one in values.items() if name != ALIVE})
    for row, values in by_row.items():
        if values.get(ALIVE, True):
            if ALIVE in values:
                _keep(session, row)
        elif not _is_gone(session, row):
            _delete(session, row)
    return list(by_row)


def _decide_fields(session: Writing, row: str, values: Mapping[str, object]) -> None:
    if not values:
        return
    thing = living(session, row)
    entity = thing.__tablename__
    sides = _sides(session, entity, row, values)
    columns = fields(THINGS[entity])
    others: dict[str, object] = {}
    for name, value in values.items():
        given = canonical(said(columns[name], getattr(value, "value", value)))
        if given in sides[name]:
            _write(session, thing, name, typed(columns[name], loads(given)))
        else:
            others[name] = value
    if others:
        change(session, row, others)
        for name in others:
            _write(session, thing, name, getattr(thing, name))


def _sides(session: Writing, entity: str, row: str, wanted: Iterable[str]) -> Mapping[str, set[str | None]]:
    """What each field's heads say, as the person saw them; raises NotInConflict where they say one thing."""
    keys: list[Field] = [(row, name) for name in wanted]
    now = heads_of(session, [row])
    names = heads.seen_by(session, keys, now, session.step.seen, session.step.own)
    known = ops_named(session, (name for key in keys for name in names[key]))
    found = {key[1]: {known[name].value for name in names[key]} for key in keys}
    for name, values in found.items():
        if len(values) < 2 or name not in fields(THINGS[entity]):
            raise NotInConflict(entity, row, name)
    return found


def _keep(session: Writing, row: str) -> None:
    """Let a thing stay that was deleted, and bring back what went along with it by the same gestures."""
    thing = living(session, row)
    _refuse_undeleted(session, thing)
    deleted = [op for op in head_ops(session, [row], OpRow.field == ALIVE) if op.value == "false"]
    steps = {op.step for said in spoken(session, deleted).values() for op in said}
    _write(session, thing, ALIVE, True)
    parts = {key for _, key in parts_of(session, [(thing.__tablename__, row)])}
    gone = list(head_ops(session, parts, OpRow.field == ALIVE, OpRow.value == "false"))
    along: dict[tuple[str, str], bool] = defaultdict(lambda: True)
    for op in (op for ops in spoken(session, gone).values() for op in ops):
        # What somebody has taken away by itself stays away.
        along[op.entity, op.row] &= op.step in steps
    for (entity, key), went in sorted(along.items()):
        part = session.find(THINGS[entity], key) if went else None
        if isinstance(part, Thing):
            _write(session, part, ALIVE, True)
    session.flush()


def _delete(session: Writing, row: str) -> None:
    thing = living(session, row)
    _refuse_undeleted(session, thing)
    delete(session, row)


def _is_gone(session: Writing, row: str) -> bool:
    """Whether this gesture has deleted the row already, with what it belongs to."""
    return any(op.row == row and op.field == ALIVE and op.value == "false" for op in session.step.written)


def _refuse_undeleted(session: Writing, thing: Thing) -> None:
    if not rows_with_deletion(session, [thing.id]):
        raise NotInConflict(thing.__tablename__, thing.id, ALIVE)


def _write(session: Writing, thing: Thing, name: str, value: object) -> None:
    """Write a field whether or not it says so already: what is decided names all that it decides between."""
    setattr(thing, name, value)
    flag_modified(thing, name)
    session.step.decided.add((thing.id, name))
