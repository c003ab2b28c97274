"""The year as a timeline: activities by name at the left, their days at the right, moved and zoomed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QToolTip

from db.drafts import ActivityDraft
from db.journal.writing import Writing
from db.kinds import ScheduleKind
from db.operations import add, change, undo
from db.views.calendar import CalendarEntry, TimelineRow
from db.views.things import Place
from desktop.windows.calendar.chart import ChartDelegate
from desktop.windows.calendar.questions import SeriesQuestion
from desktop.windows.calendar.room import CalendarRoom
from desktop.windows.calendar.timeline_model import CHART, TITLE, Heading
from tests.builders import a_weekly_activity, an_activity
from tests.windows.calendar.conftest import Known
from tests.windows.calendar.looking import drag, may
from tests.windows.keys import click, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ALT = Qt.KeyboardModifier.AltModifier
TEXT = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def room(room: CalendarRoom) -> CalendarRoom:
    """The calendar, showing the year."""
    room.show_mode("timeline")
    return room


def row_of(room: CalendarRoom, key: str) -> int:
    row = room.timeline.lines.row_of(key)
    assert row is not None
    return row


def line_of(room: CalendarRoom, key: str) -> TimelineRow:
    line = room.timeline.lines.line(row_of(room, key))
    assert isinstance(line, TimelineRow)
    return line


def marks(room: CalendarRoom, key: str) -> list[dt.date]:
    return [mark.on for mark in line_of(room, key).entries]


def place_of(room: CalendarRoom, key: str, day: dt.date) -> QPoint:
    return room.timeline.table.point_of(row_of(room, key), day)


def names(room: CalendarRoom) -> list[str]:
    model = room.timeline.lines
    return [str(model.index(row, TITLE).data()) for row in range(model.rowCount())]


def test_activities_stand_under_their_promises_with_all_their_days(room: CalendarRoom, known: Known) -> None:
    kept, without = "Löfte 1: Vi syns mer", names(room)[2]
    assert names(room) == [kept, "K1 Torgmöte", without, "K2 Fotpatrull", "K3 Trygghetsvandring"]
    assert marks(room, known.due) == [may(4)]
    assert marks(room, known.weekly)[:2] == [may(5), may(12)]
    assert room.bar.title.text() == "2017"
    assert room.timeline.told.text() == "3 aktiviteter"


def test_they_can_stand_under_their_owners_or_under_nothing(room: CalendarRoom) -> None:
    choice = room.timeline.grouping
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert names(room)[:2] == ["Kommunpolis, Polisen", "K1 Torgmöte"]
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    assert names(room) == ["K1 Torgmöte", "K2 Fotpatrull", "K3 Trygghetsvandring"]


def test_a_row_says_what_it_is_and_when_it_lies(room: CalendarRoom, known: Known) -> None:
    model = room.timeline.lines
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    said = str(model.index(row_of(room, known.due), CHART).data(TEXT))
    assert said == "K1 Torgmöte, ej påbörjad, senast klart: 4 maj"
    assert str(model.index(0, TITLE).data(TEXT)) == "Löfte 1: Vi syns mer, 1 aktivitet"
    assert isinstance(model.line(0), Heading)


def test_a_click_selects_and_keys_go_over_rows_and_marks(room: CalendarRoom, known: Known) -> None:
    table = room.timeline.table
    click(table.viewport(), place_of(room, known.weekly, may(12)))
    assert room.workplace.selection == (Place("activity", known.weekly),)
    assert table.entry is not None
    assert table.entry.on == may(12)
    press(table, Qt.Key.Key_Right)
    assert table.entry.on == may(19)
    press(table, Qt.Key.Key_Left)
    press(table, Qt.Key.Key_Left)
    assert table.entry.on == may(5)
    press(table, Qt.Key.Key_Down)
    assert room.timeline.entry is None
    assert table.line == line_of(room, known.walk)
    press(table, Qt.Key.Key_Return)
    assert room.workplace.selection == (Place("activity", known.walk),)
    click(room.timeline.titles.viewport(), QPoint(40, place_of(room, known.due, may(1)).y()))
    assert room.workplace.selection == (Place("activity", known.due),)


def test_a_due_date_is_dragged_along_the_year_and_undone(room: CalendarRoom, known: Known) -> None:
    view = room.timeline.table.viewport()
    drag(view, place_of(room, known.due, may(4)), place_of(room, known.due, dt.date(2017, 8, 20)))
    assert abs((marks(room, known.due)[0] - dt.date(2017, 8, 20)).days) <= 1
    room.workplace.runner.do(room, undo)
    assert marks(room, known.due) == [may(4)]


def test_the_end_of_a_period_is_dragged(room: CalendarRoom, known: Known) -> None:
    period = {"schedule": ScheduleKind.PERIOD, "starts_on": may(1), "ends_on": may(31), "due_on": None}
    room.workplace.runner.do(room, change, known.due, period)
    view = room.timeline.table.viewport()
    drag(view, place_of(room, known.due, may(31)), place_of(room, known.due, dt.date(2017, 7, 15)))
    line = line_of(room, known.due)
    assert line.starts_on == may(1)
    assert line.ends_on is not None
    assert line.ends_on > dt.date(2017, 7, 10)


def test_alt_and_an_arrow_move_the_picked_mark(room: CalendarRoom, known: Known) -> None:
    table = room.timeline.table
    click(table.viewport(), place_of(room, known.due, may(4)))
    press(table, Qt.Key.Key_Right, ALT)
    assert marks(room, known.due) == [may(5)]
    press(table, Qt.Key.Key_Up, ALT)
    assert marks(room, known.due) == [dt.date(2017, 4, 28)]
    click(table.viewport(), place_of(room, known.weekly, may(12)))
    press(table, Qt.Key.Key_Left, ALT)
    asked = room.mover.question
    assert isinstance(asked, SeriesQuestion)
    click(asked.one)
    assert may(11) in marks(room, known.weekly)


def test_the_year_fits_its_width_until_it_is_zoomed(room: CalendarRoom) -> None:
    table = room.timeline.table
    assert table.columnWidth(CHART) == table.viewport().width()
    press(table, Qt.Key.Key_Plus)
    wider = table.scale.day
    assert table.columnWidth(CHART) > table.viewport().width()
    press(table, Qt.Key.Key_Minus)
    press(table, Qt.Key.Key_Minus)
    assert table.columnWidth(CHART) == table.viewport().width()
    assert table.scale.day < wider


def test_the_wheel_with_ctrl_zooms_round_the_day_under_the_mouse(room: CalendarRoom) -> None:
    table = room.timeline.table
    place = QPoint(table.viewport().width() // 3, 100)
    before = table.scale.day_at(place.x() + table.horizontalScrollBar().value())
    for _turn in range(4):
        event = QWheelEvent(
            QPointF(place), QPointF(table.viewport().mapToGlobal(place)), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(table.viewport(), event)
    after = table.scale.day_at(place.x() + table.horizontalScrollBar().value())
    assert table.scale.day > 5
    assert abs((after - before).days) <= 1


def test_hovering_tells_what_is_under_the_mouse(room: CalendarRoom, known: Known, qtbot: QtBot) -> None:
    view = room.timeline.table.viewport()
    place = place_of(room, known.due, may(4))
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    qtbot.waitUntil(lambda: "Senast klart: 4 maj" in QToolTip.text())


def test_both_tables_scroll_together_and_another_year_is_a_page_away(
    room: CalendarRoom, known: Known, qtbot: QtBot
) -> None:
    def many(session: Writing) -> None:
        for number in range(80):
            add(session, an_activity(known.agreement, title=f"Sak {number}", due=may(1)))

    room.workplace.runner.do(room, many)
    down = room.timeline.table.verticalScrollBar()
    qtbot.waitUntil(lambda: down.maximum() > 0)
    down.setValue(down.maximum())
    assert room.timeline.titles.verticalScrollBar().value() == down.maximum()
    click(room.bar.after)
    assert room.bar.title.text() == "2018"
    assert "K1 Torgmöte" not in names(room)
    room.workplace.set_filter("ansvarig:rektor")
    assert room.timeline.told.text() == "Ingen aktivitet ligger under 2018."


def test_five_thousand_activities_are_painted_no_slower_than_a_few(
    room: CalendarRoom, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    def many(session: Writing) -> None:
        for number in range(5000):
            drafts: list[ActivityDraft] = [
                an_activity(known.agreement, title=f"Sak {number}", due=may(1)),
                a_weekly_activity(known.agreement, title=f"Patrull {number}"),
            ]
            add(session, drafts[number % 2])

    room.workplace.runner.do(room, many)
    painted: list[dt.date] = []
    delegate = type(room.timeline.table._delegate)
    plain = delegate._paint_mark

    def counted(self: ChartDelegate, painter: QPainter, mark: CalendarEntry, x: int, y: int) -> None:
        painted.append(mark.on)
        plain(self, painter, mark, x, y)

    monkeypatch.setattr(delegate, "_paint_mark", counted)
    room.timeline.table.viewport().repaint()
    assert 0 < len(painted) < 200
