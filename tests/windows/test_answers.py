"""The buttons under a question lie in one order, and only the answer it is about stands out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.windows.answers import Answers
from desktop.windows.theme import Theme
from tests.windows.keys import press


@pytest.fixture
def dialog(qtbot: QtBot) -> QDialog:
    """A question with its two buttons, dressed."""
    found = QDialog()
    found.setStyleSheet(Theme(dark=False).style_sheet())
    rows = QVBoxLayout(found)
    answers = Answers("Spara", "Avbryt")
    answers.accepted.connect(found.accept)
    answers.rejected.connect(found.reject)
    rows.addWidget(answers)
    qtbot.addWidget(found)
    found.resize(400, 80)
    found.open()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def ground(dialog: QDialog, name: str) -> str:
    """The colour that a button lies on."""
    button = getattr(dialog.findChild(Answers), name)
    return str(button.grab().toImage().pixelColor(8, button.height() // 2).name())


def test_what_is_done_comes_first_and_the_way_out_last(dialog: QDialog) -> None:
    answers = dialog.findChild(Answers)
    assert answers is not None
    assert answers.yes.x() < answers.no.x()
    assert answers.no.geometry().right() >= answers.width() - 2


def test_the_way_out_does_not_take_the_look_of_the_answer_as_it_gets_the_keys(dialog: QDialog) -> None:
    answers = dialog.findChild(Answers)
    assert answers is not None
    accent = Theme(dark=False).colour("accent").name()
    assert (ground(dialog, "yes"), ground(dialog, "no") == accent) == (accent, False)
    answers.no.setFocus()
    assert (ground(dialog, "yes"), ground(dialog, "no") == accent) == (accent, False)


def test_enter_answers_and_escape_leaves(qtbot: QtBot, dialog: QDialog) -> None:
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, Qt.Key.Key_Return)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        press(dialog, Qt.Key.Key_Escape)
