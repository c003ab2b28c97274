"""Whether there is a screen, and showing something on it without being brought down by it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path


def has_screen() -> bool:
    """Whether a window could be seen by anybody."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show_window(plan: Path, day: dt.date, language: str) -> str | None:
    """Open the window on a plan as of a day, until it is closed; give the reason if it could not be opened.

    In a process of its own, since Qt ends the whole process where it finds no screen it can use.
    """
    words = [os.path.abspath(plan), "--day", day.isoformat(), "--lang", language]  # noqa: PTH100 - bytes stay
    command = [sys.executable, "-m", "desktop.gui", *words]
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode == 0:
        return None
    said = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    # Qt says first what is wrong, and then at length what else there would have been.
    told = [
        line for line in said if any(word in line.casefold() for word in ("could not", "error", "can not"))
    ]
    return (told or said or [str(done.returncode)])[0]
