"""Who is called to the meeting, and who came: ticked one by one, or called from those who usually are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from db.drafts import DRAFTS, fields_by_name
from db.operations import unlink
from db.operations.meetings import call_contacts, mark_present
from db.views.meetings import Attendee
from desktop.reports.phrases import who_words
from desktop.windows.fields.reference import ReferenceEditor
from desktop.windows.meetings.sections import RowStack, Section, small_button
from desktop.windows.workplace import Workplace


class AttendanceSection(Section):
    """The people of a meeting."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, workplace.words("Attendance"), parent)
        _ = self.words
        self._meeting = ""
        self._proposed: tuple[Attendee, ...] = ()
        self.told = self.quiet()
        self.called = RowStack[CalledRow](self.theme, self)
        self.rows.addWidget(self.called)
        self.call_all = QPushButton(self)
        self.call_all.setIcon(self.theme.icon("participant"))
        self.call_all.setObjectName("attendance.call_all")
        self.call_all.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.call_all.clicked.connect(self._call_all)
        self.proposed_title = self.quiet(_("Usually called, but not yet:"))
        self.proposed = RowStack[ProposedRow](self.theme, self)
        self.rows.addWidget(self.proposed)
        self.rows.addWidget(self.call_all)
        self.other = ReferenceEditor(fields_by_name(DRAFTS["attendance"])["contact"], workplace, self)
        self.other.setObjectName("attendance.other")
        self.other.line.setPlaceholderText(_("Call somebody else"))
        self.other.control.setAccessibleName(_("Call somebody else"))
        self.other.committed.connect(self._call_other)
        self.rows.addWidget(self.other)

    def show_people(self, meeting: str, called: Sequence[Attendee], proposed: Sequence[Attendee]) -> None:
        """Show who is called, who came, and who else might be called."""
        _ = words = self.words
        if meeting != self._meeting:
            self.other.set_value(None)
        self._meeting, self._proposed = meeting, tuple(proposed)
        came = sum(one.present for one in called)
        self.told.setText(
            _("{came} of {called} present. Tick whoever came.").format(came=came, called=len(called))
            if called
            else _("Nobody is called yet. Call those who usually come, or find somebody else below.")
        )
        self.called.renew([one.contact for one in called], self._make_called)
        for one in called:
            self.called.widgets[one.contact].show_one(one)
        self.proposed_title.setVisible(bool(proposed))
        self.proposed.renew([one.contact for one in proposed], self._make_proposed)
        for one in proposed:
            self.proposed.widgets[one.contact].show_one(one)
        self.call_all.setVisible(len(proposed) > 1)
        self.call_all.setText(words.plural("Call {count} person", "Call all {count}", len(proposed)))
        self.other.without = tuple(one.contact for one in called)

    def _make_called(self, contact: str) -> CalledRow:
        row = CalledRow(self.workplace, self)
        runner = self.workplace.runner
        row.ticked.connect(lambda here: runner.do(self, mark_present, self._meeting, contact, here))
        row.removed.connect(lambda: runner.do(self, unlink, self._meeting, contact))
        return row

    def _make_proposed(self, contact: str) -> ProposedRow:
        row = ProposedRow(self.workplace, self)
        row.wanted.connect(lambda: self.workplace.runner.do(self, call_contacts, self._meeting, [contact]))
        return row

    def _call_all(self) -> None:
        contacts = [one.contact for one in self._proposed]
        self.workplace.runner.do(self, call_contacts, self._meeting, contacts)

    def _call_other(self, contact: object) -> None:
        if isinstance(contact, str) and contact:
            self.workplace.runner.do(
                self,
                call_contacts,
                self._meeting,
                [contact],
                then=lambda _keys: self.other.set_value(None),
            )


class CalledRow(QWidget):
    """Somebody who is called, with a tick for having come."""

    ticked = Signal(bool)
    removed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = workplace.words
        self.box = QCheckBox(self)
        self.box.clicked.connect(self.ticked)
        self._remove = small_button(workplace.theme, "close", "", self)
        self._remove.clicked.connect(self.removed)
        cells = QHBoxLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.addWidget(self.box, 1)
        cells.addWidget(self._remove)

    def show_one(self, one: Attendee) -> None:
        """Show who it is, and whether they came."""
        _ = self.words
        who = who_words(self.words, one.who)
        self.box.setText(who)
        self.box.setChecked(one.present)
        self.box.setAccessibleName(_("{who}: present").format(who=who))
        remove = _("Do not call {who}").format(who=who)
        self._remove.setToolTip(remove)
        self._remove.setAccessibleName(remove)


class ProposedRow(QWidget):
    """Somebody who might be called."""

    wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = workplace.words
        self.button = QPushButton(self)
        self.button.setProperty("role", "link")
        self.button.setIcon(workplace.theme.icon("new", "accent"))
        self.button.clicked.connect(self.wanted)
        cells = QHBoxLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.addWidget(self.button)
        cells.addStretch(1)

    def show_one(self, one: Attendee) -> None:
        """Show who it is."""
        self.button.setText(self.words("Call {who}").format(who=who_words(self.words, one.who)))
