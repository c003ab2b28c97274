"""What is new in an agreement since a version vector, gathered by activity."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from db.journal.history import since
from db.journal.vector import Vector
from db.journal.visibility import owners
from db.queries.naming import name_things
from db.queries.status.lines import Place, Rows, lines_of, load_rows, mentioned
from db.tables import THINGS
from db.views.history import Change
from db.views.status import ChangedThing, Named

SUBJECTS: Final = (
    "activity", "promise", "focus_area", "meeting", "source", "agreement", "contact", "organisation", "area",
)  # fmt: skip
"""The things that changes are gathered under, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which changes belong in a report: those in its agreement, and of what it rests on and mentions.

    `mentions` are the ids of sources, contacts, organisations and areas. `activities`, where a filter has
    narrowed them, are the ids of those shown; then nothing else is told.
    """

    agreement: str
    mentions: frozenset[str]
    activities: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What has changed, and the ids of all activities about which anything has been done."""

    changes: tuple[ChangedThing, ...]
    touched: frozenset[str]


def news(session: Session, vector: Vector, scope: Scope, until: Vector | None = None) -> News:
    """Gather what a vector does not cover; with `until`, only what another one does."""
    changes = [
        change
        for change in since(session, vector)
        if change.entity in THINGS and (until is None or until.covers(change.site, change.seq))
    ]
    rows = load_rows(session, {(change.entity, change.row) for change in changes})
    climbs = {place: _climb(place, rows) for place in rows.found}
    touched = frozenset(
        key
        for change in changes
        for entity, key in climbs.get((change.entity, change.row), ())
        if entity == "activity"
    )
    by_subject: dict[Place, dict[Place, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for change in changes:
        place = (change.entity, change.row)
        subject = _subject(climbs.get(place, []))
        if subject is not None and _is_within(subject, scope, rows):
            by_subject[subject][place].append(change)
    ours = [change for found in by_subject.values() for of_row in found.values() for change in of_row]
    rows.names = name_things(session, mentioned(ours, rows))
    told = (
        ChangedThing(subject=rows.named(*subject), lines=lines_of(subject, found, rows))
        for subject, found in by_subject.items()
    )
    shown = sorted((thing for thing in told if thing.lines), key=lambda thing: _order(thing.subject))
    return News(tuple(shown), touched)


def _climb(place: Place, rows: Rows) -> list[Place]:
    return [place, *owners(place, rows.lookup)]


def _subject(climb: list[Place]) -> Place | None:
    """What a change is told under: the activity that it hangs on, else what first stands by itself."""
    activity = (place for place in climb if place[0] == "activity")
    return next(activity, next((place for place in climb if place[0] in SUBJECTS), None))


def _is_within(subject: Place, scope: Scope, rows: Rows) -> bool:
    entity, key = subject
    if scope.activities is not None:
        return entity == "activity" and key in scope.activities
    if entity == "agreement":
        return key == scope.agreement
    agreement = rows.found[subject].get("agreement")
    return agreement == scope.agreement if agreement else key in scope.mentions


def _order(subject: Named) -> tuple[int, str, int, str]:
    found = re.match(r"(\D*)(\d*)", subject.number)
    letters, number = found.groups() if found else ("", "")
    return SUBJECTS.index(subject.entity), letters, int(number or 0), subject.text
