"""The bar over the table: what it is grouped by, how much it holds, and which columns it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from db.views.plan_table import Grouping
from desktop.windows.plan.cells import totals_words
from desktop.windows.plan.columns import COLUMNS, TITLE
from desktop.windows.plan.rows import Rows
from desktop.windows.plan.view import PlanView
from desktop.windows.workplace import Workplace
from desktop.words import N_, Words

GROUPINGS: Final[Mapping[Grouping, str]] = {
    Grouping.PROMISE: N_("Promise"),
    Grouping.OWNER: N_("Owner"),
    Grouping.RESPONSIBILITY: N_("Responsible party"),
    Grouping.STATE: N_("State"),
    Grouping.WEEK: N_("Week"),
    Grouping.NONE: N_("Nothing"),
}
"""What the table can be grouped by, in the order offered."""


class PlanBar(QWidget):
    """The choice of grouping, totals, a hint that the list is not as it was, and the columns."""

    grouped_by = Signal(object)
    refresh_asked = Signal()
    fold_asked = Signal(bool)

    def __init__(self, workplace: Workplace, view: PlanView) -> None:
        super().__init__()
        self._words = _ = workplace.words
        self._theme = theme = workplace.theme
        self._view = view
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space * 3, theme.space * 2, theme.space * 3, theme.space * 2)
        row.setSpacing(theme.space * 2)
        title = QLabel(_("Group by"))
        self.grouping = QComboBox()
        self.grouping.setObjectName("grouping")
        self.grouping.setAccessibleName(_("Group by"))
        for grouping, name in GROUPINGS.items():
            self.grouping.addItem(_(name), grouping)
        title.setBuddy(self.grouping)
        self.grouping.activated.connect(self._chosen)
        self.totals = QLabel()
        self.totals.setObjectName("totals")
        self.totals.setProperty("role", "muted")
        self.totals.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stale = self._button("refresh-list", "refresh", _("Update the list"))
        self.stale.setToolTip(_("Rows have changed so that they would stand elsewhere now (F5)"))
        self.stale.clicked.connect(self.refresh_asked)
        self.stale.hide()
        self._all_open = True
        self.fold = self._button("fold-all", "chevron-up", _("Fold all"))
        self.fold.clicked.connect(lambda: self.fold_asked.emit(self._all_open))
        self.columns = self._button("columns", "columns", _("Columns"))
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.columns)
        menu.aboutToShow.connect(lambda: fill_columns_menu(menu, self._view, self._words))
        self.columns.setMenu(menu)
        view.columns_asked.connect(lambda at: menu.popup(view.horizontalHeader().mapToGlobal(at)))
        for widget in (title, self.grouping):
            row.addWidget(widget)
        row.addWidget(self.totals, 1)
        for button in (self.stale, self.fold, self.columns):
            row.addWidget(button)

    def _chosen(self, place: int) -> None:
        self.grouped_by.emit(Grouping(self.grouping.itemData(place)))

    def _button(self, name: str, icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "flat")
        button.setIcon(self._theme.icon(icon))
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def tell(self, rows: Rows, grouping: Grouping) -> None:
        """Show what the table is grouped by and how much it holds."""
        _ = self._words
        self.grouping.setCurrentIndex(self.grouping.findData(grouping))
        late = sum(group.late for group in rows.groups)
        done = sum(group.done for group in rows.groups)
        text = totals_words(self._words, rows.activities, late, done)
        # An activity that keeps two promises stands twice, so groups of promises make no sum.
        self.totals.setText("" if grouping is Grouping.PROMISE else text)
        self._all_open = any(not group.folded for group in rows.groups)
        self.fold.setVisible(rows.headed)
        self.fold.setText(_("Fold all") if self._all_open else _("Open all"))
        self.fold.setIcon(self._theme.icon("chevron-up" if self._all_open else "chevron-down"))

    def tell_stale(self, stale: bool) -> None:
        """Say that some rows would stand elsewhere, or not at all, were the list read anew."""
        self.stale.setVisible(stale)


def fill_columns_menu(menu: QMenu, view: PlanView, words: Words) -> None:
    """Offer each column to be shown or hidden, and the usual ones again."""
    menu.clear()
    for place, column in enumerate(COLUMNS):
        action = QAction(words(column.heading), menu)
        action.setCheckable(True)
        action.setChecked(not view.isColumnHidden(place))
        action.setEnabled(place != TITLE)
        action.toggled.connect(lambda shown, place=place: view.show_column(place, shown))
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction(words("The usual columns"), view.usual_columns)
