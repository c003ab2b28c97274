"""Labels that break long words show them whole to whoever copies them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.windows.fields.wrapped import BREAK, WrappedLabel

LONG = "Trygghetsvandringssamordningsgruppsprotokoll\noch en rad till"


@pytest.fixture
def label(qtbot: QtBot) -> WrappedLabel:
    """A label with a word that is broken, to be marked with the mouse."""
    found = WrappedLabel(LONG)
    found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    qtbot.addWidget(found)
    found.resize(120, 200)
    found.show()
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    found.setFocus()
    return found


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_what_is_copied_by_the_keys_has_no_invisible_breaks(label: WrappedLabel) -> None:
    assert BREAK in super(WrappedLabel, label).text()
    label.setSelection(0, len(LONG) + 1)
    assert label.hasSelectedText()
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == LONG


def test_what_is_copied_by_the_menu_has_none_either(qtbot: QtBot, label: WrappedLabel) -> None:
    label.setSelection(0, 30)
    middle = label.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, label.mapToGlobal(middle))
    QApplication.sendEvent(label, event)
    (menu,) = label.findChildren(QMenu)
    qtbot.waitUntil(menu.isVisible)
    menu.actions()[0].trigger()
    menu.close()
    assert copied() == LONG[:29]
