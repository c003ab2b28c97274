"""An agreement's focus areas and promises, each activity told in full under the first that it keeps."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.kinds import ActivityState
from db.queries.status.figures import Basis
from db.rules.standing import ActivityStanding, promise_standing
from db.tables import FocusArea, Promise
from db.views.status import ElsewhereLine, FocusSection, PromiseSection, StatusActivity


def focus_sections(session: Session, basis: Basis) -> tuple[FocusSection, ...]:
    """Every focus area with its promises; promises of none (any more) come last."""
    focus_areas = session.execute(
        select(FocusArea.id, FocusArea.number, FocusArea.title, FocusArea.problem)
        .where(FocusArea.alive, FocusArea.agreement == basis.agreement)
        .order_by(FocusArea.number.is_(None), FocusArea.number, FocusArea.title, FocusArea.id)
    ).all()
    promises: dict[str, list[Any]] = defaultdict(list)
    known = {row.id for row in focus_areas}
    for row in session.execute(
        select(
            Promise.id, Promise.number, Promise.text, Promise.expected_effect, Promise.published_on,
            Promise.carried_from, Promise.focus_area,
        )
        .where(Promise.alive, Promise.agreement == basis.agreement)
        .order_by(Promise.number.is_(None), Promise.number, Promise.text, Promise.id)
    ):  # fmt: skip
        promises[row.focus_area if row.focus_area in known else ""].append(row)
    told = _Told(basis)
    sections = [
        FocusSection(
            number="" if row.number is None else str(row.number),
            title=row.title,
            problem=row.problem,
            findings=tuple(basis.grounds.findings.get(row.id, ())),
            causes=tuple(basis.grounds.causes.get(row.id, ())),
            indicators=tuple(basis.grounds.indicators.get(row.id, ())),
            promises=tuple(told.promise(promise) for promise in promises.get(row.id, ())),
        )
        for row in focus_areas
    ]
    if promises.get(""):
        sections.append(FocusSection(promises=tuple(told.promise(promise) for promise in promises[""])))
    return tuple(sections)


class _Told:
    """Which activities have been told already, and under which promise."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._under: dict[str, str] = {}
        self._keys: dict[str, list[str]] = defaultdict(list)
        for activity in basis.loaded.activities:
            for promise in basis.loaded.promises.get(activity, ()):
                self._keys[promise].append(activity)

    def promise(self, row: Any) -> PromiseSection:
        """Tell a promise with what has not been told under an earlier one."""
        everything = self._basis.loaded.activities
        keys = self._keys.get(row.id, [])
        shown = [key for key in keys if key in self._basis.shown]
        here = [key for key in shown if key not in self._under]
        number = "" if row.number is None else str(row.number)
        elsewhere = tuple(self._elsewhere(key) for key in shown if key in self._under)
        self._under.update(dict.fromkeys(here, number))
        return PromiseSection(
            number=number,
            text=row.text,
            expected_effect=row.expected_effect,
            standing=promise_standing(_standing(everything[key]) for key in keys),
            published_on=row.published_on,
            carried_over=row.carried_from is not None,
            count=len(shown),
            done=sum(everything[key].state is ActivityState.DONE for key in shown),
            late=sum(everything[key].is_late for key in shown),
            activities=tuple(everything[key] for key in here),
            elsewhere=elsewhere,
            indicators=tuple(self._basis.grounds.indicators.get(row.id, ())),
        )

    def _elsewhere(self, key: str) -> ElsewhereLine:
        activity = self._basis.loaded.activities[key]
        return ElsewhereLine(
            number=activity.number,
            title=activity.title,
            promise=self._under[key],
            state=activity.state,
            is_late=activity.is_late,
        )


def _standing(activity: StatusActivity) -> ActivityStanding:
    return ActivityStanding(state=activity.state, is_late=activity.is_late, met=activity.progress.met)
