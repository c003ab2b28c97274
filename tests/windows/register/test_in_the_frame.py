"""The register within the frame: keys go from the search box into the room and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.windows.frame import Frame
from desktop.windows.register.room import RegisterRoom
from desktop.windows.register.tables import TREE
from desktop.windows.workplace import Workplace
from tests.windows.keys import click_row, press

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


def test_where_there_is_little_room_the_tables_are_their_icons(qtbot: QtBot, room: RegisterRoom) -> None:
    window = room.window()
    window.resize(420, 500)
    qtbot.waitUntil(lambda: room.side.width() < 60)
    click_row(room.side, 7)
    assert room.table != TREE
    assert room.side.currentIndex().data(Qt.ItemDataRole.ToolTipRole) == room.list.title.text()
    window.resize(1100, 500)
    qtbot.waitUntil(lambda: room.side.width() > 150)
