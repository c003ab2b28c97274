"""The register in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.windows.register.room import RegisterRoom
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

EnterRegister = Callable[[Workplace], RegisterRoom]


@pytest.fixture
def enter_register(qtbot: QtBot) -> Iterator[EnterRegister]:
    """Go into the register of an open plan."""
    windows: list[QMainWindow] = []

    def enter(workplace: Workplace) -> RegisterRoom:
        window = QMainWindow()
        windows.append(window)
        room = RegisterRoom(workplace)
        window.setCentralWidget(room)
        window.resize(1100, 700)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        room.enter()
        qtbot.waitUntil(lambda: window.focusWidget() is not None)
        return room

    yield enter
    for window in windows:
        window.hide()


@pytest.fixture
def room(enter_register: EnterRegister, workplace: Workplace) -> RegisterRoom:
    """The register of a small plan."""
    return enter_register(workplace)


@pytest.fixture
def saffle_room(enter_register: EnterRegister, open_workplace: OpenWorkplace, saffle: Path) -> RegisterRoom:
    """The register of Säffle's plan."""
    return enter_register(open_workplace(saffle))


def focused(widget: QWidget) -> QWidget:
    """Where the keys go."""
    found = widget.window().focusWidget()
    assert found is not None
    return found
