"""One thing with all that a plan knows of it, from its fields to what refers to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from json import loads
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.drafts import DRAFTS, fields_by_name
from db.errors import UnknownThing
from db.journal.chain import Op
from db.journal.history import letters
from db.journal.reading import head_ops
from db.journal.values import fields, typed
from db.queries.naming import name_things
from db.queries.ordering import list_order
from db.tables import THINGS, Counter, Note, Occurrence, OpRow, table_of
from db.tables.belonging import BELONGS, REFERENCES
from db.views.things import (
    FieldView,
    Gone,
    HeadView,
    LinkView,
    NoteView,
    OccurrenceView,
    Place,
    Related,
    ThingName,
    ThingView,
    Value,
)

LINKING: Final[Mapping[str, tuple[str, ...]]] = {
    "activity_promise": ("activity", "promise"),
    "activity_cause": ("activity", "cause"),
    "participant": ("activity", "contact", "organisation"),
    "signatory": ("agreement", "contact"),
    "attendance": ("meeting", "contact"),
}
"""Tables whose rows are nothing but links, and the columns that may hold an end."""

OWN_PLACE: Final = frozenset({*LINKING, "note", "counter"})
"""Tables that a view has a place of its own for."""


def thing_view(session: Session, place: Place) -> ThingView:
    """Gather all there is to know of one row, deleted or not."""
    entity, key = place.entity, place.id
    table = table_of(THINGS[entity])
    row = session.execute(select(table).where(table.c.id == key)).one_or_none()
    if row is None:
        raise UnknownThing(key)
    values = row._asdict()
    heads = _heads(session, key)
    links = list(_links(session, entity, key))
    related = list(_related(session, entity, key))
    named = name_things(
        session,
        {
            (entity, key),
            *_ends(entity, values),
            *_told_ends(entity, heads),
            *((target, end) for _, _, target, end in links),
            *((group, one) for group, _, _, keys in related for one in keys),
        },
    )
    by_site = letters(session)
    return ThingView(
        name=named[key],
        fields=tuple(
            _field(entity, name, values[name], heads.get(name, ()), named, by_site)
            for name in _shown_fields(entity)
        ),
        links=tuple(
            sorted(
                (LinkView(link, kind, named[end]) for link, kind, _, end in links if end in named),
                key=_in_order,
            )
        ),
        notes=tuple(_notes(session, key)),
        occurrences=tuple(_occurrences(session, key)) if entity == "activity" else (),
        related=tuple(
            Related(group, column, belong, tuple(named[one] for one in keys if one in named))
            for group, column, belong, keys in related
        ),
        deleted=_gone(heads.get("alive", ())),
    )


def _in_order(link: LinkView) -> tuple[int, str, int, str]:
    """Links by table, and within one as people count: K2 before K12."""
    number = link.to.number
    letters = number.rstrip("0123456789")
    text = str(link.to.parts[0].value) if link.to.parts else ""
    count = number.removeprefix(letters)
    return (list(LINKING).index(link.entity), letters, int(count) if count else 0, text.casefold())


def _shown_fields(entity: str) -> list[str]:
    """The draft's fields, and what the program fills in; a number first, as people say it first."""
    columns = table_of(THINGS[entity]).c.keys()
    filled_in = [name for name in columns if name not in fields_by_name(DRAFTS[entity])]
    first = [name for name in filled_in if name == "number"]
    last = [name for name in filled_in if name not in ("id", "alive", "number")]
    return [*first, *fields_by_name(DRAFTS[entity]), *last]


def _heads(session: Session, key: str) -> dict[str, list[Op]]:
    """The heads of each field, the shown one first."""
    heads: dict[str, list[Op]] = defaultdict(list)
    for op in head_ops(session, [key]):
        heads[op.field].append(op)
    return {name: sorted(found, key=lambda op: op.rank, reverse=True) for name, found in heads.items()}


def _field(
    entity: str,
    name: str,
    value: Value,
    heads: Sequence[Op],
    named: Mapping[str, ThingName],
    by_site: Mapping[str, str],
) -> FieldView:
    differ = len({op.value for op in heads}) > 1
    conflict = tuple(_head(entity, op, named, by_site) for op in heads) if differ else ()
    refers = name == "about" or name in REFERENCES[entity]
    return FieldView(name, value, named.get(str(value)) if refers else None, conflict)


