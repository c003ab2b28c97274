"""Fields that are saved as they are left."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.errors import DiskFull
from db.operations import change, delete, undo
from db.queries import history, vector_here
from db.store import Store
from db.views.things import Place
from desktop.windows.detail.conflict import ConflictCard
from desktop.windows.runner import Runner
from tests.windows.conftest import OpenWorkplace
from tests.windows.detail.conftest import Desk, click


def test_each_field_is_saved_as_it_is_left_as_a_step_of_its_own(desk: Desk) -> None:
    desk.enter(desk.field("title"), "Torgmöte på Stortorget")
    desk.fill(desk.field("due_on"), "1/6")
    desk.field("place").control.setFocus()
    assert desk.value("title") == "Torgmöte på Stortorget"
    assert desk.value("due_on") == dt.date(2017, 6, 1)
    steps = desk.read(history, limit=2)
    assert [len(step.changes) for step in steps] == [1, 1]
    assert "Torgmöte på Stortorget" in desk.pane.header.title.text()


def test_a_field_saved_twice_in_a_row_is_in_no_conflict_with_itself(desk: Desk) -> None:
    for text in ("Ett", "Två", "Tre"):
        desk.enter(desk.field("title"), text)
    view = desk.kept()
    assert desk.value("title") == "Tre"
    assert not any(field.conflict for field in view.thing.fields)


def test_a_wrong_value_is_told_at_the_field_and_hinders_no_other(desk: Desk) -> None:
    desk.enter(desk.field("due_on"), "31 juni")
    desk.enter(desk.field("title"), "Marknad")
    assert desk.value("title") == "Marknad"
    assert desk.field("due_on").typed() == "31 juni"
    assert desk.field("due_on").has_fault


def test_what_could_not_be_saved_is_there_again_when_one_comes_back(desk: Desk) -> None:
    key = desk.body.key
    desk.enter(desk.field("due_on"), "31 juni")
    desk.workplace.select()
    desk.workplace.select(Place("activity", key))
    assert desk.field("due_on").typed() == "31 juni"
    assert desk.field("due_on").has_fault


def test_what_is_being_typed_is_saved_when_something_else_is_selected(desk: Desk) -> None:
    key = desk.body.key
    desk.fill(desk.field("title"), "Marknad")
    desk.workplace.select()
    desk.workplace.select(Place("activity", key))
    assert desk.value("title") == "Marknad"


def test_another_process_shows_at_once_in_fields_at_rest(desk: Desk) -> None:
    desk.elsewhere(change, desk.body.key, {"place": "Stortorget"})
    assert desk.field("place").typed() == "Stortorget"


def test_another_process_leaves_what_is_being_typed(desk: Desk) -> None:
    desk.fill(desk.field("title"), "Mitt namn")
    desk.elsewhere(change, desk.body.key, {"title": "Deras namn", "place": "Torget"})
    editor = desk.field("title")
    assert editor.typed() == "Mitt namn"
    assert "Deras namn" in editor._fault.text()
    assert desk.field("place").typed() == "Torget"


def test_a_conflict_shows_both_values_and_is_decided_by_a_click(desk: Desk) -> None:
    key = desk.body.key
    seen = desk.read(vector_here)
    desk.elsewhere(change, key, {"title": "Polisens namn"})
    desk.workplace.runner.do(desk.workplace, change, key, {"title": "Kommunens namn"}, seen=seen)
    (card,) = desk.body.findChildren(ConflictCard)
    said = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "Polisens namn" in said
    assert "Kommunens namn" in said
    assert "kommunpolis" in said
    chosen = next(number for number, head in enumerate(card.field.conflict) if head.value == "Polisens namn")
    click(card.buttons[chosen])
    assert desk.value("title") == "Polisens namn"
    assert not any(field.conflict for field in desk.kept().thing.fields)
    assert not [one for one in desk.body.findChildren(ConflictCard) if one.isVisibleTo(desk.pane)]


def test_a_failing_disk_keeps_the_text_and_a_click_tries_again(desk: Desk) -> None:
    fields = desk.body.fields
    desk.fill(desk.field("title"), "Marknad")
    fields._failed(desk.body.key, "title", {"title": "Marknad"}, DiskFull("liten.plan"))
    editor = desk.field("title")
    assert editor.typed() == "Marknad"
    assert "full" in editor._fault.text()
    click(editor.retry)
    assert desk.value("title") == "Marknad"
    assert not editor.has_fault
    assert not editor.retry.isVisible()


def test_a_plan_that_may_not_be_written_says_so_at_the_field_and_keeps_the_text(
    qtbot: QtBot, open_workplace: OpenWorkplace, small_plan: Path
) -> None:
    place = open_workplace(small_plan)
    world = place.world
    place.runner.close()
    place.runner = Runner(
        lambda: Store.open(small_plan, world, actor="samordnare", read_only=True), inline=True
    )
    desk = Desk(qtbot, place)
    desk.show("Torgmöte")
    desk.enter(desk.field("title"), "Marknad")
    editor = desk.field("title")
    assert editor.typed() == "Marknad"
    assert "liten.plan" in editor._fault.text()
    assert editor.retry.isVisible()
    place.runner.close()
    place.runner = Runner(lambda: Store.open(small_plan, world, actor="samordnare"), inline=True)
    place.runner.touched.connect(lambda _ids: desk.pane._ask())
    click(editor.retry)
    assert desk.value("title") == "Marknad"
    assert not editor.has_fault


def test_deleting_offers_undo_and_asks_nothing(desk: Desk) -> None:
    said: list[str] = []
    desk.workplace.said.connect(said.append)
    click(desk.pane.header.buttons["delete"])
    assert "Ctrl+Z" in said[0]
    assert "Raderad av samordnare" in desk.pane.header.gone.text()
    assert not desk.pane.header.buttons["delete"].isVisible()
    desk.workplace.runner.do(desk.workplace, undo)
    assert not desk.pane.header.gone.isVisible()


def test_what_was_deleted_elsewhere_and_changed_here_says_so(desk: Desk) -> None:
    key = desk.body.key
    seen = desk.read(vector_here)
    desk.elsewhere(delete, key)
    desk.workplace.runner.do(desk.workplace, change, key, {"title": "Kvar"}, seen=seen)
    assert "kommunpolis" in desk.pane.header.gone.text()
    assert "finns ändå kvar" in desk.pane.header.gone.text()


def test_duplicating_selects_the_copy(desk: Desk) -> None:
    key = desk.body.key
    click(desk.pane.header.buttons["duplicate"])
    assert desk.body.key != key
    assert desk.workplace.selection[0].id == desk.body.key


def test_escape_in_a_field_takes_back_only_what_is_typed(desk: Desk) -> None:
    desk.fill(desk.field("title"), "Fel")
    QTest.keyClick(desk.field("title").control, Qt.Key.Key_Escape)
    assert desk.field("title").typed() == "Torgmöte"
    assert desk.value("title") == "Torgmöte"


def test_what_is_deleted_elsewhere_while_one_types_is_told_without_any_id(desk: Desk) -> None:
    key = desk.body.key
    editor = desk.field("title")
    desk.fill(editor, "Marknad")
    desk.elsewhere(delete, key)
    desk.enter(editor, "Marknad")
    assert key not in editor._fault.text()
    assert "tagits bort" in editor._fault.text()
    assert editor.typed() == "Marknad"
