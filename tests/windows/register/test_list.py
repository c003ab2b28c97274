"""Any table is listed, filtered, sorted and edited where it stands, and says what it is for when empty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from db.drafts import DRAFTS, ContactDraft, fields_by_name
from db.operations import add, undo
from db.queries import SortKey
from db.views.things import Place
from desktop.windows.fields.thing_dialog import ThingDialog
from desktop.windows.register.list_page import ListPage
from desktop.windows.register.room import RegisterRoom
from desktop.windows.register.tables import COLUMNS, EMPTY, GOES_ON_FROM, NEW, TABLES, TREE
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, click_row, press, type_text
from tests.windows.register.conftest import EnterRegister, focused

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(page: ListPage, column: int = 0) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def go(room: RegisterRoom, table: str) -> ListPage:
    """Choose a table in the list to the left, with the mouse."""
    model = room.side.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    before = room.table
    for row in range(len(names)):
        click_row(room.side, row)
        if room.table == table:
            return room.list
    raise AssertionError((table, before))


def cell(page: ListPage, row: int, field: str) -> str:
    return str(page.model.index(row, page.model.columns.index(field)).data())


def begin_cell(page: ListPage, row: int, field: str) -> None:
    """Go to a cell and open it."""
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(row, page.model.columns.index(field)))
    press(page.view, Key.Key_Return)


def test_every_table_of_the_register_is_told_by_fields_that_it_has() -> None:
    for table in TABLES:
        known = fields_by_name(DRAFTS[table])
        assert set(COLUMNS[table]) <= known.keys()
        assert set(GOES_ON_FROM.get(table, ())) <= known.keys()
    assert set(COLUMNS) == set(EMPTY) == set(NEW) == set(TABLES)


def test_tables_stand_to_the_left_with_how_much_there_is(saffle_room: RegisterRoom) -> None:
    model = saffle_room.side.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "Kontakter, 4" in said
    assert "Statistik" in said
    assert "Överenskommelser och löften" in said


def test_references_are_named_and_choices_are_in_words(saffle_room: RegisterRoom) -> None:
    page = go(saffle_room, "contact")
    place = shown(page).index("kommunpolis")
    assert cell(page, place, "organisation").startswith("Polisen")
    page = go(saffle_room, "organisation")
    assert "Polis" in shown(page, page.model.columns.index("kind"))


@pytest.mark.parametrize("table", TABLES)
def test_each_table_is_shown_full_or_empty(saffle_room: RegisterRoom, table: str) -> None:
    saffle_room.side.choose(table)
    page = saffle_room.list
    assert saffle_room.table == table
    assert page.hint.isVisible() is not bool(page.model.lines)
    assert page.title.text()


def test_a_heading_that_is_clicked_sorts_and_turns(saffle_room: RegisterRoom) -> None:
    page = go(saffle_room, "contact")
    top = page.view.horizontalHeader()
    heading = QPoint(top.sectionViewportPosition(0) + 10, top.height() // 2)
    for backwards in (False, True):
        click(top.viewport(), heading)
        assert page.view.sort_key == SortKey("function", backwards)
        assert shown(page) == sorted(shown(page), reverse=backwards)


def test_a_filter_in_the_tables_own_words_narrows_it(qtbot: QtBot, saffle_room: RegisterRoom) -> None:
    page = go(saffle_room, "contact")
    page.line.setFocus()
    type_text(page.line, "funktion:kommunp")
    press(page.line, Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page) == ["kommunpolis"])
    page.line.setFocus()
    press(page.line, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(page)) == 4)


def test_a_filter_that_nothing_fits_offers_to_show_all(saffle_room: RegisterRoom) -> None:
    page = go(saffle_room, "contact")
    page.line.setFocus()
    type_text(page.line, "qqzz")
    press(page.line, Key.Key_Return)
    assert page.hint.isVisible()
    assert "qqzz" in page.hint.heading.text()
    click(page.hint.button)
    assert len(shown(page)) == 4


def test_a_cell_is_changed_and_saved_with_enter(qtbot: QtBot, room: RegisterRoom) -> None:
    page = go(room, "contact")
    begin_cell(page, 0, "email")
    type_text(page.view, "kommunpolis@polisen.example")
    press(focused(room), Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page, 0, "email") == "kommunpolis@polisen.example")
    assert page.view.hasFocus()
    assert page.view.currentIndex().column() == page.model.columns.index("email")


def test_tab_saves_and_goes_to_the_next_cell(qtbot: QtBot, room: RegisterRoom) -> None:
    page = go(room, "contact")
    begin_cell(page, 0, "name")
    type_text(page.view, "Kim")
    press(focused(room), Key.Key_Tab)
    qtbot.waitUntil(lambda: page.cells.cell is not None and page.cells.cell.field.name == "email")
    type_text(page.view, "kim@polisen.example")
    press(focused(room), Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page, 0, "email") == "kim@polisen.example")
    assert cell(page, 0, "name") == "Kim"


def test_a_mistake_is_said_at_the_cell_and_what_was_typed_stays(qtbot: QtBot, room: RegisterRoom) -> None:
    page = go(room, "contact")
    begin_cell(page, 0, "email")
    type_text(page.view, "inte en adress")
    press(focused(room), Key.Key_Return)
    editor = page.cells.editor
    assert editor is not None
    assert editor.has_fault
    assert editor.typed() == "inte en adress"
    press(focused(room), Key.Key_Escape)
    qtbot.waitUntil(lambda: page.cells.editor is None)
    assert cell(page, 0, "email") == ""


def test_what_others_write_disturbs_no_typing(qtbot: QtBot, room: RegisterRoom, workplace: Workplace) -> None:
    page = go(room, "contact")
    begin_cell(page, 0, "name")
    type_text(page.view, "Ki")
    workplace.runner.do(room, add, ContactDraft(function="Rektor"))
    QApplication.processEvents()
    type_text(page.view, "m")
    press(focused(room), Key.Key_Return)
    qtbot.waitUntil(lambda: "Rektor" in shown(page))
    assert "Kim" in shown(page, page.model.columns.index("name"))


def test_what_is_deleted_comes_back_with_undo(qtbot: QtBot, room: RegisterRoom, workplace: Workplace) -> None:
    page = go(room, "contact")
    click_row(page.view, 0)
    room.handlers()["edit.delete"]()
    qtbot.waitUntil(lambda: page.hint.isVisible())
    workplace.runner.do(room, undo)
    qtbot.waitUntil(lambda: shown(page) == ["Kommunpolis"])


def test_the_chosen_row_is_what_the_details_show(room: RegisterRoom, workplace: Workplace) -> None:
    page = go(room, "area")
    click_row(page.view, 0)
    assert workplace.selection == (Place("area", page.model.lines[0].id),)


def test_several_rows_are_chosen_and_copied_with_their_headings(saffle_room: RegisterRoom) -> None:
    page = go(saffle_room, "contact")
    click_row(page.view, 0)
    press(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    saffle_room.handlers()["edit.copy"]()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert lines[0].split("\t")[:2] == ["Funktion", "Organisation"]
    assert len(saffle_room.workplace.selection) == 2


def test_what_was_found_elsewhere_is_gone_to(room: RegisterRoom, workplace: Workplace) -> None:
    go(room, "area")
    key = room.list.model.lines[0].id
    room.side.choose(TREE)
    room.tree.view.setFocus()
    workplace.select(Place("area", key))
    assert room.table == "area"
    assert room.list.selected() == [key]
    assert room.list.view.hasFocus()


def test_an_empty_table_says_what_it_is_for_and_begins_with_its_button(room: RegisterRoom) -> None:
    page = go(room, "indicator")
    assert page.hint.isVisible()
    assert page.hint.button.text() == "Nytt effektmått"
    assert "effektmått" in page.hint.text.text().casefold()


def test_ctrl_n_asks_for_a_new_row_of_the_table_that_is_shown(qtbot: QtBot, room: RegisterRoom) -> None:
    page = go(room, "contact")
    page.view.setFocus()
    press(page.view, Key.Key_N, CTRL)
    dialog = room.window().findChild(ThingDialog) or QApplication.activeModalWidget()
    assert isinstance(dialog, ThingDialog)
    editor = dialog.editors["function"]
    editor.control.setFocus()
    type_text(editor.control, "Rektor")
    press(editor.control, Key.Key_Return)
    qtbot.waitUntil(lambda: "Rektor" in shown(page))
    assert [page.model.lines[page.view.currentIndex().row()].fields[0].value] == ["Rektor"]


def test_a_new_row_goes_on_from_the_one_that_is_chosen(saffle_room: RegisterRoom) -> None:
    page = go(saffle_room, "finding")
    click_row(page.view, 0)
    page.add()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ThingDialog)
    told = {field.name: field.value for field in page.model.lines[0].fields}
    assert dialog.editors["source"].value() == told["source"]
    dialog.reject()


def test_the_room_is_arranged_as_it_was_left(
    enter_register: EnterRegister, open_workplace: OpenWorkplace, saffle: Path
) -> None:
    first = enter_register(open_workplace(saffle))
    page = go(first, "contact")
    page.view.horizontalHeader().resizeSection(0, 333)
    page.view.sorted_by.emit(SortKey("organisation", descending=True))
    saved = dict(first.arrangement())
    second = enter_register(open_workplace(saffle))
    second.arrange(saved)
    assert second.table == "contact"
    assert second.list.view.columnWidth(0) == 333
    assert second.list.view.sort_key == SortKey("organisation", descending=True)


def test_an_arrangement_that_can_not_be_read_is_passed_over(room: RegisterRoom) -> None:
    room.arrange(
        {"table": "nonsens", "side": "x", "list": {"widths": [], "orders": {"contact": [1]}}, "tree": 3}
    )
    assert room.table == TREE


def test_the_room_speaks_english_too(
    enter_register: EnterRegister, open_workplace: OpenWorkplace, saffle: Path
) -> None:
    room = enter_register(open_workplace(saffle, "en"))
    page = go(room, "contact")
    assert page.new.text() == "New contact"
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "Function"


def test_its_models_keep_qts_rules(saffle_room: RegisterRoom) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(saffle_room.list.model, fatal)]
    testers.append(QAbstractItemModelTester(saffle_room.side.model(), fatal))
    for table in ("contact", "publication", "statistic", "promise"):
        saffle_room.side.choose(table)
    assert len(testers) == 2
