"""The program opens its window on the plan, the day and in the language that it is started with."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.builders import a_plan
from tests.storages import begun

ROOT = Path(__file__).resolve().parents[1]

STORY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop import gui
from desktop.windows.main_window import MainWindow
from desktop.windows.welcome.page import Welcome

app = QApplication([])
looks = 0

def look():
    global looks
    looks += 1
    window = next((one for one in app.topLevelWidgets() if isinstance(one, MainWindow)), None)
    page = window.centralWidget() if window is not None else None
    place = window.frame.workplace if window is not None and window.frame is not None else None
    if place is not None or isinstance(page, Welcome) or looks > 600:
        print(type(page).__name__, window.windowTitle())
        if place is not None:
            print(place.today.isoformat(), place.words.language)
        else:
            print(page.trouble)
        window.close()
    else:
        QTimer.singleShot(50, look)

QTimer.singleShot(0, look)
print("closed", gui.main(sys.argv[1:]))
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan to open the window on."""
    path = tmp_path / "Vårgårda 2017.plan"
    with begun(path) as store:
        a_plan(store)
    return path


def opened(home: Path, *words: str) -> list[str]:
    """Start the program where nobody sees it, and read what its window shows."""
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(
        [sys.executable, "-c", STORY, *words],
        env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.splitlines()


def test_the_window_opens_on_the_plan_the_day_and_the_language_that_are_named(
    plan: Path, tmp_path: Path
) -> None:
    shown = opened(tmp_path, str(plan), "--day", "2017-05-02", "--lang", "en")
    assert shown == ["Frame Vårgårda 2017 – Löftesplan", "2017-05-02 en", "closed 0"]


def test_a_plan_can_be_opened_from_its_folder_without_a_terminal_beside_it() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        scripts = tomllib.load(file)["project"]["gui-scripts"]
    module, _, name = scripts["loftesplan-window"].partition(":")
    assert (ROOT / f"{module.replace('.', '/')}.py").exists()
    assert name == "main"


def test_it_begins_with_the_start_page(tmp_path: Path) -> None:
    assert opened(tmp_path, "--lang", "sv") == ["Welcome Löftesplan", "", "closed 0"]


def test_a_file_that_is_no_plan_is_told_on_the_start_page(tmp_path: Path) -> None:
    path = tmp_path / "brev.plan"
    path.write_text("Kära granne", encoding="utf-8")
    page, told, closed = opened(tmp_path, str(path), "--lang", "en")
    assert page == "Welcome Löftesplan"
    assert told.endswith("brev.plan is not a plan: choose a file that Löftesplan has made.")
    assert closed == "closed 0"