def _head(entity: str, op: Op, named: Mapping[str, ThingName], by_site: Mapping[str, str]) -> HeadView:
    value: Any = typed(fields(THINGS[entity])[op.field], loads(op.value)) if op.value else None
    name = named.get(str(value)) if op.field in REFERENCES[entity] else None
    return HeadView(value, op.actor, op.wall, f"{by_site.get(op.site) or op.site}:{op.seq}", name)


def _ends(entity: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, target in REFERENCES[entity].items():
        if values[name]:
            yield target, values[name]
    if values.get("about"):
        yield values["entity"], values["about"]


def _told_ends(entity: str, heads: Mapping[str, Sequence[Op]]) -> Iterator[tuple[str, str]]:
    """What the values in conflict refer to."""
    for name, target in REFERENCES[entity].items():
        for op in heads.get(name, ()):
            end = loads(op.value) if op.value else None
            if end:
                yield target, end


def _links(session: Session, entity: str, key: str) -> Iterator[tuple[str, str, str, str]]:
    """Each link as (its id, its table, the other end's table, the other end)."""
    for kind, ends in LINKING.items():
        if entity not in ends:
            continue
        table = table_of(THINGS[kind])
        found = select(table).where(table.c[entity] == key, table.c.alive)
        order = [part for end in ends for part in (table.c[end].is_(None), table.c[end])]
        for row in session.execute(found.order_by(*order)):
            for end in ends:
                other = row._mapping[end]
                if end != entity and other:
                    yield row.id, kind, end, other


def _related(session: Session, entity: str, key: str) -> Iterator[tuple[str, str, bool, list[str]]]:
    """What else refers to the row: (table, by which column, whether it belongs to it, the rows)."""
    skipped = OWN_PLACE | ({"occurrence"} if entity == "activity" else set())
    for child, refers in REFERENCES.items():
        if child not in THINGS or child in skipped:
            continue
        columns = table_of(THINGS[child]).c
        for column, target in refers.items():
            if target != entity:
                continue
            found = select(columns.id).where(columns[column] == key, columns.alive)
            keys = list(session.scalars(found.order_by(*list_order(child, ()))))
            if keys:
                yield child, column, column in BELONGS.get(child, ()), keys


def _notes(session: Session, key: str) -> Iterator[NoteView]:
    """The notes, oldest first; who wrote one and when stands in the log."""
    written = (OpRow.row == Note.id) & (OpRow.field == "text")
    found = (
        select(Note.id, Note.text, OpRow.actor, OpRow.wall)
        .outerjoin(OpRow, written)
        .where(Note.about == key, Note.alive)
        .order_by(OpRow.lamport, OpRow.site, OpRow.seq)
    )
    met: set[str] = set()
    for row in session.execute(found):
        if row.id not in met:
            met.add(row.id)
            yield NoteView(row.id, row.text, row.actor or "", row.wall)


def _occurrences(session: Session, activity: str) -> Iterator[OccurrenceView]:
    mine = (Occurrence.activity == activity, Occurrence.alive)
    counters: dict[str, list[tuple[str, float]]] = defaultdict(list)
    counted = (
        select(Counter.occurrence, Counter.label, Counter.number)
        .join(Occurrence, Occurrence.id == Counter.occurrence)
        .where(*mine, Counter.alive)
        .order_by(Counter.label, Counter.id)
    )
    for occurrence, label, number in session.execute(counted):
        if occurrence and number is not None:
            counters[occurrence].append((label, number))
    table = table_of(Occurrence)
    for row in session.execute(select(table).where(*mine).order_by(table.c.on, table.c.id)):
        yield OccurrenceView(
            row.id, row.on, row.starts_at, row.ends_at, row.place, row.state, row.attendance, row.text,
            tuple(counters.get(row.id, ())),
        )  # fmt: skip


def _gone(heads: Sequence[Op]) -> Gone | None:
    """The latest deletion, where nobody says that the row lives."""
    if not heads or any(op.value != "false" for op in heads):
        return None
    last = max(heads, key=lambda op: op.rank)
    return Gone(last.actor, last.wall)
