"""What the overview draws: the states of each promise's activities, and targets against outcomes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Integer, case, cast, func, select
from sqlalchemy.orm import Session

from db.filter import Language, filter_rows
from db.journal.reading import CHUNK
from db.kinds import ActivityState, TargetKind
from db.queries.filter_text import written
from db.queries.outcomes import activity_progress
from db.rules.progress import Progress, Target
from db.tables import Activity, ActivityPromise, Promise
from db.views.overview import OverviewCharts, PromisePart, PromiseStates, TargetReached

TARGETS: Final = 8
"""How many activities are drawn with their targets; more would be a wall."""

RECKONED: Final = CHUNK
"""How many targets are reckoned at most to find those furthest behind: open ones that end soonest first."""


def overview_charts(
    session: Session, *, agreement: str | None, today: dt.date, language: Language
) -> OverviewCharts:
    """Read what is drawn for an agreement, or with None for the whole plan; filters are in `language`."""
    aiming = _aiming(language)
    wanted: list[Any] = [Activity.alive, filter_rows(aiming, today=today, language=language)]
    if agreement:
        wanted.append(Activity.agreement == agreement)
    targets = list(_targets(session, wanted, today))
    return OverviewCharts(
        promises=tuple(_promises(session, agreement, today, language)),
        targets=tuple(sorted(targets, key=_behind)[:TARGETS]),
        targets_in_all=session.scalar(select(func.count()).select_from(Activity).where(*wanted)) or 0,
        targets_filter=aiming,
    )


def _promises(
    session: Session, agreement: str | None, today: dt.date, language: Language
) -> Iterator[PromiseStates]:
    open_states = [state.value for state in ActivityState if state.is_open]
    is_late = Activity.state.in_(open_states) & (Activity.next_due < today)
    counted = (
        select(
            ActivityPromise.promise,
            Activity.state,
            func.count().label("count"),
            func.sum(cast(case((is_late, 1), else_=0), Integer)).label("late"),
        )
        .join(Activity, Activity.id == ActivityPromise.activity)
        .where(ActivityPromise.alive, Activity.alive)
        .group_by(ActivityPromise.promise, Activity.state)
    )
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in session.execute(counted):
        if row.promise:
            found[row.promise][row.state] = row
    asked = select(Promise.id, Promise.number, Promise.text).where(Promise.alive)
    if agreement:
        asked = asked.where(Promise.agreement == agreement)
    for promise in session.execute(asked.order_by(Promise.agreement, Promise.number, Promise.id)):
        states = found.get(promise.id, {})
        mine = ("promise", promise.id if promise.number is None else str(promise.number))
        yield PromiseStates(
            id=promise.id,
            number=promise.number,
            text=promise.text,
            parts=tuple(_part(mine, state, states.get(state.value), language) for state in ActivityState),
            filter=written([mine], language),
            late_filter=written([mine, ("state", "late")], language),
        )


def _part(mine: tuple[str, str], state: ActivityState, row: Any, language: Language) -> PromisePart:
    return PromisePart(
        state=state,
        count=0 if row is None else row.count,
        late=0 if row is None else int(row.late),
        filter=written([mine, ("state", state.value)], language),
    )


def _aiming(language: Language) -> str:
    """The filter of what has a number to reach and has not been called off."""
    aims = written([("target", "*"), ("count", "*")], language)
    return f"{aims} -{written([('state', ActivityState.CANCELLED.value)], language)}"


def _targets(session: Session, wanted: list[Any], today: dt.date) -> Iterator[TargetReached]:
    is_done = cast(case((Activity.state == ActivityState.DONE.value, 1), else_=0), Integer)
    columns = (
        Activity.id, Activity.number, Activity.title, Activity.target, Activity.target_count,
        Activity.target_counter,
    )  # fmt: skip
    asked = (
        select(*columns)
        .where(*wanted)
        .order_by(is_done, Activity.ends_on.is_(None), Activity.ends_on, Activity.number, Activity.id)
        .limit(RECKONED)
    )
    rows = session.execute(asked).all()
    reached = activity_progress(session, [row.id for row in rows], today=today)
    return (_target(row, reached[row.id]) for row in rows)


def _target(row: Any, reached: Progress) -> TargetReached:
    return TargetReached(
        id=row.id,
        number=row.number,
        title=row.title,
        target=Target(kind=TargetKind(row.target), count=row.target_count, counter=row.target_counter),
        progress=reached,
    )


def _behind(one: TargetReached) -> tuple[bool, float, str]:
    """What is met comes last, and of the rest what has come the shortest way first."""
    share = one.progress.share
    return one.progress.met is True, 1.0 if share is None else share, one.number
