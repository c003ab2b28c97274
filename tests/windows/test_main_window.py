"""The window around the rooms: it starts where one was, opens and closes plans, and changes its look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
)

from db.operations import add, change
from db.queries import locate
from db.store import Store
from desktop.windows.frame import Frame
from desktop.windows.main_window import MainWindow
from desktop.windows.rooms import ROOMS
from desktop.windows.settings import Settings
from desktop.windows.welcome.page import Welcome
from tests.asking import row_of
from tests.builders import a_world, an_agreement
from tests.windows.keys import click, press, type_text
from tests.windows.parts import part

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, settings: Settings) -> Iterator[OpenWindow]:
    """Windows of one user, one after another."""
    settings.put("identity", {"function": "samordnare", "organisation": "Säffle kommun"})
    opened: list[MainWindow] = []

    def build() -> MainWindow:
        window = MainWindow(settings, a_world(), "sv", inline=True)
        qtbot.addWidget(window)
        opened.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield build
    for window in opened:
        window.close_plan()


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window()


def frame_of(window: MainWindow) -> Frame:
    """The frame, once it is on the screen: until then no key reaches it."""
    QApplication.processEvents()
    assert window.frame is not None
    return window.frame


def test_the_first_start_shows_the_start_page(window: MainWindow) -> None:
    window.start()
    assert isinstance(window.centralWidget(), Welcome)


def test_a_plan_that_is_named_is_opened(window: MainWindow, small_plan: Path) -> None:
    window.start(small_plan)
    assert frame_of(window).room is not None
    assert window.windowTitle() == "liten – Löftesplan"


def test_a_later_start_opens_where_one_was(window: MainWindow, open_window: OpenWindow, saffle: Path) -> None:
    window.start(saffle)
    frame = frame_of(window)
    frame.enter("plan")
    frame.workplace.set_filter("läge:försenad")
    frame.workplace.runner.ask(frame, frame.workplace.select, locate, "K5")
    chosen = frame.workplace.selection
    window.close()
    again = open_window()
    again.start()
    place = frame_of(again).workplace
    assert frame_of(again).room is not None
    assert part(frame_of(again).rail, QToolButton, "room.plan").isChecked()
    assert (place.filter_text, place.selection) == ("läge:försenad", chosen)


def test_nothing_of_where_one_was_is_written_into_the_plan(window: MainWindow, small_plan: Path) -> None:
    before = small_plan.read_bytes()
    window.start(small_plan)
    frame_of(window).enter("plan")
    frame_of(window).workplace.set_filter("polis")
    window.close()
    assert small_plan.read_bytes() == before


def test_a_file_that_is_no_plan_is_told_on_the_start_page(window: MainWindow, tmp_path: Path) -> None:
    letter = tmp_path / "brev.plan"
    letter.write_text("Hej!", encoding="utf-8")
    window.start(letter)
    page = window.centralWidget()
    assert isinstance(page, Welcome)
    assert "är ingen plan" in part(page, QLabel, "told").text()


def test_every_room_opens_by_its_key_and_by_its_button(window: MainWindow, saffle: Path) -> None:
    window.start(saffle)
    frame = frame_of(window)
    for number, spec in enumerate(ROOMS, 1):
        press(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert part(frame.rail, QToolButton, spec.action).isChecked()
    for spec in ROOMS:
        click(part(frame.rail, QToolButton, spec.action))
        assert type(frame.room).__module__ == spec.place.partition(":")[0]


def test_the_language_changes_while_it_runs_and_one_stays_where_one_was(
    window: MainWindow, saffle: Path
) -> None:
    window.start(saffle)
    frame_of(window).enter("plan")
    frame_of(window).workplace.actions.run("view.english")
    frame = frame_of(window)
    assert frame.workplace.words.language == "en"
    assert frame.workplace.actions.action("edit.undo").text() == "Undo"
    assert part(frame.rail, QToolButton, "room.plan").isChecked()
    frame.workplace.actions.run("view.swedish")
    assert frame_of(window).workplace.actions.action("edit.undo").text() == "Ångra"


def test_the_look_changes_while_it_runs(window: MainWindow, small_plan: Path) -> None:
    window.start(small_plan)
    frame_of(window).workplace.actions.run("view.dark")
    assert frame_of(window).workplace.theme.dark
    frame_of(window).workplace.actions.run("view.light")
    assert not frame_of(window).workplace.theme.dark


def test_the_chosen_language_and_look_are_marked_in_the_menu(window: MainWindow, small_plan: Path) -> None:
    def marked() -> set[str]:
        actions = frame_of(window).workplace.actions
        return {one.objectName() for one in actions.all() if one.isChecked()}

    window.start(small_plan)
    assert marked() == {"view.swedish", "view.system"}
    frame_of(window).workplace.actions.action("view.english").trigger()
    frame_of(window).workplace.actions.action("view.dark").trigger()
    frame_of(window).workplace.actions.action("view.dark").trigger()
    assert marked() == {"view.english", "view.dark"}


def test_a_plan_dropped_on_the_window_is_opened(window: MainWindow, small_plan: Path) -> None:
    window.start()
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(small_plan))])
    event = QDropEvent(
        QPointF(QPoint(50, 50)), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)
    assert window.windowTitle() == "liten – Löftesplan"


def test_undo_takes_back_the_last_step_and_says_so(window: MainWindow, small_plan: Path) -> None:
    window.start(small_plan)
    frame = frame_of(window)
    key = _activity(small_plan)
    frame.workplace.runner.do(frame, change, key, {"title": "Marknad"})
    undo = frame.workplace.actions.action("edit.undo")
    assert "Marknad" in undo.toolTip()
    assert "Marknad" in frame.status.text
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _title(small_plan, key) == "Torgmöte"
    press(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert _title(small_plan, key) == "Marknad"


def test_undo_takes_back_what_is_being_typed_before_the_plans_last_step(
    window: MainWindow, small_plan: Path
) -> None:
    window.start(small_plan)
    frame = frame_of(window)
    key = _activity(small_plan)
    frame.workplace.runner.do(frame, change, key, {"title": "Marknad"})
    field_of_search = frame.top.search.findChild(QLineEdit)
    assert field_of_search is not None
    click(field_of_search)
    type_text(field_of_search, "polis")
    press(field_of_search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field_of_search.text() == ""
    assert _title(small_plan, key) == "Marknad"
    press(field_of_search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _title(small_plan, key) == "Torgmöte"


def test_undo_of_what_another_copy_has_gone_on_from_asks_first(window: MainWindow, small_plan: Path) -> None:
    window.start(small_plan)
    frame = frame_of(window)
    key = _activity(small_plan)
    frame.workplace.runner.do(frame, change, key, {"title": "Marknad"})
    with Store.open(small_plan, a_world("stationen"), actor="kommunpolis") as other:
        other.do(change, key, {"title": "Torghandel"})
    frame.workplace.actions.run("edit.undo")
    assert _title(small_plan, key) == "Torghandel"
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QMessageBox)
    assert "kommunpolis" in asked.text()
    anyway = next(button for button in asked.buttons() if button.text() == "Ångra ändå")
    anyway.click()
    assert _title(small_plan, key) == "Torgmöte"


def test_what_another_process_writes_shows(window: MainWindow, small_plan: Path) -> None:
    window.start(small_plan)
    frame = frame_of(window)
    with Store.open(small_plan, a_world("stationen"), actor="kommunpolis") as other:
        other.do(add, an_agreement(municipality="Eda"))
    frame.workplace.runner.look_outside()
    offered = frame.top.findChild(QComboBox, "agreement")
    assert offered is not None
    assert [offered.itemText(row) for row in range(offered.count())] == [
        "Alla överenskommelser", "Eda 2017", "Säffle 2017",
    ]  # fmt: skip


def test_a_disk_that_is_gone_is_said_across_the_window_and_a_retry_works_when_it_is_back(
    window: MainWindow, small_plan: Path
) -> None:
    window.start(small_plan)
    frame = frame_of(window)
    key = _activity(small_plan)
    aside = small_plan.rename(small_plan.with_suffix(".aside"))
    frame.workplace.runner.do(frame, change, key, {"title": "Marknad"})
    assert str(small_plan) in frame.banner.text
    again = frame.banner.findChild(QPushButton, "try-again")
    assert again is not None
    aside.rename(small_plan)
    click(again)
    assert frame.banner.text == ""
    assert _title(small_plan, key) == "Marknad"


def _activity(path: Path) -> str:
    with Store.open(path, a_world("läsare"), actor="x", read_only=True) as store:
        return store.read(locate, "K1").id


def _title(path: Path, key: str) -> object:
    with Store.open(path, a_world("läsare"), actor="x", read_only=True) as store:
        return row_of(store, key)["title"]
