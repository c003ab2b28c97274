"""The window, as far as there is one: a paper shown page by page. The only room that builds windows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QToolBar

from desktop.words import Language, Words

USUAL_SIZE = QSize(900, 1000)
ZOOM_STEP = 1.25
SMALLEST, LARGEST = 0.2, 8.0

CAN_NOT_OPEN = 3
"""The exit code where the PDF can not be read."""


class PaperWindow(QMainWindow):
    """A PDF in a window of its own: page by page, as large as one likes."""

    def __init__(self, path: Path, words: Words) -> None:
        super().__init__()
        self._words = words
        self._document = QPdfDocument(self)
        self.failure = self._document.load(str(path))
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setCentralWidget(self._view)
        title = str(self._document.metaData(QPdfDocument.MetaDataField.Title) or path.name)
        self.setWindowTitle(f"{title} – Löftesplan")
        self._page = QLabel()
        self._build_tools()
        self._view.pageNavigator().currentPageChanged.connect(self._tell_page)
        self._tell_page()
        room = self.screen().availableGeometry().size()
        self.resize(USUAL_SIZE.boundedTo(room))

    @property
    def page_count(self) -> int:
        """How many pages the paper has."""
        return self._document.pageCount()

    @property
    def page(self) -> int:
        """The page that is shown, the first being 1."""
        return self._view.pageNavigator().currentPage() + 1

    def turn_to(self, page: int) -> None:
        """Show a page, the first being 1; past either end, the last one there is."""
        wanted = min(max(page, 1), max(self.page_count, 1))
        self._view.pageNavigator().jump(wanted - 1, QPointF(), 0)

    def _build_tools(self) -> None:
        _ = self._words
        tools = QToolBar(_("Pages"), self)
        tools.setObjectName("tools")
        tools.setMovable(False)
        self.addToolBar(tools)
        back = (QKeySequence.StandardKey.MoveToPreviousPage,)
        self._add(tools, "previous", _("Previous page"), self._previous, *back)
        tools.addWidget(self._page)
        self._add(tools, "next", _("Next page"), self._next, QKeySequence.StandardKey.MoveToNextPage)
        tools.addSeparator()
        self._add(tools, "smaller", _("Smaller"), self._smaller, QKeySequence.StandardKey.ZoomOut)
        self._add(tools, "larger", _("Larger"), self._larger, QKeySequence.StandardKey.ZoomIn)
        self._add(tools, "width", _("Whole width"), self._whole_width)
        tools.addSeparator()
        self._add(tools, "close", _("Close"), self.close, QKeySequence.StandardKey.Close, "Esc")

    def _add(
        self,
        tools: QToolBar,
        name: str,
        text: str,
        handler: Callable[[], object],
        *keys: QKeySequence.StandardKey | str,
    ) -> None:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: handler())
        tools.addAction(action)

    def _previous(self) -> None:
        self.turn_to(self.page - 1)

    def _next(self) -> None:
        self.turn_to(self.page + 1)

    def _smaller(self) -> None:
        self._zoom(1 / ZOOM_STEP)

    def _larger(self) -> None:
        self._zoom(ZOOM_STEP)

    def _zoom(self, by: float) -> None:
        """Zoom from what is shown, which in the beginning is whatever fits the width."""
        factor = self._view.zoomFactor()
        if self._view.zoomMode() == QPdfView.ZoomMode.FitToWidth and self.page_count:
            points = self._document.pagePointSize(self.page - 1).width()
            dots = self._view.viewport().width() / max(points * self.logicalDpiX() / 72, 1)
            factor = dots
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(min(max(factor * by, SMALLEST), LARGEST))

    def _whole_width(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _tell_page(self) -> None:
        _ = self._words
        self._page.setText(
            " " + _("page {page} of {pages}").format(page=self.page, pages=self.page_count) + " "
        )


def main(argv: Sequence[str]) -> int:
    """Show the PDF that is named, in the language that is named, until the window is closed."""
    path = Path(argv[0])
    language: Language = "en" if len(argv) > 1 and argv[1] == "en" else "sv"
    words = Words(language)
    app = QApplication.instance() or QApplication([argv[0]])
    app.setApplicationName("Löftesplan")
    window = PaperWindow(path, words)
    if window.failure != QPdfDocument.Error.None_:
        sys.stderr.write(words("{path} can not be shown.").format(path=path) + "\n")
        return CAN_NOT_OPEN
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
