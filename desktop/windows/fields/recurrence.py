"""How often something comes again, in plain words: every second Thursday, the last Friday of the month."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.drafts import DraftField
from db.rules.rule_text import LONGEST_INTERVAL, Frequency
from desktop.windows.fields.choice import SteadyComboBox
from desktop.windows.fields.editor import FieldEditor
from desktop.windows.fields.recurrence_ends import Ends
from desktop.windows.fields.recurrence_parts import MonthDay, SteadySpinBox, Weekdays
from desktop.windows.fields.rule_choice import RuleChoice, choice_of
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.words import N_
from desktop.words.schedules import rule_words

UNITS = {
    Frequency.DAILY: (N_("day"), N_("days")),
    Frequency.WEEKLY: (N_("week"), N_("weeks")),
    Frequency.MONTHLY: (N_("month"), N_("months")),
    Frequency.YEARLY: (N_("year"), N_("years")),
}


class RecurrenceEditor(FieldEditor):
    """The controls of a recurrence; each change of one of them saves.

    `starts_on` fills in what is left to the first day, such as the weekday of "every week".
    """

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        _ = self.words
        self.starts_on: dt.date | None = None
        self._text = ""
        self._filling = False
        box = QWidget(self)
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self.theme.space * 2)
        self.simple = QWidget(box)
        controls = QVBoxLayout(self.simple)
        controls.setContentsMargins(0, 0, 0, 0)
        controls.setSpacing(self.theme.space)
        # Above and not beside them: the three together are wider than the narrowest details.
        between = QLabel(_("Time between"), box)
        between.setProperty("role", "muted-small")
        controls.addWidget(between)
        first = QHBoxLayout()
        first.setSpacing(self.theme.space * 2)
        self.interval = SteadySpinBox(box)
        self.interval.setRange(1, LONGEST_INTERVAL[Frequency.DAILY])
        self.interval.setAccessibleName(_("How many"))
        self.interval.setMaximumWidth(88)
        self.unit = SteadyComboBox(box)
        self.unit.setMinimumContentsLength(6)
        for frequency, (one, _many) in UNITS.items():
            self.unit.addItem(_(one), int(frequency))
        self.unit.setAccessibleName(_("Days, weeks, months or years"))
        first.addWidget(self.interval)
        first.addWidget(self.unit, 1)
        controls.addLayout(first)
        self.weekdays = Weekdays(workplace, box)
        self.month_day = MonthDay(workplace, box)
        self.ends = Ends(workplace, box)
        for part in (self.weekdays, self.month_day, self.ends):
            controls.addWidget(part)
            part.changed.connect(self._chosen)
        rows.addWidget(self.simple)
        self.said = WrappedLabel(parent=box)
        self.said.setWordWrap(True)
        rows.addWidget(self.said)
        self.more = QToolButton(box)
        self.more.setText(_("Advanced"))
        self.more.setIcon(self.theme.icon("chevron-right"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setCheckable(True)
        self.line = QLineEdit(box)
        self.line.setAccessibleName(_("The rule as it is kept (RRULE)"))
        self.line.setToolTip(_("The rule as it is kept (RRULE)"))
        self.line.editingFinished.connect(self._written)
        self.line.hide()
        self.more.toggled.connect(self._unfold)
        rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.line)
        self.interval.valueChanged.connect(self._chosen)
        self.unit.activated.connect(self._chosen)
        self._install(self.interval, box)
        self.interval.setAccessibleName(_("How many"))
        self._show()

    @override
    def typed(self) -> str:
        return self._text

    @override
    def put_typed(self, text: str) -> None:
        self._text = text
        self._fill()

    @override
    def _shown(self) -> str:
        return str(self._kept or "")

    @override
    def _show(self) -> None:
        self.put_typed(self._shown())

    def _chosen(self) -> None:
        """Take up what the controls say."""
        if self._filling:
            return
        self._text = self._choice().rule
        self._fill()
        self.edited.emit()
        self.commit()

    def _written(self) -> None:
        if self.line.text() != self._text:
            self.put_typed(self.line.text())
            self.edited.emit()
            self.commit()

    def _choice(self) -> RuleChoice:
        frequency = Frequency(self.unit.currentData())
        day, place, weekday, month = self.month_day.choice()
        count, until = self.ends.choice()
        monthly = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
        return RuleChoice(
            frequency=frequency,
            interval=min(self.interval.value(), LONGEST_INTERVAL[frequency]),
            weekdays=self.weekdays.choice() if frequency is Frequency.WEEKLY else (),
            day=day if monthly else None,
            place=place if monthly else None,
            weekday=weekday,
            month=month if frequency is Frequency.YEARLY else None,
            count=count,
            until=until,
        )

    def _fill(self) -> None:
        """Let the controls say what the rule does, and the words below them as well."""
        _ = self.words
        choice = choice_of(self._text, self.starts_on) if self._text else RuleChoice()
        self._filling = True
        self.line.setText(self._text)
        self.simple.setVisible(choice is not None)
        if choice is not None:
            self.interval.setValue(choice.interval)
            self.unit.setCurrentIndex(self.unit.findData(int(choice.frequency)))
            for place, texts in enumerate(UNITS.values()):
                self.unit.setItemText(place, _(texts[choice.interval > 1]))
            start = self.starts_on or self.workplace.today
            self.weekdays.show_choice(choice.weekdays)
            self.month_day.show_choice(choice, start)
            self.ends.show_choice(choice.count, choice.until)
            self.weekdays.setVisible(choice.frequency is Frequency.WEEKLY)
            self.month_day.setVisible(choice.frequency in (Frequency.MONTHLY, Frequency.YEARLY))
        self._filling = False
        text = rule_words(self.words, choice.rule if choice else self._text) if self._text else ""
        if choice is None:
            text += ". " + _("This is more than can be chosen here; it can be changed under “Advanced”.")
        self.said.setText((text[:1].upper() + text[1:]).strip())

    def _unfold(self, shown: bool) -> None:
        self.line.setVisible(shown)
        self.more.setIcon(self.theme.icon("chevron-down" if shown else "chevron-right"))
