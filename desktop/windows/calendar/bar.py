"""The line over the calendar: where one is, the way to other days, and how much is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.windows.calendar.typed_day import typed_day
from desktop.windows.workplace import Workplace
from desktop.words import N_
from desktop.words.calendar import month_words, week_words


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to show the calendar: its name, what more is said of it, and what its arrows lead to."""

    text: str
    tip: str
    before: str
    after: str


MODES: Final[Mapping[str, Mode]] = {
    "month": Mode(N_("Month"), N_("Show the month (Alt+1)"), N_("Previous month"), N_("Next month")),
    "week": Mode(N_("Week"), N_("Show the week (Alt+2)"), N_("Previous week"), N_("Next week")),
    "timeline": Mode(
        N_("Timeline"), N_("Show the timeline of the year (Alt+3)"), N_("Previous year"), N_("Next year")
    ),
}


class CalendarBar(QWidget):
    """Says where one wants to go: `mode_wanted(name)`, `paged(±1)`, `today_wanted()`, `day_typed(day)`."""

    mode_wanted = Signal(str)
    paged = Signal(int)
    today_wanted = Signal()
    day_typed = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._words, self._theme = workplace.words, workplace.theme
        self._day = workplace.today
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.title.setObjectName("title")
        self.before = self._arrow("chevron-left", "previous", lambda: self.paged.emit(-1))
        self.after = self._arrow("chevron-right", "next", lambda: self.paged.emit(1))
        self.modes = QButtonGroup(self)
        self.where = self._where_field()
        self.fault = QLabel()
        self.fault.setObjectName("fault")
        self.fault.setProperty("role", "field-fault")
        self.fault.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.fault.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        _, space = self._words, self._theme.space
        today = QToolButton()
        today.setObjectName("today")
        today.setProperty("role", "outlined")
        today.setText(_("Today"))
        today.setToolTip(_("Go to today (Ctrl+T)"))
        today.clicked.connect(self.today_wanted)
        line = QHBoxLayout()
        line.setSpacing(space)
        for widget in (self.before, today, self.after):
            line.addWidget(widget)
        line.addSpacing(space * 2)
        line.addWidget(self.title)
        line.addStretch(1)
        line.addWidget(self.where, 2)
        line.addSpacing(space * 2)
        for mode in MODES:
            line.addWidget(self._segment(mode))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space)
        column.addLayout(line)
        column.addWidget(self.fault)

    def _where_field(self) -> QLineEdit:
        _ = self._words
        field = QLineEdit()
        field.setObjectName("where")
        field.setPlaceholderText(_("Go to: week 18, 4 May"))
        field.setAccessibleName(_("Go to a day"))
        field.setAccessibleDescription(_("A date, a week or a month, then Enter"))
        field.setMinimumWidth(96)
        field.setMaximumWidth(176)
        field.returnPressed.connect(self._read_where)
        return field

    def _arrow(self, icon: str, name: str, do: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._theme.icon(icon))
        button.setObjectName(name)
        button.clicked.connect(do)
        return button

    def _segment(self, mode: str) -> QToolButton:
        """One of the ways to show the calendar; the one that is shown is pressed in."""
        button = QToolButton()
        button.setText(self._words(MODES[mode].text))
        button.setToolTip(self._words(MODES[mode].tip))
        button.setCheckable(True)
        button.setObjectName(mode)
        button.setProperty("role", "outlined")
        button.clicked.connect(lambda: self.mode_wanted.emit(mode))
        self.modes.addButton(button)
        return button

    def show_place(self, mode: str, day: dt.date) -> str:
        """Say what is shown, and give back those words."""
        _, self._day = self._words, day
        monday = day - dt.timedelta(days=day.weekday())
        name = {"month": month_words(_, day), "week": week_words(_, monday)}.get(mode, str(day.year))
        self.title.setText(name)
        for button, text in ((self.before, MODES[mode].before), (self.after, MODES[mode].after)):
            button.setToolTip(_(text))
            button.setAccessibleName(_(text))
        for segment in self.modes.buttons():
            segment.setChecked(segment.objectName() == mode)
        return name

    def ask_where(self) -> None:
        """Let a day be typed."""
        self.where.setFocus()
        self.where.selectAll()

    def _read_where(self) -> None:
        _ = self._words
        text = self.where.text()
        day = typed_day(_, text, self._day, self._workplace.today)
        if day is None:
            said = _("“{text}” is no day. Write it as 2017-05-04, 4 May or week 18.")
            self.fault.setText(said.format(text=text))
        else:
            self.where.clear()
            self.day_typed.emit(day)
        self.fault.setVisible(day is None)
