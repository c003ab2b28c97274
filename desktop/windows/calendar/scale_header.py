"""The head of a timeline: months, weeks, and the flags of today and of the meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QToolTip
from typing_extensions import override

from db.views.calendar import CalendarEntry
from desktop.windows.calendar.scale import Scale
from desktop.windows.theme import Theme
from desktop.words import Words
from desktop.words.calendar import entry_lines, entry_words, short_month

LINE: Final = 20
LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ScaleHeader(QHeaderView):
    """Three lines: months, the numbers of weeks where they have room, and flags."""

    def __init__(self, theme: Theme, words: Words, scale: Scale) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._words = theme, words
        self.scale = scale
        self.today = scale.first
        self.meetings: Sequence[CalendarEntry] = ()
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 3 * LINE + 4)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        painter.fillRect(rect, self._theme.colour("raised"))
        seen = QRect(0, 0, self.viewport().width(), rect.height())
        self._paint_months(painter, rect.left(), seen)
        self._paint_weeks(painter, rect.left(), seen)
        self._paint_flags(painter, rect.left(), seen)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_months(self, painter: QPainter, left: int, seen: QRect) -> None:
        """The months' names, all of them short where one of them has no room."""
        theme, scale = self._theme, self.scale
        font = QFont(theme.font("small"))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        names = [self._words.month(number) for number in range(1, 13)]
        if max(map(metrics.horizontalAdvance, names)) + 10 > scale.day * 30:
            names = [short_month(self._words, number) for number in range(1, 13)]
        for month in scale.months():
            begins = left + scale.left(max(month, scale.first))
            ends = left + scale.left(min(_next_month(month), scale.last + dt.timedelta(days=1)))
            if ends < seen.left() or begins > seen.right():
                continue
            painter.setPen(theme.colour("line"))
            painter.drawLine(begins, 0, begins, seen.bottom())
            painter.setPen(theme.colour("text"))
            text = names[month.month - 1]
            start = max(begins, seen.left()) + 5
            painter.drawText(QRect(start, 0, max(0, ends - start), LINE), LEFT, text[:1].upper() + text[1:])

    def _paint_weeks(self, painter: QPainter, left: int, seen: QRect) -> None:
        """The numbers of the weeks, or of as many of them as have room."""
        theme, scale = self._theme, self.scale
        font = theme.font("small")
        painter.setFont(font)
        wide = scale.day * 7
        needed = QFontMetrics(font).horizontalAdvance("00") + 6
        each = next(step for step in (1, 2, 4, 8, 16) if wide * step > needed or step == 16)
        for monday in scale.mondays():
            x = left + scale.left(monday)
            if x + wide * each < seen.left() or x > seen.right() or monday < scale.first:
                continue
            painter.setPen(theme.colour("line"))
            painter.drawLine(x, LINE + 4, x, 2 * LINE)
            number = monday.isocalendar().week
            if number % each == 0 and x + wide * each <= left + scale.width + 2:
                said = self._words("w {number}").format(number=number) if wide > 44 else str(number)
                painter.setPen(theme.colour("muted"))
                painter.drawText(QRect(x, LINE, round(wide * each), LINE), Qt.AlignmentFlag.AlignCenter, said)

    def _paint_flags(self, painter: QPainter, left: int, seen: QRect) -> None:
        """Today, then the meetings, each with its words where these run into no other flag."""
        theme = self._theme
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flags = [(self.today, self._words("Today"), "today")]
        flags += [(each.on, entry_words(self._words, each, clock=False), "accent") for each in self.meetings]
        placed = [
            (left + self.scale.middle(on), text, ink)
            for on, text, ink in flags
            if self.scale.first <= on <= self.scale.last
        ]
        taken = [(x - 6, x + 6) for x, _text, _ink in placed]
        for x, text, ink in placed:
            top = 2 * LINE
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ink))
            corners = [QPointF(x - 5, top + 6), QPointF(x + 5, top + 6), QPointF(x, top + 14)]
            painter.drawPolygon(QPolygonF(corners))
            wide = metrics.horizontalAdvance(text) + 4
            for begins in (x + 7, x - 7 - wide):
                inside = seen.left() <= begins and begins + wide <= seen.right()
                if inside and not any(begins < end and start < begins + wide for start, end in taken):
                    taken.append((begins, begins + wide))
                    painter.setPen(QPen(theme.colour(ink)))
                    painter.drawText(QRect(begins, top, wide, LINE), LEFT, text)
                    break

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            x = event.pos().x() + self.offset()
            near = [each for each in self.meetings if abs(self.scale.middle(each.on) - x) <= 6]
            text = "\n\n".join("\n".join(entry_lines(self._words, each)) for each in near)
            if not text:
                day = self.scale.day_at(x)
                text = f"{self._words.weekday(day)} {self._words.long_date(day)}, {self._words.week(day)}"
            QToolTip.showText(event.globalPos(), text)
            return True
        return super().viewportEvent(event)


def _next_month(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1)
