"""A meeting from its call to its minutes, by one who sits at the keys."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db.kinds import MeetingState
from desktop.windows.meetings.mode import MeetingMode
from desktop.windows.meetings.room import MeetingsRoom
from desktop.windows.printing.preview import Preview
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, press, type_text
from tests.windows.meetings.asking import the_meeting

K = Qt.Key


def preview_of(qtbot: QtBot) -> Preview:
    """The paper that has just been asked for, once it is ready."""
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview) and one.isVisible()]
    (preview,) = shown
    qtbot.waitUntil(lambda: not preview.is_busy and preview.paper is not None)
    return preview


def words_of(preview: Preview) -> str:
    """All that stands on the paper."""
    assert preview.paper is not None
    pages = PdfReader(io.BytesIO(preview.paper.pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def save(preview: Preview, path: Path) -> None:
    """Save the paper as a PDF, by which a final one is remembered."""
    assert preview.paper is not None
    preview.ways_out.save_in(path, preview.paper)
    preview.close()


def the_mode(qtbot: QtBot) -> MeetingMode:
    """Meeting mode, as it has just been opened."""
    (mode,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MeetingMode)]
    with qtbot.waitActive(mode):
        mode.activateWindow()
    return mode


def prepare(room: MeetingsRoom, workplace: Workplace) -> None:
    """Make a meeting, write its agenda, and call those who are to come."""
    room.handlers()["new.meeting"]()
    day = room.pane.fields.editors["on"].control
    assert isinstance(day, QLineEdit)
    day.selectAll()
    type_text(day, "2/5")
    press(day, K.Key_Return)
    new = room.pane.agenda.add_line
    click(new)
    type_text(new, "Genomgång av aktiviteterna")
    press(new, K.Key_Return)
    room.pane.attendance.other.control.setFocus()
    for row in list(room.pane.attendance.proposed.widgets.values()):
        row.button.setFocus()
        press(row.button, K.Key_Space)
    room.pane.step.setFocus()
    press(room.pane.step, K.Key_Space)
    view = the_meeting(workplace, room.pane.key)
    assert (view.draft.on, view.draft.state) == (dt.date(2017, 5, 2), MeetingState.CALLED)
    assert view.called


def go_through(mode: MeetingMode) -> None:
    """Tick who is here, judge the first two activities, decide something, and go to the end."""
    box = next(iter(mode.people.stack.widgets.values()))
    press(box, K.Key_Space)
    press(mode, K.Key_Return)
    press(mode, K.Key_3)
    press(mode, K.Key_G)
    press(mode, K.Key_Right)
    press(mode, K.Key_R)
    type_text(mode, "Ingen har haft tid")
    press(mode.reason.text, K.Key_Return)
    press(mode, K.Key_B)
    type_text(mode, "Kommunen ringer skolan")
    press(mode.decision.text, K.Key_Return)
    while mode.stop is not None:
        press(mode, K.Key_PageDown)
    press(mode, K.Key_Return)
    press(mode, K.Key_Escape)


def test_a_meeting_from_call_to_minutes(
    open_workplace: OpenWorkplace, saffle: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    workplace = open_workplace(saffle)
    room = MeetingsRoom(workplace)
    qtbot.addWidget(room)
    room.resize(1280, 900)
    room.show()
    room.enter()
    prepare(room, workplace)
    meeting = room.pane.key

    click(room.pane.papers.paper)
    preview = preview_of(qtbot)
    handed_out = preview.paper.pdf if preview.paper else b""
    assert "SLUTLIG" in words_of(preview)
    save(preview, tmp_path / "papper.pdf")
    assert the_meeting(workplace, meeting).printed is not None

    room.handlers()["meeting.mode"]()
    go_through(the_mode(qtbot))
    view = the_meeting(workplace, meeting)
    assert view.draft.state is MeetingState.HELD
    assert [one.present for one in view.called].count(True) == 1
    assert [one.text for one in view.decisions] == ["Kommunen ringer skolan"]

    room.handlers()["meeting.minutes"]()
    preview = preview_of(qtbot)
    text = words_of(preview)
    for part in (
        "Minnesanteckningar", "Genomgång av aktiviteterna", "Närvarande", "Pågår", "Ingen har haft tid",
        "Kommunen ringer skolan", "Underskrifter",
    ):  # fmt: skip
        assert part in text
    preview.close()

    click(room.pane.papers.past)
    preview = preview_of(qtbot)
    assert preview.paper is not None
    assert preview.paper.pdf == handed_out
    preview.close()
    step = room.findChild(QAbstractButton, "meeting.step")
    assert isinstance(step, QAbstractButton)
    click(step)
    assert the_meeting(workplace, meeting).draft.state is MeetingState.APPROVED
