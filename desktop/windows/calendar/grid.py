"""The grid of days: arrows go over days, Tab over what falls on them, the mouse or Alt and arrows move it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHeaderView, QTableView, QToolTip
from typing_extensions import override

from db.views.calendar import CalendarDay, CalendarEntry, CalendarView
from desktop.windows.calendar.hours import HourHeader
from desktop.windows.calendar.layout import hours_of
from desktop.windows.calendar.model import Cell, DayModel, Span
from desktop.windows.calendar.painting import DayDelegate, paint_bar, theme_line
from desktop.windows.theme import Theme
from desktop.words import Words
from desktop.words.calendar import entry_lines

DAYS: Final[Mapping[Qt.Key, int]] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
"""How far an arrow goes."""

HOUR: Final = 34
"""Pixels of an hour in a week, at the least."""


class DayGrid(QTableView):
    """A month or a week, a cell for each day.

    `went(day)` asks for another day, in view or not; `paged(-1 | 1)` for the month or week beside;
    `picked(entry)` says what the keys are about now, or nothing; `chose(entry)` that its details are wanted;
    `moved(entry, day)` that it is to lie on another day; `opened(day)` asks for all that a day has;
    `made(day)` for a new activity; `asked_week(monday)` for one of a month's weeks by itself;
    `asked_menu(entry, day, point)` for what can be done with an entry.
    """

    went = Signal(object)
    paged = Signal(int)
    picked = Signal(object)
    chose = Signal(object)
    moved = Signal(object, object)
    opened = Signal(object)
    made = Signal(object)
    asked_week = Signal(object)
    asked_menu = Signal(object, object, object)

    def __init__(self, theme: Theme, words: Words, span: Span) -> None:
        super().__init__()
        self._theme, self._words, self.extent = theme, words, span
        self.days = DayModel(words, span)
        self.setModel(self.days)
        self._delegate = DayDelegate(theme, words, self.days)
        self.setItemDelegate(self._delegate)
        self._held: CalendarEntry | None = None
        self._pressed = QPoint()
        self._dragging: QPoint | None = None
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        if span is Span.WEEK:
            self.setVerticalHeader(HourHeader(self._delegate, theme))
        across, down = self.horizontalHeader(), self.verticalHeader()
        for header in (across, down):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        down.setSectionsClickable(span is Span.MONTH)
        down.sectionClicked.connect(self._open_week)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(60)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        down.setMinimumSectionSize(40)
        down.setFixedWidth(52 if span is Span.MONTH else 64)

    # What is shown.

    def show_view(self, view: CalendarView, day: dt.date) -> None:
        """Show whole weeks, and stand on a day."""
        self.days.show(view, day)
        self._delegate.hours = hours_of(self.days.entries())
        self._share_height()
        self.stand_on(day)

    def stand_on(self, day: dt.date) -> None:
        """Let a day be the one that keys are about."""
        current = self.days.cell(self.currentIndex())
        if current is None or current.day.on != day:
            places = self.days.indexes_of(day)
            if places:
                self.setCurrentIndex(places[0])
        self.viewport().update()

    @property
    def day(self) -> CalendarDay | None:
        """The day that keys are about."""
        cell = self.days.cell(self.currentIndex())
        return cell.day if cell else None

    @property
    def entry(self) -> CalendarEntry | None:
        """The entry that keys are about."""
        return self.days.picked

    def pick(self, entry: CalendarEntry | None) -> None:
        """Let keys be about an entry, and tell it to whoever listens to the screen."""
        self.days.pick(entry)
        if entry is not None:
            places = [place for place in self.days.indexes_of(entry.on) if entry in self._cell(place).entries]
            if places:
                self.setCurrentIndex(places[0])
            self._tell_reader(self.currentIndex())
        self.picked.emit(entry)

    def _tell_reader(self, index: QModelIndex) -> None:
        """Let a screen reader say the cell again: Qt tells it of another cell, not of another bar in one."""
        event = QAccessibleEvent(self, QAccessible.Event.Focus)
        event.setChild((index.row() + 1) * (self.days.columnCount() + 1) + index.column() + 1)
        QAccessible.updateAccessibility(event)

    def rect_of(self, entry: CalendarEntry) -> QRect | None:
        """Where an entry's bar is, if it has room."""
        for index in self.days.indexes_of(entry.on):
            for bar in self._delegate.places(self._cell(index), self.visualRect(index)).bars:
                if bar.entry == entry:
                    return bar.rect
        return None

    def rect_of_day(self, day: dt.date) -> QRect:
        """Where a day's (first) cell is."""
        places = self.days.indexes_of(day)
        return self.visualRect(places[0]) if places else QRect()

    def _open_week(self, row: int) -> None:
        cell = self.days.cell(self.days.index(row, 0))
        if cell is not None:
            self.asked_week.emit(cell.day.on)

    def _cell(self, index: QModelIndex) -> Cell:
        cell = self.days.cell(index)
        assert cell is not None, "the index is one of the model's own"
        return cell

    def _share_height(self) -> None:
        """Give a month's weeks the same height; in a week the clock takes what the whole days leave."""
        down, room = self.verticalHeader(), self.viewport().height()
        rows = self.days.rowCount()
        if rows == 0:
            return
        if self.extent is Span.MONTH:
            least = self._delegate.head + 2 * (theme_line(self._theme) + 2) + 2
            for row in range(rows):
                down.resizeSection(row, max(least, room // rows + (row < room % rows)))
            return
        most = max((len(self._cell(self.days.index(0, column)).entries) for column in range(7)), default=0)
        line = theme_line(self._theme) + 2
        allday = self._delegate.head + max(2, min(most, 6)) * line + 6
        first, last = self._delegate.hours
        down.resizeSection(0, allday)
        down.resizeSection(1, max(room - allday, (last - first) * HOUR))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    # Keys.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.day
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key is Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
        elif key is Qt.Key.Key_Escape and self.entry is not None:
            self.pick(None)
        elif day is None:
            super().keyPressEvent(event)
        elif alt and key in DAYS and self.entry is not None:
            self.moved.emit(self.entry, self.entry.on + dt.timedelta(days=DAYS[key]))
        elif plain and key in DAYS:
            self.pick(None)
            self.went.emit(day.on + dt.timedelta(days=DAYS[key]))
        elif plain and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(-1 if key is Qt.Key.Key_PageUp else 1)
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            far = day.on.weekday() if key is Qt.Key.Key_Home else day.on.weekday() - 6
            self.pick(None)
            self.went.emit(day.on - dt.timedelta(days=far))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(day)
        elif plain and key is Qt.Key.Key_Space:
            self.opened.emit(day)
        else:
            super().keyPressEvent(event)

    def _choose(self, day: CalendarDay) -> None:
        if self.entry is not None:
            self.chose.emit(self.entry)
        elif len(day.entries) == 1:
            self.pick(day.entries[0])
            self.chose.emit(day.entries[0])
        elif day.entries:
            self.opened.emit(day)
        else:
            self.made.emit(day.on)

    @override
    def event(self, event: QEvent) -> bool:
        # Alt with an arrow belongs to whatever is picked here, not to a menu.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() in DAYS and self.entry is not None:
                event.accept()
                return True
        return super().event(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the entry after, or before, the picked one; beyond the last, leave the grid."""
        found = self.days.entries()
        day = self.day
        if self.entry in found:
            at = found.index(self.entry) + (1 if next else -1)
        elif next:
            at = sum(1 for one in found if day is not None and one.on < day.on)
        else:
            at = sum(1 for one in found if day is not None and one.on <= day.on) - 1
        if 0 <= at < len(found):
            self.pick(found[at])
            return True
        self.pick(None)
        return super().focusNextPrevChild(next)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # The mouse.

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        cell = self.days.cell(index)
        if cell is None:
            return
        self.setCurrentIndex(index)
        entry = self._entry_at(index, point)
        self.pick(entry)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._is_more(index, point):
            self.opened.emit(cell.day)
        elif entry is not None:
            self._held, self._pressed = entry, point
        else:
            self.went.emit(cell.day.on)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        point = event.position().toPoint()
        far = (point - self._pressed).manhattanLength()
        if self._dragging is None and (far < QApplication.startDragDistance() or not self._held.movable):
            return
        self._dragging = point
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        entry, dragged = self._held, self._dragging is not None
        if entry is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        cell = self.days.cell(self.indexAt(event.position().toPoint()))
        self._let_go()
        if not dragged:
            self.chose.emit(entry)
        elif cell is not None and cell.day.on != entry.on:
            self.moved.emit(entry, cell.day.on)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        cell = self.days.cell(index)
        if cell is not None and self._entry_at(index, point) is None and not self._is_more(index, point):
            self.made.emit(cell.day.on)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            where = event.globalPos()
        else:
            rect = self.rect_of(self.entry) if self.entry else self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal((rect or QRect()).bottomLeft())
        self.asked_menu.emit(self.entry, self.day, where)

    def _let_go(self) -> None:
        self._held = self._dragging = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _entry_at(self, index: QModelIndex, point: QPoint) -> CalendarEntry | None:
        return self._delegate.places(self._cell(index), self.visualRect(index)).at(point.x(), point.y())

    def _is_more(self, index: QModelIndex, point: QPoint) -> bool:
        more = self._delegate.places(self._cell(index), self.visualRect(index)).more
        return more is not None and more.contains(point)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            entry = self._entry_at(index, event.pos()) if index.isValid() else None
            QToolTip.showText(event.globalPos(), "\n".join(entry_lines(self._words, entry)) if entry else "")
            return True
        return super().viewportEvent(event)

    # What lies over the cells.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRect(self.visualRect(current).adjusted(1, 1, -2, -2))
        if self._dragging is not None and self._held is not None:
            target = self.indexAt(self._dragging)
            if target.isValid():
                painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
                painter.drawRect(self.visualRect(target).adjusted(1, 1, -2, -2))
            wide = min(180, self.columnWidth(0) - 8)
            ghost = QRect(self._dragging + QPoint(8, 4), self.rect().size())
            ghost.setWidth(wide)
            ghost.setHeight(theme_line(self._theme))
            painter.setOpacity(0.9)
            painter.fillRect(ghost, self._theme.colour("surface"))
            paint_bar(painter, self._theme, self._words, self._held, ghost, picked=True)
