"""Names of things below each other: a few at first, and all of them, bit by bit, when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.views.things import ThingName
from desktop.windows.workplace import Workplace

FIRST_SHOWN: Final = 20

AT_A_TIME: Final = 10
"""Lines that are built between one event and the next, so that the window goes on answering."""

Build = Callable[[ThingName, QWidget], QWidget]


class NameList(QWidget):
    """Lines that `build(name, parent)` makes; beyond the first of them a button that shows all."""

    def __init__(self, workplace: Workplace, build: Build, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = workplace.words
        self._build = build
        self._names: tuple[ThingName, ...] = ()
        self._key = ""
        self._wanted = FIRST_SHOWN
        self.lines: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(workplace.theme.space)
        self.more = QPushButton(self)
        self.more.setProperty("role", "link")
        self.more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workplace.theme.space)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self.hide()

    def show_names(self, key: str, names: Sequence[ThingName]) -> None:
        """Show the names that have to do with a thing; of the same thing all are shown that were."""
        if key != self._key:
            self._wanted = FIRST_SHOWN
        self._key = key
        if tuple(names) == self._names and len(self.lines) <= self._wanted:
            return
        self._names = tuple(names)
        for line in self.lines:
            line.setParent(None)
            line.deleteLater()
        self.lines = []
        self._add(FIRST_SHOWN)
        self.setVisible(bool(names))
        self._go_on()

    def _add(self, count: int) -> None:
        here = len(self.lines)
        for name in self._names[here : min(here + count, self._wanted)]:
            line = self._build(name, self)
            self.lines.append(line)
            self._rows.addWidget(line)
        number = self._words.number(len(self._names))
        self.more.setText(self._words("Show all ({count})").format(count=number))
        self.more.setVisible(len(self._names) > self._wanted)

    def _show_all(self) -> None:
        had_keys = self.more.hasFocus()
        here = len(self.lines)
        self._wanted = len(self._names)
        self._add(AT_A_TIME)
        self._go_on()
        if had_keys and here < len(self.lines):
            self.lines[here].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self) -> None:
        if self._timer.isActive():
            return
        if len(self.lines) < min(self._wanted, len(self._names)):
            self._add(AT_A_TIME)
            self._timer.start(0)
