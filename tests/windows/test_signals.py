"""What Qt's signals must not do to Python."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

import desktop.windows


class Bell(QObject):
    """Something that rings."""

    rung = Signal()


def test_there_is_always_truth_left_however_often_a_bell_is_rung() -> None:
    assert desktop.windows
    bell = Bell()
    for _ in range(10_000):
        bell.rung.emit()
    assert sys.getrefcount(True) > 1_000_000
