"""A list whose rows have a text to the left and a quieter one to the right, as suggestions have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.windows.theme import Theme

Index = QModelIndex | QPersistentModelIndex
BESIDE = int(Qt.ItemDataRole.UserRole) + 1
HEADING = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it says, what stands to its right, and whether it can be chosen now.

    A heading stands over those that follow and is never chosen. `hint` tells a screen reader what the
    two texts do not say.
    """

    text: str
    beside: str = ""
    icon: QIcon | None = None
    enabled: bool = True
    heading: bool = False
    hint: str = ""


class Rows(QAbstractListModel):
    """The rows of such a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row:
        """The row at a place."""
        return self._rows[number]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.DecorationRole:
                return row.icon
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (row.text, row.beside, row.hint) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return row.text
            case _ if role == BESIDE:
                return row.beside
            case _ if role == HEADING:
                return row.heading
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        if not self._rows[index.row()].enabled:
            return Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def choosable(self, start: int, step: int) -> int:
        """The next row that can be chosen from a place, in a direction, going round; -1 where none can."""
        count = len(self._rows)
        for away in range(count):
            place = (start + away * step) % count
            if self._rows[place].enabled and not self._rows[place].heading:
                return place
        return -1


class TwoPartDelegate(QStyledItemDelegate):
    """Draws a row: icon, text, and the quieter text at the right edge; the text gives way first."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height() + self._theme.space * (3 if index.data(HEADING) else 2)
        return QSize(option.fontMetrics.horizontalAdvance(index.data() or ""), height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, theme.colour("selection"))
        room = option.rect.adjusted(theme.space * 2, 0, -theme.space * 2, 0)
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.setFont(theme.font("small" if index.data(HEADING) else "body"))
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon) and not icon.isNull():
            side = theme.space * 4
            top = room.top() + (room.height() - side) // 2
            mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
            icon.paint(painter, QRect(room.left(), top, side, side), Qt.AlignmentFlag.AlignCenter, mode)
            room.setLeft(room.left() + side + theme.space * 2)
        text_colour = "selection_text" if chosen else "text" if enabled else "muted"
        self._texts(painter, room, index, text_colour, "selection_text" if chosen else "muted")
        painter.restore()

    def _texts(self, painter: QPainter, room: QRect, index: Index, first: str, second: str) -> None:
        theme = self._theme
        metrics = painter.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        beside = metrics.elidedText(
            index.data(BESIDE) or "", Qt.TextElideMode.ElideRight, room.width() * 2 // 3
        )
        taken = metrics.horizontalAdvance(beside)
        left = QRect(room)
        left.setRight(room.right() - taken - (theme.space * 4 if taken else 0))
        if left.width() < metrics.horizontalAdvance("mm"):
            return  # An icon alone says more than the first letter and three dots.
        text = metrics.elidedText(index.data() or "", Qt.TextElideMode.ElideRight, left.width())
        painter.setPen(theme.colour(first))
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(theme.colour(second))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, beside)
