"""What is shown where there is nothing to show: what it is for, and the button to begin with."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.windows.theme import Theme

WIDEST = 440


class Hint(QWidget):
    """An icon, a few words, and one button; `pressed` is the button."""

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = QLabel()
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.text = QLabel()
        self.text.setProperty("role", "muted")
        self.text.setWordWrap(True)
        self.text.setFixedWidth(WIDEST)
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(lambda: self.pressed.emit())
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.space * 3)
        layout.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self._icon, self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label, 0, middle)
        layout.addWidget(self.button, 0, middle)
        layout.addStretch(3)

    def say(self, icon: str, heading: str, text: str, button: str) -> None:
        """Show other words."""
        self._icon.setPixmap(self._theme.icon(icon, "muted").pixmap(QSize(40, 40)))
        self.heading.setText(heading)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        # A layout that centres a label does not ask how high its text is at this width.
        self.text.setFixedHeight(max(self.text.heightForWidth(WIDEST), 0))
        self.button.setText(button)
        self.setAccessibleName(f"{heading}. {text}")
