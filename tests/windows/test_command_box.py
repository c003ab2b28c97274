"""The command box finds any action and anything in the plan by a few letters, and goes there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMainWindow

from db.views.things import Place
from desktop.windows.actions import ACTIONS
from desktop.windows.command_box import CommandBox
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click_row, press, type_text

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    """A window to open the box over."""
    window = QMainWindow()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


def open_box(workplace: Workplace, window: QMainWindow) -> CommandBox:
    box = CommandBox(workplace, window)
    box.open()
    return box


def rows(box: CommandBox) -> list[str]:
    model = box.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def chosen(box: CommandBox) -> str:
    return str(box.list.currentIndex().data())


def test_an_activity_is_found_by_its_number_and_gone_to(
    qtbot: QtBot, workplace: Workplace, window: QMainWindow
) -> None:
    rooms: list[str] = []
    workplace.asked_for_room.connect(rooms.append)
    box = open_box(workplace, window)
    type_text(box.line, "k1")
    qtbot.waitUntil(lambda: chosen(box) == "K1 Torgmöte")
    press(box.line, Key.Key_Return)
    assert rooms == ["plan"]
    assert [place.entity for place in workplace.selection] == ["activity"]


def test_other_things_are_found_by_name_and_gone_to(
    qtbot: QtBot, workplace: Workplace, window: QMainWindow
) -> None:
    rooms: list[str] = []
    workplace.asked_for_room.connect(rooms.append)
    box = open_box(workplace, window)
    type_text(box.line, "vi syns")
    qtbot.waitUntil(lambda: chosen(box) == "1 Vi syns mer")
    press(box.line, Key.Key_Return)
    assert rooms == ["register"]
    assert workplace.selection[0].entity == "promise"


@pytest.mark.parametrize("typed", ["löfte 1", "medborgarlöfte 1", "löfte syns"])
def test_a_thing_is_found_by_its_table_and_its_number(
    qtbot: QtBot, workplace: Workplace, window: QMainWindow, typed: str
) -> None:
    box = open_box(workplace, window)
    type_text(box.line, typed)
    qtbot.waitUntil(lambda: chosen(box) == "1 Vi syns mer")


@pytest.mark.parametrize("typed", ["gå till kal", "kalendern", "gtk", "calendar", "ga till kal"])
def test_an_action_is_found_by_its_words_initials_or_english(
    qtbot: QtBot, workplace: Workplace, window: QMainWindow, typed: str
) -> None:
    done: list[str] = []
    workplace.actions.handle("room.calendar", lambda: done.append("calendar"))
    box = open_box(workplace, window)
    type_text(box.line, typed)
    assert chosen(box) == "Gå till kalendern"
    press(box.line, Key.Key_Return)
    qtbot.waitUntil(lambda: done == ["calendar"])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("engelska", "view.english"), ("english", "view.english"), ("svenska", "view.swedish"),
        ("swedish", "view.swedish"), ("mörkt", "view.dark"), ("dark", "view.dark"), ("ljust", "view.light"),
        ("tema", "view.light"), ("språk", "view.swedish"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["sv", "en"])
def test_languages_and_looks_are_found_in_either_language(
    open_workplace: OpenWorkplace, small_plan: Path, window: QMainWindow, typed: str, name: str, language: str
) -> None:
    workplace = open_workplace(small_plan, language)
    for spec in ACTIONS:
        workplace.actions.handle(spec.id, lambda: None)
    box = open_box(workplace, window)
    type_text(box.line, typed)
    assert chosen(box) == workplace.actions.action(name).text()


def test_what_can_not_be_done_now_is_shown_but_not_chosen(workplace: Workplace, window: QMainWindow) -> None:
    workplace.actions.handle("room.plan", lambda: None)
    box = open_box(workplace, window)
    type_text(box.line, "gå till")
    assert chosen(box) == "Gå till aktivitetsplanen"
    assert "Gå till historiken" in rows(box)
    press(box.line, Key.Key_Down)
    assert chosen(box) == "Gå till aktivitetsplanen"
    click_row(box.list, rows(box).index("Gå till historiken"))
    assert box.isVisible()


def test_keys_are_shown_beside_actions_and_told_to_screen_readers(
    workplace: Workplace, window: QMainWindow
) -> None:
    workplace.actions.handle("edit.search", lambda: None)
    box = open_box(workplace, window)
    type_text(box.line, "sök och")
    said = box.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Sök och filtrera, Ctrl+F"


def test_what_was_used_last_comes_first_when_nothing_is_typed(
    qtbot: QtBot, workplace: Workplace, window: QMainWindow
) -> None:
    for name in ("room.plan", "room.calendar"):
        workplace.actions.handle(name, lambda: None)
    box = open_box(workplace, window)
    assert rows(box)[1] == "Gå till aktivitetsplanen"
    type_text(box.line, "kalend")
    press(box.line, Key.Key_Return)
    box = open_box(workplace, window)
    type_text(box.line, "k1")
    qtbot.waitUntil(lambda: chosen(box) == "K1 Torgmöte")
    press(box.line, Key.Key_Return)
    box = open_box(workplace, window)
    assert rows(box)[:3] == ["Senast använt", "K1 Torgmöte", "Gå till kalendern"]


def test_what_has_been_deleted_since_is_no_longer_offered(
    qtbot: QtBot, workplace: Workplace, window: QMainWindow
) -> None:
    from db.operations import delete

    box = open_box(workplace, window)
    type_text(box.line, "k1")
    qtbot.waitUntil(lambda: chosen(box) == "K1 Torgmöte")
    press(box.line, Key.Key_Return)
    workplace.runner.do(window, delete, workplace.selection[0].id)
    assert "K1 Torgmöte" not in rows(open_box(workplace, window))


def test_arrows_go_round_and_pass_over_headings(workplace: Workplace, window: QMainWindow) -> None:
    for name in ("room.plan", "room.calendar", "room.meetings"):
        workplace.actions.handle(name, lambda: None)
    box = open_box(workplace, window)
    type_text(box.line, "gå")
    seen = [chosen(box)]
    for _ in range(4):
        press(box.line, Key.Key_Down)
        seen.append(chosen(box))
    assert seen == [
        "Gå till aktivitetsplanen", "Gå till kalendern", "Gå till mötena", "1:1 Mörka gångvägar",
        "Gå till aktivitetsplanen",
    ]  # fmt: skip
    press(box.line, Key.Key_Up)
    assert chosen(box) == "1:1 Mörka gångvägar"


def test_nothing_found_is_said_with_what_may_help(workplace: Workplace, window: QMainWindow) -> None:
    box = open_box(workplace, window)
    type_text(box.line, "qqzzqq")
    assert box.nothing.isVisible()
    assert "K12" in box.nothing.text()


def test_escape_closes_the_box_and_does_nothing(workplace: Workplace, window: QMainWindow) -> None:
    box = open_box(workplace, window)
    type_text(box.line, "k1")
    press(box.line, Key.Key_Escape)
    assert not window.findChildren(CommandBox) or not box.isVisible()
    assert workplace.selection == ()


def test_things_are_chosen_with_the_mouse(qtbot: QtBot, workplace: Workplace, window: QMainWindow) -> None:
    box = open_box(workplace, window)
    type_text(box.line, "torg")
    qtbot.waitUntil(lambda: "K1 Torgmöte" in rows(box))
    click_row(box.list, rows(box).index("K1 Torgmöte"))
    assert workplace.selection[0].entity == "activity"


def test_a_plan_without_anything_in_it_is_no_trouble(
    open_workplace: OpenWorkplace, empty_plan: Path, window: QMainWindow
) -> None:
    box = open_box(open_workplace(empty_plan, "en"), window)
    type_text(box.line, "anything at all")
    assert box.nothing.isVisible()


def test_the_list_keeps_qts_rules(workplace: Workplace, window: QMainWindow) -> None:
    box = open_box(workplace, window)
    tester = QAbstractItemModelTester(box.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    type_text(box.line, "to")
    type_text(box.line, "r")
    assert tester is not None


def test_a_thing_that_was_used_is_remembered_as_a_place(
    qtbot: QtBot, workplace: Workplace, window: QMainWindow
) -> None:
    box = open_box(workplace, window)
    type_text(box.line, "centrum")
    qtbot.waitUntil(lambda: "Centrum" in rows(box))
    click_row(box.list, rows(box).index("Centrum"))
    assert workplace.selection == (Place("area", workplace.selection[0].id),)
