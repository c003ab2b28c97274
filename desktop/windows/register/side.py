"""The list to the left in the register: the tables in their groups, each with how many rows it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView
from typing_extensions import override

from db.views.register import TableCount
from desktop.windows.register.tables import GROUPS, TREE, title_of
from desktop.windows.things_shown import icon_of
from desktop.windows.two_part_rows import Row, Rows, TwoPartDelegate
from desktop.windows.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex
WIDTH = 216
NARROWEST = 190
WIDEST = 360
ICONS_ALONE = 44


class Side(QListView):
    """The tables; `chosen(table)` when another one is gone to, `TREE` for the tree."""

    chosen = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._tables: list[str] = []
        self._rows = Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(TwoPartDelegate(workplace.theme, self))
        self.setObjectName("tables")
        self.setAccessibleName(workplace.words("Tables of the register"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "bare")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.be_narrow(False)
        self.show_counts(())

    @property
    def table(self) -> str:
        """The table that is chosen."""
        place = self.currentIndex().row()
        return self._tables[place] if 0 <= place < len(self._tables) else TREE

    def choose(self, table: str) -> None:
        """Go to a table."""
        if table in self._tables:
            self.setCurrentIndex(self._rows.index(self._tables.index(table)))

    def be_narrow(self, narrow: bool) -> None:
        """Show the icons alone, or the names too."""
        self.setMinimumWidth(ICONS_ALONE if narrow else NARROWEST)
        self.setMaximumWidth(ICONS_ALONE if narrow else WIDEST)

    def show_counts(self, counts: Iterable[TableCount]) -> None:
        """Show how many rows the tables have."""
        here = self.table
        known: Mapping[str, int] = {one.entity: one.count for one in counts}
        words, theme = self._workplace.words, self._workplace.theme
        rows: list[Row] = []
        self._tables = []
        for place, group in enumerate(GROUPS):
            rows.append(Row(words(group.title), heading=True))
            self._tables.append("")
            if place == 0:
                rows.append(Row(words("As a tree"), icon=theme.icon("grouping")))
                self._tables.append(TREE)
            for table in group.tables:
                count = words.number(known[table]) if known.get(table) else ""
                rows.append(Row(title_of(words, table), count, theme.icon(icon_of(table))))
                self._tables.append(table)
        blocked = self.blockSignals(True)
        self._rows.show(rows)
        self.choose(here)
        self.blockSignals(blocked)
        self.viewport().update()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self.signalsBlocked() and current.isValid() and self.table:
            self.chosen.emit(self.table)
