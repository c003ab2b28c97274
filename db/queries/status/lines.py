"""One thing's changes since a meeting, each told once: what it was then, and what it is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.reading import chunks
from db.journal.values import Plain, defaults, fields, said
from db.tables import THINGS, table_of
from db.tables.belonging import BELONGS, REFERENCES
from db.views.history import Change
from db.views.status import ChangeKind, ChangeLine, FieldValue, Named, Value
from db.views.things import ThingName

Place = tuple[str, str]
"""A row and the table it is in: (entity, row id)."""

TOLD: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": ("name",),
    "contact": ("function", "organisation"),
    "area": ("name",),
    "signatory": ("contact",),
    "source": ("title",),
    "finding": ("text", "share", "count"),
    "area_rating": ("area", "rating"),
    "focus_area": ("title",),
    "cause": ("number", "text"),
    "promise": ("text",),
    "activity": ("state", "owner"),
    "activity_promise": ("promise",),
    "activity_cause": ("cause",),
    "participant": ("contact", "organisation"),
    "date_exception": ("on", "moved_to", "reason"),
    "occurrence": ("on", "state", "attendance", "place", "text"),
    "counter": ("label", "number"),
    "follow_up": ("period", "year", "light", "outcome", "reason"),
    "attachment": ("name",),
    "walk_finding": ("text", "measure"),
    "indicator": ("title",),
    "measurement": ("on", "value"),
    "publication": ("channel", "on", "title"),
    "meeting": ("kind", "on"),
    "attendance": ("contact",),
    "agenda_item": ("title",),
    "decision": ("text", "owner", "due_on"),
    "note": ("text",),
}
"""What is told of a thing that has come or gone."""

TELLING: Final[Mapping[str, int]] = {"follow_up": 2, "cause": 2}
"""How many of these it takes to say which one is meant, where one is not enough."""

UNTOLD: Final = frozenset(
    {("meeting", "known"), ("meeting", "paper")}
    | {("note", "entity"), ("note", "about"), ("attachment", "entity")}
)
"""Fields that the program keeps for itself."""


@dataclass(slots=True)
class Rows:
    """The rows that changes are in and those that they belong to, as the plan has them now; and names."""

    found: dict[Place, dict[str, Plain]] = field(default_factory=dict)
    names: Mapping[str, ThingName] = field(default_factory=dict)

    def lookup(self, entity: str, row: str) -> Mapping[str, object] | None:
        """Give one row's fields, for climbing to what it belongs to."""
        return self.found.get((entity, row))

    def is_alive(self, place: Place) -> bool:
        """Whether a row is in the plan now."""
        return bool(self.found.get(place, {}).get("alive"))

    def named(self, entity: str, key: str) -> Named:
        """What a row is called."""
        name = self.names.get(key)
        return Named(entity=entity, deleted=True) if name is None else as_named(name)


def load_rows(session: Session, wanted: set[Place]) -> Rows:
    """Load rows and all that they belong to, a table at a time."""
    rows = Rows()
    while wanted:
        by_table: dict[str, list[str]] = defaultdict(list)
        for entity, key in wanted:
            by_table[entity].append(key)
        above: set[Place] = set()
        for entity, keys in by_table.items():
            for key, values in _values(session, entity, keys):
                rows.found[entity, key] = values
                above.update(_above(entity, values))
        wanted = above - rows.found.keys() - wanted
    return rows


def _values(session: Session, entity: str, keys: Iterable[str]) -> Iterator[tuple[str, dict[str, Plain]]]:
    table, columns = table_of(THINGS[entity]), fields(THINGS[entity])
    for chunk in chunks(sorted(keys)):
        for key, *found in session.execute(
            select(table.c.id, *columns.values()).where(table.c.id.in_(chunk))
        ):
            pairs = zip(columns.items(), found, strict=True)
            yield key, {name: said(column, value) for (name, column), value in pairs}


def _above(entity: str, values: Mapping[str, Plain]) -> Iterator[Place]:
    for column in BELONGS.get(entity, ()):
        target = str(values["entity"]) if column == "about" else REFERENCES[entity][column]
        if values[column] and target in THINGS:
            yield target, str(values[column])


