"""What a meeting has decided: text, owner, day and state, each edited where it stands; late ones marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from db.drafts import DecisionDraft
from db.operations import add, delete
from db.queries import Vector
from db.views.meetings import MeetingDecision
from desktop.reports.phrases import named_words
from desktop.windows.fields.rows import FieldRow
from desktop.windows.meetings.row_fields import RowFields
from desktop.windows.meetings.sections import AddLine, RowStack, Section, small_button
from desktop.windows.workplace import Workplace

FIELDS = ("text", "owner", "due_on", "state")


class DecisionsSection(Section):
    """A meeting's decisions."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, workplace.words("Decisions"), parent)
        _ = self.words
        self._meeting = ""
        self.empty = self.quiet(_("Nothing has been decided yet. Write a decision, then who and by when."))
        self.stack = RowStack[DecisionRow](self.theme, self)
        self.rows.addWidget(self.stack)
        self.add_line = AddLine(_("New decision"), self)
        self.add_line.setObjectName("decision.add")
        self.add_line.offered.connect(self._add)
        self.rows.addWidget(self.add_line)

    def show_decisions(self, meeting: str, decisions: Sequence[MeetingDecision], seen: Vector) -> None:
        """Show the decisions of a meeting as they are now."""
        if meeting != self._meeting:
            self.add_line.clear()
        self._meeting = meeting
        self.empty.setVisible(not decisions)
        self.stack.renew([one.key for one in decisions], self._make)
        for one in decisions:
            self.stack.widgets[one.key].show_decision(one, seen)

    def finish(self) -> None:
        """Save what is still being typed."""
        for row in self.stack.widgets.values():
            row.fields.finish()

    def _make(self, key: str) -> DecisionRow:
        row = DecisionRow(self.workplace, self)
        row.removed.connect(lambda: self.workplace.runner.do(self, delete, key))
        return row

    def _add(self, text: str) -> None:
        def added(key: str) -> None:
            self.add_line.clear()
            row = self.stack.widgets.get(key)
            if row is not None:
                row.fields.editors["owner"].setFocus(Qt.FocusReason.OtherFocusReason)

        draft = DecisionDraft(meeting=self._meeting, text=text)
        self.workplace.runner.do(self, add, draft, then=added)


class DecisionRow(QWidget):
    """One decision."""

    removed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words = workplace.words
        theme = workplace.theme
        self.words = words
        self.fields = RowFields("decision", workplace, self)
        text, owner, due, state = (self.fields.add(name) for name in FIELDS)
        self.late = QLabel(_("Late"), self)
        self.late.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.late.setProperty("role", "pill-late")
        self.about = QLabel(self)
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        remove = small_button(theme, "delete", _("Take away the decision"), self)
        remove.clicked.connect(self.removed)
        cells = QGridLayout(self)
        cells.setContentsMargins(0, 0, 0, 2 * theme.space)
        cells.setHorizontalSpacing(2 * theme.space)
        cells.setVerticalSpacing(theme.space)
        top = Qt.AlignmentFlag.AlignTop
        cells.addWidget(text, 0, 0, 1, 2)
        cells.addWidget(remove, 0, 2, top)
        cells.addWidget(FieldRow(owner), 1, 0, 1, 2)
        cells.addWidget(FieldRow(due), 2, 0, top)
        cells.addWidget(FieldRow(state), 2, 1, top)
        below = QHBoxLayout()
        below.addWidget(self.late)
        below.addWidget(self.about, 1)
        below.addStretch(0)
        cells.addLayout(below, 3, 0, 1, 2)
        cells.setColumnStretch(0, 1)
        cells.setColumnStretch(1, 1)

    def show_decision(self, one: MeetingDecision, seen: Vector) -> None:
        """Show a decision as it is now."""
        values = {"text": one.text, "owner": one.owner, "due_on": one.due_on, "state": one.state}
        named = {"owner": one.owner_name} if one.owner_name else {}
        self.fields.show(one.key, values, seen, named)
        self.late.setVisible(one.is_late)
        self.about.setVisible(one.about is not None)
        if one.about is not None:
            about = self.words("About {activity}").format(activity=named_words(self.words, one.about))
            self.about.setText(about)
        for editor in self.fields.editors.values():
            said = self.words("{field} of the decision “{text}”")
            editor.control.setAccessibleName(said.format(field=editor.label, text=one.text[:60]))
