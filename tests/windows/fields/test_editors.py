"""What every field of a form does under a person's hands."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db.drafts import DRAFTS, ContactDraft, fields_by_name
from db.operations import add
from desktop.windows.fields import FieldEditor, editor_for
from desktop.windows.fields.day import DayEditor
from desktop.windows.fields.day_popup import DayPopup
from desktop.windows.fields.reference import ReferenceEditor
from desktop.windows.workplace import Workplace
from tests.windows.keys import type_text


class Form:
    """One editor with a field after it, in a window that has the keys."""

    def __init__(self, qtbot: QtBot, workplace: Workplace, entity: str, name: str) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        rows = QVBoxLayout(self.window)
        self.editor: FieldEditor = editor_for(fields_by_name(DRAFTS[entity])[name], workplace, self.window)
        self.after = QLineEdit(self.window)
        rows.addWidget(self.editor)
        rows.addWidget(self.after)
        qtbot.addWidget(self.window)
        self.window.resize(420, 300)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.saved: list[object] = []
        self.editor.committed.connect(self.saved.append)
        self.editor.control.setFocus()
        assert self.editor.control.hasFocus()

    def type(self, text: str) -> None:
        """Replace what stands there."""
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            type_text(self.editor.control, text)
        else:
            self.press(Qt.Key.Key_Delete)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        QTest.keyClick(self.editor.control, key, modifier)

    def leave(self) -> None:
        """Go to the next field by the mouse."""
        self.after.setFocus(Qt.FocusReason.MouseFocusReason)

    @property
    def told(self) -> str:
        """What is said under the field."""
        return self.editor._fault.text()


def test_enter_saves_a_line_and_leaving_it_afterwards_saves_no_second_time(
    qtbot: QtBot, workplace: Workplace
) -> None:
    form = Form(qtbot, workplace, "activity", "title")
    form.editor.set_value("Torgmöte")
    form.type("Torgmöte på Stortorget")
    form.press(Qt.Key.Key_Return)
    form.leave()
    assert form.saved == ["Torgmöte på Stortorget"]


def test_leaving_saves_and_leaving_unchanged_does_not(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "title")
    form.editor.set_value("Torgmöte")
    form.leave()
    assert form.saved == []
    form.editor.control.setFocus()
    form.type("Marknad")
    form.leave()
    assert form.saved == ["Marknad"]


def test_escape_takes_back_what_is_being_typed(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "title")
    form.editor.set_value("Torgmöte")
    form.type("Fel")
    assert form.editor.is_dirty
    form.press(Qt.Key.Key_Escape)
    assert form.editor.typed() == "Torgmöte"
    assert not form.editor.is_dirty
    form.leave()
    assert form.saved == []


def test_what_can_not_be_read_stays_there_with_the_reason(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "due_on")
    form.type("31 juni")
    form.leave()
    assert form.saved == []
    assert form.editor.typed() == "31 juni"
    assert "31 juni" in form.told
    assert form.editor.control.accessibleDescription() == form.told
    form.editor.control.setFocus()
    form.type("30 juni")
    form.leave()
    assert form.saved == [dt.date(2017, 6, 30)]
    assert form.told == ""


def test_a_required_field_says_so_when_it_is_emptied(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "title")
    form.editor.set_value("Torgmöte")
    form.type("")
    form.press(Qt.Key.Key_Return)
    assert form.saved == []
    assert "måste" in form.told or "ska" in form.told


def test_a_failure_to_save_keeps_the_text_and_is_tried_again_when_the_field_is_left(
    qtbot: QtBot, workplace: Workplace
) -> None:
    form = Form(qtbot, workplace, "activity", "title")
    form.type("Marknad")
    form.press(Qt.Key.Key_Return)
    form.editor.show_fault("Disken är full.")
    assert form.editor.typed() == "Marknad"
    form.leave()
    assert form.saved == ["Marknad", "Marknad"]


def test_a_change_from_elsewhere_leaves_what_is_being_typed_and_says_so(
    qtbot: QtBot, workplace: Workplace
) -> None:
    form = Form(qtbot, workplace, "activity", "title")
    form.editor.set_value("Torgmöte")
    form.type("Marknad")
    form.editor.refresh("Torghandel")
    assert form.editor.typed() == "Marknad"
    assert "Torghandel" in form.told
    form.press(Qt.Key.Key_Escape)
    assert form.editor.typed() == "Torghandel"


def test_what_is_typed_on_after_enter_is_not_lost_when_the_first_is_saved(
    qtbot: QtBot, workplace: Workplace
) -> None:
    form = Form(qtbot, workplace, "activity", "title")
    form.type("Torg")
    form.press(Qt.Key.Key_Return)
    type_text(form.editor.control, "möte")
    form.editor.refresh("Torg")
    assert form.editor.typed() == "Torgmöte"
    assert form.told == ""
    form.leave()
    assert form.saved == ["Torg", "Torgmöte"]


def test_a_change_from_elsewhere_shows_in_a_field_at_rest(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "title")
    form.editor.set_value("Torgmöte")
    form.editor.refresh("Torghandel")
    assert form.editor.typed() == "Torghandel"
    assert form.told == ""


@pytest.mark.parametrize(
    ("entity", "name", "text", "value"),
    [
        ("activity", "target_count", "3,5", 3.5),
        ("occurrence", "attendance", "1 200", 1200),
        ("occurrence", "starts_at", "930", dt.time(9, 30)),
        ("occurrence", "starts_at", "kl 9", dt.time(9, 0)),
        ("occurrence", "starts_at", "9.15", dt.time(9, 15)),
        ("activity", "due_on", "v 23", dt.date(2017, 6, 9)),
        ("activity", "starts_on", "v 23", dt.date(2017, 6, 5)),
        ("activity", "due_on", "imorgon", dt.date(2017, 5, 3)),
        ("activity", "kind", "Fotpatrullering", "foot_patrol"),
        ("activity", "kind", "Cykelrally", "Cykelrally"),
    ],
)
def test_values_are_typed_as_people_write_them(
    qtbot: QtBot, workplace: Workplace, entity: str, name: str, text: str, value: object
) -> None:
    form = Form(qtbot, workplace, entity, name)
    form.type(text)
    form.leave()
    assert form.saved == [value]


def test_arrow_keys_step_a_day_a_week_or_a_month(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "due_on")
    form.editor.set_value(dt.date(2017, 5, 31))
    form.press(Qt.Key.Key_Up)
    assert form.editor.value() == dt.date(2017, 6, 1)
    form.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert form.editor.value() == dt.date(2017, 5, 25)
    form.press(Qt.Key.Key_PageUp)
    assert form.editor.value() == dt.date(2017, 6, 25)


def test_a_day_is_picked_from_the_calendar_by_keys(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "due_on")
    assert isinstance(form.editor, DayEditor)
    form.editor.set_value(dt.date(2017, 6, 1))
    form.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (popup,) = form.editor.findChildren(DayPopup)
    assert "vecka 22" in popup._name.text()
    view = popup.month.focusProxy() or popup.month
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert "Nationaldagen" in popup._name.text()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert form.saved == [dt.date(2017, 6, 6)]


def test_the_weekday_and_week_stand_beside_a_day(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "due_on")
    assert isinstance(form.editor, DayEditor)
    form.type("1/6")
    assert form.editor.hint.text() == "tor vecka 22, 2017-06-01"


def test_choosing_a_word_saves_it_at_once(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "state")
    form.editor.set_value("not_started")
    form.press(Qt.Key.Key_Down)
    form.press(Qt.Key.Key_Return)
    form.leave()
    assert form.saved == ["planned"]


def test_ticking_saves_at_once(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "one_off")
    form.editor.set_value(True)
    form.press(Qt.Key.Key_Space)
    assert form.saved == [False]


def test_enter_in_prose_makes_a_line_and_ctrl_enter_saves(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "text")
    form.editor.set_value("")
    height = form.editor.control.height()
    for _ in range(6):
        type_text(form.editor.control, "rad")
        form.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.editor.control.height() > height)
    assert form.saved == []
    form.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.saved == ["rad\nrad\nrad\nrad\nrad\nrad"]


def test_a_contact_is_found_by_a_few_letters_and_chosen_by_enter(qtbot: QtBot, workplace: Workplace) -> None:
    workplace.runner.do(workplace, add, ContactDraft(function="Säkerhetssamordnare"))
    form = Form(qtbot, workplace, "activity", "owner")
    assert isinstance(form.editor, ReferenceEditor)
    form.type("sak")
    assert form.editor.offered.isVisible()
    form.press(Qt.Key.Key_Return)
    assert form.editor.typed() == "Säkerhetssamordnare"
    assert len(form.saved) == 1
    form.leave()
    assert len(form.saved) == 1


def test_the_list_is_walked_by_the_arrows_and_clicked_by_the_mouse(
    qtbot: QtBot, workplace: Workplace
) -> None:
    workplace.runner.do(workplace, add, ContactDraft(function="Kommunpolis i Eda"))
    form = Form(qtbot, workplace, "activity", "owner")
    assert isinstance(form.editor, ReferenceEditor)
    form.type("kommunpolis")
    form.press(Qt.Key.Key_Down)
    second = form.editor.offered.item(1)
    assert form.editor.offered.currentItem() is second
    text = second.text()
    viewport = form.editor.offered.viewport()
    where = form.editor.offered.visualItemRect(second).center()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    assert form.editor.typed() == text
    assert len(form.saved) == 1


def test_a_name_that_nobody_has_stays_with_the_reason(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "owner")
    form.type("Stadsvakt")
    form.leave()
    assert form.saved == []
    assert form.editor.typed() == "Stadsvakt"
    assert "Stadsvakt" in form.told


def test_the_clear_button_refers_to_nothing(qtbot: QtBot, workplace: Workplace) -> None:
    form = Form(qtbot, workplace, "activity", "owner")
    assert isinstance(form.editor, ReferenceEditor)
    form.type("kommun")
    form.press(Qt.Key.Key_Return)
    form.editor.set_value(form.saved[0], form.editor._named)
    buttons = form.editor.line.findChildren(QToolButton)
    button = next(one for one in buttons if one.accessibleName() == "Ta bort")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert form.saved[1:] == [None]


def test_every_field_of_every_table_has_an_editor_with_a_name(qtbot: QtBot, workplace: Workplace) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for draft in DRAFTS.values():
        for field in fields_by_name(draft).values():
            if field.refers_to == "*":
                continue
            editor = editor_for(field, workplace, window)
            editor.set_value(field.default)
            assert editor.control.accessibleName()
            assert not editor.is_dirty
            assert editor.value() in (field.default, field.empty)
