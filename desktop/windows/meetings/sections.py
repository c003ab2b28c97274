"""The parts of a meeting on the screen: a heading with what belongs under it, and rows that come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.windows.theme import Theme
from desktop.windows.workplace import Workplace

RowWidget = TypeVar("RowWidget", bound=QWidget)


class Section(QFrame):
    """A part of the meeting under its heading."""

    def __init__(self, workplace: Workplace, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self.words = workplace.words
        self.theme = workplace.theme
        self.setProperty("role", "card")
        space = self.theme.space
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(4 * space, 3 * space, 4 * space, 4 * space)
        self.rows.setSpacing(2 * space)
        self.title = QLabel(title, self)
        self.title.setProperty("role", "heading")
        self.rows.addWidget(self.title)
        self.setAccessibleName(title)

    def quiet(self, text: str = "") -> QLabel:
        """A line that explains, added last."""
        label = QLabel(text, self)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        self.rows.addWidget(label)
        return label


class RowStack(QWidget, Generic[RowWidget]):
    """Row widgets by the keys of what they show, kept while these stay, so that typing goes on in them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * theme.space)
        self._by_key: dict[str, RowWidget] = {}

    @property
    def widgets(self) -> Mapping[str, RowWidget]:
        """The rows as they stand, by key."""
        return self._by_key

    def renew(self, keys: list[str], make: Callable[[str], RowWidget]) -> None:
        """Let there be one row for each key, in this order; gone ones go, new ones are made."""
        for key in [key for key in self._by_key if key not in keys]:
            widget = self._by_key.pop(key)
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for place, key in enumerate(keys):
            if key not in self._by_key:
                self._by_key[key] = make(key)
            widget = self._by_key[key]
            at = self._layout.itemAt(place)
            if at is None or at.widget() is not widget:
                self._layout.removeWidget(widget)
                self._layout.insertWidget(place, widget)
        self._by_key = {key: self._by_key[key] for key in keys}
        before: QWidget | None = None
        for widget in self._by_key.values():
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        self.setVisible(bool(keys))


class AddLine(QLineEdit):
    """A line for one more: Enter adds what stands there and is ready for the next."""

    offered = Signal(str)

    def __init__(self, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.returnPressed.connect(self._offer)
        self.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and is_key and self.text():
            event.accept()
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        text = self.text().strip()
        if text:
            self.offered.emit(text)


def small_button(theme: Theme, icon: str, name: str, parent: QWidget) -> QToolButton:
    """A button that is only an icon; its name is told by its tip and to a screen reader."""
    button = QToolButton(parent)
    button.setIcon(theme.icon(icon))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    return button
