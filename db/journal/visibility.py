"""What a deletion may hide: only what its author had seen.

An edit, a new note or a new link that the author of the deletion had not seen keeps the thing in
sight, and whatever it belongs to with it. Absence never means deletion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from db.journal.chain import Op
from db.journal.vector import Vector
from db.tables import LOGGED, Logged
from db.tables.belonging import BELONGS, REFERENCES

Place = tuple[str, str]
"""A row and the table it is in: (entity, row id)."""

Lookup = Callable[[str, str], Mapping[str, object] | None]
"""Gives a row's fields by (entity, row id), as the winning heads have them, or None."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """A row whose every `alive` head says deleted: what the deleters had seen, and in which steps."""

    seen: Vector
    steps: frozenset[str]

    @classmethod
    def of(cls, heads: Iterable[Op]) -> Deletion | None:
        """Read the `alive` heads of one row; None while anyone says that it lives."""
        heads = list(heads)
        if not heads or any(head.value != "false" for head in heads):
            return None
        seen = Vector({})
        for head in heads:
            seen = seen.joined(Vector.parse(head.seen))
        return cls(seen, frozenset(head.step for head in heads))

    def covers(self, op: Op) -> bool:
        """Whether the deleters knew of an op, or made it in the same gesture."""
        return op.step in self.steps or self.seen.covers(op.site, op.seq)


def keeps_in_sight(op: Op) -> bool:
    """Whether an op is of the sort that a deletion must have seen: anything but another deletion."""
    return op.entity in BELONGS_OR_OWNS and not (op.field == "alive" and op.value == "false")


def touched_by(op: Op, above: Callable[[Place], tuple[Place, ...]]) -> Iterator[Place]:
    """Give the rows that an op is about: its own, all that it belongs to, and what it newly refers to."""
    yield from above((op.entity, op.row))
    target = REFERENCES[op.entity].get(op.field)
    if target and op.value not in (None, "null"):
        yield from above((target, str(op.value).strip('"')))


class Above:
    """A row and all that it belongs to, the row itself first; each is climbed from once.

    A gesture has many ops on a row, and a whole log many more.
    """

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._known: dict[Place, tuple[Place, ...]] = {}

    def __call__(self, place: Place) -> tuple[Place, ...]:
        """Give the rows from this one upwards."""
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = (place, *owners(place, self._lookup))
        return known


def owners(place: Place, lookup: Lookup) -> Iterator[Place]:
    """Climb from a row through all that it belongs to."""
    climb, met = [place], {place}
    while climb:
        entity, row = climb.pop()
        columns = BELONGS.get(entity, ())
        fields = lookup(entity, row) if columns else None
        for column in columns if fields else ():
            owner = fields.get(column) if fields else None
            if not owner:
                continue
            above = str(fields["entity"]) if column == "about" and fields else REFERENCES[entity][column]
            if above in LOGGED and (above, str(owner)) not in met:
                met.add((above, str(owner)))
                climb.append((above, str(owner)))
                yield (above, str(owner))


def owner_in(row: Logged, name: str, value: object) -> Place | None:
    """Give the row that a field of another says it belongs to, if it is such a field and says anything."""
    entity = row.__tablename__
    if not value or name not in BELONGS.get(entity, ()):
        return None
    above = getattr(row, "entity", "") if name == "about" else REFERENCES[entity][name]
    return (above, str(value)) if above in LOGGED else None


BELONGS_OR_OWNS = frozenset(name for name, table in LOGGED.items() if hasattr(table, "alive"))
"""The tables whose rows can be deleted, and so can keep one another in sight."""
