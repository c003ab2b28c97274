"""The sheet of keys shows everything that can be done, in words, and finds a key by what it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from desktop.windows.actions import ACTIONS
from desktop.windows.shortcut_sheet import ShortcutSheet
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import press, type_text

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def sheet(qtbot: QtBot, workplace: Workplace) -> Iterator[ShortcutSheet]:
    """The sheet over a window."""
    window = QMainWindow()
    window.resize(1280, 720)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    sheet = ShortcutSheet(workplace, window)
    sheet.open()
    yield sheet
    window.close()


def lines(sheet: ShortcutSheet) -> list[str]:
    """What a screen reader says for each line."""
    return [one.accessibleName() for one in sheet.shown.findChildren(QWidget) if one.accessibleName()]


def texts(sheet: ShortcutSheet) -> list[str]:
    return [label.text() for label in sheet.shown.findChildren(QLabel)]


def test_every_action_stands_there_in_words_with_its_keys(sheet: ShortcutSheet, workplace: Workplace) -> None:
    shown = lines(sheet)
    for spec in ACTIONS:
        assert any(line.split(":")[0] == workplace.words(spec.text).split(":")[0] for line in shown), spec
    assert "Ångra: Ctrl+Z" in shown
    assert "Gör om: Ctrl+Y eller Ctrl+Shift+Z" in shown


def test_keys_are_shown_as_caps(sheet: ShortcutSheet) -> None:
    caps = [label.text() for label in sheet.shown.findChildren(QLabel) if label.property("role") == "key"]
    assert {"Ctrl", "Z", "F1", "?", "Esc"} <= set(caps)


@pytest.mark.parametrize(("typed", "found"), [("ångra", "Ångra: Ctrl+Z"), ("ctrl+p", "Skriv ut …: Ctrl+P")])
def test_a_key_is_found_by_what_it_does_and_the_other_way_round(
    sheet: ShortcutSheet, typed: str, found: str
) -> None:
    type_text(sheet.line, typed)
    assert found in lines(sheet)
    assert len(lines(sheet)) < 6


def test_what_no_key_does_is_answered_with_a_way_on(sheet: ShortcutSheet) -> None:
    type_text(sheet.line, "qqzz")
    assert lines(sheet) == []
    assert any("Ctrl+K" in text for text in texts(sheet))


def test_escape_first_clears_the_search_then_closes(sheet: ShortcutSheet) -> None:
    type_text(sheet.line, "ångra")
    press(sheet.line, Key.Key_Escape)
    assert (sheet.line.text(), sheet.isVisible()) == ("", True)
    with_all = len(lines(sheet))
    assert with_all > len(ACTIONS)
    press(sheet.line, Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_same_key_closes_the_sheet_that_opened_it(sheet: ShortcutSheet) -> None:
    press(sheet.line, Key.Key_F1)
    assert not sheet.isVisible()


def test_the_sheet_speaks_english_too(qtbot: QtBot, open_workplace: OpenWorkplace, empty_plan: Path) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    sheet = ShortcutSheet(open_workplace(empty_plan, "en"), window)
    assert "Undo: Ctrl+Z" in lines(sheet)
