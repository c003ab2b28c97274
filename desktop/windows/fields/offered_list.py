"""The list that drops down under a line while one types, without ever taking the keys from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

MOST_SHOWN = 10
NARROWEST = 300


class OfferedList(QListWidget):
    """What may be meant, each line with what it stands for; `taken(meaning)` when one is chosen."""

    taken = Signal(object)

    def __init__(self, under: QWidget) -> None:
        super().__init__(under)
        self._under = under
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.itemEntered.connect(self.setCurrentItem)
        self.itemClicked.connect(self._take)
        self.hide()

    def offer(self, lines: Sequence[tuple[str, object]], chosen: int, last: QIcon | None = None) -> None:
        """Show these lines under the field, the one numbered `chosen` being the likeliest.

        `last` is the icon of the last line, where that is something else than the others.
        """
        self.clear()
        row = QSize(0, self.fontMetrics().lineSpacing() + 10)
        for text, meaning in lines:
            item = QListWidgetItem(text, self)
            item.setSizeHint(row)
            item.setData(Qt.ItemDataRole.UserRole, meaning)
            item.setToolTip(text)
        if lines and last is not None:
            self.item(len(lines) - 1).setIcon(last)
        self.setCurrentRow(chosen)
        if not lines:
            self.hide()
            return
        height = row.height() * min(len(lines), MOST_SHOWN) + 2 * self.frameWidth() + 2
        size = QSize(max(self._under.width(), NARROWEST), height)
        place = self._under.mapToGlobal(QPoint(0, self._under.height() + 1))
        room = self._under.screen().availableGeometry()
        if place.y() + size.height() > room.bottom():
            place = self._under.mapToGlobal(QPoint(0, -size.height() - 1))
        place.setX(max(room.left(), min(place.x(), room.right() - size.width())))
        self.setGeometry(place.x(), place.y(), size.width(), size.height())
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Go up or down, round the ends."""
        if self.count():
            self.setCurrentRow((self.currentRow() + by) % self.count())

    def take_current(self) -> bool:
        """Choose the line that is marked; whether there was one."""
        item = self.currentItem()
        if not self.isVisible() or item is None:
            return False
        self._take(item)
        return True

    def _take(self, item: QListWidgetItem) -> None:
        meaning = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        self.taken.emit(meaning)
