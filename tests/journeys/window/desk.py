"""A desk with a computer of its own: a process in which somebody opens the window and does a few things.

Run as `python -m tests.journeys.window.desk`, it reads from its input what is to be done (see `Desk.does`),
and writes what it saw on the screen, as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.gui import application
from desktop.windows.detail.pane import DetailPane
from desktop.windows.exchange.questions import Question
from desktop.windows.exchange.room import ExchangeRoom
from desktop.windows.main_window import MainWindow
from desktop.windows.printing.preview import Preview
from desktop.windows.settings import Settings
from tests.builders import a_world
from tests.journeys.window.person import CTRL, Person, clicks
from tests.windows.parts import part

K = Qt.Key
ROOT = Path(__file__).resolve().parents[3]
DAY = dt.date(2017, 5, 2)
"""The day by which the papers are reckoned on both sides."""

ROUNDS = 3000
"""How often it is looked whether something has come, 20 ms apart, before that is given up."""


def wait_until(has_come: Callable[[], bool]) -> None:
    """Wait as a person does who looks at the screen."""
    for _round in range(ROUNDS):
        if has_come():
            return
        QTest.qWait(20)
    raise AssertionError("it has not come")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose desk it is, where their copy lies, and the folder of what their computer remembers."""

    machine: str
    function: str
    plan: Path
    home: Path

    def spends(self, day: int, *deeds: tuple[str, ...]) -> list[Any]:
        """Spend a day there, doing some things in a process of their own; what was seen comes back."""
        told = {
            "machine": self.machine, "function": self.function, "plan": str(self.plan),
            "home": str(self.home), "day": day, "deeds": deeds,
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.window.desk"], cwd=ROOT, input=json.dumps(told),
            capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return cast("list[Any]", json.loads(done.stdout.splitlines()[-1]))


class Desk(Person):
    """Somebody at their desk; the plan's errands are carried out by its worker, as in earnest."""

    def __init__(self, told: dict[str, Any]) -> None:
        home = Path(told["home"])
        super().__init__(cast("QtBot", None), Settings(home / "window.ini"), home)
        self._settings.put("identity", {"function": told["function"], "organisation": "Säffle"})
        start = dt.datetime(2017, 5, 1 + told["day"], 8, tzinfo=dt.UTC)
        chance = a_world(f"{told['machine']} {told['day']}", start=start)
        world = replace(chance, machine=told["machine"], memory=home / "minne")
        self.plan = Path(told["plan"])
        window = self.window = MainWindow(self._settings, world, "sv")
        window.resize(1280, 760)
        window.show()
        window.activateWindow()
        window.start(self.plan, DAY)
        wait_until(lambda: window.frame is not None)
        self.frame.look_around()
        self.looks()

    def looks(self) -> None:
        """Let everything that was asked for be answered and painted."""
        super().looks()
        frame = self.window.frame if self.window is not None else None
        if frame is not None:
            frame.workplace.runner.settle(lambda: None)
            super().looks()

    def does(self, deed: str, *about: str) -> Any:
        """Do one thing of those that are told of below by their names."""
        return getattr(self, deed)(*about)

    def adds(self, title: str) -> None:
        """Write a new activity into the table."""
        self.presses(K.Key_2, CTRL)
        self.presses(K.Key_N, CTRL)
        self.types(title)
        self.presses(K.Key_Return)
        self.presses(K.Key_Escape)

    def writes(self, number: str, name: str, text: str) -> None:
        """Write something into a field of an activity, in the details."""
        editor = self._body(number).fields.editors[name]
        editor.control.setFocus()
        editor.put_typed(text)
        assert editor.commit()
        self.looks()

    def deletes(self, number: str) -> None:
        """Delete an activity by the button in the details."""
        self._body(number)
        clicks(part(self.frame, DetailPane).header.buttons["delete"])
        self.looks()

    def exchanges(self, folder: str) -> list[str]:
        """Meet in a folder, chosen the first time; what stood in the question comes back."""
        room = self._exchange_room()
        if folder in room.places.rows:
            clicks(room.places.rows[folder].meet)
        else:
            room.add(folder)  # As the dialog that chooses a folder would.
        self._waits()
        lines: list[str] = []
        asked = [one for one in self._window().findChildren(Question) if one.isVisible()]
        if asked:
            lines = [label.text() for label in asked[0].lines]
            clicks(asked[0].answers.yes)
            self._waits()
        assert room.exchanging.errors == {}
        return [*lines, room.conflicts.heading.text()]

    def decides(self, *buttons: str) -> str:
        """Press a button for each thing that is to be decided; what is left comes back."""
        room = self._exchange_room()
        for name in buttons:
            assert room.conflicts.comparison is not None
            button = room.conflicts.comparison.buttons[name]
            clicks(button)
            self.looks()
        return room.conflicts.heading.text()

    def prints(self, path: str) -> int:
        """Print the status report and save it as a PDF; how many pages it has comes back."""
        self.presses(K.Key_P, CTRL)
        preview = self.dialog(Preview)
        wait_until(lambda: not preview.is_busy)
        assert preview.paper is not None
        clicks(part(preview, QPushButton, "save"))
        dialog = part(preview, QFileDialog, "save-dialog")
        part(dialog, QLineEdit, "fileNameEdit").setText(path)
        dialog.accept()
        wait_until(Path(path).exists)
        pages = preview.paper.pages
        preview.close()
        return pages

    def _body(self, number: str) -> Any:
        self.finds(number.lower())
        pane = part(self.frame, DetailPane)
        if not pane.isVisible():
            self.frame.toggle_detail()
        self.looks()
        wait_until(lambda: pane.body is not None and pane.body.view is not None)
        assert pane.body is not None
        assert number in pane.header.title.text()
        return pane.body

    def _exchange_room(self) -> ExchangeRoom:
        self.presses(K.Key_7, CTRL)
        room = self.frame.room
        assert isinstance(room, ExchangeRoom)
        self.looks()
        return room

    def _waits(self) -> None:
        room = self._exchange_room()
        wait_until(lambda: not room.exchanging.running)
        self.looks()

    def _window(self) -> MainWindow:
        assert self.window is not None
        return self.window


def main() -> None:
    """Do what is asked, and tell what was seen."""
    told = json.loads(sys.stdin.read())
    app = application()
    desk = Desk(told)
    broken: list[BaseException] = []
    desk.frame.workplace.runner.broke.connect(broken.append)
    seen = [desk.does(*deed) for deed in told["deeds"]]
    desk.goes_home()
    QApplication.sendPostedEvents()
    assert broken == [], broken
    app.quit()
    print(json.dumps(seen, ensure_ascii=True))


if __name__ == "__main__":
    main()
