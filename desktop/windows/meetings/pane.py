"""One meeting: what it is, the next step with it, its papers, and all that belongs to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.operations import delete
from db.queries import Vector
from db.views.meetings import MeetingView
from desktop.windows.fields.rows import FieldRow
from desktop.windows.meetings.agenda import AgendaSection
from desktop.windows.meetings.attendance import AttendanceSection
from desktop.windows.meetings.decisions import DecisionsSection
from desktop.windows.meetings.meeting_list import STATE_ICONS
from desktop.windows.meetings.mode_memory import RoundMemory
from desktop.windows.meetings.next_step import DONE, NOBODY, NextStep, lacks_attendance, next_step
from desktop.windows.meetings.notes import NotesSection
from desktop.windows.meetings.papers import PapersSection
from desktop.windows.meetings.phrases import day_words, where_words
from desktop.windows.meetings.row_fields import RowFields
from desktop.windows.meetings.sections import Section, small_button
from desktop.windows.workplace import Workplace
from desktop.words.kinds import label

WIDE: Final = 760
"""From this width on, people and papers stand beside the agenda instead of below it."""


FIELDS: Final = ("on", "starts_at", "ends_at", "kind", "place", "registration_number")


class MeetingPane(QScrollArea):
    """The meeting that is looked at."""

    mode_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self.words, self.theme = workplace.words, workplace.theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.view: MeetingView | None = None
        self.fields = RowFields("meeting", workplace, self)
        self.agenda = AgendaSection(workplace)
        self.attendance = AttendanceSection(workplace)
        self.decisions = DecisionsSection(workplace)
        self.notes = NotesSection(workplace)
        self.papers = PapersSection(workplace)
        self._build()

    @property
    def key(self) -> str:
        """The id of the meeting that is shown, or ""."""
        return self.view.key if self.view else ""

    def show_meeting(self, found: tuple[MeetingView, Vector]) -> None:
        """Show a meeting, or the same one as it is now."""
        view, seen = found
        other = view.key != self.key
        self.view = view
        head, words = view.line.head, self.words
        self.title.setText(day_words(words, head.on))
        where = where_words(words, head)
        self.where.setText(f"{view.line.municipality} · {where}" if view.line.municipality else where)
        self.state.setText(label(words, head.state))
        self.shape.setPixmap(self.theme.icon(STATE_ICONS[head.state]).pixmap(20, 20))
        step = self._next_step()
        self.step.setVisible(step is not None)
        self.step.setText(words(step.text) if step else "")
        self.meaning.setText(words(step.meaning if step else DONE))
        self.missing.setVisible(lacks_attendance(view))
        self.fields.show(view.key, {name: getattr(view.draft, name) for name in FIELDS}, seen)
        self.agenda.show_items(view.key, view.agenda, seen)
        self.attendance.show_people(view.key, view.called, view.proposed)
        self.decisions.show_decisions(view.key, view.decisions, seen)
        self.notes.show_notes(view.key, view.notes)
        self.papers.show_papers(view)
        self._page.show()
        if other:
            self.verticalScrollBar().setValue(0)

    def finish(self) -> None:
        """Save what is still being typed."""
        self.fields.finish()
        for section in (self.agenda, self.decisions, self.notes):
            section.finish()

    def take_step(self) -> None:
        """Do what is next with the meeting."""
        step = self._next_step()
        if step is not None:
            self.workplace.runner.do(self, step.operation, self.key)

    def _next_step(self) -> NextStep | None:
        if self.view is None:
            return None
        return next_step(
            self.view, gone_through=bool(RoundMemory(self.workplace.settings, self.view.key).gone)
        )

    def remove(self) -> None:
        """Delete the meeting; undo brings it back."""
        if self.key:
            self.workplace.runner.do(self, delete, self.key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= WIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != direction:
            self._halves.setDirection(direction)

    def _build(self) -> None:
        space = self.theme.space
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(6 * space, 5 * space, 6 * space, 6 * space)
        rows.setSpacing(4 * space)
        rows.addLayout(self._head())
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(4 * space)
        for stretch, sections in (
            (5, (self._facts(), self.agenda, self.decisions)),
            (3, (self.papers, self.attendance, self.notes)),
        ):
            half = QVBoxLayout()
            half.setSpacing(4 * space)
            for section in sections:
                half.addWidget(section)
            half.addStretch(1)
            self._halves.addLayout(half, stretch)
        rows.addLayout(self._halves)
        rows.addStretch(1)
        self.setWidget(page)
        self._page = page
        page.hide()  # Until there is a meeting to show.

    def _head(self) -> QVBoxLayout:
        _ = self.words
        space = self.theme.space
        self.title, self.where, self.state = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.where.setProperty("role", "muted")
        for one in (self.title, self.where):
            one.setWordWrap(True)
        self.shape, self.meaning = QLabel(), QLabel()
        self.meaning.setProperty("role", "muted")
        self.meaning.setWordWrap(True)
        self.missing = QLabel(_(NOBODY))
        self.missing.setProperty("role", "soon")
        self.missing.setWordWrap(True)
        self.missing.hide()
        self.step = QPushButton()
        self.step.setObjectName("meeting.step")
        self.step.setProperty("role", "primary")
        self.step.clicked.connect(self.take_step)
        self.mode = QPushButton(self.theme.icon("screen"), _("Meeting mode"))
        self.mode.setObjectName("meeting.mode")
        self.mode.setToolTip(_("Go through the activities together, in large type (F11)"))
        self.mode.clicked.connect(lambda: self.mode_wanted.emit(self.key))
        remove = small_button(self.theme, "delete", _("Delete the meeting"), self)
        remove.setObjectName("meeting.delete")
        remove.clicked.connect(self.remove)
        top = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(space)
        names.addWidget(self.title)
        names.addWidget(self.where)
        top.addLayout(names, 1)
        top.addWidget(self.mode, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        status = QHBoxLayout()
        status.setSpacing(2 * space)
        status.addWidget(self.shape)
        status.addWidget(self.state)
        status.addSpacing(2 * space)
        status.addWidget(self.meaning, 1)
        status.addWidget(self.step)
        rows = QVBoxLayout()
        rows.setSpacing(3 * space)
        rows.addLayout(top)
        rows.addLayout(status)
        rows.addWidget(self.missing)
        return rows

    def _facts(self) -> Section:
        _ = self.words
        section = Section(self.workplace, _("The meeting"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * self.theme.space)
        grid.setVerticalSpacing(2 * self.theme.space)
        places = {
            "on": (0, 0, 1, 2), "starts_at": (0, 2, 1, 1), "ends_at": (0, 3, 1, 1), "kind": (1, 0, 1, 2),
            "registration_number": (1, 2, 1, 2), "place": (2, 0, 1, 4),
        }  # fmt: skip
        for name in FIELDS:
            grid.addWidget(FieldRow(self.fields.add(name)), *places[name], Qt.AlignmentFlag.AlignTop)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        section.rows.addLayout(grid)
        section.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return section
