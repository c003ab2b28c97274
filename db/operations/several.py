"""Gestures on several activities at once, each one step: what took one gesture is taken back by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from db.drafts import ActivityDraft, ParticipantDraft, compose, fields_by_name
from db.errors import UnknownThing
from db.journal.writing import Writing
from db.kinds import ActivityState
from db.operations.links import link, unlink
from db.operations.rows import add, change, delete, living
from db.tables import Activity, ActivityCause, ActivityPromise, Participant, Promise


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity that is to be added, and what it is to be linked to."""

    draft: ActivityDraft
    links: tuple[str, ...] = ()


def change_several(session: Writing, keys: Sequence[str], changes: Mapping[str, object]) -> list[str]:
    """Change the same fields of several rows; where one of them cannot be changed so, none is."""
    return [change(session, key, changes) for key in keys]


def delete_several(session: Writing, keys: Sequence[str]) -> list[str]:
    """Delete several rows with what belongs to them; give back all ids that went."""
    return [gone for key in keys for gone in delete(session, key)]


def link_several(session: Writing, keys: Sequence[str], other: str) -> list[str]:
    """Link several things to one, whether or not some of them are already."""
    return [link(session, key, other) for key in keys]


def unlink_several(session: Writing, keys: Sequence[str], other: str) -> list[str]:
    """Take away the links of several activities to a promise; those that have none are passed over."""
    linked = select(ActivityPromise.activity).where(
        ActivityPromise.promise == other, ActivityPromise.alive, ActivityPromise.activity.in_(keys)
    )
    found = set(session.scalars(linked))
    return [unlink(session, key, other) for key in keys if key in found]


def add_activity(session: Writing, new: NewActivity) -> str:
    """Add an activity with its links, and give back its id.

    One that names no agreement belongs to that of the first promise it is linked to.
    """
    draft = new.draft
    if draft.agreement is None:
        promises = (session.find(Promise, other) for other in new.links)
        draft = replace(draft, agreement=next((one.agreement for one in promises if one), None))
    key = add(session, draft)
    for other in new.links:
        link(session, key, other)
    return key


def add_activities(session: Writing, several: Sequence[NewActivity]) -> list[str]:
    """Add several activities, as from a spreadsheet, and give back their ids."""
    return [add_activity(session, new) for new in several]


def duplicate(session: Writing, keys: Sequence[str]) -> list[str]:
    """Add a like of each activity, with the same fields, links and participants; give back their ids.

    Nothing has been done of the new one, so it is not begun, whatever has become of the old.
    """
    return [_duplicate(session, key) for key in keys]


def _duplicate(session: Writing, key: str) -> str:
    row = living(session, key)
    if not isinstance(row, Activity):
        raise UnknownThing(key)
    values = {name: getattr(row, name) for name in fields_by_name(ActivityDraft)}
    values |= {"state": ActivityState.NOT_STARTED, "state_reason": "", "carried_from": None}
    new = add(session, compose(ActivityDraft, values))
    for other in _linked(session, key):
        link(session, new, other)
    for part in _taking_part(session, key):
        add(session, ParticipantDraft(activity=new, contact=part.contact, organisation=part.organisation))
    return new


def _linked(session: Writing, key: str) -> list[str]:
    """The promises and causes of an activity that are still there to be linked to."""
    found: list[str] = []
    for table, column in ((ActivityPromise, "promise"), (ActivityCause, "cause")):
        asked = select(getattr(table, column)).where(table.activity == key, table.alive)
        for other in session.scalars(asked.order_by(table.id)).all():
            try:
                found.append(living(session, other).id)
            except UnknownThing:
                continue
    return found


def _taking_part(session: Writing, key: str) -> Sequence[Participant]:
    return session.scalars(
        select(Participant).where(Participant.activity == key, Participant.alive).order_by(Participant.id)
    ).all()
