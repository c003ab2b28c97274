"""Starting the window, beside a bare QApplication with an empty window; and what is done all day in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.bench.clock import Duel
from tests.bench.plans import Plans
from tests.bench.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
SHOWN, PAINTED = "shown", "painted"
"""What a window says of itself: that it is there and opens its plan; that what is in the plan can be read."""
PROGRAM = (sys.executable, "-m", "tests.bench.window_painted")

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
def starting(plans: Plans, activities: int, until: str = PAINTED) -> Iterator[Duel]:
    """Start the program on a plan, until its window is there, or the first screen of its activities."""
    with plans.copy_of(activities) as path, plans.scratch() as home:
        yield Duel(
            ours=partial(_until, until, [*PROGRAM, str(path)], home),
            floor=partial(_until, PAINTED, [sys.executable, "-c", BARE], home),
            note=f"{activities} activities",
        )


def working(plans: Plans, activities: int, deed: str, turns: int) -> Reading:
    """Do one of the day's deeds so many times: sort, filter, type or detail; in milliseconds."""
    day = plans.of(activities), turns
    if day not in _DAYS:
        _DAYS[day] = _lived_through(plans, activities, turns)
    took = _DAYS[day][deed]
    return Reading(ours=tuple(1e3 * one for one in took), note=f"{activities} activities")


_DAYS: dict[tuple[Path, int], dict[str, list[float]]] = {}
"""What all the deeds of a day took, by the plan and how often each was done: a row apiece, and one day."""


def _lived_through(plans: Plans, activities: int, turns: int) -> dict[str, list[float]]:
    with plans.copy_of(activities) as path, plans.scratch() as home:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.window_day", str(path), str(turns)],
            env=_surroundings(home), stdout=subprocess.PIPE, text=True, check=True, timeout=600,
        )  # fmt: skip
    took: dict[str, list[float]] = json.loads(done.stdout.strip().splitlines()[-1])
    return took


def _until(word: str, command: list[str], home: Path) -> None:
    """Start a process of its own and wait for its word."""
    with subprocess.Popen(command, env=_surroundings(home), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = any(line.strip() == word for line in process.stdout)
        process.kill()
    if not said:
        raise RuntimeError(f"the window was never {word}")


def _surroundings(home: Path) -> dict[str, str]:
    """The environment of a user who has started the program before."""
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
    }
    # Whoever starts the program a second time has its bytecode; the turn that warms up writes it.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    return surroundings
