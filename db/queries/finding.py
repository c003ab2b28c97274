"""Finding the one row that a person means by an id, the beginning of one, a number or a name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from db.errors import AmbiguousThing, UnknownThing
from db.filter.folding import fold
from db.queries.agreements import agreements
from db.queries.naming import name_things
from db.rules.numbering import BadNumber, Number
from db.tables import (
    THINGS,
    Activity,
    Cause,
    Contact,
    FocusArea,
    Meeting,
    OpRow,
    Organisation,
    table_of,
)
from db.tables.belonging import BELONGS, REFERENCES
from db.views.things import Place, ThingName

SHORTEST = 4
"""Characters of an id that may be enough."""

SHORT_ID = 8
"""Characters of an id that are shown where it is not to be copied."""

MOST_NAMED = 6
"""Things that an answer names when several fit; more would be no help."""

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": ("name", "short_name"),
    "contact": ("function", "name"),
    "area": ("name",),
    "agreement": ("municipality", "title", "registration_number"),
    "source": ("title",),
    "focus_area": ("title",),
    "cause": ("text",),
    "promise": ("text",),
    "activity": ("title",),
    "indicator": ("title",),
    "publication": ("title",),
    "agenda_item": ("title",),
    "meeting": ("registration_number",),
    "attachment": ("name",),
}
"""The columns that hold what a row is called. A promise and a cause have no name but what they say."""

_ID = re.compile(r"[0-9a-f]{4,8}(-[0-9a-f]{0,4}){0,3}(-[0-9a-f]{0,12})?")
_COUNTED = frozenset({"focus_area", "promise", "cause", "agenda_item"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = re.compile(r"[0-9]{1,4}")
_OF_CAUSE = re.compile(r"([0-9]{1,4}):([0-9]{1,4})")


def locate(
    session: Session,
    given: str,
    among: Collection[str] = (),
    *,
    beside: str | None = None,
    today: dt.date | None = None,
) -> Place:
    """Find a row by its id, at least four characters of one, an activity's number (K12), or its name.

    A meeting goes by its day, 2017-05-09. `among` narrows it to some tables; then a plain number is a
    promise's, a focus area's, a cause's (also as 2:1, cause 1 of focus area 2) or an agenda item's. A
    deleted row is found where no living one answers.

    Every agreement has a promise 2: the one of the same agreement as the row `beside` is meant, and else
    the one of the agreement that is in force on `today`. Raises UnknownThing with the nearest right word,
    or AmbiguousThing.
    """
    word = " ".join(given.split())
    tables = [name for name in THINGS if not among or name in among]
    for found in _ways(session, word, tables, narrowed=bool(among)):
        living = [place for place in found if place.alive] or found
        if len(living) > 1:
            living = _of_one_agreement(session, living, beside, today)
        if len(living) == 1:
            return living[0]
        if living:
            raise AmbiguousThing(given, _told(session, living))
    raise UnknownThing(given, _nearest(session, word, tables))


def _of_one_agreement(
    session: Session, places: list[Place], beside: str | None, today: dt.date | None
) -> list[Place]:
    """Of several things, those of the agreement that is meant; all of them where that tells nothing."""
    homes = {place: agreement_of(session, place) for place in places}
    own = _agreement_beside(session, beside) if beside else None
    mine = [place for place, home in homes.items() if home is not None and home == own]
    if mine or today is None:
        return mine or places
    current = {one.id for one in agreements(session) if one.is_current(today)}
    return [place for place, home in homes.items() if home in current] or places


def agreement_of(session: Session, place: Place) -> str | None:
    """The agreement that something belongs to, itself or by what it belongs to."""
    climb: Place | None = place
    while climb is not None and "agreement" not in REFERENCES[climb.entity]:
        climb = next(_above(session, climb), None)
    if climb is None:
        return None
    columns = table_of(THINGS[climb.entity]).c
    return session.scalar(select(columns.agreement).where(columns.id == climb.id))


def _above(session: Session, place: Place) -> Iterator[Place]:
    columns = table_of(THINGS[place.entity]).c
    for column in BELONGS.get(place.entity, ()):
        target = REFERENCES[place.entity].get(column)
        owner = session.scalar(select(columns[column]).where(columns.id == place.id))
        if target and owner:
            yield Place(target, owner)


def _agreement_beside(session: Session, key: str) -> str | None:
    entity = session.scalar(select(OpRow.entity).where(OpRow.row == key).limit(1))
    if entity == "agreement":
        return key
    return agreement_of(session, Place(entity, key)) if entity in THINGS else None


def _ways(session: Session, word: str, tables: list[str], *, narrowed: bool) -> Iterator[list[Place]]:
    """The ways to point something out, the surest first; a number may look like the beginning of an id."""
    if not word.isprintable() or not word:
        return
    numbered = _by_number(session, word) if "activity" in tables else []
    if narrowed:
        numbered += _by_plain_number(session, word, tables)
    yield numbered + _by_id(session, word.casefold(), tables)
    yield _by_name(session, word, tables)


def _by_number(session: Session, word: str) -> list[Place]:
    try:
        number = str(Number.parse(word))
    except BadNumber:
        return []
    found = select(Activity.id, Activity.alive).where(Activity.number == number)
    return [Place("activity", key, alive) for key, alive in session.execute(found)]


def _by_plain_number(session: Session, word: str, tables: list[str]) -> list[Place]:
    if (of_cause := _OF_CAUSE.fullmatch(word)) and "cause" in tables:
        focus, number = (int(part) for part in of_cause.groups())
        joined = select(Cause.id, Cause.alive).join(FocusArea, FocusArea.id == Cause.focus_area)
        found = joined.where(Cause.number == number, FocusArea.number == focus)
        return [Place("cause", key, alive) for key, alive in session.execute(found)]
    if not _PLAIN.fullmatch(word):
        return []
    places = []
    for entity in _COUNTED.intersection(tables):
        columns = table_of(THINGS[entity]).c
        rows = session.execute(select(columns.id, columns.alive).where(columns.number == int(word)))
        places += [Place(entity, key, alive) for key, alive in rows]
    return places


def _by_id(session: Session, word: str, tables: list[str]) -> list[Place]:
    """Look an id up in the log's own index: every row of every table is there."""
    if not _ID.fullmatch(word):
        return []
    # A range, which an index answers; the letter after f closes it, in every database's order of letters.
    begins = and_(OpRow.row >= word, OpRow.row < word + "g", OpRow.row.startswith(word))
    found = select(OpRow.entity, OpRow.row).where(begins, OpRow.entity.in_(tables)).distinct()
    return list(_places(session, session.execute(found.limit(50)).all()))


