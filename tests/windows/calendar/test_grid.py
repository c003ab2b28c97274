"""A month and a week show what falls on each day, and keys and clicks go over it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from db.operations import change
from db.views.things import Place
from desktop.windows.calendar.room import CalendarRoom
from desktop.windows.workplace import Workplace
from tests.builders import an_activity
from tests.windows.calendar.conftest import Known, OpenRoom
from tests.windows.calendar.looking import (
    bar_of,
    cell_of,
    entries_on,
    entry_on,
    grid_of,
    may,
    titles_on,
)
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, press, type_text

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TEXT = Qt.ItemDataRole.AccessibleTextRole


def spoken(room: CalendarRoom, day: dt.date, mode: str = "month") -> str:
    model = grid_of(room, mode).days
    return str(model.data(model.indexes_of(day)[0], TEXT))


def button(room: CalendarRoom, name: str) -> QToolButton:
    found = room.bar.findChild(QToolButton, name)
    assert isinstance(found, QToolButton)
    return found


def test_a_month_shows_what_falls_on_each_day(room: CalendarRoom) -> None:
    assert room.bar.title.text() == "Maj 2017"
    assert titles_on(room, may(4)) == ["Torgmöte"]
    assert titles_on(room, may(9)) == ["möte"]
    assert titles_on(room, may(15)) == ["Fler lampor"]
    assert [each.on.day for each in grid_of(room).days.entries() if each.title == "Fotpatrull"] == [
        5, 12, 19, 26, 2,
    ]  # fmt: skip


def test_each_day_says_which_it_is_and_what_falls_on_it(room: CalendarRoom) -> None:
    assert spoken(room, may(4)) == "torsdag 4 maj, vecka 18, 1 sak: K1 Torgmöte"
    assert spoken(room, may(2)) == "tisdag 2 maj, vecka 18, i dag, inget planerat"
    assert spoken(room, may(25)) == "torsdag 25 maj, vecka 21, Kristi himmelsfärdsdag, inget planerat"
    assert spoken(room, may(10)) == "onsdag 10 maj, vecka 19, 1 sak: 18:00 K3 Trygghetsvandring"


def test_a_screen_reader_finds_the_days_as_cells_of_a_table(room: CalendarRoom) -> None:
    table = QAccessible.queryAccessibleInterface(grid_of(room))
    assert table.text(QAccessible.Text.Name) == "Månad Maj 2017"
    children = [table.child(number) for number in range(table.childCount())]
    names = [(child.role(), child.text(QAccessible.Text.Name)) for child in children]
    assert (QAccessible.Role.Cell, "torsdag 4 maj, vecka 18, 1 sak: K1 Torgmöte") in names
    assert (QAccessible.Role.RowHeader, "vecka 18") in names
    assert (QAccessible.Role.ColumnHeader, "torsdag") in names


@pytest.mark.parametrize("mode", ["month", "week"])
def test_the_model_of_days_keeps_to_the_rules_of_models(room: CalendarRoom, mode: str) -> None:
    QAbstractItemModelTester(grid_of(room, mode).days, QAbstractItemModelTester.FailureReportingMode.Fatal)
    room.show_mode(mode)
    room.go_to_day(dt.date(2017, 8, 1))
    assert grid_of(room, mode).days.rowCount() in (2, 5)


def test_arrows_go_from_day_to_day_and_turn_the_page(room: CalendarRoom) -> None:
    grid = grid_of(room)
    for key, day in (
        (Qt.Key.Key_Right, may(3)),
        (Qt.Key.Key_Down, may(10)),
        (Qt.Key.Key_Left, may(9)),
        (Qt.Key.Key_Home, may(8)),
        (Qt.Key.Key_End, may(14)),
        (Qt.Key.Key_PageDown, dt.date(2017, 6, 14)),
        (Qt.Key.Key_PageUp, may(14)),
    ):
        press(grid, key)
        assert room.day == day
        assert grid.day is not None
        assert grid.day.on == day
    for _week in range(3):
        press(grid, Qt.Key.Key_Down)
    assert (room.day, room.bar.title.text()) == (dt.date(2017, 6, 4), "Juni 2017")


def test_tab_goes_over_what_falls_on_the_days_and_enter_selects_it(room: CalendarRoom, known: Known) -> None:
    grid = grid_of(room)
    met = []
    for _time in range(4):
        press(grid, Qt.Key.Key_Tab)
        assert grid.entry is not None
        met.append((grid.entry.on.day, grid.entry.number))
    assert met == [(4, "K1"), (5, "K2"), (9, ""), (10, "K3")]
    assert spoken(room, may(10)).startswith("K3 Trygghetsvandring, äger rum: 10 maj, planerat")
    press(grid, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(grid, Qt.Key.Key_Return)
    assert room.workplace.selection == (Place("meeting", known.meeting),)


def test_beyond_the_last_entry_tab_leaves_the_grid(room: CalendarRoom) -> None:
    grid = grid_of(room)
    room.go_to_day(may(31))
    press(grid, Qt.Key.Key_Tab)
    press(grid, Qt.Key.Key_Tab)
    assert grid.entry is None
    assert not grid.hasFocus()


def test_a_click_on_a_bar_shows_its_details(room: CalendarRoom, known: Known) -> None:
    point = bar_of(room, entry_on(room, may(10), "K3"))
    click(grid_of(room).viewport(), point)
    assert room.workplace.selection == (Place("activity", known.walk),)


def test_a_day_is_gone_to_by_its_week_and_what_is_no_day_is_said_at_the_field(room: CalendarRoom) -> None:
    where = room.bar.where
    room.handlers()["calendar.goto"]()
    type_text(where, "v 23")
    press(where, Qt.Key.Key_Return)
    assert (room.day, where.text()) == (dt.date(2017, 6, 5), "")
    assert grid_of(room).hasFocus()
    where.setFocus()
    type_text(where, "31 juni")
    press(where, Qt.Key.Key_Return)
    assert room.bar.fault.isVisible()
    assert "31 juni" in room.bar.fault.text()
    assert where.text() == "31 juni"
    click(button(room, "today"))
    assert room.day == may(2)
    assert not room.bar.fault.isVisible()


def test_a_week_puts_what_has_a_time_by_the_clock(room: CalendarRoom) -> None:
    room.go_to_day(may(10))
    click(button(room, "week"))
    assert room.bar.title.text() == "Vecka 19, 8–14 maj 2017"
    grid = grid_of(room, "week")
    walk = grid.rect_of(entry_on(room, may(10), "K3", "week"))
    patrol = grid.rect_of(entry_on(room, may(12), "K2", "week"))
    assert walk is not None
    assert patrol is not None
    assert walk.top() > patrol.bottom()
    assert walk.height() > patrol.height()
    assert spoken(room, may(12), "week") == "fredag 12 maj, vecka 19, 1 sak: K2 Fotpatrull"
    press(grid, Qt.Key.Key_PageDown)
    assert room.bar.title.text() == "Vecka 20, 15–21 maj 2017"


def test_a_click_on_the_number_of_a_week_shows_that_week(room: CalendarRoom) -> None:
    header = grid_of(room).verticalHeader()
    click(header.viewport(), QPoint(20, header.sectionPosition(3) + 20))
    assert room.bar.title.text() == "Vecka 21, 22–28 maj 2017"


def test_what_has_no_room_is_counted_and_opens_as_a_list(room: CalendarRoom, known: Known) -> None:
    from db.operations import add

    for number in range(12):
        room.workplace.runner.do(room, add, an_activity(known.agreement, title=f"Sak {number}", due=may(16)))
    room.resize(900, 560)
    grid = grid_of(room)
    cell = grid.rect_of_day(may(16))
    more = QPoint(cell.left() + 20, cell.bottom() - 10)
    while room.list.isHidden() and more.y() > cell.top() + 30:
        click(grid.viewport(), more)
        more -= QPoint(0, 4)
    rows = room.list.rows
    assert rows.count() == 12
    assert room.list.heading.text() == "Tisdag 16 maj, vecka 20"
    assert "senast klart" in rows.item(0).data(TEXT)
    press(rows, Qt.Key.Key_Return)
    assert room.list.isHidden()
    assert room.workplace.selection[0].entity == "activity"


def test_what_another_changes_is_shown_and_the_picked_entry_stays_picked(
    room: CalendarRoom, known: Known
) -> None:
    grid = grid_of(room)
    press(grid, Qt.Key.Key_Tab)
    room.workplace.runner.do(room, change, known.due, {"title": "Marknad"})
    assert titles_on(room, may(4)) == ["Marknad"]
    assert grid.entry is not None
    assert grid.entry.title == "Marknad"


def test_the_filter_narrows_what_is_shown(room: CalendarRoom) -> None:
    room.workplace.set_filter("fotpatrull")
    assert entries_on(room, may(4)) == []
    assert titles_on(room, may(5)) == ["Fotpatrull"]
    room.workplace.set_filter("ansvarig:rektor")
    room.go_to_day(dt.date(2017, 7, 1))
    assert "sökrutan" in room.hint.text()


def test_an_empty_month_says_what_can_be_done(
    open_room: OpenRoom, open_workplace: OpenWorkplace, empty_plan: Path
) -> None:
    room = open_room(open_workplace(empty_plan))
    assert room.hint.isVisible()
    assert "Ctrl+N" in room.hint.text()


def test_a_day_that_is_double_clicked_makes_an_activity_due_then(room: CalendarRoom) -> None:
    from desktop.windows.fields.thing_dialog import ThingDialog

    point = cell_of(room, may(17))
    QTest.mouseDClick(
        grid_of(room).viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )
    dialog = room.window().findChild(ThingDialog)
    assert dialog is not None
    dialog.reject()


def test_the_way_of_showing_is_kept(room: CalendarRoom, open_room: OpenRoom, may: Workplace) -> None:
    room.show_mode("week")
    room.timeline.zoom(3)
    again = open_room(may)
    again.arrange(room.arrangement())
    assert again.arrangement()["mode"] == "week"
    again.arrange({"mode": "decade", "timeline": {"grouping": "colour", "day": "wide"}})
    assert again.arrangement()["mode"] == "week"


def test_the_calendar_goes_as_far_as_holidays_are_known(room: CalendarRoom) -> None:
    for text, day in (("9999-12-31", dt.date(2100, 12, 31)), ("0001-01-01", dt.date(1953, 1, 1))):
        room.handlers()["calendar.goto"]()
        type_text(room.bar.where, text)
        press(room.bar.where, Qt.Key.Key_Return)
        assert room.day == day
        press(grid_of(room), Qt.Key.Key_PageDown)
        press(grid_of(room), Qt.Key.Key_PageUp)


@pytest.mark.parametrize(
    ("mode", "report"), [("month", "month"), ("week", "month"), ("timeline", "timeline")]
)
def test_what_is_shown_can_be_printed(room: CalendarRoom, mode: str, report: str, qtbot: QtBot) -> None:
    room.show_mode(mode)
    room.handlers()["print.preview"]()
    qtbot.addWidget(room.preview)
    qtbot.waitUntil(lambda: room.preview.paper is not None)
    assert room.preview.paper is not None
    assert (room.preview.paper.asked.report, room.preview.paper.pages) == (report, 1)
    assert room.preview.paper.asked.period == room.day


def test_a_right_click_offers_what_can_be_done(room: CalendarRoom) -> None:
    grid = grid_of(room)
    point = bar_of(room, entry_on(room, may(4), "K1"))
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        held = QMouseEvent(
            kind, QPointF(point), QPointF(grid.viewport().mapToGlobal(point)), Qt.MouseButton.RightButton,
            Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(grid.viewport(), held)
    where = grid.viewport().mapToGlobal(point)
    QApplication.sendEvent(grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where))
    menu = room.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Visa K1 Torgmöte", "Flytta …", "Ny aktivitet senast torsdag 4 maj", "Allt torsdag 4 maj",
    ]  # fmt: skip
    menu.close()
