"""The details follow what is selected, and leave the keys to the list that it is selected in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.operations import duplicate
from db.queries.listing import activity_lines
from db.views.activity import ActivityLine
from db.views.things import Place
from desktop.windows.detail.pane import DetailPane
from desktop.windows.workplace import Workplace
from tests.windows.conftest import DAY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_walking_down_a_list_of_activities_keeps_the_keys_in_it(qtbot: QtBot, workplace: Workplace) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    elsewhere = QLineEdit()
    pane = DetailPane(workplace)
    row.addWidget(elsewhere)
    row.addWidget(pane)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    lines: list[ActivityLine] = []
    workplace.runner.ask(window, lines.extend, activity_lines, today=DAY)
    workplace.runner.do(window, duplicate, [lines[0].id])
    lines.clear()
    workplace.runner.ask(window, lines.extend, activity_lines, today=DAY)
    elsewhere.setFocus()
    qtbot.waitUntil(elsewhere.hasFocus)
    for line in (*lines, *lines):
        workplace.select(Place("activity", line.id))
        qtbot.wait(1)
        assert elsewhere.hasFocus()
