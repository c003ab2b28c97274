"""The buttons under a question: what it is about first, then the way out, alike in every dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget


class Answers(QDialogButtonBox):
    """Two buttons to the right, in the order of the style sheet; Enter presses the first, Escape the other.

    `accepted` and `rejected` say which was pressed. The other takes Enter only while it has the keys itself.
    """

    def __init__(self, yes: str, no: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.yes = QPushButton(yes, self)
        self.yes.setProperty("role", "primary")
        self.yes.setDefault(True)
        self.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self.no = QPushButton(no, self)
        self.addButton(self.no, QDialogButtonBox.ButtonRole.RejectRole)
