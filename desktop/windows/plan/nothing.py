"""What stands in the table's place while there is nothing to show: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.windows.workplace import Workplace

PICTURE = 40
WIDTH = 420


class Nothing(QWidget):
    """A page with a heading, a sentence and one button."""

    pressed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        space = workplace.theme.space
        self._picture = QLabel()
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self._text = QLabel()
        self._text.setProperty("role", "muted")
        self._text.setWordWrap(True)
        self._text.setFixedWidth(WIDTH)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton()
        self.button.setObjectName("do-something")
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setSpacing(space * 3)
        column.addStretch(2)
        for widget in (self._picture, self._heading, self._text, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._heading.text()} {self._text.text()}"

    def tell(self, icon: str, heading: str, text: str, button: str) -> None:
        """Say what is missing and offer the way on."""
        picture = self._workplace.theme.icon(icon, "muted").pixmap(QSize(PICTURE, PICTURE))
        self._picture.setPixmap(picture)
        self._heading.setText(heading)
        self._text.setText(text)
        self.button.setText(button)
        self.setAccessibleName(self.text)
