"""What is being typed is saved before the window closes or changes; what can not be is not lost silently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from db.queries import locate
from db.store import Store
from desktop.windows.detail.body import Body
from desktop.windows.fields.editor import FieldEditor
from desktop.windows.frame import Frame
from desktop.windows.main_window import MainWindow
from desktop.windows.plan.columns import TITLE
from desktop.windows.plan.model import Unsaved
from desktop.windows.plan.room import PlanRoom
from desktop.windows.plan.view import PlanView
from desktop.windows.settings import Settings
from tests.asking import row_of
from tests.builders import a_world
from tests.windows.conftest import DAY
from tests.windows.keys import click, type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(params=[True, False], ids=["at once", "by the worker"])
def window(request: pytest.FixtureRequest, qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    """The window of somebody who has said who they are."""
    settings.put("identity", {"function": "samordnare", "organisation": "Säffle kommun"})
    window = MainWindow(settings, a_world(), "sv", inline=request.param)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close_plan()


def typing(qtbot: QtBot, window: MainWindow, path: Path, name: str, text: str) -> FieldEditor:
    """Open a plan in the window, and type into a field of its activity."""
    window.open(path, DAY, room="plan")
    qtbot.waitUntil(lambda: window.frame is not None)
    frame = window.frame
    assert isinstance(frame, Frame)
    frame.show_detail(True)
    frame.workplace.runner.ask(frame, frame.workplace.select, locate, "K1")
    qtbot.waitUntil(lambda: body_of(window) is not None)
    body = body_of(window)
    assert body is not None
    editor = body.fields.editors[name]
    editor.control.setFocus()
    QTest.keyClick(editor.control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(editor.control, text)
    assert editor.is_dirty
    return editor


def body_of(window: MainWindow) -> Body | None:
    """The form that the details show."""
    shown = [one for one in window.findChildren(Body) if one.isVisible() and one.key]
    return shown[0] if shown else None


def question(window: MainWindow) -> QMessageBox | None:
    """What the window asks of somebody who is about to leave."""
    QApplication.processEvents()
    return window.findChild(QMessageBox, "leaving")


def title(path: Path) -> object:
    """What the activity is called in the file."""
    with Store.open(path, a_world("läsare"), actor="x", read_only=True) as store:
        return row_of(store, store.read(locate, "K1").id)["title"]


def test_what_is_being_typed_is_saved_as_the_window_closes(
    qtbot: QtBot, window: MainWindow, small_plan: Path
) -> None:
    typing(qtbot, window, small_plan, "title", "Marknad")
    assert window.close()
    assert title(small_plan) == "Marknad"


def test_a_note_that_is_being_written_is_saved_as_the_window_closes(
    qtbot: QtBot, window: MainWindow, small_plan: Path
) -> None:
    typing(qtbot, window, small_plan, "title", "Marknad")
    body = body_of(window)
    assert body is not None
    body.notes.text.setFocus()
    type_text(body.notes.text, "Ring skolan")
    assert window.close()
    with Store.open(small_plan, a_world("läsare"), actor="x", read_only=True) as store:
        notes = store.read(lambda session: session.connection().exec_driver_sql("SELECT text FROM note"))
        assert "Ring skolan" in [text for (text,) in notes]


def test_closing_while_the_plan_is_away_asks_first_and_the_text_stays(
    qtbot: QtBot, window: MainWindow, small_plan: Path
) -> None:
    editor = typing(qtbot, window, small_plan, "title", "Marknad")
    aside = small_plan.rename(small_plan.with_suffix(".aside"))
    assert not window.close()
    asked = question(window)
    assert asked is not None
    assert window.isVisible()
    assert editor.typed() == "Marknad"
    assert "finns inte kvar" in asked.informativeText()
    asked.reject()
    aside.rename(small_plan)
    assert window.close()
    assert title(small_plan) == "Marknad"


def test_what_can_not_be_saved_is_given_up_only_by_a_click(
    qtbot: QtBot, window: MainWindow, small_plan: Path
) -> None:
    typing(qtbot, window, small_plan, "title", "Marknad")
    small_plan.rename(small_plan.with_suffix(".aside"))
    window.close()
    asked = question(window)
    assert asked is not None
    click(next(one for one in asked.buttons() if one.text() == "Fortsätt utan det"))
    assert not window.isVisible()


def test_a_field_that_can_not_be_read_holds_the_window_open_too(
    qtbot: QtBot, window: MainWindow, small_plan: Path
) -> None:
    editor = typing(qtbot, window, small_plan, "title", " ")
    assert not window.close()
    assert question(window) is not None
    assert editor.has_fault


def leave_by(window: MainWindow, way: str, other: Path) -> None:
    """Leave the plan, or the way it looks."""
    if way == "language":
        window.use_language("en")
    elif way == "theme":
        window.use_theme("dark")
    elif way == "plan":
        window.open(other)
    else:
        window.show_start()


@pytest.mark.parametrize("leave", ["language", "theme", "plan", "start"])
def test_what_is_being_typed_outlives_every_other_way_of_leaving(
    qtbot: QtBot, window: MainWindow, small_plan: Path, saffle: Path, leave: str
) -> None:
    typing(qtbot, window, small_plan, "title", "Marknad")
    leave_by(window, leave, saffle)
    qtbot.waitUntil(lambda: title(small_plan) == "Marknad")


@pytest.mark.parametrize("leave", ["language", "theme", "plan", "start"])
def test_what_can_not_be_saved_is_not_lost_by_leaving_otherwise(
    qtbot: QtBot, window: MainWindow, small_plan: Path, saffle: Path, leave: str
) -> None:
    editor = typing(qtbot, window, small_plan, "title", " ")
    leave_by(window, leave, saffle)
    assert question(window) is not None
    assert editor.isVisible()
    assert editor.typed() == " "


def test_a_key_pressed_twice_begins_one_new_activity(
    qtbot: QtBot, qtlog: Any, window: MainWindow, small_plan: Path
) -> None:
    typing(qtbot, window, small_plan, "title", "Torgmöten")
    table = window.findChild(PlanView)
    assert table is not None
    table.setFocus()
    for _press in range(5):
        QTest.keyClick(QApplication.focusWidget() or table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert [line.message for line in qtlog.records if "failed" in line.message] == []
    assert table.is_editing()


def test_a_cell_that_could_not_be_saved_holds_the_window_open(
    qtbot: QtBot, window: MainWindow, small_plan: Path
) -> None:
    typing(qtbot, window, small_plan, "title", "Torgmöten")
    table = window.findChild(PlanView)
    assert table is not None
    frame = window.frame
    assert frame is not None
    assert isinstance(frame.room, PlanRoom)
    frame.save_all()
    key = frame.workplace.selection[0].id
    frame.room.model.keep_unsaved(key, TITLE, Unsaved("Marknad", "Marknad", "Disken är full."))
    assert not window.close()
    assert question(window) is not None


def test_a_plan_that_is_left_before_it_is_open_is_heard_of_no_more(
    qtbot: QtBot, window: MainWindow, small_plan: Path, saffle: Path
) -> None:
    window.open(saffle, DAY)
    window.close_plan()
    QApplication.processEvents()
    assert window.frame is None
    window.open(saffle, DAY)
    window.open(small_plan, DAY)
    qtbot.waitUntil(lambda: window.frame is not None)
    assert window.windowTitle() == "liten – Löftesplan"
