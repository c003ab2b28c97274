"""The chart of a timeline: rows under each other, days beside each other, moved over by keys and mouse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHeaderView, QTableView, QToolTip
from typing_extensions import override

from db.views.calendar import CalendarDay, CalendarEntry, TimelineRow
from desktop.windows.calendar.chart import ROW, ChartDelegate
from desktop.windows.calendar.scale import Scale
from desktop.windows.calendar.scale_header import ScaleHeader
from desktop.windows.calendar.timeline_model import CHART, TITLE, TimelineModel
from desktop.windows.theme import Theme
from desktop.words import Words
from desktop.words.calendar import day_words, entry_lines

STEPS: Final[Mapping[Qt.Key, int]] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
WHEEL: Final = 120


class ChartView(QTableView):
    """Paints days behind all rows; each row paints its own.

    `chose(row)` asks for an activity's details, `moved(entry, day)` to move a mark, `zoomed(steps, x)` to
    zoom round a place, `asked_menu(entry, None, point)` for what can be done with a mark; `resized()` says
    that another stretch has room.
    """

    chose = Signal(object)
    moved = Signal(object, object)
    zoomed = Signal(float, int)
    asked_menu = Signal(object, object, object)
    resized = Signal()

    def __init__(self, theme: Theme, words: Words, model: TimelineModel, scale: Scale) -> None:
        super().__init__()
        self._theme, self._words, self._lines = theme, words, model
        self.today = scale.first
        self.named: tuple[CalendarDay, ...] = ()
        self._held: CalendarEntry | None = None
        self._pressed = QPoint()
        self._dragging: QPoint | None = None
        self.setModel(model)
        self._delegate = ChartDelegate(theme, scale, self)
        self.setItemDelegate(self._delegate)
        self.head = ScaleHeader(theme, words, scale)
        self.setHorizontalHeader(self.head)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setColumnHidden(TITLE, True)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAutoScroll(False)

    @property
    def scale(self) -> Scale:
        """Where days lie."""
        return self._delegate.scale

    def set_scale(self, scale: Scale) -> None:
        """Show other days, or the same at another zoom."""
        self._delegate.scale = self.head.scale = scale
        self.setColumnWidth(CHART, scale.width)
        self.head.viewport().update()
        self.viewport().update()

    @property
    def entry(self) -> CalendarEntry | None:
        """The mark that keys are about."""
        return self._delegate.picked

    def pick(self, entry: CalendarEntry | None) -> None:
        """Let keys be about a mark, and bring it into view."""
        self._delegate.picked = entry
        if entry is not None:
            self.setAccessibleDescription(", ".join(entry_lines(self._words, entry)))
            self.show_day(entry.on)
        self.viewport().update()

    def show_day(self, day: dt.date) -> None:
        """Bring a day into view."""
        bar, x = self.horizontalScrollBar(), self.scale.middle(day)
        if not bar.value() + 40 <= x <= bar.value() + self.viewport().width() - 40:
            bar.setValue(x - self.viewport().width() // 2)

    @property
    def line(self) -> TimelineRow | None:
        """The activity that one stands on."""
        found = self._lines.line(self.currentIndex().row())
        return found if isinstance(found, TimelineRow) else None

    def point_of(self, row: int, day: dt.date) -> QPoint:
        """Where a day of a row lies in what is seen."""
        rect = self.visualRect(self._lines.index(row, CHART))
        return QPoint(rect.left() + self.scale.middle(day), rect.center().y() + 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    # Keys.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, line = Qt.Key(event.key()), self.line
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoomed.emit(-1.0 if key is Qt.Key.Key_Minus else 1.0, self.viewport().width() // 2)
        elif key is Qt.Key.Key_Escape and (self._held is not None or self.entry is not None):
            self._let_go()
            self.pick(None)
        elif alt and key in STEPS and self.entry is not None:
            self.moved.emit(self.entry, self.entry.on + dt.timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self._step(1 if key is Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.chose.emit(line)
        else:
            row = self.currentIndex().row()
            super().keyPressEvent(event)
            if self.currentIndex().row() != row:
                self.pick(None)

    def _step(self, by: int) -> None:
        """Go to the next mark of the row, or to the one before; without marks, a stretch further in time."""
        line = self.line
        entries = line.entries if line is not None else ()
        if not entries:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + by * self.viewport().width() // 4)
            return
        if self.entry in entries:
            at = min(max(entries.index(self.entry) + by, 0), len(entries) - 1)
        else:
            at = 0 if by > 0 else len(entries) - 1
        self.pick(entries[at])

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() in STEPS and self.entry is not None:
                event.accept()
                return True
        return super().event(event)

    # The mouse.

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        entry = self._mark_at(point)
        self.pick(entry)
        if event.button() is Qt.MouseButton.LeftButton:
            self._held, self._pressed = entry, point
            if entry is None and self.line is not None:
                self.chose.emit(self.line)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        point = event.position().toPoint()
        far = (point - self._pressed).manhattanLength()
        if self._dragging is None and (far < QApplication.startDragDistance() or not self._held.movable):
            return
        self._dragging = point
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        entry, dragged = self._held, self._dragging is not None
        if entry is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        day = self._day_at(event.position().toPoint())
        self._let_go()
        if not dragged and self.line is not None:
            self.chose.emit(self.line)
        elif dragged and day != entry.on:
            self.moved.emit(entry, day)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(event.angleDelta().y() / WHEEL, round(event.position().x()))
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() is not QContextMenuEvent.Reason.Mouse and self.entry is not None:
            where = self.viewport().mapToGlobal(self.point_of(self.currentIndex().row(), self.entry.on))
        self.asked_menu.emit(self.entry, None, where)

    def _mark_at(self, point: QPoint) -> CalendarEntry | None:
        index = self.indexAt(point)
        line = self._lines.line(index.row())
        if not isinstance(line, TimelineRow):
            return None
        return self._delegate.mark_at(line, point.x() - self.visualRect(index).left())

    def _day_at(self, point: QPoint) -> dt.date:
        return self.scale.day_at(point.x() + self.horizontalScrollBar().value())

    def _let_go(self) -> None:
        self._held = self._dragging = None
        self.viewport().unsetCursor()
        self.viewport().update()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(event.pos())
            day = self._day_at(event.pos())
            lines = entry_lines(self._words, mark) if mark else [f"{day_words(self._words, day)} {day.year}"]
            QToolTip.showText(event.globalPos(), "\n".join(lines))
            return True
        return super().viewportEvent(event)

    # What lies behind and over the rows.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_days(painter)
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        if self._dragging is not None and self._held is not None:
            self._paint_drag(painter, self._dragging)
        painter.end()

    def _paint_days(self, painter: QPainter) -> None:
        theme, scale = self._theme, self.scale
        left, high = -self.horizontalScrollBar().value(), self.viewport().height()
        wide = self.viewport().width()
        if scale.day >= 3:
            for day in self.named:
                x = left + scale.left(day.on)
                if -scale.day <= x <= wide:
                    ground = theme.colour("holiday_ground" if day.free and day.name else "stripe")
                    painter.fillRect(QRect(x, 0, max(1, round(scale.day)), high), ground)
        painter.setPen(theme.colour("line"))
        for month in scale.months():
            x = left + scale.left(month)
            painter.drawLine(x, 0, x, high)
        for meeting in self.head.meetings:
            self._paint_line(painter, left + scale.middle(meeting.on), theme.colour("accent"), dashed=True)
        if scale.first <= self.today <= scale.last:
            self._paint_line(painter, left + scale.middle(self.today), theme.colour("today"))

    def _paint_line(self, painter: QPainter, x: int, colour: QColor, *, dashed: bool = False) -> None:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 1 if dashed else 2, style))
        painter.drawLine(x, 0, x, self.viewport().height())

    def _paint_drag(self, painter: QPainter, point: QPoint) -> None:
        """The day that the mark would come to, as a line with its date."""
        day, theme = self._day_at(point), self._theme
        x = self.scale.middle(day) - self.horizontalScrollBar().value()
        self._paint_line(painter, x, theme.colour("accent"))
        text = f"{day_words(self._words, day)}, {self._words.week(day)}"
        painter.setFont(theme.font("small"))
        wide = painter.fontMetrics().horizontalAdvance(text) + 12
        box = QRect(min(x + 8, self.viewport().width() - wide), max(0, point.y() - 34), wide, 22)
        painter.fillRect(box, theme.colour("tip"))
        painter.setPen(theme.colour("tip_text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
