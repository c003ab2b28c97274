"""Keys as a person presses them: Qt's own typing for tests knows no letter beyond a to z."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Press a key for each letter, wherever the focus goes meanwhile within the widget's window."""
    for letter in text:
        target = widget.window().focusWidget() or widget
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(widget: QWidget, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    """Press one key, perhaps with others held down."""
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    QTest.keyClick(widget, key, modifiers)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click with the left button, in the middle where no place is given."""
    QTest.mouseClick(
        widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place or widget.rect().center()
    )


def click_row(view: QAbstractItemView, row: int, column: int = 0) -> None:
    """Click a row of a list."""
    index = view.model().index(row, column)
    view.scrollTo(index)
    click(view.viewport(), view.visualRect(index).center())
