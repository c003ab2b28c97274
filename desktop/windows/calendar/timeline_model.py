"""The rows of a timeline: headings of promises or owners, and under each its activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from db.views.calendar import TimelineGrouping, TimelineRow, TimelineView
from desktop.words import Words
from desktop.words.calendar import entry_lines, group_words
from desktop.words.kinds import in_sentence, label
from desktop.words.schedules import span_words

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
TITLE, CHART = 0, 1
MOST_TOLD: Final = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """What a group of rows is of, and how many there are."""

    text: str
    count: int


Line = Heading | TimelineRow


class TimelineModel(QAbstractTableModel):
    """One row for each heading and activity; the first column names it, the second is its chart."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._lines: list[Line] = []

    def show(self, view: TimelineView) -> None:
        """Show other rows."""
        lines: list[Line] = []
        for group in view.groups:
            if view.grouping is not TimelineGrouping.NONE:
                lines.append(Heading(group_words(self._words, view.grouping, group), len(group.rows)))
            lines += group.rows
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """What stands in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: str) -> int | None:
        """Where an activity stands."""
        found = (n for n, line in enumerate(self._lines) if isinstance(line, TimelineRow) and line.id == key)
        return next(found, None)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 2

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._words("Activity") if section == TITLE else self._words("Timeline")
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line)
        if index.column() == TITLE and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.text if isinstance(line, Heading) else f"{line.number} {line.title}".strip()
        return None

    def _spoken(self, line: Line) -> str:
        """A row as it is read aloud: what it is, how it stands, when it lies."""
        _ = words = self._words
        if isinstance(line, Heading):
            count = words.plural("{count} activity", "{count} activities", line.count)
            return f"{line.text}, {count}"
        parts = [f"{line.number} {line.title}".strip(), in_sentence(label(words, line.state))]
        if line.late:
            parts.append(_("late"))
        span = span_words(words, line.starts_on, line.ends_on)
        parts += [span] if span else []
        entries = line.entries
        parts += [in_sentence(entry_lines(words, entry)[1]) for entry in entries[:MOST_TOLD]]
        if not span and not entries:
            parts.append(in_sentence(_("No date set")))
        return ", ".join(parts)
