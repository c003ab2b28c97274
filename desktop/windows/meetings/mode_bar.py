"""The two bars of meeting mode: where one is above, and what can be done by which key below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.kinds import ActivityState, Light
from desktop.windows.meetings.mode_memory import Shown
from desktop.windows.workplace import Workplace
from desktop.words import N_
from desktop.words.kinds import label

SHOWN_WORDS: Final = {
    Shown.ALL: N_("All"),
    Shown.CHANGED: N_("Changed"),
    Shown.LATE: N_("Late ones"),
}

LIGHT_KEYS: Final = {Light.GREEN: "G", Light.YELLOW: "Y", Light.RED: "R"}
"""Grön and gul begin alike, so that gul has the key beside them in every keyboard's English."""


class ShortLabel(QLabel):
    """A text that is cut where there is no room for it, rather than making a window wider than its screen."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.end()


class TopBar(QWidget):
    """Which meeting, how far one is, and which activities are gone through."""

    left = Signal()
    attendance_wanted = Signal()
    shown_chosen = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        _ = self._words = workplace.words
        theme = workplace.theme
        space = theme.space
        self.meeting, self.place = ShortLabel(), QLabel()
        self.meeting.setProperty("role", "heading")
        self.place.setProperty("role", "heading")
        self._group = QButtonGroup(self)
        choices = QHBoxLayout()
        choices.setSpacing(space)
        self.choices: dict[Shown, QPushButton] = {}
        for shown, text in SHOWN_WORDS.items():
            button = QPushButton(_(text))
            button.setCheckable(True)
            button.setObjectName(f"shown.{shown.value}")
            button.clicked.connect(lambda _checked, value=shown.value: self.shown_chosen.emit(value))
            self._group.addButton(button)
            self.choices[shown] = button
            choices.addWidget(button)
        people = QPushButton(theme.icon("attendance"), _("Attendance (A)"))
        people.setObjectName("mode.attendance")
        people.clicked.connect(self.attendance_wanted)
        close = QPushButton(theme.icon("close"), _("Leave (Esc)"))
        close.setObjectName("mode.leave")
        close.clicked.connect(self.left)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("How much has been gone through"))
        row = QHBoxLayout()
        row.setSpacing(4 * space)
        row.addWidget(self.meeting, 1)
        row.addWidget(self.place)
        row.addLayout(choices)
        row.addWidget(people)
        row.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8 * space, 3 * space, 8 * space, 0)
        rows.setSpacing(2 * space)
        rows.addLayout(row)
        rows.addWidget(self.progress)

    def tell(self, number: int, of: int, gone: int, shown: Shown) -> None:
        """Say at which of how many activities one is (0 for none), and how many have been gone through."""
        _ = self._words
        self.place.setText(_("{number} of {all}").format(number=number, all=of) if number else "")
        self.progress.setRange(0, max(of, 1))
        self.progress.setValue(gone)
        done = _("{gone} of {all} gone through").format(gone=gone, all=of)
        self.progress.setToolTip(done)
        self.progress.setAccessibleDescription(done)
        self.choices[shown].setChecked(True)

    def tell_counts(self, counts: dict[Shown, int]) -> None:
        """Say how many activities there are of each sort."""
        for shown, button in self.choices.items():
            button.setText(f"{self._words(SHOWN_WORDS[shown])} ({counts[shown]})")


class KeyBar(QWidget):
    """A button for each thing to be done with an activity, with its key on it."""

    state_chosen = Signal(str)
    light_chosen = Signal(str)
    wanted = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        _ = words = workplace.words
        self._theme = workplace.theme
        space = self._theme.space
        states = QHBoxLayout()
        states.setSpacing(2 * space)
        self.states: dict[str, QPushButton] = {}
        for number, state in enumerate(ActivityState, 1):
            button = self._button(f"state-{state.value}", label(words, state), str(number))
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, value=state.value: self.state_chosen.emit(value))
            self.states[state.value] = button
            states.addWidget(button)
        states.addStretch(1)
        self.lights: dict[str, QPushButton] = {}
        for light, key in LIGHT_KEYS.items():
            button = self._button(f"light-{light.value}", label(words, light), key)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, value=light.value: self.light_chosen.emit(value))
            self.lights[light.value] = button
            states.addWidget(button)
        doings = QHBoxLayout()
        doings.setSpacing(2 * space)
        self.doings: dict[str, QPushButton] = {}
        for name, icon, text, key in (
            ("note", "note", _("Note"), "N"),
            ("decision", "decision", _("Decision"), "B"),
            ("log", "tick", _("Log one"), "L"),
            ("undo", "undo", _("Undo"), "Ctrl+Z"),
            ("previous", "previous", _("Previous"), "←"),
            ("next", "next", _("Next"), "→"),
        ):
            button = self._button(icon, text, key)
            button.setObjectName(f"mode.{name}")
            button.clicked.connect(lambda _checked=False, value=name: self.wanted.emit(value))
            self.doings[name] = button
            doings.addWidget(button)
            if name == "undo":
                doings.addStretch(1)
        self.doings["next"].setProperty("role", "primary")
        self.doings["next"].setIcon(self._theme.icon("next", "accent_text"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8 * space, 2 * space, 8 * space, space)
        rows.setSpacing(2 * space)
        self.said = ShortLabel()
        self.said.setProperty("role", "muted-small")
        rows.addLayout(states)
        rows.addLayout(doings)
        rows.addWidget(self.said)

    def mark(self, state: str, light: str | None) -> None:
        """Show which state and light the activity has."""
        for value, button in self.states.items():
            button.setChecked(value == state)
        for value, button in self.lights.items():
            button.setChecked(value == light)

    def allow(self, active: bool, names: Sequence[str] = ("note", "decision", "log")) -> None:
        """Let there be something to do only where there is an activity."""
        for button in (*self.states.values(), *self.lights.values(), *(self.doings[name] for name in names)):
            button.setEnabled(active)

    def _button(self, icon: str, text: str, key: str) -> QPushButton:
        button = QPushButton(self._theme.icon(icon), f"{text} ({key})")
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({key})")
        return button
