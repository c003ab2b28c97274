"""The table shows the plan's activities as its user has arranged it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from db.operations import add, change, delete, delete_several, undo
from db.queries import locate
from db.queries.listing import activity_lines
from db.store import Store
from db.views.plan_table import Grouping
from db.views.things import Place
from desktop.windows.plan.columns import BY_ID
from desktop.windows.plan.room import PlanRoom
from tests.builders import a_world, an_activity
from tests.windows.conftest import OpenWorkplace
from tests.windows.plan.conftest import DAY, NO_KEY, Hands, OpenRoom

ALL = ["Torgmöte", "Fler lampor i parken", "Fotpatrull", "Ärendet ingen äger", "+"]


def click_heading(hands: Hands, column: str) -> None:
    top = hands.view.horizontalHeader()
    place = BY_ID[column]
    at = QPoint(top.sectionViewportPosition(place) + 20, top.height() // 2)
    QTest.mouseClick(top.viewport(), Qt.MouseButton.LeftButton, NO_KEY, at)
    hands.settle()


def test_without_grouping_the_activities_stand_by_their_numbers(hands: Hands) -> None:
    assert hands.titles() == ALL
    row = hands.row("Fler lampor i parken")
    cells = [hands.text(row, column) for column in ("number", "owner", "responsibility", "when", "state")]
    assert cells == ["K2", "Säkerhetssamordnare", "Kommun", "2017-06-01 v 22", "Pågår"]
    assert hands.text(row, "target") == "1 av 8"
    assert hands.text(hands.row("Torgmöte"), "state") == "Ej påbörjad, försenad"
    assert hands.text(hands.row("Fotpatrull"), "when") == "2017-05-05 v 18, sedan varje vecka"
    assert hands.text(hands.row("Fotpatrull"), "promises") == "1, 2"


def test_grouped_by_promise_an_activity_with_two_stands_under_both(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.PROMISE)
    assert hands.titles() == [
        "[Medborgarlöfte 1: Vi syns mer]", "Torgmöte", "Fotpatrull", "+",
        "[Medborgarlöfte 2: Mer ljus i parken]", "Fler lampor i parken", "Fotpatrull", "+",
        "[Hör inte till något löfte]", "Ärendet ingen äger", "+",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("grouping", "headings"),
    [
        (Grouping.OWNER, ["[Kommunpolis, Polisen]", "[Säkerhetssamordnare]", "[Utan ansvarig]"]),
        (Grouping.RESPONSIBILITY, ["[Gemensam]", "[Polis]", "[Kommun]"]),
        (Grouping.STATE, ["[Ej påbörjad]", "[Pågår]", "[Genomförd]"]),
        (
            Grouping.WEEK,
            [
                "[Vecka 17, 2017-04-24 – 2017-04-30]", "[Vecka 18, 2017-05-01 – 2017-05-07]",
                "[Vecka 22, 2017-05-29 – 2017-06-04]", "[Utan datum]",
            ],
        ),
    ],
)  # fmt: skip
def test_each_grouping_has_its_headings(open_room: OpenRoom, grouping: Grouping, headings: list[str]) -> None:
    hands = open_room(grouping)
    assert [title for title in hands.titles() if title.startswith("[")] == headings


def test_the_grouping_is_chosen_in_the_bar_by_keys(hands: Hands) -> None:
    box = hands.room.bar.findChild(QComboBox, "grouping")
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Home)
    hands.settle()
    assert hands.room.grouping is Grouping.PROMISE
    assert hands.titles()[0] == "[Medborgarlöfte 1: Vi syns mer]"


def test_a_heading_sorts_up_then_down_then_as_the_plan_has_it(hands: Hands) -> None:
    click_heading(hands, "title")
    assert hands.titles() == ["Fler lampor i parken", "Fotpatrull", "Torgmöte", "Ärendet ingen äger", "+"]
    click_heading(hands, "title")
    assert hands.titles() == ["Ärendet ingen äger", "Torgmöte", "Fotpatrull", "Fler lampor i parken", "+"]
    click_heading(hands, "title")
    assert hands.titles() == ALL


def test_sorting_keeps_the_chosen_row_and_cell(hands: Hands) -> None:
    hands.go(hands.row("Fotpatrull"), "state")
    click_heading(hands, "title")
    assert hands.view.currentIndex() == hands.index(hands.row("Fotpatrull"), "state")
    assert list(hands.view.chosen()) == [hands.lines()["Fotpatrull"].id]


def test_a_group_is_folded_and_opened_by_arrows_enter_and_mouse(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.STATE)
    hands.view.choose([0], 0, 1)
    hands.press(Qt.Key.Key_Left)
    assert hands.titles()[:2] == ["[Ej påbörjad]", "[Pågår]"]
    hands.press(Qt.Key.Key_Right)
    assert hands.titles()[:2] == ["[Ej påbörjad]", "Torgmöte"]
    hands.press(Qt.Key.Key_Return)
    assert hands.titles()[1] == "[Pågår]"
    middle = hands.view.rowViewportPosition(0) + hands.view.rowHeight(0) // 2
    QTest.mouseClick(hands.view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, QPoint(12, middle))
    assert hands.titles()[1] == "Torgmöte"


def test_folded_groups_grouping_sorting_and_columns_are_kept(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.STATE)
    hands.room.fold(hands.model.rows.groups[1], True)
    click_heading(hands, "when")
    hands.view.horizontalHeader().moveSection(BY_ID["state"], 0)
    hands.view.show_column(BY_ID["kind"], False)
    hands.view.setColumnWidth(BY_ID["owner"], 222)
    kept = hands.room.arrangement()
    other = open_room(Grouping.NONE)
    other.room.arrange(kept)
    other.room.read()
    assert other.room.arrangement() == kept
    assert other.titles()[:4] == ["[Ej påbörjad]", "Torgmöte", "Fotpatrull", "+"]
    assert other.view.shown_columns()[0] == BY_ID["state"]
    assert other.view.isColumnHidden(BY_ID["kind"])
    assert other.view.columnWidth(BY_ID["owner"]) == 222


def test_an_arrangement_from_another_time_does_no_harm(open_room: OpenRoom) -> None:
    hands = open_room()
    hands.room.arrange(
        {
            "grouping": "colour", "sorting": {"field": "nothing"}, "folded": {"x": ["y"]},
            "columns": [{"id": "gone", "width": -5}, {"id": "title", "shown": False, "width": "wide"}],
        }
    )  # fmt: skip
    assert not hands.view.isColumnHidden(BY_ID["title"])
    assert hands.titles() == ALL


def test_a_choice_is_told_to_the_rest_of_the_window(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.PROMISE)
    lines = hands.lines()
    hands.go(hands.row("Torgmöte"))
    hands.settle()
    assert hands.room.workplace.selection == (Place("activity", lines["Torgmöte"].id),)
    hands.press(Qt.Key.Key_Up)
    assert hands.room.workplace.selection[0].entity == "promise"


def test_what_is_selected_elsewhere_is_gone_to_even_in_a_folded_group(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.STATE)
    key = hands.lines()["Fler lampor i parken"].id
    hands.room.fold_all(True)
    hands.room.workplace.select(Place("activity", key))
    assert hands.view.currentIndex().row() == hands.row("Fler lampor i parken")


def test_a_filter_that_nothing_fits_offers_to_be_cleared(hands: Hands) -> None:
    hands.room.workplace.set_filter("finnsinte")
    assert hands.room.nothing.isVisible()
    assert "Filtret ”finnsinte” släpper inte igenom något." in hands.room.nothing.text
    button = hands.room.nothing.button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert hands.titles() == ALL
    assert hands.view.isVisible()


def test_a_filter_that_cannot_be_read_leaves_the_table_as_it_was(hands: Hands) -> None:
    hands.room.workplace.set_filter("läge:(")
    assert hands.titles() == ALL


def test_cells_and_headings_are_read_aloud_with_what_they_are_about(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.STATE)
    role = Qt.ItemDataRole.AccessibleTextRole
    at = hands.index(hands.row("Torgmöte"), "state")
    assert hands.model.data(at, role) == "Läge: ej påbörjad, försenad"
    heading = hands.model.data(hands.index(0, "title"), role)
    assert heading == "Grupp Ej påbörjad: 2 aktiviteter, 1 försenad, utfälld"


@pytest.mark.parametrize("grouping", list(Grouping))
def test_the_model_keeps_qts_rules_in_every_grouping_while_rows_change(
    open_room: OpenRoom, grouping: Grouping, qtlog: Any
) -> None:
    hands = open_room(grouping)
    tester = QAbstractItemModelTester(
        hands.model, QAbstractItemModelTester.FailureReportingMode.Warning, hands.room
    )
    runner, lines = hands.room.workplace.runner, hands.lines()
    torg = lines["Torgmöte"]
    assert torg.agreement_id
    runner.do(hands.room, change, torg.id, {"state": "done", "title": "Torgmöte igen"})
    runner.do(hands.room, add, an_activity(torg.agreement_id, title="Ny", owner=torg.owner_id))
    runner.do(hands.room, delete, lines["Fotpatrull"].id)
    runner.do(hands.room, undo)
    for group in hands.model.rows.groups:
        hands.room.fold(group, True)
    hands.room.fold(hands.model.rows.groups[0], False)
    hands.room.fold_all(False)
    hands.room.read()
    hands.settle()
    assert tester.model() is hands.model
    assert [record.message for record in qtlog.records if "FAIL" in record.message] == []
    assert {"Torgmöte igen", "Ny", "Fotpatrull"} <= set(hands.titles())


def test_a_heading_tells_how_many_targets_are_reached(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.STATE)
    hands.view.viewport().repaint()
    heading = hands.model.data(hands.index(4, "title"), Qt.ItemDataRole.AccessibleTextRole)
    assert heading == "Grupp Pågår: 1 aktivitet, 0 av 1 mål nått, utfälld"


def test_a_plan_without_an_agreement_begins_with_one(open_room: OpenRoom, empty_plan: Path) -> None:
    hands = open_room(Grouping.PROMISE, empty_plan)
    begun: list[str] = []
    hands.room.workplace.actions.handle("new.agreement", lambda: begun.append("agreement"))
    assert "Ingen överenskommelse än" in hands.room.nothing.text
    QTest.mouseClick(hands.room.nothing.button, Qt.MouseButton.LeftButton)
    assert begun == ["agreement"]


def test_a_plan_without_activities_says_so_and_begins_the_first(open_room: OpenRoom, plan_file: Path) -> None:
    with Store.open(plan_file, a_world("polishuset"), actor="kommunpolis") as store:
        store.do(delete_several, [line.id for line in store.read(activity_lines, today=DAY)])
    hands = open_room(Grouping.STATE)
    assert "Inga aktiviteter än" in hands.room.nothing.text
    QTest.mouseClick(hands.room.nothing.button, Qt.MouseButton.LeftButton)
    hands.settle()
    hands.type("Den första")
    hands.press(Qt.Key.Key_Return)
    assert list(hands.lines()) == ["Den första"]


def test_columns_are_chosen_in_a_menu(hands: Hands) -> None:
    menu = hands.room.bar.columns.menu()
    menu.aboutToShow.emit()
    part = next(action for action in menu.actions() if action.text() == "Part")
    part.trigger()
    assert hands.view.isColumnHidden(BY_ID["responsibility"])
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "De vanliga kolumnerna").trigger()
    assert not hands.view.isColumnHidden(BY_ID["responsibility"])
    assert hands.view.isColumnHidden(BY_ID["kind"])


def test_what_was_selected_in_another_room_is_at_hand_when_the_plan_is_entered(
    open_workplace: OpenWorkplace, plan_file: Path, qtbot: QtBot
) -> None:
    workplace = open_workplace(plan_file)
    found: list[Place] = []
    workplace.runner.ask(workplace, found.append, locate, "Fler lampor i parken")
    workplace.select(found[0])
    room = PlanRoom(workplace)
    qtbot.addWidget(room)
    room.show()
    room.enter()
    spot = room.view.spot()
    assert spot is not None
    assert spot.key == found[0].id
    assert workplace.selection == (found[0],)


@pytest.mark.parametrize(
    ("width", "shows_touched"), [(612, False), (799, False), (864, False), (1000, True), (1500, True)]
)
def test_the_usual_columns_fit_beside_the_details_until_one_is_changed(
    qtbot: QtBot, open_workplace: OpenWorkplace, plan_file: Path, width: int, shows_touched: bool
) -> None:
    workplace = open_workplace(plan_file)
    room = PlanRoom(workplace)
    room.setStyleSheet(workplace.theme.style_sheet())
    qtbot.addWidget(room)
    room.resize(width, 600)
    room.show()
    room.enter()
    top = room.view.horizontalHeader()
    assert top.length() == room.view.viewport().width()
    assert top.isSectionHidden(BY_ID["touched"]) is not shows_touched
    assert room.arrangement()["columns"] == []
    top.resizeSection(BY_ID["owner"], 300)
    assert room.arrangement()["columns"] != []
    room.resize(width - 50, 600)
    assert top.sectionSize(BY_ID["owner"]) == 300
