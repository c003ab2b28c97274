"""A meeting's round: one activity after the other, in the order of its status paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import UnknownThing
from db.journal.vector import Vector, vector_here
from db.kinds import MeasureState
from db.queries.attendance import attendees
from db.queries.meetings import decisions, notes_about
from db.queries.naming import name_things
from db.queries.status import status_report
from db.queries.status.activities import load_activity
from db.rules.calendar import tertial_of
from db.tables import Activity, Decision, FollowUp, Meeting
from db.views.meetings import MeetingRound, RoundCard, RoundStop
from db.views.status import ChangedThing, StatusActivity, StatusReport


def meeting_round(session: Session, meeting: str, *, today: dt.date) -> MeetingRound:
    """All activities of the meeting's agreement, each with what is new in it. Raises UnknownThing."""
    agreement = session.scalar(select(Meeting.agreement).where(Meeting.id == meeting, Meeting.alive))
    if agreement is None:
        raise UnknownThing(meeting)
    report = status_report(session, agreement=agreement, meeting=meeting, today=today)
    assert report.meeting is not None, "the report is of this meeting"
    called, proposed = attendees(session, meeting, agreement)
    return MeetingRound(
        meeting=report.meeting,
        agreement=agreement,
        municipality=report.agreement.municipality,
        previous=report.previous,
        stops=tuple(_stops(report)),
        called=called,
        proposed=proposed,
    )


def round_card(session: Session, activity: str, *, today: dt.date) -> tuple[RoundCard, Vector]:
    """One activity in full, and what of the plan was known when it was read. Raises UnknownThing."""
    found = load_activity(session, activity, today=today)
    if found is None:
        raise UnknownThing(activity)
    period, year = tertial_of(today), today.year
    judged = session.execute(
        select(FollowUp.light, FollowUp.reason).where(
            FollowUp.alive,
            FollowUp.activity == activity,
            FollowUp.year == year,
            FollowUp.period == period.value,
        )
    ).first()
    owner = session.scalar(select(Activity.owner).where(Activity.id == activity))
    open_ones = (Decision.activity == activity, Decision.state == MeasureState.OPEN.value)
    card = RoundCard(
        activity=found,
        owner=name_things(session, [("contact", owner)]).get(owner) if owner else None,
        notes=notes_about(session, activity),
        decisions=decisions(session, *open_ones, today=today),
        year=year,
        period=period,
        light=judged.light if judged else None,
        reason=judged.reason if judged else "",
    )
    return card, vector_here(session)


def _stops(report: StatusReport) -> Iterator[RoundStop]:
    changed = {thing.subject.number: thing for thing in report.changes if thing.subject.entity == "activity"}
    for focus in report.focus_areas:
        for promise in focus.promises:
            for activity in promise.activities:
                yield _stop(activity, changed, promise.text, promise.number, focus.title)
    for activity in report.without_promise:
        yield _stop(activity, changed)


def _stop(
    activity: StatusActivity,
    changed: dict[str, ChangedThing],
    promise: str = "",
    promise_number: str = "",
    focus_area: str = "",
) -> RoundStop:
    news = changed.get(activity.number)
    return RoundStop(
        key=activity.key,
        number=activity.number,
        title=activity.title,
        promise=promise,
        promise_number=promise_number,
        focus_area=focus_area,
        state=activity.state,
        is_late=activity.is_late,
        changes=news.lines if news else (),
    )
