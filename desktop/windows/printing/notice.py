"""What has become of a paper, in a line above its pages: saved where, being printed, or why not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from desktop.windows.theme import Theme
from desktop.words import Words

INFO, DANGER = "banner-info", "banner-danger"


class Notice(QWidget):
    """One sentence, a bar while something goes on, and at most one button; hidden while there is nothing."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._handler: Callable[[], object] | None = None
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(theme.space * 40)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words("How far it has come"))
        self._button = QPushButton()
        self._button.setObjectName("notice-button")
        self._button.setAutoDefault(True)
        self._button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space * 4, theme.space * 2, theme.space * 4, theme.space * 2)
        row.setSpacing(theme.space * 3)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._button)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; nothing while it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def is_trouble(self) -> bool:
        """Whether what is said is that something could not be done."""
        return not self.isHidden() and self.property("role") == DANGER

    def tell(self, text: str, button: str = "", handler: Callable[[], object] | None = None) -> None:
        """Say what has been done."""
        self._show(INFO, text, button, handler)

    def tell_trouble(self, text: str, button: str = "", handler: Callable[[], object] | None = None) -> None:
        """Say what could not be done, and why."""
        self._show(DANGER, text, button, handler)

    def follow(self, text: str, cancel: Callable[[], object]) -> None:
        """Show that something goes on, with the means to break it off."""
        self._show(INFO, text, self._words("Cancel"), cancel)
        self._bar.setRange(0, 0)
        self._bar.show()

    def progress(self, done: int, of: int, text: str) -> None:
        """Show how far it has come; `of` is 0 where nobody knows how much there is."""
        if self._bar.isHidden():
            return
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)

    def _show(self, role: str, text: str, button: str, handler: Callable[[], object] | None) -> None:
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._handler = handler
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._bar.hide()
        self.show()

    def _press(self) -> None:
        handler = self._handler
        if handler is not None:
            handler()
