"""One thing with all that the detail pane shows of it, and the state of the plan that it was read from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.drafts import DRAFTS, fields_by_name
from db.journal.vector import Vector, vector_here
from db.kinds import ActivityState, ScheduleKind
from db.queries.agreements import first_day
from db.queries.attachments import attachments
from db.queries.finding import agreement_of
from db.queries.naming import name_things
from db.queries.outcomes import activity_progress
from db.queries.showing import thing_view
from db.rules.lateness import is_due_soon, is_late
from db.rules.recurrence import DateException as Exempt
from db.rules.schedule import Schedule, last_missed
from db.tables import THINGS, DateException, table_of
from db.tables.belonging import REFERENCES
from db.views.detail import DetailView, SeveralView
from db.views.things import FieldView, Place, ThingLine, ThingView

MOST_NAMED = 12


def detail(session: Session, place: Place, *, today: dt.date) -> tuple[Vector, DetailView]:
    """Gather what is shown of one thing, with the vector that an edit of it has seen."""
    seen = vector_here(session)
    thing = thing_view(session, place)
    agreement, files = agreement_of(session, place), tuple(attachments(session, place.id))
    if place.entity != "activity":
        return seen, DetailView(thing=thing, attachments=files, agreement=agreement)
    values: dict[str, Any] = {field.name: field.value for field in thing.fields}
    state, due = ActivityState(str(values["state"])), values["next_due"]
    next_due = due if isinstance(due, dt.date) else None
    exceptions = _exceptions(session, place.id)
    return seen, DetailView(
        thing=thing,
        attachments=files,
        agreement=agreement,
        agreement_starts_on=first_day(session, agreement) if agreement else None,
        progress=activity_progress(session, [place.id], today=today).get(place.id),
        late=is_late(next_due, state, today=today),
        due_soon=is_due_soon(next_due, state, today=today),
        missed=last_missed(_schedule(values, exceptions), next_due, today=today) if state.is_open else None,
        exceptions=exceptions,
        follow_ups=_follow_ups(session, thing),
    )


def _schedule(values: dict[str, Any], exceptions: Sequence[ThingLine]) -> Schedule:
    told: list[dict[str, Any]] = [{field.name: field.value for field in line.fields} for line in exceptions]
    return Schedule(
        kind=ScheduleKind(str(values["schedule"])),
        rule=values["rule"],
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        exceptions=tuple(Exempt(on=one["on"], moved_to=one["moved_to"]) for one in told),
    )


def _exceptions(session: Session, activity: str) -> tuple[ThingLine, ...]:
    table = table_of(DateException)
    found = select(table).where(table.c.activity == activity, table.c.alive).order_by(table.c.on)
    return tuple(
        ThingLine(
            "date_exception",
            row.id,
            tuple(FieldView(name, row._mapping[name]) for name in ("on", "moved_to", "reason")),
        )
        for row in session.execute(found)
    )


def _follow_ups(session: Session, thing: ThingView) -> tuple[ThingView, ...]:
    """The follow-ups, the latest first; each whole, since their fields may be in conflict too."""
    keys = [one.id for group in thing.related if group.entity == "follow_up" for one in group.things]
    return tuple(thing_view(session, Place("follow_up", key)) for key in reversed(keys))


def several(session: Session, places: Sequence[Place]) -> SeveralView:
    """What several things are and have in common."""
    entities = {place.entity for place in places}
    first = list(places[:MOST_NAMED])
    named = name_things(session, [(place.entity, place.id) for place in first])
    names = tuple(named[place.id] for place in first if place.id in named)
    if len(entities) != 1:
        return SeveralView(count=len(places), entity=None, names=names)
    (entity,) = entities
    columns = table_of(THINGS[entity]).c
    fields = list(fields_by_name(DRAFTS[entity]))
    rows: list[Any] = []
    keys = [place.id for place in places]
    for start in range(0, len(keys), 500):
        chunk = keys[start : start + 500]
        rows += session.execute(
            select(*(columns[name] for name in fields)).where(columns.id.in_(chunk))
        ).all()
    shared = {
        name: values.pop()
        for name in fields
        if len(values := {row._mapping[name] for row in rows}) == 1 and values != {""} and values != {None}
    }
    targets = {name: REFERENCES[entity][name] for name in shared if name in REFERENCES[entity]}
    ends = name_things(session, {(target, str(shared[name])) for name, target in targets.items()})
    line = tuple(
        FieldView(name, value, ends.get(str(value)) if name in targets else None)
        for name, value in shared.items()
    )
    states: Counter[ActivityState] = Counter()
    if entity == "activity":
        states.update(ActivityState(row.state) for row in rows)
    return SeveralView(
        count=len(places),
        entity=entity,
        names=names,
        shared=ThingLine(entity, "", line),
        states=tuple((state, states[state]) for state in ActivityState if states[state]),
    )
