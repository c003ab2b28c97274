"""A screen that nobody sees, and plans open on it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path

# Before Qt is loaded: tests never open a window on the screen of whoever runs them.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from pytestqt.qtbot import QtBot

from db.operations.read_plan import read_plan
from desktop.windows.settings import Settings
from desktop.windows.workplace import Workplace
from desktop.words import Language
from tests.builders import MORNING, a_plan, a_world
from tests.storages import begun
from tests.windows.building import a_workplace

# How long is waited for what does not come, in ms. Of itself it is five seconds, which may pass on a machine
# that others keep busy; what has come is waited for no longer, and pytest-qt has no setting for it.
for _wait in (QtBot.waitUntil, QtBot.waitActive, QtBot.waitExposed, QtBot.waitSignal):
    assert _wait.__kwdefaults__
    _wait.__kwdefaults__["timeout"] = 60_000

SAFFLE = Path(__file__).resolve().parents[2] / "resources" / "plans" / "saffle-2017.toml"
DAY = dt.date(2017, 5, 2)
"""The day that the tests' windows are looked at."""

OpenWorkplace = Callable[..., Workplace]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """What a user has not set anything in yet."""
    return Settings(tmp_path / "window.ini")


@pytest.fixture
def small_plan(tmp_path: Path) -> Path:
    """A plan file with one of each thing that an activity is tied to, closed."""
    path = tmp_path / "liten.plan"
    with begun(path) as store:
        a_plan(store)
    return path


@pytest.fixture(scope="session")
def _saffle_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saffle") / "saffle.plan"
    text = SAFFLE.read_text(encoding="utf-8")
    world = a_world(start=dt.datetime(2016, 11, 21, 8, tzinfo=dt.UTC))
    with begun(path, world, actor="kommunen") as store:
        store.do(read_plan, text)
    return path


@pytest.fixture
def saffle(_saffle_once: Path, tmp_path: Path) -> Path:
    """Säffle's plan for 2017, closed, a copy of one's own."""
    path = tmp_path / "säffle 2017.plan"
    path.write_bytes(_saffle_once.read_bytes())
    return path


@pytest.fixture
def empty_plan(tmp_path: Path) -> Path:
    """A plan file with nothing in it."""
    path = tmp_path / "tom.plan"
    begun(path).close()
    return path


@pytest.fixture
def open_workplace(qtbot: QtBot, settings: Settings) -> Iterator[OpenWorkplace]:
    """Open plans as panes meet them: `open_workplace(path, language="sv", dark=False, inline=True)`."""
    opened: list[Workplace] = []

    def build(path: Path, language: Language = "sv", *, dark: bool = False, inline: bool = True) -> Workplace:
        place = a_workplace(path, settings, language, dark=dark, inline=inline, day=DAY, start=MORNING)
        opened.append(place)
        return place

    assert qtbot
    yield build
    for place in opened:
        place.runner.close()


@pytest.fixture
def workplace(open_workplace: OpenWorkplace, small_plan: Path) -> Workplace:
    """A small plan, open; errands are carried out at once, in the test's own thread."""
    return open_workplace(small_plan)
