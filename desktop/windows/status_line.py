"""The line of status: who I am, how this copy stands, and what the last step was."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.windows.actions import Actions
from desktop.windows.theme import Theme
from desktop.words import Words

PASSING = 8000
"""Milliseconds that something said in passing stands."""


class StatusLine(QWidget):
    """Who and which copy to the left; to the right what was done last, with Undo beside it."""

    identity_asked = Signal()
    exchange_asked = Signal()

    def __init__(self, words: Words, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self.setProperty("role", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space * 3, theme.space, theme.space * 3, theme.space)
        row.setSpacing(theme.space * 3)
        self._who = QToolButton()
        self._who.setObjectName("who")
        self._who.setAutoRaise(True)
        self._who.setIcon(theme.icon("person"))
        self._who.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._who.setToolTip(words("Who I am: stands beside each of my changes"))
        self._who.clicked.connect(self.identity_asked)
        self._copy = QLabel()
        self._copy.setProperty("role", "muted")
        self._exchange = QToolButton()
        self._exchange.setObjectName("exchange")
        self._exchange.setAutoRaise(True)
        self._exchange.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._exchange.setToolTip(words("How this copy stands to the others"))
        self._exchange.clicked.connect(self.exchange_asked)
        self._exchange.hide()
        self._said = QLabel()
        self._said.setObjectName("said")
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = QToolButton()
        self._undo.setDefaultAction(actions.action("edit.undo"))
        self._undo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._undo.setAutoRaise(True)
        self._undo.hide()
        row.addWidget(self._who)
        row.addWidget(self._copy)
        row.addWidget(self._exchange)
        row.addWidget(self._said, 1)
        row.addWidget(self._undo)
        self._last_step = ""
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(PASSING)
        self._passing.timeout.connect(self._show_step)

    @property
    def text(self) -> str:
        """What is said at the right."""
        return self._said.toolTip()

    def tell_who(self, actor: str) -> None:
        """Say on whose behalf changes are made."""
        self._who.setText(actor or self._words("Say who you are …"))

    def tell_copy(self, letter: str, name: str, seen_as_on: dt.date | None) -> None:
        """Say which copy of the plan this is, and as of which day it is looked at."""
        _ = words = self._words
        told = _("Copy {letter}, {name}").format(letter=letter, name=name)
        if seen_as_on is not None:
            told += " · " + _("seen as on {date}").format(date=words.long_date(seen_as_on))
        self._copy.setText(told)

    def tell_exchange(self, text: str, icon: str, colour: str) -> None:
        """Say when copies last met, or what is to be done about it; a shape and words, in a colour."""
        self._exchange.setVisible(bool(text))
        if text:
            self._exchange.setText(text)
            self._exchange.setIcon(self._theme.icon(icon, colour))

    def tell_step(self, text: str) -> None:
        """Say what was done last."""
        self._last_step = text
        self._passing.stop()
        self._show_step()

    def say(self, text: str) -> None:
        """Say something in passing; after a while the last step stands there again."""
        self._put(text)
        self._passing.start()

    def _show_step(self) -> None:
        self._put(self._last_step)

    def _put(self, text: str) -> None:
        self._undo.setVisible(bool(text) and text == self._last_step)
        self._said.setToolTip(text)
        self._said.setAccessibleName(text)
        # A line that is too long for its place ends in dots; the tip has all of it.
        room = max(self._said.width(), 80)
        self._said.setText(self._said.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
