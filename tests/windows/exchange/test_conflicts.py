"""Deciding what copies have said differently: side by side, one by one, and all of a thing at once."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from db.exchange.opening import kind_of, open_place
from db.exchange.sync import sync
from db.operations import add, change, delete, undo
from db.queries.showing import thing_view
from db.store import Store
from db.views.things import Place
from desktop.windows.exchange.comparison import Comparison
from desktop.windows.exchange.room import ExchangeRoom
from desktop.windows.workplace import Workplace
from tests.builders import an_activity
from tests.windows.exchange.conftest import Copies, OpenOffice, shown
from tests.windows.keys import click, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def meet(copies: Copies) -> None:
    """Let the office and the station meet in the folder until both know all."""
    copies.meets()
    with (
        Store.open(copies.office, copies.at_office, actor="samordnare") as store,
        closing(open_place(store, str(copies.folder), actor="samordnare")) as place,
    ):
        sync(store, place, kind_of(str(copies.folder)))
    copies.meets()


def at_office(copies: Copies, operation: object, *args: object) -> None:
    """Let somebody in the office do something, before the window is opened."""
    with Store.open(copies.office, copies.at_office, actor="samordnare") as store:
        store.do(operation, *args)  # type: ignore[arg-type]


def disagree(copies: Copies) -> None:
    """Let both write another title and another date."""
    key = copies.plan.activity
    at_office(copies, change, key, {"title": "Kontorets ord", "due_on": dt.date(2017, 6, 2)})
    copies.changes(title="Stationens ord", due_on=dt.date(2017, 6, 3))
    meet(copies)


def titles(workplace: Workplace, copies: Copies) -> object:
    """What the activity is called now."""
    found: list[object] = []

    def tell(view: object) -> None:
        found.append({field.name: field.value for field in view.fields}["title"])  # type: ignore[attr-defined]

    workplace.runner.ask(workplace, tell, thing_view, Place("activity", copies.plan.activity))
    return found[0]


def comparison(room: ExchangeRoom) -> Comparison:
    """What is shown side by side."""
    assert room.conflicts.comparison is not None
    return room.conflicts.comparison


def texts(room: ExchangeRoom) -> str:
    return " | ".join(label.text() for label in comparison(room).findChildren(QLabel))


def test_a_field_shows_what_stood_there_mine_and_theirs_with_who_and_when(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    disagree(copies)
    room = shown(qtbot, open_office())
    assert room.conflicts.heading.text() == "2 konflikter att avgöra"
    before, mine, theirs = comparison(room).cards
    assert (before.value.text(), mine.value.text(), theirs.value.text()) == (
        "Torgmöte", "Kontorets ord", "Stationens ord",
    )  # fmt: skip
    assert "samordnare, kontoret (K), 2 maj 2017 (i dag)" in mine.accessibleDescription()
    assert "kommunpolis, stationen" in theirs.accessibleDescription()
    assert "Torgmöte" not in room.workplace.contested
    assert copies.plan.activity in room.workplace.contested


@pytest.mark.parametrize(("button", "said"), [("mine", "Kontorets ord"), ("theirs", "Stationens ord")])
def test_what_is_kept_is_said_from_then_on_and_the_next_one_is_offered(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice, button: str, said: str
) -> None:
    disagree(copies)
    workplace = open_office()
    room = shown(qtbot, workplace)
    click(comparison(room).buttons[button])
    assert titles(workplace, copies) == said
    assert room.conflicts.heading.text() == "1 konflikt att avgöra"
    assert "Senast klart" in texts(room)
    workplace.runner.do(room, undo)
    assert room.conflicts.heading.text() == "2 konflikter att avgöra"


def test_another_value_is_typed_in_the_fields_own_editor(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    disagree(copies)
    workplace = open_office()
    room = shown(qtbot, workplace)
    editor = comparison(room).editor
    assert editor is not None
    control = editor.control
    assert isinstance(control, QLineEdit)
    control.setFocus()
    editor.put_typed("")
    click(comparison(room).buttons["another"])
    assert "måste" in texts(room) or "behöver" in texts(room) or "saknas" in texts(room)
    editor.put_typed("Vårt gemensamma ord")
    click(comparison(room).buttons["another"])
    assert titles(workplace, copies) == "Vårt gemensamma ord"


def test_what_is_being_typed_stays_when_something_else_in_the_plan_changes(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    disagree(copies)
    workplace = open_office()
    room = shown(qtbot, workplace)
    editor = comparison(room).editor
    assert editor is not None
    editor.put_typed("Halvskriv")
    workplace.runner.do(room, add, an_activity(copies.plan.agreement, title="En till"))
    again = comparison(room).editor
    assert again is not None
    assert again.typed() == "Halvskriv"


def test_all_of_a_thing_is_decided_at_once_and_undone_at_once(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    disagree(copies)
    workplace = open_office()
    room = shown(qtbot, workplace)
    click(comparison(room).buttons["all theirs"])
    assert titles(workplace, copies) == "Stationens ord"
    assert "Det finns inga konflikter" in room.conflicts.heading.text()
    assert workplace.contested == frozenset()
    workplace.runner.do(room, undo)
    assert room.conflicts.heading.text() == "2 konflikter att avgöra"


@pytest.mark.parametrize("keep", [True, False])
def test_a_deletion_against_an_edit_is_kept_or_deleted(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice, keep: bool
) -> None:
    at_office(copies, delete, copies.plan.activity)
    copies.changes(text="Stationen har skrivit mer")
    meet(copies)
    workplace = open_office()
    room = shown(qtbot, workplace)
    assert "Borttagen och ändrad" in texts(room)
    assert "kommunpolis" in texts(room)
    click(comparison(room).buttons["keep" if keep else "delete"])
    assert "Det finns inga konflikter" in room.conflicts.heading.text()
    found: list[bool] = []

    def tell(view: object) -> None:
        found.append(view.name.alive)  # type: ignore[attr-defined]

    workplace.runner.ask(workplace, tell, thing_view, Place("activity", copies.plan.activity))
    assert found == [keep]


def test_what_does_not_go_together_leads_to_the_thing(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    at_office(
        copies, change, copies.plan.activity,
        {"schedule": "period", "starts_on": dt.date(2017, 5, 1), "ends_on": dt.date(2017, 9, 1)},
    )  # fmt: skip
    meet(copies)
    at_office(copies, change, copies.plan.activity, {"starts_on": dt.date(2017, 8, 1)})
    copies.changes(ends_on=dt.date(2017, 6, 1))
    meet(copies)
    workplace = open_office()
    room = shown(qtbot, workplace)
    assert "inte går ihop" in room.conflicts.heading.text()
    asked: list[str] = []
    workplace.asked_for_room.connect(asked.append)
    click(comparison(room).buttons["go"])
    assert asked == ["plan"]
    assert [place.id for place in workplace.selection] == [copies.plan.activity]


def test_keys_alone_go_from_one_to_the_next_and_decide(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    disagree(copies)
    workplace = open_office()
    room = shown(qtbot, workplace)
    room.handlers()["exchange.next"]()
    assert "Senast klart" in texts(room)
    room.handlers()["exchange.next"]()
    assert "Titel" in texts(room)
    keep = comparison(room).buttons["mine"]
    keep.setFocus()
    press(keep, Qt.Key.Key_Space)
    assert titles(workplace, copies) == "Kontorets ord"
    assert room.window().focusWidget() is room.conflicts.list


def test_one_comes_from_a_thing_to_what_is_to_be_decided_about_it(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    other = copies.does(add, an_activity(copies.plan.agreement, title="Andra"))
    meet(copies)
    at_office(copies, change, other, {"title": "Andra kontor"})
    copies.does(change, other, {"title": "Andra station"})
    disagree(copies)
    workplace = open_office()
    workplace.contest(frozenset({other}))
    workplace.select(Place("activity", other))
    room = shown(qtbot, workplace)
    assert "Andra" in texts(room)
