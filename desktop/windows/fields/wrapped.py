"""Text that fits into whatever width there is, whatever somebody has written in it."""

from __future__ import annotations

import html
import re
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

LONGEST_WORD: Final = 22
"""Letters that stand together in the narrowest pane; longer words are broken where they must be."""

NARROWEST: Final = 64

_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


class WrappedLabel(QLabel):
    """A label that wraps, between words or, where a word is longer than the line, within it."""

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

    @override
    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(min(size.width(), NARROWEST), size.height())


def breakable(text: str) -> str:
    """A text with places in its longest words where a line may end."""
    return _LONG.sub(lambda found: found[0] + "\N{ZERO WIDTH SPACE}", text)
