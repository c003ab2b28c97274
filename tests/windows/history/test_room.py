"""The room of the history, by clicks and keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from db.operations import change, delete, note
from db.queries import history
from db.views.things import Place
from desktop.windows.history.model import STANDING, WHAT, WHO
from desktop.windows.history.room import HistoryRoom
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, press, type_text


@pytest.fixture
def activity(workplace: Workplace) -> str:
    """The id of the only activity."""
    found: list[str] = []
    workplace.runner.ask(
        workplace,
        lambda told: found.extend(c.row for s in told for c in s.changes if c.entity == "activity"),
        history,
    )
    return found[0]


@pytest.fixture
def room(workplace: Workplace, qtbot: QtBot) -> HistoryRoom:
    return entered(workplace, qtbot)


def entered(workplace: Workplace, qtbot: QtBot) -> HistoryRoom:
    room = HistoryRoom(workplace)
    qtbot.addWidget(room)
    room.resize(1100, 600)
    room.show()
    room.enter()
    return room


def do(workplace: Workplace, operation: Any, *arguments: Any, **options: Any) -> None:
    workplace.runner.do(workplace, operation, *arguments, **options)


def said(room: HistoryRoom, column: int = WHAT) -> list[str]:
    """What the steps say, newest first."""
    found = [room.model.index_of_step(step.id).siblingAtColumn(column).data() for step in room.model.steps]
    return [str(text) for text in found]


def stand_on(room: HistoryRoom, text: str) -> QModelIndex:
    """Click the step that says something."""
    step = next(s for s, told in zip(room.model.steps, said(room), strict=True) if told == text)
    index = room.model.index_of_step(step.id).siblingAtColumn(WHAT)
    room.tree.scrollTo(index)
    click(room.tree.viewport(), room.tree.visualRect(index).center())
    return index.siblingAtColumn(0)


def test_everything_that_happened_stands_there_newest_first(room: HistoryRoom) -> None:
    assert said(room)[-1] == "Började planen"
    assert said(room, WHO)[0] == "samordnare (K)"
    assert room.model.index(0, 0).data() == "Tisdag 2 maj 2017, vecka 18"


def test_what_is_done_elsewhere_comes_in_at_once(
    room: HistoryRoom, workplace: Workplace, activity: str
) -> None:
    do(workplace, change, activity, {"state": "ongoing"})
    assert said(room)[0] == "Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår"


def test_a_step_unfolds_to_what_it_changed_in_words(
    room: HistoryRoom, workplace: Workplace, activity: str
) -> None:
    do(workplace, change, activity, {"state": "ongoing"})
    index = stand_on(room, "Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår")
    press(room.tree, Qt.Key.Key_Right)
    assert room.tree.isExpanded(index)
    assert room.model.index(0, WHAT, index).data() == "Läge: Ej påbörjad → Pågår"
    press(room.tree, Qt.Key.Key_Space)
    assert not room.tree.isExpanded(index)


def test_an_older_step_is_undone_by_its_button(
    room: HistoryRoom, workplace: Workplace, activity: str
) -> None:
    do(workplace, change, activity, {"state": "ongoing"})
    do(workplace, change, activity, {"place": "Torget"})
    stand_on(room, "Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår")
    click(room.card.undo)
    assert said(room)[:3] == [
        "Ångrade: ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår",
        "Ändrade plats på K1 Torgmöte till Torget",
        "Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår",
    ]
    assert said(room, STANDING)[:3] == ["", "", "Ångrat"]
    assert room.card.why_not.text() == "Det är redan ångrat."
    assert not room.card.undo.isEnabled()


def test_what_has_moved_on_since_is_said_before_it_is_undone_all_the_same(
    room: HistoryRoom, workplace: Workplace, activity: str
) -> None:
    do(workplace, change, activity, {"title": "Ett"})
    do(workplace, change, activity, {"title": "Två"})
    index = room.model.index_of_step(room.model.steps[1].id)
    room.tree.setCurrentIndex(index)
    assert room.card.why_not.text() == "samordnare har ändrat titel på K1 Två sedan dess."
    assert room.card.undo.text() == "Ångra ändå"
    click(room.card.undo)
    assert said(room)[0].startswith("Ångrade: ändrade titel på K1 Torgmöte")


def test_an_undo_is_taken_back_from_the_list_too(
    room: HistoryRoom, workplace: Workplace, activity: str
) -> None:
    do(workplace, delete, activity)
    stand_on(room, "Tog bort K1 Torgmöte")
    click(room.card.undo)
    stand_on(room, "Ångrade: tog bort K1 Torgmöte")
    assert room.card.undo.text() == "Gör om detta"
    click(room.card.undo)
    assert said(room)[0] == "Gjorde om: tog bort K1 Torgmöte"


def test_the_beginning_can_not_be_undone_and_says_why(room: HistoryRoom) -> None:
    stand_on(room, "Började planen")
    assert not room.card.undo.isEnabled()
    assert room.card.why_not.text().startswith("Det kan inte ångras")


def test_words_are_looked_for_while_they_are_typed(
    room: HistoryRoom, workplace: Workplace, activity: str, qtbot: QtBot
) -> None:
    do(workplace, change, activity, {"state": "ongoing"})
    do(workplace, note, activity, "Ring skolan")
    room.filter.line.setFocus()
    type_text(room.filter.line, "pågår")
    qtbot.waitUntil(lambda: len(room.model.steps) == 1)
    assert said(room) == ["Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår"]
    room.filter.line.clear()
    press(room.filter.line, Qt.Key.Key_Return)
    assert len(room.model.steps) > 3


def test_a_search_without_a_find_says_so_and_shows_everything_again(room: HistoryRoom) -> None:
    everything = said(room)
    room.filter.line.setFocus()
    type_text(room.filter.line, "zebra")
    press(room.filter.line, Qt.Key.Key_Return)
    assert room.model.steps == []
    assert room.empty.text() == "Inget i historiken stämmer med det du söker."
    assert room.empty.isVisible()
    click(room.everything)
    assert said(room) == everything


def test_only_what_is_selected_follows_the_selection(
    room: HistoryRoom, workplace: Workplace, activity: str
) -> None:
    do(workplace, change, activity, {"state": "ongoing"})
    click(room.filter.selected, QPoint(10, room.filter.selected.height() // 2))
    assert room.empty.text() == "Inget är valt i de andra rummen."
    workplace.select(Place("activity", activity))
    assert said(room)[0] == "Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår"
    assert "Började planen" not in said(room)


def test_the_search_box_of_the_window_holds_here_too(room: HistoryRoom, workplace: Workplace) -> None:
    workplace.set_filter("zebra")
    assert room.model.steps == []
    assert room.scoped.text() == "Bara aktiviteter som sökrutan hittar: zebra"
    click(room.everything)
    assert workplace.filter_text == ""
    assert room.model.steps


def test_a_search_box_that_can_not_be_read_is_said_and_nothing_breaks(
    room: HistoryRoom, workplace: Workplace
) -> None:
    workplace.set_filter("läge:blå")
    assert "blå" in room.empty.text()
    workplace.set_filter("")
    assert room.model.steps


def test_enter_goes_to_the_thing_and_what_is_gone_is_said_to_be(
    room: HistoryRoom, workplace: Workplace, activity: str, qtbot: QtBot
) -> None:
    do(workplace, change, activity, {"state": "ongoing"})
    stand_on(room, "Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår")
    with qtbot.waitSignal(workplace.asked_for_room) as asked:
        press(room.tree, Qt.Key.Key_Return)
    assert asked.args == ["plan"]
    assert workplace.selection == (Place("activity", activity),)
    do(workplace, delete, activity)
    stand_on(room, "Tog bort K1 Torgmöte")
    with qtbot.waitSignal(workplace.said) as told:
        press(room.tree, Qt.Key.Key_Return)
    assert told.args is not None
    assert "tagits bort" in told.args[0]


def test_the_scroll_stays_where_it_is_when_something_new_comes_in(
    workplace: Workplace, activity: str, qtbot: QtBot
) -> None:
    for number in range(100):
        do(workplace, change, activity, {"place": f"Plats {number}"})
    room = entered(workplace, qtbot)
    bar = room.tree.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 3)
    top = room.tree.indexAt(QPoint(200, 40))
    place = room.tree.visualRect(top).top()
    step = room.model.node(top)
    do(workplace, change, activity, {"title": "Nytt"})
    assert said(room)[0].startswith("Ändrade titel")
    assert step is not None
    assert step.step is not None
    assert room.tree.visualRect(room.model.index_of_step(step.step.id)).top() == place


def test_older_steps_are_read_as_one_comes_near_the_end(
    workplace: Workplace, activity: str, qtbot: QtBot
) -> None:
    for number in range(140):
        do(workplace, change, activity, {"place": f"Plats {number}"})
    room = entered(workplace, qtbot)
    first = len(room.model.steps)
    assert first < 140
    qtbot.waitUntil(lambda: room.tree.verticalScrollBar().maximum() > 0)
    room.tree.setFocus()
    for _ in range(4):
        press(room.tree, Qt.Key.Key_End)
        qtbot.wait(1)
    qtbot.waitUntil(lambda: len(room.model.steps) > 140)
    assert said(room)[-1] == "Började planen"


def test_a_step_is_copied_as_text(room: HistoryRoom) -> None:
    stand_on(room, "Började planen")
    room.handlers()["edit.copy"]()
    assert "Började planen" in QGuiApplication.clipboard().text()


def test_what_is_looked_at_is_kept_for_the_next_time_but_not_what_was_looked_for(
    room: HistoryRoom, workplace: Workplace, qtbot: QtBot
) -> None:
    room.filter.kind.setCurrentIndex(room.filter.kind.findData("meetings"))
    room.filter.line.setText("zebra")
    saved = dict(room.arrangement())
    other = HistoryRoom(workplace)
    qtbot.addWidget(other)
    other.arrange(saved)
    assert other.filter.kind.currentData() == "meetings"
    assert other.filter.line.text() == ""
    other.arrange({"kind": "unheard of", "selected": 3})
    assert other.filter.kind.currentData() == ""


def test_the_room_speaks_english_too(open_workplace: OpenWorkplace, small_plan: Path, qtbot: QtBot) -> None:
    room = entered(open_workplace(small_plan, "en", dark=True), qtbot)
    assert said(room)[-1] == "Began the plan"
    assert room.model.index(0, 0).data() == "Tuesday 2 May 2017, week 18"


def test_certain_days_are_asked_for_by_two_dates(
    room: HistoryRoom, workplace: Workplace, activity: str
) -> None:
    do(workplace, change, activity, {"state": "ongoing"})
    everything = len(room.model.steps)
    room.filter.period.setCurrentIndex(room.filter.period.findData("days"))
    assert room.filter.first.isVisible()
    assert len(room.model.steps) == everything
    room.filter.first.setDate(QDate(2017, 5, 3))
    room.filter.last.setDate(QDate(2017, 5, 9))
    assert room.model.steps == []
    room.filter.period.setCurrentIndex(0)
    assert len(room.model.steps) == everything
    assert not room.filter.first.isVisible()


def test_the_filter_takes_two_rows_where_one_is_too_narrow(room: HistoryRoom, qtbot: QtBot) -> None:
    wide = room.filter.height()
    room.resize(640, 600)
    qtbot.waitUntil(lambda: room.filter.height() > wide)
    assert room.filter.selected.y() > room.filter.line.y()
    assert room.width() == 640
    room.resize(1200, 600)
    qtbot.waitUntil(lambda: room.filter.height() == wide)


def test_everything_to_press_or_type_in_has_a_name(room: HistoryRoom) -> None:
    named = (room.filter.line, room.filter.who, room.filter.kind, room.filter.period, room.filter.first)
    assert all(widget.accessibleName() for widget in (*named, room.filter.last, room.tree))
    assert all(button.text() for button in (room.card.go, room.card.undo, room.everything))


def test_the_menu_offers_what_the_buttons_do(room: HistoryRoom, workplace: Workplace, activity: str) -> None:
    do(workplace, change, activity, {"state": "ongoing"})
    index = stand_on(room, "Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår")
    middle = room.tree.visualRect(index.siblingAtColumn(WHAT)).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, room.tree.mapToGlobal(middle))
    QApplication.sendEvent(room.tree.viewport(), asked)
    menu = room.findChild(QMenu)
    assert menu is not None
    go, undo = menu.actions()
    assert (go.text(), undo.text()) == ("Visa", "Ångra detta")
    undo.trigger()
    assert said(room)[0] == "Ångrade: ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår"
    menu.close()
