"""New things, from the dialog into the plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.drafts import AgreementDraft, ContactDraft, Draft
from db.errors import DiskFull
from db.operations import change
from db.queries.listing import thing_lines
from db.views.things import ThingLine
from desktop.windows.fields.reference import ReferenceEditor
from desktop.windows.fields.thing_dialog import FIRST, ThingDialog
from desktop.windows.making import ask_for_new, make
from desktop.windows.workplace import Workplace
from tests.windows.conftest import DAY, OpenWorkplace
from tests.windows.keys import type_text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """The window that dialogs open over."""
    found = QWidget()
    qtbot.addWidget(found)
    found.resize(900, 700)
    found.show()
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def _dialog(window: QWidget, qtbot: QtBot) -> ThingDialog:
    found = window.findChildren(ThingDialog)[-1]
    qtbot.waitUntil(found.isActiveWindow)
    return found


def _names(workplace: Workplace, entity: str, field: str) -> list[object]:
    found: list[object] = []

    def told(lines: list[ThingLine]) -> None:
        for line in lines:
            found.extend(one.value for one in line.fields if one.name == field)

    workplace.runner.ask(workplace, told, thing_lines, entity, today=DAY)
    return found


def test_an_activity_is_made_by_its_title_and_enter(
    qtbot: QtBot, workplace: Workplace, window: QWidget
) -> None:
    keys: list[str] = []
    make(workplace, "activity", then=keys.append)
    dialog = _dialog(window, qtbot)
    type_text(dialog, "Trygghetsvandring")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert "Trygghetsvandring" in _names(workplace, "activity", "title")
    assert [place.id for place in workplace.selection] == keys


def test_what_is_missing_is_said_at_its_field_and_the_dialog_stays(
    qtbot: QtBot, workplace: Workplace, window: QWidget
) -> None:
    make(workplace, "activity")
    dialog = _dialog(window, qtbot)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.editors["title"].has_fault
    assert dialog.editors["title"].control.hasFocus()


def test_the_schedule_asks_only_for_what_it_needs(
    qtbot: QtBot, workplace: Workplace, window: QWidget
) -> None:
    make(workplace, "activity")
    dialog = _dialog(window, qtbot)
    assert dialog.editors["due_on"].isVisible()
    assert not dialog.editors["starts_on"].isVisible()
    schedule = dialog.editors["schedule"].control
    schedule.setFocus()
    QTest.keyClick(schedule, Qt.Key.Key_Down)
    assert not dialog.editors["due_on"].isVisible()
    assert dialog.editors["starts_on"].isVisible()


def test_a_new_recurrence_begins_with_its_agreement_and_is_no_single_effort(
    qtbot: QtBot, workplace: Workplace, window: QWidget
) -> None:
    agreements: list[ThingLine] = []
    workplace.runner.ask(workplace, agreements.extend, thing_lines, "agreement", today=DAY)
    agreement = agreements[0].id
    workplace.runner.do(workplace, change, agreement, {"starts_on": dt.date(2018, 1, 1), "ends_on": None})
    make(workplace, "activity")
    dialog = _dialog(window, qtbot)
    assert dialog.editors["one_off"].value() is True
    schedule = dialog.editors["schedule"].control
    schedule.setFocus()
    for _ in range(2):
        QTest.keyClick(schedule, Qt.Key.Key_Down)
    assert dialog.editors["schedule"].value() == "recurring"
    assert dialog.editors["starts_on"].value() == dt.date(2018, 1, 1)
    assert dialog.editors["one_off"].value() is False


def test_cancel_makes_nothing(qtbot: QtBot, workplace: Workplace, window: QWidget) -> None:
    answers: list[str | None] = []
    ask_for_new(workplace, "contact", {}, answers.append)
    dialog = _dialog(window, qtbot)
    type_text(dialog, "Vakt")
    QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert answers == [None]
    assert "Vakt" not in _names(workplace, "contact", "function")


def test_what_was_typed_stays_when_the_disk_is_full(workplace: Workplace, window: QWidget) -> None:
    dialog = ThingDialog(ContactDraft(), workplace, window)
    offered: list[Draft] = []
    dialog.offered.connect(offered.append)
    dialog.open()
    type_text(dialog, "Vakt")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    dialog.show_failure(DiskFull("säffle.plan"))
    assert "full" in dialog.fault.text()
    assert dialog.editors["function"].typed() == "Vakt"
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert len(offered) == 2
    dialog.kept(offered[1])
    assert dialog.draft == ContactDraft(function="Vakt")


def test_an_agreement_brings_its_parties_with_it(
    qtbot: QtBot, open_workplace: OpenWorkplace, empty_plan: Path, window: QWidget
) -> None:
    workplace = open_workplace(empty_plan)
    make(workplace, "agreement")
    dialog = _dialog(window, qtbot)
    assert isinstance(dialog._draft, AgreementDraft)
    type_text(dialog, "Grums")
    dialog.editors["starts_on"].control.setFocus()
    type_text(dialog, "1/1 2018")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert workplace.agreement is not None
    assert _names(workplace, "organisation", "name") == ["Grums"]


def test_a_new_contact_is_made_from_within_the_field_that_refers_to_it(
    qtbot: QtBot, workplace: Workplace, window: QWidget
) -> None:
    make(workplace, "activity")
    outer = _dialog(window, qtbot)
    owner = outer.editors["owner"]
    assert isinstance(owner, ReferenceEditor)
    owner.control.setFocus()
    type_text(outer, "Fritidsledare")
    QTest.keyClick(owner.control, Qt.Key.Key_Down)
    QTest.keyClick(owner.control, Qt.Key.Key_Return)
    inner = outer.findChildren(ThingDialog)[-1]
    qtbot.waitUntil(inner.isActiveWindow)
    assert inner.editors["function"].typed() == "Fritidsledare"
    QTest.mouseClick(inner.add_button, Qt.MouseButton.LeftButton)
    assert owner.typed() == "Fritidsledare"
    assert "Fritidsledare" in _names(workplace, "contact", "function")


@pytest.mark.parametrize("entity", FIRST)
def test_every_kind_of_thing_has_a_dialog_with_a_title(
    qtbot: QtBot, workplace: Workplace, window: QWidget, entity: str
) -> None:
    make(workplace, entity)
    dialog = _dialog(window, qtbot)
    assert dialog.windowTitle()
    dialog.reject()
