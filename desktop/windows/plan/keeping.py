"""Keeping the table true while it is looked at, without disturbing whoever looks at it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView

from db.queries import Vector
from db.views.plan_table import Grouping, PlanOutline
from desktop.windows.plan.columns import TITLE
from desktop.windows.plan.rows import Group

if TYPE_CHECKING:
    from desktop.windows.plan.room import PlanRoom

MOST_LOOKED_AFTER: Final = 400
"""How many changed rows out of view are looked at to see whether they are still there."""

MOST_ONE_BY_ONE: Final = 60
"""How many rows come or go one by one; where there are more, the list is read anew."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What was in view: the activity at the top, where the keys went, and what was chosen."""

    top: str
    current: str
    column: int
    heading: str | None
    chosen: tuple[str, ...]


class Keeping(QObject):
    """Takes up what has changed.

    A row that no longer fits the filter, or has moved in the order, stays where it is until the list is read
    anew: whoever works their way down a list must not have it change under their hands. A button offers to
    read it. What has been deleted goes at once, what is new comes at the end of its group, and what is
    undeleted goes back to where it was.
    """

    def __init__(self, room: PlanRoom) -> None:
        super().__init__(room)
        self._room = room
        self._model = room.model
        self._view = room.view
        self._ids: frozenset[str] = frozenset()
        self._gone: set[str] = set()
        self.is_quiet = False

    def touched(self, ids: frozenset[str]) -> None:
        """Read again what is in view, since something has changed."""
        if not self._room.isVisible():
            return  # It is read when the room is entered.
        # An answer that comes after a newer question is dropped, so what it was about is asked for again.
        self._ids |= ids
        # Those that are not shown may be new here; of other tables' rows nothing comes back.
        shown = self._model.rows.among(self._ids)
        others = [key for key in self._ids if key not in shown]
        wanted = dict.fromkeys([*self._view.in_view(), *[*shown, *others][:MOST_LOOKED_AFTER]])
        self._room.ask_outline(lambda answer: self._take_up(answer, tuple(wanted)), "kept", tuple(wanted))

    def _take_up(self, answer: tuple[Vector, PlanOutline], asked: Sequence[str]) -> None:
        seen, outline = answer
        ids, self._ids = self._ids, frozenset()
        there = {row.line.id for row in outline.rows}
        gone = {
            key for key in self._model.rows.among(asked) if key not in there and not self._is_typed_into(key)
        }
        fresh = {group.key: Group(group.key, group.keys).those(ids) for group in outline.groups}
        if len(gone) + sum(map(len, fresh.values())) > MOST_ONE_BY_ONE and not self._view.is_editing():
            self._room.read()
            return
        self._take_out(gone)
        self._model.forget_all_but(there)
        self._model.take_up(outline.rows, seen)
        self._model.tell_totals({group.key: (group.late, group.done) for group in outline.groups})
        known = {group.key for group in self._model.rows.groups}
        if (
            any(group.key not in known and len(group) for group in outline.groups)
            and not self._view.is_editing()
        ):
            self._room.read()
            return
        self._show_fresh(outline, fresh)
        self._room.tell_totals()
        self._room.bar.tell_stale(self._is_stale(outline))

    def _take_out(self, gone: Collection[str]) -> None:
        """Take out the rows of what has been deleted; keys that are in the table go to the next row."""
        spot = self._view.spot()
        current = spot.key if spot is not None else ""
        with self.quietly():
            for key in gone:
                self._gone.add(key)
                self._model.take_out(key)
            if current not in gone:
                return
            if not self._view.hasFocus():
                self._view.choose_none()
                return
        self._room.tell_choice()

    def _is_typed_into(self, key: str) -> bool:
        index = self._room.cells.index
        return index.isValid() and self._model.rows.spot(index.row()).key == key

    def _show_fresh(self, outline: PlanOutline, fresh: Mapping[str, Mapping[str, int]]) -> None:
        """Show what is there now and was not before."""
        rows = self._model.rows
        for group in outline.groups:
            here = rows.group(group.key)
            if here is None or here.keys == group.keys:
                continue
            now = Group(group.key, group.keys)
            for key, place in fresh[group.key].items():
                if here.place_of(key) >= 0 or (rows.grouping is not Grouping.PROMISE and rows.holds(key)):
                    continue  # It has moved to this group, but stays where it is for now.
                self._model.put_in(here, key, _after(now, place, here) if key in self._gone else None)
                self._gone.discard(key)

    def _is_stale(self, outline: PlanOutline) -> bool:
        now = {group.key: group.keys for group in outline.groups if len(group)}
        return now != {group.key: group.keys for group in self._model.rows.groups if len(group)}

    def show_new(self, keys: Sequence[str], group: Group | None) -> None:
        """Show new activities in the group they were begun in, even if the filter would not let them in."""
        rows = self._model.rows
        for key in keys:
            here = rows.group(group.key) if group is not None else None
            if here is not None and here.place_of(key) < 0 and not rows.holds(key):
                self._model.put_in(here, key)
                self._room.bar.tell_stale(True)
        self._room.tell_totals()

    def choose(self, keys: Sequence[str]) -> None:
        """Choose the rows of some activities, as far as they are shown, and let the first come into view."""
        rows = self._model.rows
        found = [row for key in keys[:MOST_LOOKED_AFTER] for row in list(rows.rows_of(key))[:1]]
        if found:
            self._view.choose(found, found[0], TITLE)
            self._view.scrollTo(self._model.index(found[0], TITLE))

    def go_to(self, key: str) -> bool:
        """Let the keys go to an activity's row, opening its group if need be; whether it is shown at all."""
        rows = self._model.rows
        for group in rows.groups:
            if group.place_of(key) >= 0:
                self._room.fold(group, False)
                row = rows.row_of(group, group.place_of(key))
                with self.quietly():
                    self._view.choose([row], row, max(self._view.currentIndex().column(), TITLE))
                self._view.scrollTo(self._model.index(row, TITLE), QAbstractItemView.ScrollHint.EnsureVisible)
                return True
        return False

    @contextmanager
    def places(self) -> Iterator[None]:
        """Show another table, and then let the same things be in view and chosen, if they are there."""
        kept = self._now()
        with self.quietly():
            yield
            self._restore(kept)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Change what is chosen in the table without the window hearing: only a person selects something."""
        before, self.is_quiet = self.is_quiet, True
        try:
            yield
        finally:
            self.is_quiet = before

    def _now(self) -> _Place:
        view, rows = self._view, self._model.rows
        spot = view.spot()
        top = next(iter(rows.keys(view.rowAt(0), view.rowAt(0) + 1)), "") if len(rows) else ""
        chosen: list[str] = []
        for key in view.chosen():
            chosen.append(key)
            if len(chosen) >= MOST_LOOKED_AFTER:
                break
        heading = spot.group.key if spot is not None and not spot.key else None
        column = view.currentIndex().column()
        return _Place(top, spot.key if spot else "", column if column >= 0 else TITLE, heading, tuple(chosen))

    def _restore(self, kept: _Place) -> None:
        view, rows = self._view, self._model.rows
        aside = view.horizontalScrollBar().value()
        current = next(rows.rows_of(kept.current), -1) if kept.current else -1
        if current < 0 and kept.heading is not None and (group := rows.group(kept.heading)) is not None:
            current = rows.heading_row(group)
        chosen = [row for key in kept.chosen for row in list(rows.rows_of(key))[:1]]
        if current < 0 and not chosen and (selection := self._room.workplace.selection):
            current = next(rows.rows_of(selection[0].id), -1)
            if current < 0:
                # What is selected is not here: a row that is, chosen instead, would be acted upon by mistake.
                view.choose_none()
                view.horizontalScrollBar().setValue(aside)
                return
        if current < 0 and not chosen:
            current = 0
        view.choose(chosen or ([current] if current >= 0 else []), current, kept.column)
        top = next(rows.rows_of(kept.top), -1) if kept.top else -1
        if top >= 0:
            view.scrollTo(self._model.index(top, kept.column), QAbstractItemView.ScrollHint.PositionAtTop)
        if current >= 0:
            view.scrollTo(self._model.index(current, kept.column))
        view.horizontalScrollBar().setValue(aside)


def _after(now: Group, place: int, here: Group) -> int:
    """Where a row goes among those that are shown: after the nearest one before it in the plan."""
    for before in range(place - 1, -1, -1):
        found = here.place_of(now.key_at(before))
        if found >= 0:
            return found + 1
    return 0
