"""What each row of a plan is called, so that a person is never shown a bare id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.reading import chunks
from db.tables import THINGS, table_of
from db.tables.belonging import REFERENCES
from db.views.things import NamePart, Place, ThingName

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": ("name", "short_name"),
    "contact": ("function", "organisation"),
    "area": ("name",),
    "agreement": ("municipality", "title"),
    "signatory": ("contact",),
    "source": ("title",),
    "focus_area": ("title",),
    "finding": ("text",),
    "area_rating": ("area", "rating"),
    "statistic": ("region", "measure", "year", "month"),
    "cause": ("text",),
    "promise": ("text",),
    "activity": ("title",),
    "activity_promise": ("activity", "promise"),
    "activity_cause": ("activity", "cause"),
    "participant": ("activity", "contact", "organisation"),
    "date_exception": ("activity", "on"),
    "occurrence": ("activity", "on"),
    "counter": ("occurrence", "label", "number"),
    "follow_up": ("activity", "period", "year"),
    "attachment": ("name",),
    "walk_finding": ("text",),
    "indicator": ("title",),
    "measurement": ("indicator", "on", "value"),
    "publication": ("title",),
    "meeting": ("kind", "on"),
    "attendance": ("contact",),
    "agenda_item": ("title",),
    "decision": ("text",),
    "note": ("text",),
}
"""For each table, the columns that together say which row it is."""

NUMBERED: Final = frozenset({"activity", "focus_area", "cause", "promise", "agenda_item"})
"""The tables whose rows are called by a number as well."""

_CAUSE: Final = "cause"
_FOCUS: Final = "focus_area"


def name_things(session: Session, places: Iterable[tuple[str, str]]) -> dict[str, ThingName]:
    """What rows, given as (table, id), are called, deleted ones too; what is not there is left out."""
    rows: dict[str, tuple[str, Any]] = {}
    wanted = set(places)
    while wanted:
        found = {key: (entity, row) for entity, key, row in _rows(session, wanted)}
        rows |= found
        wanted = {end for entity, row in found.values() for end in _ends(entity, row) if end[1] not in rows}
    named: dict[str, ThingName] = {}
    for key in rows:
        _name(key, rows, named)
    return named


def name_of(session: Session, place: Place) -> ThingName:
    """What one row is called."""
    return name_things(session, [(place.entity, place.id)])[place.id]


def names_in_order(session: Session, places: Sequence[Place]) -> tuple[ThingName, ...]:
    """What several rows are called, in the order given; what is not there is left out."""
    named = name_things(session, [(place.entity, place.id) for place in places])
    return tuple(named[place.id] for place in places if place.id in named)


def _columns(entity: str) -> list[str]:
    number = ["number"] if entity in NUMBERED else []
    focus = [_FOCUS] if entity == _CAUSE else []
    return list(dict.fromkeys(["id", "alive", *number, *focus, *PARTS[entity]]))


def _rows(session: Session, wanted: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str, Any]]:
    by_table: dict[str, list[str]] = defaultdict(list)
    for entity, key in wanted:
        if entity in THINGS:
            by_table[entity].append(key)
    for entity, keys in by_table.items():
        columns = table_of(THINGS[entity]).c
        asked = select(*(columns[name] for name in _columns(entity)))
        for chunk in chunks(sorted(keys)):
            for row in session.execute(asked.where(columns.id.in_(chunk))):
                yield entity, row.id, row


def _ends(entity: str, row: Any) -> Iterable[tuple[str, str]]:
    for column in _columns(entity):
        target = REFERENCES[entity].get(column)
        if target and getattr(row, column):
            yield target, getattr(row, column)


def _name(key: str, rows: Mapping[str, tuple[str, Any]], named: dict[str, ThingName]) -> ThingName | None:
    if key in named or key not in rows:
        return named.get(key)
    entity, row = rows[key]
    parts = []
    for column in PARTS[entity]:
        value = getattr(row, column)
        if value in (None, ""):
            continue
        end = _name(value, rows, named) if column in REFERENCES[entity] else None
        parts.append(NamePart(column, value, end))
    named[key] = ThingName(entity, key, row.alive, _number(entity, row, rows), tuple(parts))
    return named[key]


def _number(entity: str, row: Any, rows: Mapping[str, tuple[str, Any]]) -> str:
    """K12 or 2; a cause is numbered within its focus area, so that cause 1 of focus area 2 is 2:1."""
    if entity not in NUMBERED or row.number in (None, ""):
        return ""
    focus = rows.get(row.focus_area) if entity == _CAUSE else None
    within = f"{focus[1].number}:" if focus and focus[1].number else ""
    return f"{within}{row.number}"
