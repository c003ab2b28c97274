"""A line to type into: short texts, numbers and times of day."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from typing_extensions import override

from db.drafts import DraftField, FieldType
from desktop.windows.fields.editor import FieldEditor
from desktop.windows.workplace import Workplace
from desktop.words import N_, Words

EXAMPLES: Final = {
    ("activity", "target_counter"): N_("For example conversations. Empty: the number of times"),
}
"""What may stand in a field whose name does not say enough."""


class LineEditor(FieldEditor):
    """A short text."""

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        self.line = QLineEdit(self)
        self.line.textEdited.connect(self.edited)
        self._install(self.line)
        if example := EXAMPLES.get((field.entity, field.name)):
            self.line.setPlaceholderText(self.words(example))
            self.line.setToolTip(self.words(example))

    @override
    def typed(self) -> str:
        return self.line.text()

    @override
    def put_typed(self, text: str) -> None:
        self.line.setText(text)

    @override
    def _shown(self) -> str:
        return plain_words(self.words, self._kept)

    @override
    def _show(self) -> None:
        # The text is set even where it is the same: what has been saved is undone by the plan, not here.
        place = self.line.cursorPosition() if self.line.hasFocus() else 0
        self.line.setText(self._shown())
        self.line.setCursorPosition(place)


class NumberEditor(LineEditor):
    """A number; the arrow keys count up and down."""

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            return super()._pressed(event)
        now = self.value()
        found = (now if isinstance(now, int | float) else 0) + step
        lowest, highest = self.field.lowest, self.field.highest
        if isinstance(lowest, int | float) and isinstance(highest, int | float):
            found = min(max(found, lowest), highest)
        self.line.setText(plain_words(self.words, int(found) if self._is_whole else found))
        self.line.selectAll()
        self.edited.emit()
        return True

    @property
    def _is_whole(self) -> bool:
        return self.field.type is FieldType.INT


class TimeEditor(LineEditor):
    """A time of day; 9, 930 and kl 9.30 will do, and the arrow keys step by a quarter of an hour."""

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        self.line.setPlaceholderText("09:30")

    @override
    def read(self) -> object:
        return self._read_text(clock_text(self.typed()))

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Up: 15, Qt.Key.Key_Down: -15}.get(Qt.Key(event.key()))
        now = self.value()
        if step is None:
            return super()._pressed(event)
        minutes = now.hour * 60 + now.minute if isinstance(now, dt.time) else 9 * 60 - step
        minutes = (minutes + step) % (24 * 60)
        self.line.setText(f"{minutes // 60:02}:{minutes % 60:02}")
        self.line.selectAll()
        self.edited.emit()
        return True


def clock_text(text: str) -> str:
    """A time of day as it is kept, for the short ways in which it is typed; others are left as they are."""
    said = text.casefold().removeprefix("klockan").removeprefix("kl").strip(" .")
    digits = said.replace(":", "").replace(".", "")
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 4:
        return text
    if digits == said:
        hour, minute = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
        return f"{int(hour):02}:{minute}"
    return said.replace(".", ":")


def plain_words(words: Words, value: object) -> str:
    """A value as it stands in a line, ready to be typed on: without signs between thousands."""
    match value:
        case None:
            return ""
        case bool():
            return words("yes") if value else words("no")
        case float():
            text = f"{value:.10f}".rstrip("0").rstrip(".")
            return text.replace(".", ",") if words.language == "sv" else text
        case dt.time():
            return value.strftime("%H:%M")
    return str(value)


def inner_button(line: QLineEdit, icon: QIcon, text: str) -> QAction:
    """A small button at the end of a line; its keys are the line's own, so it is passed over by Tab."""
    action = line.addAction(icon, QLineEdit.ActionPosition.TrailingPosition)
    action.setText(text)
    action.setToolTip(text)
    for button in line.findChildren(QToolButton):
        if button.defaultAction() is action or action in button.actions():
            button.setAccessibleName(text)
            button.setObjectName("inner")
    return action
