"""A process that starts the window on a plan, and says when it is there and when its activities are."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from db.world import World
from desktop.gui import application
from desktop.windows.main_window import MainWindow
from desktop.windows.settings import Settings


class FirstPaint(QObject):
    """Says when a window is painted for the first time."""

    @override
    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            print("shown", flush=True)
        return False


def main(path: Path) -> int:
    """Start as `desktop.gui` does, in the room of the activities."""
    app = application()
    settings = Settings(path.with_suffix(".ini"))
    settings.put("identity", {"function": "kommunpolis", "organisation": "Polisen"})
    window = MainWindow(settings, World.real(), "sv")
    first = FirstPaint()
    window.installEventFilter(first)
    window.show()
    window.open(path, room="plan")
    watch = QTimer()
    watch.timeout.connect(lambda: _see(window))
    watch.start(5)
    return app.exec()


def _see(window: MainWindow) -> None:
    room = window.frame.room if window.frame is not None else None
    table = room.findChild(QTableView) if room is not None else None
    if table is not None and table.model().rowCount() > 0 and table.indexAt(table.rect().center()).isValid():
        window.grab()
        print("painted", flush=True)
        window.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