def mentioned(changes: Iterable[Change], rows: Rows) -> set[Place]:
    """Every row that changes, or what is told of the changed rows, refer to."""
    found = set(rows.found)
    for change in changes:
        target = REFERENCES[change.entity].get(change.field)
        found.update((target, str(value)) for value in (change.old, change.new) if target and value)
    for (entity, _), values in rows.found.items():
        for name in TOLD.get(entity, ()):
            if name in REFERENCES[entity] and values[name]:
                found.add((REFERENCES[entity][name], str(values[name])))
    return found


def as_named(name: ThingName) -> Named:
    """A name as a report carries it."""
    if name.entity == "meeting":
        day = next((str(part.value) for part in name.parts if part.field == "on"), "")
        return Named(entity=name.entity, number=day, deleted=not name.alive)
    parts = (as_named(part.named).text if part.named else str(part.value) for part in name.parts)
    text = ", ".join(part for part in parts if part)
    if name.entity == "promise" and name.number:
        text = ""
    return Named(entity=name.entity, number=name.number, text=text, deleted=not name.alive)


def lines_of(subject: Place, found: Mapping[Place, list[Change]], rows: Rows) -> tuple[ChangeLine, ...]:
    """Tell a thing's changes and those of what belongs to it; where it has come or gone itself, only that."""
    own = _coming(subject, found.get(subject, []), rows)
    if own is not None and own.kind is not ChangeKind.RESTORED:
        return (own,)
    if not rows.is_alive(subject):
        return ()
    return tuple(line for place, changes in found.items() for line in _lines(subject, place, changes, rows))


def _lines(subject: Place, place: Place, changes: list[Change], rows: Rows) -> Iterator[ChangeLine]:
    came = _coming(place, changes, rows)
    if came is not None:
        yield came
        return
    if not rows.is_alive(place):
        return
    by_field: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.field != "alive" and (place[0], change.field) not in UNTOLD:
            by_field[change.field].append(change)
    which = () if place == subject else tuple(_parts(place, rows))[: TELLING.get(place[0], 1)]
    for of_field in by_field.values():
        yield from (replace(line, parts=which) for line in _field(place, of_field, rows))


def _coming(place: Place, changes: list[Change], rows: Rows) -> ChangeLine | None:
    """Tell that a thing has come, gone or come back; None where it has been there all the time.

    What has come and gone between two meetings is told neither as the one nor as the other.
    """
    lives = [change for change in changes if change.field == "alive"]
    if not lives:
        return None
    was, now = not lives[0].first and bool(lives[0].old), rows.is_alive(place)
    if was == now:
        return None
    kind = ChangeKind.DELETED if was else ChangeKind.ADDED if lives[0].first else ChangeKind.RESTORED
    return ChangeLine(
        kind=kind,
        entity=place[0],
        parts=tuple(_parts(place, rows)),
        by=lives[-1].actor,
        at=lives[-1].wall,
    )


def _parts(place: Place, rows: Rows) -> Iterator[FieldValue]:
    entity, values = place[0], rows.found[place]
    for name in TOLD.get(entity, ()):
        if values[name] not in (None, ""):
            yield FieldValue(field=name, value=_shown(entity, name, values[name], rows))


def _field(place: Place, changes: list[Change], rows: Rows) -> Iterator[ChangeLine]:
    """Tell several changes of a field as one, unless it has come back to what it was."""
    entity, name = place[0], changes[0].field
    first, last = changes[0], changes[-1]
    blank = defaults(THINGS[entity]).get(name)
    old = blank if first.first else first.old
    new, current = last.new, rows.found[place].get(name)
    if last.erased:
        yield ChangeLine(kind=ChangeKind.ERASED, entity=entity, field=name, by=last.actor, at=last.wall)
    elif old != new:
        yield ChangeLine(
            kind=ChangeKind.CHANGED,
            entity=entity,
            field=name,
            old=_shown(entity, name, old, rows),
            new=_shown(entity, name, new, rows),
            overruled=new != current,
            by=last.actor,
            at=last.wall,
        )


def _shown(entity: str, name: str, value: Plain, rows: Rows) -> Value:
    target = REFERENCES[entity].get(name)
    return rows.named(target, str(value)) if target and value else value
