"""The tree tells what an agreement promises and what is missing, and grows by keys alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.drafts import CauseDraft, PromiseDraft
from db.operations import add, undo
from desktop.windows.register.room import RegisterRoom
from desktop.windows.register.tables import TREE
from desktop.windows.register.tree_page import TreePage
from desktop.windows.workplace import Workplace
from tests.builders import an_agreement
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, press, type_text
from tests.windows.register.conftest import EnterRegister, focused

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def told(page: TreePage) -> list[tuple[str, str, str]]:
    """Every line from above, as it is shown."""
    lines: list[tuple[str, str, str]] = []

    def go(parent: QModelIndex) -> None:
        for row in range(page.model.rowCount(parent)):
            here = [str(page.model.index(row, column, parent).data() or "") for column in range(3)]
            lines.append((here[0], here[1], here[2]))
            go(page.model.index(row, 0, parent))

    go(QModelIndex())
    return lines


def is_chosen(page: TreePage, text: str) -> bool:
    return text in str(page.view.currentIndex().data())


def key_of(workplace: Workplace, entity: str) -> str:
    return next(place.id for place in workplace.selection if place.entity == entity)


def choose(page: TreePage, text: str) -> None:
    """Go to the line that says so, by the keys."""
    press(page.view, Key.Key_Home)
    for _ in range(30):
        if text in str(page.view.currentIndex().siblingAtColumn(0).data()):
            return
        press(page.view, Key.Key_Down)
    raise AssertionError(text)


def test_an_agreement_is_told_with_how_its_promises_stand(room: RegisterRoom) -> None:
    assert room.table == TREE
    assert told(room.tree) == [
        ("Säffle", "2017-01-01–2017-12-31", ""),
        ("1 Otrygghet i centrum", "", ""),
        ("Orsak 1:1  Mörka gångvägar", "", "1 aktivitet"),
        ("Löfte 1  Vi syns mer", "Ej påbörjat", "1 aktivitet"),
    ]


def test_what_is_missing_is_said_in_words_and_marked_with_a_shape(
    room: RegisterRoom, workplace: Workplace
) -> None:
    choose(room.tree, "Otrygghet")
    focus = key_of(workplace, "focus_area")
    agreement = room.tree.model.node(room.tree.view.currentIndex()).above("agreement")
    assert agreement is not None
    workplace.runner.do(room, add, CauseDraft(focus_area=focus, text="Ingen belysning"))
    workplace.runner.do(room, add, PromiseDraft(agreement=agreement.key, focus_area=focus, text="Ljus"))
    room.tree.read()
    lines = told(room.tree)
    assert ("Orsak 1:2  Ingen belysning", "Ingen gör något åt den", "") in lines
    assert ("Löfte 2  Ljus", "Inga aktiviteter", "") in lines
    place = room.tree.model.place_of(key_of(workplace, "focus_area"))
    last = room.tree.model.index(3, 1, place)
    assert last.data(Qt.ItemDataRole.DecorationRole) is not None
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "Hur det står till: Inga aktiviteter"


def test_a_promise_is_added_below_another_with_ctrl_n_and_enter(
    qtbot: QtBot, room: RegisterRoom, workplace: Workplace
) -> None:
    view = room.tree.view
    choose(room.tree, "Vi syns")
    press(view, Key.Key_N, CTRL)
    type_text(view, "Fler vuxna på stan")
    press(focused(room), Key.Key_Return)
    qtbot.waitUntil(lambda: told(room.tree)[-1] == ("Löfte 2  Fler vuxna på stan", "Inga aktiviteter", ""))
    assert "Fler vuxna" in str(view.currentIndex().data())
    assert workplace.selection[0].entity == "promise"
    assert view.hasFocus()


def test_several_are_added_one_after_another_and_undone(
    qtbot: QtBot, room: RegisterRoom, workplace: Workplace
) -> None:
    choose(room.tree, "Mörka")
    for text in ("Tomma gator", "Få vuxna ute"):
        press(room.tree.view, Key.Key_N, CTRL)
        type_text(room.tree.view, text)
        press(focused(room), Key.Key_Return)
        qtbot.waitUntil(partial(is_chosen, room.tree, text))
    lines = [line[0] for line in told(room.tree)]
    assert lines[2:5] == ["Orsak 1:1  Mörka gångvägar", "Orsak 1:2  Tomma gator", "Orsak 1:3  Få vuxna ute"]
    workplace.runner.do(room, undo)
    qtbot.waitUntil(lambda: "Orsak 1:3  Få vuxna ute" not in [line[0] for line in told(room.tree)])


def test_a_new_line_is_given_up_with_escape(room: RegisterRoom, qtbot: QtBot) -> None:
    before = told(room.tree)
    choose(room.tree, "Otrygghet")
    press(room.tree.view, Key.Key_N, CTRL)
    type_text(room.tree.view, "Ångrade mig")
    press(focused(room), Key.Key_Escape)
    qtbot.waitUntil(lambda: told(room.tree) == before)


def test_a_text_is_changed_where_it_stands(qtbot: QtBot, room: RegisterRoom) -> None:
    choose(room.tree, "Otrygghet")
    press(room.tree.view, Key.Key_F2)
    press(focused(room), Key.Key_A, CTRL)
    type_text(room.tree.view, "Trygga kvällar")
    press(focused(room), Key.Key_Return)
    qtbot.waitUntil(lambda: told(room.tree)[1][0] == "1 Trygga kvällar")


def test_a_mistake_is_said_at_the_line_and_what_was_typed_stays(qtbot: QtBot, room: RegisterRoom) -> None:
    choose(room.tree, "Vi syns")
    press(room.tree.view, Key.Key_Return)
    press(focused(room), Key.Key_A, CTRL)
    press(focused(room), Key.Key_Delete)
    press(focused(room), Key.Key_Return)
    editor = room.tree.cells.editor
    assert editor is not None
    assert editor.has_fault
    type_text(room.tree.view, "Vi syns varje helg")
    press(focused(room), Key.Key_Return)
    qtbot.waitUntil(lambda: told(room.tree)[-1][0] == "Löfte 1  Vi syns varje helg")


def test_focus_areas_are_added_from_the_button_too(qtbot: QtBot, room: RegisterRoom) -> None:
    click(room.tree.buttons["focus_area"])
    type_text(room.tree.view, "Trafik")
    press(focused(room), Key.Key_Return)
    qtbot.waitUntil(lambda: told(room.tree)[-1] == ("2 Trafik", "Inget löfte än", ""))


def test_what_is_deleted_goes_with_all_below_it_and_comes_back(
    room: RegisterRoom, workplace: Workplace, qtbot: QtBot
) -> None:
    before = told(room.tree)
    choose(room.tree, "Otrygghet")
    room.handlers()["edit.delete"]()
    qtbot.waitUntil(lambda: [line[0] for line in told(room.tree)] == ["Säffle", "Löfte 1  Vi syns mer"])
    workplace.runner.do(room, undo)
    qtbot.waitUntil(lambda: told(room.tree) == before)


def test_ctrl_enter_shows_what_is_done_about_a_promise(room: RegisterRoom, workplace: Workplace) -> None:
    rooms: list[str] = []
    workplace.asked_for_room.connect(rooms.append)
    choose(room.tree, "Vi syns")
    press(room.tree.view, Key.Key_Return, CTRL)
    assert rooms == ["plan"]
    assert workplace.filter_text == f"promise:{key_of(workplace, 'promise')}"


def test_after_deleting_one_stands_on_the_one_beside_it(qtbot: QtBot, room: RegisterRoom) -> None:
    choose(room.tree, "Vi syns")
    room.handlers()["edit.delete"]()
    qtbot.waitUntil(lambda: is_chosen(room.tree, "Mörka gångvägar"))


def test_a_narrow_tree_leaves_out_the_count(room: RegisterRoom) -> None:
    room.window().resize(500, 500)
    assert room.tree.view.isColumnHidden(2)
    room.window().resize(1200, 500)
    assert not room.tree.view.isColumnHidden(2)


def test_a_closed_branch_stays_closed(room: RegisterRoom) -> None:
    choose(room.tree, "Otrygghet")
    index = room.tree.view.currentIndex().siblingAtColumn(0)
    press(room.tree.view, Key.Key_Left)
    assert not room.tree.view.isExpanded(index)
    room.tree.read()
    assert not room.tree.view.isExpanded(room.tree.view.currentIndex().siblingAtColumn(0))


def test_one_agreement_is_shown_when_one_is_in_view(
    room: RegisterRoom, workplace: Workplace, qtbot: QtBot
) -> None:
    made: list[str] = []
    workplace.runner.do(room, add, an_agreement(municipality="Arvika"), then=made.append)
    qtbot.waitUntil(lambda: len(told(room.tree)) == 5)
    workplace.set_agreement(made[0])
    qtbot.waitUntil(lambda: [line[0] for line in told(room.tree)] == ["Arvika"])


def test_what_is_selected_elsewhere_is_found_in_the_tree(saffle_room: RegisterRoom) -> None:
    workplace = saffle_room.workplace
    choose(saffle_room.tree, "Löfte 2")
    (place,) = workplace.selection
    choose(saffle_room.tree, "Utemiljö")
    workplace.select(place)
    assert "Löfte 2" in str(saffle_room.tree.view.currentIndex().data())


def test_an_empty_plan_says_to_begin_with_an_agreement(
    enter_register: EnterRegister, open_workplace: OpenWorkplace, empty_plan: Path
) -> None:
    room = enter_register(open_workplace(empty_plan))
    assert room.tree.hint.isVisible()
    assert room.tree.hint.heading.text() == "Börja med en överenskommelse"
    assert not room.tree.view.isVisible()


def test_its_model_keeps_qts_rules(saffle_room: RegisterRoom) -> None:
    page = saffle_room.tree
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    choose(page, "Löfte 1")
    press(page.view, Key.Key_N, CTRL)
    type_text(page.view, "Mer ljus")
    press(focused(saffle_room), Key.Key_Return)
    page.delete()
    page.read()
    assert tester is not None
