"""An agreement's activities with all that a status report tells of each."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.journal.reading import chunks
from db.kinds import ActivityState, FollowUpPeriod, Light, Responsibility, ScheduleKind, TargetKind
from db.queries.ordering import list_order
from db.queries.outcomes import activity_progress
from db.rules.lateness import is_due_soon, is_late
from db.rules.progress import Target
from db.rules.recurrence import DateException as MovedDate
from db.rules.schedule import Schedule
from db.tables import (
    Activity,
    ActivityCause,
    ActivityPromise,
    Area,
    Cause,
    Contact,
    DateException,
    FocusArea,
    FollowUp,
    Note,
    OpRow,
    Organisation,
    Participant,
    Promise,
    table_of,
)
from db.views.status import FollowUpLine, NoteLine, StatusActivity, Who

_PERIODS = {period: number for number, period in enumerate(FollowUpPeriod)}


@dataclass(slots=True)
class Loaded:
    """Activities in the order of a list, and what ties them to the rest.

    promises, causes: for each activity the ids of what it is linked to. touched: when each was last
    touched. mentions: the ids of contacts, organisations and areas that stand in any of them.
    """

    activities: dict[str, StatusActivity] = field(default_factory=dict)
    promises: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    causes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    touched: dict[str, dt.datetime | None] = field(default_factory=dict)
    mentions: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Beside:
    """What hangs on activities, by their ids."""

    participants: dict[str, list[Who]] = field(default_factory=lambda: defaultdict(list))
    exceptions: dict[str, list[MovedDate]] = field(default_factory=lambda: defaultdict(list))
    promise_numbers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    cause_numbers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, NoteLine] = field(default_factory=dict)
    follow_ups: dict[str, FollowUpLine] = field(default_factory=dict)


def load_activities(session: Session, agreement: str, *, today: dt.date) -> Loaded:
    """Load the activities of an agreement, and those of none that are linked to its promises."""
    asked = _activities().where(_of_agreement(agreement)).order_by(*list_order("activity", ()))
    return _load(session, session.execute(asked).all(), today)


def load_activity(session: Session, key: str, *, today: dt.date) -> StatusActivity | None:
    """Load a single activity, if it is there."""
    rows = session.execute(_activities().where(table_of(Activity).c.id == key)).all()
    return _load(session, rows, today).activities.get(key)


def _load(session: Session, rows: Sequence[Any], today: dt.date) -> Loaded:
    keys = [row.id for row in rows]
    loaded, beside = Loaded(), _Beside()
    for chunk in chunks(keys):
        _participants(session, chunk, loaded, beside)
        _exceptions(session, chunk, beside)
        _promises(session, chunk, loaded, beside)
        _causes(session, chunk, loaded, beside)
        _notes(session, chunk, beside)
        _follow_ups(session, chunk, beside)
    reached = activity_progress(session, keys, today=today)
    for row in rows:
        loaded.activities[row.id] = _activity(row, beside, reached, today)
        loaded.touched[row.id] = row.touched_at
        loaded.mentions.update(key for key in (row.owner, row.owner_body, row.area) if key)
    return loaded


def who(
    function: str | None, short: str | None, name: str | None, person: str | None, alive: bool | None
) -> Who:
    """A function in an organisation, by the organisation's short name where it has one."""
    return Who(
        function=function or "", organisation=short or name or "", name=person or "", deleted=alive is False
    )


def _of_agreement(agreement: str) -> ColumnElement[bool]:
    promised = (
        select(ActivityPromise.activity)
        .join(Promise, Promise.id == ActivityPromise.promise)
        .where(ActivityPromise.alive, Promise.alive, Promise.agreement == agreement)
    )
    columns = table_of(Activity).c
    return or_(columns.agreement == agreement, columns.agreement.is_(None) & columns.id.in_(promised))


def _activities() -> Any:
    columns = table_of(Activity).c
    return (
        select(
            *(column for column in columns if column.name not in ("alive", "carried_from", "kind")),
            Contact.function.label("owner_function"),
            Contact.name.label("owner_name"),
            Contact.alive.label("owner_alive"),
            Contact.organisation.label("owner_body"),
            Organisation.short_name.label("owner_short"),
            Organisation.name.label("owner_organisation"),
            Area.name.label("area_name"),
        )
        .select_from(table_of(Activity))
        .outerjoin(Contact, Contact.id == columns.owner)
        .outerjoin(Organisation, Organisation.id == Contact.organisation)
        .outerjoin(Area, Area.id == columns.area)
        .where(columns.alive)
    )


def _activity(row: Any, beside: _Beside, reached: Mapping[str, Any], today: dt.date) -> StatusActivity:
    state = ActivityState(row.state)
    owner = None
    if row.owner:
        owner = who(
            row.owner_function, row.owner_short, row.owner_organisation, row.owner_name, row.owner_alive
        )
    return StatusActivity(
        key=row.id,
        number=row.number,
        title=row.title,
        text=row.text,
        responsibility=Responsibility(row.responsibility),
        owner=owner,
        participants=tuple(beside.participants.get(row.id, ())),
        place=", ".join(part for part in (row.area_name, row.place) if part),
        schedule=Schedule(
            kind=ScheduleKind(row.schedule),
            due_on=row.due_on,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            rule=row.rule,
            exceptions=tuple(beside.exceptions.get(row.id, ())),
        ),
        when_words=row.when_words,
        next_due=row.next_due,
        is_late=is_late(row.next_due, state, today=today),
        is_due_soon=is_due_soon(row.next_due, state, today=today),
        one_off=row.one_off,
        goal=row.goal,
        expected_effect=row.expected_effect,
        target=Target(kind=TargetKind(row.target), count=row.target_count, counter=row.target_counter),
        progress=reached[row.id],
        state=state,
        state_reason=row.state_reason,
        promises=tuple(beside.promise_numbers.get(row.id, ())),
        causes=tuple(beside.cause_numbers.get(row.id, ())),
        last_note=beside.notes.get(row.id),
        follow_up=beside.follow_ups.get(row.id),
    )


