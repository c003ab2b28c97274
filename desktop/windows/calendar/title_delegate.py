"""The column of a timeline that stays: headings, and the activities by shape, number and title."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.views.calendar import TimelineRow
from desktop.windows.calendar.timeline_model import LINE_ROLE, Heading
from desktop.windows.theme import Theme

ICON = 14


class TitleDelegate(QStyledItemDelegate):
    """Paints one name in one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Heading | TimelineRow | None = index.data(LINE_ROLE)
        if line is None:
            return
        theme, rect = self._theme, option.rect
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        heading = isinstance(line, Heading)
        ground = "raised" if heading else "selection" if selected else "surface"
        painter.fillRect(rect, theme.colour(ground))
        if not heading:
            painter.setPen(theme.colour("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = QFont(theme.font("body" if not heading else "small"))
        if heading:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        ink = "selection_text" if selected and not heading else "text"
        left = rect.left() + 8
        if isinstance(line, TimelineRow):
            icon = "late" if line.late else f"state-{line.state.value}"
            box = QRect(left, rect.center().y() - ICON // 2 + 1, ICON, ICON)
            theme.icon(icon, "late" if line.late and not selected else ink).paint(painter, box)
            left += ICON + 6
        painter.setPen(theme.colour(ink))
        place = QRect(left, rect.top(), rect.right() - left - 4, rect.height())
        text = line.text if isinstance(line, Heading) else f"{line.number} {line.title}".strip()
        said = QFontMetrics(font).elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        painter.restore()
