"""The list of meetings: those to come, then those that have been, each with its state as word and shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from db.kinds import MeetingState
from db.views.meetings import MeetingLine
from desktop.windows.meetings.phrases import day_words, decisions_words, where_words
from desktop.windows.workplace import Workplace
from desktop.words import Words
from desktop.words.kinds import label

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()

STATE_ICONS: Final = {
    MeetingState.DRAFT: "state-not_started",
    MeetingState.CALLED: "state-planned",
    MeetingState.HELD: "state-ongoing",
    MeetingState.APPROVED: "state-done",
}
"""The shapes of the states: a circle that fills up, as for activities."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting in the list, or a heading over those that follow."""

    line: MeetingLine | None
    heading: str = ""


class MeetingModel(QAbstractListModel):
    """Meetings under two headings."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._entries: tuple[Entry, ...] = ()

    def renew(self, lines: Sequence[MeetingLine]) -> None:
        """Show other meetings, or the same as they are now."""
        entries = tuple(self._with_headings(lines))
        if [entry.line and entry.line.head.key for entry in entries] == [
            entry.line and entry.line.head.key for entry in self._entries
        ]:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """What stands in a row."""
        return self._entries[row]

    def row_of(self, key: str) -> int:
        """The row that a meeting stands in, or -1."""
        keys = [entry.line.head.key if entry.line else "" for entry in self._entries]
        return keys.index(key) if key and key in keys else -1

    def first(self) -> str:
        """The first meeting's id, or "" where there is none."""
        return next((entry.line.head.key for entry in self._entries if entry.line), "")

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._entries[index.row()].line is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if entry.line is None:
            return entry.heading if role == Qt.ItemDataRole.DisplayRole else None
        head = entry.line.head
        if role == Qt.ItemDataRole.DisplayRole:
            return day_words(self._words, head.on)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = (
                day_words(self._words, head.on), where_words(self._words, head),
                label(self._words, head.state), entry.line.municipality,
                decisions_words(self._words, entry.line),
            )  # fmt: skip
            return ", ".join(part for part in parts if part)
        return None

    def _with_headings(self, lines: Sequence[MeetingLine]) -> Iterable[Entry]:
        _ = self._words
        for coming, heading in ((True, _("To come")), (False, _("Past"))):
            found = [line for line in lines if line.is_coming is coming]
            if found:
                yield Entry(None, heading)
                yield from map(Entry, found)


class MeetingList(QListView):
    """The meetings to choose from; `chosen` names the one that is looked at."""

    chosen = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings")
        self.setAccessibleName(workplace.words("Meetings"))
        self.meetings = MeetingModel(workplace.words, self)
        self.setModel(self.meetings)
        self.setProperty("role", "bare")
        self.setItemDelegate(_Painter(workplace, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(56 * workplace.theme.space)
        self.selectionModel().currentChanged.connect(self._choose)
        self._renewing = False

    @property
    def key(self) -> str:
        """The meeting that is looked at."""
        index = self.currentIndex()
        line = self.meetings.entry(index.row()).line if index.isValid() else None
        return line.head.key if line else ""

    def renew(self, lines: Sequence[MeetingLine], wanted: str = "") -> None:
        """Show the meetings as they are now; the one that is looked at stays, or else it is the first."""
        key = wanted or self.key
        self._renewing = True
        self.meetings.renew(lines)
        row = self.meetings.row_of(key)
        if row < 0:
            row = self.meetings.row_of(self.meetings.first())
        self.setCurrentIndex(self.meetings.index(row))
        self._renewing = False

    def choose(self, key: str) -> None:
        """Look at a meeting, if it is there."""
        row = self.meetings.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.meetings.index(row))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._renewing and self.key:
            self.chosen.emit(self.key)


class _Painter(QStyledItemDelegate):
    """Paints a meeting in three lines: the day, what and where, and how it stands."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = workplace.words
        self._theme = workplace.theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height()
        entry = self._entry(index)
        space = self._theme.space
        return QSize(0, line + 4 * space if entry.line is None else 3 * line + 6 * space)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, theme, space = self._entry(index), self._theme, self._theme.space
        painter.save()
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("selection" if chosen else "surface" if entry.line else "window"))
        if entry.line is None:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(rect.adjusted(3 * space, 0, -space, -space), _BOTTOM, entry.heading)
        else:
            inner = rect.adjusted(3 * space, 2 * space, -2 * space, -2 * space)
            self._paint_meeting(painter, inner, entry.line, chosen)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_meeting(self, painter: QPainter, rect: QRect, line: MeetingLine, chosen: bool) -> None:
        words, theme, head = self._words, self._theme, line.head
        ink = theme.colour("selection_text" if chosen else "text")
        quiet = ink if chosen else theme.colour("muted")
        high = painter.fontMetrics().height()
        step = (rect.height() - high) // 2
        strong = theme.font("body")
        strong.setBold(True)
        painter.setFont(strong)
        painter.setPen(ink)
        self._text(painter, QRect(rect.left(), rect.top(), rect.width(), high), day_words(words, head.on))
        painter.setFont(theme.font("body"))
        painter.setPen(quiet)
        where = where_words(words, head)
        if line.municipality:
            where = f"{line.municipality} · {where}"
        self._text(painter, QRect(rect.left(), rect.top() + step, rect.width(), high), where)
        top = rect.top() + 2 * step
        colour = "selection_text" if chosen else "text"
        theme.icon(STATE_ICONS[head.state], colour).paint(painter, QRect(rect.left(), top, high, high))
        painter.setPen(ink)
        left = rect.left() + high + theme.space
        state = label(words, head.state)
        painter.drawText(QRect(left, top, rect.right() - left, high), _MIDDLE, state)
        left += painter.fontMetrics().horizontalAdvance(state) + 3 * theme.space
        told = decisions_words(words, line)
        if told:
            if line.late_decisions:
                count = line.late_decisions
                told = words.plural("{count} late decision", "{count} late decisions", count)
                tint = colour if chosen else "late"
                theme.icon("late", tint).paint(painter, QRect(left, top, high, high))
                painter.setPen(theme.colour(tint if not chosen else "selection_text"))
                left += high + theme.space
            self._text(painter, QRect(left, top, rect.right() - left, high), told)

    def _text(self, painter: QPainter, rect: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _MIDDLE, shown)

    def _entry(self, index: Index) -> Entry:
        model = index.model()
        assert isinstance(model, MeetingModel)
        return model.entry(index.row())


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_BOTTOM = int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
