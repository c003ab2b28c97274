"""Two copies of a plan, the office's open in a window's panes, the station's edited from elsewhere."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from db.exchange.opening import kind_of, open_place
from db.exchange.sync import sync
from db.operations import change, name_copy
from db.store import Store
from db.views.exchange import Exchange
from db.world import World
from desktop.windows.actions import Actions
from desktop.windows.exchange.room import ExchangeRoom
from desktop.windows.runner import Runner
from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.workplace import Workplace
from desktop.words import Language, Words
from tests.builders import MORNING, Plan, a_plan, a_world
from tests.storages import begun
from tests.windows.conftest import DAY


@dataclass(slots=True)
class Copies:
    """The office's file and the station's, a folder between them, and what is in the plan."""

    office: Path
    station: Path
    folder: Path
    plan: Plan
    at_office: World
    at_station: World

    def does(self, operation: Callable[..., Any], *args: Any) -> Any:
        """Let somebody in the station do something."""
        with Store.open(self.station, self.at_station, actor="kommunpolis") as store:
            return store.do(operation, *args).value

    def meets(self) -> Exchange:
        """Let the station meet the folder."""
        with (
            Store.open(self.station, self.at_station, actor="kommunpolis") as store,
            closing(open_place(store, str(self.folder), actor="kommunpolis")) as place,
        ):
            return sync(store, place, kind_of(str(self.folder)))

    def changes(self, **values: Any) -> None:
        """Let the station change the activity."""
        self.does(change, self.plan.activity, values)


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    """Two copies that say the same; the folder is empty as yet."""
    at_office = replace(a_world("kommunhuset"), memory=tmp_path / "minne")
    at_station = replace(a_world("stationen"), memory=tmp_path / "stationens minne")
    office, station, folder = tmp_path / "kontor.plan", tmp_path / "station.plan", tmp_path / "delad"
    with begun(office, at_office, site_name="kontoret") as store:
        plan = a_plan(store, due=dt.date(2017, 6, 1))
    shutil.copyfile(office, station)
    folder.mkdir()
    copies = Copies(office, station, folder, plan, at_office, at_station)
    copies.does(name_copy, "stationen")
    return copies


OpenOffice = Callable[..., Workplace]


@pytest.fixture
def open_office(qtbot: QtBot, copies: Copies, settings: Settings) -> Iterator[OpenOffice]:
    """Open the office's copy as panes meet it; errands are carried out at once unless told otherwise."""
    opened: list[Workplace] = []

    def build(*, inline: bool = True, language: Language = "sv", day: dt.date = DAY) -> Workplace:
        words, theme = Words(language), Theme(dark=False)
        place = Workplace(
            words=words,
            world=copies.at_office,
            runner=Runner(
                lambda: Store.open(copies.office, copies.at_office, actor="samordnare"), inline=inline
            ),
            settings=settings,
            theme=theme,
            actions=Actions(words, theme),
            plan_name=str(copies.office),
            actor="samordnare",
            day=day,
        )
        opened.append(place)
        return place

    assert qtbot
    assert MORNING
    yield build
    for place in opened:
        place.runner.close()


@pytest.fixture
def workplace(open_office: OpenOffice) -> Workplace:
    """The office's copy, open."""
    return open_office()


@pytest.fixture
def room(qtbot: QtBot, workplace: Workplace) -> ExchangeRoom:
    """The room, as one has just come in."""
    return shown(qtbot, workplace)


def shown(qtbot: QtBot, workplace: Workplace) -> ExchangeRoom:
    """A room that is entered."""
    room = ExchangeRoom(workplace)
    qtbot.addWidget(room)
    room.resize(1120, 640)
    room.show()
    room.enter()
    return room
