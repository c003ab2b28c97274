"""With 5 000 activities the window goes on answering: nothing that it does itself takes long.

What is measured is the time that the window's own thread is at work between two times that it has nothing
to do, not the time that passes: how busy the machine is beside it must not decide.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from db.queries import Vector, vector_here
from desktop.windows.main_window import MainWindow
from desktop.windows.rooms import ROOMS
from desktop.windows.settings import Settings
from tests.bench.plans import Plans
from tests.builders import a_world
from tests.windows.keys import click, press, type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONGEST = 0.1
"""Seconds; a window that does not answer for longer is felt to be slow."""

ACTIVITIES = 5_000


class Watch:
    """Notes how long the window's thread works at a stretch."""

    def __init__(self) -> None:
        self.stretches: list[tuple[str, float]] = []
        self.doing = ""
        self._since = time.thread_time()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        self._dispatcher = dispatcher
        dispatcher.awake.connect(self._begin)
        dispatcher.aboutToBlock.connect(self._end)

    def _begin(self) -> None:
        self._since = time.thread_time()

    def _end(self) -> None:
        self.stretches.append((self.doing, time.thread_time() - self._since))
        self._since = time.thread_time()

    def stop(self) -> None:
        self._dispatcher.awake.disconnect(self._begin)
        self._dispatcher.aboutToBlock.disconnect(self._end)

    def too_long(self) -> list[str]:
        return [f"{doing}: {1000 * took:.0f} ms" for doing, took in self.stretches if took > LONGEST]


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    watch.stop()


@pytest.fixture
def large_plan(tmp_path: Path) -> Path:
    return Plans(tmp_path).of(ACTIVITIES)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the worker has answered all that the window has asked, and what follows from that."""
    frame = window.frame
    assert frame is not None
    for _ in range(3):
        answered: list[Vector] = []
        frame.workplace.runner.ask(frame, answered.append, vector_here)
        qtbot.waitUntil(partial(bool, answered))
        QApplication.processEvents()


def test_the_window_never_holds_its_loop_for_long(large_plan: Path, settings: Settings, qtbot: QtBot) -> None:
    assert QCoreApplication.instance() is not None
    settings.put("identity", {"function": "samordnare", "organisation": "kommunen"})
    window = MainWindow(settings, a_world(), "sv")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open(large_plan)
    qtbot.waitUntil(lambda: window.frame is not None)
    settled(window, qtbot)
    frame = window.frame
    assert frame is not None
    for spec in ROOMS:
        frame.enter(spec.id)  # What a room is made of is loaded the first time; from then on it is at hand.
        settled(window, qtbot)
    with watching() as watch:
        for spec in ROOMS:
            watch.doing = f"going to the {spec.id}"
            frame.enter(spec.id)
            settled(window, qtbot)
        frame.enter("plan")
        settled(window, qtbot)
        table = frame.room.findChild(QTableView) if frame.room is not None else None
        assert table is not None
        watch.doing = "sorting"
        header = table.horizontalHeader()
        for column in (1, 4, 1):
            where = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
            click(header.viewport(), QPoint(where, 8))
            settled(window, qtbot)
        watch.doing = "scrolling"
        for _ in range(10):
            press(table, Qt.Key.Key_PageDown)
            settled(window, qtbot)
        press(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        settled(window, qtbot)
        watch.doing = "typing in the search box"
        box = frame.top.search.findChild(QLineEdit)
        assert box is not None
        for letter in "state:late":
            type_text(box, letter)
            settled(window, qtbot)
        press(box, Qt.Key.Key_Return)
        settled(window, qtbot)
        watch.doing = "closing"
    window.close_plan()
    assert len(watch.stretches) > 20
    assert watch.too_long() == []
