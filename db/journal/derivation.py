"""The plan as its ops alone make it: heads, and from them every row of every table.

The one function here is the meaning of the log. What the journal writes gesture by gesture must
always equal it; `check` compares the two and `rebuild` puts it in place.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from json import loads

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.reading import COLUMNS, as_op
from db.journal.values import Plain, defaults, fields
from db.journal.visibility import Above, Deletion, Place, keeps_in_sight, touched_by
from db.tables import LOGGED, OpRow

Rows = dict[str, dict[str, Plain]]
"""A table's rows by id, each a mapping from field to plain value."""


@dataclass(slots=True)
class Derived:
    """What the ops say: each table's rows, the heads, and when each activity was last touched."""

    rows: dict[str, Rows] = field(default_factory=lambda: {name: {} for name in LOGGED})
    heads: set[tuple[str, str, str, int]] = field(default_factory=set)
    touched: dict[str, dt.datetime] = field(default_factory=dict)

    def lookup(self, entity: str, row: str) -> Mapping[str, object] | None:
        """Give one row's fields, for climbing to what it belongs to."""
        return self.rows.get(entity, {}).get(row)


def derive(session: Session) -> Derived:
    """Reckon the whole plan from the log, in two passes over it at most."""
    derived = Derived()
    deletions: dict[str, Deletion] = {}
    last_touch: dict[Place, dt.datetime] = {}
    for (entity, row, name), of_field in groupby(
        _by_field(session), key=lambda op: (op.entity, op.row, op.field)
    ):
        heads = _heads(list(of_field), last_touch)
        derived.heads.update((row, name, op.site, op.seq) for op in heads)
        table = LOGGED.get(entity)
        if table is None or name not in fields(table):
            continue
        into = derived.rows[entity].setdefault(row, dict(defaults(table)))
        shown = max(heads, key=lambda op: op.rank)
        into[name] = loads(shown.value) if shown.value is not None else defaults(table)[name]
        if name == "alive":
            deletion = Deletion.of(heads)
            into[name] = deletion is None
            if deletion:
                deletions[row] = deletion
    above = Above(derived.lookup)
    if deletions:
        _resurface(session, derived, deletions, above)
    _touch(derived, last_touch, above)
    return derived


def _by_field(session: Session) -> Iterator[Op]:
    found = select(*COLUMNS).order_by(OpRow.row, OpRow.field, OpRow.site, OpRow.seq)
    for row in session.execute(found.execution_options(yield_per=5000)):
        yield as_op(row)


def _heads(of_field: list[Op], last_touch: dict[Place, dt.datetime]) -> list[Op]:
    place = (of_field[0].entity, of_field[0].row)
    latest = max(op.wall for op in of_field)
    last_touch[place] = max(latest, last_touch.get(place, latest))
    if len(of_field) == 1:
        return of_field
    named = {parent for op in of_field for parent in op.parents}
    return [op for op in of_field if op.name not in named]


def _resurface(session: Session, derived: Derived, deletions: Mapping[str, Deletion], above: Above) -> None:
    for op in _by_field(session):
        if not keeps_in_sight(op):
            continue
        for entity, row in touched_by(op, above):
            deletion = deletions.get(row)
            if deletion and not deletion.covers(op):
                derived.rows[entity][row]["alive"] = True


def _touch(derived: Derived, last_touch: Mapping[Place, dt.datetime], above: Above) -> None:
    touched: dict[str, dt.datetime] = defaultdict(lambda: dt.datetime.min.replace(tzinfo=dt.UTC))
    for place, when in last_touch.items():
        for entity, row in above(place):
            if entity == "activity":
                touched[row] = max(touched[row], when)
    derived.touched = dict(touched)
