"""Logging that an activity has taken place: when, with the counters of the last time to be filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.drafts import CounterDraft, OccurrenceDraft, fields_by_name
from db.errors import InvalidDraft, PlanError
from db.operations import log_occurrence
from db.views.things import OccurrenceView
from desktop.windows.fields import FieldEditor, editor_for
from desktop.windows.fields.editor import ENTER
from desktop.windows.fields.line import NumberEditor
from desktop.windows.fields.rows import FieldRow
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.wording import sentence

SPARE = 1
"""Empty counters below those of the last time."""


class CountEditor(NumberEditor):
    """A number that may be taken away again."""

    @override
    def read(self) -> object:
        return super().read() if self.typed().strip() else None


class CounterLine:
    """What is counted, and how many."""

    def __init__(self, workplace: Workplace, label: str, parent: QWidget) -> None:
        _ = workplace.words
        self.label = QLineEdit(label, parent)
        self.label.setPlaceholderText(_("Count, e.g. conversations"))
        self.label.setToolTip(_("What is counted"))
        self.label.setAccessibleName(_("What is counted"))
        self.number = CountEditor(fields_by_name(CounterDraft)["number"], workplace, parent)
        self.number.keeps_enter = False
        self.number.line.setPlaceholderText(_("How many"))
        self.number.setFixedWidth(96)
        if label:
            self.number.line.setAccessibleName(label)


class LogForm(QFrame):
    """A small form; Enter anywhere in it logs, and what could not be logged stays in it."""

    closed = Signal()

    def __init__(self, workplace: Workplace, do: Callable[..., object]) -> None:
        super().__init__()
        self._workplace = workplace
        self._do = do
        self._activity = ""
        self.setProperty("role", "card")
        _ = workplace.words
        theme = workplace.theme
        fields = fields_by_name(OccurrenceDraft)
        self.editors: dict[str, FieldEditor] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(theme.space * 3,) * 4)
        rows.setSpacing(theme.space * 2)
        for name in ("on", "attendance", "text"):
            editor = self.editors[name] = editor_for(fields[name], workplace, self)
            editor.keeps_enter = False
            rows.addWidget(FieldRow(editor, self))
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.space)
        rows.insertLayout(1, self._grid)
        self.counters: list[CounterLine] = []
        self.fault = WrappedLabel(parent=self)
        self.fault.setProperty("role", "field-fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        rows.addWidget(self.fault)
        self.log_button = QPushButton(_("Log"), self)
        self.log_button.setProperty("role", "primary")
        self.log_button.clicked.connect(self.log)
        self.cancel_button = QPushButton(_("Cancel"), self)
        self.cancel_button.clicked.connect(self.closed)
        cells = QHBoxLayout()
        cells.addWidget(self.log_button)
        cells.addWidget(self.cancel_button)
        cells.addStretch(1)
        rows.addLayout(cells)

    def begin(
        self, activity: str, target_counter: str, past: Iterable[OccurrenceView], missed: dt.date | None
    ) -> None:
        """Make ready for the date that was missed last, or for today; the date is ready to be typed over."""
        if activity != self._activity:
            self._activity = activity
            self.clear(target_counter, tuple(past), missed or self._workplace.today)
        on = self.editors["on"].control
        on.setFocus(Qt.FocusReason.TabFocusReason)  # As by Tab, which marks all that stands there.

    def clear(self, target_counter: str, past: tuple[OccurrenceView, ...], on: dt.date) -> None:
        """Empty the form for another occurrence."""
        self.editors["on"].set_value(on)
        for name in ("attendance", "text"):
            self.editors[name].set_value(self.editors[name].field.empty)
        latest = next((one for one in reversed(past) if one.counters), None)
        labels = [label for label, _number in latest.counters] if latest else []
        if target_counter and target_counter.casefold() not in (label.casefold() for label in labels):
            labels.insert(0, target_counter)
        for line in self.counters:
            line.label.deleteLater()
            line.number.deleteLater()
        self.counters = [CounterLine(self._workplace, label, self) for label in [*labels, *[""] * SPARE]]
        for place, line in enumerate(self.counters):
            self._grid.addWidget(line.label, place, 0)
            self._grid.addWidget(line.number, place, 1)
        # The counters were made last, but come second. By the controls: an editor's proxy leads astray.
        first, *rest = (self.editors[name].control for name in ("on", "attendance", "text"))
        counted = [one for line in self.counters for one in (line.label, line.number.control)]
        for before, after in pairwise((first, *counted, *rest, self.log_button, self.cancel_button)):
            self.setTabOrder(before, after)
        self.fault.hide()

    def log(self) -> None:
        """Log what stands in the form."""
        counters: dict[str, float] = {}
        try:
            on = self.editors["on"].read()
            attendance, text = self.editors["attendance"].read(), self.editors["text"].read()
            for line in self.counters:
                if line.number.typed().strip():
                    number = line.number.read()
                    label = line.label.text().strip() or self._workplace.words("number")
                    if isinstance(number, int | float):
                        counters[label] = float(number)
        except InvalidDraft as error:
            self._failed(error)
            return
        assert isinstance(on, dt.date)
        self._do(
            log_occurrence, self._activity, on=on, counters=counters, attendance=attendance, text=text,
            then=self._logged, failed=self._failed,
        )  # fmt: skip

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.log()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _logged(self, _key: str) -> None:
        self._workplace.say(self._workplace.words("Logged."))
        self._activity = ""
        self.closed.emit()

    def _failed(self, error: PlanError) -> None:
        self.fault.setText(sentence(self._workplace.words, error))
        self.fault.show()
