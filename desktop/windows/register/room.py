"""The room Register: all that a plan holds beside its activities and meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSplitter, QStackedWidget
from typing_extensions import override

from db.queries.register import register_counts
from desktop.windows.register.list_page import ListPage
from desktop.windows.register.side import WIDTH, Side
from desktop.windows.register.tables import IN_TREE, TABLES, TREE
from desktop.windows.register.tree_page import TreePage
from desktop.windows.room import Room
from desktop.windows.workplace import Workplace

ROOM_FOR_NAMES = 600


class RegisterRoom(Room):
    """To the left the tables, to the right the tree of agreements or one table as a list."""

    makes = ""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._shown = False
        self.side = Side(workplace)
        self.tree = TreePage(workplace)
        self.list = ListPage(workplace)
        self.pages = QStackedWidget()
        self.pages.setProperty("role", "surface")
        self.pages.addWidget(self.tree)
        self.pages.addWidget(self.list)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.side)
        self.split.addWidget(self.pages)
        self.split.setStretchFactor(0, 0)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([WIDTH, 4 * WIDTH])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        # What was touched twice in a moment is read once.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._read)
        self.side.chosen.connect(self._go)
        workplace.scope_changed.connect(self._read_soon)
        workplace.runner.touched.connect(lambda _ids: self._read_soon())
        workplace.selected.connect(self._follow)
        self.side.choose(TREE)

    @property
    def table(self) -> str:
        """The table that is shown, `TREE` for the tree."""
        return TREE if self.pages.currentWidget() is self.tree else self.list.table

    @override
    def enter(self) -> None:
        self._shown = True
        self._read()
        self._follow()
        self._view().setFocus()

    @override
    def leave(self) -> None:
        self._shown = False
        self.tree.cells.finish()
        self.list.cells.finish()

    @override
    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"edit.delete": self.delete, "edit.copy": self.copy}

    def add(self) -> None:
        """Something new of the sort that is shown."""
        (self.tree if self.table == TREE else self.list).add()

    def delete(self) -> None:
        """Delete what is selected."""
        (self.tree if self.table == TREE else self.list).delete()

    def copy(self) -> None:
        """Copy what is selected, where a list is shown."""
        if self.table != TREE:
            self.list.copy()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.be_narrow(self.width() < ROOM_FOR_NAMES)

    @override
    def event(self, event: QEvent) -> bool:
        # Ctrl+N means what one is looking at, and that may be any table.
        if isinstance(event, QKeyEvent) and _is_new(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.add()
                return True
        return super().event(event)

    @override
    def arrangement(self) -> Mapping[str, Any]:
        return {
            "table": self.table,
            "side": self.split.sizes()[0],
            "list": dict(self.list.arrangement()),
            "tree": dict(self.tree.arrangement()),
        }

    @override
    def arrange(self, saved: Mapping[str, Any]) -> None:
        for page, name in ((self.list, "list"), (self.tree, "tree")):
            if isinstance(kept := saved.get(name), dict):
                page.arrange(kept)
        if isinstance(width := saved.get("side"), int) and 100 < width < 600:
            self.split.setSizes([width, 4 * WIDTH])
        table = saved.get("table")
        if table in TABLES:
            self.side.choose(str(table))

    def _go(self, table: str, select: str | None = None) -> None:
        """Show a table or the tree, perhaps with a thing selected; the keys go along."""
        focused = self.focusWidget()
        inside = focused is not None and self.pages.isAncestorOf(focused)
        if table == TREE:
            self.pages.setCurrentWidget(self.tree)
            self.tree.show_thing(select)
        else:
            self.pages.setCurrentWidget(self.list)
            self.list.show_table(table, select)
        if inside:
            self._view().setFocus()

    def _follow(self) -> None:
        """Show what was selected elsewhere, where it is something of the register's."""
        selection = self.workplace.selection
        if not self._shown or len(selection) != 1:
            return
        (place,) = selection
        if place.entity not in TABLES or place.id in self._selected():
            return
        table = TREE if place.entity in IN_TREE and self.table in (TREE, *_OTHERS) else place.entity
        blocked = self.side.blockSignals(True)
        self.side.choose(table)
        self.side.blockSignals(blocked)
        self._go(table, place.id)

    def _view(self) -> QAbstractItemView:
        return self.tree.view if self.table == TREE else self.list.view

    def _selected(self) -> list[str]:
        if self.table == TREE:
            return [node.key for node in self.tree.selected()]
        return self.list.selected()

    def _read_soon(self) -> None:
        if self._shown:
            self._soon.start()

    def _read(self) -> None:
        place = self.workplace
        place.runner.ask(
            self, self.side.show_counts, register_counts, TABLES, agreement=place.agreement, key="counts"
        )
        (self.tree if self.table == TREE else self.list).read()


_OTHERS = tuple(table for table in TABLES if table not in IN_TREE)


def _is_new(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.ControlModifier