def _places(session: Session, found: Collection[Any]) -> Iterator[Place]:
    for entity, key in found:
        alive = session.scalar(select(THINGS[entity].alive).where(THINGS[entity].id == key))
        if alive is not None:
            yield Place(entity, key, alive)


def _by_name(session: Session, word: str, tables: list[str]) -> list[Place]:
    sought = word.casefold()
    places: list[Place] = []
    for entity in NAMES.keys() & set(tables):
        table = THINGS[entity]
        columns = table_of(table).c
        same: list[ColumnElement[bool]] = [fold(columns[name]) == sought for name in NAMES[entity]]
        found = select(columns.id, columns.alive).where(or_(*same))
        places += [Place(entity, key, alive) for key, alive in session.execute(found)]
    if "contact" in tables and "," in sought:
        places += _by_function(session, sought)
    if "meeting" in tables and _DAY.fullmatch(word):
        places += _by_day(session, word)
    return places


def _by_function(session: Session, word: str) -> list[Place]:
    """A contact by its function and its organisation: kommunpolis, Polisen."""
    function, organisation = (part.strip() for part in word.split(",", 1))
    found = (
        select(Contact.id, Contact.alive)
        .join(Organisation, Organisation.id == Contact.organisation)
        .where(
            fold(Contact.function) == function,
            or_(fold(Organisation.name) == organisation, fold(Organisation.short_name) == organisation),
        )
    )
    return [Place("contact", key, alive) for key, alive in session.execute(found)]


def _by_day(session: Session, word: str) -> list[Place]:
    """A meeting by its day, which is what people call it by: 2017-05-09."""
    try:
        day = dt.date.fromisoformat(word)
    except ValueError:
        return []
    found = select(Meeting.id, Meeting.alive).where(Meeting.on == day)
    return [Place("meeting", key, alive) for key, alive in session.execute(found)]


def _told(session: Session, places: Collection[Place]) -> tuple[str, ...]:
    """Name the things that fit, each with as much of its id as tells them apart."""
    shown = sorted(places, key=lambda place: (place.entity, place.id))[:MOST_NAMED]
    named = name_things(session, [(place.entity, place.id) for place in shown])
    length = SHORT_ID
    while len({place.id[:length] for place in places}) < len(places):
        length += 5
    told = [f"{place.entity}:{place.id[:length]} {plain_name(named[place.id])}".rstrip() for place in shown]
    return (*told, *(["…"] if len(places) > len(shown) else []))


def plain_name(name: ThingName) -> str:
    """A row's name without any words of ours: its number and its own first words."""
    first = next((part for part in name.parts if part.named is None), None)
    text = " ".join(str(first.value).split())[:60] if first else ""
    return f"{name.number} {text}".strip()


def _nearest(session: Session, word: str, tables: list[str]) -> str:
    """The number or name that was perhaps meant: one that holds the word, or else one that is like it."""
    if not word or len(word) > 80:
        return ""
    known: dict[str, str] = {}
    if "activity" in tables:
        numbers = session.scalars(select(Activity.number).where(Activity.alive, Activity.number != ""))
        known |= {number.casefold(): number for number in numbers}
    for entity in NAMES.keys() & set(tables):
        columns = table_of(THINGS[entity]).c
        for name in NAMES[entity]:
            short = func.length(columns[name]).between(1, 80)
            rows = session.scalars(select(columns[name]).where(columns.alive, short).distinct())
            known |= {text.casefold(): text for text in rows}
    sought = word.casefold()
    within = sorted((name for name in known if len(sought) > 2 and sought in name), key=len)
    close = get_close_matches(sought, known, n=1, cutoff=0.6)
    best = [*within, *close]
    return known[best[0]] if best else ""
