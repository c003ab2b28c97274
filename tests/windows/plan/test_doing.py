"""Several rows are copied, pasted, duplicated, deleted and set together, each in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from db.kinds import ActivityState
from db.operations import undo
from db.views.plan_table import Grouping
from desktop.windows.plan.one_field import OneField
from desktop.windows.plan.paste_dialog import PasteDialog
from tests.windows.keys import type_text
from tests.windows.parts import part
from tests.windows.plan.conftest import NO_KEY, Hands, OpenRoom
from tests.windows.plan.test_editing import steps

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def choose_first(hands: Hands, count: int) -> None:
    hands.go(0)
    for _ in range(count - 1):
        hands.press(Qt.Key.Key_Down, SHIFT)


def act(hands: Hands, name: str) -> None:
    hands.room.handlers()[name]()
    hands.settle()


def pick(menu: QMenu, *texts: str) -> None:
    """Choose in a menu and the menus within it."""
    for text in texts:
        action = next(one for one in menu.actions() if one.text() == text)
        inner = action.menu()
        if isinstance(inner, QMenu):
            menu = inner
        else:
            action.trigger()


def test_the_state_of_several_is_set_in_one_step_and_undone_in_one(hands: Hands) -> None:
    before = steps(hands)
    choose_first(hands, 3)
    pick(hands.room.doing.menu(), "Läge", "Inställd")
    states = [line.state for line in hands.lines().values()]
    assert states.count(ActivityState.CANCELLED) == 3
    assert steps(hands) == before + 1
    hands.room.workplace.runner.do(hands.room, undo)
    assert ActivityState.CANCELLED not in [line.state for line in hands.lines().values()]
    assert len(list(hands.view.chosen())) == 3, "they are still chosen"


def test_the_owner_of_several_is_asked_for_once(hands: Hands) -> None:
    choose_first(hands, 2)
    pick(hands.room.doing.menu(), "Ansvarig …")
    dialog = part(hands.room, OneField)
    hands.qtbot.waitUntil(dialog.editor.control.hasFocus)
    type_text(dialog.editor.control, "säk")
    QTest.keyClick(dialog.editor.control, Qt.Key.Key_Return)
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    lines = hands.lines()
    assert lines["Torgmöte"].owner == lines["Fler lampor i parken"].owner == "Säkerhetssamordnare"


def test_the_due_date_of_several_is_cleared_or_set(hands: Hands) -> None:
    choose_first(hands, 2)
    pick(hands.room.doing.menu(), "Senast klart …")
    dialog = part(hands.room, OneField)
    type_text(dialog.editor.control, "v 23")
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert {line.due for line in hands.lines().values()} >= {dt.date(2017, 6, 9)}
    assert [line.due for line in hands.lines().values()].count(dt.date(2017, 6, 9)) == 2


def test_a_promise_is_linked_to_several_and_taken_away_again(hands: Hands) -> None:
    choose_first(hands, 2)
    menu = hands.room.doing.menu()
    pick(menu, "Medborgarlöften", "2 Mer ljus i parken")
    assert [mark.number for mark in hands.lines()["Torgmöte"].promises] == [1, 2]
    ticked: Callable[[QMenu], list[str]] = lambda menu: [  # noqa: E731 - a question of one line
        one.text()
        for one in part(menu, QMenu, "promises").actions()
        if isinstance(one, QAction) and one.isChecked()
    ]
    menu = hands.room.doing.menu()
    assert ticked(menu) == ["2 Mer ljus i parken"]
    pick(menu, "Medborgarlöften", "2 Mer ljus i parken")
    assert [mark.number for mark in hands.lines()["Torgmöte"].promises] == [1]


def test_deleted_rows_go_at_once_and_undo_brings_them_back_to_their_places(hands: Hands) -> None:
    before = hands.titles()
    hands.go(1)
    hands.press(Qt.Key.Key_Down, SHIFT)
    act(hands, "edit.delete")
    assert hands.titles() == ["Torgmöte", "Ärendet ingen äger", "+"]
    hands.room.workplace.runner.do(hands.room, undo)
    assert hands.titles() == before


def test_a_duplicate_stands_at_the_end_of_the_group_and_is_chosen(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.PROMISE)
    hands.go(hands.row("Torgmöte"))
    act(hands, "edit.duplicate")
    assert hands.titles()[:5] == [
        "[Medborgarlöfte 1: Vi syns mer]",
        "Torgmöte",
        "Fotpatrull",
        "Torgmöte",
        "+",
    ]
    assert hands.view.currentIndex().row() == 3


def test_chosen_rows_are_copied_in_the_order_and_columns_that_are_shown(hands: Hands) -> None:
    for column in range(2, 12):
        hands.view.show_column(column, False)
    choose_first(hands, 2)
    act(hands, "edit.copy")
    assert QGuiApplication.clipboard().text() == "Nr\tAktivitet\nK1\tTorgmöte\nK2\tFler lampor i parken"


def test_pasted_rows_are_added_to_the_group_in_one_step(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.PROMISE)
    before = steps(hands)
    hands.go(hands.row("Fler lampor i parken"))
    QGuiApplication.clipboard().setText("Aktivitet\tNär\nBelysningsrond\t1/6\nByt lampor\tv 40\n")
    act(hands, "edit.paste")
    assert steps(hands) == before + 1
    assert [mark.number for mark in hands.lines()["Byt lampor"].promises] == [2]
    assert hands.titles()[7:10] == ["Belysningsrond", "Byt lampor", "+"]


def test_before_anything_is_pasted_all_faults_are_told_and_the_right_rows_can_be_added(hands: Hands) -> None:
    QGuiApplication.clipboard().setText("Aktivitet\tNär\nRätt\t1/6\nFel\t32/13\n")
    act(hands, "edit.paste")
    dialog = part(hands.room, PasteDialog)
    assert "Rätt" not in hands.lines()
    assert [dialog.mistakes.item(row).text() for row in range(dialog.mistakes.count())] == [
        "Rad 3: Senast klart: ”32/13” är inget datum; ett sådant skrivs som 2017-06-30."
    ]
    add = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Lägg till 1 rad")
    QTest.mouseClick(add, Qt.MouseButton.LeftButton, NO_KEY)
    assert "Rätt" in hands.lines()
    assert "Fel" not in hands.lines()


def test_an_empty_clipboard_is_told_of(hands: Hands) -> None:
    said: list[str] = []
    hands.room.workplace.said.connect(said.append)
    QGuiApplication.clipboard().setText(" \n ")
    act(hands, "edit.paste")
    assert said == ["Det finns inga rader på urklipp att klistra in."]


def test_nothing_is_done_where_no_activity_is_chosen(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.STATE)
    before = steps(hands)
    hands.view.choose([0], 0, 1)
    for name in ("edit.copy", "edit.duplicate", "edit.delete"):
        act(hands, name)
    assert steps(hands) == before


def test_when_something_comes_again_is_edited_in_the_details(hands: Hands) -> None:
    asked: list[int] = []
    hands.view.elsewhere.connect(asked.append)
    row = hands.row("Fotpatrull")
    hands.go(row, "when")
    hands.press(Qt.Key.Key_F2)
    assert asked == [row]
    assert hands.room.cells.editor is None
