"""The table on the screen: where the keys go, which rows are chosen, how its columns are arranged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from db.queries import SortKey
from desktop.windows.plan.columns import BY_ID, COLUMNS, TITLE, usual_widths
from desktop.windows.plan.model import PlanModel
from desktop.windows.plan.painting import PlanPainter
from desktop.windows.plan.rows import Group, RowKind, Spot
from desktop.windows.workplace import Workplace

FROM_KEYS: Final = QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed
MOST_CHOSEN: Final = 500
"""How many of the chosen rows the rest of the window is told of."""

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlanView(QTableView):
    """Rows of one height under columns that a person shows, orders and sizes.

    `opened(row)`: a row's thing is to be shown; `elsewhere(row)`: its date is to be edited in the details;
    `folding(group, folded)`: a group is to be folded or opened; `sorted_by(key)`: a heading was clicked.
    """

    opened = Signal(int)
    elsewhere = Signal(int)
    folding = Signal(object, bool)
    sorted_by = Signal(object)
    columns_asked = Signal(QPoint)

    def __init__(self, workplace: Workplace, model: PlanModel, painter: PlanPainter) -> None:
        super().__init__()
        self._model = model
        self._painter = painter
        self._sorted: SortKey | None = None
        self._title_width = 0
        self._fitting = False
        self._is_usual = True
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setAccessibleName(workplace.words("Activities"))
        self.setProperty("role", "bare")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(FROM_KEYS)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._dress_headers()
        self.usual_columns()

    # Columns.

    def _dress_headers(self) -> None:
        side, top = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(self._painter.height)
        side.setDefaultSectionSize(self._painter.height)
        # Headers would ask each of a hundred thousand rows whether it is chosen, so they hear of no choice.
        for header in (side, top):
            header.setSelectionModel(QItemSelectionModel(self._model, header))
            header.setHighlightSections(False)
        top.setSectionsMovable(True)
        top.setSectionsClickable(True)
        top.setMinimumSectionSize(self.fontMetrics().horizontalAdvance("n") * 4)
        top.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top.sectionClicked.connect(self._heading_clicked)
        top.sectionResized.connect(self._resized)
        top.sectionMoved.connect(self._moved)
        top.customContextMenuRequested.connect(self.columns_asked)

    def usual_columns(self) -> None:
        """Show the usual columns in their usual order, as wide as there is room for until one is changed."""
        top = self.horizontalHeader()
        self._fitting = True
        for place in range(len(COLUMNS)):
            top.moveSection(top.visualIndex(place), place)
        self._fitting = False
        self._is_usual = True
        self._fit()

    def _resized(self, place: int, _old: int, new: int) -> None:
        if self._fitting:
            return
        self._is_usual = False
        if place == TITLE:
            self._title_width = new
        self._fit()

    def _moved(self) -> None:
        self._is_usual = self._is_usual and self._fitting

    def _fit(self) -> None:
        """Let the titles have what room the other columns leave."""
        if self._fitting:
            return
        top = self.horizontalHeader()
        self._fitting = True
        if self._is_usual:
            widths = usual_widths(self.viewport().width(), self.fontMetrics().horizontalAdvance("n"))
            for place in range(len(COLUMNS)):
                top.setSectionHidden(place, place not in widths)
                top.resizeSection(place, widths.get(place, 0) or self._hidden_width(place))
            self._title_width = widths[TITLE]
        others = top.length() - top.sectionSize(TITLE)
        top.resizeSection(TITLE, max(self._title_width, self.viewport().width() - others))
        self._fitting = False

    def columns(self) -> list[dict[str, Any]]:
        """The columns in the order in which they stand, with their widths and whether they are shown.

        Nothing while they are as usual: on another screen that is something else.
        """
        if self._is_usual:
            return []
        top = self.horizontalHeader()
        order = [top.logicalIndex(place) for place in range(top.count())]
        widths = {place: top.sectionSize(place) for place in order} | {TITLE: self._title_width}
        return [
            {"id": COLUMNS[place].id, "width": widths[place] or self._hidden_width(place),
             "shown": not top.isSectionHidden(place)}
            for place in order
        ]  # fmt: skip

    def _hidden_width(self, place: int) -> int:
        return COLUMNS[place].letters * self.fontMetrics().horizontalAdvance("n")

    def set_columns(self, columns: Sequence[Mapping[str, Any]]) -> None:
        """Arrange the columns as they were kept; what is unknown or missing there is as usual."""
        top = self.horizontalHeader()
        known = [one for one in columns if one.get("id") in BY_ID]
        self._is_usual = self._is_usual and not known
        for visual, one in enumerate(known):
            place = BY_ID[one["id"]]
            top.moveSection(top.visualIndex(place), visual)
            width = one.get("width")
            if isinstance(width, int) and 16 <= width <= 2000:
                top.resizeSection(place, width)
            top.setSectionHidden(place, one.get("shown") is False and place != TITLE)

    def show_column(self, place: int, shown: bool) -> None:
        """Show a column or hide it; the titles always stay."""
        if place != TITLE:
            self._is_usual = False
            self.horizontalHeader().setSectionHidden(place, not shown)
            self._fit()

    def shown_columns(self) -> list[int]:
        """The columns that are shown, from left to right."""
        top = self.horizontalHeader()
        order = (top.logicalIndex(place) for place in range(top.count()))
        return [place for place in order if not top.isSectionHidden(place)]

    # Sorting.

    def show_sorting(self, key: SortKey | None) -> None:
        """Mark the heading that the rows are sorted by."""
        self._sorted = key
        top = self.horizontalHeader()
        place = next((n for n, one in enumerate(COLUMNS) if key and one.sort == key.field), -1)
        top.setSortIndicatorShown(place >= 0)
        if key and place >= 0:
            down = Qt.SortOrder.DescendingOrder if key.descending else Qt.SortOrder.AscendingOrder
            top.setSortIndicator(place, down)

    def _heading_clicked(self, place: int) -> None:
        """First upwards, then downwards, then as the plan has it."""
        field = COLUMNS[place].sort
        if not field:
            return
        now = self._sorted
        if now is None or now.field != field:
            self.sorted_by.emit(SortKey(field))
        else:
            self.sorted_by.emit(None if now.descending else SortKey(field, descending=True))

    # What is chosen.

    def spot(self) -> Spot | None:
        """What stands in the row that the keys go to."""
        row = self.currentIndex().row()
        return self._model.rows.spot(row) if 0 <= row < len(self._model.rows) else None

    def chosen(self) -> Iterator[str]:
        """The ids of the chosen activities, each once, from top to bottom."""
        met: set[str] = set()
        for part in sorted(self._ranges(), key=lambda part: part.top()):
            for key in self._model.rows.keys(part.top(), part.bottom()):
                if key not in met:
                    met.add(key)
                    yield key

    def _ranges(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return [chosen.at(place) for place in range(chosen.size())]

    def choose(self, rows: Sequence[int], current: int, column: int) -> None:
        """Choose rows, with the keys going to one of them."""
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self._model.index(row, 0), self._model.index(row, len(COLUMNS) - 1))
        flags = QItemSelectionModel.SelectionFlag
        if 0 <= current < len(self._model.rows):
            at = self._model.index(current, column)
            self.selectionModel().setCurrentIndex(at, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def choose_none(self) -> None:
        """Let no row be chosen, and the keys go to none."""
        self.selectionModel().clear()

    def in_view(self) -> list[str]:
        """The activities whose rows are on the screen."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        rows = len(self._model.rows)
        return list(self._model.rows.keys(max(first, 0), last if last >= 0 else rows - 1)) if rows else []

    def is_editing(self) -> bool:
        """Whether something is being typed into a cell."""
        return self.state() == QAbstractItemView.State.EditingState

    # Keys and mouse.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        spot, key = self.spot(), Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if spot is not None and plain and self._pressed(spot, key):
            event.accept()
            return
        if spot is not None and spot.kind is RowKind.HEADING and event.text() and plain:
            return
        super().keyPressEvent(event)

    def _pressed(self, spot: Spot, key: Qt.Key) -> bool:
        """What a key does here beside what it does in every table; whether it does anything."""
        index = self.currentIndex()
        if spot.kind is RowKind.HEADING:
            if key in ENTER or key is Qt.Key.Key_Space:
                self.folding.emit(spot.group, not spot.group.folded)
                return True
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.folding.emit(spot.group, key is Qt.Key.Key_Left)
                return True
            return False
        if key in (*ENTER, Qt.Key.Key_F2) and not self.is_editing():
            if spot.kind is RowKind.NEW:
                index = index.siblingAtColumn(TITLE)
            self.begin(index)
            return True
        if key is Qt.Key.Key_Space and spot.kind is RowKind.ACTIVITY:
            self.opened.emit(index.row())
            return True
        return False

    def begin(self, index: QModelIndex) -> None:
        """Edit a cell, here or in the details; where there is nothing to edit, show the row's thing."""
        if not self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            when = COLUMNS[index.column()].field == "due_on"
            (self.elsewhere if when else self.opened).emit(index.row())
            return
        if index == self.currentIndex() and self.is_editing():
            return  # Pressed once more: it is being edited already.
        self.setCurrentIndex(index)
        self.edit(index)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        spot = self._model.rows.spot(at.row()) if at.isValid() else None
        super().mousePressEvent(event)
        if spot is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if spot.kind is RowKind.HEADING and event.position().x() < 8 * self._painter.height // 7:
            self.folding.emit(spot.group, not spot.group.folded)
        elif spot.kind is RowKind.NEW:
            self.begin(at.siblingAtColumn(TITLE))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        spot = self._model.rows.spot(at.row()) if at.isValid() else None
        if spot is not None and spot.kind is RowKind.HEADING:
            if event.position().x() >= 8 * self._painter.height // 7:
                self.folding.emit(spot.group, not spot.group.folded)
            return
        if at.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.begin(at)
            return
        super().mouseDoubleClickEvent(event)

    # Headings.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rows = self._model.rows
        if not rows.headed or not len(rows):
            return
        painter = QPainter(self.viewport())
        for row in range(max(self.rowAt(event.rect().top()), 0), self._last_row(event.rect().bottom()) + 1):
            spot = rows.spot(row)
            if spot.kind is RowKind.HEADING:
                current = row == self.currentIndex().row() and self.hasFocus()
                self._painter.paint_heading(painter, self._across(row), self._model, spot, current)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.viewport().update()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            # Headings stay where they are while the columns pass under them.
            self.viewport().update()

    def heading_rect(self, group: Group) -> QRect:
        """Where a group's heading is on the screen."""
        return self._across(self._model.rows.heading_row(group))

    def _across(self, row: int) -> QRect:
        top = self.rowViewportPosition(row)
        return QRect(QPoint(0, top), QPoint(self.viewport().width() - 1, top + self.rowHeight(row) - 1))

    def _last_row(self, bottom: int) -> int:
        row = self.rowAt(bottom)
        return row if row >= 0 else len(self._model.rows) - 1
