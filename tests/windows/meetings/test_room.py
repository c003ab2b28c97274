"""A meeting is made, filled in, called, held and approved in its room, all of it saved as it is left."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from db.kinds import MeetingKind, MeetingState
from db.operations import add, change, delete, note, record_paper, undo
from db.operations.meetings import mark_present
from db.queries.meetings import meetings
from desktop.windows.meetings.meeting_list import MeetingModel
from desktop.windows.meetings.mode import MeetingMode
from desktop.windows.meetings.room import MeetingsRoom
from desktop.windows.workplace import Workplace
from tests.builders import an_agreement
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, click_row, press, type_text
from tests.windows.meetings.asking import asked, the_meeting


def button(room: QWidget, name: str) -> QAbstractButton:
    """A button by its name."""
    found = room.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def line(room: QWidget, name: str) -> QLineEdit:
    """The line of an editor, or a line, by its name."""
    found = room.findChild(QWidget, name)
    assert found is not None
    inner = found if isinstance(found, QLineEdit) else found.findChild(QLineEdit)
    assert isinstance(inner, QLineEdit)
    return inner


def test_the_list_is_an_orderly_model(room: MeetingsRoom) -> None:
    model = room.list.meetings
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [model.data(model.index(row)) for row in range(model.rowCount())] == [
        "Kommande",
        "Tisdag 9 maj 2017, vecka 19",
    ]
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    click(button(room, "meeting.new"))
    assert model.rowCount() == 3


def test_a_meeting_tells_a_screen_reader_its_state_as_a_word(room: MeetingsRoom) -> None:
    model = room.list.meetings
    said = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert "Arbetsgrupp" in said
    assert "Under beredning" in said


def test_the_first_meeting_is_looked_at_and_the_pane_tells_what_is_next(room: MeetingsRoom) -> None:
    assert room.pane.title.text() == "Tisdag 9 maj 2017, vecka 19"
    assert room.pane.state.text() == "Under beredning"
    assert room.pane.step.text() == "Markera som kallat"
    assert "kallelsen" in room.pane.meaning.text()


def test_one_button_leads_from_call_to_approval_and_undo_goes_back(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    for state in (MeetingState.CALLED, MeetingState.HELD, MeetingState.APPROVED):
        click(room.pane.step)
        assert the_meeting(workplace).draft.state is state
    assert room.pane.step.isHidden()
    workplace.runner.do(workplace, undo)
    assert room.pane.state.text() == "Hållet"
    assert not room.pane.step.isHidden()


def test_that_nobody_is_said_to_have_been_there_is_told_before_the_minutes_are_approved(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    click(room.pane.step)
    assert room.pane.missing.isHidden()
    click(room.pane.step)
    assert room.pane.missing.isVisible()
    assert "närvarande" in room.pane.missing.text()
    meeting = the_meeting(workplace)
    workplace.runner.do(workplace, mark_present, meeting.key, meeting.proposed[0].contact, True)
    assert room.pane.missing.isHidden()


def test_a_meeting_that_was_never_called_but_gone_through_is_offered_to_be_marked_as_held(
    room: MeetingsRoom, workplace: Workplace, qtbot: QtBot
) -> None:
    room.open_mode(room.pane.key)
    mode = next(one for one in room.findChildren(MeetingMode))
    qtbot.waitUntil(lambda: mode.isActiveWindow())
    press(mode, Qt.Key.Key_Return)
    press(mode, Qt.Key.Key_Right)
    mode.close()
    assert room.pane.state.text() == "Under beredning"
    assert room.pane.step.text() == "Markera som hållet"
    click(room.pane.step)
    assert the_meeting(workplace).draft.state is MeetingState.HELD
    workplace.runner.do(workplace, undo)
    assert the_meeting(workplace).draft.state is MeetingState.DRAFT


def test_a_field_is_saved_when_it_is_left(room: MeetingsRoom, workplace: Workplace) -> None:
    place = line(room, "meeting.place")
    click(place)
    type_text(place, "Stadshuset")
    press(place, Qt.Key.Key_Tab)
    assert the_meeting(workplace).draft.place == "Stadshuset"
    assert "Stadshuset" in room.pane.where.text()


def test_what_is_wrong_is_said_at_the_field_and_stays_there(room: MeetingsRoom, workplace: Workplace) -> None:
    starts, ends = line(room, "meeting.starts_at"), line(room, "meeting.ends_at")
    click(starts)
    type_text(starts, "13")
    press(starts, Qt.Key.Key_Return)
    click(ends)
    type_text(ends, "9")
    press(ends, Qt.Key.Key_Return)
    assert ends.text() == "9"
    assert room.pane.fields.editors["ends_at"].has_fault
    assert the_meeting(workplace).draft.ends_at is None
    assert the_meeting(workplace).draft.starts_at == dt.time(13)


def test_another_writer_disturbs_no_typing(room: MeetingsRoom, workplace: Workplace) -> None:
    place = line(room, "meeting.place")
    click(place)
    type_text(place, "Stads")
    workplace.runner.do(workplace, change, room.pane.key, {"kind": MeetingKind.COUNCIL})
    assert place.text() == "Stads"
    assert "Brottsförebyggande råd" in room.pane.where.text()
    type_text(place, "huset")
    press(place, Qt.Key.Key_Return)
    assert the_meeting(workplace).draft.place == "Stadshuset"


def test_agenda_items_are_added_edited_ordered_and_taken_away(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    new = line(room, "agenda.add")
    click(new)
    for title in ("Läget", "Aktiviteterna", "Övrigt"):
        type_text(new, title)
        press(new, Qt.Key.Key_Return)
        assert new.text() == ""
    rows = list(room.pane.agenda.stack.widgets.values())
    last = rows[2].fields.editors["title"].control
    click(last)
    press(last, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.title for item in the_meeting(workplace).agenda] == ["Läget", "Övrigt", "Aktiviteterna"]
    minutes = rows[0].fields.editors["minutes"].control
    click(minutes)
    type_text(minutes, "15")
    press(minutes, Qt.Key.Key_Return)
    assert the_meeting(workplace).agenda[0].minutes == 15
    assert room.pane.agenda.total.text() == "15 minuter sammanlagt"
    click(button(rows[1], "agenda.remove"))
    assert [item.title for item in the_meeting(workplace).agenda] == ["Läget", "Övrigt"]
    workplace.runner.do(workplace, undo)
    assert len(the_meeting(workplace).agenda) == 3


def test_escape_takes_back_what_is_being_typed_for_one_more_item(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    new = line(room, "agenda.add")
    click(new)
    type_text(new, "Fel")
    press(new, Qt.Key.Key_Escape)
    assert new.text() == ""
    assert the_meeting(workplace).agenda == ()


def test_people_are_called_from_those_who_usually_come_and_ticked(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    (proposed,) = room.pane.attendance.proposed.widgets.values()
    assert proposed.button.text() == "Kalla Kommunpolis, Polisen"
    click(proposed.button)
    (called,) = room.pane.attendance.called.widgets.values()
    called.box.setFocus()
    press(called.box, Qt.Key.Key_Space)
    assert [one.present for one in the_meeting(workplace).called] == [True]
    assert room.pane.attendance.told.text().startswith("1 av 1 närvarande")


def test_a_decision_gets_an_owner_a_day_and_a_mark_when_it_is_late(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    new = line(room, "decision.add")
    click(new)
    type_text(new, "Ring skolan")
    press(new, Qt.Key.Key_Return)
    (row,) = room.pane.decisions.stack.widgets.values()
    owner = row.fields.editors["owner"].control
    assert owner.hasFocus()
    type_text(owner, "kommunp")
    press(owner, Qt.Key.Key_Return)
    due = row.fields.editors["due_on"].control
    click(due)
    type_text(due, "1/4")
    press(due, Qt.Key.Key_Return)
    (one,) = the_meeting(workplace).decisions
    assert (one.text, one.due_on, one.is_late) == ("Ring skolan", dt.date(2017, 4, 1), True)
    assert one.owner_who is not None
    assert one.owner_who.function == "Kommunpolis"
    assert not row.late.isHidden()
    said = room.list.meetings.data(room.list.meetings.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert "1 öppet beslut, 1 försenat" in said


def test_a_note_is_saved_by_ctrl_enter(room: MeetingsRoom, workplace: Workplace) -> None:
    text = room.findChild(QTextEdit, "note.text")
    assert isinstance(text, QTextEdit)
    text.setFocus()
    type_text(text, "Det var fika")
    press(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.text for one in the_meeting(workplace).notes] == ["Det var fika"]
    assert text.toPlainText() == ""
    assert "Det var fika" in [label.text() for label in room.pane.notes.findChildren(QLabel)]


def test_a_note_that_is_being_written_is_saved_when_the_room_is_left(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    text = room.findChild(QTextEdit, "note.text")
    assert isinstance(text, QTextEdit)
    type_text(text, "Halvfärdig")
    text.setPlainText("Halvfärdig")
    room.leave()
    assert [one.text for one in the_meeting(workplace).notes] == ["Halvfärdig"]


def test_the_key_for_something_new_makes_a_meeting_here(room: MeetingsRoom, workplace: Workplace) -> None:
    workplace.actions.offer(room.handlers(), room.makes)
    assert workplace.actions.action("new.meeting").shortcut() == QKeySequence("Ctrl+N")
    before = len(asked(workplace, meetings, today=workplace.today))
    workplace.actions.action("new.meeting").trigger()
    assert len(asked(workplace, meetings, today=workplace.today)) == before + 1


def test_a_new_meeting_is_like_the_last_and_the_date_is_ready_to_be_typed(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    workplace.runner.do(workplace, mark_present, room.pane.key, asked_owner(workplace), True)
    workplace.runner.do(workplace, change, room.pane.key, {"place": "Stadshuset"})
    room.handlers()["new.meeting"]()
    view = the_meeting(workplace, room.pane.key)
    assert view.draft.on == dt.date(2017, 6, 7)
    assert view.draft.place == "Stadshuset"
    assert [one.present for one in view.called] == [False]
    assert room.pane.fields.editors["on"].control.hasFocus()
    workplace.runner.do(workplace, undo)
    assert room.pane.title.text() == "Tisdag 9 maj 2017, vecka 19"


def asked_owner(workplace: Workplace) -> str:
    """The contact who owns the small plan's activity."""
    (one,) = the_meeting(workplace).proposed
    return one.contact


