"""When an activity is to be done: its schedule, and the dates that come next, each to be moved or skipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from db.drafts import DateExceptionDraft
from db.errors import PlanError
from db.kinds import ScheduleKind
from db.operations import add, delete, move_date
from db.queries.upcoming import upcoming_dates
from db.rules.recurrence import DateException
from db.views.detail import DetailView, UpcomingDate
from desktop.windows.detail.row_fields import RowFields
from desktop.windows.fields.day_popup import DayPopup
from desktop.windows.fields.recurrence import RecurrenceEditor
from desktop.windows.fields.rows import is_called_for
from desktop.windows.fields.rule_choice import every_week
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.wording import sentence

FIELDS: Final = ("schedule", "due_on", "starts_on", "rule", "ends_on", "when_words", "one_off")

Do = Callable[..., object]


class When(QWidget):
    """The fields of the schedule that is chosen, and the next ten dates of one that recurs."""

    def __init__(self, workplace: Workplace, fields: RowFields, do: Do) -> None:
        super().__init__()
        self._workplace = workplace
        self._fields = fields
        self._do = do
        self._view: DetailView | None = None
        self._asked: object = None
        self.lines: list[DateLine] = []
        theme = workplace.theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space * 3)
        for name in FIELDS:
            rows.addWidget(fields.row(name))
        self.upcoming = QWidget(self)
        self._dates = QVBoxLayout(self.upcoming)
        self._dates.setContentsMargins(0, 0, 0, 0)
        self._dates.setSpacing(theme.space)
        self.heading = QLabel(workplace.words("The next dates"), self.upcoming)
        self.heading.setProperty("role", "muted-small")
        self._dates.addWidget(self.heading)
        self.fault = WrappedLabel(parent=self.upcoming)
        self.fault.setProperty("role", "field-fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        rows.addWidget(self.upcoming)
        rows.addWidget(self.fault)

    def together(self, name: str, value: object) -> Mapping[str, object]:
        """What must change in the same step: a recurrence has a rule and a start, and is no single effort."""
        if name != "schedule" or self._view is None:
            return {name: value}
        if value == ScheduleKind.STANDING:
            return {name: value, "one_off": False}
        if value != ScheduleKind.RECURRING:
            return {name: value}
        kept = {field.name: field.value for field in self._view.thing.fields}
        start = kept["starts_on"] or kept["due_on"]
        first = start if isinstance(start, dt.date) else self._earliest(self._view)
        rule = kept["rule"] or every_week(first)
        return {name: value, "rule": rule, "starts_on": first, "one_off": False}

    def _earliest(self, view: DetailView) -> dt.date:
        """Today, or the day that the agreement starts on: next year's plan is made this year."""
        return max(self._workplace.today, view.agreement_starts_on or dt.date.min)

    def prepare(self, view: DetailView) -> None:
        """Tell the recurrence its first day before it shows a rule."""
        editor = self._fields.editors["rule"]
        start = next((field.value for field in view.thing.fields if field.name == "starts_on"), None)
        if isinstance(editor, RecurrenceEditor):
            editor.starts_on = start if isinstance(start, dt.date) else None

    def show_view(self, view: DetailView) -> None:
        """Show the fields of the schedule, and ask for the dates it comes to."""
        self._view = view
        kept = {field.name: field.value for field in view.thing.fields}
        for name in FIELDS:
            self._fields.rows[name].setVisible(is_called_for(name, kept["schedule"], kept["target"]))
        start, rule = kept["starts_on"], kept["rule"]
        recurs = kept["schedule"] == ScheduleKind.RECURRING and bool(rule) and isinstance(start, dt.date)
        self.upcoming.setVisible(recurs)
        if not recurs:
            self._asked = None
            return
        asked = (view.thing.name.id, rule, start, kept["ends_on"], view.exceptions)
        if asked == self._asked:
            return
        self._asked = asked
        exceptions, reasons = [], {}
        for line in view.exceptions:
            told: dict[str, Any] = {field.name: field.value for field in line.fields}
            exceptions.append(DateException(on=told["on"], moved_to=told["moved_to"]))
            reasons[told["on"]] = told["reason"]
        self._workplace.runner.ask(
            self, self._show_dates, upcoming_dates, rule, start, kept["ends_on"], exceptions, reasons,
            today=self._workplace.today, language=self._workplace.words.language, key="dates",
        )  # fmt: skip

    def _show_dates(self, dates: tuple[UpcomingDate, ...]) -> None:
        self.fault.hide()
        for line in self.lines:
            line.setParent(None)
            line.deleteLater()
        self.lines = [DateLine(self._workplace, date, self) for date in dates]
        for line in self.lines:
            self._dates.addWidget(line)
        _ = self._workplace.words
        self.heading.setText(_("The next dates") if dates else _("No more dates come of this."))

    def move_to(self, date: UpcomingDate, to: dt.date) -> None:
        """Move one date."""
        self._do(move_date, self._key, date.on, to, failed=self._failed)

    def skip(self, date: UpcomingDate) -> None:
        """Pass one date over."""
        draft = DateExceptionDraft(activity=self._key, on=date.rule_day or date.on)
        self._do(add, draft, failed=self._failed)

    def put_right(self, date: UpcomingDate) -> None:
        """Let a date lie as the rule says again."""
        on = date.rule_day or date.on
        for line in self._view.exceptions if self._view else ():
            if any(field.name == "on" and field.value == on for field in line.fields):
                self._do(delete, line.id, failed=self._failed)

    @property
    def _key(self) -> str:
        assert self._view is not None
        return self._view.thing.name.id

    def _failed(self, error: PlanError) -> None:
        self.fault.setText(sentence(self._workplace.words, error))
        self.fault.show()


