"""A process that starts the window on a plan and says when the first screen of its activities is painted."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView

from db.world import World
from desktop.windows.main_window import MainWindow
from desktop.windows.settings import Settings


def main(path: Path) -> int:
    """Start as `desktop.gui` does, in the room of the activities."""
    app = QApplication(sys.argv[:1])
    settings = Settings(path.with_suffix(".ini"))
    settings.put("identity", {"function": "kommunpolis", "organisation": "Polisen"})
    window = MainWindow(settings, World.real(), "sv")
    window.show()
    window.open(path, room="plan")
    watch = QTimer()
    watch.timeout.connect(lambda: _see(window, app))
    watch.start(1)
    return app.exec()


def _see(window: MainWindow, app: QApplication) -> None:
    room = window.frame.room if window.frame is not None else None
    table = room.findChild(QTableView) if room is not None else None
    if table is not None and table.model().rowCount() > 0 and table.indexAt(table.rect().center()).isValid():
        window.grab()
        print("painted", flush=True)
        app.quit()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
