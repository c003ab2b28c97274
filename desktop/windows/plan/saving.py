"""What is typed and chosen in the table, handed to the plan as gestures; nothing typed is lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from db.drafts import ActivityDraft, compose
from db.errors import PlanError, StorageError
from db.kinds import ActivityState, Responsibility, TargetKind
from db.operations import (
    NewActivity,
    add_activities,
    add_activity,
    change,
    change_several,
    delete_several,
    duplicate,
    link_several,
    unlink_several,
)
from db.queries import Vector
from db.queries.plan_table import plan_rows
from db.views.plan_table import Grouping, PlanRow
from desktop.windows.plan.columns import COLUMNS
from desktop.windows.plan.editing import Typed
from desktop.windows.plan.model import PlanModel, Unsaved
from desktop.windows.plan.rows import Group
from desktop.windows.workplace import Workplace
from desktop.wording import sentence

WORD_BY_WORD: Final = frozenset({"title", "place"})
"""Columns whose cells show what was typed while it is being saved: they say just that."""

FRIDAY: Final = 4


class Saver(QObject):
    """Carries out what is done to the rows of the table.

    `refused(key, column)`: a cell could not be saved; what was typed stands in it, and why.
    `added(keys, group)`: there are new activities, to be shown in a group; `not_added(text)`: one that was
    typed could not be saved, and why.
    """

    refused = Signal(str, int)
    added = Signal(object, object)
    not_added = Signal(str)

    def __init__(self, workplace: Workplace, model: PlanModel) -> None:
        super().__init__()
        self._workplace = workplace
        self._model = model
        self._saving: dict[str, list[Callable[[], None]]] = {}
        self._own: dict[str, Vector] = {}
        workplace.runner.recovered.connect(self.try_again)

    # One cell.

    def save(self, key: str, column: int, typed: Typed) -> None:
        """Save what was typed into a cell.

        A row that is being saved already is read again before the next of its cells is: else the second edit
        would not know of the first, and the two would be a conflict with oneself.
        """
        shown = COLUMNS[column].id in WORD_BY_WORD
        self._model.keep_unsaved(key, column, Unsaved(typed.text, typed.value) if shown else None)
        if key in self._saving:
            self._saving[key].append(lambda: self.save(key, column, typed))
            return
        read = self._model.contents(key)
        if read is None:
            return
        self._saving[key] = []
        self._workplace.runner.do(
            self,
            change,
            key,
            _changes(COLUMNS[column].field, typed.value, read.row),
            seen=self._seen_at(key, typed, read.seen),
            then=lambda _key: self._saved(key, column),
            failed=lambda error: self._refused(key, column, typed, error),
        )

    def _seen_at(self, key: str, typed: Typed, now: Vector) -> Vector:
        """What its person had seen: the row as it was when they began to type, and their own edits since."""
        own = self._own.get(key)
        if typed.seen is None:
            return now
        return own if own is not None and all(own.covers(*name) for name in typed.seen) else typed.seen

    def try_again(self) -> None:
        """Save what could not be saved before: the disk is back."""
        for (key, column), unsaved in list(self._model.unsaved.items()):
            self.save(key, column, Typed(unsaved.value, unsaved.text))

    def _saved(self, key: str, column: int) -> None:
        def read(answer: tuple[Vector, tuple[PlanRow, ...]]) -> None:
            seen, rows = answer
            self._model.take_up(rows, seen)
            self._model.keep_unsaved(key, column, None)
            self._own[key] = seen
            self._next(key)

        self._workplace.runner.ask(self, read, plan_rows, (key,), today=self._workplace.today)

    def _refused(self, key: str, column: int, typed: Typed, error: PlanError) -> None:
        fault = sentence(self._workplace.words, error)
        self._model.keep_unsaved(key, column, Unsaved(typed.text, typed.value, fault))
        self._tell(error, self.try_again)
        self._next(key)
        self.refused.emit(key, column)

    def _next(self, key: str) -> None:
        for later in self._saving.pop(key, ()):
            later()

    def _tell(self, error: PlanError, again: Callable[[], object]) -> None:
        """What keeps the whole plan from being written is said across the window, with a way to try again."""
        if isinstance(error, StorageError):
            self._workplace.runner.failed.emit(error, again)
        else:
            self._workplace.say(sentence(self._workplace.words, error))

    # Several rows.

    def change_all(self, keys: Sequence[str], changes: Mapping[str, object]) -> None:
        """Set fields of several activities in one step."""
        self._do(change_several, keys, changes)

    def link_all(self, keys: Sequence[str], other: str, linked: bool) -> None:
        """Link several activities to a promise, or take the links away, in one step."""
        self._do(link_several if linked else unlink_several, keys, other)

    def delete_all(self, keys: Sequence[str]) -> None:
        """Delete several activities in one step; the line of status offers to undo it."""
        self._do(delete_several, keys)

    def duplicate_all(self, keys: Sequence[str], group: Group | None) -> None:
        """Add a like of each activity, to be shown in the group of those."""
        self._add(group, duplicate, list(keys))

    def _do(self, operation: Callable[..., object], keys: Sequence[str], *more: object) -> None:
        def carry_out() -> None:
            self._workplace.runner.do(
                self,
                operation,
                list(keys),
                *more,
                seen=seen,
                failed=lambda error: self._tell(error, carry_out),
            )

        seen = self._seen(keys)
        if keys:
            carry_out()

    def _add(self, group: Group | None, operation: Callable[..., object], *given: object) -> None:
        def carry_out() -> None:
            self._workplace.runner.do(
                self,
                operation,
                *given,
                then=lambda keys: self.added.emit(keys, group),
                failed=lambda error: self._tell(error, carry_out),
            )

        carry_out()

    def _seen(self, keys: Iterable[str]) -> Vector | None:
        """What the person had before them: what the plan knew when the first of the rows was read."""
        found = [read.seen for key in keys if (read := self._model.contents(key)) is not None]
        if not found:
            return None
        oldest = found[0]
        for seen in found:
            oldest = seen if all(oldest.covers(*name) for name in seen) else oldest
        return oldest

    # New ones.

    def begin(self, title: str, group: Group, agreement: str | None) -> None:
        """Add an activity with what all of its group have in common."""
        new = fresh(title, self._model.rows.grouping, group, agreement)
        self._workplace.runner.do(
            self, add_activity, new, then=lambda key: self.added.emit([key], group), failed=self._not_begun
        )

    def paste(self, new: Sequence[NewActivity], group: Group | None) -> None:
        """Add several activities in one step."""
        self._add(group, add_activities, list(new))

    def _not_begun(self, error: PlanError) -> None:
        self.not_added.emit(sentence(self._workplace.words, error))


def fresh(title: str, grouping: Grouping, group: Group, agreement: str | None) -> NewActivity:
    """A new activity of a group: its promise, owner, party, state, or the Friday of its week."""
    preset: dict[str, object] = {}
    links: tuple[str, ...] = ()
    match grouping:
        case _ if not group.key:
            pass
        case Grouping.PROMISE:
            links = (group.key,)
        case Grouping.OWNER:
            preset["owner"] = group.key
        case Grouping.RESPONSIBILITY:
            preset["responsibility"] = Responsibility(group.key)
        case Grouping.STATE:
            preset["state"] = ActivityState(group.key)
        case Grouping.WEEK:
            preset["due_on"] = dt.date.fromisoformat(group.key) + dt.timedelta(days=FRIDAY)
    return NewActivity(compose(ActivityDraft, {"title": title, "agreement": agreement, **preset}), links)


def _changes(field: str, value: object, row: PlanRow) -> dict[str, object]:
    """The changes that a cell's value means; a number where there was no target means at least so many."""
    if field != "target_count":
        return {field: value}
    if value is None:
        return {"target": TargetKind.NONE, "target_count": None}
    if row.line.target is TargetKind.NONE:
        return {"target": TargetKind.AT_LEAST, "target_count": value}
    return {"target_count": value}
