"""The history of one thing beside its details."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.operations import change, delete, log_occurrence, note
from db.queries import history
from db.views.things import Place
from desktop.windows.history.of_thing import HistoryOf
from desktop.windows.workplace import Workplace
from tests.windows.keys import click


@pytest.fixture
def keys(workplace: Workplace) -> dict[str, str]:
    """The ids of what the plan holds, one of each table."""
    found: dict[str, str] = {}
    workplace.runner.ask(
        workplace, lambda told: found.update((c.entity, c.row) for s in told for c in s.changes), history
    )
    return found


@pytest.fixture
def pane(workplace: Workplace, keys: dict[str, str], qtbot: QtBot) -> HistoryOf:
    pane = HistoryOf(workplace)
    qtbot.addWidget(pane)
    pane.resize(340, 600)
    pane.show()
    pane.show_thing(Place("activity", keys["activity"]))
    return pane


def do(workplace: Workplace, operation: Any, *arguments: Any, **options: Any) -> None:
    workplace.runner.do(workplace, operation, *arguments, **options)


def texts(pane: HistoryOf, entry: int = 0) -> list[str]:
    """What an entry says, from above."""
    QApplication.processEvents()  # Qt shows what is new in a layout once it is idle.
    return [label.text() for label in pane.entries[entry].findChildren(QLabel) if label.isVisibleTo(pane)]


def test_each_step_tells_who_when_and_what_the_field_said_before(
    pane: HistoryOf, workplace: Workplace, keys: dict[str, str]
) -> None:
    do(workplace, change, keys["activity"], {"state": "ongoing"})
    when, what, changed = texts(pane)
    assert when.startswith("2 maj 2017 ")
    assert when.endswith("samordnare (K)")
    assert (what, changed) == ("Ändrade läge på K1", "Läge: Ej påbörjad → Pågår")


def test_what_happens_to_its_parts_belongs_to_it_and_other_things_do_not(
    pane: HistoryOf, workplace: Workplace, keys: dict[str, str]
) -> None:
    do(workplace, log_occurrence, keys["activity"], on=dt.date(2017, 5, 12))
    do(workplace, note, keys["activity"], "Ring skolan")
    before = len(pane.entries)
    do(workplace, change, keys["promise"], {"text": "Vi syns oftare"})
    assert len(pane.entries) == before
    assert [entry.what.text() for entry in pane.entries[:2]] == [
        "Skrev en anteckning om K1",
        "Loggade genomfört tillfälle K1 2017-05-12",
    ]


def test_a_step_is_undone_from_there(pane: HistoryOf, workplace: Workplace, keys: dict[str, str]) -> None:
    do(workplace, change, keys["activity"], {"state": "ongoing"})
    click(pane.entries[0].undo)
    assert pane.entries[0].what.text() == "Ångrade: ändrade läge på K1"
    assert not pane.entries[1].undo.isVisibleTo(pane)
    assert "Ångrat" in texts(pane, 1)


def test_what_has_moved_on_is_said_and_undone_all_the_same_if_one_wants_to(
    pane: HistoryOf, workplace: Workplace, keys: dict[str, str]
) -> None:
    do(workplace, change, keys["activity"], {"title": "Ett"})
    do(workplace, change, keys["activity"], {"title": "Två"})
    older = pane.entries[1]
    click(older.undo)
    assert older.why_not.text() == "samordnare har ändrat titel på K1 Två sedan dess."
    assert pane.entries[0].what.text() == "Ändrade titel på K1"
    click(older.anyway)
    assert pane.entries[0].what.text() == "Ångrade: ändrade titel på K1"


def test_older_steps_are_shown_when_one_asks_for_them(
    pane: HistoryOf, workplace: Workplace, keys: dict[str, str]
) -> None:
    for number in range(12):
        do(workplace, change, keys["activity"], {"place": f"Plats {number}"})
    few = len(pane.entries)
    assert few < 12
    click(pane.older)
    assert len(pane.entries) == 13
    assert not pane.older.isVisibleTo(pane)


def test_another_thing_has_another_history(
    pane: HistoryOf, workplace: Workplace, keys: dict[str, str]
) -> None:
    do(workplace, delete, keys["cause"])
    pane.show_thing(Place("promise", keys["promise"]))
    assert len(pane.entries) == 1
    pane.show_thing(Place("promise", "nothing"))
    assert pane.empty.isVisibleTo(pane)
    assert pane.empty.text() == "Ingenting har hänt med detta än."


def test_an_entry_that_says_the_same_stays_where_the_keyboard_is(
    pane: HistoryOf, workplace: Workplace, keys: dict[str, str]
) -> None:
    do(workplace, change, keys["activity"], {"place": "Torget"})
    entry = pane.entries[0]
    do(workplace, change, keys["activity"], {"state": "ongoing"})
    assert pane.entries[1] is entry
