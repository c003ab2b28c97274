"""A month to pick a day from, with week numbers and Sweden's holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from db.rules.calendar import eve_name, holiday_name
from desktop.windows.workplace import Workplace

LOCALES = {"sv": QLocale.Language.Swedish, "en": QLocale.Language.English}
COUNTRIES = {"sv": QLocale.Country.Sweden, "en": QLocale.Country.UnitedKingdom}


class DayPopup(QFrame):
    """A calendar that closes when a day is picked; `picked(day)`, or None when the day is taken away."""

    picked = Signal(object)

    def __init__(
        self, workplace: Workplace, day: dt.date, *, can_clear: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workplace = workplace
        _ = words = workplace.words
        theme = workplace.theme
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.month = QCalendarWidget(self)
        self.month.setLocale(QLocale(LOCALES[words.language], COUNTRIES[words.language]))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.month.setGridVisible(False)
        self.month.setAccessibleName(_("Calendar"))
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        ordinary = QTextCharFormat()
        ordinary.setForeground(theme.colour("text"))
        self.month.setWeekdayTextFormat(Qt.DayOfWeek.Saturday, ordinary)
        sunday = QTextCharFormat()
        sunday.setForeground(theme.colour("holiday"))
        self.month.setWeekdayTextFormat(Qt.DayOfWeek.Sunday, sunday)
        self._name = QLabel(self)
        self._name.setProperty("role", "muted")
        today = QPushButton(_("Today"), self)
        today.clicked.connect(lambda: self._pick(workplace.today))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(theme.space,) * 4)
        rows.setSpacing(theme.space)
        rows.addWidget(self.month)
        rows.addWidget(self._name)
        cells = QHBoxLayout()
        cells.addWidget(today)
        if can_clear:
            none = QPushButton(_("No date"), self)
            none.clicked.connect(lambda: self._pick(None))
            cells.addWidget(none)
        cells.addStretch(1)
        rows.addLayout(cells)
        self.month.clicked.connect(lambda date: self._pick(_day(date)))
        self.month.activated.connect(lambda date: self._pick(_day(date)))
        self.month.selectionChanged.connect(self._say)
        self.month.currentPageChanged.connect(self._ask_holidays)
        self._holidays: dict[dt.date, str] = {}
        self._say()
        self._ask_holidays(day.year, day.month)
        self.setFocusProxy(self.month)
        self.month.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _pick(self, day: dt.date | None) -> None:
        self.picked.emit(day)
        self.close()

    def _ask_holidays(self, year: int, month: int) -> None:
        # The library of holidays takes a while to load the first time, so the worker does that.
        first = dt.date(year, month, 1) - dt.timedelta(days=14)
        self._workplace.runner.ask(
            self, self._mark, free_days, first, 62, self._workplace.words.language, key="holidays"
        )

    def _mark(self, free: Mapping[dt.date, str]) -> None:
        theme = self._workplace.theme
        for day, name in free.items():
            look = QTextCharFormat()
            look.setForeground(theme.colour("holiday"))
            look.setFontWeight(700)
            look.setToolTip(name)
            self.month.setDateTextFormat(QDate(day.year, day.month, day.day), look)
        self._holidays |= free
        self._say()

    def _say(self) -> None:
        """The selected day in full, with its week and the holiday that it is."""
        day, words = _day(self.month.selectedDate()), self._workplace.words
        parts = [f"{words.weekday(day)} {words.long_date(day)}", words.week(day)]
        if day in self._holidays:
            parts.append(self._holidays[day])
        self._name.setText(", ".join(parts))


def free_days(_session: object, first: dt.date, count: int, language: str) -> dict[dt.date, str]:
    """The holidays and eves of some days from a first one on, by name."""
    days = (first + dt.timedelta(days=number) for number in range(count))
    return {day: name for day in days if (name := holiday_name(day, language) or eve_name(day, language))}


def _day(date: QDate) -> dt.date:
    return dt.date(date.year(), date.month(), date.day())
