"""What rows belong to, asked level by level for many rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.reading import chunks
from db.journal.visibility import Place
from db.tables import THINGS, table_of
from db.tables.belonging import BELONGS, OWNED, REFERENCES


def owners_of(session: Session, places: Iterable[Place]) -> dict[Place, tuple[Place, ...]]:
    """All that each of some rows belongs to, the nearest first."""
    asked = list(places)
    direct: dict[Place, list[Place]] = {}
    waiting = set(asked)
    while waiting:
        found = _direct(session, waiting)
        direct |= {place: found.get(place, []) for place in waiting}
        waiting = {owner for above in found.values() for owner in above} - direct.keys()
    return {place: tuple(_climbed(place, direct)) for place in asked}


def parts_of(session: Session, places: Iterable[Place]) -> set[Place]:
    """All that belongs to some rows and to their parts, deleted or not."""
    met: set[Place] = set()
    waiting = set(places)
    while waiting:
        waiting = set(_children(session, waiting)) - met
        met |= waiting
    return met


def _climbed(place: Place, direct: Mapping[Place, list[Place]]) -> Iterator[Place]:
    met, level = {place}, [place]
    for one in level:
        for owner in direct.get(one, ()):
            if owner not in met:
                met.add(owner)
                level.append(owner)
                yield owner


def _direct(session: Session, places: Iterable[Place]) -> dict[Place, list[Place]]:
    found: dict[Place, list[Place]] = defaultdict(list)
    for entity, rows in _by_table(places).items():
        names = BELONGS.get(entity, ())
        if not names:
            continue
        columns = table_of(THINGS[entity]).c
        told = [columns.id, *([columns.entity] if "about" in names else []), *(columns[one] for one in names)]
        for chunk in chunks(sorted(rows)):
            for row in session.execute(select(*told).where(columns.id.in_(chunk))).mappings():
                for name in names:
                    target = row["entity"] if name == "about" else REFERENCES[entity][name]
                    if row[name] and target in THINGS:
                        found[entity, row["id"]].append((target, row[name]))
    return found


def _children(session: Session, places: Iterable[Place]) -> Iterator[Place]:
    for entity, rows in _by_table(places).items():
        for child, column in OWNED[entity]:
            columns = table_of(THINGS[child]).c
            for chunk in chunks(sorted(rows)):
                for row in session.scalars(select(columns.id).where(columns[column].in_(chunk))):
                    yield child, row


def _by_table(places: Iterable[Place]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entity, row in places:
        if entity in THINGS:
            found[entity].add(row)
    return found
