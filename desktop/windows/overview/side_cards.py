"""The overview's cards that are no numbers: how to begin, the next meeting, agreements that run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from db.views.overview import Ending
from db.views.status import MeetingHead
from db.views.things import Place
from desktop.windows.overview.card import Card, Line, LineButton
from desktop.windows.overview.phrases import ending_words, meeting_lines, meeting_title
from desktop.windows.workplace import Workplace


class BeginCard(Card):
    """What to do in a plan that has nothing in it yet."""

    def __init__(self, workplace: Workplace) -> None:
        _ = workplace.words
        super().__init__(workplace.theme, _("Begin here"), "info", "accent")
        self._workplace = workplace
        self._text = self.muted()
        self.button = _button(primary=True)
        self.button.setObjectName("begin")
        self._action = "new.agreement"
        self.button.clicked.connect(lambda: workplace.actions.run(self._action))
        row = QHBoxLayout()
        row.setContentsMargins(self.inset, self.inset, self.inset, 0)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(row)

    def show_beginning(self, *, has_agreement: bool) -> None:
        """Say what comes first: an agreement, or in it an activity."""
        _ = self._workplace.words
        if has_agreement:
            self._action = "new.activity"
            self.heading.setText(_("No activities yet"))
            self._text.setText(
                _("Write down what is to be done to keep the promises. Here you will then see how it goes.")
            )
        else:
            self._action = "new.agreement"
            self.heading.setText(_("Begin with the agreement"))
            self._text.setText(
                _("Everything in a plan hangs on the agreement between the municipality and the police.")
            )
        action = self._workplace.actions.action(self._action)
        self.button.setText(action.text())


class MeetingCard(Card):
    """The next meeting: what, when and where, and its paper at one press."""

    def __init__(self, workplace: Workplace) -> None:
        _ = workplace.words
        super().__init__(workplace.theme, _("Next meeting"), "meeting", "accent")
        self._workplace = workplace
        self._meeting: MeetingHead | None = None
        self._kind = QLabel()
        self._kind.setWordWrap(True)
        self._kind.setContentsMargins(self.inset, 0, self.inset, 0)
        self.column.addWidget(self._kind)
        self._when = self.muted()
        self.paper = _button(primary=True)
        self.paper.setObjectName("paper")
        self.paper.setText(_("The meeting's paper"))
        self.paper.setIcon(workplace.theme.icon("print", "accent_text"))
        self.paper.setToolTip(_("Show the status report for this meeting, ready to print"))
        self.paper.clicked.connect(self._print)
        self.go = _button()
        self.go.setObjectName("go-to-meeting")
        self.go.clicked.connect(self._go)
        row = QHBoxLayout()
        row.setContentsMargins(self.inset, self.inset, self.inset, 0)
        row.setSpacing(workplace.theme.space * 2)
        row.addWidget(self.paper)
        row.addWidget(self.go)
        row.addStretch(1)
        self.column.addLayout(row)

    def show_meeting(self, meeting: MeetingHead | None, today: dt.date) -> None:
        """Show the meeting that comes next, or that none is planned."""
        words = self._workplace.words
        self._meeting = meeting
        self.paper.setVisible(meeting is not None)
        self._kind.setVisible(meeting is not None)
        if meeting is None:
            self._when.setText(words("No meeting is planned."))
            self.go.setText(self._workplace.actions.action("new.meeting").text())
            return
        self._kind.setText(meeting_title(words, meeting))
        self._when.setText("\n".join(meeting_lines(words, meeting, today)))
        self.go.setText(words("Go to the meeting"))

    def _print(self) -> None:
        if self._meeting is not None:
            from desktop.windows.printing.preview import open_preview

            open_preview(self._workplace, "status", meeting=self._meeting.key)

    def _go(self) -> None:
        if self._meeting is None:
            self._workplace.actions.run("new.meeting")
        else:
            self._workplace.go_to("meetings", select=[Place("meeting", self._meeting.key)])


class EndingCard(Card):
    """The agreements that soon run out, each opened by its line."""

    def __init__(self, workplace: Workplace) -> None:
        _ = workplace.words
        super().__init__(
            workplace.theme, _("Agreements that run out within ninety days"), "agreement", "soon"
        )
        self._workplace = workplace
        self.lines: list[LineButton] = []
        self._listed = QVBoxLayout()
        self._listed.setSpacing(0)
        self.column.addLayout(self._listed)

    def show_endings(self, endings: Sequence[Ending]) -> None:
        """Show them, the first to end first."""
        while len(self.lines) < len(endings):
            line = LineButton(self.theme)
            self.lines.append(line)
            self._listed.addWidget(line)
        for line, ending in zip(self.lines, endings, strict=False):
            title, more = ending_words(self._workplace.words, ending)
            line.show_line(Line(title, more, partial(self._open, ending)))
        for line in self.lines[len(endings) :]:
            line.hide()

    def _open(self, ending: Ending) -> None:
        self._workplace.go_to("register", select=[Place("agreement", ending.id)])


def _button(*, primary: bool = False) -> QPushButton:
    button = QPushButton()
    button.setAutoDefault(True)  # Enter presses it, not only the space bar.
    if primary:
        button.setProperty("role", "primary")
    return button
