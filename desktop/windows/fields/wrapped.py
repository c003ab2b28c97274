"""Text that fits into whatever width there is, whatever somebody has written in it."""

from __future__ import annotations

import html
import re
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from typing_extensions import override

LONGEST_WORD: Final = 22
"""Letters that stand together in the narrowest pane; longer words are broken where they must be."""

NARROWEST: Final = 64

_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


BREAK: Final = "\N{ZERO WIDTH SPACE}"


class WrappedLabel(QLabel):
    """A label that wraps, between words or, where a word is longer than the line, within it.

    The places where it may be broken are invisible, and are left out of what is copied from it.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setWordWrap(True)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        self._text = text
        super().setText(breakable(text))

    @override
    def text(self) -> str:
        return self._text

    def set_link(self, text: str) -> None:
        """Show a text as a link."""
        self._text = text
        super().setText(f'<a href="#" style="text-decoration:none">{html.escape(breakable(text))}</a>')

    def copy(self) -> None:
        """Put what is marked on the clipboard, or the whole text where nothing is."""
        marked = self.selectedText() if self.hasSelectedText() else self._text
        # Qt gives a line's end within a marked text as a sign of its own.
        QGuiApplication.clipboard().setText(marked.replace(BREAK, "").replace("\u2029", "\n"))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self.copy()
            return True
        return super().event(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        menu.addAction(QCoreApplication.translate("QWidgetTextControl", "&Copy"), self.copy)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    @override
    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(min(size.width(), NARROWEST), size.height())


def breakable(text: str) -> str:
    """A text with places in its longest words where a line may end."""
    return _LONG.sub(lambda found: found[0] + BREAK, text)
