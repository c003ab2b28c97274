"""When a recurrence ends: never, on a day, after so many times."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.drafts import ActivityDraft, fields_by_name
from db.rules.rule_text import MOST_TIMES
from desktop.windows.fields.choice import SteadyComboBox
from desktop.windows.fields.day import DayEditor
from desktop.windows.fields.recurrence_parts import SteadySpinBox
from desktop.windows.workplace import Workplace

NEVER: Final = "never"
UNTIL: Final = "until"
COUNT: Final = "count"


class Ends(QWidget):
    """The end of a rule itself; the activity's own last day bounds it besides."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self._words = workplace.words
        self._today = workplace
        self.kind = SteadyComboBox(self)
        self.kind.addItem(_("until further notice"), NEVER)
        self.kind.addItem(_("up to and including"), UNTIL)
        self.kind.addItem(_("a number of times"), COUNT)
        self.kind.setAccessibleName(_("How long it goes on"))
        self.times = SteadySpinBox(self)
        self.times.setRange(1, MOST_TIMES)
        self.times.setAccessibleName(_("Number of times"))
        self.times_label = QLabel(_("times"), self)
        self.until = DayEditor(fields_by_name(ActivityDraft)["ends_on"], workplace, self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(workplace.theme.space * 2)
        rows.addWidget(self.kind)
        rows.addWidget(self.until)
        cells = QHBoxLayout()
        cells.addWidget(self.times)
        cells.addWidget(self.times_label, 1)
        rows.addLayout(cells)
        self.kind.activated.connect(self._kind_chosen)
        self.times.valueChanged.connect(self._told)
        self.until.committed.connect(self._until_chosen)

    def choice(self) -> tuple[int | None, dt.date | None]:
        """How many times, or until which day; neither without an end."""
        kind = self.kind.currentData()
        until = self.until.value()
        if kind == COUNT:
            return self.times.value(), None
        return None, until if kind == UNTIL and isinstance(until, dt.date) else None

    def show_choice(self, count: int | None, until: dt.date | None) -> None:
        """Show an end."""
        kind = COUNT if count is not None else UNTIL if until is not None else NEVER
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.times.setValue(count or 10)
        self.until.set_value(until)
        self._show_parts()

    def _kind_chosen(self) -> None:
        self._show_parts()
        if self.kind.currentData() == UNTIL and self.until.value() is None:
            self.until.control.setFocus()  # The day has yet to be said.
        else:
            self.changed.emit()

    def _until_chosen(self, day: object) -> None:
        self.until.set_value(day)
        self.changed.emit()

    def _told(self) -> None:
        if self.kind.currentData() == COUNT:
            self.changed.emit()

    def _show_parts(self) -> None:
        kind = self.kind.currentData()
        self.until.setVisible(kind == UNTIL)
        self.times.setVisible(kind == COUNT)
        self.times_label.setVisible(kind == COUNT)
