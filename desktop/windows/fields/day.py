"""A day: typed in any of the usual ways, stepped by the arrow keys, or picked from a calendar."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from db.drafts import DraftField
from db.errors import Fault, InvalidDraft
from db.kinds import ScheduleKind
from desktop.windows.fields.day_popup import DayPopup
from desktop.windows.fields.editor import FieldEditor
from desktop.windows.workplace import Workplace
from desktop.words.day_text import day_meant, months_later, sounds_recurring
from desktop.words.fields import field_label
from desktop.words.kinds import label

FRIDAY, SUNDAY = 4, 6
OF_A_WEEK = {"due_on": FRIDAY, "ends_on": SUNDAY}
"""Which day of a week is meant where only the week is typed; Monday for all others."""

WIDTH_OF = "2017-06-01 W"


class DayEditor(FieldEditor):
    """A date, with its weekday and week said beside it while it is being typed."""

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        _ = self.words
        row = QWidget(self)
        cells = QHBoxLayout(row)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(self.theme.space)
        self.line = QLineEdit(row)
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance(WIDTH_OF) + 7 * self.theme.space)
        self.line.setToolTip(_("For example 2017-06-01, 1/6, 1 June, w 23, tomorrow, +14d"))
        self.button = QToolButton(row)
        self.button.setIcon(self.theme.icon("calendar"))
        self.button.setAccessibleName(_("Choose “{field}” in a calendar").format(field=self.label))
        self.button.setToolTip(_("Choose in a calendar (Alt+Down)"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        self.hint = QLabel(row)
        self.hint.setProperty("role", "muted")
        self.hint.setMinimumWidth(0)
        cells.addWidget(self.line)
        cells.addWidget(self.button)
        cells.addWidget(self.hint, 1)
        self.line.textChanged.connect(self._say_day)
        self.line.textEdited.connect(self.edited)
        self._install(self.line, row)

    @override
    def typed(self) -> str:
        return self.line.text()

    @override
    def put_typed(self, text: str) -> None:
        self.line.setText(text)

    @override
    def read(self) -> object:
        day = self._meant()
        return self._read_text(day.isoformat() if day else self.typed())

    @override
    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        if self.field.entity != "activity" or not sounds_recurring(self.typed()):
            super().show_faults(faults)
            return
        _ = self.words
        text = _("This is one single day. What comes again is set in the details: {field}, {choice}.")
        field = field_label(_, "activity", "schedule")
        self.show_fault(text.format(field=field, choice=label(_, ScheduleKind.RECURRING)))

    @override
    def _shown(self) -> str:
        return self._kept.isoformat() if isinstance(self._kept, dt.date) else ""

    @override
    def _show(self) -> None:
        self.line.setText(self._shown())
        self._say_day()

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key is Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return True
        days = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(key)
        months = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}.get(key)
        if days is None and months is None:
            return super()._pressed(event)
        now = self._meant() or self.workplace.today
        weeks = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if not self.typed():
            found = now
        elif months is not None:
            found = months_later(now, months)
        else:
            found = now + dt.timedelta(days=(days or 0) * (7 if weeks else 1))
        self._put(found)
        return True

    def open_calendar(self) -> None:
        """Show a month to pick the day from."""
        day = self._meant() or self.workplace.today
        popup = DayPopup(self.workplace, day, can_clear=self.field.may_be_empty, parent=self)
        popup.picked.connect(self._picked)
        popup.adjustSize()
        below = self.mapToGlobal(QPoint(0, self.line.height()))
        room = self.screen().availableGeometry()
        if below.y() + popup.height() > room.bottom():
            below = self.mapToGlobal(QPoint(0, -popup.height()))
        below.setX(max(room.left(), min(below.x(), room.right() - popup.width())))
        popup.move(below)
        popup.show()

    def _picked(self, day: dt.date | None) -> None:
        if day is None:
            self.line.clear()
        else:
            self._put(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.commit()

    def _put(self, day: dt.date) -> None:
        self.line.setText(day.isoformat())
        self.line.selectAll()
        self.edited.emit()

    def _meant(self) -> dt.date | None:
        near = self._kept if isinstance(self._kept, dt.date) else None
        weekday = OF_A_WEEK.get(self.field.name, 0)
        return day_meant(self.typed(), today=self.workplace.today, near=near, weekday=weekday)

    def _say_day(self) -> None:
        """The weekday and the week; the date as well while it is written in another way."""
        try:
            day = self.read()
        except InvalidDraft:
            day = None
        if not isinstance(day, dt.date):
            self.hint.clear()
            return
        weekday = self.words.weekday(day)[:3]
        text = f"{weekday} {self.words.week(day)}"
        other = self.typed().strip() != day.isoformat()
        self.hint.setText(f"{text}, {day.isoformat()}" if other else text)
