"""A clumsy day: wrong words, wrong dates, a disk that goes away, somebody else at the same plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from db.operations import change
from db.queries import locate
from db.store import Store
from desktop.windows.detail.pane import DetailPane
from desktop.windows.fields import FieldEditor
from tests.builders import a_world
from tests.journeys.window.person import CTRL, Person, clicks
from tests.windows.parts import part

K = Qt.Key


def the_field(person: Person, name: str) -> FieldEditor:
    """A field of the details, with the keyboard in it and all of it marked."""
    body = part(person.frame, DetailPane).body
    assert body is not None
    editor = body.fields.editors[name]
    editor.control.setFocus()
    person.presses(K.Key_A, CTRL)
    return editor


def test_nothing_is_lost_on_a_day_when_all_goes_wrong(person: Person, saffle: Path) -> None:
    person.has_said_who_they_are()
    person.starts(saffle)
    person.presses(K.Key_2, CTRL)
    person.finds("k6")

    # A date that is none: told at the field, kept there, and no hindrance for the rest.
    due = the_field(person, "due_on")
    person.types("31 juni")
    person.presses(K.Key_Return)
    assert due.has_fault
    assert due.typed() == "31 juni"
    the_field(person, "place")
    person.types("Medborgarkontoret")
    person.presses(K.Key_Return)
    (line,) = person.activities(saffle, "nummer:K6")
    assert line.place == "Medborgarkontoret"
    the_field(person, "due_on")
    person.types("30/6 2017")
    person.presses(K.Key_Return)
    assert not due.has_fault

    # The stick is pulled out in the middle of a word.
    title = the_field(person, "title")
    person.types("Översyn av öppettiderna")
    aside = saffle.rename(saffle.with_suffix(".aside"))
    person.presses(K.Key_Return)
    assert title.typed() == "Översyn av öppettiderna"
    assert title.has_fault
    aside.rename(saffle)
    title.control.setFocus()
    person.presses(K.Key_Return)
    (line,) = person.activities(saffle, "nummer:K6")
    assert line.title == "Översyn av öppettiderna"
    assert not title.has_fault

    # Somebody at the station changes the same activity while a field is being typed in.
    the_field(person, "text")
    person.types("Vi frågar besökarna.")
    with Store.open(saffle, a_world("stationen"), actor="kommunpolis") as station:
        station.do(change, station.read(locate, "K6").id, {"place": "Stationen"})
    person.frame.workplace.runner.look_outside()
    person.looks()
    body = part(person.frame, DetailPane).body
    assert body is not None
    assert body.fields.editors["text"].typed() == "Vi frågar besökarna."
    assert body.fields.editors["place"].typed() == "Stationen"

    # Undone too far: what the station did is asked about, not overrun.
    person.finds("gå till aktivitetsplanen")
    asked: list[QMessageBox] = []
    for _ in range(9):
        person.presses(K.Key_Z, CTRL)
        if asked := [box for box in person.frame.window().findChildren(QMessageBox) if box.isVisible()]:
            break
    assert "kommunpolis" in asked[0].text()
    person.presses(K.Key_Return)
    (line,) = person.activities(saffle, "nummer:K6")
    assert line.place == "Stationen"

    # Closed in the middle of a word: the word is there tomorrow.
    person.finds("k6")
    the_field(person, "state_reason")
    person.types("Ny chef")
    person.starts(saffle)
    assert [line.number for line in person.activities(saffle, 'skäl:"Ny chef"')] == ["K6"]


@pytest.mark.usefixtures("home")
def test_a_file_that_is_no_plan_leads_back_to_the_start_page_and_on_to_the_example(
    person: Person, tmp_path: Path
) -> None:
    letter = tmp_path / "brev.plan"
    letter.write_text("Hej!", encoding="utf-8")
    window = person.starts(letter)
    assert window.frame is None
    person.types("Kommunpolis")
    page = window.centralWidget()
    assert page is not None
    clicks(part(page, QPushButton, "example"))
    person.looks()
    assert person.frame.workplace.today.year == 2017
