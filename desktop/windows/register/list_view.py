"""The list on the screen: keys, columns and their widths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from db.queries import SortKey
from desktop.windows.register.table_model import TableModel
from desktop.windows.register.tables import WIDE
from desktop.windows.workplace import Workplace

MOST_LETTERS: Final = 30
FEWEST_LETTERS: Final = 6
LOOKED_AT: Final = 60
"""Rows by whose contents a column is made as wide as it needs."""


class ListView(QTableView):
    """One row a thing; `sorted_by(key)` when a heading is clicked."""

    sorted_by = Signal(object)

    def __init__(self, workplace: Workplace, model: TableModel) -> None:
        super().__init__()
        self._table = model
        self._widths: dict[str, int] = {}
        self._fitting = False
        self.sort_key: SortKey | None = None
        self.setModel(model)
        self.setObjectName("list")
        self.setProperty("role", "bare")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        side, top = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(self.fontMetrics().height() + workplace.theme.space * 3)
        top.setHighlightSections(False)
        top.setSectionsClickable(True)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top.sectionClicked.connect(self._heading_clicked)
        top.sectionResized.connect(self._resized)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Make columns as wide as what stands in them; those of long texts share what is left."""
        columns = self._table.columns
        letter = self.fontMetrics().horizontalAdvance("n")
        top = self.horizontalHeader()
        widths = [self._width(place, letter) for place in range(len(columns))]
        wide = [place for place, name in enumerate(columns) if name in WIDE and not self._kept(name)]
        room = self.viewport().width() - sum(width for place, width in enumerate(widths) if place not in wide)
        for place in wide:
            widths[place] = max(room // len(wide), 18 * letter)
        if not wide and widths:
            widths[-1] = max(widths[-1], self.viewport().width() - sum(widths[:-1]))
        self._fitting = True
        for place, width in enumerate(widths):
            top.resizeSection(place, width)
        self._fitting = False

    def show_order(self, key: SortKey | None) -> None:
        """Show in the headings what the list is sorted by."""
        self.sort_key = key
        top = self.horizontalHeader()
        top.setSortIndicatorShown(key is not None and key.field in self._table.columns)
        if key is not None and key.field in self._table.columns:
            order = Qt.SortOrder.DescendingOrder if key.descending else Qt.SortOrder.AscendingOrder
            top.setSortIndicator(self._table.columns.index(key.field), order)

    def widths(self) -> Mapping[str, int]:
        """The widths that a person has given columns, by table and field."""
        return dict(self._widths)

    def take_widths(self, saved: Mapping[str, Any]) -> None:
        """Take up the widths that were kept."""
        self._widths = {
            str(name): width for name, width in saved.items() if isinstance(width, int) and 20 < width < 3000
        }

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def _width(self, place: int, letter: int) -> int:
        name = self._table.columns[place]
        if kept := self._kept(name):
            return kept
        model = self._table
        rows = range(min(model.rowCount(), LOOKED_AT))
        metrics = self.fontMetrics()
        texts = [str(model.index(row, place).data() or "") for row in rows]
        heading = str(model.headerData(place, Qt.Orientation.Horizontal))
        needed = max([metrics.horizontalAdvance(text) for text in texts] or [0])
        most, fewest = MOST_LETTERS * letter, FEWEST_LETTERS * letter
        return max(min(needed, most), metrics.horizontalAdvance(heading) + 2 * letter, fewest) + 2 * letter

    def _kept(self, name: str) -> int:
        return self._widths.get(f"{self._table.entity}.{name}", 0)

    def _resized(self, place: int, _old: int, new: int) -> None:
        if not self._fitting and place < len(self._table.columns):
            self._widths[f"{self._table.entity}.{self._table.columns[place]}"] = new

    def _heading_clicked(self, place: int) -> None:
        name = self._table.columns[place]
        turned = self.sort_key is not None and self.sort_key.field == name and not self.sort_key.descending
        self.sorted_by.emit(SortKey(name, turned))
