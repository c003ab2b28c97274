"""What is to be decided where copies of a plan have met: listed, counted, and marked.

Only what is in sight: of a thing that everybody has deleted there is nothing to decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from json import loads
from typing import Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal import state
from db.journal.chain import Op
from db.journal.climbing import owners_of, parts_of
from db.journal.contested import Contested, contested
from db.journal.here import own_site
from db.journal.reading import Field, chunks
from db.journal.values import Plain, defaults, fields, plain, typed
from db.journal.vector import Vector, vector_here
from db.journal.visibility import Place
from db.queries.flagged import Flagged, flagged
from db.queries.kept_in_sight import Deletions, deletions, kept_in_sight, not_folded
from db.queries.naming import name_things
from db.queries.owners import WHOLE, wholes_of
from db.queries.voices import voices
from db.tables import THINGS, OpRow, table_of
from db.tables.belonging import REFERENCES
from db.views.conflicts import (
    ALIVE,
    Base,
    Conflict,
    ConflictCount,
    DeletionConflict,
    FieldConflict,
    Flag,
    Side,
    Voice,
)
from db.views.things import ThingName, Value

Names = Mapping[str, ThingName]


def conflicts(session: Session, rows: Iterable[str] | None = None) -> list[Conflict]:
    """All that is to be decided or mended, by the things that people go to, as these are counted.

    With `rows`, only what is about those rows themselves.
    """
    asked = None if rows is None else frozenset(rows)
    found = contested(session, list(_fields(session, asked)))
    gone = deletions(session, asked)
    flags = [one for one in flagged(session) if asked is None or not asked.isdisjoint(one.rows)]
    places = _places(found, gone, flags)
    wholes = wholes_of(session, places)
    names = name_things(session, {*places, *wholes.values(), *_ends(found)})
    voice, own = voices(session), own_site(session)
    listed: list[Conflict] = [
        *(_field_conflict(one, names, wholes, voice, own) for one in found),
        *gone.views(names, wholes, voice, own),
        *(_flag(one, names, wholes) for one in flags),
    ]
    return sorted(listed, key=_in_order)


def conflicts_seen(session: Session, rows: Iterable[str] | None = None) -> tuple[Vector, list[Conflict]]:
    """The same, with the vector that whoever decides from that list has seen."""
    return vector_here(session), conflicts(session, rows)


def conflict_count(session: Session) -> ConflictCount:
    """How much of each sort there is, without reading what it is about."""
    return replace(count_to_decide(session), flags=len(flagged(session)))


def count_to_decide(session: Session) -> ConflictCount:
    """The same without what does not go together, which takes a look at every table."""
    return ConflictCount(
        fields=len(_fields(session, None)), deletions=len(not_folded(session, kept_in_sight(session)))
    )


def rows_in_conflict(session: Session, rows: Iterable[str] | None = None) -> frozenset[str]:
    """The rows that have something to be decided or mended, or a part that has: for marks in tables.

    With `rows`, which of those: asked of the rows on a page, it costs no more however great the plan is,
    but for what does not go together.
    """
    asked = None if rows is None else _with_parts(session, frozenset(rows))
    touched: set[Place] = set(_fields(session, asked).values())
    touched |= kept_in_sight(session, asked).keys()
    for one in flagged(session):
        touched |= {one.place, *one.others}
    marked = {row for _, row in touched}
    marked |= {row for above in owners_of(session, touched).values() for _, row in above}
    return frozenset(marked if rows is None else marked.intersection(rows))


def _with_parts(session: Session, rows: Iterable[str]) -> frozenset[str]:
    places = set(_entities(session, rows).items())
    parts = parts_of(session, {(entity, row) for row, entity in places})
    return frozenset({*(row for row, _ in places), *(row for _, row in parts)})


def _fields(session: Session, rows: Iterable[str] | None) -> dict[Field, Place]:
    """The fields in conflict of what is in sight, but for whether it is; each with its row's place."""
    found = [key for key in state.conflicts(session, rows) if key[1] != ALIVE]
    entities = _entities(session, {row for row, _ in found})
    by_table: dict[str, list[str]] = defaultdict(list)
    for row, entity in entities.items():
        by_table[entity].append(row)
    there: set[str] = set()
    for entity, keys in by_table.items():
        columns = table_of(THINGS[entity]).c
        for chunk in chunks(sorted(keys)):
            there.update(session.scalars(select(columns.id).where(columns.id.in_(chunk), columns.alive)))
    return {
        (row, field): (entities[row], row)
        for row, field in found
        if row in there and field in fields(THINGS[entities[row]])
    }