class DateLine(QWidget):
    """One of the next dates, with what is special about it and what can be done with it."""

    def __init__(self, workplace: Workplace, date: UpcomingDate, when: When) -> None:
        super().__init__(when.upcoming)
        self._workplace = workplace
        self._when = when
        self.date = date
        self.text = date_words(workplace, date)
        label = WrappedLabel(self.text, self)
        label.setWordWrap(True)
        if date.skipped:
            label.setProperty("role", "muted")
        cells = QHBoxLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(0)
        cells.addWidget(label, 1)
        _ = workplace.words
        self.buttons: dict[str, QToolButton] = {}
        if not date.skipped:
            self._button(cells, "move", "calendar", _("Move {date}"), self._choose_day)
            self._button(cells, "skip", "close", _("Skip {date}"), partial(when.skip, date))
        if date.skipped or date.rule_day is not None:
            self._button(cells, "restore", "undo", _("Put {date} back"), partial(when.put_right, date))

    def _button(self, cells: QHBoxLayout, name: str, icon: str, text: str, do: Callable[[], object]) -> None:
        button = QToolButton(self)
        button.setIcon(self._workplace.theme.icon(icon))
        said = text.format(date=self._workplace.words.date(self.date.on))
        button.setToolTip(said)
        button.setAccessibleName(said)
        button.clicked.connect(lambda: do())
        cells.addWidget(button)
        self.buttons[name] = button

    def _choose_day(self) -> None:
        popup = DayPopup(self._workplace, self.date.on, can_clear=False, parent=self)
        popup.picked.connect(self._picked)
        popup.adjustSize()
        place = self.mapToGlobal(QPoint(self.width() - popup.width(), self.height()))
        room = self.screen().availableGeometry()
        place.setY(min(place.y(), room.bottom() - popup.height()))
        place.setX(max(room.left(), place.x()))
        popup.move(place)
        popup.show()

    def _picked(self, day: dt.date | None) -> None:
        if day is not None and day != self.date.on:
            self._when.move_to(self.date, day)


def date_words(workplace: Workplace, date: UpcomingDate) -> str:
    """A date with its weekday and week, and what is special about it."""
    _ = words = workplace.words
    weekday = words.weekday(date.on)
    parts = [f"{weekday[:1].upper()}{weekday[1:]} {words.date(date.on)}, {words.week(date.on)}"]
    if date.skipped:
        parts.append(_("skipped"))
    elif date.rule_day is not None:
        parts.append(_("moved from {date}").format(date=words.date(date.rule_day)))
    if date.holiday:
        parts.append(date.holiday)
    if date.reason:
        parts.append(date.reason)
    return " · ".join(parts)
