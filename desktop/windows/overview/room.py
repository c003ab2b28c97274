"""The room Overview: where the plan stands today, in cards that each lead into it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.overview import SHOWN, overview, untouched_view
from db.views.overview import OverviewCharts, OverviewView, Tally, UntouchedView
from db.views.things import Place
from desktop.windows.overview.card import Line, TallyCard
from desktop.windows.overview.chart_cards import PromiseCard, TargetCard
from desktop.windows.overview.charts import read_charts
from desktop.windows.overview.flow import CardFlow
from desktop.windows.overview.phrases import QUESTIONS, Question, more_of, title_of, untouched_heading
from desktop.windows.overview.side_cards import BeginCard, EndingCard, MeetingCard
from desktop.windows.room import Room
from desktop.windows.workplace import Workplace

T = TypeVar("T")

UNTOUCHED: Final = "untouched"


class OverviewRoom(Room):
    """What is late, due soon, untouched or tied to nothing; the next meeting; what runs out; two charts."""

    beside = False

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._shown = False
        self._activities = 0
        self._agreement = workplace.agreement
        theme, words = self.theme, self.words
        self.tallies = {
            one.name: TallyCard(theme, words(one.title), one.icon, SHOWN, one.ink) for one in QUESTIONS
        }
        self.begin = BeginCard(workplace)
        self.meeting = MeetingCard(workplace)
        self.ending = EndingCard(workplace)
        self.promises = PromiseCard(workplace)
        self.targets = TargetCard(workplace, self._open)
        for name, card in self.tallies.items():
            card.setObjectName(name)
        self._answers = [*self.tallies.values(), self.meeting, self.ending, self.promises, self.targets]
        for each in (self.begin, *self._answers):
            each.hide()
        self.flow = CardFlow(theme, self._in_order())
        self._lay_out()
        workplace.scope_changed.connect(self._scope_changed)
        workplace.runner.touched.connect(self._touched)

    @override
    def enter(self) -> None:
        self._shown = True
        self.read()
        self.setFocus()

    @override
    def leave(self) -> None:
        self._shown = False

    def _touched(self, _rows: object) -> None:
        # Any change at all may move a number.
        self.read()

    def read(self) -> None:
        """Read the figures anew, while the room is shown; what takes longer comes after them, bit by bit."""
        if self._shown:
            self._agreement = self.workplace.agreement
            self._ask(self._show, overview, zone=self.workplace.zone)

    def _ask(self, answer: Callable[[T], object], query: Callable[..., T], **more: object) -> None:
        # Each is asked when the one before has been answered, so that nothing else waits for them all.
        if self._shown:
            asked = partial(
                query,
                agreement=self._agreement,
                today=self.workplace.today,
                language=self.words.language,
                **more,
            )
            self.workplace.runner.ask(self, answer, asked, key="overview")

    def _in_order(self) -> list[QWidget]:
        late, soon, untouched, promise, cause = self.tallies.values()
        return [
            self.begin, late, soon, self.meeting, untouched, self.promises, self.targets, promise, cause,
            self.ending,
        ]  # fmt: skip

    def _lay_out(self) -> None:
        edge = self.theme.space * 5
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self.flow)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Has the focus when one comes in: the arrows scroll, and Tab goes to the first number.
        area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        area.setAccessibleName(self.words("Overview"))
        area.setWidget(inside)
        self.setFocusProxy(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _scope_changed(self) -> None:
        # What stands in the search box narrows the plan, not the overview of it.
        if self.workplace.agreement != self._agreement:
            self.read()

    def _show(self, view: OverviewView) -> None:
        begun = view.has_agreement and view.activities > 0
        self._activities = view.activities
        self.begin.show_beginning(has_agreement=view.has_agreement)
        self.begin.setVisible(not begun)
        for question in QUESTIONS:
            card = self.tallies[question.name]
            if question.name == UNTOUCHED:
                card.setVisible(begun and bool(card.number.text()))
                continue
            tally: Tally | None = getattr(view, question.name)
            card.setVisible(begun and tally is not None)
            if tally is not None:
                self._show_tally(question, tally)
        self.meeting.show_meeting(view.next_meeting, view.today)
        self.meeting.setVisible(view.has_agreement)
        self.ending.show_endings(view.ending)
        self.ending.setVisible(bool(view.ending))
        for chart in (self.promises, self.targets):
            chart.setVisible(begun and chart.is_drawn)
        self.flow.deal()
        if begun:
            # Read when the rest has been painted: it may take as long as all of that.
            QTimer.singleShot(0, self, self._read_untouched)

    def _read_untouched(self) -> None:
        self._ask(self._show_untouched, untouched_view, zone=self.workplace.zone)

    def _show_untouched(self, view: UntouchedView) -> None:
        question = next(one for one in QUESTIONS if one.name == UNTOUCHED)
        self._show_tally(question, view.tally, untouched_heading(self.words, view))
        self.tallies[UNTOUCHED].show()
        self.flow.deal()
        QTimer.singleShot(0, self, self._read_charts)

    def _show_tally(self, question: Question, tally: Tally, title: str = "") -> None:
        _ = self.words
        card, title = self.tallies[question.name], title or _(question.title)
        card.heading.setText(title)
        card.setAccessibleName(title)
        count = self.words.number(tally.count)
        card.show_tally(
            count,
            self.words.plural("of {count} activity", "of {count} activities", self._activities),
            [
                Line(
                    title_of(one),
                    more_of(self.words, question.name, one, self.workplace.today),
                    partial(self._open, Place("activity", one.id), tally.filter),
                )
                for one in tally.first
            ],
            empty=_(question.empty),
            says=_("{title}: {count}. Show them in the activity plan").format(title=title, count=count),
            open=partial(self.workplace.go_to, "plan", filter=tally.filter),
        )

    def _open(self, place: Place, filter: str) -> None:
        """Show an activity: in the details if they stand beside, and else in the plan among its like."""
        if self.workplace.settings.get("detail/overview", self.beside):
            self.workplace.select(place)
        else:
            self.workplace.go_to("plan", filter=filter, select=[place])

    def _read_charts(self) -> None:
        self._ask(self._show_charts, read_charts)

    def _show_charts(self, charts: OverviewCharts) -> None:
        self.promises.show_promises(charts.promises)
        self.targets.show_targets(charts.targets, charts.targets_in_all, charts.targets_filter)
        self.flow.deal()
