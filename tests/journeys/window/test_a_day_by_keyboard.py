"""A day of follow-up in Säffle's plan with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from db.kinds import ActivityState
from db.views.things import Place
from desktop.windows.detail.pane import DetailPane
from desktop.windows.plan.room import PlanRoom
from tests.journeys.window.person import CTRL, Person
from tests.windows.parts import part

K = Qt.Key


def test_what_is_late_is_found_followed_up_and_taken_back_by_keys(person: Person, saffle: Path) -> None:
    person.has_said_who_they_are()
    person.starts(saffle)
    late = {line.number for line in person.activities(saffle, "läge:försenad")}
    assert late == {"K4", "K5"}

    # The late ones, by the search box.
    person.presses(K.Key_2, CTRL)
    person.presses(K.Key_F, CTRL)
    person.types("läge:försenad")
    person.presses(K.Key_Return)
    assert person.frame.workplace.filter_text == "läge:försenad"
    assert isinstance(person.frame.room, PlanRoom)

    # One of them has been done: two keys log it.
    person.finds("k5")
    (chosen,) = person.frame.workplace.selection
    before = len(person.activities(saffle, "tillfällen:0"))
    person.presses(K.Key_L, CTRL)
    person.presses(K.Key_Return)
    assert len(person.activities(saffle, "tillfällen:0")) == before - 1
    (patrol,) = person.activities(saffle, "nummer:K5")
    assert not patrol.late

    # Its state, in the details.
    pane = part(person.frame, DetailPane)
    assert pane.body is not None
    state = pane.body.fields.editors["state"].control
    state.setFocus()
    person.presses(K.Key_Home)
    person.presses(K.Key_Down)
    person.presses(K.Key_Down)
    (patrol,) = person.activities(saffle, "nummer:K5")
    assert patrol.state is ActivityState.ONGOING

    # All of it back, to the first gesture, and done again.
    undone = 0
    while person.activities(saffle, "tillfällen:0 nummer:K5") == []:
        person.presses(K.Key_Z, CTRL)
        undone += 1
        assert undone < 10
    (patrol,) = person.activities(saffle, "nummer:K5")
    assert (patrol.state, patrol.late) == (ActivityState.NOT_STARTED, True)
    for _ in range(undone):
        person.presses(K.Key_Y, CTRL)
    (patrol,) = person.activities(saffle, "nummer:K5")
    assert (patrol.state, patrol.late) == (ActivityState.ONGOING, False)

    assert person.frame.workplace.selection == (Place("activity", chosen.id),)

    # The next day begins where this one ended.
    person.starts()
    assert person.frame.workplace.filter_text == "läge:försenad"
    assert isinstance(person.frame.room, PlanRoom)
    assert person.frame.workplace.selection == (Place("activity", chosen.id),)
