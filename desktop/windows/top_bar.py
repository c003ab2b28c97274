"""The bar on top: the program's menu, which agreement is in view, search, New, Undo, Redo, Print."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from db.views.here import AgreementLine
from desktop.windows.search_box import SearchBox
from desktop.windows.workplace import Workplace
from desktop.words import Words

NEW = (
    "new.activity", "new.meeting", "",
    "new.agreement", "new.focus_area", "new.cause", "new.promise", "",
    "new.contact", "new.organisation", "new.area", "",
    "new.source", "new.indicator", "new.publication",
)  # fmt: skip
PLAN = ("file.new", "file.open", "file.example", "file.start", "", "file.identity")
LOOK = ("view.swedish", "view.english", "", "view.light", "view.dark", "view.system", "", "view.detail")
HELP = ("help.commands", "help.shortcuts", "help.exchange")


class TopBar(QWidget):
    """What is always at hand, whatever room one is in."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.setProperty("role", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words, theme = workplace.words, workplace.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space * 2, theme.space * 2, theme.space * 3, theme.space * 2)
        row.setSpacing(theme.space * 2)
        self._agreements = QComboBox()
        self._agreements.setObjectName("agreement")
        self._agreements.setAccessibleName(words("Which agreement is in view"))
        self._agreements.setToolTip(words("Which agreement is in view"))
        self._agreements.setMinimumWidth(160)
        self._agreements.setMaximumWidth(280)
        self._agreements.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._agreements.activated.connect(self._choose)
        self.search = SearchBox(workplace)
        row.addWidget(self._menu_button())
        row.addWidget(self._agreements)
        row.addWidget(self.search, 1)
        row.addWidget(self._new_button())
        for name in ("edit.undo", "edit.redo", "print.preview"):
            row.addWidget(self._tool(name))

    def show_agreements(self, known: Sequence[AgreementLine]) -> None:
        """Offer the agreements of the plan, and all of them together where there are several."""
        words, here = self._workplace.words, self._workplace.agreement
        self._agreements.blockSignals(True)
        self._agreements.clear()
        if len(known) != 1:
            self._agreements.addItem(words("All agreements") if known else words("No agreement yet"), None)
        for one in known:
            self._agreements.addItem(_told(words, one), one.id)
        self._agreements.setCurrentIndex(max(self._agreements.findData(here), 0))
        self._agreements.blockSignals(False)
        self._choose()

    def _choose(self) -> None:
        self._workplace.set_agreement(self._agreements.currentData())

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton()
        action = self._workplace.actions.action(name)
        button.setDefaultAction(action)
        button.setIconSize(QSize(20, 20))
        button.setAutoRaise(True)
        button.setAccessibleName(action.text())
        return button

    def _new_button(self) -> QToolButton:
        words = self._workplace.words
        button = QToolButton()
        button.setObjectName("new")
        button.setProperty("role", "primary")
        button.setText(words("New"))
        button.setIcon(self._workplace.theme.icon("new", "accent_text"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu(NEW, button))
        return button

    def _menu_button(self) -> QToolButton:
        words = self._workplace.words
        button = QToolButton()
        button.setObjectName("menu")
        button.setIcon(self._workplace.theme.icon("menu"))
        button.setIconSize(QSize(20, 20))
        button.setAutoRaise(True)
        button.setToolTip(words("Menu"))
        button.setAccessibleName(words("Menu"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = self._menu(PLAN, button)
        for title, names in ((words("View"), LOOK), (words("Help"), HELP)):
            part = self._menu(names, menu)
            part.setTitle(title)
            menu.addMenu(part)
        menu.addSeparator()
        menu.addAction(self._workplace.actions.action("file.quit"))
        button.setMenu(menu)
        return button

    def _menu(self, names: Sequence[str], parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for name in names:
            if name:
                menu.addAction(self._workplace.actions.action(name))
            else:
                menu.addSeparator()
        return menu


def _told(words: Words, one: AgreementLine) -> str:
    """An agreement by municipality and time: Säffle 2017, Nyköping 2017–2019."""
    years = sorted({day.year for day in (one.starts_on, one.ends_on) if day is not None})
    name = one.municipality or one.title or words("An agreement without a name")
    return f"{name} {'–'.join(str(year) for year in years)}".strip()
