"""The room of everything that has happened: newest first, by day and step, each of which can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.errors import PlanError
from db.queries.owners import whole_of
from db.queries.steps import PAGE, people, steps
from db.queries.telling import account_of_step
from db.views.account import Account
from db.views.history import StepFilter, StepsPage
from db.views.things import Place
from desktop.windows.history.filter_row import FilterRow
from desktop.windows.history.model import HEADINGS, HistoryModel
from desktop.windows.history.phrases import MOST_CHANGES
from desktop.windows.history.step_card import StepCard
from desktop.windows.history.tree import HistoryTree
from desktop.windows.room import Room
from desktop.windows.things_shown import room_of
from desktop.windows.workplace import Workplace
from desktop.wording import sentence

MOST_REFRESHED: Final = 180
"""Steps that are read again when something has changed; those further down stay as they were read."""


class HistoryRoom(Room):
    """What has happened to the plan, with a filter above and the chosen step below."""

    beside = False

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        _ = self.words
        self.filter = FilterRow(workplace)
        self.model = HistoryModel(workplace.words, self)
        self.tree = HistoryTree(self.model, self.theme)
        self.tree.setAccessibleName(_("What has happened, newest first"))
        self.card = StepCard(workplace)
        self.scoped = QLabel()
        self.scoped.setProperty("role", "muted")
        self.scoped.setWordWrap(True)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.everything = QPushButton(_("Show everything"))
        self.everything.clicked.connect(self._show_everything)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self._empty_page())
        self._asked = StepFilter()
        self._next: tuple[int, str] | None = None
        self._reading = False
        self._stale = True
        self._shown = False
        self._lay_out()
        self._connect()

    @override
    def enter(self) -> None:
        self._shown = True
        if self._stale or self.filter.asked() != self._asked:
            self.read()
        self.tree.setFocus()

    @override
    def leave(self) -> None:
        self._shown = False

    @override
    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"edit.copy": self.copy}

    @override
    def arrangement(self) -> Mapping[str, Any]:
        return self.filter.arrangement()

    @override
    def arrange(self, saved: Mapping[str, Any]) -> None:
        self.filter.arrange(saved)

    def read(self) -> None:
        """Read the newest steps that the filter lets through."""
        self._asked = self.filter.asked()
        self._say_scope()
        self._stale, self._reading = False, True
        runner = self.workplace.runner
        if self.filter.selected.isChecked() and not self._asked.about:
            self._show_first(StepsPage((), None))
            return
        runner.ask(self, self._show_first, steps, self._asked, key="steps", failed=self._refused)
        runner.ask(self, self.filter.show_people, people, key="people")

    def copy(self) -> None:
        """Put the chosen line on the clipboard as text."""
        index = self.tree.currentIndex()
        cells = [index.siblingAtColumn(column).data() or "" for column in range(len(HEADINGS))]
        if index.isValid():
            QGuiApplication.clipboard().setText("\t".join(filter(None, cells)))

    # Reading.

    def _show_first(self, page: StepsPage) -> None:
        self._reading = False
        self._next = page.next
        self.model.show(page.steps)
        self.tree.unfold_days()
        self._say_empty()
        if page.steps:
            self.tree.setCurrentIndex(self.model.index_of_step(page.steps[0].id))
        self._show_step()
        QTimer.singleShot(0, self, self._read_on)

    def _read_on(self) -> None:
        """Read older steps while the end of those that are there is in sight."""
        if self._next is not None and not self._reading and self._shown and self.tree.is_near_end():
            self._reading = True
            self.workplace.runner.ask(
                self, self._show_more, steps, self._asked, before=self._next, key="steps"
            )

    def _show_more(self, page: StepsPage) -> None:
        self._reading = False
        self._next = page.next
        self.model.append(page.steps)
        self.tree.unfold_days()
        QTimer.singleShot(0, self, self._read_on)

    def _touched(self, _rows: object) -> None:
        if not self._shown:
            self._stale = True
            return
        if self._reading or not self.model.steps or self._asked != self.filter.asked():
            self.read()
            return
        count = min(max(len(self.model.steps), PAGE), MOST_REFRESHED)
        self.workplace.runner.ask(self, self._refresh, steps, self._asked, limit=count, key="steps")

    def _refresh(self, page: StepsPage) -> None:
        with self.tree.kept_in_place():
            if not self.model.refresh(page.steps):
                self._show_first(page)
                return
            self.tree.unfold_days()
        self._show_step()
        self.workplace.runner.ask(self, self.filter.show_people, people, key="people")

    def _unfolded(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        if node is not None and node.step is not None and not node.read:
            show: Callable[[Account], None] = partial(self.model.show_changes, node.step.id)
            self.workplace.runner.ask(self, show, account_of_step, node.step.id, MOST_CHANGES)

    def _refused(self, error: PlanError) -> None:
        """A search box that can not be read is said where one looks for what it would have found."""
        self._reading = False
        self.model.show(())
        self._say_empty(sentence(self.words, error))

    # Acting.

    def _show_step(self) -> None:
        node = self.model.node(self.tree.currentIndex())
        self.card.show_step(node.step if node else None)

    def _go(self) -> None:
        place = self.model.place_of(self.tree.currentIndex())
        if place is not None:
            self.workplace.runner.ask(self, self._go_to, whole_of, place.entity, place.id)

    def _go_to(self, place: Place | None) -> None:
        _ = self.words
        if place is None or not place.alive:
            self.workplace.say(_("That has been deleted and is not shown anywhere; undo brings it back."))
            return
        self.workplace.go_to(room_of(place.entity), select=[place])

    def _offer(self, place: QPoint) -> None:
        """What the card's buttons do, where the hand is."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self.card.go, self.card.undo):
            action = menu.addAction(button.icon(), button.text(), button.click)
            action.setEnabled(button.isEnabled())
        menu.popup(place)

    def _show_everything(self) -> None:
        self.workplace.set_filter("")
        self.filter.clear()

    def _scope_changed(self) -> None:
        if self._shown and self.filter.asked() != self._asked:
            self.read()

    # What it says.

    def _say_scope(self) -> None:
        _ = self.words
        text = self.workplace.filter_text.strip()
        self.scoped.setVisible(bool(self._asked.scope))
        self.scoped.setText(_("Only activities that the search box finds: {filter}").format(filter=text))

    def _say_empty(self, wrong: str = "") -> None:
        _ = self.words
        anything = bool(self.model.steps)
        self._pages.setCurrentIndex(0 if anything else 1)
        unselected = self.filter.selected.isChecked() and not self._asked.about
        self.everything.setVisible(not self._asked.is_empty or unselected)
        if wrong:
            self.empty.setText(wrong)
        elif unselected:
            self.empty.setText(_("Nothing is selected in the other rooms."))
        elif self._asked.is_empty:
            self.empty.setText(
                _(
                    "Everything that is done to the plan will stand here: who did it, when, and what was "
                    "changed. Each of it can be undone from here."
                )
            )
        else:
            self.empty.setText(_("Nothing in the history fits what you look for."))

    # Building.

    def _empty_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(self.theme.space * 4)
        column.addStretch(1)
        self.empty.setFixedWidth(440)
        for widget in (self.empty, self.everything):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _lay_out(self) -> None:
        space = self.theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space * 4, space * 3, space * 4, space * 4)
        column.setSpacing(space * 3)
        column.addWidget(self.filter)
        column.addWidget(self.scoped)
        column.addWidget(self._pages, 1)
        column.addWidget(self.card)

    def _connect(self) -> None:
        self.filter.changed.connect(self.read)
        self.tree.expanded.connect(self._unfolded)
        self.tree.selectionModel().currentChanged.connect(lambda _new, _old: self._show_step())
        self.tree.opened.connect(self._go)
        self.tree.near_end.connect(self._read_on)
        self.tree.menu_asked.connect(self._offer)
        self.card.opened.connect(self._go)
        self.workplace.runner.touched.connect(self._touched)
        self.workplace.scope_changed.connect(self._scope_changed)
        self.workplace.selected.connect(self._scope_changed)
