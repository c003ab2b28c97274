"""The two questions of a calendar: to which day, and whether one date is meant or the whole series."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.rules.moving import CannotMove, MoveFault
from db.views.calendar import CalendarEntry, MoveOffer
from desktop.windows.answers import Answers
from desktop.windows.calendar.paging import within
from desktop.windows.calendar.typed_day import typed_day
from desktop.windows.theme import Theme
from desktop.words import Words
from desktop.words.calendar import day_words, entry_words
from desktop.words.moves import move_fault_words
from desktop.words.schedules import rule_words

WIDTH = 460


class SeriesQuestion(QDialog):
    """Asks once whether only this date is moved, or all of its series; `chose(series)` has the answer."""

    chose = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        entry: CalendarEntry,
        to: dt.date,
        offer: MoveOffer,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._words = _ = words
        self.setWindowTitle(_("Move a date"))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space * 2)
        column.setContentsMargins(*(theme.space * 5,) * 4)
        column.addWidget(_label(entry_words(words, entry), "heading"))
        way = _("From {day} to {other_day}, {week}.").format(
            day=day_words(words, entry.on), other_day=day_words(words, to), week=words.week(to)
        )
        column.addWidget(_label(way))
        column.addSpacing(theme.space * 2)
        self.one = self._button(column, _("Only &this date"), "one", series=False)
        self._say_fault(column, self.one, _refusal(offer.one_fault, entry, to))
        self.series = self._button(column, _("The &whole series"), "series", series=True)
        fault = _refusal(offer.series_fault, entry, to)
        self._say_fault(column, self.series, fault)
        if not fault:
            column.addWidget(_label(self._series_words(offer, entry, to), "muted-small"))
        column.addSpacing(theme.space * 2)
        box = QDialogButtonBox()
        box.addButton(QPushButton(_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        first = self.one if self.one.isEnabled() else self.series
        first.setProperty("role", "primary")
        first.setDefault(True)
        first.setFocus()
        self.resize(WIDTH, column.heightForWidth(WIDTH))

    def _series_words(self, offer: MoveOffer, entry: CalendarEntry, to: dt.date) -> str:
        _ = self._words
        before, after = rule_words(_, offer.rule), rule_words(_, offer.new_rule)
        if before == after and entry.on.weekday() != to.weekday() and abs((to - entry.on).days) < 7:
            text = _("{weekday} instead of {old_weekday}, {rule}.").format(
                weekday=_.weekday(to).capitalize(), old_weekday=_.weekday(entry.on), rule=after
            )
        elif before == after:
            text = _("All dates go equally far: {day} becomes {other_day}, and so on.").format(
                day=day_words(_, entry.on), other_day=day_words(_, to)
            )
        else:
            text = _("{rule} instead of {old_rule}.").format(
                rule=after[:1].upper() + after[1:], old_rule=before
            )
        logged = _("What has been logged stays where it is.")
        return f"{text} {logged}"

    def _button(self, column: QVBoxLayout, text: str, name: str, *, series: bool) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._answer(series))
        column.addWidget(button)
        return button

    def _say_fault(self, column: QVBoxLayout, button: QPushButton, fault: CannotMove | None) -> None:
        if fault is not None:
            button.setEnabled(False)
            text = move_fault_words(self._words, fault)
            button.setAccessibleDescription(text)
            column.addWidget(_label(text, "muted-small"))

    def _answer(self, series: bool) -> None:
        self.accept()
        self.chose.emit(series)


class DayQuestion(QDialog):
    """Asks to which day something is to be moved, in whatever way a day is written; `chose(day)` has it."""

    chose = Signal(object)

    def __init__(
        self, theme: Theme, words: Words, entry: CalendarEntry, today: dt.date, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._words, self._entry, self._today = words, entry, today
        _ = words
        self.setWindowTitle(_("Move to another day"))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space * 2)
        column.setContentsMargins(*(theme.space * 5,) * 4)
        column.addWidget(_label(entry_words(words, entry), "heading"))
        lies = _("Now {day}, {week}.").format(day=day_words(words, entry.on), week=words.week(entry.on))
        column.addWidget(_label(lies))
        caption = QLabel(_("To the &day"))
        self.field = QLineEdit(words.date(entry.on))
        self.field.setObjectName("day")
        self.field.setAccessibleName(_("To the day"))
        self.field.setPlaceholderText(_("2017-05-04, 4 May or week 18"))
        caption.setBuddy(self.field)
        self.told = _label("", "muted-small")
        for widget in (caption, self.field, self.told):
            column.addWidget(widget)
        box = Answers(_("Move"), _("Cancel"))
        self._move = box.yes
        box.accepted.connect(self._answer)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        self.field.textChanged.connect(self._tell)
        self.field.selectAll()
        self.field.setFocus()
        self._tell()
        self.resize(WIDTH, column.heightForWidth(WIDTH))

    @property
    def day(self) -> dt.date | None:
        """The day that has been typed, if it is one; a week alone means the weekday of now in it."""
        text = self.field.text()
        day = typed_day(self._words, text, self._entry.on, self._today)
        named_day = any(sign in text for sign in "-/") or any(part.isalpha() for part in text.split()[1:])
        if day is not None and day != within(day):
            return None
        if day is not None and day.weekday() == 0 and not named_day and "v" in text.casefold():
            return day + dt.timedelta(days=self._entry.on.weekday())
        return day

    def _tell(self) -> None:
        _ = self._words
        day = self.day
        self._move.setEnabled(day is not None and day != self._entry.on)
        if day is None:
            text = _("That is no day. Write it as 2017-05-04, 4 May or week 18.")
        else:
            text = f"{day_words(_, day)} {day.year}, {_.week(day)}"
        self.told.setText(text)
        self.told.setProperty("role", "field-fault" if day is None else "muted-small")
        self.told.style().polish(self.told)

    def _answer(self) -> None:
        day = self.day
        if day is not None and day != self._entry.on:
            self.accept()
            self.chose.emit(day)


def _refusal(fault: MoveFault | None, entry: CalendarEntry, to: dt.date) -> CannotMove | None:
    return None if fault is None else CannotMove(fault, entry.on, to)


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
