"""Meeting mode: one activity at a time, everything by one key, nothing lost, and back to where one was."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.drafts import MeetingDraft
from db.kinds import ActivityState, MeetingState
from db.operations import add, change, delete, note, record_paper
from desktop.windows.meetings.mode import MeetingMode
from desktop.windows.meetings.mode_look import body_size
from desktop.windows.meetings.mode_memory import END, START
from desktop.windows.workplace import Workplace
from tests.windows.keys import click, press, type_text
from tests.windows.meetings.asking import the_card, the_meeting
from tests.windows.meetings.conftest import OpenMode

K = Qt.Key


@pytest.fixture
def begun(mode: MeetingMode) -> MeetingMode:
    """Meeting mode at its first activity."""
    press(mode, K.Key_Return)
    return mode


def key_of(mode: MeetingMode) -> str:
    """The activity that the meeting is at."""
    assert mode.stop is not None
    return mode.stop.key


def here(mode: MeetingMode) -> str:
    """Its title on the screen."""
    return mode.card.title.text()


def test_it_begins_with_who_is_here_ticked_by_space(mode: MeetingMode, workplace: Workplace) -> None:
    assert mode.memory.at == START
    (box,) = mode.people.other_stack.widgets.values()
    assert box.hasFocus()
    assert box.text() == "Kommunpolis, Polisen"
    press(box, K.Key_Space)
    assert [one.present for one in the_meeting(workplace).called] == [True]
    assert mode.memory.at == START


def test_up_and_down_go_from_one_person_to_the_next(mode: MeetingMode) -> None:
    (box,) = mode.people.other_stack.widgets.values()
    press(box, K.Key_Down)
    assert mode.people.begin.hasFocus()
    press(mode.people.begin, K.Key_Down)
    assert mode.people.begin.hasFocus()
    press(mode.people.begin, K.Key_Up)
    assert box.hasFocus()


def test_the_keys_go_forward_and_back_and_tell_how_far_one_is(mode: MeetingMode) -> None:
    press(mode, K.Key_Return)
    seen = [here(mode)]
    for key in (K.Key_Right, K.Key_PageDown):
        press(mode, key)
        seen.append(here(mode))
    assert seen == ["Torgmöte", "Fotpatrull", "Utan löfte"]
    assert mode.top.place.text() == "3 av 3"
    assert mode.top.progress.value() == 2
    press(mode, K.Key_Space)
    assert mode.memory.at == END
    assert "3 av 3" in mode.end.told.text()
    for key in (K.Key_Left, K.Key_PageUp):
        press(mode, key)
    assert here(mode) == "Fotpatrull"


def test_the_card_tells_all_of_the_activity(begun: MeetingMode) -> None:
    said = " ".join(label.text() for label in begun.card.findChildren(QLabel) if not label.isHidden())
    for part in (
        "K1",
        "Torgmöte",
        "Löfte 1 Vi syns mer",
        "Kommunpolis, Polisen",
        "Ej påbörjad",
        "Inte bedömd ännu",
    ):
        assert part in said
    press(begun, K.Key_Right)
    assert not begun.card.late.isHidden()


def test_nothing_of_the_activity_before_stands_beside_the_name_of_the_next(begun: MeetingMode) -> None:
    def said() -> str:
        return " ".join(label.text() for label in begun.card.findChildren(QLabel) if not label.isHidden())

    assert begun.round is not None
    assert "Kommunpolis" in said()
    for stop in begun.stops[1:]:
        begun.card.show_stop(stop, begun.round)  # As while the rest is still being read.
        assert stop.title in said()
        assert begun.card.late.isHidden() is not stop.is_late
        assert "Kommunpolis" not in said()


@pytest.mark.parametrize(("key", "state"), list(zip("12345", ActivityState, strict=True)))
def test_a_figure_sets_the_state(
    begun: MeetingMode, workplace: Workplace, key: str, state: ActivityState
) -> None:
    press(begun, Qt.Key(ord(key)))
    assert the_card(workplace, key_of(begun)).activity.state is state
    assert begun.keys.states[state.value].isChecked()


def test_a_letter_sets_the_light_and_yellow_and_red_ask_why(begun: MeetingMode, workplace: Workplace) -> None:
    press(begun, K.Key_G)
    assert the_card(workplace, key_of(begun)).light == "green"
    assert begun.open_panel is None
    press(begun, K.Key_R)
    assert begun.open_panel is begun.reason
    type_text(begun, "Ingen tid 12")
    press(begun.reason.text, K.Key_Return)
    card = the_card(workplace, key_of(begun))
    assert (card.light, card.reason, card.activity.state) == (
        "red",
        "Ingen tid 12",
        ActivityState.NOT_STARTED,
    )
    assert "Röd (T2 2017): Ingen tid 12" in [label.text() for label in begun.card.findChildren(QLabel)]
    assert begun.open_panel is None


def test_letters_in_a_note_are_letters_and_escape_lets_be(begun: MeetingMode, workplace: Workplace) -> None:
    before = key_of(begun)
    press(begun, K.Key_N)
    type_text(begun, "gnrb 123 ")
    press(begun.note.text, K.Key_Right)
    press(begun.note.text, K.Key_PageDown)
    press(begun.note.text, K.Key_Return)
    card = the_card(workplace, before)
    assert [one.text for one in card.notes] == ["gnrb 123"]
    assert (key_of(begun), card.light, card.activity.state) == (before, None, ActivityState.NOT_STARTED)
    press(begun, K.Key_N)
    type_text(begun, "inte denna")
    press(begun.note.text, K.Key_Escape)
    assert begun.isVisible()
    assert len(the_card(workplace, before).notes) == 1
    press(begun, K.Key_Right)
    assert key_of(begun) != before


def test_an_empty_note_is_not_saved_and_says_so(begun: MeetingMode) -> None:
    press(begun, K.Key_N)
    press(begun.note.text, K.Key_Return)
    assert begun.note.fault.text() == "Skriv något först."
    assert begun.open_panel is begun.note


def test_a_decision_has_the_activitys_owner_and_the_day_that_is_typed(
    begun: MeetingMode, workplace: Workplace
) -> None:
    press(begun, K.Key_B)
    type_text(begun, "Ring skolan")
    begun.decision.due.control.setFocus()
    type_text(begun, "1/6")
    press(begun.decision.due.control, K.Key_Return)
    (one,) = the_meeting(workplace).decisions
    assert (one.text, one.due_on, one.activity) == ("Ring skolan", dt.date(2017, 6, 1), key_of(begun))
    assert one.owner_who is not None
    assert one.owner_who.function == "Kommunpolis"
    assert not begun.card.decisions_title.isHidden()


def test_a_decision_without_words_says_what_is_missing(begun: MeetingMode, workplace: Workplace) -> None:
    press(begun, K.Key_D)
    press(begun.decision.text, K.Key_Return)
    assert not begun.decision.fault.isHidden()
    assert the_meeting(workplace).decisions == ()


def test_logging_one_is_two_keys(begun: MeetingMode, workplace: Workplace) -> None:
    press(begun, K.Key_L)
    press(begun.log.on.control, K.Key_Return)
    assert begun.open_panel is None
    assert the_card(workplace, key_of(begun)).activity.progress.times == 1


def test_what_was_counted_is_asked_where_the_target_counts(begun: MeetingMode, workplace: Workplace) -> None:
    target = {"target": "at_least", "target_count": 30.0, "target_counter": "samtal"}
    workplace.runner.do(workplace, change, key_of(begun), target)
    press(begun, K.Key_L)
    assert begun.log.count.hasFocus()
    type_text(begun, "tre")
    press(begun.log.count, K.Key_Return)
    assert "tre" in begun.log.fault.text()
    begun.log.count.clear()
    type_text(begun, "12")
    press(begun.log.count, K.Key_Return)
    assert the_card(workplace, key_of(begun)).activity.progress.outcome == 12
    assert not begun.card.bar.isHidden()
    assert "12 av minst 30" in begun.card.bar.accessibleName()


def test_undo_takes_the_last_gesture_back(begun: MeetingMode, workplace: Workplace) -> None:
    press(begun, K.Key_4)
    press(begun, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert the_card(workplace, key_of(begun)).activity.state is ActivityState.NOT_STARTED
    assert begun.keys.states["not_started"].isChecked()
    assert begun.keys.said.text()


def test_coming_back_goes_on_where_one_was(
    begun: MeetingMode, three: Workplace, open_mode: OpenMode, qtbot: QtBot
) -> None:
    press(begun, K.Key_Right)
    press(begun, K.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(begun))
    again = open_mode(three)
    assert here(again) == "Fotpatrull"
    assert again.top.progress.value() == 1
    assert again.card.hasFocus()


def test_what_has_changed_since_the_meeting_before_is_marked_and_can_be_chosen(
    three: Workplace, open_mode: OpenMode, qtbot: QtBot
) -> None:
    agreement = the_meeting(three).line.agreement
    keys: list[str] = []
    three.runner.do(three, add, MeetingDraft(agreement=agreement, on=dt.date(2017, 4, 11)), then=keys.append)
    three.runner.do(three, record_paper, keys[0])
    mode = open_mode(three)
    press(mode, K.Key_Return)
    press(mode, K.Key_Right)
    assert mode.card.mark.isHidden()
    changed = key_of(mode)
    press(mode, K.Key_3)
    qtbot.waitUntil(lambda: not mode.card.mark.isHidden())
    said = " ".join(label.text() for label in mode.card.findChildren(QLabel))
    assert "Läge: Ej påbörjad → Pågår" in said
    press(mode, K.Key_Left)
    click(mode.top.choices[next(shown for shown in mode.top.choices if shown.value == "changed")])
    assert key_of(mode) == changed
    assert mode.top.place.text() == "1 av 1"


def test_an_activity_that_ceases_to_be_late_stays_until_one_goes_on(begun: MeetingMode, qtbot: QtBot) -> None:
    late = next(button for shown, button in begun.top.choices.items() if shown.value == "late")
    click(late)
    assert here(begun) == "Fotpatrull"
    press(begun, K.Key_4)
    qtbot.waitUntil(lambda: late.text() == "Försenade (0)")
    assert here(begun) == "Fotpatrull"
    press(begun, K.Key_Right)
    assert begun.memory.at == END
    assert begun.end.title.text() == "Ingen aktivitet visas"


def test_another_writer_shows_without_disturbing_what_is_being_written(
    begun: MeetingMode, workplace: Workplace, qtbot: QtBot
) -> None:
    press(begun, K.Key_N)
    type_text(begun, "Halv")
    workplace.runner.do(workplace, change, key_of(begun), {"title": "Torgmöte i centrum"})
    qtbot.waitUntil(lambda: here(begun) == "Torgmöte i centrum")
    assert begun.note.text.toPlainText() == "Halv"
    assert begun.note.text.hasFocus()
    type_text(begun, "färdig")
    assert begun.note.text.toPlainText() == "Halvfärdig"


def test_an_activity_that_another_deletes_is_left(
    begun: MeetingMode, workplace: Workplace, qtbot: QtBot
) -> None:
    workplace.runner.do(workplace, delete, key_of(begun))
    qtbot.waitUntil(lambda: begun.stop is None)
    press(begun, K.Key_Right)
    assert here(begun) == "Fotpatrull"


def test_a_meeting_that_is_deleted_closes_its_mode(
    begun: MeetingMode, workplace: Workplace, qtbot: QtBot
) -> None:
    workplace.runner.do(workplace, delete, begun.meeting)
    qtbot.waitUntil(lambda: not isValid(begun))


def test_the_meeting_is_marked_as_held_at_the_end(
    begun: MeetingMode, workplace: Workplace, qtbot: QtBot
) -> None:
    begun.go_to(END)
    assert begun.end.hold.hasFocus()
    press(begun, K.Key_Return)
    assert the_meeting(workplace).draft.state is MeetingState.HELD
    qtbot.waitUntil(lambda: begun.end.hold.isHidden())


def test_everything_has_a_button_too(begun: MeetingMode, workplace: Workplace) -> None:
    key = key_of(begun)
    click(begun.keys.states["ongoing"])
    click(begun.keys.lights["green"])
    card = the_card(workplace, key)
    assert (card.activity.state, card.light) == (ActivityState.ONGOING, "green")
    click(begun.keys.doings["note"])
    type_text(begun, "Med musen")
    click(begun.note.save_button)
    assert [one.text for one in the_card(workplace, key).notes] == ["Med musen"]
    click(begun.keys.doings["next"])
    assert here(begun) == "Fotpatrull"


def test_a_plan_without_activities_says_what_to_do(
    workplace: Workplace, open_mode: OpenMode, begun_key: str
) -> None:
    workplace.runner.do(workplace, delete, begun_key)
    mode = open_mode(workplace)
    press(mode, K.Key_Right)
    assert mode.end.title.text() == "Det finns inga aktiviteter ännu"


@pytest.fixture
def begun_key(workplace: Workplace) -> str:
    """The small plan's one activity."""
    from db.queries.meeting_round import meeting_round
    from tests.windows.meetings.asking import asked

    found = asked(workplace, meeting_round, the_meeting(workplace).key, today=workplace.today)
    key: str = found.stops[0].key
    return key


