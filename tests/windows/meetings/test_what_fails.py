"""What is typed about a meeting and can not be saved stays, and is said where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.errors import PlanError
from db.store import Store
from desktop.windows.meetings.room import MeetingsRoom
from desktop.windows.runner import Runner
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, type_text


@pytest.fixture
def read_only(open_workplace: OpenWorkplace, small_plan: Path) -> Workplace:
    """The small plan, that may only be read."""
    place = open_workplace(small_plan)
    place.runner.close()
    place.runner = Runner(
        lambda: Store.open(small_plan, place.world, actor="samordnare", read_only=True), inline=True
    )
    return place


def test_an_empty_plan_has_nothing_to_save_when_the_room_is_left(
    open_workplace: OpenWorkplace, empty_plan: Path, qtbot: QtBot
) -> None:
    workplace = open_workplace(empty_plan)
    failed: list[PlanError] = []
    workplace.runner.failed.connect(lambda error, _again: failed.append(error))
    room = MeetingsRoom(workplace)
    qtbot.addWidget(room)
    room.show()
    room.enter()
    room.leave()
    assert failed == []


def test_in_a_plan_that_may_only_be_read_the_field_says_so_and_keeps_the_text(
    read_only: Workplace, qtbot: QtBot
) -> None:
    room = MeetingsRoom(read_only)
    qtbot.addWidget(room)
    with qtbot.waitActive(room):
        room.show()
        room.activateWindow()
    room.enter()
    place = room.pane.fields.editors["place"]
    place.control.setFocus()
    type_text(place.control, "Stadshuset")
    QTest.keyClick(place.control, Qt.Key.Key_Return)
    assert place.has_fault
    assert place.typed() == "Stadshuset"
    assert place.retry.isVisible()
    click(place.retry)
    assert place.has_fault
