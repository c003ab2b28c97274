"""A fault of the window's library does not end the program."""

from __future__ import annotations

import subprocess
import sys

EMPTIES = """
import desktop.windows
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.property("nothing")
"""


def test_asking_for_nothing_any_number_of_times_ends_no_program() -> None:
    ended = subprocess.run([sys.executable, "-c", EMPTIES], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
