"""The banner: what keeps the plan from being read or written, and the way out, until it is over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.windows.theme import Theme
from desktop.words import Words


class Banner(QWidget):
    """One sentence across the window, with a button to try again and one to put it away."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "banner-danger")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._again: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space * 4, theme.space * 2, theme.space * 2, theme.space * 2)
        row.setSpacing(theme.space * 2)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._retry = QPushButton(words("Try again"))
        self._retry.setObjectName("try-again")
        self._retry.clicked.connect(self._try_again)
        close = QPushButton(words("Close"))
        close.setObjectName("close-banner")
        close.clicked.connect(self.hide)
        row.addWidget(self._text, 1)
        row.addWidget(self._retry)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, text: str, again: Callable[[], object] | None = None) -> None:
        """Say it, with a way to try again where there is one."""
        self._again = again
        self._text.setText(text)
        self.setAccessibleName(text)
        self._retry.setVisible(again is not None)
        self.show()

    def _try_again(self) -> None:
        again = self._again
        self.hide()
        if again is not None:
            again()
