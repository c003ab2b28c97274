"""The list of a paper's pages, each as a small picture, drawn beside the window so that it never waits."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QListView, QWidget
from typing_extensions import override

from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex

LONGEST_SIDE: Final = 132
"""How large a page's picture is, in the window's own dots."""

EDGE: Final = QColor(128, 128, 128)
"""The edge of the paper, that shows on light and dark grounds alike."""

ROOT: Final = QModelIndex()


class PageModel(QAbstractListModel):
    """One row for each page: its number and its picture, which is drawn once it is asked for."""

    def __init__(self, document: QPdfDocument, words: Words, ratio: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._words = words
        self._ratio = ratio
        self._drawn: dict[int, QPixmap] = {}
        self._asked: dict[int, int] = {}
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setDocument(document)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)
        self._count = 0

    def renew(self) -> None:
        """Show the document's pages as they are now."""
        self.beginResetModel()
        self._drawn.clear()
        self._asked.clear()
        self._count = self._document.pageCount()
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page + 1)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words("page {page} of {pages}").format(page=page + 1, pages=self._count)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(page)
        return None

    def _size(self, page: int) -> QSize:
        points = self._document.pagePointSize(page).toSize()
        room = QSize(LONGEST_SIDE, LONGEST_SIDE)
        return points.scaled(room, Qt.AspectRatioMode.KeepAspectRatio) if not points.isEmpty() else room

    def _picture(self, page: int) -> QPixmap:
        if page in self._drawn:
            return self._drawn[page]
        if page not in self._asked.values():
            self._asked[self._renderer.requestPage(page, self._size(page) * self._ratio)] = page
        return self._framed(self._size(page) * self._ratio, None)

    def _take(self, page: int, size: QSize, image: QImage, _options: object, request: int) -> None:
        if self._asked.pop(request, None) != page or page >= self._count:
            return
        self._drawn[page] = self._framed(size, image)
        row = self.index(page)
        self.dataChanged.emit(row, row, [Qt.ItemDataRole.DecorationRole])

    def _framed(self, size: QSize, image: QImage | None) -> QPixmap:
        """A sheet in the middle of a square, so that upright and lying ones stand alike in the list."""
        side = round(LONGEST_SIDE * self._ratio)
        square = QPixmap(side, side)
        square.fill(Qt.GlobalColor.transparent)
        sheet = QRect(QPoint((side - size.width()) // 2, (side - size.height()) // 2), size)
        with QPainter(square) as painter:
            painter.fillRect(sheet, Qt.GlobalColor.white)
            if image is not None:
                painter.drawImage(sheet.topLeft(), image)
            painter.setPen(EDGE)
            painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        square.setDevicePixelRatio(self._ratio)
        return square


class PageList(QListView):
    """The pages to leaf through; `chosen` names the page (the first being 1) that somebody wants to see."""

    chosen = Signal(int)

    def __init__(self, document: QPdfDocument, words: Words) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAccessibleName(words("Pages"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(LONGEST_SIDE, LONGEST_SIDE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(12, 4, 0, 4)
        self.setFixedWidth(LONGEST_SIDE + 24 + self.verticalScrollBar().sizeHint().width() + 4)
        self.pages = PageModel(document, words, self.devicePixelRatioF(), self)
        self.setModel(self.pages)
        self.setGridSize(QSize(LONGEST_SIDE + 24, LONGEST_SIDE + self.fontMetrics().height() + 16))
        self._following = False
        self.selectionModel().currentChanged.connect(self._choose)

    def renew(self) -> None:
        """Show the pages of what the document now holds."""
        self._following = True
        self.pages.renew()
        self._following = False

    def follow(self, page: int) -> None:
        """Mark the page that is in view."""
        self._following = True
        index = self.pages.index(page - 1)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        self._following = False

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._following:
            self.chosen.emit(index.row() + 1)