def test_the_type_grows_with_the_screen(begun: MeetingMode) -> None:
    assert body_size(1280, 720) == body_size(1280, 1024) == 19
    assert body_size(3840, 2160) > body_size(1920, 1080) > body_size(1280, 720)
    title = begun.card.title.font().pixelSize()
    begun.resize(1920, 1080)
    QApplication.processEvents()
    assert begun.card.title.font().pixelSize() > title


def test_absurd_words_make_the_window_no_wider(
    begun: MeetingMode, workplace: Workplace, qtbot: QtBot
) -> None:
    before = begun.width()
    workplace.runner.do(workplace, change, key_of(begun), {"title": "Lång " * 30, "goal": "x" * 400})
    workplace.runner.do(workplace, change, begun.meeting, {"place": "Sammanträdesrum " * 20})
    workplace.runner.do(workplace, note, key_of(begun), "y" * 500)
    qtbot.waitUntil(lambda: here(begun).startswith("Lång"))
    QApplication.processEvents()
    assert begun.width() == before
    assert begun.card.horizontalScrollBar().maximum() == 0


def test_every_control_has_a_name(begun: MeetingMode) -> None:
    nameless = [
        widget
        for widget in begun.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not widget.objectName().startswith("qt_")
        and widget.focusProxy() is None
    ]
    assert nameless == []
