"""The papers of a meeting: the one to hand out, the one that was handed out, and the minutes."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from db.kinds import MeetingState
from db.views.meetings import MeetingView
from desktop.windows.meetings.sections import Section
from desktop.windows.workplace import Workplace

STATUS, PAST, MINUTES = "status", "past_paper", "minutes"
"""The reports, as printing knows them."""


class PapersSection(Section):
    """What can be printed for a meeting, each shown before it is printed."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, workplace.words("Papers"), parent)
        _ = self.words
        self._view: MeetingView | None = None
        self.told = self.quiet()
        self.paper = self._button("print", _("The meeting's paper …"), "meeting.paper", self.print_paper)
        self.past = self._button("history", _("The paper as it was …"), "meeting.past", self.print_past)
        self.minutes = self._button(
            "note", _("Minutes of the meeting …"), "meeting.minutes", self.print_minutes
        )

    def show_papers(self, view: MeetingView) -> None:
        """Show which papers there are."""
        _ = words = self.words
        self._view = view
        self.past.setVisible(view.line.has_paper)
        if view.printed is not None:
            day = words.date(view.printed.today)
            text = _("The final paper is of {date}. It can be printed again exactly as it was.").format(
                date=day
            )
            if view.printed.filter_text:
                text += " " + _("Selection: {filter}.").format(filter=view.printed.filter_text)
        elif view.line.has_paper:
            text = _("A final paper has been made, but not how it was printed is known.")
        else:
            text = _("Print the paper as final for the meeting: the next one then tells what is new since.")
        self.told.setText(text)

    def print_paper(self) -> None:
        """Show the status paper, final where the meeting is called and still to come."""
        line = self._view.line if self._view else None
        is_called = line is not None and line.is_coming and line.head.state is MeetingState.CALLED
        self._open(STATUS, final=is_called)

    def print_past(self) -> None:
        """Show the final paper as it was."""
        self._open(PAST)

    def print_minutes(self) -> None:
        """Show the minutes."""
        self._open(MINUTES)

    def _open(self, report: str, **options: object) -> None:
        if self._view is not None:
            # QtPdf is not loaded before somebody prints.
            from desktop.windows.printing.preview import open_preview

            agreement = self._view.line.agreement
            open_preview(self.workplace, report, agreement=agreement, meeting=self._view.key, **options)

    def _button(self, icon: str, text: str, name: str, handler: object) -> QPushButton:
        button = QPushButton(self.theme.icon(icon), text, self)
        button.setObjectName(name)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(handler)
        self.rows.addWidget(button)
        return button
