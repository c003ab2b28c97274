"""What a status report reckons from what it has read: figures, what nobody has touched, what falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from db.kinds import ActivityState
from db.queries.status.activities import Loaded
from db.queries.status.changes import News
from db.queries.status.meetings import Round
from db.queries.status.picture import Grounds
from db.views.status import (
    DecisionLine,
    DueLine,
    Named,
    StateCount,
    StatusActivity,
    Summary,
    UntouchedLine,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """All that has been read for a report.

    shown: those of the loaded activities that a filter lets through. until: the day that figures look
    ahead to. touched_since: where there is no paper to compare with, the day since which an activity must
    have been touched. zone: the clock by which a moment falls on a day.
    """

    agreement: str
    today: dt.date
    zone: dt.tzinfo
    loaded: Loaded
    shown: dict[str, StatusActivity]
    grounds: Grounds
    around: Round
    news: News
    until: dt.date
    touched_since: dt.date | None


def untouched(basis: Basis) -> tuple[UntouchedLine, ...]:
    """Open activities that nobody has changed, noted or logged anything about."""
    return tuple(
        UntouchedLine(
            number=each.number,
            title=each.title,
            owner=each.owner,
            state=each.state,
            is_late=each.is_late,
            next_due=each.next_due,
            touched_at=basis.loaded.touched[key],
        )
        for key, each in basis.shown.items()
        if each.state.is_open and _is_untouched(basis, key)
    )


def _is_untouched(basis: Basis, key: str) -> bool:
    if basis.touched_since is None:
        return key not in basis.news.touched
    touched = basis.loaded.touched[key]
    return touched is None or touched.astimezone(basis.zone).date() < basis.touched_since


def summary(basis: Basis, *, untouched: int, open_decisions: int) -> Summary:
    """Count what a chairman asks for."""
    shown, loaded = basis.shown, basis.loaded
    return Summary(
        states=tuple(_count(state, shown.values()) for state in ActivityState),
        activities=len(shown),
        late=sum(each.is_late for each in shown.values()),
        due_before=sum(is_due(each, basis.until) and not each.is_late for each in shown.values()),
        until=basis.until,
        next_meeting=basis.around.next,
        changed=len(basis.news.changes),
        untouched=untouched,
        without_promise=sum(not loaded.promises.get(key) for key in shown),
        without_cause=sum(not loaded.causes.get(key) for key in shown) if basis.grounds.causes else 0,
        open_decisions=open_decisions,
    )


def _count(state: ActivityState, activities: Iterable[StatusActivity]) -> StateCount:
    among = [each for each in activities if each.state is state]
    return StateCount(state=state, count=len(among), late=sum(each.is_late for each in among))


def is_due(activity: StatusActivity, until: dt.date) -> bool:
    """Whether something open is to be done by a day, or should have been."""
    return activity.state.is_open and activity.next_due is not None and activity.next_due <= until


def due_lines(
    basis: Basis, decisions: Iterable[DecisionLine], measures: Iterable[tuple[str | None, DueLine]]
) -> tuple[DueLine, ...]:
    """Everything late, and everything open that falls due by the day that figures look ahead to."""
    lines = [_activity_due(each) for each in basis.shown.values() if is_due(each, basis.until)]
    for decision in decisions:
        if decision.due_on is not None and decision.due_on <= basis.until:
            what = Named(entity="decision", text=decision.text)
            lines.append(
                DueLine(on=decision.due_on, what=what, owner=decision.owner, is_late=decision.is_late)
            )
    lines += [line for activity, line in measures if activity in basis.shown]
    return tuple(sorted(lines, key=lambda line: line.on))


def _activity_due(activity: StatusActivity) -> DueLine:
    return DueLine(
        on=activity.next_due or dt.date.max,
        what=Named(entity="activity", number=activity.number, text=activity.title),
        owner=activity.owner,
        is_late=activity.is_late,
    )
