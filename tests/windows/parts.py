"""Finding a part of a window by what it is and what it is called."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

T = TypeVar("T", bound=QObject)


def part(of: QWidget, kind: type[T], name: str = "") -> T:
    """The part with that name, or the only one of its kind; a test that asks for none fails at once."""
    found = of.findChild(kind, name) if name else of.findChild(kind)
    assert found is not None, f"there is no {kind.__name__} {name}"
    return found
