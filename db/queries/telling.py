"""What has happened to a plan, told so that a person follows it: gestures, and what each row was called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import AmbiguousThing, UnknownOp
from db.journal.history import history, step_view, step_views
from db.journal.reading import chunks, ops_named
from db.journal.vector import Vector
from db.queries.naming import name_things
from db.tables import THINGS, Meeting, OpRow, Site, table_of
from db.tables.belonging import OWNED, REFERENCES
from db.views.account import Account
from db.views.history import Change, StepView
from db.views.things import Place, ThingName

OPEN_ENDED: Final = frozenset({"agreement"})
"""Tables whose rows nearly the whole plan belongs to: their own fields and notes are history enough."""

NEAR: Final = frozenset({"signatory", "note", "attachment"})

_OP = re.compile(r"\s*([A-Za-z]{1,3}|[0-9a-f]{16})\s*:\s*([0-9]{1,12})\s*")


def account(session: Session, place: Place | None = None, limit: int | None = None) -> Account:
    """The gestures that made the plan, newest first; with `place`, those that changed it or its parts."""
    rows = None if place is None else [key for _, key in with_parts(session, place)]
    return _named(session, history(session, rows, limit))


def account_since(session: Session, meeting: str) -> Account:
    """The gestures that were not yet known when a meeting's paper was made, newest first.

    Nothing is new since a meeting without a paper: what was known at it, nobody knows.
    """
    known = session.scalar(select(Meeting.known).where(Meeting.id == meeting))
    if not known:
        return Account((), ())
    vector = Vector.parse(known)
    steps = []
    for step in history(session):
        fresh = tuple(change for change in step.changes if not vector.covers(change.site, change.seq))
        if fresh:
            steps.append(replace(step, changes=fresh))
    return _named(session, steps)


def account_of_step(session: Session, step: str, most: int | None = None) -> Account:
    """One gesture with all its changes, or with so many of the first."""
    return _named(session, [step_view(session, step, most)])


def account_of_steps(session: Session, steps: Sequence[str], place: Place) -> Account:
    """Some gestures, told only as far as they changed one thing or its parts."""
    return _named(session, step_views(session, steps, [key for _, key in with_parts(session, place)]))


def account_of_ops(session: Session, names: Iterable[tuple[str, int]]) -> Account:
    """Some ops, each in the gesture that it was a part of, and nothing else of those gestures."""
    wanted = set(names)
    steps = {op.step for op in ops_named(session, wanted).values()}
    views = [step_view(session, step) for step in sorted(steps)]
    return _named(
        session,
        [
            replace(view, changes=tuple(one for one in view.changes if (one.site, one.seq) in wanted))
            for view in views
        ],
    )


def ops_called(session: Session, words: Sequence[str]) -> list[tuple[str, int]]:
    """Find the ops that are called K:17, by a copy's letter or its whole id, and a number.

    Raises UnknownOp, or AmbiguousThing where two copies go by the same letter.
    """
    sites: dict[str, list[str]] = {}
    for site, letter in session.execute(select(Site.id, Site.letter)):
        sites.setdefault(letter.casefold(), []).append(site)
        sites.setdefault(site, []).append(site)
    found: list[tuple[str, int]] = []
    for word in words:
        match = _OP.fullmatch(word)
        known = sites.get(match[1].casefold(), []) if match else []
        if match is None or not known:
            raise UnknownOp(word)
        if len(known) > 1:
            raise AmbiguousThing(word, tuple(f"{site}:{int(match[2])}" for site in sorted(known)))
        found.append((known[0], int(match[2])))
    held = ops_named(session, found)
    for word, name in zip(words, found, strict=True):
        if name not in held:
            raise UnknownOp(word)
    return found


def with_parts(session: Session, place: Place) -> Iterator[tuple[str, str]]:
    """A row and, living or not, what belongs to it."""
    waiting, met = [(place.entity, place.id)], {place.id}
    for entity, key in waiting:
        yield entity, key
        for child, column in OWNED[entity]:
            if entity in OPEN_ENDED and child not in NEAR:
                continue
            columns = table_of(THINGS[child]).c
            for found in session.scalars(select(columns.id).where(columns[column] == key)):
                if found not in met:
                    met.add(found)
                    waiting.append((child, found))


def _named(session: Session, steps: Sequence[StepView]) -> Account:
    changes = [change for step in steps for change in step.changes]
    places = {end for change in changes for end in _mentioned(change)}
    places |= set(_spoken_about(session, changes))
    named: dict[str, ThingName] = {}
    for chunk in chunks(sorted(places), 5000):
        named |= name_things(session, chunk)
    return Account(tuple(steps), tuple(named.values()))


def _spoken_about(session: Session, changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
    """The rows that notes and attachments are about, which may be of any table."""
    about = {value for one in changes if one.field == "about" for value in (one.old, one.new) if value}
    for chunk in chunks(sorted(map(str, about))):
        found = select(OpRow.entity, OpRow.row).where(OpRow.row.in_(chunk), OpRow.field == "alive").distinct()
        yield from ((entity, row) for entity, row in session.execute(found) if entity in THINGS)


def _mentioned(change: Change) -> Iterator[tuple[str, str]]:
    """The rows that a change is about or speaks of."""
    if change.entity not in THINGS:
        return
    yield change.entity, change.row
    target = REFERENCES[change.entity].get(change.field)
    for value in (change.old, change.new):
        if target and isinstance(value, str) and value:
            yield target, value
