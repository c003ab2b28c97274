"""Linking two things: an activity to the promise it keeps, to the cause it acts on, to who takes part."""

from __future__ import annotations

from db.drafts import DRAFTS
from db.errors import NotLinkable, NotLinked
from db.journal.writing import Writing
from db.operations.identity import key_for
from db.operations.rows import add, living
from db.tables import THINGS

LINKS: dict[tuple[str, str], str] = {
    ("activity", "promise"): "activity_promise",
    ("activity", "cause"): "activity_cause",
    ("activity", "contact"): "participant",
    ("activity", "organisation"): "participant",
    ("agreement", "contact"): "signatory",
    ("meeting", "contact"): "attendance",
}
"""Which two tables can be linked, and the table of the link; each end fills the column of its own name."""


def link(session: Writing, one: str, other: str) -> str:
    """Link two things, in either order, and give back the link's id. Linking twice is linking once."""
    table, ends = _link(session, one, other)
    key = key_for(session, DRAFTS[table](**ends))
    row = session.find(THINGS[table], key)
    return key if row is not None and row.alive else add(session, DRAFTS[table](**ends))


def unlink(session: Writing, one: str, other: str) -> str:
    """Take away the link between two things and give back the link's id."""
    table, ends = _link(session, one, other)
    key = key_for(session, DRAFTS[table](**ends))
    row = session.find(THINGS[table], key)
    if row is None or not row.alive:
        raise NotLinked(one, other)
    row.alive = False
    session.flush()
    return key


def _link(session: Writing, one: str, other: str) -> tuple[str, dict[str, str]]:
    things = [living(session, key) for key in (one, other)]
    ends = {thing.__tablename__: thing.id for thing in things}
    for (left, right), table in LINKS.items():
        if {left, right} == ends.keys():
            return table, {left: ends[left], right: ends[right]}
    raise NotLinkable(*sorted(thing.__tablename__ for thing in things))
