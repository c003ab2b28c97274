"""The tree of agreements, focus areas, causes and promises, with what acts on each of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from db.journal.reading import chunks
from db.journal.vector import Vector, vector_here
from db.kinds import ActivityState, TargetKind
from db.queries.ordering import list_order
from db.queries.outcomes import activity_progress
from db.rules.standing import ActivityStanding, promise_standing
from db.tables import Activity, ActivityCause, ActivityPromise, Agreement, Cause, FocusArea, Promise
from db.views.promise_tree import AgreementBranch, CauseLeaf, FocusBranch, PromiseLeaf


def promise_tree(
    session: Session, agreement: str | None = None, *, today: dt.date
) -> tuple[Vector, tuple[AgreementBranch, ...]]:
    """Every agreement, or one of them, with all that it promises; and what the plan knew when it was read."""
    mine = true() if agreement is None else Agreement.id == agreement
    columns = (
        Agreement.id, Agreement.municipality, Agreement.title, Agreement.starts_on, Agreement.ends_on,
    )  # fmt: skip
    rows = session.execute(
        select(*columns).where(Agreement.alive, mine).order_by(*list_order("agreement", ()))
    )
    focus_areas, promises = _focus_areas(session, agreement), _promises(session, agreement, today)
    return vector_here(session), tuple(
        AgreementBranch(
            **row._asdict(),
            focus_areas=tuple(_branch(one, promises) for one in focus_areas.get(row.id, ())),
            promises=tuple(promises.get((row.id, ""), ())),
        )
        for row in rows
    )


def _branch(
    branch: tuple[Any, tuple[CauseLeaf, ...]], promises: Mapping[Any, list[PromiseLeaf]]
) -> FocusBranch:
    row, causes = branch
    return FocusBranch(
        id=row.id,
        number=row.number,
        title=row.title,
        problem=row.problem,
        causes=causes,
        promises=tuple(promises.get((row.agreement, row.id), ())),
    )


def _focus_areas(
    session: Session, agreement: str | None
) -> dict[str, list[tuple[Any, tuple[CauseLeaf, ...]]]]:
    """Each agreement's focus areas with their causes."""
    causes: dict[str, list[CauseLeaf]] = defaultdict(list)
    acting = _acting_on_causes(session)
    columns = (Cause.id, Cause.number, Cause.text, Cause.focus_area)
    for cause in session.execute(select(*columns).where(Cause.alive).order_by(*_numbered(Cause))):
        activities = acting.get(cause.id, 0)
        leaf = CauseLeaf(id=cause.id, number=cause.number, text=cause.text, activities=activities)
        causes[cause.focus_area or ""].append(leaf)
    found: dict[str, list[tuple[Any, tuple[CauseLeaf, ...]]]] = defaultdict(list)
    asked = select(FocusArea.id, FocusArea.number, FocusArea.title, FocusArea.problem, FocusArea.agreement)
    mine = true() if agreement is None else FocusArea.agreement == agreement
    for row in session.execute(asked.where(FocusArea.alive, mine).order_by(*_numbered(FocusArea))):
        found[row.agreement].append((row, tuple(causes.get(row.id, ()))))
    return found


def _acting_on_causes(session: Session) -> dict[str, int]:
    """How many activities act on each cause; one that has been called off does not."""
    asked = (
        select(ActivityCause.cause, func.count())
        .join(Activity, Activity.id == ActivityCause.activity)
        .where(ActivityCause.alive, Activity.alive, Activity.state != ActivityState.CANCELLED.value)
        .group_by(ActivityCause.cause)
    )
    return {key: count for key, count in session.execute(asked) if key}


def _promises(
    session: Session, agreement: str | None, today: dt.date
) -> dict[tuple[str | None, str], list[PromiseLeaf]]:
    """Promises by agreement and focus area, those of no living focus area under none."""
    mine = true() if agreement is None else Promise.agreement == agreement
    kept = _kept(session, mine, today)
    lies_in = and_(
        FocusArea.id == Promise.focus_area, FocusArea.alive, FocusArea.agreement == Promise.agreement
    )
    asked = (
        select(
            Promise.id, Promise.agreement, Promise.number, Promise.text, Promise.published_on,
            FocusArea.id.label("focus"),
        )
        .outerjoin(FocusArea, lies_in)
        .where(Promise.alive, mine)
        .order_by(*_numbered(Promise))
    )  # fmt: skip
    found: dict[tuple[str | None, str], list[PromiseLeaf]] = defaultdict(list)
    for row in session.execute(asked):
        of = kept.get(row.id, _Kept())
        leaf = PromiseLeaf(
            id=row.id,
            number=row.number,
            text=row.text,
            standing=promise_standing(of.standings),
            activities=of.activities,
            done=of.done,
            late=of.late,
            published_on=row.published_on,
        )
        found[row.agreement, row.focus or ""].append(leaf)
    return found


@dataclass(slots=True)
class _Kept:
    """What is known of the activities that are to keep one promise."""

    activities: int = 0
    done: int = 0
    late: int = 0
    standings: list[ActivityStanding] = field(default_factory=list)

    def count(self, state: ActivityState, late: bool, number: int) -> None:
        self.activities += number
        self.done += number if state is ActivityState.DONE else 0
        self.late += number if late else 0
        # A promise stands with many activities of one sort as it does with a single one of each.
        self.standings.append(ActivityStanding(state=state, is_late=late))


def _kept(session: Session, mine: ColumnElement[bool], today: dt.date) -> dict[str, _Kept]:
    """What keeps each promise."""
    found: dict[str, _Kept] = defaultdict(_Kept)
    late = func.coalesce(Activity.next_due < today, False)
    counted = (
        select(ActivityPromise.promise, Activity.state, late.label("late"), func.count().label("number"))
        .join(Activity, Activity.id == ActivityPromise.activity)
        .join(Promise, Promise.id == ActivityPromise.promise)
        .where(ActivityPromise.alive, Activity.alive, Promise.alive, mine)
        .group_by(ActivityPromise.promise, Activity.state, late)
    )
    for row in session.execute(counted):
        state = ActivityState(row.state)
        found[row.promise].count(state, bool(row.late) and state.is_open, row.number)
    for promise, standing in _aimed(session, [key for key, of in found.items() if not of.late], today):
        found[promise].standings.append(standing)
    return found


def _aimed(
    session: Session, promises: Sequence[str], today: dt.date
) -> Iterator[tuple[str, ActivityStanding]]:
    """How activities with a target stand against it, for promises of which it can tell anything new."""
    linked = (
        select(ActivityPromise.promise, Activity.id, Activity.state)
        .join(Activity, Activity.id == ActivityPromise.activity)
        .where(ActivityPromise.alive, Activity.alive, Activity.target != TargetKind.NONE.value)
    )
    rows = [
        row
        for chunk in chunks(promises)
        for row in session.execute(linked.where(ActivityPromise.promise.in_(chunk)))
    ]
    reached = activity_progress(session, list({row.id for row in rows}), today=today)
    for row in rows:
        if row.promise:
            yield row.promise, ActivityStanding(state=ActivityState(row.state), met=reached[row.id].met)


def _numbered(table: Any) -> Iterable[Any]:
    return (table.number.is_(None), table.number, table.id)
