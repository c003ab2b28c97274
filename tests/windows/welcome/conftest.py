"""A start page that knows nobody yet, at somebody whose documents are empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.welcome.page import Welcome
from desktop.words import Language, Words
from tests.builders import a_world

AUTUMN = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)

Start = Callable[..., Welcome]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, with a folder for documents in it."""
    home = tmp_path / "hemma"
    (home / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    return home


@pytest.fixture
def start(qtbot: QtBot, settings: Settings, home: Path) -> Start:
    """The start page; it makes plans at once, in the test's own thread."""
    assert home.is_dir()

    def build(language: Language = "sv", *, inline: bool = True) -> Welcome:
        page = Welcome(Words(language), Theme(dark=False), settings, a_world(start=AUTUMN), inline=inline)
        qtbot.addWidget(page)
        page.resize(900, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return build
