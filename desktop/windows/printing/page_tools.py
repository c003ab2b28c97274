"""Leafing and zooming: the tools above the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.windows.printing.page_view import STEPS, Fit, PageView
from desktop.windows.theme import Theme
from desktop.words import N_, Words

FITS: Final = ((Fit.FitToWidth, N_("Whole width")), (Fit.FitInView, N_("Whole page")))


class PageTools(QWidget):
    """Previous and next page, smaller and larger, and the size as a choice."""

    def __init__(self, view: PageView, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = words
        self._theme = theme
        self._view = view
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space)
        _ = words
        self.previous = self._button("previous", "chevron-left", _("Previous page"), self.turn_back)
        self.where = QLabel()
        self.where.setObjectName("where")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self.where)
        self.next = self._button("next", "chevron-right", _("Next page"), self.turn_on)
        self._add_line()
        self.smaller = self._button("smaller", "zoom-out", _("Smaller"), view.zoom_out)
        self.size_choice = QComboBox()
        self.size_choice.setObjectName("size")
        self.size_choice.setAccessibleName(_("How large the pages are shown"))
        self.size_choice.setToolTip(_("How large the pages are shown"))
        self.size_choice.activated.connect(self._choose_size)
        self._row.addWidget(self.size_choice)
        self.larger = self._button("larger", "zoom-in", _("Larger"), view.zoom_in)
        view.turned.connect(self.tell)
        view.zoomed.connect(self.tell)
        for fit, text in FITS:
            self.size_choice.addItem(_(text), fit)
        for step in STEPS:
            self.size_choice.addItem(words.percent(step), step)
        self.tell()

    def connect_keys(self, window: QWidget) -> None:
        """Let the usual keys do the same anywhere in a window."""
        for keys, handler in (
            (("Ctrl++", "Ctrl+="), self._view.zoom_in),
            (("Ctrl+-",), self._view.zoom_out),
            (("Ctrl+0",), lambda: self._view.fit_to(Fit.FitToWidth)),
            (("Ctrl+9",), lambda: self._view.fit_to(Fit.FitInView)),
            (("Ctrl+PgUp", "Alt+Left"), self.turn_back),
            (("Ctrl+PgDown", "Alt+Right"), self.turn_on),
        ):
            for key in keys:
                QShortcut(QKeySequence(key), window, handler)

    def turn_back(self) -> None:
        """Show the page before."""
        self._view.turn_to(self._view.page - 1)

    def turn_on(self) -> None:
        """Show the page after."""
        self._view.turn_to(self._view.page + 1)

    def tell(self) -> None:
        """Say which page is in view, of how many, and how large."""
        page, pages = self._view.page, self._view.page_count
        text = self._words("page {page} of {pages}")
        self.where.setText(text.format(page=page, pages=pages) if pages else "")
        widest = text.format(page=max(pages, 88), pages=max(pages, 88))
        self.where.setMinimumWidth(self.where.fontMetrics().horizontalAdvance(widest) + 8)
        self.previous.setEnabled(page > 1 and pages > 0)
        self.next.setEnabled(page < pages)
        self.smaller.setEnabled(pages > 0 and self._view.percent > STEPS[0])
        self.larger.setEnabled(pages > 0 and self._view.percent < STEPS[-1])
        self.size_choice.setEnabled(pages > 0)
        shown = self._view.fit if self._view.fit is not Fit.Custom else self._view.percent
        self.size_choice.setCurrentIndex(
            next((at for at in range(self.size_choice.count()) if self.size_choice.itemData(at) == shown), 0)
        )

    def _choose_size(self) -> None:
        chosen = self.size_choice.currentData()
        if isinstance(chosen, QPdfView.ZoomMode):
            self._view.fit_to(chosen)
        else:
            self._view.zoom_to(int(chosen))

    def _button(self, name: str, icon: str, text: str, handler: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(self._theme.icon(icon))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: handler())
        self._row.addWidget(button)
        return button

    def _add_line(self) -> None:
        line = QFrame()
        line.setProperty("role", "stroke")
        line.setFixedWidth(1)
        self._row.addSpacing(self._theme.space)
        self._row.addWidget(line)
        self._row.addSpacing(self._theme.space)
