"""The pages of a paper as they will be printed, as large as one likes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget
from typing_extensions import override

STEPS: Final = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)
"""The sizes that zooming stops at, in per cent of the paper's own."""

POINTS_PER_INCH: Final = 72

Fit = QPdfView.ZoomMode


class PageView(QPdfView):
    """All pages under each other; Ctrl and the wheel make them larger and smaller.

    `zoomed` tells that the size has changed, `turned` that another page (the first being 1) is in view.
    """

    zoomed = Signal()
    turned = Signal(int)

    def __init__(self, document: QPdfDocument, ground: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = ground
        self.setDocument(document)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(Fit.FitToWidth)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._paper = document
        self._turning = 0.0
        self.pageNavigator().currentPageChanged.connect(lambda page: self.turned.emit(page + 1))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # What lies round the pages is the palette's, and the style sheet sets that anew before one is shown.
        super().showEvent(event)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, self._ground)
        self.setPalette(palette)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._paper.pageCount()

    @property
    def page(self) -> int:
        """The page in view, the first being 1."""
        return self.pageNavigator().currentPage() + 1

    @property
    def percent(self) -> int:
        """How large the pages are shown, in per cent of the paper's own size."""
        return round(self._factor(self.page - 1) * 100)

    @property
    def fit(self) -> QPdfView.ZoomMode:
        """Whether the pages follow the window's size, and how."""
        return self.zoomMode()

    def turn_to(self, page: int) -> None:
        """Show a page from its top; past either end, the last one there is."""
        if self.page_count:
            self.pageNavigator().jump(min(max(page, 1), self.page_count) - 1, QPointF(), 0)

    def show_place(self, page: int, place: QPointF) -> None:
        """Show a place on a page (the first being 0), in points from its top left, with room around it.

        Qt's own navigator goes no nearer than to the top of the page.
        """
        dots = self.logicalDpiX() / POINTS_PER_INCH
        top = float(self.documentMargins().top())
        for earlier in range(page):
            height = self._paper.pagePointSize(earlier).height()
            top += height * dots * self._factor(earlier) + self.pageSpacing()
        scale = dots * self._factor(page)
        room = self.viewport().size()
        self.verticalScrollBar().setValue(round(top + place.y() * scale - room.height() / 3))
        self.horizontalScrollBar().setValue(round(place.x() * scale - room.width() / 3))

    def zoom_to(self, percent: int) -> None:
        """Show the pages at a fixed size."""
        self.setZoomMode(Fit.Custom)
        self.setZoomFactor(min(max(percent, STEPS[0]), STEPS[-1]) / 100)
        self.zoomed.emit()

    def fit_to(self, fit: QPdfView.ZoomMode) -> None:
        """Let the pages follow the window's width, or the whole of it."""
        self.setZoomMode(fit)
        self.zoomed.emit()

    def zoom_in(self) -> None:
        """One step larger than what is seen now, also where that followed the window."""
        now = self.percent
        self.zoom_to(next((step for step in STEPS if step > now), STEPS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        now = self.percent
        self.zoom_to(next((step for step in reversed(STEPS) if step < now), STEPS[0]))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        # A touch pad sends many small turns for what a wheel calls one notch.
        self._turning += event.angleDelta().y() / 120
        while abs(self._turning) >= 1:
            if self._turning > 0:
                self.zoom_in()
                self._turning -= 1
            else:
                self.zoom_out()
                self._turning += 1
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
            Qt.Key.Key_Left: self.page - 1,
            Qt.Key.Key_Right: self.page + 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self.page_count,
        }
        page = turns.get(Qt.Key(event.key()))
        if page is None:
            super().keyPressEvent(event)
        else:
            self.turn_to(page)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.zoomMode() is not Fit.Custom:
            self.zoomed.emit()

    def _factor(self, page: int) -> float:
        """How large a page is shown, 1 being the paper's own size; Qt tells only what it was set to."""
        if self.zoomMode() is Fit.Custom or not self.page_count:
            return self.zoomFactor()
        size = self._paper.pagePointSize(max(page, 0)) * (self.logicalDpiX() / POINTS_PER_INCH)
        margins, room = self.documentMargins(), self.viewport().size()
        across = (room.width() - margins.left() - margins.right()) / max(size.width(), 1)
        if self.zoomMode() is Fit.FitToWidth:
            return across
        return min(across, (room.height() - self.pageSpacing()) / max(size.height(), 1))
