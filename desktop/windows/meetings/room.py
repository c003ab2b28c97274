"""The room Möten: the meetings beside the one that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.operations.meetings import begin_meeting
from db.queries import agreements_meant
from db.queries.meetings import meeting_view, meetings, propose_meeting
from db.views.here import AgreementLine
from db.views.meetings import MeetingLine, MeetingProposal
from db.views.things import Place
from desktop.windows.meetings.meeting_list import MeetingList
from desktop.windows.meetings.pane import MeetingPane
from desktop.windows.room import Room
from desktop.windows.workplace import Workplace


class MeetingsRoom(Room):
    """Meetings made, called, held and approved."""

    beside = False
    makes = "new.meeting"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.list = MeetingList(workplace)
        self.pane = MeetingPane(workplace)
        self._wanted = ""
        self._shown = False
        self._build()
        self.list.chosen.connect(self._look)
        self.pane.mode_wanted.connect(self.open_mode)
        workplace.scope_changed.connect(self._read)
        workplace.runner.touched.connect(self._touched)
        workplace.selected.connect(self._follow)

    @override
    def enter(self) -> None:
        self._shown = True
        self._follow()
        self._read()

    @override
    def leave(self) -> None:
        self._shown = False
        self.pane.finish()

    @override
    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "new.meeting": self.begin,
            "meeting.mode": lambda: self.open_mode(self.list.key),
            "meeting.step": self.pane.take_step,
            "meeting.minutes": self.pane.papers.print_minutes,
            "print.preview": self.pane.papers.print_paper,
        }

    @override
    def arrangement(self) -> Mapping[str, Any]:
        return {"sizes": self.split.sizes(), "meeting": self.list.key}

    @override
    def arrange(self, saved: Mapping[str, Any]) -> None:
        sizes, wanted = saved.get("sizes"), saved.get("meeting")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(size, int) for size in sizes):
            self.split.setSizes(sizes)
        if isinstance(wanted, str):
            self._wanted = wanted

    def begin(self) -> None:
        """Make the next meeting of the agreement in view, or ask of which one."""
        if self.workplace.agreement is not None:
            self._begin_for(self.workplace.agreement)
        else:
            self.workplace.runner.ask(
                self, self._choose_agreement, agreements_meant, today=self.workplace.today
            )

    def open_mode(self, meeting: str) -> None:
        """Go through the activities at a meeting."""
        if meeting:
            self.pane.finish()
            # Most days have no meeting, so its mode is not loaded before there is one.
            from desktop.windows.meetings.mode import open_meeting_mode

            open_meeting_mode(self.workplace, meeting, self).left.connect(self._read)

    def _build(self) -> None:
        _ = self.words
        space = self.theme.space
        self.new = QPushButton(self.theme.icon("new"), _("New meeting"))
        self.new.setObjectName("meeting.new")
        self.new.setToolTip(
            _("Like the last one: same place and time, people and headings, on the next usual day")
        )
        self.new.clicked.connect(self.begin)
        side = QWidget()
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(3 * space, 3 * space, 3 * space, 3 * space)
        bar.addWidget(self.new)
        rows.addLayout(bar)
        rows.addWidget(self.list, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(side)
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([66 * space, 200 * space])
        self.pages = QStackedWidget()
        self.pages.addWidget(self.split)
        self.pages.addWidget(self._empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def _empty(self) -> QWidget:
        _ = self.words
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.setSpacing(3 * self.theme.space)
        title = QLabel(_("No meetings yet"))
        title.setProperty("role", "title")
        text = QLabel(_(
            "Make the first one: say when and where, call those who are to come, and print its paper. "
            "The next meeting is then proposed by itself."
        ))  # fmt: skip
        text.setProperty("role", "muted")
        text.setWordWrap(True)
        text.setFixedWidth(110 * self.theme.space)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first = QPushButton(_("New meeting"))
        self.first.setObjectName("meeting.first")
        self.first.setProperty("role", "primary")
        self.first.clicked.connect(self.begin)
        for widget in (title, text, self.first):
            rows.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        return page

    def _touched(self, _rows: frozenset[str]) -> None:
        if self._shown:
            self._read()

    def _follow(self) -> None:
        """Look at the meeting that was selected elsewhere."""
        key = next((place.id for place in self.workplace.selection if place.entity == "meeting"), "")
        if key and key != self.list.key:
            self._wanted = key
            self.list.choose(key)

    def _read(self) -> None:
        self.workplace.runner.ask(
            self, self._show_list, meetings, today=self.workplace.today, agreement=self.workplace.agreement,
            key="list",
        )  # fmt: skip

    def _show_list(self, lines: tuple[MeetingLine, ...]) -> None:
        self.pages.setCurrentIndex(0 if lines else 1)
        self.list.renew(lines, self._wanted)
        if self.list.key == self._wanted:
            self._wanted = ""
        if self.list.key:
            self._ask_meeting(self.list.key)

    def _look(self, key: str) -> None:
        self.pane.finish()
        self.workplace.select(Place("meeting", key))
        self._ask_meeting(key)

    def _ask_meeting(self, key: str) -> None:
        # One that another has just deleted is gone from the list at the next look.
        self.workplace.runner.ask(
            self, self.pane.show_meeting, meeting_view, key, today=self.workplace.today, key="meeting",
            failed=lambda _error: None,
        )  # fmt: skip

    def _choose_agreement(self, found: tuple[AgreementLine, ...]) -> None:
        _ = self.words
        if len(found) == 1:
            self._begin_for(found[0].id)
        elif not found:
            self.workplace.say(_("Make an agreement first: a meeting is held about one."))
        else:
            menu = QMenu(self)
            for one in found:
                text = " · ".join(part for part in (one.municipality, one.title) if part)
                menu.addAction(text, partial(self._begin_for, one.id))
            menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _begin_for(self, agreement: str) -> None:
        def proposed(proposal: MeetingProposal) -> None:
            self.workplace.runner.do(self, begin_meeting, proposal, then=self._begun)

        self.workplace.runner.ask(self, proposed, propose_meeting, agreement, today=self.workplace.today)

    def _begun(self, key: str) -> None:
        self._wanted = key
        self._read()
        self.pane.fields.editors["on"].setFocus(Qt.FocusReason.OtherFocusReason)
