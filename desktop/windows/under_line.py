"""What appears just under a line while one types in it: suggestions, and what is wrong."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from desktop.windows.theme import Theme
from desktop.windows.two_part_rows import Row, Rows, TwoPartDelegate
from desktop.words import Words

NARROWEST: Final = 420
"""Pixels; a narrower list would cut what the fields find."""


class UnderLine(QFrame):
    """Something that lies over the window just under a line, without moving what is there."""

    def __init__(self, line: QWidget, theme: Theme) -> None:
        super().__init__(line)
        self._line = line
        self._theme = theme
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoFillBackground(True)
        # It comes to belong to the window, which may outlive the line.
        line.destroyed.connect(self.deleteLater)
        self.hide()

    def fit(self) -> None:
        """Lie under the line, as high as what is in it needs."""
        self.place(0)
        layout = self.layout()
        assert layout is not None
        wrapped = layout.hasHeightForWidth()
        self.place(layout.totalHeightForWidth(self.width()) if wrapped else layout.totalSizeHint().height())

    def place(self, height: int) -> None:
        """Lie under the line, within the window."""
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        width = min(max(self._line.width(), NARROWEST), window.width() - self._theme.space * 4)
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + self._theme.space // 2))
        left = max(self._theme.space * 2, min(corner.x(), window.width() - width - self._theme.space * 2))
        self.setGeometry(left, corner.y(), width, min(height, window.height() - corner.y()))
        self.show()
        self.raise_()


class Offers(UnderLine):
    """The suggestions under the line, chosen by arrows or the mouse while the line keeps the focus."""

    taken = Signal(int)

    def __init__(self, line: QWidget, words: Words, theme: Theme) -> None:
        super().__init__(line, theme)
        self._rows = Rows(self)
        self.list = QListView(self)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(TwoPartDelegate(theme, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("role", "bare")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(words("Suggestions"))
        self.list.clicked.connect(lambda index: self.taken.emit(index.row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, theme.space, 2, theme.space)
        layout.addWidget(self.list)

    @property
    def chosen(self) -> int:
        """The row that is chosen; -1 for none."""
        return self.list.currentIndex().row()

    def show_rows(self, rows: list[Row]) -> None:
        """Offer other rows, or nothing."""
        self._rows.show(rows)
        self.list.setCurrentIndex(QModelIndex())
        if not rows or not self._line.hasFocus():
            self.hide()
            return
        height = self.list.sizeHintForRow(0)
        self.place(height * len(rows) + self._theme.space * 2 + 4)

    def step(self, way: int) -> None:
        """Choose the next one, going round."""
        start = self.chosen + way if self.chosen >= 0 else (0 if way > 0 else -1)
        index = self._rows.index(self._rows.choosable(start, way))
        self.list.setCurrentIndex(index)
        announce(self._line, str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def take_chosen(self) -> bool:
        """Take the chosen one; tells whether there was one."""
        if not self.isVisible() or self.chosen < 0:
            return False
        self.taken.emit(self.chosen)
        return True

    def take_first_or_chosen(self) -> None:
        """Take the chosen one, or the first as nothing is chosen."""
        self.taken.emit(max(self.chosen, 0))


class FaultNote(UnderLine):
    """What is wrong, under the line: the sentence, and the filter with the place marked."""

    def __init__(self, line: QWidget, theme: Theme) -> None:
        super().__init__(line, theme)
        self._said = QLabel(self)
        self._said.setProperty("role", "field-fault")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._place = QLabel(self)
        self._place.setTextFormat(Qt.TextFormat.RichText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space * 3, theme.space * 2, theme.space * 3, theme.space * 2)
        for label in (self._said, self._place):
            label.setWordWrap(True)
            layout.addWidget(label)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._said.text()

    def say(self, sentence: str, marked: str) -> None:
        """Show a sentence and the marked filter."""
        self._said.setText(sentence)
        self._place.setText(marked)
        self._place.setVisible(bool(marked))
        self.fit()


def announce(about: QObject, text: str) -> None:
    """Have a screen reader say something that happens beside the focus."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, text))
