"""An activity in the pane: when, how much, with whom, and how it went."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from db.drafts import ContactDraft, PromiseDraft
from db.journal.writing import Writing
from db.operations import add, change, log_occurrence, undo
from db.views.things import OccurrenceView
from desktop.windows.detail.link_list import LinkList
from desktop.windows.fields.recurrence import RecurrenceEditor
from tests.windows.conftest import DAY
from tests.windows.detail.conftest import Desk, click
from tests.windows.keys import type_text


def _choose(desk: Desk, name: str, value: str) -> None:
    """Choose a word of a closed list by the keys."""
    box = desk.field(name).control
    assert isinstance(box, QComboBox)
    box.setFocus()
    place = box.findData(value)
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(box, Qt.Key.Key_Down)


def _occurrences(desk: Desk) -> tuple[OccurrenceView, ...]:
    return desk.kept().thing.occurrences


def test_the_schedule_shows_only_its_own_fields(desk: Desk) -> None:
    assert desk.field("due_on").isVisible()
    assert not desk.field("rule").isVisible()
    _choose(desk, "schedule", "period")
    assert not desk.field("due_on").isVisible()
    assert desk.field("starts_on").isVisible()


def test_choosing_a_recurrence_begins_one_that_can_be_changed(desk: Desk) -> None:
    _choose(desk, "schedule", "recurring")
    assert desk.value("schedule") == "recurring"
    editor = desk.field("rule")
    assert isinstance(editor, RecurrenceEditor)
    click(editor.weekdays.buttons[4])
    click(editor.weekdays.buttons[1])
    assert desk.value("rule") == "FREQ=WEEKLY;BYDAY=FR"
    assert len(desk.activity.when.lines) == 10
    assert desk.activity.when.lines[0].text == "Fredag 2017-05-05, vecka 18"


def test_a_recurrence_begins_no_earlier_than_its_agreement_and_is_no_single_effort(desk: Desk) -> None:
    assert desk.value("one_off") is True
    agreement = str(desk.value("agreement"))
    desk.workplace.runner.do(
        desk.workplace, change, agreement, {"starts_on": dt.date(2018, 1, 1), "ends_on": None}
    )
    desk.enter(desk.field("due_on"), "")
    _choose(desk, "schedule", "recurring")
    assert desk.value("starts_on") == dt.date(2018, 1, 1)
    assert desk.value("one_off") is False
    desk.workplace.runner.do(desk.workplace, undo)
    assert desk.value("one_off") is True


def test_the_dates_tell_of_holidays(desk: Desk) -> None:
    _choose(desk, "schedule", "recurring")
    desk.enter(desk.field("starts_on"), "2017-05-04")
    rule = desk.field("rule")
    assert isinstance(rule, RecurrenceEditor)
    click(rule.weekdays.buttons[1])
    click(rule.weekdays.buttons[3])
    holidays = [line.text for line in desk.activity.when.lines if line.date.holiday]
    assert any("Kristi himmelsfärdsdag" in text for text in holidays)


def test_one_date_is_skipped_and_put_back(desk: Desk) -> None:
    _choose(desk, "schedule", "recurring")
    first = desk.activity.when.lines[0]
    click(first.buttons["skip"])
    line = desk.activity.when.lines[0]
    assert line.date.skipped
    assert "hoppas över" in line.text
    click(line.buttons["restore"])
    assert not desk.activity.when.lines[0].date.skipped


def test_one_date_is_moved_and_tells_from_where(desk: Desk) -> None:
    _choose(desk, "schedule", "recurring")
    when = desk.activity.when
    old = when.lines[0].date
    when.move_to(old, old.on + dt.timedelta(days=1))
    assert when.lines[0].date.on == old.on + dt.timedelta(days=1)
    assert f"flyttad från {old.on}" in when.lines[0].text


def test_a_target_is_chosen_and_shown_as_a_bar(desk: Desk) -> None:
    _choose(desk, "target", "at_least")
    desk.enter(desk.field("target_count"), "4")
    desk.elsewhere(log_here, desk.body.key, dt.date(2017, 5, 1))
    goal = desk.activity.goal
    assert goal.bar.isVisible()
    assert goal.bar.value() == 25
    assert "1 av 4" in goal.figures.text()


def log_here(session: Writing, activity: str, on: dt.date) -> str:
    """Log an occurrence from elsewhere."""
    return log_occurrence(session, activity, on=on)


def test_logging_one_is_two_keystrokes(desk: Desk) -> None:
    QTest.keyClick(desk.pane, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    desk.workplace.actions.run("activity.log")
    focused = desk.pane.focusWidget()
    QTest.keyClick(focused, Qt.Key.Key_Return)
    (one,) = _occurrences(desk)
    assert one.on == dt.date(2017, 5, 2)
    assert not desk.activity.occurrences.form.isVisible()


def test_the_date_that_was_missed_last_is_proposed_and_can_be_typed_over(saffle_desk: Desk) -> None:
    saffle_desk.show("Fotpatrullering med uniformerad polis")
    assert saffle_desk.body.view is not None
    missed = saffle_desk.body.view.missed
    assert missed is not None
    assert missed <= DAY
    saffle_desk.workplace.actions.run("activity.log")
    on = saffle_desk.activity.occurrences.form.editors["on"]
    assert on.value() == missed
    type_text(on.control, "1/5")
    QTest.keyClick(on.control, Qt.Key.Key_Return)
    assert [one.on for one in _occurrences(saffle_desk)] == [dt.date(2017, 5, 1)]


def test_the_counters_of_the_last_time_are_ready_to_be_filled_in(desk: Desk, qtbot: QtBot) -> None:
    key = desk.body.key
    desk.workplace.runner.do(
        desk.workplace, log_occurrence, key, on=dt.date(2017, 4, 25), counters={"samtal": 7.0}
    )
    desk.workplace.actions.run("activity.log")
    form = desk.activity.occurrences.form
    assert form.counters[0].label.text() == "samtal"
    assert form.editors["on"].control.hasFocus()
    qtbot.waitUntil(lambda: form.counters[-1].number.control.isVisible())
    for _ in range(2):
        QTest.keyClick(desk.pane.focusWidget(), Qt.Key.Key_Tab)
    assert form.counters[0].number.control.hasFocus()
    type_text(form, "12")
    QTest.keyClick(form.counters[0].number.control, Qt.Key.Key_Return)
    assert _occurrences(desk)[-1].counters == (("samtal", 12.0),)


def test_tab_goes_through_the_form_in_the_order_in_which_it_is_read(desk: Desk, qtbot: QtBot) -> None:
    desk.workplace.actions.run("activity.log")
    form = desk.activity.occurrences.form
    qtbot.waitUntil(lambda: form.counters[-1].number.control.isVisible())
    met = []
    for _ in range(7):
        met.append(desk.pane.focusWidget())
        QTest.keyClick(met[-1], Qt.Key.Key_Tab)
    counter = form.counters[0]
    assert met == [
        form.editors["on"].control, counter.label, counter.number.control,
        form.editors["attendance"].control, form.editors["text"].control, form.log_button, form.cancel_button,
    ]  # fmt: skip


def test_what_is_counted_says_by_an_example_what_that_may_be(desk: Desk) -> None:
    line = desk.field("target_counter").control
    assert isinstance(line, QLineEdit)
    assert "samtal" in line.placeholderText()
    desk.workplace.actions.run("activity.log")
    assert "samtal" in desk.activity.occurrences.form.counters[0].label.placeholderText()


def test_a_wrong_number_in_the_form_is_told_and_logs_nothing(desk: Desk) -> None:
    desk.workplace.actions.run("activity.log")
    form = desk.activity.occurrences.form
    desk.fill(form.editors["attendance"], "många")
    click(form.log_button)
    assert _occurrences(desk) == ()
    assert "många" in form.fault.text() + form.editors["attendance"]._fault.text()
    assert form.editors["attendance"].typed() == "många"


def test_an_occurrence_is_opened_and_put_right(desk: Desk) -> None:
    desk.workplace.runner.do(
        desk.workplace, log_occurrence, desk.body.key, on=dt.date(2017, 4, 25), counters={"samtal": 7.0}
    )
    (line,) = desk.activity.occurrences.lines.values()
    click(line.heading)
    assert line.fields is not None
    desk.enter(line.fields.editors["attendance"], "40")
    desk.enter(line.counters[0].number, "8")
    (one,) = _occurrences(desk)
    assert one.attendance == 40
    assert one.counters == (("samtal", 8.0),)
    desk.enter(line.counters[0].number, " ")
    assert _occurrences(desk)[0].counters == ()


def test_the_newest_occurrence_comes_first(desk: Desk) -> None:
    for day in (3, 20, 11):
        desk.workplace.runner.do(desk.workplace, log_occurrence, desk.body.key, on=dt.date(2017, 4, day))
    shown: Any = desk.activity.occurrences._list
    headings = [shown.itemAt(place).widget().heading.text() for place in range(3)]
    assert headings == ["2017-04-20, vecka 16", "2017-04-11, vecka 15", "2017-04-03, vecka 14"]


def test_a_follow_up_is_begun_for_the_period_at_hand_and_filled_in(desk: Desk) -> None:
    desk.activity.follow_ups_section.unfold()
    click(desk.activity.follow_ups.button)
    (card,) = desk.activity.follow_ups.cards.values()
    assert "2017" in card.title.text()
    light = card.fields.editors["light"].control
    assert light.hasFocus()
    QTest.keyClick(light, Qt.Key.Key_Down)
    desk.enter(card.fields.editors["outcome"], "")
    desk.fill(card.fields.editors["reason"], "Allt gick bra")
    card.fields.editors["changed"].control.setFocus()
    (view,) = desk.kept().follow_ups
    kept = {field.name: field.value for field in view.fields}
    assert kept["light"] == "green"
    assert kept["reason"] == "Allt gick bra"


def test_a_promise_is_tied_by_a_few_letters_and_untied_by_a_click(desk: Desk) -> None:
    agreement = desk.value("agreement")
    desk.workplace.runner.do(
        desk.workplace, add, PromiseDraft(agreement=str(agreement), text="Lugnare skolvägar")
    )
    found = desk.activity.links["activity_promise"]
    _tie(found, "lugn")
    assert [name.label.accessibleName() for name in found.lines] == ["1 Vi syns mer", "2 Lugnare skolvägar"]
    click(found.lines[0].remove_button)
    assert [name.label.accessibleName() for name in found.lines] == ["2 Lugnare skolvägar"]


def test_a_participant_is_added(desk: Desk) -> None:
    desk.workplace.runner.do(desk.workplace, add, ContactDraft(function="Rektor"))
    desk.activity.participants_section.unfold()
    found = desk.activity.taking_part["contact"]
    _tie(found, "rek")
    assert [name.label.accessibleName() for name in found.lines] == ["Rektor"]
    assert desk.activity.participants_section.count.text() == "1"


def _tie(found: LinkList, text: str) -> None:
    found.editor.control.setFocus()
    type_text(found.editor.control, text)
    QTest.keyClick(found.editor.control, Qt.Key.Key_Return)


def test_a_note_is_written_by_ctrl_enter_and_stands_first(desk: Desk) -> None:
    notes = desk.activity.notes
    for text in ("Första", "Andra"):
        notes.text.setFocus()
        type_text(notes.text, text)
        QTest.keyClick(notes.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [note.text for note in desk.kept().thing.notes] == ["Första", "Andra"]
    assert notes.text.toPlainText() == ""
    assert [note.text for note in reversed(notes._shown)] == ["Andra", "Första"]


def test_ordinary_typing_takes_no_letter_for_a_shortcut(desk: Desk) -> None:
    desk.fill(desk.field("text"), "Loggat vid torget, del 2?")
    assert desk.field("text").typed() == "Loggat vid torget, del 2?"
