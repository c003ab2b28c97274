"""Notes: a field to write one in, and those that are written, which nobody changes any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from db.errors import PlanError
from db.views.things import NoteView
from desktop.windows.fields.editor import ENTER
from desktop.windows.fields.prose import GrowingText
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.wording import sentence


class Notes(QWidget):
    """`write(key, text, then, failed)` keeps a note; what could not be kept stays in the field."""

    def __init__(self, workplace: Workplace, write: Callable[..., object]) -> None:
        super().__init__()
        self._workplace = workplace
        self._write = write
        self._key = ""
        self._saving = ""
        self._shown: tuple[NoteView, ...] = ()
        _ = workplace.words
        theme = workplace.theme
        self.text = GrowingText(self)
        self.text.setPlaceholderText(_("Write a note; Ctrl+Enter saves it"))
        self.text.setAccessibleName(_("New note"))
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._typed)
        self.button = QPushButton(_("Save the note"), self)
        self.button.clicked.connect(self.save)
        self.button.hide()
        self.fault = WrappedLabel(parent=self)
        self.fault.setProperty("role", "field-fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space * 3)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space * 2)
        rows.addWidget(self.text)
        rows.addWidget(self.fault)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addLayout(self._list)

    def show_notes(self, key: str, notes: Sequence[NoteView]) -> None:
        """Show what is written about a thing, the newest first."""
        if key != self._key:
            self._key, self._saving = key, ""
            self.text.clear()
            self.fault.hide()
        if tuple(notes) == self._shown:
            return
        self._shown = tuple(notes)
        while item := self._list.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for one in reversed(self._shown):
            self._list.addWidget(self._note(one))

    def save(self) -> None:
        """Keep what is written as a note."""
        text = self.text.toPlainText().strip()
        if text and text != self._saving:
            self._saving = text
            self._send(self._key, text)

    def _send(self, key: str, text: str) -> None:
        self._write(key, text, partial(self._kept, key, text), partial(self._failed, key, text))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in ENTER and held:
                self.save()
                return True
        return super().eventFilter(watched, event)

    def _kept(self, key: str, text: str, _note: str) -> None:
        if key == self._key:
            self._saving = ""
            self.fault.hide()
            if self.text.toPlainText().strip() == text:
                self.text.clear()

    def _failed(self, key: str, text: str, error: PlanError) -> None:
        if key != self._key:
            # Another thing is shown by now: what was written waits behind the button that tries again.
            self._workplace.runner.failed.emit(error, partial(self._send, key, text))
            return
        self._saving = ""
        self.fault.setText(sentence(self._workplace.words, error))
        self.fault.show()

    def _typed(self) -> None:
        self.button.setVisible(bool(self.text.toPlainText().strip()))

    def _note(self, note: NoteView) -> QWidget:
        words = self._workplace.words
        box = QWidget(self)
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        text = WrappedLabel(parent=box)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setText(note.text)
        text.setWordWrap(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        who = QLabel(", ".join(one for one in (note.actor, words.moment(note.at) if note.at else "") if one))
        who.setProperty("role", "muted-small")
        rows.addWidget(text)
        rows.addWidget(who)
        return box
