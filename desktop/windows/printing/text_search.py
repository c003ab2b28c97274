"""Searching in a paper's text: what is found is marked on the pages and gone through one by one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from desktop.windows.printing.page_view import PageView
from desktop.windows.theme import Theme
from desktop.words import Words

PAUSE: Final = 120
"""Milliseconds without a key until what is typed is searched for."""


class TextSearch(QWidget):
    """A field to search by, how many hits there are, and the way to the next and previous one.

    `left` says that Escape was pressed with nothing more to clear.
    """

    left = Signal()

    def __init__(self, view: PageView, document: QPdfDocument, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._view = view
        self._model = QPdfSearchModel(self)
        self._model.setDocument(document)
        view.setSearchModel(self._model)
        self._at = -1
        self._wants_first = False
        self.field = _Field(self)
        self.field.setObjectName("search")
        self.field.setPlaceholderText(words("Search in the paper"))
        self.field.setAccessibleName(words("Search in the paper"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(theme.space * 28)
        self.setMaximumWidth(theme.space * 90)
        self.told = QLabel()
        self.told.setProperty("role", "muted")
        # As wide as it may become, so that nothing moves while one types.
        self.told.setMinimumWidth(self.told.fontMetrics().horizontalAdvance(self._count(100, 100)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space)
        row.addWidget(self.field, 1)
        row.addWidget(self.told)
        self._back = self._button(row, theme, "previous", words("Previous hit"), self.previous)
        self._on = self._button(row, theme, "next", words("Next hit"), self.next)
        self._wait = QTimer(self, singleShot=True, interval=PAUSE)
        self._wait.timeout.connect(self._search)
        self.field.textChanged.connect(lambda: self._wait.start())
        self._model.countChanged.connect(self._found)
        self._tell()

    @property
    def hits(self) -> int:
        """How many places have been found."""
        return self._model.rowCount(QModelIndex())

    @property
    def at(self) -> int:
        """Which of them is shown, the first being 1; 0 for none."""
        return self._at + 1

    def next(self) -> None:
        """Show the next hit; after the last one comes the first."""
        self._go(self._at + 1)

    def previous(self) -> None:
        """Show the hit before."""
        self._go(self._at - 1 if self._at >= 0 else -1)

    def renew(self) -> None:
        """Search the paper anew: it has changed."""
        text = self._model.searchString()
        self._model.setSearchString("")
        self._at = -1
        self._wants_first = False
        self._model.setSearchString(text)
        self._tell()

    def take_focus(self) -> None:
        """Let the person type what to search for."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def enter(self) -> None:
        """Enter was pressed: search at once, or go on to the next hit."""
        if self._wait.isActive():
            self._wait.stop()
            self._search()
        else:
            self.next()

    def _search(self) -> None:
        text = self.field.text().strip()
        if text == self._model.searchString():
            return
        self._at = -1
        self._wants_first = True
        self._view.setCurrentSearchResultIndex(-1)
        self._model.setSearchString(text)
        self._found()

    def _found(self) -> None:
        if self._wants_first and self.hits:
            self._wants_first = False
            page = self._view.page - 1
            rows = range(self.hits)
            self._go(next((row for row in rows if self._model.resultAtIndex(row).page() >= page), 0))
        self._tell()

    def _go(self, row: int) -> None:
        if not self.hits:
            return
        self._at = row % self.hits
        link = self._model.resultAtIndex(self._at)
        self._view.setCurrentSearchResultIndex(self._at)
        self._view.show_place(link.page(), link.location())
        self._tell()

    def _tell(self) -> None:
        _ = self._words
        text = ""
        if self._model.searchString():
            text = self._count(self.at, self.hits) if self.hits else _("no hits")
        self.told.setText(text)
        self._back.setEnabled(self.hits > 0)
        self._on.setEnabled(self.hits > 0)

    def _count(self, at: int, hits: int) -> str:
        return self._words("{number} of {count}").format(number=at, count=hits)

    def _button(self, row: QHBoxLayout, theme: Theme, icon: str, text: str, handler: object) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{icon}-hit")
        button.setIcon(theme.icon("chevron-up" if icon == "previous" else "chevron-down"))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(handler)
        row.addWidget(button)
        return button


class _Field(QLineEdit):
    """Where one types; Enter goes on, Shift+Enter back, Escape clears and then leaves."""

    def __init__(self, search: TextSearch) -> None:
        super().__init__()
        self._owner = search

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._owner.previous()
            else:
                self._owner.enter()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self._owner.left.emit()
        else:
            super().keyPressEvent(event)
