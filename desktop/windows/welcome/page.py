"""The start page: who one is, and which plan to open, make or look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import PlanError
from db.world import World
from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.welcome.beside import MakingBeside
from desktop.windows.welcome.creating import create_dialog
from desktop.windows.welcome.example import day_of, make_example
from desktop.windows.welcome.identity import IdentityForm
from desktop.windows.welcome.opening import open_dialog
from desktop.windows.welcome.recents import RecentPlan, forget_plan, recent_plans
from desktop.wording import sentence
from desktop.words import Words

WIDTH = 600
"""As wide as a line is read with ease."""


class Welcome(QWidget):
    """Two questions on one page. `open_plan(path, day)` names the file, and the example's day or None."""

    open_plan = Signal(object, object)

    def __init__(
        self, words: Words, theme: Theme, settings: Settings, world: World, *, inline: bool = False
    ) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._settings = settings
        self._world = world
        self._inline = inline
        self._ways: list[QPushButton] = []
        self.identity = IdentityForm(words, theme, settings)
        self._told = self._text("", "danger")
        self._told.setObjectName("told")
        self._trouble = QFrame()
        self._trouble.setProperty("role", "banner-danger")
        self._recents = QVBoxLayout()
        self._recents.setSpacing(0)
        self._build()
        self.show_recents()
        # Whoever shows the page gives the keyboard to it, and it to the first question.
        self.setFocusProxy(self._first())
        self.setFocus()

    def tell(self, text: str) -> None:
        """Say what was in the way of opening a plan, and the way out."""
        self._told.setText(text)
        self._trouble.setVisible(bool(text))

    @property
    def trouble(self) -> str:
        """What is said to be in the way; nothing while nothing is."""
        return self._told.text()

    def show_recents(self) -> None:
        """List the plans that were open before; what is missing can not be chosen, and says why."""
        while (item := self._recents.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for recent in recent_plans(self._settings):
            self._recents.addWidget(self._recent(recent))
        self._recent_card.setVisible(self._recents.count() > 0)

    def _first(self) -> QWidget:
        """Where one begins: by saying who one is; later by Enter, which opens the plan that was open last."""
        if not self.identity.is_complete:
            return self.identity.function
        return self.findChild(QPushButton, "recent") or self._ways[0]

    def _build(self) -> None:
        _, space = self._words, self._theme.space
        inside = QWidget()
        inside.setMaximumWidth(WIDTH)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(inside)
        column.setContentsMargins(space * 6, space * 8, space * 6, space * 8)
        column.setSpacing(space * 4)
        column.addWidget(self._text("Löftesplan", "title"))
        about = _("Keeps, follows up and prints a municipality's promises to its citizens.")
        column.addWidget(self._text(about, "muted"))
        trouble = QVBoxLayout(self._trouble)
        trouble.setContentsMargins(space * 5, space * 3, space * 5, space * 3)
        trouble.addWidget(self._told)
        self._trouble.hide()
        column.addWidget(self._trouble)
        who, who_column = self._card(_("Who are you?"))
        who_column.addWidget(self.identity)
        why = _("It stands beside each of your changes: write a function, not your name.")
        who_column.addWidget(self._text(why, "muted-small"))
        column.addWidget(who)
        self._recent_card, recent_column = self._card(_("Your plans"))
        recent_column.addLayout(self._recents)
        column.addWidget(self._recent_card)
        ways, ways_column = self._card(_("Begin"))
        for name, icon, text, more, handler in (
            ("open", "open", _("Open a plan"), _("A file that ends in .plan"), self._open),
            ("create", "new", _("Make a new plan"), _("For a municipality and a year"), self._create),
            (
                "example",
                "pdf",
                _("Look at the example"),
                _("The promises of Säffle for 2017, seen as on 2 May 2017. Try what you like."),
                self._example,
            ),
        ):
            ways_column.addLayout(self._way(name, icon, text, more, handler))
        column.addWidget(ways)
        column.addStretch(1)
        outside = QWidget()
        row = QHBoxLayout(outside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(outside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _card(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        space = self._theme.space
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(space * 5, space * 4, space * 5, space * 4)
        column.setSpacing(space * 3)
        column.addWidget(self._text(title, "heading"))
        return card, column

    def _text(self, text: str, role: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", role)
        label.setWordWrap(True)
        return label

    def _way(self, name: str, icon: str, text: str, more: str, handler: Callable[[], object]) -> QHBoxLayout:
        space = self._theme.space
        button = QPushButton(self._theme.icon(icon), text)
        button.setObjectName(name)
        button.setAutoDefault(True)
        button.setIconSize(QSize(20, 20))
        button.setMinimumWidth(space * 52)
        button.setAccessibleDescription(more)
        button.clicked.connect(lambda: self._go(handler))
        self._ways.append(button)
        row = QHBoxLayout()
        row.setSpacing(space * 4)
        row.addWidget(button)
        row.addWidget(self._text(more, "muted"), 1)
        return row

    def _recent(self, recent: RecentPlan) -> QWidget:
        """A line with the plan's name and below it the folder; where it is missing, with the reason."""
        _, space = self._words, self._theme.space
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, space, 0, space)
        row.setSpacing(space * 3)
        name = _name(self._words, recent.path)
        where = str(recent.path.parent)
        if recent.missing:
            gone = _("Not found: is the stick or the network there? {folder}")
            where = (gone if recent.folder_missing else _("No longer in {folder}")).format(folder=where)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._missing(name) if recent.missing else self._link(recent.path, name, where))
        about = _elided(self._text(where, "muted-small"))
        about.setContentsMargins(space, 0, 0, 0)
        lines.addWidget(about)
        row.addLayout(lines, 1)
        if recent.missing:
            forget = QToolButton()
            forget.setObjectName("forget")
            forget.setIcon(self._theme.icon("close"))
            forget.setToolTip(_("Take out of the list"))
            forget.setAccessibleName(_("Take {plan} out of the list").format(plan=name))
            forget.clicked.connect(partial(self._forget, recent.path))
            row.addWidget(forget)
        return line

    def _missing(self, name: str) -> QLabel:
        label = self._text(name, "muted")
        label.setContentsMargins(self._theme.space, self._theme.space, 0, 0)
        return _elided(label)

    def _link(self, path: Path, name: str, where: str) -> QPushButton:
        button = QPushButton(name)
        button.setObjectName("recent")
        button.setAutoDefault(True)  # Enter presses it, as in a dialog.
        button.setProperty("role", "link")
        button.setToolTip(str(path))
        button.setAccessibleDescription(where)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._go(partial(self._open_recent, path)))
        return button

    def _go(self, handler: Callable[[], object]) -> None:
        """Every way in asks first who one is."""
        if self.identity.check():
            self.identity.keep()
            self.tell("")
            handler()

    def _open_recent(self, path: Path) -> None:
        self.open_plan.emit(path, day_of(path))

    def _forget(self, path: Path) -> None:
        forget_plan(self._settings, path)
        self.show_recents()

    def _open(self) -> None:
        path = open_dialog(self, self._words, self._settings)
        if path is not None:
            self.open_plan.emit(path, day_of(path))

    def _create(self) -> None:
        path = create_dialog(self, self._words, self._theme, self._settings, self._world)
        if path is not None:
            self.open_plan.emit(path, None)

    def _example(self) -> None:
        day: list[dt.date] = []

        def make() -> Path:
            path, as_of = make_example(self._words, self._world)
            day.append(as_of)
            return path

        def failed(error: PlanError) -> None:
            self.setEnabled(True)
            self.tell(sentence(self._words, error))

        self.tell("")
        self.setEnabled(False)

        def made(path: Path) -> None:
            self.open_plan.emit(path, day[0])

        MakingBeside(self, self._world, make, made, failed, inline=self._inline)


def _name(words: Words, path: Path) -> str:
    """What a plan is called in the list: by its file, but for the example."""
    return words("The example: Säffle 2017") if day_of(path) is not None else path.stem


def _elided(label: QLabel) -> QLabel:
    """One line of a text that may be longer than there is room for; the tool tip has all of it."""
    label.setWordWrap(False)
    label.setToolTip(label.text())
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
