"""The plan as lists: activities with all that a line tells of them, and any other table field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from db.drafts import DRAFTS, fields_by_name
from db.filter import Language, filter_rows
from db.journal.reading import chunks
from db.kinds import ActivityState, Responsibility, ScheduleKind, TargetKind
from db.queries.naming import name_things
from db.queries.ordering import SortKey, list_order
from db.queries.outcomes import activity_progress
from db.queries.within import within
from db.rules.lateness import is_due_soon, is_late
from db.rules.progress import Progress
from db.tables import (
    THINGS,
    Activity,
    ActivityPromise,
    Area,
    Contact,
    Organisation,
    Promise,
    table_of,
)
from db.tables.belonging import REFERENCES
from db.views.activity import ActivityLine, PromiseMark
from db.views.things import FieldView, ThingLine, ThingName, Value


def activity_lines(
    session: Session,
    text: str = "",
    *,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
    order: Sequence[SortKey] = (),
    limit: int | None = None,
    offset: int = 0,
) -> list[ActivityLine]:
    """The activities that a filter lets through, in the order asked for, and else by number.

    `zone` is the clock by which a moment falls on a day. Raises BadFilter; `language` is the one that its
    suggestions are made in.
    """
    fits = filter_rows(text, today=today, zone=zone, language=language)
    ordered = list_order("activity", order)
    if limit is not None:
        # What else a line tells is read for these alone: carried along, it would cost more than the sorting.
        chosen = select(Activity.id).where(Activity.alive, fits).order_by(*ordered)
        fits = Activity.id.in_(session.scalars(chosen.limit(limit).offset(offset)).all())
    return _lines(session, _activities(fits).order_by(*ordered), today)


def activity_line(session: Session, key: str, *, today: dt.date) -> ActivityLine | None:
    """One activity's line, while it is in the plan."""
    found = _lines(session, _activities(Activity.id == key), today)
    return found[0] if found else None


def lines_of(session: Session, keys: Sequence[str], *, today: dt.date) -> list[ActivityLine]:
    """The lines of some activities, in no order; those that are no more are left out."""
    return [
        line for chunk in chunks(keys) for line in _lines(session, _activities(Activity.id.in_(chunk)), today)
    ]


def _lines(session: Session, found: Select[Any], today: dt.date) -> list[ActivityLine]:
    rows = session.execute(found).all()
    keys = [row.id for row in rows]
    promises = _promises(session, keys)
    reached = activity_progress(session, keys, today=today)
    return [_line(row, promises.get(row.id, ()), reached[row.id], today) for row in rows]


def thing_lines(
    session: Session,
    entity: str,
    text: str = "",
    *,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
    order: Sequence[SortKey] = (),
    agreement: str | None = None,
    limit: int | None = None,
) -> list[ThingLine]:
    """The rows of any table that a filter lets through, with every field that a person fills in.

    With an `agreement`, only those that have to do with it.
    """
    columns = table_of(THINGS[entity]).c
    names = list(fields_by_name(DRAFTS[entity]))
    told = [*names, *(["entity"] if "about" in names else [])]
    fits = filter_rows(text, table=entity, today=today, zone=zone, language=language)
    mine = within(entity, agreement)
    found = select(columns.id, *(columns[name] for name in told)).where(columns.alive, fits, mine)
    rows = [row._asdict() for row in session.execute(found.order_by(*list_order(entity, order)).limit(limit))]
    named = name_things(session, {end for row in rows for end in _ends(entity, row)})
    return [
        ThingLine(entity, row["id"], tuple(_field(entity, name, row[name], named) for name in names))
        for row in rows
    ]


def _ends(entity: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a row refers to, as (table, id)."""
    if row.get("about"):
        yield row["entity"], row["about"]
    for name, target in REFERENCES[entity].items():
        if row.get(name):
            yield target, row[name]


def _field(entity: str, name: str, value: Value, named: Mapping[str, ThingName]) -> FieldView:
    refers = name == "about" or name in REFERENCES[entity]
    return FieldView(name, value, named.get(str(value)) if refers else None)


def _activities(fits: ColumnElement[bool]) -> Select[Any]:
    activity, contact = table_of(Activity).c, table_of(Contact).c
    columns = [
        column
        for column in activity
        if column.name not in {"alive", "area", "text", "goal", "expected_effect", "state_reason", "rule"}
    ]
    return (
        select(
            *columns,
            contact.function.label("owner_function"),
            contact.alive.label("owner_alive"),
            Organisation.name.label("organisation_name"),
            Organisation.short_name.label("organisation_short"),
            Area.name.label("area_name"),
        )
        .select_from(table_of(Activity))
        .outerjoin(Contact, Contact.id == activity.owner)
        .outerjoin(Organisation, Organisation.id == Contact.organisation)
        .outerjoin(Area, Area.id == activity.area)
        .where(activity.alive, fits)
    )


def _promises(session: Session, activities: Sequence[str]) -> dict[str, tuple[PromiseMark, ...]]:
    found: dict[str, tuple[PromiseMark, ...]] = {}
    asked = (
        select(ActivityPromise.activity, Promise.id, Promise.number)
        .join(Promise, Promise.id == ActivityPromise.promise)
        .where(ActivityPromise.alive, Promise.alive)
        .order_by(Promise.number, Promise.id)
    )
    for chunk in chunks(activities):
        for activity, key, number in session.execute(asked.where(ActivityPromise.activity.in_(chunk))):
            if activity:
                found[activity] = (*found.get(activity, ()), PromiseMark(key, number))
    return found


def _line(row: Any, promises: tuple[PromiseMark, ...], reached: Progress, today: dt.date) -> ActivityLine:
    state = ActivityState(row.state)
    return ActivityLine(
        id=row.id,
        number=row.number,
        title=row.title,
        kind=row.kind,
        responsibility=Responsibility(row.responsibility),
        agreement_id=row.agreement,
        owner_id=row.owner,
        owner=row.owner_function or "",
        owner_organisation=row.organisation_short or row.organisation_name or "",
        owner_deleted=row.owner_alive is False,
        area=row.area_name or "",
        place=row.place,
        schedule=ScheduleKind(row.schedule),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        when_words=row.when_words,
        due=row.next_due,
        one_off=row.one_off,
        state=state,
        late=is_late(row.next_due, state, today=today),
        due_soon=is_due_soon(row.next_due, state, today=today),
        promises=promises,
        target=TargetKind(row.target),
        target_count=row.target_count,
        target_counter=row.target_counter,
        outcome=reached.outcome,
        goal=reached.goal,
        met=reached.met,
        touched_at=row.touched_at,
    )
