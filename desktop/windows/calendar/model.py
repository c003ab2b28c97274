"""The days of a month or a week as an item model: a cell for each day, which says all that falls on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from db.views.calendar import CalendarDay, CalendarEntry, CalendarView
from desktop.words import Words
from desktop.words.calendar import day_spoken, entry_spoken, short_month, short_weekday

Index = QModelIndex | QPersistentModelIndex

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
WEEK_DAYS: Final = 7


class Span(StrEnum):
    """How much a grid shows."""

    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Cell:
    """A day, or that part of it which stands in one row of a week: what has no time, or what has."""

    day: CalendarDay
    entries: tuple[CalendarEntry, ...]
    outside: bool = False
    timed: bool = False


class DayModel(QAbstractTableModel):
    """A month has a row for each week; a week has one for what is of the whole day and one for the clock."""

    def __init__(self, words: Words, span: Span) -> None:
        super().__init__()
        self._words = words
        self.extent = span
        self._rows: list[list[Cell]] = []
        self.today = dt.date.min
        self.picked: CalendarEntry | None = None

    def show(self, view: CalendarView, month: dt.date) -> None:
        """Show whole weeks; what lies outside `month` is grey in a month."""
        weeks = [view.days[at : at + WEEK_DAYS] for at in range(0, len(view.days), WEEK_DAYS)]
        rows: list[list[Cell]]
        if self.extent is Span.MONTH:
            rows = [[Cell(day, day.entries, outside=day.on.month != month.month) for day in week]
                    for week in weeks]  # fmt: skip
        else:
            rows = [
                [Cell(day, tuple(one for one in day.entries if (one.starts_at is not None) is timed),
                      timed=timed) for day in weeks[0]]
                for timed in (False, True)
            ]  # fmt: skip
        if len(rows) == len(self._rows):
            self._rows, self.today = rows, view.today
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, WEEK_DAYS - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WEEK_DAYS - 1)
            return
        self.beginResetModel()
        self._rows, self.today = rows, view.today
        self.endResetModel()

    def pick(self, entry: CalendarEntry | None) -> None:
        """Let one entry stand out: the one that keys and menus are about."""
        before, self.picked = self.picked, entry
        for one in (before, entry):
            for index in self.indexes_of(one.on) if one is not None else ():
                self.dataChanged.emit(index, index)

    def cell(self, index: Index) -> Cell | None:
        """What stands in a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return self._rows[index.row()][index.column()]

    def indexes_of(self, on: dt.date) -> list[QModelIndex]:
        """The cells of a day: one in a month, two in a week."""
        return [
            self.index(row, column)
            for row, cells in enumerate(self._rows)
            for column, cell in enumerate(cells)
            if cell.day.on == on
        ]

    def entries(self) -> list[CalendarEntry]:
        """Everything shown, in the order of the days."""
        days = sorted((cell for cells in self._rows for cell in cells), key=lambda cell: cell.day.on)
        return [entry for cell in days for entry in cell.entries]

    def first_day(self) -> dt.date | None:
        """The first day shown."""
        return self._rows[0][0].day.on if self._rows else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else WEEK_DAYS

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(cell)
        return None

    def _spoken(self, cell: Cell) -> str:
        day = day_spoken(self._words, cell.day, self.today, cell.entries)
        if self.picked is not None and self.picked in cell.entries:
            # What has just been stepped to is said first, as a reader says names from the beginning.
            return f"{entry_spoken(self._words, self.picked)}. {day}"
        return day

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not shown or not self._rows:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._column_words(section, aloud=role == Qt.ItemDataRole.AccessibleTextRole)
        if section >= len(self._rows):
            return None
        return self._row_words(section, aloud=role == Qt.ItemDataRole.AccessibleTextRole)

    def _column_words(self, column: int, *, aloud: bool) -> str:
        day = self._rows[0][column].day.on
        weekday = self._words.weekday(day) if aloud else short_weekday(self._words, day)
        if self.extent is Span.MONTH:
            return weekday
        month = self._words.month(day.month) if aloud else short_month(self._words, day.month)
        return f"{weekday} {day.day} {month}"

    def _row_words(self, row: int, *, aloud: bool) -> str:
        _ = self._words
        if self.extent is Span.WEEK:
            return _("All day") if row == 0 else _("By the clock")
        monday = self._rows[row][0].day.on
        if aloud:
            return _.week(monday)
        return _("w {number}").format(number=monday.isocalendar().week)
