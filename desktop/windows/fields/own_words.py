"""A text of a person's own, beside a list of the usual words for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from db.drafts import DraftField
from desktop.windows.fields.editor import ENTER, FieldEditor
from desktop.windows.fields.line import inner_button
from desktop.windows.fields.offered_list import OfferedList
from desktop.windows.workplace import Workplace
from desktop.words.kinds import by_word, label, plain, value_label


class OwnWordsEditor(FieldEditor):
    """A line to type in, with the usual words below it; choosing one of them saves it."""

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        _ = self.words
        assert field.choices is not None
        self._kinds = field.choices
        self._usual = sorted((label(self.words, member) for member in self._kinds), key=str.casefold)
        self.line = QLineEdit(self)
        inner_button(self.line, self.theme.icon("chevron-down"), _("Show the usual ones")).triggered.connect(
            self._open
        )
        self.offered = OfferedList(self.line)
        self.offered.taken.connect(self._taken)
        self.line.textEdited.connect(self._search)
        self._install(self.line)

    @override
    def typed(self) -> str:
        return self.line.text()

    @override
    def put_typed(self, text: str) -> None:
        self.line.setText(text)

    @override
    def read(self) -> object:
        usual = by_word(self._kinds, self.typed())
        return self._read_text(usual.value if usual is not None else self.typed())

    @override
    def commit(self) -> bool:
        self.offered.hide()
        return super().commit()

    @override
    def take_back(self) -> bool:
        if self.offered.isVisible():
            self.offered.hide()
            if not self.is_dirty:
                return True
        return super().take_back()

    @override
    def _shown(self) -> str:
        return value_label(self.words, self._kinds, str(self._kept or ""))

    @override
    def _show(self) -> None:
        self.line.setText(self._shown())
        self.line.setCursorPosition(0)

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.offered.isVisible():
                self.offered.step(1 if key is Qt.Key.Key_Down else -1)
            else:
                self._open()
            return True
        if key in ENTER and self.offered.take_current():
            return True
        return super()._pressed(event)

    def _open(self) -> None:
        """Show all the usual words."""
        self.line.setFocus()
        now = self.typed()
        self.offered.offer(
            [(word, word) for word in self._usual], self._usual.index(now) if now in self._usual else -1
        )

    def _search(self, text: str) -> None:
        self.edited.emit()
        begun = plain(text)
        fits = [word for word in self._usual if begun and begun in plain(word)]
        # None is marked: Enter keeps a word of one's own as it was typed.
        self.offered.offer([(word, word) for word in fits], -1)

    def _taken(self, word: object) -> None:
        self.line.setText(str(word))
        self.edited.emit()
        self.commit()