def test_a_deleted_meeting_goes_and_an_empty_room_says_what_to_do(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    click(button(room, "meeting.delete"))
    assert asked(workplace, meetings, today=workplace.today) == ()
    assert room.pages.currentIndex() == 1
    assert any("Gör det första" in label.text() for label in room.findChildren(QLabel))
    click(button(room, "meeting.first"))
    assert room.pages.currentIndex() == 0
    assert len(asked(workplace, meetings, today=workplace.today)) == 1


def test_without_an_agreement_there_is_no_meeting_to_make(
    open_workplace: OpenWorkplace, empty_plan: Path, qtbot: QtBot
) -> None:
    workplace = open_workplace(empty_plan)
    said: list[str] = []
    workplace.said.connect(said.append)
    room = MeetingsRoom(workplace)
    qtbot.addWidget(room)
    room.show()
    room.enter()
    click(room.first)
    assert said == ["Lägg upp en överenskommelse först: ett möte hålls om en sådan."]


def test_one_chooses_the_agreement_where_there_are_several(room: MeetingsRoom, workplace: Workplace) -> None:
    keys: list[str] = []
    workplace.runner.do(workplace, add, an_agreement(municipality="Åmål"), then=keys.append)
    workplace.set_agreement(keys[0])
    assert room.pages.currentIndex() == 1
    click(room.first)
    assert "Åmål" in room.pane.where.text()
    workplace.set_agreement(None)
    assert room.list.meetings.rowCount() == 3


def test_choosing_in_the_list_shows_the_meeting_and_selects_it(
    room: MeetingsRoom, workplace: Workplace
) -> None:
    click(button(room, "meeting.new"))
    click_row(room.list, 1)
    assert room.pane.title.text() == "Tisdag 9 maj 2017, vecka 19"
    assert [place.id for place in workplace.selection] == [room.pane.key]


def test_the_room_remembers_which_meeting_was_looked_at(room: MeetingsRoom, workplace: Workplace) -> None:
    click(button(room, "meeting.new"))
    wanted, kept = room.pane.key, dict(room.arrangement())
    again = MeetingsRoom(workplace)
    again.arrange(kept)
    again.show()
    again.enter()
    assert again.pane.key == wanted
    again.deleteLater()


def test_a_meeting_that_another_deletes_is_gone_here(room: MeetingsRoom, workplace: Workplace) -> None:
    workplace.runner.do(workplace, delete, room.pane.key)
    assert room.pages.currentIndex() == 1


def test_what_the_papers_are_is_said(room: MeetingsRoom, workplace: Workplace) -> None:
    assert room.pane.papers.past.isHidden()
    workplace.runner.do(workplace, record_paper, room.pane.key)
    assert not room.pane.papers.past.isHidden()
    assert "inte känt" in room.pane.papers.told.text()


def test_every_control_has_a_name(room: MeetingsRoom, workplace: Workplace) -> None:
    workplace.runner.do(workplace, note, room.pane.key, "En anteckning")
    new = line(room, "decision.add")
    type_text(new, "Ring skolan")
    controls = [
        widget
        for kind in (QPushButton, QLineEdit, QTextEdit, QAbstractButton)
        for widget in room.findChildren(kind)
        if not widget.objectName().startswith("qt_")
    ]
    nameless = [
        widget
        for widget in controls
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_the_model_keeps_its_place_when_only_words_change(room: MeetingsRoom) -> None:
    resets: list[bool] = []
    model = room.list.meetings
    assert isinstance(model, MeetingModel)
    model.modelReset.connect(lambda: resets.append(True))
    click(room.pane.step)
    assert resets == []