def _participants(session: Session, keys: Sequence[str], loaded: Loaded, beside: _Beside) -> None:
    its, own = aliased(Organisation), aliased(Organisation)
    asked = (
        select(
            Participant.activity, Participant.contact, Participant.organisation,
            Contact.function, Contact.name, Contact.alive.label("contact_alive"),
            its.short_name.label("its_short"), its.name.label("its_name"),
            own.short_name.label("own_short"), own.name.label("own_name"), own.alive.label("own_alive"),
        )
        .outerjoin(Contact, Contact.id == Participant.contact)
        .outerjoin(its, its.id == Contact.organisation)
        .outerjoin(own, own.id == Participant.organisation)
        .where(Participant.alive, Participant.activity.in_(keys))
        .order_by(func.coalesce(own.name, its.name, ""), Contact.function, Participant.id)
    )  # fmt: skip
    for row in session.execute(asked):
        loaded.mentions.update(key for key in (row.contact, row.organisation) if key)
        if row.contact:
            found = who(row.function, row.its_short, row.its_name, row.name, row.contact_alive)
        else:
            found = who("", row.own_short, row.own_name, "", row.own_alive)
        beside.participants[row.activity].append(found)


def _exceptions(session: Session, keys: Sequence[str], beside: _Beside) -> None:
    asked = (
        select(DateException.activity, DateException.on, DateException.moved_to)
        .where(DateException.alive, DateException.activity.in_(keys), DateException.on.is_not(None))
        .order_by(DateException.on, DateException.id)
    )
    for activity, on, moved_to in session.execute(asked):
        if activity and on:
            beside.exceptions[activity].append(MovedDate(on=on, moved_to=moved_to))


def _promises(session: Session, keys: Sequence[str], loaded: Loaded, beside: _Beside) -> None:
    asked = (
        select(ActivityPromise.activity, Promise.id, Promise.number)
        .join(Promise, Promise.id == ActivityPromise.promise)
        .where(ActivityPromise.alive, Promise.alive, ActivityPromise.activity.in_(keys))
        .order_by(Promise.number, Promise.id)
    )
    for activity, promise, number in session.execute(asked):
        if activity:
            loaded.promises[activity].append(promise)
            beside.promise_numbers[activity].append("" if number is None else str(number))


def _causes(session: Session, keys: Sequence[str], loaded: Loaded, beside: _Beside) -> None:
    asked = (
        select(ActivityCause.activity, Cause.id, Cause.number, FocusArea.number)
        .join(Cause, Cause.id == ActivityCause.cause)
        .outerjoin(FocusArea, FocusArea.id == Cause.focus_area)
        .where(ActivityCause.alive, Cause.alive, ActivityCause.activity.in_(keys))
        .order_by(FocusArea.number, Cause.number, Cause.id)
    )
    for activity, cause, number, focus in session.execute(asked):
        if activity:
            loaded.causes[activity].append(cause)
            beside.cause_numbers[activity].append(cause_number(focus, number))


def cause_number(focus: int | None, number: int | None) -> str:
    """What a cause is called: "2:1" is cause 1 of focus area 2."""
    return ":".join(str(part) for part in (focus, number) if part is not None)


def _notes(session: Session, keys: Sequence[str], beside: _Beside) -> None:
    """Keep each activity's latest note; who wrote it and when stand in the log."""
    asked = (
        select(Note.about, Note.text, OpRow.wall, OpRow.actor)
        .join(OpRow, (OpRow.row == Note.id) & (OpRow.field == "text"))
        .where(Note.alive, Note.about.in_(keys), Note.text != "")
        .order_by(OpRow.lamport, OpRow.site, OpRow.seq)
    )
    for about, text, wall, actor in session.execute(asked):
        if about:
            beside.notes[about] = NoteLine(text=text, by=actor, at=wall)


def _follow_ups(session: Session, keys: Sequence[str], beside: _Beside) -> None:
    asked = select(
        FollowUp.activity, FollowUp.id, FollowUp.year, FollowUp.period, FollowUp.light,
        FollowUp.reason, FollowUp.outcome, FollowUp.hindered,
    ).where(FollowUp.alive, FollowUp.activity.in_(keys))  # fmt: skip
    rows = sorted(
        session.execute(asked),
        key=lambda row: (row.year or 0, _PERIODS[FollowUpPeriod(row.period)], row.id),
    )
    for row in rows:
        beside.follow_ups[row.activity] = FollowUpLine(
            year=row.year,
            period=FollowUpPeriod(row.period),
            light=Light(row.light) if row.light else None,
            reason=row.reason,
            outcome=row.outcome,
            hindered=row.hindered,
        )
