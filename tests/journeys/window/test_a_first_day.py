"""A first day: from the start page to a plan with a promise, a recurring activity and what was done of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton

from db.kinds import ScheduleKind
from desktop.windows.detail.pane import DetailPane
from desktop.windows.fields.reference import ReferenceEditor
from desktop.windows.fields.thing_dialog import ThingDialog
from desktop.windows.welcome.creating import NewPlanDialog
from desktop.windows.welcome.page import Welcome
from tests.journeys.window.person import CTRL, Person, clicks
from tests.windows.parts import part

K = Qt.Key


def begin_a_plan(person: Person) -> Path:
    """Say who one is, and make a plan for Vara."""
    window = person.starts()
    page = window.centralWidget()
    assert isinstance(page, Welcome)
    person.types("Säkerhetssamordnare")
    person.presses(K.Key_Tab)
    person.types("Vara kommun")
    path = person.folder / "vara.plan"

    def fill(dialog: NewPlanDialog) -> None:
        dialog.municipality.setFocus()
        person.types("Vara kommun")
        dialog.file.setFocus()
        dialog.file.selectAll()
        person.types(str(path))
        clicks(part(dialog, QPushButton, "make"))

    person.answers(NewPlanDialog, fill)
    clicks(part(page, QPushButton, "create"))
    person.looks()
    return path


def adds(person: Person, command: str, *typed: tuple[str, str]) -> None:
    """Make a new thing by the command box, and fill in some of its fields."""
    person.finds(command)
    dialog = person.dialog(ThingDialog)
    for name, text in typed:
        dialog.editors[name].control.setFocus()
        person.types(text)
        if isinstance(dialog.editors[name], ReferenceEditor):
            person.presses(K.Key_Return)
    clicks(dialog.add_button)
    person.looks()


def test_a_plan_is_made_filled_and_followed_on_its_first_day(person: Person) -> None:
    path = begin_a_plan(person)
    assert person.frame.workplace.plan_name == str(path)
    adds(person, "nytt fokusområde", ("title", "Trafik"))
    adds(person, "ny kontakt", ("function", "Kommunpolis"))
    adds(person, "nytt löfte", ("text", "Tryggare vägar till skolan"), ("focus_area", "Trafik"))
    promises = person.things(path, "promise")
    assert len(promises) == 1

    person.presses(K.Key_2, CTRL)
    person.presses(K.Key_N, CTRL)
    person.types("Hastighetskontroller vid skolorna")
    person.presses(K.Key_Return)
    person.presses(K.Key_Escape)
    assert [line.title for line in person.activities(path)] == ["Hastighetskontroller vid skolorna"]

    person.finds("hastighetskontroller")
    assert [place.entity for place in person.frame.workplace.selection] == ["activity"]
    pane = part(person.frame, DetailPane)
    assert pane.body is not None
    schedule = pane.body.fields.editors["schedule"].control
    assert isinstance(schedule, QComboBox)
    schedule.setFocus()
    for _ in range(schedule.findData(ScheduleKind.RECURRING.value)):
        person.presses(K.Key_Down)
    (line,) = person.activities(path)
    assert line.schedule is ScheduleKind.RECURRING

    person.presses(K.Key_L, CTRL)
    person.presses(K.Key_Return)
    (line,) = person.activities(path, "tillfällen:1")
    assert line.title == "Hastighetskontroller vid skolorna"

    person.presses(K.Key_2, CTRL)
    person.presses(K.Key_Z, CTRL)
    assert person.activities(path, "tillfällen:1") == []
    person.presses(K.Key_Y, CTRL)
    assert len(person.activities(path, "tillfällen:1")) == 1
    assert dt.date(2017, 5, 2) == person.frame.workplace.today
