"""All that falls on one day, as a list that opens over the calendar."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.views.calendar import CalendarDay, CalendarEntry
from desktop.windows.calendar.painting import icon_of
from desktop.windows.theme import Theme
from desktop.words import Words
from desktop.words.calendar import day_words, entry_lines, entry_spoken

ENTRY = Qt.ItemDataRole.UserRole + 1
WIDTH = 420
MOST_LINES = 10


class DayList(QFrame):
    """A day's entries; `chose(entry)` by Enter or a click, `moved(entry)` by M, `made(day)` by the button."""

    chose = Signal(object)
    moved = Signal(object)
    made = Signal(object)

    def __init__(self, theme: Theme, words: Words, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme, self._words = theme, words
        self._day: dt.date | None = None
        self.setProperty("role", "card")
        self.setObjectName("day-list")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space * 3,) * 4)
        column.setSpacing(theme.space * 2)
        head = QHBoxLayout()
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        close = QToolButton()
        close.setIcon(theme.icon("close"))
        close.setAccessibleName(words("Close"))
        close.clicked.connect(self.hide)
        head.addWidget(self.heading, 1)
        head.addWidget(close)
        self.rows = QListWidget()
        self.rows.setIconSize(QSize(16, 16))
        self.rows.setUniformItemSizes(True)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setAccessibleDescription(words("Enter shows the details, M moves to another day."))
        self.rows.itemActivated.connect(self._choose)
        self.rows.itemClicked.connect(self._choose)
        new = QToolButton()
        new.setProperty("role", "outlined")
        new.setIcon(theme.icon("new"))
        new.setText(words("New activity due this day"))
        new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        new.clicked.connect(self._make)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        column.addWidget(new)

    def show_day(self, day: CalendarDay, today: dt.date, corner: QPoint) -> None:
        """Open over a day's cell, inside the screen."""
        words, self._day = self._words, day.on
        parts = [day_words(words, day.on), words.week(day.on), *([day.name] if day.name else [])]
        if day.on == today:
            parts.append(words("today"))
        self.heading.setText(", ".join(parts)[:1].upper() + ", ".join(parts)[1:])
        self.rows.setAccessibleName(self.heading.text())
        self.rows.clear()
        for entry in day.entries:
            what, _why, state, *more = entry_lines(words, entry)
            item = QListWidgetItem(self._theme.icon(icon_of(entry)), " · ".join([what, state, *more]))
            item.setData(ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry_spoken(words, entry))
            item.setToolTip("\n".join(entry_lines(words, entry)))
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)
        line = max(self.rows.sizeHintForRow(0), 24)
        self.resize(WIDTH, 110 + line * min(max(len(day.entries), 2), MOST_LINES))
        self._place(corner)
        self.show()
        self.rows.setFocus()

    def _place(self, corner: QPoint) -> None:
        screen = self.screen().availableGeometry()
        x = min(max(corner.x(), screen.left()), screen.right() - self.width())
        y = min(max(corner.y(), screen.top()), screen.bottom() - self.height())
        self.move(x, y)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.rows.currentItem()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() == Qt.Key.Key_M and item is not None:
            self.hide()
            self.moved.emit(item.data(ENTRY))
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        entry: CalendarEntry = item.data(ENTRY)
        self.hide()
        self.chose.emit(entry)

    def _make(self) -> None:
        self.hide()
        self.made.emit(self._day)
