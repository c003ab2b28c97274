"""The hours beside a week's clock."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from desktop.windows.calendar.painting import DayDelegate
from desktop.windows.theme import Theme

ALIGN: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HourHeader(QHeaderView):
    """The column at the left of a week: the hours beside the clock."""

    def __init__(self, delegate: DayDelegate, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._delegate, self._theme = delegate, theme

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        if logical == 0:
            super().paintSection(painter, rect, logical)
            return
        painter.save()
        painter.fillRect(rect, self._theme.colour("raised"))
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("muted"))
        first, last = self._delegate.hours
        for hour in range(first, last):
            y = rect.top() + rect.height() * (hour - first) // (last - first)
            line = QRect(rect.left(), y + 1, rect.width() - 8, 18)
            painter.drawText(line, ALIGN, f"{hour:02}:00")
        painter.restore()
