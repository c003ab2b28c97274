"""The room Exchange: who the copies are, where they meet, and what is asked before anything is done."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QWidget

from db.exchange.memory import Memory
from db.operations import add, delete, name_copy, undo
from db.store import Store
from db.views.exchange import KnownPlace
from desktop.windows.exchange.questions import Question
from desktop.windows.exchange.room import ExchangeRoom
from desktop.windows.workplace import Workplace
from tests.builders import a_world, an_activity
from tests.storages import begun
from tests.windows.exchange.conftest import Copies, OpenOffice, shown
from tests.windows.keys import click, press, type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def question(room: ExchangeRoom) -> Question:
    """The question that is open."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = [one for one in room.window().findChildren(Question) if one.isVisible()]
    assert found, "nothing is asked"
    return found[-1]


def lines(dialog: Question) -> list[str]:
    return [label.text() for label in dialog.lines]


def remembered(copies: Copies) -> list[KnownPlace]:
    with Store.open(copies.office, copies.at_office, actor="") as store:
        return Memory.of(store).places()


def said(room: ExchangeRoom) -> str:
    """All that stands in the card of the copies."""
    return " | ".join(label.text() for label in room.copies.findChildren(QLabel) if not label.isHidden())


def test_before_anything_has_met_the_room_says_how_to_begin(room: ExchangeRoom) -> None:
    assert room.places.rows == {}
    assert not room.places.empty.isHidden()
    assert "delad mapp" in room.places.empty.text()
    assert room.copies.name.text() == "kontoret"
    assert room.copies.letter.text() == "K"
    assert "Det finns inga konflikter" in room.conflicts.heading.text()


def test_a_folder_is_added_after_a_look_at_what_an_exchange_would_do(
    room: ExchangeRoom, copies: Copies
) -> None:
    copies.does(add, an_activity(copies.plan.agreement, title="Möte på stationen"))
    copies.changes(title="Torgmöte på torget")
    copies.meets()
    room.add(str(copies.folder))
    asked = question(room)
    told = " ".join(lines(asked))
    assert "Du får 1 ny, 1 ändrad från stationen" in told
    assert "Du ger inget nytt" in told or "Du ger" in told
    assert remembered(copies)[0].last_met is None
    click(asked.answers.yes)
    row = room.places.rows[str(copies.folder)]
    assert row.met.text() == "senast mött: i dag"
    assert "Du fick 1 ny" in row.told.text()
    assert "stationen" in said(room)
    assert "senast mött: i dag" in said(room)


def test_nothing_is_done_where_the_answer_is_not_now(room: ExchangeRoom, copies: Copies) -> None:
    room.add(str(copies.folder))
    press(question(room), Qt.Key.Key_Escape)
    assert list(copies.folder.iterdir()) == []
    assert room.places.rows[str(copies.folder)].met.text() == "aldrig mött än"


def test_a_second_exchange_with_nothing_new_asks_nothing(room: ExchangeRoom, copies: Copies) -> None:
    room.add(str(copies.folder))
    click(question(room).answers.yes)
    row = room.places.rows[str(copies.folder)]
    click(row.meet)
    assert row.told.text() == "Båda har allt som den andra har."


def test_a_copy_is_renamed_in_its_field_and_undo_takes_that_back(
    room: ExchangeRoom, workplace: Workplace
) -> None:
    name = room.copies.name
    click(name)
    name.selectAll()
    type_text(name, "kommunhuset i Säffle")
    press(name, Qt.Key.Key_Return)
    assert room.standing.stand is not None
    assert room.standing.stand.copies.here.name == "kommunhuset i Säffle"
    workplace.runner.do(room, undo)
    room.standing.read()
    assert name.text() == "kontoret"


def test_a_copy_without_a_name_keeps_the_one_it_had(room: ExchangeRoom) -> None:
    room.copies.name.setText("   ")
    press(room.copies.name, Qt.Key.Key_Return)
    assert room.copies.name.text() == "kontoret"


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, "i dag"), (1, "igår"), (3, "för 3 dagar sedan"), (20, "för 2 veckor sedan"), (-400, "i dag")],
)
def test_how_long_ago_a_copy_was_met_is_said_in_words_and_pointed_out_when_it_is_too_long(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice, days: int, age: str
) -> None:
    copies.meets()
    met = dt.date(2017, 5, 2)
    room = shown(qtbot, open_office(day=met + dt.timedelta(days=days)))
    room.add(str(copies.folder))
    click(question(room).answers.yes)
    assert age in said(room)
    pills = [label for label in room.copies.findChildren(QLabel) if label.property("role") == "pill-soon"]
    assert bool(pills) == (days > 7)
    room.copies.days.setValue(2)
    QApplication.processEvents()
    pills = [
        label
        for label in room.copies.others.findChildren(QLabel)
        if label.property("role") == "pill-soon" and not label.isHidden()
    ]
    assert bool(pills) == (days > 2)


