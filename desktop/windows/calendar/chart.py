"""How a row of a timeline is painted: the period as a bar, a rule as a line, single days as marks."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from db.kinds import ScheduleKind
from db.views.calendar import CalendarEntry, TimelineRow
from desktop.windows.calendar.painting import icon_of
from desktop.windows.calendar.scale import Scale
from desktop.windows.calendar.timeline_model import LINE_ROLE, Heading
from desktop.windows.theme import Theme

ROW: Final = 26
BAR: Final = 12
MARK: Final = 14
REACH: Final = 8
"""How near to a mark a click must be."""


class ChartDelegate(QStyledItemDelegate):
    """Paints only what is seen of a row."""

    def __init__(self, theme: Theme, scale: Scale, view: QTableView) -> None:
        super().__init__(view)
        self.view = view
        self._theme = theme
        self.scale = scale
        self.picked: CalendarEntry | None = None

    def mark_at(self, line: TimelineRow, x: int) -> CalendarEntry | None:
        """The mark nearest to a place of the row, if one is near."""
        found = [(abs(self.scale.middle(mark.on) - x), n) for n, mark in enumerate(line.marks)]
        dates = [(abs(self.scale.middle(on) - x), n) for n, on in enumerate(line.dates)]
        distance, number = min(found, default=(REACH + 1, 0))
        other, which = min(dates, default=(REACH + 1, 0))
        if min(distance, other) > REACH:
            return None
        return line.marks[number] if distance <= other else line.date_entry(line.dates[which])

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Heading | TimelineRow | None = index.data(LINE_ROLE)
        rect: QRect = option.rect
        painter.save()
        if isinstance(line, Heading):
            painter.fillRect(rect, self._theme.colour("raised"))
        elif line is not None:
            if option.state & QStyle.StateFlag.State_Selected:
                ground = self._theme.colour("selection")
                ground.setAlpha(150)
                painter.fillRect(rect, ground)
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_span(painter, line, rect)
            seen = QRect(self.view.viewport().rect()).adjusted(-MARK, 0, MARK, 0)
            middle = rect.center().y() + 1
            for on in line.dates:
                x = rect.left() + self.scale.middle(on)
                if seen.left() <= x <= seen.right():
                    self._paint_date(painter, line, on, x, middle)
            for mark in line.marks:
                x = rect.left() + self.scale.middle(mark.on)
                if seen.left() <= x <= seen.right():
                    self._paint_mark(painter, mark, x, middle)
        painter.restore()

    def _paint_span(self, painter: QPainter, line: TimelineRow, rect: QRect) -> None:
        """The period as a bar; a rule or a standing activity as a line, broken where its end is open."""
        if line.starts_on is None and line.ends_on is None and line.schedule is not ScheduleKind.STANDING:
            return
        scale, theme = self.scale, self._theme
        first = max(line.starts_on or scale.first, scale.first)
        last = min(line.ends_on or scale.last, scale.last)
        if last < first:
            return
        left = rect.left() + scale.left(first)
        wide = max(4, rect.left() + scale.left(last) + round(scale.day) - left)
        middle = rect.center().y() + 1
        ink = "muted" if not line.state.is_open else "late" if line.late else "accent"
        if line.schedule is ScheduleKind.PERIOD or line.dense:
            ground = "late_ground" if ink == "late" else "raised" if ink == "muted" else "accent_ground"
            painter.setPen(QPen(theme.colour(ink), 1))
            painter.setBrush(theme.colour(ground))
            bar = QRectF(left, middle - BAR / 2, wide, BAR)
            painter.drawRoundedRect(bar, 4, 4)
            if line.dense:
                painter.setBrush(theme.colour(ink))
                painter.setBrush(Qt.BrushStyle.BDiagPattern)
                painter.drawRoundedRect(bar, 4, 4)
            return
        is_open = line.ends_on is None
        style = Qt.PenStyle.DotLine if is_open else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("edge"), 2, style))
        painter.drawLine(left, middle, left + wide, middle)

    def _paint_date(self, painter: QPainter, line: TimelineRow, on: dt.date, x: int, y: int) -> None:
        """One of a rule's dates: filled while it is awaited, with the sign of what is late if it is."""
        theme, picked = self._theme, self.picked
        awaited = line.is_awaited(on)
        if line.late and on == line.awaited_from:
            self._paint_mark(painter, line.date_entry(on), x, y)
            return
        if picked is not None and (picked.on, picked.activity) == (on, line.id):
            self._paint_ring(painter, x, y)
        size = min(4.5, max(2.2, self.scale.day * 2.2))
        ink = theme.colour("text" if awaited else "muted")
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(ink if awaited else theme.colour("surface"))
        corners = [QPointF(x, y - size), QPointF(x + size, y), QPointF(x, y + size), QPointF(x - size, y)]
        painter.drawPolygon(QPolygonF(corners))

    def _paint_mark(self, painter: QPainter, mark: CalendarEntry, x: int, y: int) -> None:
        ink = "late" if mark.late else "muted" if mark.settled else "text"
        if mark == self.picked:
            self._paint_ring(painter, x, y)
        box = QRect(x - MARK // 2, y - MARK // 2, MARK, MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface"))
        painter.drawEllipse(QRectF(box).adjusted(1, 1, -1, -1))
        self._theme.icon(icon_of(mark), ink).paint(painter, box)

    def _paint_ring(self, painter: QPainter, x: int, y: int) -> None:
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawEllipse(QPointF(x, y), MARK * 0.75, MARK * 0.75)
