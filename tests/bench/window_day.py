"""A process that does in the window what is done all day, and says in seconds how long each took."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from db.queries import SortKey, vector_here
from db.queries.listing import activity_lines
from db.views.activity import ActivityLine
from db.views.things import Place
from db.world import World
from desktop.windows.detail.pane import DetailPane
from desktop.windows.main_window import MainWindow
from desktop.windows.plan.room import PlanRoom
from desktop.windows.settings import Settings

FILTERS = ("läge:försenad", "ansvarig:polis", "fotpatrull", "")


class Day:
    """The window on a plan, in the room of the activities."""

    def __init__(self, path: Path) -> None:
        self.app = QApplication(sys.argv[:1])
        settings = Settings(path.with_suffix(".ini"))
        settings.put("identity", {"function": "kommunpolis", "organisation": "Polisen"})
        self.window = MainWindow(settings, World.real(), "sv")
        self.window.show()
        self.window.open(path, room="plan")
        while self.window.frame is None:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.frame = self.window.frame
        self.place = self.frame.workplace
        self.settle()
        room = self.frame.room
        assert isinstance(room, PlanRoom)
        self.room = room

    def settle(self) -> None:
        """Wait until all that has been asked is answered and painted."""
        for _ in range(2):
            answered: list[object] = []
            self.place.runner.ask(self.frame, answered.append, vector_here)
            while not answered:
                self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.app.processEvents()

    def some(self, many: int) -> list[ActivityLine]:
        """Some activities from the plan."""
        found: list[list[ActivityLine]] = []
        today = self.place.today
        self.place.runner.ask(self.frame, found.append, activity_lines, today=today, limit=many)
        self.settle()
        return found[0]

    def time(self, doing: Callable[[int], object], turns: int) -> list[float]:
        """Do something so many times, until it is on the screen; a first time does not count."""
        took = []
        for turn in range(turns + 1):
            began = time.perf_counter()
            doing(turn)
            self.settle()
            took.append(time.perf_counter() - began)
        return took[1:]


def main(path: Path, turns: int) -> None:
    """Measure, and print a JSON object of lists."""
    day = Day(path)
    assert day.frame.findChild(QTableView) is not None
    sortings = [SortKey("title"), SortKey("due"), SortKey("title", descending=True)]
    sort = day.time(lambda turn: day.room.sort_by(sortings[turn % 3]), turns)
    filtered = day.time(lambda turn: day.place.set_filter(FILTERS[turn % 4]), turns)
    day.place.set_filter("")
    box = day.frame.top.search.findChild(QLineEdit)
    assert box is not None
    box.setFocus()
    typed = day.time(lambda turn: box.insert("lägeanstid"[turn % 10]), turns)
    box.clear()
    lines = day.some(turns + 1)
    assert day.frame.findChild(DetailPane) is not None
    detail = day.time(lambda turn: day.place.select(Place("activity", lines[turn % len(lines)].id)), turns)
    print(json.dumps({"sort": sort, "filter": filtered, "type": typed, "detail": detail}), flush=True)
    day.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
