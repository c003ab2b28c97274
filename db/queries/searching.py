"""Anything in the plan by a few letters: activities first, then what they are about and who does them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import ColumnElement, String, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from db.filter.folding import like_net
from db.filter.vocabulary import WORDS
from db.filter.words import flat
from db.kinds import MeetingKind
from db.queries.choosing import choices
from db.queries.naming import name_things
from db.tables import Activity, Meeting, Site, table_of
from db.tables.alphabet import spoken
from db.views.things import ThingName

BESIDE_ACTIVITIES: Final = (
    "promise", "focus_area", "cause", "contact", "organisation", "area", "agreement", "source",
    "indicator", "publication",
)  # fmt: skip
"""Tables that are searched beside activities and meetings, in the order of their answers."""

OF_EACH: Final = 4
"""Hits of each of these tables: the box is for what one knows the name of."""

WEIGHED: Final = 200
"""Titles that are looked at more closely."""

LONGEST: Final = 120
MOST_WORDS: Final = 6

OPENED: Final = frozenset("aeou")
"""Letters that may stand for å, ä, é, ö or ü where somebody was in a hurry."""

SHORT: Final = 3
"""Letters below which a word is taken as it is written: with some left open it would be found everywhere."""

_NUMBER = re.compile(r"([a-zA-Z]*)([0-9]{1,7})")
_ACTIVITY = table_of(Activity).c
TOLD: Final = (_ACTIVITY.title, _ACTIVITY.text, _ACTIVITY.place, _ACTIVITY.goal)
_TAKEN_AS_TEXT: Final = str.maketrans({"%": "_", "/": "_"})


def search(
    session: Session,
    text: str,
    limit: int = 20,
    *,
    today: dt.date,
    meant: tuple[str, str] | None = None,
) -> tuple[ThingName, ...]:
    """What a few letters may mean, the surest first: a number, then the beginning of a title, then words.

    Case makes no difference, and dots and rings may be left out. Of other tables a few rows each follow;
    meetings are known by their day, their kind and their place, those nearest to `today` first. Who has
    named a table means its rows first: `meant` is that table and what else was typed, for "promise 2".
    """
    if meant is not None:
        entity, rest = meant
        first = choices(session, entity, rest, OF_EACH)
        known = {one.id for one in first}
        rest_found = search(session, text, limit, today=today)
        return (*first, *(one for one in rest_found if one.id not in known))[:limit]
    words = text[:LONGEST].split()[:MOST_WORDS]
    if not words:
        return ()
    activities = _activities(session, words, limit)
    meetings = _meetings(session, words, today)
    named = name_things(
        session, [*(("activity", key) for key in activities), *(("meeting", key) for key in meetings)]
    )
    others = [named[key] for key in meetings]
    for entity in BESIDE_ACTIVITIES:
        others += choices(session, entity, " ".join(words), OF_EACH)
    # Where there is much of all, activities give way, so that a promise of that name is still in sight.
    kept = activities[: max(limit - len(others), limit // 2)]
    return (*(named[key] for key in kept), *others)[:limit]


def _activities(session: Session, words: list[str], limit: int) -> list[str]:
    """Activities by number, by how their titles begin, by words in these, and in what else they say."""
    found: dict[str, None] = {}
    for ways in (_numbered, _begun, _titled, _told):
        found |= dict.fromkeys(ways(session, words, limit))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _numbered(session: Session, words: list[str], limit: int) -> Iterator[str]:
    """By number: K12 itself, then K120; digits alone are those of any copy."""
    given = _NUMBER.fullmatch(words[0]) if len(words) == 1 else None
    if given is None:
        return
    letters = [given[1].upper()] if given[1] else sorted(session.scalars(select(Site.letter).distinct()))
    number = _ACTIVITY.number
    for after in (False, True):
        for letter in letters:
            said = letter + given[2]
            # A range, which an index answers; letters come after digits in every database.
            where = and_(number > said, number < said + "a") if after else number == said
            asked = select(_ACTIVITY.id).where(_ACTIVITY.alive, where)
            yield from session.scalars(asked.order_by(func.length(number), number).limit(limit))


def _begun(session: Session, words: list[str], limit: int) -> Iterable[str]:
    """By how the title begins, in the order of titles, which an index of plan files keeps."""
    whole = " ".join(words)
    first, last = spoken(literal(whole, String())), spoken(literal(whole + "\U0010ffff", String()))
    return session.scalars(
        select(_ACTIVITY.id)
        .where(_ACTIVITY.alive, spoken(_ACTIVITY.title) >= first, spoken(_ACTIVITY.title) < last)
        .order_by(spoken(_ACTIVITY.title))
        .limit(limit)
    )


def _titled(session: Session, words: list[str], limit: int) -> Iterable[str]:
    """By words in the title, those that begin so first; dots and rings may be left out."""
    title = _ACTIVITY.title
    within = and_(*(_holds(title, word) for word in words))
    asked = select(_ACTIVITY.id, title).where(_ACTIVITY.alive, within).limit(WEIGHED)
    return [key for _, key in sorted(_weighed(session.execute(asked), words))][:limit]


def _weighed(rows: Iterable[tuple[str, str]], words: list[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """How well texts fit, the lower the better; what only the wide net has caught is left out."""
    sought = [word.casefold() for word in words]
    for place, (key, text) in enumerate(rows):
        said = text.casefold()
        bare = _bare(said)
        if all(one in said for one in sought):
            begins = all(f" {one}" in f" {said}" for one in sought)
            yield (0 if begins else 1, place), key
        elif all(_bare(one) in bare for one in sought):
            yield (2, place), key


def _told(session: Session, words: list[str], limit: int) -> Iterable[str]:
    """By words in anything that is told of it."""
    # Titles have been gone through for a single word; several may stand some here and some there.
    columns = TOLD if len(words) > 1 else TOLD[1:]
    anywhere = and_(*(or_(*(_holds(column, word) for column in columns)) for word in words))
    asked = select(_ACTIVITY.id, *columns).where(_ACTIVITY.alive, anywhere).limit(WEIGHED)
    rows = ((key, " ".join(said)) for key, *said in session.execute(asked))
    return [key for _, key in sorted(_weighed(rows, words))][:limit]


def _holds(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """A net for a word in any case: wide where letters may lack their dots, fine where it is short."""
    plain = word.lower().translate(_TAKEN_AS_TEXT)
    if len(plain) < SHORT:
        forms = dict.fromkeys((plain, plain.upper(), plain.capitalize()))
        return or_(*(like_net(column, form) for form in forms))
    net = "".join("_" if one in OPENED or not one.isascii() else one for one in plain)
    return like_net(column, net)


def _bare(text: str) -> str:
    """A text without dots and rings, its words still apart."""
    parted = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _meetings(session: Session, words: Iterable[str], today: dt.date) -> list[str]:
    """Meetings, which are few enough to be looked at one by one."""
    columns = (Meeting.id, Meeting.kind, Meeting.on, Meeting.place, Meeting.registration_number)
    kinds = {choice.value: choice.spellings for choice in WORDS[MeetingKind]}
    sought = [flat(word) for word in words]
    fitting: list[tuple[int, str]] = []
    for row in session.execute(select(*columns).where(Meeting.alive)):
        said = (*kinds.get(row.kind, ()), *_days(row.on), row.place, row.registration_number, *CALLED)
        told = [flat(part) for part in said if part]
        if all(any(one in part for part in told) for one in sought):
            fitting.append((abs((row.on - today).days) if row.on else 10**6, row.id))
    return [key for _, key in sorted(fitting)[:OF_EACH]]


CALLED: Final = ("möte", "meeting")


def _days(day: dt.date | None) -> tuple[str, ...]:
    """A day as people may type it."""
    if day is None:
        return ()
    return day.isoformat(), f"{day.day}/{day.month}", f"v{day.isocalendar().week}"
