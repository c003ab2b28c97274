"""Deleted rows that come back in sight, or go out of it, because of what has come from other copies.

See db.journal.visibility for what a deletion may hide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.bulk import set_fields
from db.journal.chain import Op
from db.journal.derivation import derive
from db.journal.reading import among, ops
from db.journal.settling import deletions_among
from db.journal.vector import Vector
from db.journal.visibility import Deletion, Place, keeps_in_sight, owners, touched_by
from db.tables import LOGGED, THINGS, table_of
from db.tables.belonging import BELONGS, REFERENCES


class Climbing:
    """A row and all that it belongs to, read for many rows in few statements; see visibility.Above."""

    def __init__(self, session: Session, places: Iterable[Place]) -> None:
        self._session = session
        self._fields: dict[Place, Mapping[str, object]] = {}
        self._known: dict[Place, tuple[Place, ...]] = {}
        self.prepare(places)

    def prepare(self, places: Iterable[Place]) -> None:
        """Read what some rows belong to, and what that belongs to, level by level."""
        level = {place for place in places if place not in self._fields}
        while level:
            self._read(level)
            level = {owner for place in level for owner in self._owners(place)} - self._fields.keys()

    def __call__(self, place: Place) -> tuple[Place, ...]:
        """Give the rows from this one upwards."""
        known = self._known.get(place)
        if known is None:
            self.prepare([place])
            known = self._known[place] = (place, *owners(place, self._look))
        return known

    def is_there(self, place: Place) -> bool:
        """Whether there is such a row, of those that belong to something."""
        return bool(self._fields.get(place))

    def _look(self, entity: str, row: str) -> Mapping[str, object] | None:
        return self._fields.get((entity, row))

    def _owners(self, place: Place) -> Iterator[Place]:
        entity, _ = place
        found = self._fields[place]
        for column in BELONGS.get(entity, ()):
            if owner := found.get(column):
                above = str(found["entity"]) if column == "about" else REFERENCES[entity][column]
                if above in LOGGED:
                    yield (above, str(owner))

    def _read(self, places: Iterable[Place]) -> None:
        by_table: dict[str, list[str]] = defaultdict(list)
        for entity, row in places:
            self._fields[entity, row] = {}
            by_table[entity].append(row)
        for entity, rows in by_table.items():
            names = BELONGS.get(entity, ())
            if not names:
                continue
            table = table_of(LOGGED[entity])
            columns = [table.c[name] for name in (*names, "entity") if name in table.c]
            keys = [column.name for column in columns]
            asked = select(table.c.id, *columns).where(among(self._session, table.c.id, rows))
            for row, *found in self._session.connection().execute(asked):
                self._fields[entity, row] = dict(zip(keys, found, strict=True))


def moved_owners(session: Session, applied: Iterable[Op]) -> set[Place]:
    """Find what rows belong to that some ops, which are about to be applied, move from there or to there."""
    moves: dict[Place, set[Place]] = defaultdict(set)
    for op in applied:
        if op.entity in THINGS and op.field in BELONGS.get(op.entity, ()):
            moves[op.entity, op.row].update(_mentioned([op]))
    before = Climbing(session, moves)
    found: set[Place] = set()
    for place, new in moves.items():
        if before.is_there(place):  # What the ops themselves have made has been nowhere else.
            found.update(before(place)[1:], new)
    return found


def resurface(
    session: Session, applied: list[Op], above: Climbing, deletions: Mapping[str, Deletion], moved: set[Place]
) -> set[Place]:
    """Let be seen what somebody worked on whom a deletion's author did not know of; give which rows.

    `deletions` are the rows whose `alive` has just been written and says deleted; `moved` what rows have
    been moved from or to.
    """
    suspects = [op for op in applied if keeps_in_sight(op)]
    if deletions:
        unseen = ops(session, _least(deletions.values()).unseen())
        suspects += [op for op in unseen if keeps_in_sight(op)]
        above.prepare((op.entity, op.row) for op in suspects)
    about = {(op.entity, op.row) for op in suspects}.union(_mentioned(suspects))
    above.prepare(about)
    touched = {row for place in about for _, row in above(place)}
    deleted = deletions_among(session, touched)
    # Most that comes is about nothing that anybody has deleted.
    touching: dict[Place, list[Op]] = defaultdict(list)
    for op in suspects if deleted else ():
        for place in touched_by(op, above):
            touching[place].append(op)
    back = {
        place
        for place, by in touching.items()
        if (deletion := deleted.get(place[1])) and not all(deletion.covers(op) for op in by)
    }
    seen = dict.fromkeys(back, True) | _by_the_whole_log(session, above, moved)
    for entity in {place[0] for place in seen}:
        rows = {row: (alive,) for (name, row), alive in seen.items() if name == entity}
        set_fields(session.connection(), table_of(THINGS[entity]), ("alive",), rows)
    return set(seen)


def _least(deletions: Iterable[Deletion]) -> Vector:
    """What every one of the deletions' authors had seen."""
    vectors = [deletion.seen.seqs for deletion in deletions]
    sites = set(vectors[0]).intersection(*vectors[1:])
    return Vector({site: min(seqs[site] for seqs in vectors) for site in sites})


def _mentioned(suspects: Iterable[Op]) -> Iterator[Place]:
    for op in suspects:
        target = REFERENCES[op.entity].get(op.field)
        if target and op.value not in (None, "null"):
            yield (target, str(op.value).strip('"'))


def _by_the_whole_log(session: Session, above: Climbing, moved: Iterable[Place]) -> dict[Place, bool]:
    """Reckon anew whether deleted rows are in sight that something has been moved from or to.

    That is seldom, and only the whole log can tell.
    """
    places = {place for owner in moved for place in above(owner)}
    deleted = deletions_among(session, {row for _, row in places}) if places else {}
    doubtful = {place for place in places if place[1] in deleted}
    if not doubtful:
        return {}
    derived = derive(session)
    return {(entity, row): derived.rows[entity][row]["alive"] is True for entity, row in doubtful}
