"""A line that speaks the filter language: it completes, says what is wrong with it, and applies itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from db.errors import BadFilter
from db.filter import filter_rows
from db.queries.choosing import choices
from db.views.things import ThingName
from desktop.windows.suggestions import (
    MOST,
    NameSought,
    Suggestion,
    name_sought,
    names_suggested,
    suggestions,
)
from desktop.windows.theme import Theme
from desktop.windows.two_part_rows import Row
from desktop.windows.under_line import FaultNote, Offers, announce
from desktop.windows.workplace import Workplace
from desktop.words import HOME, Words
from desktop.words.filter_faults import marked_filter, short_filter_fault

PAUSE: Final = 250
"""Milliseconds without a key after which the filter is applied."""

PATIENCE: Final = 900
"""Milliseconds after which a half-written filter is taken for a wrong one; nobody likes to be interrupted."""


AskNames = Callable[[NameSought, Callable[[Sequence[ThingName]], object]], object]
"""Asks the plan which of its things are called so, and hands on the answer."""


def ask_names(workplace: Workplace) -> AskNames:
    """The way to ask an open plan."""

    def ask(sought: NameSought, answer: Callable[[Sequence[ThingName]], object]) -> None:
        workplace.runner.ask(workplace, answer, choices, sought.entity, sought.begun, MOST, key="names")

    return ask


class FilterLine(QLineEdit):
    """The line itself. `applied(text)` comes a moment after the last key, or at once with Enter.

    A filter that cannot be read is not applied: what was shown stays, and the reason stands under the line.
    `wanted_more` is the down key where there is nothing to choose from, `left` an Esc with nothing to clear.
    """

    applied = Signal(str)
    wanted_more = Signal()
    left = Signal()
    entered = Signal()

    def __init__(
        self,
        words: Words,
        theme: Theme,
        today: Callable[[], dt.date],
        *,
        table: str = "activity",
        names: AskNames | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._today = today
        self._table = table
        self._names = names
        self._applied = ""
        self._offered: tuple[Suggestion, ...] = ()
        self.fault: BadFilter | None = None
        self._pause = self._timer(PAUSE, self._apply_if_readable)
        self._patience = self._timer(PATIENCE, self._say_fault)
        self.offers = Offers(self, words, theme)
        self.offers.taken.connect(self._take)
        self.note = FaultNote(self, theme)
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._edited)

    @property
    def table(self) -> str:
        """The table whose fields the line knows."""
        return self._table

    @property
    def applied_text(self) -> str:
        """The filter that was applied last."""
        return self._applied

    def show_filter(self, text: str, *, table: str | None = None) -> None:
        """Show a filter that is applied already, perhaps of another table."""
        self._table = table or self._table
        self._quiet()
        self._applied = text.strip()
        if self.text().strip() != self._applied:
            self.setText(text)

    def apply(self) -> bool:
        """Apply what stands there now, or say why it cannot be; tells whether it was."""
        self._pause.stop()
        self.fault = self._read()
        if self.fault is not None:
            self._say_fault()
            return False
        self._quiet()
        text = self.text().strip()
        if text != self._applied:
            self._applied = text
            self.applied.emit(text)
        return True

    @override
    def event(self, event: QEvent) -> bool:
        # Tab would leave the line before keyPressEvent hears of it.
        pressed = event.type() is QEvent.Type.KeyPress
        if (
            pressed
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.offers.isVisible()
        ):
            self.offers.take_first_or_chosen()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.offers.isVisible():
                self.offers.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Down if not self.text():
                self.wanted_more.emit()
            case Qt.Key.Key_Down:
                self._offer()
                if not self.offers.isVisible():
                    self.wanted_more.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not self.offers.take_chosen() and self.apply():
                    self.offers.hide()
                    self.entered.emit()
            case Qt.Key.Key_Escape:
                self._escape()
            case Qt.Key.Key_Space if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self._offer()
            case _:
                super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.offers.hide()
        self.note.hide()
        self._patience.stop()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.fault is not None:
            self._say_fault()

    def _timer(self, length: int, ends: Callable[[], object]) -> QTimer:
        timer = QTimer(self, interval=length, singleShot=True)
        timer.timeout.connect(ends)
        return timer

    def _edited(self) -> None:
        self._clear_fault()
        self._pause.start()
        self._patience.start()
        self._offer()

    def _offer(self) -> None:
        text, position = self.text(), self.cursorPosition()
        found = suggestions(self._words, text, position, table=self._table, today=self._today())
        self._show_offered(found if text else ())
        sought = name_sought(text, position, table=self._table) if text else None
        if sought is not None and self._names is not None:
            self._names(sought, lambda names: self._offer_names(text, position, sought, names))

    def _offer_names(self, text: str, position: int, sought: NameSought, names: Sequence[ThingName]) -> None:
        """Offer what the plan holds too, unless somebody has typed on or chosen meanwhile."""
        same = (self.text(), self.cursorPosition()) == (text, position)
        if same and self.hasFocus() and self.offers.chosen < 0:
            told = names_suggested(self._words, text, position, sought, names)
            known = {one.text for one in self._offered}
            self._show_offered((*self._offered, *(one for one in told if one.text not in known))[:MOST])

    def _show_offered(self, found: tuple[Suggestion, ...]) -> None:
        self._offered = found
        self.offers.show_rows([Row(one.shown, one.meaning) for one in found])

    def _take(self, number: int) -> None:
        text, place = self._offered[number].into(self.text())
        named = self._offered[number].ends_with_name
        self.setText(text)
        self.setCursorPosition(place)
        self._clear_fault()
        self._pause.start()
        if named:
            self._offer()
        else:
            self.offers.hide()

    def _apply_if_readable(self) -> None:
        """Apply after a pause; but a name without its value is only half of what is meant."""
        if self.offers.isVisible() and self.text()[: self.cursorPosition()].endswith((":", ",", "=")):
            return
        if self._read() is None:
            visible, chosen = self.offers.isVisible(), self.offers.chosen
            self.apply()
            if visible and chosen < 0 and not self._offered:
                self.offers.hide()

    def _read(self) -> BadFilter | None:
        try:
            filter_rows(
                self.text(), table=self._table, today=self._today(), zone=HOME, language=self._words.language
            )
        except BadFilter as error:
            return error
        return None

    def _say_fault(self) -> None:
        self._patience.stop()
        self.fault = self._read()
        if self.fault is None or (self.offers.isVisible() and self.offers.chosen >= 0):
            return
        said = short_filter_fault(self._words, self.fault)
        self.offers.hide()
        self._mark(True)
        self.setAccessibleDescription(said)
        self.note.say(said, marked_filter(self.fault, self._theme.colour("danger").name()))
        announce(self, said)

    def _escape(self) -> None:
        if self.offers.isVisible():
            self.offers.hide()
        elif self.text():
            self.clear()
            self.apply()
        else:
            self.left.emit()

    def _quiet(self) -> None:
        self._pause.stop()
        self._patience.stop()
        self._clear_fault()

    def _clear_fault(self) -> None:
        self.fault = None
        self.note.hide()
        self._mark(False)
        self.setAccessibleDescription("")

    def _mark(self, wrong: bool) -> None:
        role = "faulty" if wrong else ""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
