"""The list that drops down under a line while one types, without ever taking the keys from it.

It lies upon the line's own window and is none of its own, so that no system places it elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QWidget
from typing_extensions import override

MOST_SHOWN = 10
NARROWEST = 300


class OfferedList(QListWidget):
    """What may be meant, each line with what it stands for; `taken(meaning)` when one is chosen."""

    taken = Signal(object)

    def __init__(self, under: QWidget) -> None:
        super().__init__(under)
        self._under = under
        under.destroyed.connect(self.deleteLater)
        self._height = 0
        # What lies above the line may still be growing: the list goes with the line.
        self._follow = QTimer(self)
        self._follow.setInterval(60)
        self._follow.timeout.connect(self._lie_under)
        self.setProperty("role", "offered")
        self.setIconSize(QSize(16, 16))
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
        height = row.height() * min(len(lines), MOST_SHOWN) + 2 * self.frameWidth() + 8
        self._height = height
        self._lie_under()
        self.show()
        self.raise_()
        self._follow.start()

    def _lie_under(self) -> None:
        """Take a place below the line, or above it where there is more room."""
        if not self._under.isVisible():
            self.hide()
            return
        width, height = max(self._under.width(), NARROWEST), self._height
        window = self._under.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self._hide_on_scrolling()
        top = self._under.mapTo(window, QPoint(0, 0))
        below = window.height() - top.y() - self._under.height() - 2
        up = below < height and top.y() > below
        height = min(height, top.y() - 2 if up else below)
        y = top.y() - height - 1 if up else top.y() + self._under.height() + 1
        x = max(0, min(top.x(), window.width() - width - 2))
        self.setGeometry(x, y, width, height)

    def _hide_on_scrolling(self) -> None:
        around = self._under.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.verticalScrollBar().valueChanged.connect(self.hide)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follow.stop()

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
