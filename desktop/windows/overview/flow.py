"""A flow of cards: as many columns as there is room for, the cards dealt out in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.windows.theme import Theme

NARROWEST: Final = 340
"""Dots that a column of cards needs at least."""
MOST: Final = 5
WIDEST: Final = 560
"""A line that is longer than this is hard to follow with the eye."""


class CardFlow(QWidget):
    """Cards in columns of equal width; each card goes where the column is shortest."""

    def __init__(self, theme: Theme, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._gap = theme.space * 4
        self._dealt: tuple[tuple[QWidget, ...], ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._gap)
        self._columns: list[QVBoxLayout] = []
        for _ in range(MOST):
            column = QVBoxLayout()
            column.setSpacing(self._gap)
            column.setDirection(QBoxLayout.Direction.TopToBottom)
            self._columns.append(column)
            self._row.addLayout(column, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.deal)
        for card in self._cards:
            card.setParent(self)
            card.installEventFilter(self)
        self.setMinimumWidth(NARROWEST - self._gap)
        self.setMaximumWidth(MOST * WIDEST + (MOST - 1) * self._gap)

    @property
    def columns(self) -> int:
        """How many columns there is room for."""
        return max(1, min((self.width() + self._gap) // (NARROWEST + self._gap), MOST))

    def deal(self) -> None:
        """Put each card that is shown into the shortest column so far."""
        count = self.columns
        wide = (self.width() - self._gap * (count - 1)) // count
        heights = [0] * count
        dealt: list[list[QWidget]] = [[] for _ in range(count)]
        for card in self._cards:
            if card.isHidden():
                continue
            place = heights.index(min(heights))
            dealt[place].append(card)
            high = card.heightForWidth(wide) if card.hasHeightForWidth() else card.sizeHint().height()
            heights[place] += max(high, card.minimumSizeHint().height()) + self._gap
        new = tuple(tuple(column) for column in dealt)
        if new != self._dealt:
            self._place(new)

    def _place(self, dealt: tuple[tuple[QWidget, ...], ...]) -> None:
        self._dealt = dealt
        for column in self._columns:
            while (item := column.takeAt(0)) is not None:
                del item
        for place, column in enumerate(self._columns):
            self._row.setStretch(place, 1 if place < len(dealt) else 0)
            for card in dealt[place] if place < len(dealt) else ():
                column.addWidget(card)
            if place < len(dealt):
                column.addStretch(1)
        for before, after in zip(self._cards, self._cards[1:], strict=False):
            QWidget.setTabOrder(before, after)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._later.start()
        return super().eventFilter(watched, event)
