"""Keys that are pressed faster than the plan can be read again are never in conflict with each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.journal.state import conflicts
from db.queries import Vector
from db.queries.meetings import meetings
from db.views.meetings import MeetingLine
from desktop.windows.meetings.mode import MeetingMode
from desktop.windows.meetings.sight import Sight
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import press

SEEN, LATER = Vector({"a": 1}), Vector({"a": 2})


def test_the_first_gesture_says_what_was_seen_and_the_next_the_plan_as_it_is() -> None:
    sight = Sight()
    sight.look(SEEN)
    assert sight.write() == SEEN
    assert sight.write() is None


def test_a_look_that_was_taken_before_the_last_gesture_is_not_trusted() -> None:
    sight = Sight()
    sight.look(SEEN)
    sight.write()
    sight.look(LATER)
    assert sight.write() is None
    sight.written()
    sight.written()
    sight.look(LATER)
    assert sight.write() == LATER


def test_keys_in_quick_order_leave_the_last_and_no_conflict(
    open_workplace: OpenWorkplace, saffle: Path, qtbot: QtBot
) -> None:
    workplace = open_workplace(saffle, inline=False)
    lines: list[tuple[MeetingLine, ...]] = []
    workplace.runner.ask(workplace, lines.append, meetings, today=workplace.today)
    qtbot.waitUntil(lambda: bool(lines))
    mode = MeetingMode(workplace, lines[0][0].head.key)
    with qtbot.waitActive(mode):
        mode.show()
        mode.activateWindow()
    qtbot.waitUntil(lambda: mode.round is not None)
    press(mode, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: mode.keys.states["planned"].isChecked())
    for key in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_G, Qt.Key.Key_3, Qt.Key.Key_4):
        press(mode, key)
    answers: list[object] = []
    workplace.runner.ask(workplace, answers.append, conflicts)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [[]]
    qtbot.waitUntil(lambda: "Genomförd" in [label.text() for label in mode.card.findChildren(QLabel)])
    mode.close()
