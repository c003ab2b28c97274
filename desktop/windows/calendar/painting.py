"""How a day and its bars are painted, in a month and in a week."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.views.calendar import CalendarEntry, EntryKind
from desktop.windows.calendar.layout import BETWEEN, SIDE, DayPlaces, by_clock, stacked
from desktop.windows.calendar.model import CELL_ROLE, Cell, DayModel, Span
from desktop.windows.theme import Theme
from desktop.words import Words
from desktop.words.calendar import entry_mark, entry_words, more_words

ICON: Final = 14
ROUND: Final = 4.0
ALIGN: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
TEXT_LEFT: Final = ICON + 9
TEXT_UNDER: Final = 6
TEXT_RIGHT: Final = 4
FEWEST_LETTERS: Final = 3
"""No fewer letters of a word are carried over to the next line."""
WIDE_ENOUGH: Final = 110
"""A narrower bar beside a clock does not say its time too."""
NUMBER: Final = 34
NUMBER_LONG: Final = 58
"""Room for a day's number, without and with its month."""
MOST_LINES: Final = 3
"""Lines of a bar in a month; more would be read better beside it."""

STATE_ICONS: Final = frozenset({"not_started", "planned", "ongoing", "done", "cancelled"})


def icon_of(entry: CalendarEntry) -> str:
    """The icon that says how an entry stands."""
    mark = entry_mark(entry)
    return f"state-{mark}" if mark in STATE_ICONS else mark


def inks_of(entry: CalendarEntry) -> tuple[str, str, str]:
    """Ground, ink and edge of an entry's bar; an empty ground is none."""
    if entry.late:
        return "late_ground", "late", "late"
    if entry.settled:
        return "", "muted", "line"
    if entry.kind is EntryKind.MEETING:
        return "accent", "accent_text", "accent"
    if entry.kind is EntryKind.DECISION:
        return "soon_ground", "text", "soon"
    if entry.kind in (EntryKind.RECURRING, EntryKind.OCCURRENCE):
        return "surface", "text", "edge"
    return "accent_ground", "text", "accent"


def paint_bar(
    painter: QPainter,
    theme: Theme,
    words: Words,
    entry: CalendarEntry,
    rect: QRect,
    *,
    picked: bool = False,
    clock: bool = True,
) -> None:
    """Paint one bar: its shape, then its words as far as they have room."""
    ground, ink, edge = ("selection", "selection_text", "focus") if picked else inks_of(entry)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), 2 if picked else 1))
    painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    inset = 1.0 if picked else 0.5
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), ROUND, ROUND)
    line = min(rect.height(), theme_line(theme))
    icon = QRect(rect.left() + 4, rect.top() + (line - ICON) // 2, ICON, ICON)
    if rect.width() > ICON + 8:
        theme.icon(icon_of(entry), ink).paint(painter, icon)
    font = theme.font("small")
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    metrics = QFontMetrics(font)
    most = max(1, (rect.height() - BETWEEN) // (theme_line(theme) - BETWEEN))
    text = entry_words(words, entry, clock=clock)
    if rect.width() < TEXT_UNDER + TEXT_RIGHT + metrics.horizontalAdvance(text[:3]):
        text = ""
    for number, said in enumerate(set_in_lines(metrics, text, rect.width(), most)):
        left = TEXT_LEFT if number == 0 else TEXT_UNDER
        top = rect.top() + number * (theme_line(theme) - BETWEEN)
        painter.drawText(QRect(rect.left() + left, top, rect.width() - left, line), ALIGN, said)
    painter.restore()


def set_in_lines(metrics: QFontMetrics, text: str, wide: int, most: int) -> list[str]:
    """Break words into at most so many lines of a bar, the last one shortened where it is not all.

    The first stands beside the bar's shape, the others under it; a bar too narrow for that leaves the
    first empty.
    """
    beside, under = wide - TEXT_LEFT - TEXT_RIGHT, wide - TEXT_UNDER - TEXT_RIGHT
    lines: list[str] = []
    rest = " ".join(text.split())
    if most > 1 and metrics.horizontalAdvance(rest.partition(" ")[0]) > beside:
        lines.append("")
    while rest and len(lines) < most - 1:
        room = under if lines else beside
        if metrics.horizontalAdvance(rest) <= room:
            break
        cut = _break(metrics, rest, room)
        inside = rest[cut - 1 : cut].isalpha() and rest[cut : cut + 1].isalpha()
        lines.append(rest[:cut].rstrip() + ("-" if inside else ""))
        rest = rest[cut:].lstrip()
    if rest:
        room = under if lines else beside
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room))
    return lines


def _break(metrics: QFontMetrics, text: str, room: int) -> int:
    """Find where a line ends: after the last word that has room, or inside one that no line can hold."""
    end = len(text)
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    end = low
    space = text.rfind(" ", 0, end + 1)
    if space > 0:
        return space
    while end > 1 and metrics.horizontalAdvance(text[:end] + "-") > room:
        end -= 1
    left = len(text.partition(" ")[0]) - end
    return max(1, end - (FEWEST_LETTERS - left)) if 0 < left < FEWEST_LETTERS else end


def theme_line(theme: Theme) -> int:
    """The height of a bar with one line of words."""
    return QFontMetrics(theme.font("small")).height() + 4


