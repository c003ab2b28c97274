"""The first and the last page of meeting mode: who is here, and what is done when all is gone through."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.kinds import MeetingState
from db.operations.meetings import hold_meeting, mark_present
from db.views.meetings import Attendee, MeetingRound
from desktop.reports.phrases import who_words
from desktop.windows.meetings.phrases import day_words, where_words
from desktop.windows.meetings.sections import RowStack
from desktop.windows.workplace import Workplace


class Page(QScrollArea):
    """Something in the middle of the screen that is no activity."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self.words, self.theme = workplace.words, workplace.theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        space = self.theme.space
        self.rows = QVBoxLayout(page)
        self.rows.setContentsMargins(8 * space, 8 * space, 8 * space, 8 * space)
        self.rows.setSpacing(4 * space)
        self.setWidget(page)

    def line(self, role: str = "", text: str = "") -> QLabel:
        """Add a line of text."""
        label = QLabel(text)
        label.setProperty("role", role)
        label.setWordWrap(True)
        self.rows.addWidget(label)
        return label


class AttendancePage(Page):
    """Who is here: a tick for each, called or not."""

    begun = Signal()

    def __init__(self, workplace: Workplace, meeting: str) -> None:
        super().__init__(workplace)
        _ = self.words
        self._meeting = meeting
        self.title = self.line("title", _("Who is here?"))
        self.where = self.line("muted")
        self.stack = RowStack[QCheckBox](self.theme)
        self.rows.addWidget(self.stack)
        self.empty = self.line("muted", _(
            "Nobody is called, and no contact of the parties is known. Call people on the meeting's own page."
        ))  # fmt: skip
        self.others = self.line("muted", _("Not called, but known to the parties:"))
        self.other_stack = RowStack[QCheckBox](self.theme)
        self.rows.addWidget(self.other_stack)
        self.begin = QPushButton(_("Go through the activities (Enter)"))
        self.begin.setProperty("role", "primary")
        self.begin.setObjectName("mode.begin")
        self.begin.clicked.connect(self.begun)
        self.rows.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addStretch(1)

    def show_round(self, found: MeetingRound) -> None:
        """Show who is called and who came."""
        words = self.words
        self.where.setText(f"{day_words(words, found.meeting.on)} · {where_words(words, found.meeting)}")
        self._fill(self.stack, found.called)
        self._fill(self.other_stack, found.proposed)
        self.empty.setVisible(not found.called and not found.proposed)
        self.others.setVisible(bool(found.proposed))

    def take_focus(self) -> None:
        """Be ready to tick the first."""
        first = next(iter((*self.stack.widgets.values(), *self.other_stack.widgets.values())), self.begin)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, by: int) -> None:
        """Let the keyboard go to the next person, or the one before; after the last is the way on."""
        rows: list[QWidget] = [*self.stack.widgets.values(), *self.other_stack.widgets.values(), self.begin]
        at = next((place for place, row in enumerate(rows) if row.hasFocus()), -1)
        rows[min(max(at + by, 0), len(rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, stack: RowStack[QCheckBox], people: tuple[Attendee, ...]) -> None:
        stack.renew([one.contact for one in people], self._make)
        for one in people:
            box = stack.widgets[one.contact]
            box.setText(who_words(self.words, one.who))
            box.setChecked(one.present)

    def _make(self, contact: str) -> QCheckBox:
        box = QCheckBox()
        box.clicked.connect(
            lambda here: self.workplace.runner.do(self, mark_present, self._meeting, contact, here)
        )
        return box


class EndPage(Page):
    """All has been gone through: what is left is to close the meeting."""

    left = Signal()

    def __init__(self, workplace: Workplace, meeting: str) -> None:
        super().__init__(workplace)
        _ = self.words
        self.title = self.line("title")
        self.told = self.line("mode-fact")
        self.hold = QPushButton(_("Mark the meeting as held"))
        self.hold.setObjectName("mode.hold")
        self.hold.setProperty("role", "primary")
        self.hold.clicked.connect(lambda: workplace.runner.do(self, hold_meeting, meeting))
        self.close_button = QPushButton(_("Leave meeting mode"))
        self.close_button.clicked.connect(self.left)
        for button in (self.hold, self.close_button):
            self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addStretch(1)

    def show_end(self, found: MeetingRound, gone: int, of: int) -> None:
        """Say how much has been gone through."""
        _ = words = self.words
        held = found.meeting.state in (MeetingState.HELD, MeetingState.APPROVED)
        if not found.stops:
            self.title.setText(_("There are no activities yet"))
            self.told.setText(
                _("Add what is to keep the promises in the activity plan, and go through it here.")
            )
        elif not of:
            self.title.setText(_("No activity is shown"))
            self.told.setText(_("Nothing is of this sort. Choose “All” above."))
        else:
            self.title.setText(_("That was the last one"))
            text = words.plural("{gone} of {count} activity has been gone through.",
                                "{gone} of {count} activities have been gone through.", of,
                                gone=words.number(gone))  # fmt: skip
            if held:
                text += " " + _("The meeting is marked as held; its minutes can be printed.")
            self.told.setText(text)
        self.hold.setVisible(not held and bool(of))
