"""The box on top that searches and filters: it speaks the filter language and keeps filters under names."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from desktop.windows.filter_line import FilterLine, ask_names
from desktop.windows.named_filters import NamedFilterPanel, NamedFilters
from desktop.windows.workplace import Workplace

ICON: Final = 18


class SearchBox(QWidget):
    """The line, and a star that gives its filter a name. `left` says that the room may have the focus."""

    left = Signal()
    entered = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        words, theme = workplace.words, workplace.theme
        self.line = FilterLine(words, theme, lambda: workplace.today, names=ask_names(workplace))
        self.line.setObjectName("search")
        self.line.setPlaceholderText(words("Search and filter: a word, state:late, owner:police …"))
        self.line.setAccessibleName(words("Search and filter"))
        self.line.addAction(theme.icon("search"), FilterLine.ActionPosition.LeadingPosition)
        self.line.setMinimumWidth(200)
        self.filters = NamedFilters(workplace.settings, self)
        self.star = QToolButton()
        self.star.setAutoRaise(True)
        self.star.setIconSize(QSize(ICON, ICON))
        self.star.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.panel = NamedFilterPanel(self.line, words, theme, self.filters)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.star)
        self.setFocusProxy(self.line)
        self._connect()
        self._follow()

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
        """Let the person type, what stands there selected so that the first key replaces it."""
        self.line.setFocus(reason)
        self.line.selectAll()

    def _connect(self) -> None:
        self.line.applied.connect(self._workplace.set_filter)
        self.line.applied.connect(self._show_star)
        self.line.wanted_more.connect(lambda: self.panel.open(self.line.text(), to_name=False))
        self.line.left.connect(self.left)
        self.line.entered.connect(self.entered)
        self.star.clicked.connect(self._star_pressed)
        self.panel.chosen.connect(self._choose)
        self.panel.changed.connect(self._show_star)
        self.panel.closed.connect(self.line.setFocus)
        self._workplace.scope_changed.connect(self._follow)

    def _star_pressed(self) -> None:
        text = self.line.text().strip()
        if self.line.apply():
            self.panel.open(text, to_name=bool(text) and not self.filters.name_of(text))
        else:
            self.line.setFocus()

    def _choose(self, text: str) -> None:
        self.line.setText(text)
        self.line.apply()

    def _follow(self) -> None:
        """Show the filter that is in view, wherever it was chosen."""
        # What is being typed stays, unless another filter has been chosen meanwhile.
        if self._workplace.filter_text != self.line.applied_text:
            self.line.show_filter(self._workplace.filter_text)
        self._show_star()

    def _show_star(self) -> None:
        _ = self._workplace.words
        text = self._workplace.filter_text
        name = self.filters.name_of(text) if text else ""
        self.star.setIcon(self._workplace.theme.icon("star-filled" if name else "star"))
        if name:
            tip = _("This filter is called “{name}”. Show the named filters.").format(name=name)
        elif text:
            tip = _("Give this filter a name")
        else:
            tip = _("Show the named filters")
        self.star.setToolTip(tip)
        self.star.setAccessibleName(tip)
