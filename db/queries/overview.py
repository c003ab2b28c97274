"""The overview: how many activities are late, due soon, untouched or tied to nothing, and what comes next."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from db.filter import Language, filter_rows
from db.kinds import MeetingState
from db.queries.filter_text import written
from db.queries.listing import lines_of
from db.queries.ordering import SortKey, list_order
from db.queries.status.meetings import load_round, meeting_head
from db.rules.lateness import RUNS_OUT_DAYS, runs_out_within
from db.tables import Activity, Agreement, Cause, FocusArea, Meeting
from db.views.overview import Ending, OverviewView, Tally, UntouchedView
from db.views.status import MeetingHead

SHOWN: Final = 4
"""How many activities stand beside their number."""

_QUESTIONS: Final[dict[str, tuple[tuple[tuple[str, str], ...], SortKey]]] = {
    "late": ((("state", "late"),), SortKey("due")),
    "due_soon": ((("state", "due_soon"),), SortKey("due")),
    "untouched": ((("state", "open"), ("untouched", "meeting")), SortKey("touched")),
    "without_promise": ((("lacks", "promise"),), SortKey("number")),
    "without_cause": ((("lacks", "cause"),), SortKey("number")),
}
"""What each number asks, as pairs of the filter's field and word; and the order of its first lines."""


def overview(
    session: Session, *, agreement: str | None, today: dt.date, zone: dt.tzinfo = dt.UTC, language: Language
) -> OverviewView:
    """Read the figures of an agreement, or with None those of the whole plan.

    `zone` is the clock by which a moment falls on a day, `language` the one that filters are written in.
    """
    told = {
        name: _tally(session, name, agreement, today, zone, language)
        for name in ("late", "due_soon", "without_promise", "without_cause")
        if name != "without_cause" or _any_cause(session, agreement)
    }
    return OverviewView(
        today=today,
        has_agreement=session.scalar(select(Agreement.id).where(Agreement.alive).limit(1)) is not None,
        activities=session.scalar(select(func.count()).where(*_scope(agreement))) or 0,
        late=told["late"],
        due_soon=told["due_soon"],
        without_promise=told["without_promise"],
        without_cause=told.get("without_cause"),
        next_meeting=_next_meeting(session, agreement, today),
        ending=tuple(_ending(session, agreement, today)),
    )


def untouched_view(
    session: Session, *, agreement: str | None, today: dt.date, zone: dt.tzinfo = dt.UTC, language: Language
) -> UntouchedView:
    """Read what nobody has touched since the last meeting; the more was done since, the longer it takes."""
    since, month = _since(session, agreement, today)
    tally = _tally(session, "untouched", agreement, today, zone, language)
    return UntouchedView(tally=tally, since=since, since_month=month)


def _scope(agreement: str | None) -> list[Any]:
    return [Activity.alive, *([Activity.agreement == agreement] if agreement else [])]


def _tally(
    session: Session, name: str, agreement: str | None, today: dt.date, zone: dt.tzinfo, language: Language
) -> Tally:
    """Answer a question and read its first lines, both in one pass over the activities."""
    terms, order = _QUESTIONS[name]
    text = written(terms, language)
    fits = filter_rows(text, today=today, zone=zone, language=language)
    counted = func.count().over().label("all")
    asked = select(Activity.id, counted).where(*_scope(agreement), fits)
    rows = session.execute(asked.order_by(*list_order("activity", (order,))).limit(SHOWN)).all()
    if not rows:
        return Tally(filter=text, count=0)
    keys = [row.id for row in rows]
    lines = {line.id: line for line in lines_of(session, keys, today=today)}
    return Tally(filter=text, count=rows[0].all, first=tuple(lines[key] for key in keys))


def _any_cause(session: Session, agreement: str | None) -> bool:
    asked = select(Cause.id).join(FocusArea, FocusArea.id == Cause.focus_area)
    asked = asked.where(Cause.alive, FocusArea.alive)
    if agreement:
        asked = asked.where(FocusArea.agreement == agreement)
    return session.scalar(asked.limit(1)) is not None


def _since(session: Session, agreement: str | None, today: dt.date) -> tuple[MeetingHead | None, bool]:
    """The meeting whose paper "untouched" looks back to, and whether there is none anywhere."""
    if agreement is None:
        found = session.scalars(select(Agreement.id).where(Agreement.alive)).all()
        papers = [load_round(session, one, None, today=today).previous for one in found]
        known = [paper for paper in papers if paper is not None]
        return (known[0] if len(found) == 1 and known else None), not known
    previous = load_round(session, agreement, None, today=today).previous
    return previous, previous is None


def _next_meeting(session: Session, agreement: str | None, today: dt.date) -> MeetingHead | None:
    """The first meeting from today on that has not been held yet."""
    columns: tuple[Any, ...] = (
        Meeting.id, Meeting.kind, Meeting.state, Meeting.on, Meeting.starts_at, Meeting.ends_at,
        Meeting.place, Meeting.registration_number,
    )  # fmt: skip
    coming = and_(
        Meeting.alive,
        Meeting.on >= today,
        Meeting.state.in_([MeetingState.DRAFT.value, MeetingState.CALLED.value]),
    )
    asked = select(*columns).where(coming).order_by(Meeting.on, Meeting.starts_at, Meeting.id).limit(1)
    if agreement:
        asked = asked.where(Meeting.agreement == agreement)
    row = session.execute(asked).one_or_none()
    return None if row is None else meeting_head(row)


def _ending(session: Session, agreement: str | None, today: dt.date) -> list[Ending]:
    """The agreements that soon run out and that none has been written to replace, the first to end first."""
    replaced = select(Agreement.replaces).where(Agreement.alive, Agreement.replaces.is_not(None))
    asked = select(Agreement.id, Agreement.municipality, Agreement.title, Agreement.ends_on).where(
        Agreement.alive,
        Agreement.ends_on.between(today, today + dt.timedelta(days=RUNS_OUT_DAYS)),
        Agreement.id.not_in(replaced),
    )
    if agreement:
        asked = asked.where(Agreement.id == agreement)
    return [
        Ending(row.id, row.municipality, row.title, row.ends_on, (row.ends_on - today).days)
        for row in session.execute(asked.order_by(Agreement.ends_on, Agreement.municipality, Agreement.id))
        if runs_out_within(row.ends_on, today=today)
    ]
