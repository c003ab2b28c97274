"""Keeps a fault of PySide6 6.12 from ending the program on Python 3.11.

An empty QVariant that is handed to Python (`QModelIndex.data`, `QComboBox.currentData`, `QObject.property` of
what is not there) comes out as None without a reference being taken, so that each costs None one of its own.
And each `signal.emit(…)` gives back True in the same way, of which there are but some hundred. When none is
left the interpreter stops: after some hours, or as it ends. From Python 3.12 on they last by themselves.
"""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40
"""More references than any window gives away in its life."""


def let_none_last() -> None:
    """Give None, True and False references to lose, once for each process."""
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for lasting in (None, True, False):
            count = ctypes.c_ssize_t.from_address(id(lasting))
            if count.value < PLENTY:
                count.value += PLENTY