def _entities(session: Session, rows: Iterable[str]) -> dict[str, str]:
    """Which table each of some rows is in; what is not of the plan is left out."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(rows)):
        born = select(OpRow.row, OpRow.entity).where(OpRow.row.in_(chunk), OpRow.field == ALIVE).distinct()
        found.update((row, entity) for row, entity in session.execute(born) if entity in THINGS)
    return found


def _places(found: Sequence[Contested], gone: Deletions, flags: Sequence[Flagged]) -> set[Place]:
    places = {(one.entity, one.row) for one in found} | {case.place for case in gone.cases}
    return places | {place for one in flags for place in (one.place, *one.others)}


def _ends(found: Iterable[Contested]) -> Iterator[Place]:
    """What the values that are in conflict refer to."""
    for one in found:
        target = REFERENCES[one.entity].get(one.field)
        for op in (*(side[0] for side in one.sides), *one.bases) if target else ():
            if target and op.value not in (None, "null"):
                yield target, str(loads(op.value or "null"))


def _field_conflict(
    one: Contested,
    names: Names,
    wholes: Mapping[Place, Place],
    voice: Callable[[Op], Voice],
    own: str | None,
) -> FieldConflict:
    place = (one.entity, one.row)
    mine = next((n for n, side in enumerate(one.sides) if any(op.site == own for op in one.said(side))), 0)
    return FieldConflict(
        thing=names[one.row],
        whole=names[wholes[place][1]],
        field=one.field,
        sides=tuple(
            Side(
                value=_value(side[0]), named=_named(side[0], names), erased=side[0].erased,
                voices=tuple(voice(op) for op in one.said(side)),
                mine=number == mine, shown=number == 0,
            )
            for number, side in enumerate(one.sides)
        ),
        bases=_bases(one, names, voice),
    )  # fmt: skip


def _bases(one: Contested, names: Names, voice: Callable[[Op], Voice]) -> tuple[Base, ...]:
    if not one.bases:
        blank = defaults(THINGS[one.entity])[one.field]
        return () if one.made_twice else (Base(_typed(one.entity, one.field, blank)),)
    return tuple(Base(_value(op), voice(op), _named(op, names), op.erased) for op in one.bases)


def _value(op: Op) -> Value:
    if op.value is None:
        return None
    return _typed(op.entity, op.field, loads(op.value))


def _typed(entity: str, field: str, value: Plain) -> Value:
    return cast(Value, typed(fields(THINGS[entity])[field], value))


def _named(op: Op, names: Names) -> ThingName | None:
    is_end = op.field in REFERENCES[op.entity] and op.value is not None
    return names.get(str(plain(_value(op)))) if is_end else None


def _flag(one: Flagged, names: Names, wholes: Mapping[Place, Place]) -> Flag:
    return Flag(
        thing=names[one.place[1]],
        whole=names[wholes[one.place][1]],
        fault=one.fault,
        others=tuple(names[row] for _, row in one.others if row in names),
    )


_RANKS: Final = {DeletionConflict: 0, FieldConflict: 1, Flag: 2}
_DIGITS: Final = re.compile(r"([0-9]+)")


def _in_order(one: Conflict) -> tuple[object, ...]:
    """By table, then as people count (K2 before K12), then the thing before its parts."""
    own = one.thing.id != one.whole.id
    order = list(fields(THINGS[one.thing.entity]))
    return (
        *_name_order(one.whole), own, *_name_order(one.thing), _RANKS[type(one)], order.index(one.field),
    )  # fmt: skip


def _name_order(name: ThingName) -> tuple[object, ...]:
    counted = tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part) for part in _DIGITS.split(name.number) if part
    )
    text = str(name.parts[0].value) if name.parts else ""
    place = WHOLE.index(name.entity) if name.entity in WHOLE else len(WHOLE)
    return place, name.entity, counted, text.casefold(), name.id
