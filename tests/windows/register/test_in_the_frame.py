"""The register within the frame: keys go from the search box into the room and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.windows.frame import Frame
from desktop.windows.register.room import RegisterRoom
from desktop.windows.workplace import Workplace
from tests.windows.keys import press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key


def test_escape_in_the_search_box_gives_the_keys_back_to_the_room(qtbot: QtBot, workplace: Workplace) -> None:
    frame = Frame(workplace)
    frame.resize(1200, 700)
    qtbot.addWidget(frame)
    with qtbot.waitExposed(frame):
        frame.show()
    frame.activateWindow()
    frame.enter("register")
    room = frame.room
    assert isinstance(room, RegisterRoom)
    qtbot.waitUntil(room.tree.view.hasFocus)
    frame.top.search.setFocus()
    press(frame.top.search.line, Key.Key_Escape)
    assert room.tree.view.hasFocus()
    workplace.actions.action("edit.search").trigger()
    assert frame.top.search.line.hasFocus()
    press(frame.top.search.line, Key.Key_Return)
    assert room.tree.view.hasFocus()
