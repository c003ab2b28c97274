"""What goes on by itself: silent when all is well, told once when it is not, and never in anybody's way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QToolButton

from db.exchange.memory import Memory
from db.operations import change
from db.store import Store
from db.views.exchange import KnownPlace, PlaceKind
from desktop.windows.exchange.automatic import Automatic
from desktop.windows.exchange.exchanging import Exchanging
from desktop.windows.exchange.questions import Question
from desktop.windows.frame import Frame
from desktop.windows.main_window import MainWindow
from desktop.windows.settings import Settings
from desktop.windows.workplace import Workplace
from tests.windows.conftest import DAY
from tests.windows.exchange.conftest import Copies, OpenOffice
from tests.windows.parts import part

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def known(copies: Copies) -> KnownPlace:
    with Store.open(copies.office, copies.at_office, actor="") as store:
        return Memory.of(store).places()[0]


@pytest.fixture
def automatic_folder(copies: Copies) -> Path:
    """The folder, known in the office and met by itself."""
    place = KnownPlace(address=str(copies.folder), kind=PlaceKind.FOLDER, name="delad", automatic=True)
    with Store.open(copies.office, copies.at_office, actor="") as store:
        Memory.of(store).put(place)
    return copies.folder


@pytest.fixture
def frame(qtbot: QtBot, open_office: OpenOffice, automatic_folder: Path) -> Iterator[Frame]:
    """The office's window around its plan."""
    assert automatic_folder
    workplace: Workplace = open_office()
    frame = Frame(workplace)
    workplace.setParent(frame)
    qtbot.addWidget(frame)
    frame.resize(1200, 700)
    frame.show()
    frame.enter("history")
    yield frame
    workplace.setParent(None)


def exchange_button(frame: Frame) -> QToolButton:
    return part(frame.status, QToolButton, "exchange")


def test_on_start_it_meets_and_says_so_in_few_words(frame: Frame, copies: Copies) -> None:
    copies.changes(title="Ändrad i stationen")
    copies.meets()
    frame.look_around()
    assert known(copies).last_met is not None
    assert exchange_button(frame).text().startswith("Utbytt ")
    assert frame.banner.text == ""
    exchange_button(frame).click()
    assert type(frame.room).__name__ == "ExchangeRoom"


def test_conflicts_that_come_by_themselves_are_counted_at_the_room_and_in_the_line_of_status(
    frame: Frame, copies: Copies
) -> None:
    with Store.open(copies.office, copies.at_office, actor="samordnare") as store:
        store.do(change, copies.plan.activity, {"title": "Kontorets"})
    copies.changes(title="Stationens")
    copies.meets()
    frame.look_around()
    assert exchange_button(frame).text() == "1 konflikt att avgöra"
    button = part(frame.rail, QToolButton, "room.exchange")
    assert button.text().endswith("(1)")
    assert button.accessibleName() == "Utbyte, 1 att se på"
    assert copies.plan.activity in frame.workplace.contested


def test_trouble_is_told_once_across_the_window_and_stays_with_the_place(
    frame: Frame, copies: Copies
) -> None:
    frame.look_around()
    shutil.rmtree(copies.folder)
    copies.folder.mkdir()
    automatic = frame.workplace.findChild(Automatic)
    assert automatic is not None
    automatic.round()
    assert "tom nu" in frame.banner.text
    assert exchange_button(frame).text() == "Inte utbytt"
    assert known(copies).trouble == "PlaceEmptied"
    frame.banner.hide()
    automatic.round()
    assert frame.banner.text == ""
    assert list(copies.folder.iterdir()) == []


def test_a_place_that_is_out_of_reach_is_no_trouble(frame: Frame, copies: Copies) -> None:
    frame.look_around()
    copies.folder.rename(copies.folder.with_name("borta"))
    automatic = frame.workplace.findChild(Automatic)
    assert automatic is not None
    automatic.round()
    assert frame.banner.text == ""
    assert known(copies).trouble == "Unreachable"
    copies.folder.with_name("borta").rename(copies.folder)
    automatic.round()
    assert known(copies).trouble == ""


