"""A user who has never started the program before, and the screen that nobody sees."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from pytestqt.qtbot import QtBot

from desktop.windows.settings import Settings
from tests.journeys.window.person import Person
from tests.windows.conftest import _saffle_once, saffle
from tests.windows.welcome.conftest import home

__all__ = ["_saffle_once", "home", "saffle"]


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    """Somebody in front of a screen, on the day that Säffle's example is looked at."""
    person = Person(qtbot, Settings(tmp_path / "window.ini"), tmp_path)
    yield person
    person.goes_home()
