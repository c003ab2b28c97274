"""A recurrence, chosen in plain words."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.drafts import ActivityDraft, fields_by_name
from db.rules.rule_text import Frequency
from desktop.windows.fields.recurrence import RecurrenceEditor
from desktop.windows.fields.rule_choice import RuleChoice, choice_of
from desktop.windows.workplace import Workplace

FRIDAY = dt.date(2017, 5, 5)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=1SA",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=13",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=8",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20171231",
    ],
)
def test_a_rule_becomes_a_choice_and_the_same_rule_again(rule: str) -> None:
    choice = choice_of(rule, FRIDAY)
    assert choice is not None
    assert choice.rule == rule


def test_what_a_rule_leaves_to_its_first_day_is_filled_in() -> None:
    assert choice_of("FREQ=WEEKLY", FRIDAY) == RuleChoice(weekdays=(4,))
    assert choice_of("FREQ=MONTHLY", FRIDAY) == RuleChoice(frequency=Frequency.MONTHLY, day=5)
    assert choice_of("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", FRIDAY) == RuleChoice(
        frequency=Frequency.MONTHLY, place=-1, weekday=4
    )


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYMONTH=6,7,8",
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "FREQ=YEARLY;BYWEEKNO=17",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "no rule",
    ],
)
def test_a_rule_that_says_more_is_no_choice(rule: str) -> None:
    assert choice_of(rule, FRIDAY) is None


@pytest.fixture
def editor(qtbot: QtBot, workplace: Workplace) -> RecurrenceEditor:
    """A recurrence on the screen, every Friday."""
    found = RecurrenceEditor(fields_by_name(ActivityDraft)["rule"], workplace)
    found.starts_on = FRIDAY
    found.set_value("FREQ=WEEKLY")
    qtbot.addWidget(found)
    found.resize(360, 300)
    found.show()
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def test_the_rule_is_said_in_words_and_shown_by_the_controls(editor: RecurrenceEditor) -> None:
    assert editor.said.text() == "Varje fredag"
    assert editor.weekdays.choice() == (4,)
    assert editor.weekdays.isVisible()
    assert not editor.month_day.isVisible()
    assert not editor.line.isVisible()


def test_ticking_a_weekday_saves_the_new_rule(editor: RecurrenceEditor) -> None:
    saved: list[object] = []
    editor.committed.connect(saved.append)
    QTest.mouseClick(editor.weekdays.buttons[0], Qt.MouseButton.LeftButton)
    assert saved == ["FREQ=WEEKLY;BYDAY=MO,FR"]
    assert editor.said.text() == "Varje måndag och fredag"


def test_every_second_week_by_the_arrow_key(editor: RecurrenceEditor) -> None:
    saved: list[object] = []
    editor.committed.connect(saved.append)
    editor.interval.setFocus()
    QTest.keyClick(editor.interval, Qt.Key.Key_Up)
    assert saved == ["FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"]


def test_the_last_friday_of_the_month_is_chosen_without_a_rule_in_sight(editor: RecurrenceEditor) -> None:
    saved: list[object] = []
    editor.committed.connect(saved.append)
    editor.unit.setFocus()
    QTest.keyClick(editor.unit, Qt.Key.Key_Down)
    editor.month_day.place.setFocus()
    QTest.keyClick(editor.month_day.place, Qt.Key.Key_End)
    assert saved == ["FREQ=MONTHLY;BYMONTHDAY=5", "FREQ=MONTHLY;BYDAY=-1FR"]
    assert editor.said.text() == "Sista fredagen varje månad"


def test_an_end_after_a_number_of_times(editor: RecurrenceEditor) -> None:
    saved: list[object] = []
    editor.committed.connect(saved.append)
    editor.ends.kind.setFocus()
    QTest.keyClick(editor.ends.kind, Qt.Key.Key_End)
    assert saved[-1] == "FREQ=WEEKLY;BYDAY=FR;COUNT=10"


def test_an_intricate_rule_is_said_in_words_and_kept(editor: RecurrenceEditor) -> None:
    editor.set_value("FREQ=WEEKLY;BYDAY=TU;BYMONTH=6,7,8")
    assert not editor.simple.isVisible()
    assert "tisdag" in editor.said.text()
    assert editor.typed() == "FREQ=WEEKLY;BYDAY=TU;BYMONTH=6,7,8"
    QTest.mouseClick(editor.more, Qt.MouseButton.LeftButton)
    assert editor.line.isVisible()
