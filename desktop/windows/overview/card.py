"""The cards of the overview: a heading, a number that opens the plan, and the first lines behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.windows.theme import Theme

ICON: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line in a card: what it is, what is said of it, and what opens it."""

    title: str
    more: str
    open: Callable[[], object]


class LineButton(QAbstractButton):
    """A title over a muted line, both cut short where there is no room; the tip has all of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._more = ""
        self._open: Callable[[], object] | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)

    def show_line(self, line: Line) -> None:
        """Show another line."""
        self._more, self._open = line.more, line.open
        self.setText(line.title)
        whole = f"{line.title}\n{line.more}" if line.more else line.title
        self.setToolTip(whole)
        self.setAccessibleName(whole.replace("\n", ", "))
        self.show()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        theme = self._theme
        high = QFontMetrics(theme.font("body")).height() + QFontMetrics(theme.font("small")).height()
        return QSize(240, high + theme.space * 2)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(self.rect(), 4, 4)
        inside = self.rect().adjusted(theme.space * 2, theme.space, -theme.space * 2, -theme.space)
        first = self._write(painter, inside, self.text(), "body", "text")
        self._write(painter, inside.adjusted(0, first, 0, 0), self._more, "small", "muted")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _write(self, painter: QPainter, room: QRect, words: str, size: str, ink: str) -> int:
        font = self._theme.font(size)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), shown)
        return metrics.height()

    def _clicked(self) -> None:
        if self._open is not None:
            self._open()


class Card(QWidget):
    """A heading with its icon, and room for what stands under it."""

    def __init__(self, theme: Theme, title: str, icon: str, ink: str = "muted") -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.column = QVBoxLayout(self)
        # Half of the edge is the card's, half each part's own: a line's ground reaches out under its words.
        self.inset = theme.space * 2
        self.column.setContentsMargins(self.inset, theme.space * 3, self.inset, theme.space * 3)
        self.column.setSpacing(theme.space * 2)
        self._icon = QLabel()
        self._icon.setPixmap(theme.icon(icon, ink).pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))
        self.heading = QLabel(title)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        top = QHBoxLayout()
        top.setContentsMargins(self.inset, 0, self.inset, 0)
        top.setSpacing(theme.space * 2)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.heading, 1)
        self.column.addLayout(top)

    def muted(self, text: str = "") -> QLabel:
        """Add a line of muted words."""
        label = QLabel(text)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setContentsMargins(self.inset, 0, self.inset, 0)
        self.column.addWidget(label)
        return label


class TallyCard(Card):
    """A number that opens the plan filtered to it, beside its words and over its first lines."""

    def __init__(self, theme: Theme, title: str, icon: str, lines: int, ink: str = "muted") -> None:
        super().__init__(theme, title, icon, ink)
        self._open: Callable[[], object] | None = None
        self.number = QPushButton()
        self.number.setProperty("role", "figure")
        self.number.setCursor(Qt.CursorShape.PointingHandCursor)
        self.number.setAutoDefault(True)  # Enter presses it, not only the space bar.
        self.number.clicked.connect(self._opened)
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self._beside = QWidget()
        row = QHBoxLayout(self._beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space * 2)
        row.addWidget(self.number)
        row.addWidget(self.words, 1)
        self.column.addWidget(self._beside)
        self.empty = self.muted()
        self.lines = [LineButton(theme) for _ in range(lines)]
        listed = QVBoxLayout()
        listed.setSpacing(0)
        listed.setContentsMargins(0, 0, 0, 0)
        for line in self.lines:
            listed.addWidget(line)
            line.hide()
        self.column.addLayout(listed)

    def show_tally(
        self,
        count: str,
        words: str,
        lines: Sequence[Line],
        *,
        empty: str,
        says: str,
        open: Callable[[], object],
    ) -> None:
        """Show a number with its lines, or what is to be said where it is nought and there are none."""
        self._open = open
        self.number.setText(count)
        self.number.setAccessibleName(says)
        self.number.setToolTip(says)
        self.words.setText(words)
        self.empty.setText(empty)
        self.empty.setVisible(not lines)
        self._beside.setVisible(bool(lines))
        for button, line in zip(self.lines, lines, strict=False):
            button.show_line(line)
        for button in self.lines[len(lines) :]:
            button.hide()

    def _opened(self) -> None:
        if self._open is not None:
            self._open()
