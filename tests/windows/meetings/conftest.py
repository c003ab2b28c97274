"""Meetings on the screen, and questions to the plan behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.operations import add, link
from db.views.meetings import MeetingView
from desktop.windows.meetings.mode import MeetingMode
from desktop.windows.meetings.room import MeetingsRoom
from desktop.windows.workplace import Workplace
from tests.builders import an_activity
from tests.windows.meetings.asking import the_meeting

OpenMode = Callable[..., MeetingMode]


@pytest.fixture
def room(qtbot: QtBot, workplace: Workplace) -> MeetingsRoom:
    """The room, with the small plan's one meeting of 9 May 2017."""
    room = MeetingsRoom(workplace)
    qtbot.addWidget(room)
    room.resize(1280, 900)
    room.show()
    qtbot.waitExposed(room)
    room.enter()
    return room


@pytest.fixture
def meeting(workplace: Workplace) -> MeetingView:
    """The small plan's meeting."""
    return the_meeting(workplace)


@pytest.fixture
def three(workplace: Workplace, meeting: MeetingView) -> Workplace:
    """The small plan with three activities, in the order Torgmöte, Fotpatrull, Utan löfte."""
    agreement = meeting.line.agreement
    assert agreement is not None

    def more(session: Any) -> None:
        promise = session.connection().exec_driver_sql("SELECT id FROM promise").scalar()
        second = add(session, an_activity(agreement, title="Fotpatrull", due=dt.date(2017, 4, 1)))
        link(session, second, promise)
        add(session, an_activity(agreement, title="Utan löfte"))

    workplace.runner.do(workplace, more)
    return workplace


@pytest.fixture
def open_mode(qtbot: QtBot, meeting: MeetingView) -> Iterator[OpenMode]:
    """Open meeting mode for the small plan's meeting; it is thrown away when it is closed, as always."""
    opened: list[MeetingMode] = []

    def build(workplace: Workplace) -> MeetingMode:
        mode = MeetingMode(workplace, meeting.key)
        opened.append(mode)
        mode.resize(1280, 720)
        with qtbot.waitActive(mode):
            mode.show()
            mode.activateWindow()
        return mode

    yield build
    for mode in opened:
        if isValid(mode):
            mode.close()


@pytest.fixture
def mode(three: Workplace, open_mode: OpenMode) -> MeetingMode:
    """Meeting mode on its first page, with three activities to come."""
    return open_mode(three)
