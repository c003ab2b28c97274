"""Finding things in a calendar as an eye does, and dragging them as a hand does."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.views.calendar import CalendarEntry
from desktop.windows.calendar.grid import DayGrid
from desktop.windows.calendar.room import CalendarRoom


def may(day: int) -> dt.date:
    """A day of May 2017."""
    return dt.date(2017, 5, day)


def grid_of(room: CalendarRoom, mode: str = "month") -> DayGrid:
    """The month or the week."""
    return room.grids[mode]


def entry_on(room: CalendarRoom, day: dt.date, text: str = "", mode: str = "month") -> CalendarEntry:
    """What falls on a day, by some of its words."""
    found = entries_on(room, day, mode)
    return next(one for one in found if text in f"{one.number} {one.title}")


def entries_on(room: CalendarRoom, day: dt.date, mode: str = "month") -> list[CalendarEntry]:
    """All that falls on a day, as shown."""
    return [one for one in grid_of(room, mode).days.entries() if one.on == day]


def titles_on(room: CalendarRoom, day: dt.date, mode: str = "month") -> list[str]:
    """The titles of all that falls on a day."""
    return [one.title or "möte" for one in entries_on(room, day, mode)]


def bar_of(room: CalendarRoom, entry: CalendarEntry, mode: str = "month") -> QPoint:
    """The middle of an entry's bar."""
    rect = grid_of(room, mode).rect_of(entry)
    assert rect is not None
    return rect.center()


def cell_of(room: CalendarRoom, day: dt.date, mode: str = "month") -> QPoint:
    """A free place in a day's cell, near its lower edge."""
    rect = grid_of(room, mode).rect_of_day(day)
    return QPoint(rect.center().x(), rect.bottom() - 4)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Press, move in steps as a hand does, and let go."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(widget, start + (end - start) * step / 5)
        QApplication.processEvents()
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