class DayDelegate(QStyledItemDelegate):
    """Paints a cell: the day's number and name, its ground, and its bars."""

    def __init__(self, theme: Theme, words: Words, model: DayModel) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._model = model
        self.hours = (7, 19)

    @property
    def head(self) -> int:
        """The height of the line with the day's number."""
        return QFontMetrics(self._theme.font("body")).height() + 8

    def places(self, cell: Cell, rect: QRect) -> DayPlaces:
        """Where the bars of a cell lie."""
        if cell.timed:
            return by_clock(rect, cell.entries, self.hours)
        top = self._head_of(cell, rect) if self._model.extent is Span.MONTH or cell.day.name else 4
        room = rect.adjusted(0, top, -1, -2)
        metrics = QFontMetrics(self._theme.font("small"))
        line = metrics.height() + BETWEEN
        wide = rect.width() - 1 - 2 * SIDE
        # Of a crowded day none has more than a line, so their words need not be measured.
        crowded = len(cell.entries) * (line + 2) > room.height()
        lines = [
            1 if crowded else len(set_in_lines(metrics, entry_words(self._words, entry), wide, MOST_LINES))
            for entry in cell.entries
        ]
        return stacked(room, cell.entries, lines, line)

    def _head_of(self, cell: Cell, rect: QRect) -> int:
        """The height of a day's head: a name that has no room beside the number stands under it."""
        below = self._is_name_below(cell, rect)
        return self.head + (QFontMetrics(self._theme.font("small")).height() if below else 0)

    def _is_name_below(self, cell: Cell, rect: QRect) -> bool:
        if not cell.day.name or self._model.extent is Span.WEEK:
            return False
        room = rect.width() - 8 - (NUMBER_LONG if cell.day.on.day == 1 else NUMBER)
        return QFontMetrics(self._theme.font("small")).horizontalAdvance(cell.day.name) > room

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self.head + 2 * theme_line(self._theme))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Cell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._ground(cell))
        if cell.timed:
            self._paint_hours(painter, rect)
        else:
            self._paint_head(painter, cell, rect)
        if cell.day.on == self._model.today and not cell.timed:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 3), self._theme.colour("today"))
        places = self.places(cell, rect)
        for bar in places.bars:
            picked = bar.entry == self._model.picked
            clock = not cell.timed or bar.rect.width() >= WIDE_ENOUGH
            paint_bar(painter, self._theme, self._words, bar.entry, bar.rect, picked=picked, clock=clock)
        if places.more is not None:
            self._paint_more(painter, places.more, places.left_off)
        painter.restore()

    def _ground(self, cell: Cell) -> QColor:
        if cell.outside:
            return self._theme.colour("window")
        if cell.day.free:
            return self._theme.colour("holiday_ground")
        return self._theme.colour("surface" if cell.day.working else "stripe")

    def _paint_head(self, painter: QPainter, cell: Cell, rect: QRect) -> None:
        """The number in a disc where it is today, and the name of a named day."""
        theme, day = self._theme, cell.day
        left = rect.left() + 8
        if self._model.extent is Span.MONTH:
            left = self._paint_number(painter, cell, rect)
        if day.name:
            font = theme.font("small")
            painter.setFont(font)
            painter.setPen(theme.colour("muted" if cell.outside or not day.free else "holiday"))
            name = QRect(left, rect.top() + 3, rect.right() - left - 4, self.head - 4)
            if self._is_name_below(cell, rect):
                name = QRect(rect.left() + 8, rect.top() + self.head - 4, rect.width() - 12, self.head - 6)
            text = QFontMetrics(font).elidedText(day.name, Qt.TextElideMode.ElideRight, name.width())
            beside = self._model.extent is Span.MONTH and not self._is_name_below(cell, rect)
            end = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
            painter.drawText(name, end | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_number(self, painter: QPainter, cell: Cell, rect: QRect) -> int:
        theme, on = self._theme, cell.day.on
        font = QFont(theme.font("body"))
        today = on == self._model.today
        if today or (cell.day.free and not cell.outside):
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = f"{on.day} {self._words.month(on.month)[:3]}" if on.day == 1 else str(on.day)
        wide = QFontMetrics(font).horizontalAdvance(text) + 8
        place = QRect(rect.left() + 4, rect.top() + 5, max(wide, self.head - 6), self.head - 6)
        ink = "muted" if cell.outside else "holiday" if cell.day.free else "text"
        if today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("today"))
            painter.drawRoundedRect(QRectF(place), place.height() / 2, place.height() / 2)
            ink = "accent_text"
        else:
            place.moveLeft(rect.left() + 8)
        painter.setPen(theme.colour(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter if today else ALIGN, text)
        return place.right() + 4

    def _paint_hours(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(self._theme.colour("line"))
        first, last = self.hours
        for hour in range(first + 1, last):
            y = rect.top() + rect.height() * (hour - first) // (last - first)
            painter.drawLine(rect.left(), y, rect.right(), y)

    def _paint_more(self, painter: QPainter, rect: QRect, count: int) -> None:
        font = QFont(self._theme.font("small"))
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(rect.adjusted(4, 0, 0, 0), ALIGN, more_words(self._words, count))
