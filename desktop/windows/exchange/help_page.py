"""The page that tells a coordinator how two copies become one, and what to do with a conflict."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.theme import Theme
from desktop.words import Words
from desktop.words.exchange_help import TITLE, help_sentences


class HelpSentences(QWidget):
    """The ten sentences, one below the other with their numbers."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space * 3)
        grid.setVerticalSpacing(theme.space * 2)
        grid.setColumnStretch(1, 1)
        for row, sentence in enumerate(help_sentences(words)):
            number = QLabel(f"{row + 1}.")
            number.setProperty("role", "muted")
            number.setAlignment(number.alignment().AlignRight | number.alignment().AlignTop)
            grid.addWidget(number, row, 0)
            grid.addWidget(WrappedLabel(sentence), row, 1)


class ExchangeHelp(QDialog):
    """The same as a page of its own, from the menu Help."""

    def __init__(self, parent: QWidget, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("exchange-help")
        self.setWindowTitle(words(TITLE))
        space = theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(*[space * 6] * 4)
        column.setSpacing(space * 4)
        heading = QLabel(words(TITLE))
        heading.setProperty("role", "title")
        column.addWidget(heading)
        column.addWidget(HelpSentences(words, theme))
        column.addStretch(1)
        box = QDialogButtonBox()
        close = QPushButton(words("Close"))
        close.setDefault(True)
        box.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        self.setAccessibleDescription(" ".join(help_sentences(words)))
        width = space * 150
        self.setFixedWidth(width)
        # As high as its sentences are at this width, which Qt would otherwise guess at.
        self.resize(width, column.heightForWidth(width))
        self.finished.connect(self.deleteLater)


def show_exchange_help(parent: QWidget, words: Words, theme: Theme) -> ExchangeHelp:
    """Open the page."""
    page = ExchangeHelp(parent, words, theme)
    page.open()
    return page
