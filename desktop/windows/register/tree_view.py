"""The tree on the screen: lines as high as their texts, all open until somebody closes them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView
from typing_extensions import override

from desktop.windows.register.cells import Cells
from desktop.windows.register.tree_model import ACTING, STANDING, WHAT, TreeModel
from desktop.windows.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex
MOST_LINES: Final = 3
ICON: Final = 16
ROOM_FOR_ALL: Final = 560
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TreeCells(Cells):
    """Lets a text run over several lines, within reason."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        space = self._workplace.theme.space
        view = self._view()
        assert isinstance(view, TreeView)
        text = str(index.data() or "")
        metrics = option.fontMetrics
        if index.column() != WHAT:
            return QSize(metrics.horizontalAdvance(text) + ICON + space * 7, metrics.height() + space * 2)
        width = max(view.columnWidth(WHAT) - view.level(index) * view.indentation() - ICON - space * 6, 80)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        needed = metrics.boundingRect(QRect(0, 0, width, 10_000), int(flags), text).height()
        return QSize(width, min(needed, MOST_LINES * metrics.lineSpacing()) + space * 3)


class TreeView(QTreeView):
    """The tree; a branch that somebody has closed stays closed.

    `wanted_activities(index)` asks to see what is done about a line: Ctrl+Enter, or a double click on
    the count.
    """

    wanted_activities = Signal(object)

    def __init__(self, workplace: Workplace, model: TreeModel) -> None:
        super().__init__()
        self._tree = model
        self.closed: set[str] = set()
        self.setModel(model)
        self.setObjectName("promise-tree")
        self.setAccessibleName(workplace.words("Agreements and promises"))
        self.setProperty("role", "bare")
        self.setIconSize(QSize(ICON, ICON))
        self.setIndentation(workplace.theme.space * 6)
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        top = self.header()
        top.setStretchLastSection(False)
        top.setSectionsMovable(False)
        top.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        top.setSectionResizeMode(STANDING, QHeaderView.ResizeMode.ResizeToContents)
        top.setSectionResizeMode(ACTING, QHeaderView.ResizeMode.ResizeToContents)
        top.sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())
        self.doubleClicked.connect(self._double_clicked)
        self.collapsed.connect(lambda index: self.closed.add(model.node(index).key))
        self.expanded.connect(lambda index: self.closed.discard(model.node(index).key))

    def level(self, index: Index) -> int:
        """How far in a line stands, the outermost ones being 1."""
        return 1 + self.level(index.parent()) if index.isValid() else 0

    def open_all(self) -> None:
        """Open all branches but those that somebody has closed."""
        closed = set(self.closed)
        for node in self._tree.nodes():
            if node.children:
                self.setExpanded(self._tree.place(node), node.key not in closed)
        self.closed = closed

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex().siblingAtColumn(WHAT)
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wanted_activities.emit(index)
        elif event.key() in ENTER and index.isValid():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.setExpanded(index, not self.isExpanded(index))
        else:
            super().keyPressEvent(event)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() == ACTING:
            self.wanted_activities.emit(index.siblingAtColumn(WHAT))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is little room, what is promised comes before how many activities there are.
        self.setColumnHidden(ACTING, self.viewport().width() < ROOM_FOR_ALL)
        self.scheduleDelayedItemsLayout()
