"""Somebody who sits at the window: types, presses keys, clicks, and reads what stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.queries.listing import activity_lines, thing_lines
from db.store import Store
from db.views.activity import ActivityLine
from db.views.things import ThingLine
from desktop.windows.command_box import CommandBox
from desktop.windows.frame import Frame
from desktop.windows.main_window import MainWindow
from desktop.windows.settings import Settings
from tests.builders import a_world
from tests.windows.keys import press, type_text

T = TypeVar("T", bound=QWidget)

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = dt.date(2017, 5, 2)


class Person:
    """One user with settings of their own; each start opens one window."""

    def __init__(self, qtbot: QtBot, settings: Settings, folder: Path) -> None:
        self._qtbot = qtbot
        self._settings = settings
        self._started = 0
        self.folder = folder
        self.window: MainWindow | None = None

    def has_said_who_they_are(self) -> None:
        """This is not the first start."""
        self._settings.put("identity", {"function": "samordnare", "organisation": "Säffle kommun"})

    def starts(self, plan: Path | None = None) -> MainWindow:
        """Start the program, as on another day."""
        self.goes_home()
        self._started += 1
        # Another start is another stretch of chance: the same world twice would make the same ids.
        world = replace(a_world(f"dator {self._started}"), machine="kommunhuset")
        window = self.window = MainWindow(self._settings, world, "sv", inline=True)
        self._qtbot.addWidget(window)
        with self._qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.start(plan, DAY)
        self.looks()
        return window

    def goes_home(self) -> None:
        """Close the window, if one is open."""
        if self.window is not None:
            self.window.close()
            self.window = None

    @property
    def frame(self) -> Frame:
        """The frame of the plan that is open."""
        assert self.window is not None
        assert self.window.frame is not None
        return self.window.frame

    def looks(self) -> None:
        """Let what is to be painted be painted, and the window be in front when a dialog has gone."""
        QApplication.processEvents()
        if QApplication.activeWindow() is None and self.window is not None:
            self.window.activateWindow()
            QApplication.processEvents()

    def presses(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        press(self._where(), key, *held)
        self.looks()

    def types(self, text: str) -> None:
        """Type where the focus is."""
        type_text(self._where(), text)
        self.looks()

    def finds(self, letters: str) -> None:
        """Do something by the command box: Ctrl+K, a few letters, Enter."""
        self.presses(Qt.Key.Key_K, CTRL)
        box = self.dialog(CommandBox)
        type_text(box.line, letters)
        self.looks()
        press(box.line, Qt.Key.Key_Return)
        self.looks()

    def dialog(self, kind: type[T]) -> T:
        """The dialog of a kind that is open now."""
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        assert found, f"no {kind.__name__} is open"
        found[-1].activateWindow()
        self.looks()
        return found[-1]

    def answers(self, kind: type[T], how: Callable[[T], object]) -> None:
        """Answer a dialog that will hold everything else up, as soon as it is there."""

        def now() -> None:
            how(self.dialog(kind))

        QTimer.singleShot(0, now)

    def activities(self, plan: Path, text: str = "") -> list[ActivityLine]:
        """The activities that are in the file."""
        return self._read(plan, activity_lines, text, today=DAY)

    def things(self, plan: Path, entity: str) -> list[ThingLine]:
        """The rows of another table that are in the file."""
        return self._read(plan, thing_lines, entity, today=DAY)

    def _read(self, plan: Path, query: Callable[..., list[Any]], *args: Any, **kwargs: Any) -> list[Any]:
        with Store.open(plan, a_world("granskaren"), actor="granskare", read_only=True) as store:
            return store.read(query, *args, **kwargs)

    def _where(self) -> QWidget:
        window = QApplication.activeWindow() or self.window
        assert window is not None
        return window.focusWidget() or window


def clicks(widget: QWidget) -> None:
    """Click in the middle of something."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
