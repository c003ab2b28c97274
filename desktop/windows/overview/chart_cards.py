"""The overview's charts in their cards: states per promise, and targets against outcomes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout
from typing_extensions import override

from db.views.overview import PromiseStates, TargetReached
from db.views.things import Place
from desktop.windows.chart_view import ChartView
from desktop.windows.overview.card import Card
from desktop.windows.overview.charts import MOST_PROMISES, promise_drawing, target_drawing
from desktop.windows.workplace import Workplace


class ChartCard(Card):
    """A chart under its heading, with a line for what it leaves out."""

    def __init__(self, workplace: Workplace, title: str, icon: str) -> None:
        super().__init__(workplace.theme, title, icon)
        self.workplace = workplace
        self.is_drawn = False
        self.view = ChartView(workplace.theme, title)
        self.view.chosen.connect(self.open)
        around = QVBoxLayout()
        around.setContentsMargins(self.inset, 0, self.inset, 0)
        around.addWidget(self.view)
        self.column.addLayout(around)
        self.rest = QPushButton()
        self.rest.setProperty("role", "link")
        self.rest.setAutoDefault(True)
        self.rest.clicked.connect(self.open_all)
        self.rest.hide()
        around.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)

    def open(self, row: int, part: str) -> None:
        """Open what a spot of the chart stands for."""
        raise NotImplementedError

    def open_all(self) -> None:
        """Open all that the chart is about, what there was no room for among it."""
        self.workplace.go_to("plan", filter="")

    def tell_rest(self, left_out: int) -> None:
        """Say how many rows there was no room for."""
        words = self.workplace.words
        self.rest.setText(words.plural("and {count} more", "and {count} more", left_out))
        self.rest.setVisible(left_out > 0)


class PromiseCard(ChartCard):
    """How far each promise's activities have come; a bar opens the plan filtered to its promise."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, workplace.words("The promises' activities by state"), "chart")
        self._promises: tuple[PromiseStates, ...] = ()

    def show_promises(self, promises: tuple[PromiseStates, ...]) -> None:
        """Draw them; where there are none there is no card."""
        self._promises = promises[:MOST_PROMISES]
        self.is_drawn = bool(promises)
        self.setVisible(self.is_drawn)
        if self.is_drawn:
            self.view.show_chart(*promise_drawing(self.workplace.words, self._promises))
            self.tell_rest(len(promises) - len(self._promises))

    @override
    def open(self, row: int, part: str) -> None:
        """Show the plan filtered to the promise, or to those of its activities that the part counts."""
        promise = self._promises[row]
        filters = {each.state.value: each.filter for each in promise.parts}
        filters[""] = promise.filter
        self.workplace.go_to("plan", filter=filters.get(part, promise.late_filter))


class TargetCard(ChartCard):
    """How far the activities with targets have come; a bar opens its activity."""

    def __init__(self, workplace: Workplace, open_place: Callable[[Place, str], object]) -> None:
        super().__init__(workplace, workplace.words("Targets and outcomes"), "target")
        self._open_place = open_place
        self._targets: tuple[TargetReached, ...] = ()
        self._filter = ""

    def show_targets(self, targets: tuple[TargetReached, ...], in_all: int, filter: str) -> None:
        """Draw them; where there are none there is no card. `filter` finds all of them in the plan."""
        self._targets, self._filter = targets, filter
        self.is_drawn = bool(targets)
        self.setVisible(self.is_drawn)
        if self.is_drawn:
            self.view.show_chart(*target_drawing(self.workplace.words, targets))
            self.tell_rest(in_all - len(targets))

    @override
    def open(self, row: int, part: str) -> None:
        """Show the activity, in the plan among all."""
        assert not part
        self._open_place(Place("activity", self._targets[row].id), "")

    @override
    def open_all(self) -> None:
        """Show all activities with a target in the plan."""
        self.workplace.go_to("plan", filter=self._filter)
