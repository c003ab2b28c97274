"""What has been noted about a meeting, and a place to note more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from db.errors import PlanError
from db.operations import note
from db.views.status import NoteLine
from desktop.windows.fields.editor import ENTER
from desktop.windows.fields.prose import GrowingText
from desktop.windows.meetings.sections import Section
from desktop.windows.workplace import Workplace
from desktop.wording import sentence


class NotesSection(Section):
    """The notes about a meeting, the latest first."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, workplace.words("Notes"), parent)
        _ = self.words
        self._meeting = ""
        self.text = NoteText(self)
        self.text.setObjectName("note.text")
        self.text.setPlaceholderText(_("A note about the meeting. Ctrl+Enter saves it."))
        self.text.setAccessibleName(_("New note about the meeting"))
        self.text.offered.connect(self.save)
        self.rows.addWidget(self.text)
        self.fault = self.quiet()
        self.fault.setProperty("role", "field-fault")
        self.fault.hide()
        self.button = QPushButton(_("Save the note"), self)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.save)
        self.button.hide()
        self.text.textChanged.connect(lambda: self.button.setVisible(bool(self.text.toPlainText().strip())))
        self.rows.addWidget(self.button)
        self.list = QVBoxLayout()
        self.list.setSpacing(3 * self.theme.space)
        self.rows.addLayout(self.list)
        self._shown: tuple[NoteLine, ...] = ()

    def show_notes(self, meeting: str, notes: Sequence[NoteLine]) -> None:
        """Show what has been noted."""
        if meeting != self._meeting:
            self.text.clear()
            self.fault.hide()
        self._meeting = meeting
        if tuple(notes) == self._shown:
            return
        self._shown = tuple(notes)
        while (item := self.list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for one in notes:
            self.list.addWidget(note_label(self.workplace, one))

    def finish(self) -> None:
        """Save what is still being typed."""
        self.save()

    def save(self) -> None:
        """Save what stands there as a note."""
        text = self.text.toPlainText().strip()
        if not text:
            return

        def failed(error: PlanError) -> None:
            self.fault.setText(sentence(self.words, error))
            self.fault.show()

        def saved(_key: str) -> None:
            if self.text.toPlainText().strip() == text:
                self.text.clear()
            self.fault.hide()

        self.workplace.runner.do(self, note, self._meeting, text, then=saved, failed=failed)


class NoteText(GrowingText):
    """Text of several lines that Ctrl+Enter hands on."""

    offered = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.offered.emit()
        else:
            super().keyPressEvent(event)


def note_label(workplace: Workplace, one: NoteLine) -> QWidget:
    """A note as it stands: its words, and below them who and when."""
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    text = QLabel(one.text, box)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    by = QLabel(f"{one.by}, {workplace.words.moment(one.at)}", box)
    by.setProperty("role", "muted-small")
    rows.addWidget(text)
    rows.addWidget(by)
    return box