def test_what_is_no_place_for_this_plan_is_refused_with_the_way_out(
    room: ExchangeRoom, copies: Copies
) -> None:
    other = copies.office.with_name("grums.plan")
    begun(other, a_world("grums")).close()
    room.add(str(other))
    assert "en annan plan" in room.places.refusal.text()
    room.add(str(copies.office))
    assert "just den här kopian" in room.places.refusal.text()
    room.add(str(copies.folder / "finns inte"))
    assert "finns inte" in room.places.refusal.text()
    assert room.places.rows == {}


def test_an_emptied_folder_asks_and_is_filled_again_only_if_wanted(
    room: ExchangeRoom, copies: Copies
) -> None:
    room.add(str(copies.folder))
    click(question(room).answers.yes)
    shutil.rmtree(copies.folder)
    copies.folder.mkdir()
    row = room.places.rows[str(copies.folder)]
    click(row.meet)
    asked = question(room)
    assert asked.objectName() == "refill"
    assert asked.answers.no.isDefault()
    press(asked, Qt.Key.Key_Escape)
    assert list(copies.folder.iterdir()) == []
    assert row.meet.text() == "Svara …"
    click(row.meet)
    click(question(room).answers.yes)
    assert list(copies.folder.glob("*.ops"))
    assert row.trouble.isHidden()


def test_a_place_is_forgotten_and_what_is_there_stays(room: ExchangeRoom, copies: Copies) -> None:
    room.add(str(copies.folder))
    click(question(room).answers.yes)
    click(room.places.rows[str(copies.folder)].forget)
    assert room.places.rows == {}
    assert remembered(copies) == []
    assert list(copies.folder.glob("*.ops"))


def test_another_copys_file_can_be_met(room: ExchangeRoom, copies: Copies) -> None:
    copies.changes(title="Ändrad i stationen")
    room.add(str(copies.station))
    assert "1 ändrad" in " ".join(lines(question(room)))
    click(question(room).answers.yes)
    assert room.exchanging.results[str(copies.station)].received


def test_a_deleted_thing_is_told_as_deleted(room: ExchangeRoom, copies: Copies) -> None:
    copies.does(delete, copies.plan.meeting)
    copies.meets()
    room.add(str(copies.folder))
    assert "1 borttagen" in " ".join(lines(question(room)))


def test_a_place_is_met_by_itself_when_its_box_is_ticked(room: ExchangeRoom, copies: Copies) -> None:
    room.add(str(copies.folder))
    click(question(room).answers.yes)
    row = room.places.rows[str(copies.folder)]
    row.automatic.setFocus()
    press(row.automatic, Qt.Key.Key_Space)
    assert remembered(copies)[0].automatic
    assert row.automatic.isChecked()


def test_everything_that_takes_the_keys_says_what_it_is(room: ExchangeRoom, copies: Copies) -> None:
    copies.changes(title="Ändrad i stationen")
    copies.meets()
    room.add(str(copies.folder))
    click(question(room).answers.yes)
    nameless = [
        widget
        for widget in room.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(room)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not isinstance(widget.parentWidget(), QAbstractSpinBox)
    ]
    assert [(type(one).__name__, one.objectName()) for one in nameless] == []


def test_a_copy_that_is_called_like_another_is_asked_for_a_name_of_its_own(
    room: ExchangeRoom, copies: Copies
) -> None:
    room.standing.read()
    assert room.copies.alike.isHidden()
    copies.does(name_copy, "kontoret")
    copies.meets()
    room.add(str(copies.folder))
    click(question(room).answers.yes)
    assert not room.copies.alike.isHidden()
    room.copies.name.setText("säkerhetsavdelningen")
    press(room.copies.name, Qt.Key.Key_Return)
    assert room.copies.alike.isHidden()


def test_a_copy_that_was_put_back_from_a_backup_is_explained(room: ExchangeRoom, copies: Copies) -> None:
    backup = copies.station.with_name("säkerhetskopia.plan")
    shutil.copyfile(copies.station, backup)
    copies.changes(title="Före återställningen")
    copies.meets()
    room.add(str(copies.folder))
    click(question(room).answers.yes)
    shutil.copyfile(backup, copies.station)
    shutil.rmtree(copies.at_station.memory or backup.parent / "inget")
    copies.changes(place="Efter återställningen")
    room.add(str(copies.station))
    told = " ".join(lines(question(room)))
    assert "återställts från en säkerhetskopia" in told
    click(question(room).answers.yes)
    row = room.places.rows[str(copies.station)]
    assert "Båda dess berättelser är kvar" in row.told.text()


def test_a_copy_is_handed_out_from_the_room(room: ExchangeRoom, copies: Copies, tmp_path: Path) -> None:
    copy = tmp_path / "till stationen.plan"
    room.hand_out(copy)
    with (
        Store.open(copy, copies.at_office, actor="") as store,
        Store.open(copies.office, copies.at_office, actor="") as office,
    ):
        assert store.plan == office.plan
    room.hand_out(copy)
    assert "finns redan" in room.places.refusal.text()
