"""The tree of what has happened: days, steps and changes, kept in step with the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.operations import change, undo
from db.queries.steps import steps
from db.queries.telling import account_of_step
from db.store import Store
from db.views.history import StepLine
from desktop.windows.history.model import STANDING, WHAT, WHEN, HistoryModel, Kind
from desktop.words import Words
from tests.builders import Plan, a_plan
from tests.storages import PlanFile, plan_file
from tests.windows.history.building import a_line

__all__ = ["plan_file"]

MONDAY, TUESDAY = dt.date(2017, 5, 1), dt.date(2017, 5, 2)


@pytest.fixture
def model(qapp: object) -> HistoryModel:
    assert qapp
    model = HistoryModel(Words("sv"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def _step(model: HistoryModel, index: QModelIndex) -> StepLine:
    node = model.node(index)
    assert node is not None
    assert node.step is not None
    return node.step


def shown(model: HistoryModel) -> list[tuple[str, list[str]]]:
    """The days with the ids of their steps."""
    days = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        (
            str(day.data()),
            [_step(model, model.index(row, 0, day)).id for row in range(model.rowCount(day))],
        )
        for day in days
    ]


def test_steps_stand_under_their_day_with_its_week(model: HistoryModel) -> None:
    model.show([a_line("c", TUESDAY), a_line("b", TUESDAY), a_line("a", MONDAY)])
    assert shown(model) == [
        ("Tisdag 2 maj 2017, vecka 18", ["c", "b"]),
        ("Måndag 1 maj 2017, vecka 18", ["a"]),
    ]
    assert model.index_of_step("a").parent() == model.index(1, 0)


def test_older_steps_go_on_below_in_the_same_day(model: HistoryModel) -> None:
    model.show([a_line("d", TUESDAY), a_line("c", MONDAY)])
    model.append([a_line("b", MONDAY), a_line("a", MONDAY - dt.timedelta(days=1))])
    assert [ids for _day, ids in shown(model)] == [["d"], ["c", "b"], ["a"]]


def test_new_steps_come_in_above_and_leave_the_others_where_they_are(model: HistoryModel) -> None:
    old = [a_line("b", MONDAY), a_line("a", MONDAY)]
    model.show(old)
    kept = model.index_of_step("a")
    assert model.refresh([a_line("d", TUESDAY), a_line("c", MONDAY), *old])
    assert [ids for _day, ids in shown(model)] == [["d"], ["c", "b", "a"]]
    assert model.index_of_step("a").internalId() == kept.internalId()


def test_a_step_that_has_been_undone_says_so_from_then_on(model: HistoryModel) -> None:
    line = a_line("a", MONDAY)
    model.show([line])
    assert model.index_of_step("a").siblingAtColumn(STANDING).data() == ""
    assert model.refresh([a_line("b", MONDAY), replace(line, stands=False)])
    assert model.index_of_step("a").siblingAtColumn(STANDING).data() == "Ångrat"


def test_steps_that_do_not_go_on_from_those_shown_are_refused(model: HistoryModel) -> None:
    model.show([a_line("c", MONDAY), a_line("a", MONDAY)])
    between = [a_line("c", MONDAY), a_line("b", MONDAY), a_line("a", MONDAY)]
    assert not model.refresh(between)
    assert not model.refresh([a_line("x", MONDAY)])


def test_what_a_step_changed_is_shown_under_it(model: HistoryModel, plan_file: PlanFile) -> None:
    store, plan = _a_store(plan_file)
    step = store.do(change, plan.activity, {"state": "ongoing", "place": "Torget"}).step
    assert step is not None
    model.show(store.read(steps).steps)
    index = model.index_of_step(step)
    assert model.hasChildren(index)
    assert model.rowCount(index) == 0
    model.show_changes(step, store.read(account_of_step, step))
    said = [model.index(row, WHAT, index).data() for row in range(model.rowCount(index))]
    assert said == ["Plats: – → Torget", "Läge: Ej påbörjad → Pågår"]
    model.show_changes(step, store.read(account_of_step, step))
    assert model.rowCount(index) == 2


def test_a_whole_row_is_read_to_who_can_not_see_it(model: HistoryModel, plan_file: PlanFile) -> None:
    store, plan = _a_store(plan_file)
    store.do(change, plan.activity, {"state": "ongoing"})
    store.do(undo)
    model.show(store.read(steps).steps)
    spoken = model.index(1, WHEN, model.index(0, 0)).data(Qt.ItemDataRole.AccessibleTextRole)
    time, what, *rest = str(spoken).split(", ")
    assert ":" in time
    assert [what, *rest] == [
        "Ändrade läge på K1 Torgmöte från Ej påbörjad till Pågår",
        "samordnare (K)",
        "Ångrat",
    ]


def test_a_row_knows_the_thing_that_it_is_about(model: HistoryModel, plan_file: PlanFile) -> None:
    store, plan = _a_store(plan_file)
    store.do(change, plan.activity, {"state": "ongoing"})
    store.do(undo)
    model.show(store.read(steps).steps)
    for row in range(2):
        place = model.place_of(model.index(row, 0, model.index(0, 0)))
        assert place is not None
        assert (place.entity, place.id) == ("activity", plan.activity)
    assert model.place_of(model.index(0, 0)) is None


def test_an_empty_history_has_no_rows(model: HistoryModel) -> None:
    model.show([])
    assert model.rowCount() == 0
    assert model.node(QModelIndex()) is None
    assert model.index(0, 0) == QModelIndex()


def _a_store(plan_file: PlanFile) -> tuple[Store, Plan]:
    store = plan_file.open()
    return store, a_plan(store)


def test_a_row_of_the_tree_is_a_day_a_step_or_a_change(model: HistoryModel) -> None:
    line: StepLine = a_line("a", MONDAY)
    model.show([line])
    day, step = model.node(model.index(0, 0)), model.node(model.index_of_step("a"))
    assert day is not None
    assert step is not None
    assert (day.kind, step.kind) == (Kind.DAY, Kind.STEP)
