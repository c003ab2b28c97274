"""Parts of a recurrence: the weekdays of a week, the day of a month."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QSpinBox, QToolButton, QWidget
from typing_extensions import override

from desktop.windows.fields.choice import SteadyComboBox
from desktop.windows.fields.rule_choice import LAST, PLACES, RuleChoice
from desktop.windows.workplace import Workplace
from desktop.words import N_, Words
from desktop.words.schedules import weekday_name

BY_DAY: Final = "day"

ORDINALS: Final = {
    1: N_("the first"),
    2: N_("the second"),
    3: N_("the third"),
    4: N_("the fourth"),
    LAST: N_("the last"),
}


class SteadySpinBox(QSpinBox):
    """A number that a page can be scrolled past without changing it, and that is said when it is whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Weekdays(QWidget):
    """Seven buttons for the days of a week."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        cells = QHBoxLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(workplace.theme.space)
        self.buttons: list[QToolButton] = []
        for number in range(7):
            name = weekday_name(workplace.words, number)
            button = QToolButton(self)
            button.setText(name[:2].capitalize())
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.setProperty("role", "weekday")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(28)
            button.clicked.connect(self._clicked)
            cells.addWidget(button, 1)
            self.buttons.append(button)

    def choice(self) -> tuple[int, ...]:
        """The days that are chosen, 0 being Monday."""
        return tuple(number for number, button in enumerate(self.buttons) if button.isChecked())

    def show_choice(self, days: tuple[int, ...]) -> None:
        """Mark these days."""
        for number, button in enumerate(self.buttons):
            button.setChecked(number in days)

    def _clicked(self) -> None:
        self.changed.emit()


class MonthDay(QWidget):
    """A day of a month by its number, or the first, second … last of a weekday; of one month for a year."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Words = workplace.words
        _ = self._words
        self.place = SteadyComboBox(self)
        self.place.addItem(_("day"), BY_DAY)
        for number in PLACES:
            self.place.addItem(_(ORDINALS[number]), number)
        self.place.setAccessibleName(_("Which day of the month"))
        self.number = SteadyComboBox(self)
        for day in range(1, 32):
            self.number.addItem(str(day), day)
        self.number.addItem(_("the last one"), LAST)
        self.number.setAccessibleName(_("Day of the month"))
        self.weekday = SteadyComboBox(self)
        for day in range(7):
            self.weekday.addItem(weekday_name(self._words, day), day)
        self.weekday.setAccessibleName(_("Weekday"))
        self.month = SteadyComboBox(self)
        for month in range(1, 13):
            self.month.addItem(_("in {months}").format(months=self._words.month(month)), month)
        self.month.setAccessibleName(_("Month"))
        cells = QGridLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(workplace.theme.space * 2)
        cells.addWidget(self.place, 0, 0)
        cells.addWidget(self.number, 0, 1)
        cells.addWidget(self.weekday, 0, 1)
        cells.addWidget(self.month, 1, 0, 1, 2)
        for box in (self.place, self.number, self.weekday, self.month):
            box.activated.connect(self._activated)

    def choice(self) -> tuple[int | None, int | None, int, int]:
        """Day of the month or place of the weekday, the weekday, the month."""
        place = self.place.currentData()
        by_day = place == BY_DAY
        day = int(self.number.currentData()) if by_day else None
        return (
            day,
            None if by_day else int(place),
            int(self.weekday.currentData()),
            int(self.month.currentData()),
        )

    def show_choice(self, choice: RuleChoice, start: dt.date) -> None:
        """Show what has been chosen; the rest as the first day would have it."""
        place = choice.place if choice.place is not None else BY_DAY
        self.place.setCurrentIndex(self.place.findData(place))
        self.number.setCurrentIndex(self.number.findData(choice.day or start.day))
        self.weekday.setCurrentIndex(choice.weekday if choice.place is not None else start.weekday())
        self.month.setCurrentIndex((choice.month or start.month) - 1)
        self.month.setVisible(choice.frequency.name == "YEARLY")
        self.number.setVisible(choice.place is None)
        self.weekday.setVisible(choice.place is not None)

    def _activated(self) -> None:
        self.changed.emit()
