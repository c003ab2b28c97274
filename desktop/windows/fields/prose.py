"""A text of any length, in a field that grows with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from db.drafts import DraftField
from desktop.windows.fields.editor import ENTER, FieldEditor
from desktop.windows.workplace import Workplace

FEWEST_LINES = 1
MOST_LINES = 18


class GrowingText(QTextEdit):
    """Plain text whose field is as high as what stands in it, within reason."""

    def __init__(self, parent: QWidget | None = None, fewest: int = FEWEST_LINES) -> None:
        super().__init__(parent)
        self._fewest = fewest
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        around = self.height() - self.viewport().height() if self.isVisible() else 8
        around = min(max(around, 4), 24) + 2 * int(self.document().documentMargin())
        lines = max(self._fewest * line, int(self.document().size().height()) - 6)
        highest = MOST_LINES * line
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > highest else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(lines, highest) + around)


class ProseEditor(FieldEditor):
    """Several lines; Enter begins a new one, so Ctrl+Enter or leaving the field saves."""

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        self.text = GrowingText(self)
        self.text.textChanged.connect(self.edited)
        self._install(self.text)

    @override
    def typed(self) -> str:
        return self.text.toPlainText()

    @override
    def put_typed(self, text: str) -> None:
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    @override
    def _shown(self) -> str:
        return str(self._kept or "")

    @override
    def _show(self) -> None:
        if self.text.toPlainText() != self._shown():
            self.text.setPlainText(self._shown())
        # What has been saved is undone by the plan, not here.
        self.text.document().clearUndoRedoStacks()

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commit()
                return self.keeps_enter
            return False
        return super()._pressed(event)
