"""Carrying out what somebody moves in a calendar, and saying what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.errors import PlanError
from db.operations import change, move_date, move_occurrence, move_series
from db.queries.moves import move_offer
from db.rules.calendar import eve_name, holiday_name, is_working_day
from db.rules.moving import CannotMove
from db.views.calendar import CalendarEntry, EntryKind, MoveOffer
from desktop.windows.calendar.questions import DayQuestion, SeriesQuestion
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.calendar import day_words, entry_words
from desktop.words.moves import move_fault_words


class Mover(QObject):
    """Moves entries to other days; `moved(entry, day)` says that one now lies there."""

    moved = Signal(object, object)

    def __init__(self, workplace: Workplace, pane: QWidget) -> None:
        super().__init__(pane)
        self._workplace = workplace
        self._words = workplace.words
        self._pane = pane
        self.question: SeriesQuestion | DayQuestion | None = None

    def move(self, entry: CalendarEntry, to: dt.date) -> None:
        """Move an entry; of a rule's date it is asked first whether the whole series is meant."""
        _ = self._words
        if not entry.movable:
            self._workplace.say(_("{thing} is settled and is not moved.").format(thing=self._name(entry)))
        elif entry.kind is EntryKind.RECURRING:
            self._workplace.runner.ask(
                self,
                lambda offer: self._ask(entry, to, offer),
                move_offer,
                entry.activity,
                entry.on,
                to,
                failed=self._tell_failure,
            )
        else:
            self._do(entry, to, series=False)

    def ask_day(self, entry: CalendarEntry) -> None:
        """Ask to which day an entry is to be moved."""
        words, theme = self._words, self._workplace.theme
        question = DayQuestion(theme, words, entry, self._workplace.today, self._pane)
        question.chose.connect(lambda day: self.move(entry, day))
        self._open(question)

    def _ask(self, entry: CalendarEntry, to: dt.date, offer: MoveOffer) -> None:
        if offer.one_fault is not None and offer.series_fault is not None:
            fault = CannotMove(offer.one_fault, entry.on, to)
            self._workplace.say(move_fault_words(self._words, fault))
            return
        question = SeriesQuestion(self._workplace.theme, self._words, entry, to, offer, self._pane)
        question.chose.connect(lambda series: self._do(entry, to, series=series))
        self._open(question)

    def _open(self, question: SeriesQuestion | DayQuestion) -> None:
        self.question = question
        question.finished.connect(question.deleteLater)
        question.finished.connect(self._forget)
        question.open()

    def _forget(self) -> None:
        self.question = None

    def _do(self, entry: CalendarEntry, to: dt.date, *, series: bool) -> None:
        operation: Any
        given: tuple[object, ...]
        match entry.kind:
            case EntryKind.MEETING:
                operation, given = change, (entry.thing.id, {"on": to})
            case EntryKind.DECISION:
                operation, given = change, (entry.thing.id, {"due_on": to})
            case EntryKind.OCCURRENCE:
                operation, given = move_occurrence, (entry.thing.id, to)
            case _:
                operation = move_series if series else move_date
                given = (entry.activity, entry.on, to)
        self._workplace.runner.do(
            self,
            operation,
            *given,
            then=lambda _value: self._tell(entry, to, series=series),
            failed=self._tell_failure,
        )

    def _tell(self, entry: CalendarEntry, to: dt.date, *, series: bool) -> None:
        """Say where it lies now, and whether that day is one on which nobody works."""
        _ = self._words
        said = _("The series of {thing} now falls on {day}.") if series else _("{thing} now lies on {day}.")
        text = said.format(thing=self._name(entry), day=day_words(_, to))
        name = holiday_name(to, _.language) or eve_name(to, _.language)
        if name:
            text += " " + _("That is {holiday}.").format(holiday=name)
        elif not is_working_day(to):
            text += " " + _("That is no working day.")
        self._workplace.say(text)
        self.moved.emit(entry, to)

    def _tell_failure(self, error: PlanError) -> None:
        self._workplace.say(sentence(self._words, error))

    def _name(self, entry: CalendarEntry) -> str:
        if entry.number and entry.kind is not EntryKind.DECISION:
            return entry.number
        return entry_words(self._words, entry, clock=False)
