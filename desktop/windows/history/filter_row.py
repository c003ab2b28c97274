"""What of the history is asked for: words, who, what kind of thing, which days, only what is selected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.views.history import StepFilter
from desktop.windows.workplace import Workplace
from desktop.words import N_
from desktop.words.sought import sought

TYPING: Final = 250
"""Milliseconds after the last letter until the words are looked for."""

KINDS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "": (N_("All sorts of things"), ()),
    "activities": (
        N_("Activities"),
        (
            "activity", "activity_promise", "activity_cause", "participant", "date_exception",
            "follow_up", "publication",
        ),
    ),
    "occurrences": (N_("What took place"), ("occurrence", "counter", "walk_finding")),
    "promises": (N_("Promises"), ("promise", "indicator", "measurement")),
    "meetings": (N_("Meetings"), ("meeting", "attendance", "agenda_item", "decision")),
    "agreements": (N_("Cooperation agreements"), ("agreement", "signatory", "focus_area", "cause")),
    "situation": (N_("Situation picture"), ("source", "finding", "area_rating", "statistic")),
    "people": (N_("Contacts and places"), ("contact", "organisation", "area")),
    "notes": (N_("Notes and attachments"), ("note", "attachment")),
}  # fmt: skip
"""What one looks for, in words, and the tables that it is kept in."""

PERIODS: Final[Mapping[str, str]] = {
    "": N_("All days"),
    "today": N_("Today"),
    "week": N_("The last 7 days"),
    "month": N_("The last 30 days"),
    "year": N_("This year"),
    "days": N_("Certain days …"),
}

LENGTHS: Final[Mapping[str, int]] = {"today": 0, "week": 6, "month": 29}


class FilterRow(QWidget):
    """The row above the history; `changed` says that something else is asked for."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        _ = workplace.words
        self._workplace = workplace
        space = workplace.theme.space
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find in the history"))
        self.line.setAccessibleName(_("Find in the history"))
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumWidth(160)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.who = self._choice(_("By whom"), [("", _("By everybody"))])
        self.kind = self._choice(
            _("What kind of thing"), [(key, _(text)) for key, (text, _t) in KINDS.items()]
        )
        self.period = self._choice(_("When"), [(key, _(text)) for key, text in PERIODS.items()])
        self.first, self.last = self._day(_("From")), self._day(_("To"))
        self.selected = QCheckBox(_("Only what is selected"))
        self.selected.setToolTip(_("Only what has to do with what is selected in the other rooms"))
        self._rows = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space * 2)
        for row in self._rows:
            row.setSpacing(space * 2)
            column.addLayout(row)
        for widget in (self.line, self.who, self.kind):
            self._rows[0].addWidget(widget, 1 if widget is self.line else 0)
        self._movable = (self.period, self.first, self.last, self.selected)
        self._narrow: bool | None = None
        self._settle()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._typing.timeout.connect(self.changed)
        self.line.textChanged.connect(self._typing.start)
        self.line.returnPressed.connect(self._at_once)
        for choice in (self.who, self.kind, self.period):
            choice.currentIndexChanged.connect(self._chosen)
        for day in (self.first, self.last):
            day.dateChanged.connect(self.changed)
        self.selected.toggled.connect(self.changed)
        self._show_days()

    def asked(self) -> StepFilter:
        """What is asked for, in the words of the query."""
        place = self._workplace
        first, last = self._days()
        return StepFilter(
            words=sought(place.words, self.line.text()),
            actor=self.who.currentData() or "",
            tables=KINDS[self.kind.currentData() or ""][1],
            first=first,
            last=last,
            about=place.selection if self.selected.isChecked() else (),
            scope=place.scope() if place.filter_text.strip() else "",
            today=place.today,
            zone=place.zone,
        )

    def show_people(self, people: Sequence[str]) -> None:
        """Offer those who have done anything; who is chosen stays so."""
        chosen = self.who.currentData() or ""
        names = list(people) if not chosen or chosen in people else [*people, chosen]
        if [self.who.itemData(row) for row in range(1, self.who.count())] == names:
            return
        self.who.blockSignals(True)
        while self.who.count() > 1:
            self.who.removeItem(1)
        for name in names:
            self.who.addItem(name, name)
        self.who.setCurrentIndex(self.who.findData(chosen))
        self.who.blockSignals(False)

    def clear(self) -> None:
        """Ask for everything again."""
        self.blockSignals(True)
        self.line.clear()
        for choice in (self.who, self.kind, self.period):
            choice.setCurrentIndex(0)
        self.selected.setChecked(False)
        self.blockSignals(False)
        self._at_once()

    def arrangement(self) -> dict[str, Any]:
        """What was chosen, to be chosen again at the next start; what was looked for is not kept."""
        return {"kind": self.kind.currentData(), "selected": self.selected.isChecked()}

    def arrange(self, saved: Mapping[str, Any]) -> None:
        """Choose what was chosen before."""
        self.kind.setCurrentIndex(max(self.kind.findData(saved.get("kind", "")), 0))
        self.selected.setChecked(saved.get("selected") is True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Stand in one row where there is room for it, else in two."""
        space = self._workplace.theme.space * 2
        shown = [one for one in (self.line, self.who, self.kind, *self._movable) if not one.isHidden()]
        narrow = sum(one.sizeHint().width() + space for one in shown) > self.width()
        if narrow is self._narrow:
            return
        self._narrow = narrow
        first, second = self._rows
        while second.count():
            second.takeAt(0)
        for widget in self._movable:
            first.removeWidget(widget)
            (second if narrow else first).addWidget(widget)
        if narrow:
            second.addStretch(1)

    def _days(self) -> tuple[dt.date | None, dt.date | None]:
        today, period = self._workplace.today, self.period.currentData() or ""
        if period == "days":
            days = sorted(_python_day(day.date()) for day in (self.first, self.last))
            return days[0], days[1]
        if period == "year":
            return today.replace(month=1, day=1), None
        return (today - dt.timedelta(days=LENGTHS[period]), None) if period else (None, None)

    def _chosen(self) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        certain = self.period.currentData() == "days"
        self.first.setVisible(certain)
        self.last.setVisible(certain)
        self._settle()

    def _at_once(self) -> None:
        self._typing.stop()
        self.changed.emit()

    def _choice(self, name: str, rows: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumWidth(96)
        box.setMaximumWidth(220)
        for key, text in rows:
            box.addItem(text, key)
        return box

    def _day(self, name: str) -> QDateEdit:
        today = self._workplace.today
        day = QDateEdit(QDate(today.year, today.month, today.day))
        day.setCalendarPopup(True)
        day.setDisplayFormat("yyyy-MM-dd")
        day.setAccessibleName(name)
        day.setToolTip(name)
        return day


def _python_day(day: QDate) -> dt.date:
    return dt.date(day.year(), day.month(), day.day())
