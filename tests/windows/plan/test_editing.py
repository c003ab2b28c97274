"""Cells are edited where they stand, save at once, and lose nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from db.errors import DiskFull
from db.kinds import ActivityState, TargetKind
from db.operations import change
from db.queries import SortKey, history
from db.queries.showing import thing_view
from db.views.history import StepView
from db.views.plan_table import Grouping
from db.views.things import FieldView, Place, ThingView
from tests.windows.plan.conftest import NO_KEY, Hands, OpenRoom


def fault(hands: Hands) -> str:
    """What is said under the open editor."""
    editor = hands.room.cells.editor
    assert editor is not None
    return " ".join(
        label.text() for label in editor.findChildren(QLabel) if label.property("role") == "field-fault"
    )


def steps(hands: Hands) -> int:
    found: list[StepView] = []
    place = hands.room.workplace
    place.runner.ask(place, found.extend, history)
    return len(found)


def test_a_title_is_typed_over_and_enter_saves_it_in_one_step(hands: Hands) -> None:
    before = steps(hands)
    hands.go(hands.row("Torgmöte"))
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_End)
    hands.type(" i maj")
    hands.press(Qt.Key.Key_Return)
    assert "Torgmöte i maj" in hands.lines()
    assert "Torgmöte i maj" in hands.titles()
    assert hands.room.cells.editor is None
    assert steps(hands) == before + 1


@pytest.mark.parametrize("begin", ["enter", "double click", "typing"])
def test_editing_begins_by_enter_double_click_or_typing(hands: Hands, begin: str) -> None:
    row = hands.row("Torgmöte")
    hands.go(row)
    if begin == "enter":
        hands.press(Qt.Key.Key_Return)
    elif begin == "double click":
        middle = hands.view.visualRect(hands.index(row, "title")).center()
        QTest.mouseDClick(hands.view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, middle)
    else:
        hands.type("F")
        hands.type("est")
    if begin != "typing":
        hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.type("Fest")
    hands.press(Qt.Key.Key_Return)
    assert "Fest" in hands.lines()


def test_escape_takes_back_what_was_typed(hands: Hands) -> None:
    before = steps(hands)
    hands.go(hands.row("Torgmöte"))
    hands.type("Struntprat")
    hands.press(Qt.Key.Key_Escape)
    assert hands.room.cells.editor is None
    assert "Torgmöte" in hands.titles()
    assert steps(hands) == before
    assert hands.view.hasFocus()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("2017-06-15", (2017, 6, 15)), ("15/6", (2017, 6, 15)), ("v 23", (2017, 6, 9)), ("", None)],
)
def test_a_date_is_typed_as_swedes_do(hands: Hands, typed: str, meant: tuple[int, int, int] | None) -> None:
    hands.go(hands.row("Fler lampor i parken"), "when")
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Delete)
    hands.type(typed)
    hands.press(Qt.Key.Key_Return)
    assert hands.lines()["Fler lampor i parken"].due == (dt.date(*meant) if meant else None)


def test_what_cannot_be_read_is_said_at_the_cell_and_stays_until_it_is_mended(hands: Hands) -> None:
    hands.go(hands.row("Fler lampor i parken"), "when")
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type("på tisdag om en vecka")
    hands.press(Qt.Key.Key_Return)
    editor = hands.room.cells.editor
    assert editor is not None
    assert editor.typed() == "på tisdag om en vecka"
    assert "är inget datum" in fault(hands)
    assert editor.height() > hands.view.rowHeight(0), "there is room to read it"
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type("2017-06-20")
    hands.press(Qt.Key.Key_Return)
    assert hands.lines()["Fler lampor i parken"].due == dt.date(2017, 6, 20)


def test_whoever_types_a_recurrence_hears_where_it_is_made(hands: Hands) -> None:
    hands.go(hands.row("Fler lampor i parken"), "when")
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type("varannan fredag")
    hands.press(Qt.Key.Key_Return)
    assert "återkommer" in fault(hands)
    assert "detaljerna" in fault(hands)
    assert "Återkommande" in fault(hands)


def test_an_empty_title_is_refused_at_the_cell(hands: Hands) -> None:
    hands.go(hands.row("Torgmöte"))
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Return)
    assert "Titel måste fyllas i." in fault(hands)
    hands.press(Qt.Key.Key_Escape)
    assert "Torgmöte" in hands.titles()


def test_an_owner_is_found_by_a_few_letters(hands: Hands) -> None:
    hands.go(hands.row("Torgmöte"), "owner")
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type("säk")
    hands.press(Qt.Key.Key_Return)
    assert hands.lines()["Torgmöte"].owner == "Säkerhetssamordnare"
    assert hands.room.cells.editor is None


def test_a_state_is_chosen_from_its_list(hands: Hands) -> None:
    hands.go(hands.row("Torgmöte"), "state")
    hands.press(Qt.Key.Key_F2)
    assert hands.room.cells.editor is not None
    control = hands.room.cells.editor.control
    assert isinstance(control, QComboBox)
    box = control.view()
    hands.qtbot.waitUntil(box.isVisible)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.room.cells.editor is None)
    assert hands.lines()["Torgmöte"].state is ActivityState.PLANNED


def test_choosing_the_state_that_it_has_already_closes_the_list_and_writes_nothing(hands: Hands) -> None:
    before = steps(hands)
    hands.go(hands.row("Torgmöte"), "state")
    hands.press(Qt.Key.Key_F2)
    assert hands.room.cells.editor is not None
    control = hands.room.cells.editor.control
    assert isinstance(control, QComboBox)
    hands.qtbot.waitUntil(control.view().isVisible)
    QTest.keyClick(control.view(), Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.room.cells.editor is None)
    assert steps(hands) == before


def test_a_number_where_there_was_no_target_means_at_least_so_many(hands: Hands) -> None:
    hands.go(hands.row("Torgmöte"), "target")
    hands.press(Qt.Key.Key_F2)
    hands.type("5")
    hands.press(Qt.Key.Key_Return)
    line = hands.lines()["Torgmöte"]
    assert (line.target, line.target_count) == (TargetKind.AT_LEAST, 5)
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Return)
    assert hands.lines()["Torgmöte"].target is TargetKind.NONE


def test_tab_saves_and_moves_on_to_the_next_cell(hands: Hands) -> None:
    hands.go(hands.row("Torgmöte"))
    hands.type("Marknad")
    hands.press(Qt.Key.Key_Tab)
    assert "Marknad" in hands.lines()
    assert hands.view.currentIndex() == hands.index(hands.row("Marknad"), "state")
    assert hands.room.cells.editor is not None
    hands.press(Qt.Key.Key_Backtab)
    assert hands.view.currentIndex() == hands.index(hands.row("Marknad"), "title")


def test_clicking_elsewhere_saves_what_was_typed(hands: Hands) -> None:
    hands.go(hands.row("Torgmöte"))
    hands.type("Marknad")
    hands.go(hands.row("Fotpatrull"), "number")
    hands.qtbot.waitUntil(lambda: hands.room.cells.editor is None)
    assert "Marknad" in hands.lines()


def test_a_change_from_elsewhere_disturbs_neither_typing_nor_choice_nor_place(hands: Hands) -> None:
    key = hands.lines()["Fotpatrull"].id
    hands.go(hands.row("Torgmöte"))
    hands.type("Halvskriv")
    hands.room.workplace.runner.do(hands.room, change, key, {"title": "Fotpatrull på torget"})
    hands.settle()
    assert "Fotpatrull på torget" in hands.titles()
    editor = hands.room.cells.editor
    assert editor is not None
    assert editor.typed() == "Halvskriv"
    hands.type("et")
    hands.press(Qt.Key.Key_Return)
    assert "Halvskrivet" in hands.lines()


def test_two_quick_edits_of_one_cell_are_no_conflict_with_oneself(open_room: OpenRoom) -> None:
    hands = open_room(inline=False)
    hands.go(hands.row("Torgmöte"))
    for title in ("Ett", "Två"):
        hands.type(title)
        hands.press(Qt.Key.Key_Return)
    place = hands.room.workplace
    key = hands.model.rows.spot(0).key
    found: dict[str, FieldView] = {}

    def look(view: ThingView) -> None:
        found["title"] = next(field for field in view.fields if field.name == "title")

    def settled() -> bool:
        place.runner.ask(place, look, thing_view, Place("activity", key))
        hands.qtbot.wait(20)
        return "title" in found and found["title"].value == "Två"

    hands.qtbot.waitUntil(settled)
    assert found["title"].conflict == ()


def test_what_a_full_disk_refuses_stays_in_its_cell_and_is_saved_when_there_is_room(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = hands.room.workplace.runner
    store = runner._store
    assert store is not None
    with monkeypatch.context() as full:
        full.setattr(store, "refusal", DiskFull("fyra.plan"))
        hands.go(hands.row("Torgmöte"))
        hands.type("Viktigt")
        hands.press(Qt.Key.Key_Return)
        assert "Torgmöte" in hands.lines()
        editor = hands.room.cells.editor
        assert editor is not None
        assert editor.typed() == "Viktigt"
        assert "full" in fault(hands)
        hands.press(Qt.Key.Key_Escape)
        assert "Viktigt" in hands.titles(), "given up for now, yet not lost"
    runner.recovered.emit()
    assert "Viktigt" in hands.lines()


def test_a_new_activity_takes_after_its_group_and_the_next_is_begun_at_once(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.STATE)
    hands.go(hands.row("Fler lampor i parken"))
    hands.room.begin_new()
    hands.type("Plantera häck")
    hands.press(Qt.Key.Key_Return)
    hands.type("Olja grinden")
    hands.press(Qt.Key.Key_Return)
    lines = hands.lines()
    assert lines["Plantera häck"].state is lines["Olja grinden"].state is ActivityState.ONGOING
    assert hands.titles()[6:10] == ["Plantera häck", "Olja grinden", "+", "[Genomförd]"]
    hands.press(Qt.Key.Key_Escape)
    assert hands.room.cells.editor is None


def test_a_new_activity_keeps_its_groups_promise_in_one_step(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.PROMISE)
    before = steps(hands)
    hands.go(hands.new_row(1))
    hands.type("Ny belysning")
    hands.press(Qt.Key.Key_Return)
    assert [mark.number for mark in hands.lines()["Ny belysning"].promises] == [2]
    assert steps(hands) == before + 1
    assert hands.titles().count("Ny belysning") == 1


def test_a_new_activity_is_shown_even_where_the_filter_would_not_let_it_in(hands: Hands) -> None:
    hands.room.workplace.set_filter("park")
    hands.room.begin_new()
    hands.type("Grillkväll")
    hands.press(Qt.Key.Key_Return)
    assert hands.titles() == ["Fler lampor i parken", "Grillkväll", "+"]
    assert hands.room.bar.stale.isVisible()


def test_a_row_that_no_longer_fits_stays_until_the_list_is_updated(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.STATE)
    key = hands.lines()["Torgmöte"].id
    hands.room.workplace.runner.do(hands.room, change, key, {"state": ActivityState.DONE})
    assert hands.titles()[1] == "Torgmöte"
    assert hands.text(1, "state") == "Genomförd"
    QTest.mouseClick(hands.room.bar.stale, Qt.MouseButton.LeftButton)
    assert hands.titles()[1] == "Fotpatrull"
    assert not hands.room.bar.stale.isVisible()


def test_updating_the_list_saves_what_is_being_typed_first(hands: Hands) -> None:
    hands.go(hands.row("Torgmöte"))
    hands.type("Marknad")
    hands.room.read()
    hands.settle()
    assert hands.room.cells.editor is None
    assert "Marknad" in hands.titles()


def test_a_list_that_comes_while_one_types_waits_until_the_cell_is_closed(open_room: OpenRoom) -> None:
    hands = open_room(inline=False)
    hands.room.sort_by(SortKey("title"))
    hands.go(hands.row("Torgmöte"))
    hands.type("Avsp")
    hands.qtbot.wait(50)
    hands.type("ark")
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.titles()[0] == "Avspark" and not hands.model.unsaved)


def test_what_another_changed_while_one_typed_is_told_and_becomes_a_conflict_to_decide(hands: Hands) -> None:
    key = hands.model.rows.spot(hands.row("Torgmöte")).key
    hands.go(hands.row("Torgmöte"))
    hands.type("Mitt")
    hands.room.workplace.runner.do(hands.room, change, key, {"title": "Den andres"})
    hands.settle()
    editor = hands.room.cells.editor
    assert editor is not None
    assert any("Den andres" in label.text() for label in editor.findChildren(QLabel))
    hands.press(Qt.Key.Key_Return)
    found: list[ThingView] = []
    place = hands.room.workplace
    place.runner.ask(place, found.append, thing_view, Place("activity", key))
    title = next(field for field in found[0].fields if field.name == "title")
    assert {head.value for head in title.conflict} == {"Mitt", "Den andres"}
