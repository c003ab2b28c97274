"""The calendar: a month, a week or the year, with what falls on each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.queries.calendar import calendar
from db.views.calendar import CalendarDay, CalendarEntry, CalendarView, EntryKind
from desktop.windows.calendar.bar import MODES, CalendarBar
from desktop.windows.calendar.day_list import DayList
from desktop.windows.calendar.grid import DayGrid
from desktop.windows.calendar.model import Span
from desktop.windows.calendar.mover import Mover
from desktop.windows.calendar.paging import grid_days, page, within
from desktop.windows.calendar.timeline_pane import TimelinePane
from desktop.windows.making import make
from desktop.windows.room import Room
from desktop.windows.workplace import Workplace
from desktop.words.calendar import day_words, entry_words


class CalendarRoom(Room):
    """One day at a time is stood on; month, week and year show what lies round it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._day = workplace.today
        self._mode = "month"
        self._shown = False
        self._follow: tuple[EntryKind, str | None, str, dt.date] | None = None
        self.mover = Mover(workplace, self)
        self.mover.moved.connect(self._moved)
        self.grids = {
            "month": DayGrid(self.theme, self.words, Span.MONTH),
            "week": DayGrid(self.theme, self.words, Span.WEEK),
        }
        self.timeline = TimelinePane(workplace, self.mover)
        self.timeline.asked_menu.connect(self._open_menu)
        self.list = DayList(self.theme, self.words, self)
        self.bar = CalendarBar(workplace)
        self.bar.mode_wanted.connect(self.show_mode)
        self.bar.paged.connect(self._page)
        self.bar.today_wanted.connect(self.go_today)
        self.bar.day_typed.connect(self._go_typed)
        self._build()
        for grid in self.grids.values():
            self._listen(grid)
        self.list.chose.connect(self._choose)
        self.list.moved.connect(self.mover.ask_day)
        self.list.made.connect(self._make)
        workplace.scope_changed.connect(self._read)
        workplace.runner.touched.connect(lambda _rows: self._read())

    def _build(self) -> None:
        space = self.theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space * 4, space * 3, space * 4, space * 3)
        column.setSpacing(space * 2)
        self.hint = QLabel()
        self.hint.setObjectName("hint")
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.hint.hide()
        self.stack = QStackedWidget()
        for pane in (*self.grids.values(), self.timeline):
            self.stack.addWidget(pane)
        column.addWidget(self.bar)
        column.addWidget(self.hint)
        column.addWidget(self.stack, 1)
        self._name_all()

    def _listen(self, grid: DayGrid) -> None:
        grid.went.connect(self.go_to_day)
        grid.paged.connect(self._page)
        grid.chose.connect(self._choose)
        grid.moved.connect(self.mover.move)
        grid.opened.connect(lambda day: self._open_list(grid, day))
        grid.made.connect(self._make)
        grid.asked_menu.connect(self._open_menu)
        grid.asked_week.connect(self._open_week)

    def _name_all(self) -> None:
        """Say what is shown: on top, and to whoever listens to the screen."""
        _ = self.words
        name = self.bar.show_place(self._mode, self._day)
        for mode, grid in self.grids.items():
            grid.setAccessibleName(f"{_(MODES[mode].text)} {name}")
            grid.setAccessibleDescription(
                _("Arrows go to another day, Tab to what falls on it, Alt and an arrow move that.")
            )

    # What the frame asks of a room.

    @override
    def enter(self) -> None:
        self._shown = True
        self._read()
        self._pane().setFocus()

    @override
    def leave(self) -> None:
        self._shown = False
        self.list.hide()

    @override
    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "new.activity": lambda: self._make(self._day),
            "print.preview": self._print,
            "calendar.today": self.go_today,
            "calendar.move": self._move_picked,
            "calendar.goto": self.bar.ask_where,
            "calendar.month": lambda: self.show_mode("month"),
            "calendar.week": lambda: self.show_mode("week"),
            "calendar.timeline": lambda: self.show_mode("timeline"),
        }

    @override
    def arrangement(self) -> Mapping[str, Any]:
        return {"mode": self._mode, "timeline": self.timeline.arrangement()}

    @override
    def arrange(self, saved: Mapping[str, Any]) -> None:
        mode, timeline = saved.get("mode"), saved.get("timeline")
        if isinstance(timeline, Mapping):
            self.timeline.arrange(timeline)
        if isinstance(mode, str) and mode in MODES:
            self.show_mode(mode)

    # Where one is.

    def show_mode(self, mode: str) -> None:
        """Show a month, a week or the year round the day that one stands on."""
        self._mode = mode
        self.stack.setCurrentIndex(list(MODES).index(mode))
        self._name_all()
        self._read()
        if self._shown:
            self._pane().setFocus()

    def go_to_day(self, day: dt.date) -> None:
        """Stand on a day, turning the pages where it is not in view."""
        before, self._day = self._day, within(day)
        day = self._day
        self.bar.fault.hide()
        if self._mode == "timeline":
            self.timeline.show_day(day)
            if before.year != day.year:
                self._read()
        elif grid_days(self._mode, before) == grid_days(self._mode, day):
            self.grids[self._mode].stand_on(day)
        else:
            self._read()
        self._name_all()

    def _open_week(self, monday: dt.date) -> None:
        if not monday <= self._day <= monday + dt.timedelta(days=6):
            self.go_to_day(monday)
        self.show_mode("week")

    def go_today(self) -> None:
        """Stand on today."""
        self.go_to_day(self.workplace.today)
        self._pane().setFocus()

    @property
    def day(self) -> dt.date:
        """The day that one stands on."""
        return self._day

    def _page(self, by: int) -> None:
        self.go_to_day(page(self._mode, self._day, by))

    def _go_typed(self, day: dt.date) -> None:
        self.go_to_day(day)
        self._pane().setFocus()

    def _pane(self) -> QWidget:
        return self.timeline.table if self._mode == "timeline" else self.grids[self._mode]

    # Reading.

    def _read(self) -> None:
        if not self._shown:
            return
        place = self.workplace
        if self._mode == "timeline":
            self.hint.hide()
            self.timeline.read(self._day)
            return
        first, last = grid_days(self._mode, self._day)
        mode, day = self._mode, self._day
        place.runner.ask(
            self,
            lambda view: self._show(mode, day, view),
            calendar,
            place.scope(),
            first=first,
            last=last,
            today=place.today,
            zone=place.zone,
            language=self.words.language,
            agreement=place.agreement,
            key="calendar",
        )

    def _show(self, mode: str, day: dt.date, view: CalendarView) -> None:
        grid = self.grids[mode]
        picked = grid.entry
        grid.show_view(view, self._day if grid_days(mode, self._day) == grid_days(mode, day) else day)
        self._pick_again(grid, picked)
        self._tell_what_is_there(mode, view)

    def _pick_again(self, grid: DayGrid, picked: CalendarEntry | None) -> None:
        """Keep to what keys are about, and follow it where it has been moved."""
        wanted = self._follow
        if wanted is None and picked is not None:
            wanted = (picked.kind, picked.activity, picked.thing.id, picked.on)
        if wanted is None:
            return
        kind, activity, thing, on = wanted
        found = [one for one in grid.days.entries() if one.on == on and one.kind is kind]
        same = [one for one in found if one.thing.id == thing or (activity and one.activity == activity)]
        grid.days.pick(None)
        if same:
            self._follow = None
            grid.pick(same[0])

    def _tell_what_is_there(self, mode: str, view: CalendarView) -> None:
        _ = self.words
        inside = [each for each in view.days if mode == "week" or each.on.month == self._day.month]
        text = ""
        if view.cut:
            text = _("There is more here than can be shown. Narrow it down in the search box.")
        elif not any(each.entries for each in inside):
            text = _(
                "Nothing falls on these days. Double-click a day, or press Ctrl+N, "
                "for an activity to be done by then."
            )
            if self.workplace.filter_text.strip():
                text = _("Nothing of what the search box lets through falls on these days.")
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    # What is done here.

    def _choose(self, entry: CalendarEntry) -> None:
        self.workplace.select(entry.shown)

    def _moved(self, entry: CalendarEntry, to: dt.date) -> None:
        self._follow = (entry.kind, entry.activity, entry.thing.id, to)
        if self._mode != "timeline":
            self.go_to_day(to)
        self._read()

    def _make(self, day: dt.date) -> None:
        make(self.workplace, "activity", {"due_on": day})

    def _print(self) -> None:
        """Show what is on the screen as it would be on paper: the month, or the year."""
        from desktop.windows.printing.preview import open_preview

        report = "timeline" if self._mode == "timeline" else "month"
        self.preview = open_preview(
            self.workplace, report, period=self._day, filter=self.workplace.filter_text.strip()
        )

    def _move_picked(self) -> None:
        picked = self.timeline.entry if self._mode == "timeline" else self.grids[self._mode].entry
        if picked is None:
            self.workplace.say(self.words("Choose what is to be moved first, with Tab or the mouse."))
        elif picked.movable:
            self.mover.ask_day(picked)
        else:
            self.mover.move(picked, picked.on)

    def _open_list(self, grid: DayGrid, day: CalendarDay) -> None:
        rect = grid.rect_of_day(day.on)
        corner = grid.viewport().mapToGlobal(rect.topLeft())
        self.list.show_day(day, self.workplace.today, corner)

    def _open_menu(self, entry: CalendarEntry | None, day: CalendarDay | None, where: QPoint) -> None:
        """What can be done with an entry, and with a day."""
        _, icon = self.words, self.theme.icon
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry is not None:
            show = _("Show {thing}").format(thing=entry_words(_, entry)[:40])
            menu.addAction(icon("edit"), show, lambda: self._choose(entry))
            move = menu.addAction(icon("calendar-day"), _("Move …"), lambda: self.mover.ask_day(entry))
            move.setEnabled(entry.movable)
            menu.addSeparator()
        if day is not None:
            due = _("New activity due {day}").format(day=day_words(_, day.on))
            menu.addAction(icon("new"), due, lambda: self._make(day.on))
        if day is not None and day.entries:
            all_of = _("All of {day}").format(day=day_words(_, day.on))
            menu.addAction(icon("more"), all_of, lambda: self._open_list(self.grids[self._mode], day))
        if not menu.isEmpty():
            menu.popup(where)
