"""What falls on a day is dragged to another, or taken there by keys, and undo takes it back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.operations import change, undo
from db.store import Store
from db.views.things import Place
from desktop.windows.calendar.questions import DayQuestion, SeriesQuestion
from desktop.windows.calendar.room import CalendarRoom
from tests.windows.calendar.conftest import Known
from tests.windows.calendar.looking import (
    bar_of,
    cell_of,
    drag,
    entries_on,
    entry_on,
    grid_of,
    may,
    titles_on,
)
from tests.windows.keys import click, press, type_text

if TYPE_CHECKING:
    from pathlib import Path

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def said(room: CalendarRoom) -> list[str]:
    """What the line of status has been told."""
    heard: list[str] = []
    room.workplace.said.connect(heard.append)
    return heard


def drag_to(room: CalendarRoom, text: str, day: dt.date, to: dt.date, mode: str = "month") -> None:
    entry = entry_on(room, day, text, mode)
    drag(grid_of(room, mode).viewport(), bar_of(room, entry, mode), cell_of(room, to, mode))


def question(room: CalendarRoom) -> SeriesQuestion:
    asked = room.mover.question
    assert isinstance(asked, SeriesQuestion)
    return asked


def patrols(room: CalendarRoom) -> list[dt.date]:
    return [each.on for each in grid_of(room).days.entries() if each.title == "Fotpatrull"]


def test_a_due_date_is_dragged_in_one_step_and_undone_in_one(room: CalendarRoom, said: list[str]) -> None:
    drag_to(room, "K1", may(4), may(17))
    assert titles_on(room, may(17)) == ["Torgmöte"]
    assert said == ["K1 ligger nu onsdag 17 maj."]
    picked = grid_of(room).entry
    assert picked is not None
    assert picked.on == may(17)
    room.workplace.runner.do(room, undo)
    assert titles_on(room, may(4)) == ["Torgmöte"]


def test_dropping_on_a_holiday_is_allowed_and_said(room: CalendarRoom, said: list[str]) -> None:
    drag_to(room, "K1", may(4), may(25))
    drag_to(room, "K1", may(25), may(27))
    assert said == [
        "K1 ligger nu torsdag 25 maj. Det är Kristi himmelsfärdsdag.",
        "K1 ligger nu lördag 27 maj. Det är ingen arbetsdag.",
    ]


def test_a_drag_that_is_let_go_where_it_began_only_selects(room: CalendarRoom, known: Known) -> None:
    entry = entry_on(room, may(4), "K1")
    start = bar_of(room, entry)
    drag(grid_of(room).viewport(), start, start)
    assert titles_on(room, may(4)) == ["Torgmöte"]
    assert room.workplace.selection == (Place("activity", known.due),)


def test_escape_breaks_a_drag_off(room: CalendarRoom) -> None:
    view = grid_of(room).viewport()
    start, end = bar_of(room, entry_on(room, may(4), "K1")), cell_of(room, may(17))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, start + (end - start) / 2)
    QTest.mouseMove(view, end)
    press(grid_of(room), Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert titles_on(room, may(4)) == ["Torgmöte"]


def test_of_a_series_it_is_asked_once_and_only_this_date_is_moved(room: CalendarRoom) -> None:
    drag_to(room, "K2", may(12), may(11))
    asked = question(room)
    click(asked.one)
    assert patrols(room)[:3] == [may(5), may(11), may(19)]
    assert room.mover.question is None
    room.workplace.runner.do(room, undo)
    assert patrols(room)[:3] == [may(5), may(12), may(19)]


def test_or_the_whole_series_is_moved(room: CalendarRoom, said: list[str]) -> None:
    drag_to(room, "K2", may(12), may(11))
    click(question(room).series)
    assert patrols(room) == [may(4), may(11), may(18), may(25), dt.date(2017, 6, 1)]
    assert said == ["Serien för K2 infaller nu torsdag 11 maj."]
    room.workplace.runner.do(room, undo)
    assert patrols(room)[0] == may(5)


def test_who_thinks_better_of_it_moves_nothing(room: CalendarRoom) -> None:
    drag_to(room, "K2", may(12), may(11))
    press(question(room), Qt.Key.Key_Escape)
    assert patrols(room)[:2] == [may(5), may(12)]


def test_a_series_that_can_not_be_moved_says_why_and_offers_the_date(room: CalendarRoom) -> None:
    drag_to(room, "K2", may(12), may(20))
    drag_to(room, "K1", may(4), may(20))
    click(question(room).one)
    moved = entry_on(room, may(20), "K2")
    assert moved.moved_from == may(12)
    drag_to(room, "K2", may(20), may(18))
    asked = question(room)
    assert not asked.series.isEnabled()
    assert "flyttats för sig" in asked.series.accessibleDescription()
    press(asked, Qt.Key.Key_Return)
    assert may(18) in patrols(room)


def test_a_day_that_the_activity_already_has_is_refused_in_words(room: CalendarRoom, said: list[str]) -> None:
    drag_to(room, "K2", may(12), may(19))
    assert room.mover.question is None
    assert said == ["Den infaller redan även den 2017-05-19; välj en annan dag."]


def test_alt_and_an_arrow_take_the_picked_entry_along(room: CalendarRoom) -> None:
    grid = grid_of(room)
    press(grid, Qt.Key.Key_Tab)
    press(grid, Qt.Key.Key_Right, ALT)
    assert titles_on(room, may(5)) == ["Torgmöte", "Fotpatrull"]
    press(grid, Qt.Key.Key_Down, ALT)
    press(grid, Qt.Key.Key_Left, ALT)
    assert titles_on(room, may(11)) == ["Torgmöte"]
    press(grid, Qt.Key.Key_Up, ALT)
    assert titles_on(room, may(4)) == ["Torgmöte"]


def test_an_occurrence_a_meeting_and_a_decision_are_moved_too(room: CalendarRoom) -> None:
    drag_to(room, "K3", may(10), may(11))
    assert [each.starts_at for each in entries_on(room, may(11))] == [dt.time(18)]
    drag_to(room, "", may(9), may(10))
    assert titles_on(room, may(10)) == ["möte"]
    drag_to(room, "Fler", may(15), may(16))
    assert titles_on(room, may(16)) == ["Fler lampor"]


def test_an_occurrence_is_moved_in_the_week_as_well(room: CalendarRoom) -> None:
    room.go_to_day(may(10))
    room.show_mode("week")
    drag_to(room, "K3", may(10), may(12), "week")
    assert "Trygghetsvandring" in titles_on(room, may(12), "week")


def test_what_is_settled_is_not_moved_and_that_is_said(
    room: CalendarRoom, known: Known, said: list[str]
) -> None:
    room.workplace.runner.do(room, change, known.due, {"state": "done"})
    drag_to(room, "K1", may(4), may(17))
    assert titles_on(room, may(4)) == ["Torgmöte"]
    room.handlers()["calendar.move"]()
    assert said == ["K1 är avgjort och flyttas inte."]


def test_a_day_is_typed_to_move_to(room: CalendarRoom, said: list[str]) -> None:
    room.handlers()["calendar.move"]()
    assert said == ["Välj först det som ska flyttas, med Tabb eller musen."]
    press(grid_of(room), Qt.Key.Key_Tab)
    room.handlers()["calendar.move"]()
    asked = room.mover.question
    assert isinstance(asked, DayQuestion)
    assert asked.field.text() == "2017-05-04"
    type_text(asked.field, "hej")
    assert "ingen dag" in asked.told.text()
    asked.field.selectAll()
    type_text(asked.field, "v 20")
    assert asked.told.text() == "torsdag 18 maj 2017, vecka 20"
    press(asked.field, Qt.Key.Key_Return)
    assert titles_on(room, may(18)) == ["Torgmöte"]


def test_what_is_gone_meanwhile_is_said_and_nothing_is_lost(
    room: CalendarRoom, known: Known, said: list[str], known_plan: tuple[Path, Known]
) -> None:
    with Store.open(known_plan[0], room.workplace.world, actor="annan") as other:
        other.do(change, known.due, {"due_on": may(8)})
    drag_to(room, "K1", may(4), may(17))
    assert said == ["Inget av det här infaller längre den 2017-05-04; titta i kalendern igen."]