def test_closing_the_window_leaves_there_what_is_new_here(
    qtbot: QtBot, copies: Copies, automatic_folder: Path, settings: Settings
) -> None:
    settings.put("identity", {"function": "samordnare", "organisation": "Säffle kommun"})
    window = MainWindow(settings, copies.at_office, "sv")
    qtbot.addWidget(window)
    window.show()
    window.open(copies.office, DAY, room="history")
    qtbot.waitUntil(lambda: window.frame is not None)
    assert window.frame is not None
    window.frame.look_around()
    exchanging = Exchanging.of(window.frame.workplace)
    qtbot.waitUntil(lambda: exchanging.last_met is not None)
    window.frame.workplace.runner.do(window, change, copies.plan.activity, {"title": "I sista stund"})
    window.close()
    assert copies.meets().received[0].changed == 1
    assert automatic_folder.is_dir()


def test_an_exchange_that_is_broken_off_leaves_everything_whole_and_can_be_made_again(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    copies.changes(title="Ändrad i stationen")
    copies.meets()
    workplace = open_office(inline=False)
    exchanging = Exchanging.of(workplace)
    said: list[str] = []
    workplace.said.connect(said.append)
    assert exchanging.meet(str(copies.folder))
    assert not exchanging.meet(str(copies.folder), quiet=True)
    exchanging.cancel()
    qtbot.waitUntil(lambda: not exchanging.running)
    assert not exchanging.results or said == []
    assert exchanging.meet(str(copies.folder))
    qtbot.waitUntil(lambda: bool(exchanging.results))
    assert exchanging.errors == {}


def test_who_asks_while_another_exchange_runs_is_served_after_it(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    workplace = open_office(inline=False)
    exchanging = Exchanging.of(workplace)
    assert exchanging.meet(str(copies.station))
    assert exchanging.meet(str(copies.folder))
    qtbot.waitUntil(lambda: set(exchanging.results) == {str(copies.station), str(copies.folder)})
    assert not exchanging.running


def test_a_place_that_does_not_answer_holds_up_nobody_who_saves(
    qtbot: QtBot, copies: Copies, open_office: OpenOffice
) -> None:
    workplace = open_office(inline=False)
    exchanging = Exchanging.of(workplace)
    refused: list[str] = []
    exchanging.meet(str(copies.folder / "borta"), None, lambda error: refused.append(type(error).__name__))
    exchanging.meet(
        "postgresql://saffle@127.0.0.1:1/x", None, lambda error: refused.append(type(error).__name__)
    )
    qtbot.waitUntil(lambda: refused == ["NotAPlace", "ServerFailed"])
    assert not exchanging.running


def test_the_exchange_goes_on_when_the_window_speaks_another_language(
    qtbot: QtBot, copies: Copies, automatic_folder: Path, settings: Settings
) -> None:
    assert automatic_folder
    settings.put("identity", {"function": "samordnare", "organisation": "Säffle kommun"})
    window = MainWindow(settings, copies.at_office, "sv", inline=True)
    qtbot.addWidget(window)
    window.show()
    window.open(copies.office, DAY, room="exchange")
    assert window.frame is not None
    window.frame.look_around()
    window.use_language("en")
    assert window.frame is not None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.frame.workplace.runner.do(window, change, copies.plan.activity, {"title": "Efter bytet"})
    window.frame.look_around()
    assert exchange_button(window.frame).text().startswith("Exchanged ")
    window.close()


def test_one_key_leads_from_any_room_to_an_exchange(frame: Frame, copies: Copies) -> None:
    frame.look_around()
    copies.changes(title="Ändrad i stationen")
    copies.meets()
    frame.workplace.actions.run("exchange.now")
    asked = [one for one in frame.findChildren(Question) if one.isVisible()]
    assert "1 ändrad" in " ".join(label.text() for label in asked[0].lines)
    asked[0].reject()
