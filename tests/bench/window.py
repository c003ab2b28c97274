"""Starting the window, beside a bare QApplication with an empty window; and what is done all day in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.bench.clock import Duel
from tests.bench.plans import Plans

ROOT = Path(__file__).resolve().parents[2]
PAINTED = "painted"

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 720)
window.show()
QTimer.singleShot(0, lambda: (window.grab(), print("painted", flush=True), app.quit()))
app.exec()
"""


@contextmanager
def starting(plans: Plans, activities: int) -> Iterator[Duel]:
    """Start the program on a plan, until the first screen of its activities is painted."""
    with plans.copy_of(activities) as path, plans.scratch() as home:
        yield Duel(
            ours=partial(
                _until_painted, [sys.executable, "-m", "tests.bench.window_painted", str(path)], home
            ),
            floor=partial(_until_painted, [sys.executable, "-c", BARE], home),
            note=f"{activities} activities",
        )


def _until_painted(command: list[str], home: Path) -> None:
    """Start a process of its own and wait for its word that it has painted."""
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        # Whoever starts the program a second time has its bytecode; the turn that warms up writes it.
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        process.kill()
    if said != PAINTED:
        raise RuntimeError(f"nothing was painted: {said!r}")
