"""How an activity went, period by period: a light with its reason, and what can be learnt of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from db.drafts import FollowUpDraft
from db.errors import PlanError
from db.kinds import FollowUpPeriod
from db.operations import add, delete
from db.queries import Vector
from db.rules.calendar import tertial_of
from db.views.detail import DetailView
from db.views.things import ThingView
from desktop.windows.detail.row_fields import RowFields
from desktop.windows.fields.choice import SteadyComboBox
from desktop.windows.fields.recurrence_parts import SteadySpinBox
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.kinds import label, value_label

FIELDS: Final = ("light", "reason", "outcome", "changed", "hindered", "resources")


class FollowUps(QWidget):
    """The follow-ups, the latest first, and the means to begin another."""

    def __init__(self, workplace: Workplace, do: Callable[..., object], stale: Callable[[], object]) -> None:
        super().__init__()
        self._workplace = workplace
        self._do = do
        self._stale = stale
        self._activity = ""
        self.cards: dict[str, FollowUpCard] = {}
        _ = words = workplace.words
        theme = workplace.theme
        self.period = SteadyComboBox(self)
        for period in FollowUpPeriod:
            self.period.addItem(label(words, period), period.value)
        self.period.setCurrentIndex(self.period.findData(tertial_of(workplace.today).value))
        self.period.setAccessibleName(_("Period"))
        self.year = SteadySpinBox(self)
        self.year.setRange(1900, 2200)
        self.year.setValue(workplace.today.year)
        self.year.setAccessibleName(_("Year"))
        self.button = QPushButton(_("Follow up"), self)
        self.button.setIcon(theme.icon("follow-up"))
        self.button.clicked.connect(self._begin)
        cells = QHBoxLayout()
        cells.setSpacing(theme.space * 2)
        cells.addWidget(self.period, 1)
        cells.addWidget(self.year)
        cells.addWidget(self.button)
        self.fault = WrappedLabel(parent=self)
        self.fault.setProperty("role", "field-fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space * 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space * 2)
        rows.addLayout(cells)
        rows.addWidget(self.fault)
        rows.addLayout(self._list)

    def show_view(self, view: DetailView, seen: Vector) -> None:
        """Show the follow-ups as they are now."""
        self._activity = view.thing.name.id
        wanted = {one.name.id for one in view.follow_ups}
        for key in [key for key in self.cards if key not in wanted]:
            card = self.cards.pop(key)
            card.setParent(None)
            card.deleteLater()
        for place, one in enumerate(view.follow_ups):
            if one.name.id not in self.cards:
                self.cards[one.name.id] = FollowUpCard(self._workplace, self._do, self._stale)
            self._list.insertWidget(place, self.cards[one.name.id])
            self.cards[one.name.id].show_follow_up(one, seen)

    def finish(self) -> None:
        """Save what is being typed."""
        for card in self.cards.values():
            card.fields.finish()

    def _begin(self) -> None:
        draft = FollowUpDraft(
            activity=self._activity,
            year=self.year.value(),
            period=FollowUpPeriod(self.period.currentData()),
        )
        for card in self.cards.values():
            if card.is_of(draft):
                card.fields.editors["light"].control.setFocus()
                return
        self._do(add, draft, then=self._begun, failed=self._failed)

    def _begun(self, key: str) -> None:
        self.fault.hide()
        if key in self.cards:
            self.cards[key].fields.editors["light"].control.setFocus()

    def _failed(self, error: PlanError) -> None:
        self.fault.setText(sentence(self._workplace.words, error))
        self.fault.show()


class FollowUpCard(QFrame):
    """One period's follow-up."""

    def __init__(self, workplace: Workplace, do: Callable[..., object], stale: Callable[[], object]) -> None:
        super().__init__()
        self._workplace = workplace
        self._do = do
        self._one: ThingView | None = None
        self.setProperty("role", "card")
        theme = workplace.theme
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.delete_button = QToolButton(self)
        self.delete_button.setIcon(theme.icon("delete"))
        self.delete_button.setToolTip(workplace.words("Delete this follow-up"))
        self.delete_button.setAccessibleName(workplace.words("Delete this follow-up"))
        self.delete_button.clicked.connect(self._delete)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(theme.space * 3,) * 4)
        rows.setSpacing(theme.space * 2)
        rows.addLayout(top)
        self.fields = RowFields(workplace, "follow_up", self)
        self.fields.stale.connect(stale)
        for name in FIELDS:
            rows.addWidget(self.fields.row(name))

    def show_follow_up(self, one: ThingView, seen: Vector) -> None:
        """Show it as it is now."""
        self._one = one
        kept = {field.name: field.value for field in one.fields}
        period = value_label(self._workplace.words, FollowUpPeriod, str(kept["period"]))
        self.title.setText(f"{period} {kept['year']}")
        self.fields.show(one.name.id, one.fields, seen)

    def is_of(self, draft: FollowUpDraft) -> bool:
        """Whether it is of the same period."""
        kept = {field.name: field.value for field in self._one.fields} if self._one else {}
        return kept.get("year") == draft.year and kept.get("period") == draft.period

    def _delete(self) -> None:
        assert self._one is not None
        self._do(delete, self._one.name.id)
