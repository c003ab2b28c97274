"""The table of actions: words in both languages, an icon, a key of its own or none."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.windows.actions import ACTIONS, ALSO, GROUPS, Actions
from desktop.windows.rooms import ROOMS
from desktop.windows.theme import Theme
from desktop.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SAME_IN_BOTH = {"view.swedish", "view.english"}
"""A language is called what its own people call it."""


def test_every_action_has_an_id_of_its_own_in_a_group_with_a_name() -> None:
    assert [name for name, count in Counter(spec.id for spec in ACTIONS).items() if count > 1] == []
    assert {spec.group for spec in ACTIONS} <= GROUPS.keys()


def test_every_action_has_words_in_both_languages() -> None:
    swedish = Words("sv")
    untold = [spec.id for spec in ACTIONS if swedish(spec.text) == spec.text]
    assert set(untold) <= SAME_IN_BOTH
    assert [spec.id for spec in ACTIONS if spec.tip and swedish(spec.tip) == spec.tip] == []


def test_every_action_has_an_icon_that_is_there() -> None:
    icons = files("resources") / "icons"
    assert [spec.id for spec in ACTIONS if not (icons / f"{spec.icon}.svg").is_file()] == []
    assert [spec.id for spec in ROOMS if not (icons / f"{spec.icon}.svg").is_file()] == []


@pytest.mark.parametrize("makes", ["new.activity", "new.meeting", ""])
def test_no_two_actions_have_the_same_key(qtbot: QtBot, makes: str) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(Words("sv"), Theme(dark=False), window)
    actions.offer({}, makes)
    pressed = [key.toString() for action in actions.all() for key in action.shortcuts()]
    assert [key for key, count in Counter(pressed).items() if count > 1] == []
    assert all(pressed)
    assert {QKeySequence(key).toString() for key in ALSO.values()} <= set(pressed)
    assert ("Ctrl+N" in pressed) == bool(makes)


def test_the_key_for_something_new_makes_what_the_room_holds_and_its_command_says_what(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(Words("sv"), Theme(dark=False), window)
    assert actions.shortcuts("new.activity") == ("Ctrl+N",)
    actions.offer({}, "new.meeting")
    assert actions.shortcuts("new.activity") == ()
    assert actions.shortcuts("new.meeting") == ("Ctrl+N", "Ctrl+Shift+M")
    assert actions.action("new.meeting").toolTip() == "Nytt möte (Ctrl+N)"
    actions.offer({})
    assert actions.shortcuts("new.activity") == ("Ctrl+N",)
    assert actions.shortcuts("new.meeting") == ("Ctrl+Shift+M",)


def test_every_room_has_an_action_that_goes_there() -> None:
    assert {spec.action for spec in ROOMS} <= {spec.id for spec in ACTIONS}


def test_an_action_is_enabled_while_somebody_handles_it_and_the_room_knows_better(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(Words("sv"), Theme(dark=False), window)
    done: list[str] = []
    delete = actions.action("edit.delete")
    assert not delete.isEnabled()
    actions.offer({"edit.delete": lambda: done.append("room")})
    assert delete.isEnabled()
    delete.trigger()
    actions.handle("edit.delete", lambda: done.append("frame"))
    delete.trigger()
    actions.offer({})
    delete.trigger()
    assert done == ["room", "room", "frame"]
