"""What can be chosen about a paper: which report, whose, for which meeting, what of it, as of when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QVBoxLayout, QWidget

from db.views.here import AgreementLine
from db.views.paper_choices import MeetingChoice, PaperChoices
from desktop.windows.printing.choosing import NEEDS_MEETING, offered_meetings, options_of, settled
from desktop.windows.printing.reports import REPORTS, Asked, Option
from desktop.windows.workplace import Workplace
from desktop.words import LANGUAGES, LOCALES, Words
from desktop.words.kinds import label

LANGUAGE_NAMES: Final[Mapping[str, str]] = {"sv": "Svenska", "en": "English"}
"""Each language by its own name, whatever the window speaks."""

SHOWN_FOR: Final[Mapping[str, frozenset[Option]]] = {
    "agreement": frozenset({Option.AGREEMENT, Option.ANY_AGREEMENT}),
    "meeting": frozenset({Option.MEETING, Option.PAST_PAPER, Option.OWN_MEETING}),
    "selection": frozenset({Option.SELECTION}),
    "version": frozenset({Option.FINAL}),
    "day": frozenset({Option.DAY}),
    "period": frozenset({Option.MONTH, Option.YEAR}),
}
"""Which fields are there for which options of a report; report and language always are."""

FORMATS: Final = {Option.MONTH: "MMMM yyyy", Option.YEAR: "yyyy"}
DAY_FORMAT: Final = "yyyy-MM-dd"


class PaperOptions(QWidget):
    """The choices as one column of fields; `changed` says that another paper is asked for."""

    changed = Signal()

    def __init__(self, workplace: Workplace, asked: Asked) -> None:
        super().__init__()
        self._words = workplace.words
        self._scope = workplace.filter_text.strip()
        self._asked = asked
        self._choices = PaperChoices((), (), None)
        self._labels: dict[str, QLabel] = {}
        self._fields: dict[str, QWidget] = {}
        space = workplace.theme.space
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space)
        _ = self._words
        self.report = self._choice("report", _("&Report"))
        self.agreement = self._choice("agreement", _("&Agreement"))
        self.meeting = self._choice("meeting", _("For the &meeting"))
        self.selection = self._choice("selection", _("A&ctivities"))
        self.version = self._choice("version", _("&Version"))
        self.hint = QLabel()
        self.hint.setObjectName("hint")
        self.hint.setProperty("role", "muted-small")
        self.hint.setWordWrap(True)
        self._column.addWidget(self.hint)
        self.day = self._date("day", _("As of the &day"), asked.day)
        self.period = self._date("period", _("&Period"), asked.shown_period)
        self.language = self._choice("language", _("&Language of the paper"))
        self._offer()

    @property
    def asked(self) -> Asked:
        """The paper that is asked for."""
        return self._asked

    @property
    def lacks(self) -> str:
        """Why no paper can be made of what is chosen, in words; empty where one can."""
        _ = self._words
        options = options_of(self._asked)
        if Option.AGREEMENT in options and self._asked.agreement is None:
            return _("The plan has no agreement to report on yet. Make one first, under New.")
        if Option.PAST_PAPER in options and self._asked.meeting is None:
            return _(
                "No meeting has a final paper yet. Choose the status report, a meeting and “Final”: "
                "once it is printed or saved, it can be had here again as it was."
            )
        if Option.OWN_MEETING in options and self._asked.meeting is None:
            return _("The agreement has no meeting yet, and so there are no minutes.")
        return ""

    def choose_from(self, choices: PaperChoices) -> None:
        """Take what the plan has to choose from, and choose what is most likely meant."""
        self._choices = choices
        self._asked = settled(self._asked, choices)
        self._offer()

    def _offer(self) -> None:
        """Fill each field with its choices, and show those that the report has."""
        _ = words = self._words
        asked, options = self._asked, options_of(self._asked)
        reports = [(words(spec.title), spec.id) for spec in REPORTS.values()]
        self._fill(self.report, reports, asked.report)
        agreements = [(agreement_words(words, one), one.id) for one in self._choices.agreements]
        several = Option.ANY_AGREEMENT in options and len(agreements) != 1
        every = [(_("All agreements"), None)] if several else []
        self._fill(self.agreement, [*every, *agreements], asked.agreement)
        meetings = [(meeting_words(words, one), one.id) for one in offered_meetings(asked, self._choices)]
        none = [] if options & NEEDS_MEETING else [(_("None"), None)]
        self._fill(self.meeting, [*none, *meetings], asked.meeting)
        shown = [(_("What the plan shows now: {filter}").format(filter=self._scope), self._scope)]
        self._fill(self.selection, [(_("All"), ""), *(shown if self._scope else [])], asked.filter)
        versions = [(_("Draft, working material"), False), (_("Final"), True)]
        self._fill(self.version, versions, asked.final)
        languages = [(LANGUAGE_NAMES[one], one) for one in LANGUAGES]
        self._fill(self.language, languages, asked.language)
        for name, needed in SHOWN_FOR.items():
            self._show(name, bool(needed & options))
        self._show("selection", Option.SELECTION in options and bool(self._scope))
        self._show("language", Option.PAST_PAPER not in options)
        shape = next((text for option, text in FORMATS.items() if option in options), DAY_FORMAT)
        self.period.setDisplayFormat(shape)
        text = self._hint()
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def _hint(self) -> str:
        """What a final paper leads to, said before it is printed."""
        _ = self._words
        if not self._asked.final or Option.FINAL not in options_of(self._asked):
            return ""
        meeting = next((one for one in self._choices.meetings if one.id == self._asked.meeting), None)
        if meeting is None:
            return _("No meeting is chosen, so none will remember this paper.")
        if meeting.remembers:
            return _(
                "The meeting has a final paper already; once this is printed or saved, it takes its place."
            )
        return _(
            "Once it is printed or saved, the meeting remembers it: the next paper tells what is new since."
        )

    def _take(self, name: str) -> None:
        """Another choice has been made in a field."""
        before = self._asked
        match name:
            case "report":
                self._asked = settled(replace(before, report=self.report.currentData()), self._choices)
            case "agreement":
                chosen = replace(before, agreement=self.agreement.currentData(), meeting=None)
                self._asked = settled(chosen, self._choices)
            case "meeting":
                self._asked = replace(before, meeting=self.meeting.currentData())
            case "selection":
                self._asked = replace(before, filter=self.selection.currentData())
            case "version":
                self._asked = replace(before, final=self.version.currentData())
            case "language":
                self._asked = replace(before, language=self.language.currentData())
            case "day":
                self._asked = replace(before, day=_day(self.day))
            case "period":
                self._asked = replace(before, period=_day(self.period))
        if self._asked != before:
            self._offer()
            self.changed.emit()

    def _choice(self, name: str, text: str) -> QComboBox:
        field = QComboBox()
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        field.activated.connect(lambda: self._take(name))
        self._place(name, text, field)
        return field

    def _date(self, name: str, text: str, day: dt.date) -> QDateEdit:
        field = QDateEdit(QDate(day.year, day.month, day.day))
        field.setLocale(QLocale(LOCALES[self._words.language]))
        field.setDisplayFormat(DAY_FORMAT)
        field.setCalendarPopup(True)
        field.dateChanged.connect(lambda: self._take(name))
        self._place(name, text, field)
        return field

    def _place(self, name: str, text: str, field: QWidget) -> None:
        caption = QLabel(text)
        caption.setBuddy(field)
        caption.setContentsMargins(0, 8, 0, 0)
        field.setObjectName(name)
        field.setAccessibleName(text.replace("&", ""))
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column.addWidget(caption)
        self._column.addWidget(field)
        self._labels[name] = caption
        self._fields[name] = field

    def _show(self, name: str, shown: bool) -> None:
        self._labels[name].setVisible(shown)
        self._fields[name].setVisible(shown)

    def _fill(self, field: QComboBox, items: Sequence[tuple[str, object]], chosen: object) -> None:
        field.clear()
        for text, value in items:
            field.addItem(text, value)
            field.setItemData(field.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        at = next((number for number, (_text, value) in enumerate(items) if value == chosen), 0)
        field.setCurrentIndex(at if items else -1)
        field.setEnabled(bool(items))
        field.setToolTip(field.currentText())


def agreement_words(words: Words, one: AgreementLine) -> str:
    """An agreement by municipality and years, as one chooses it in a list."""
    years = [str(day.year) for day in (one.starts_on, one.ends_on) if day is not None]
    name = one.municipality or one.title or words("An agreement without a name")
    return " ".join(part for part in (name, "–".join(dict.fromkeys(years))) if part)


def meeting_words(words: Words, one: MeetingChoice) -> str:
    """A meeting by its day and kind."""
    kind = label(words, one.kind)
    return f"{words.date(one.on)} {kind}" if one.on is not None else kind


def _day(field: QDateEdit) -> dt.date:
    day = field.date()
    return dt.date(day.year(), day.month(), day.day())
