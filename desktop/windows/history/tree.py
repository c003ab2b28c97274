"""The history as one sees it: headings of days, steps with time and person, and what each changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)
from typing_extensions import override

from desktop.windows.history.model import NODE, STANDING, WHAT, WHEN, WHO, HistoryModel, Kind, Node
from desktop.windows.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class HistoryTree(QTreeView):
    """The tree; `opened` asks to go to a thing, `menu_asked` for what can be done, `near_end` for more."""

    opened = Signal()
    menu_asked = Signal(QPoint)
    near_end = Signal()

    def __init__(self, model: HistoryModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(_Painter(theme, self))
        self.setHeaderHidden(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(theme.space * 5)
        self.setUniformRowHeights(False)
        self._size_columns()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(self._double_clicked)

    def unfold_days(self) -> None:
        """Let each day's heading go over the whole width, and show the steps of a day that is new."""
        for row in range(self._model.rowCount()):
            day = self._model.index(row, 0)
            if not self.isFirstColumnSpanned(row, QModelIndex()):
                self.setFirstColumnSpanned(row, QModelIndex(), True)
                self.setExpanded(day, True)

    def is_near_end(self) -> bool:
        """Whether less than a page is left below."""
        bar = self.verticalScrollBar()
        return bar.maximum() - bar.value() <= bar.pageStep()

    @contextmanager
    def kept_in_place(self) -> Iterator[None]:
        """Keep what is in sight where it is while rows come in above; the very top stays the top."""
        bar = self.verticalScrollBar()
        at_top = bar.value() == 0
        anchor = QPersistentModelIndex(self.indexAt(QPoint(self.width() // 2, 0)))
        before = self.visualRect(anchor).top() if anchor.isValid() else 0
        yield
        if anchor.isValid() and not at_top:
            self.executeDelayedItemsLayout()
            bar.setValue(bar.value() + self.visualRect(anchor).top() - before)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space:
            index = self.currentIndex().siblingAtColumn(0)
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        node = self._model.node(self.currentIndex())
        if node is not None and node.step is not None:
            self.menu_asked.emit(event.globalPos())

    def _double_clicked(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        if node is not None and node.kind is Kind.DAY:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.opened.emit()

    def _scrolled(self) -> None:
        if self.is_near_end():
            self.near_end.emit()

    def _size_columns(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        for column in (WHEN, WHO, STANDING):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        wide = self.fontMetrics().horizontalAdvance("0")
        header.resizeSection(WHEN, wide * 8 + self.indentation() * 2)
        undone = self.fontMetrics().horizontalAdvance(self._model.words("Undone"))
        header.resizeSection(STANDING, undone + self._theme.space * 10)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what happened has more of the room than who did it."""
        widest = self.fontMetrics().horizontalAdvance("0") * 28
        self.header().resizeSection(WHO, min(widest, event.size().width() // 5))
        super().resizeEvent(event)


class _Painter(QStyledItemDelegate):
    """Draws the rows: days as headings, people quietly, and what a field said before more quietly still."""

    def __init__(self, theme: Theme, parent: QTreeView) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        node = index.data(NODE)
        size = super().sizeHint(option, index)
        space = self._theme.space
        text = option.fontMetrics.height()
        high = {Kind.DAY: text + space * 5, Kind.STEP: text + space * 3}.get(node.kind, text + space)
        return QSize(size.width(), high)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        node: Node = index.data(NODE)
        option.textElideMode = Qt.TextElideMode.ElideRight
        option.state &= ~QStyle.StateFlag.State_HasFocus  # The row's own colour tells where one is.
        if node.kind is Kind.DAY:
            option.font = self._theme.font("heading")
            option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        elif index.column() in (WHO, WHEN) or (node.step is not None and not node.step.stands):
            option.palette.setColor(option.palette.ColorRole.Text, self._theme.colour("muted"))
        if node.told is not None and node.told.heading:
            option.font.setWeight(QFont.Weight.DemiBold)
        if index.column() == STANDING and option.text:
            option.icon = self._theme.icon("undo", "muted")
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(self._theme.space * 4, self._theme.space * 4)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node = index.data(NODE)
        if node.told is None or node.told.field is None or index.column() != WHAT:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        self._paint_field(painter, option, node)

    def _paint_field(self, painter: QPainter, option: QStyleOptionViewItem, node: Node) -> None:
        """The field's name and what it said before in grey, what it says now in full ink."""
        assert node.told is not None
        told = node.told.field
        assert told is not None
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        quiet = self._theme.colour("selection_text" if chosen else "muted")
        loud = self._theme.colour("selection_text" if chosen else "text")
        space = self._theme.space
        left, right = option.rect.left() + space * 4, option.rect.right() - space * 2
        pieces = [f"{told.label}: {told.before or ''}", " → " if told.before is not None else "", told.after]
        metrics, wide = option.fontMetrics, right - left
        arrow, last = (metrics.horizontalAdvance(piece) for piece in pieces[1:])
        # Where there is no room for both, each gives way, but not for the other to have more than it needs.
        shares = (max(int(wide * 0.45), wide - arrow - last), arrow, wide)
        painter.save()
        painter.setFont(option.font)
        for piece, ink, share in zip(pieces, (quiet, quiet, loud), shares, strict=True):
            room = min(share, right - left)
            cut = metrics.horizontalAdvance(piece) > room
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room) if cut else piece
            painter.setPen(ink)
            where = QRect(left, option.rect.top(), right - left, option.rect.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(shown)
        painter.restore()
