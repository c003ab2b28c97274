"""The half of the room where conflicts are decided: the list, and below it the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.errors import NotInConflict, PlanError
from db.operations import decide, decide_several
from db.queries import Vector
from db.queries.conflicts import conflicts_seen
from db.views.conflicts import Choice, Conflict, ConflictCount, DeletionConflict, FieldConflict, Flag
from desktop.windows.exchange.comparison import Comparison
from desktop.windows.exchange.conflict_list import ConflictList
from desktop.windows.exchange.help_page import HelpSentences
from desktop.windows.failure_words import failure_words
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.words.conflicts import count_words
from desktop.words.exchange_help import TITLE

LIST: Final = 190
"""Dots that the list takes at first: what is compared needs more room, and its answers must be in sight."""


class ConflictsPane(QWidget):
    """Reads what is to be decided, and decides it; `opened(place)` when a thing is to be shown."""

    opened = Signal(object)
    read_anew = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        _ = self._words = workplace.words
        self._seen: Vector | None = None
        self._wanted = ""
        self._deciding = False
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.list = ConflictList(workplace)
        self.list.chosen.connect(self._show_current)
        self.list.itemActivated.connect(lambda _item, _column: self._answer())
        self.fault = WrappedLabel()
        self.fault.setProperty("role", "field-fault")
        self.fault.hide()
        self.page = QScrollArea()
        self.page.setWidgetResizable(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setAccessibleName(_("The conflict that is looked at"))
        self.comparison: Comparison | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing())
        self._pages.addWidget(self._split())
        space = workplace.theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space * 2)
        column.addWidget(self.heading)
        column.addWidget(self._pages, 1)

    def read(self) -> None:
        """Read what is to be decided; a value that is being typed is not disturbed."""
        self._workplace.runner.ask(self, self._show, conflicts_seen, key="conflicts")

    def show_thing(self, row: str) -> None:
        """Go to what is to be decided about a thing, once it has been read."""
        self._wanted = row
        self.read()

    def step(self, by: int) -> None:
        """Go to the next conflict, or the one before."""
        self.list.step(by)
        self.list.setFocus()

    @property
    def is_typed_in(self) -> bool:
        """Whether a value that is nobody's is being typed."""
        editor = self.comparison.editor if self.comparison is not None else None
        return editor is not None and editor.is_dirty

    def _show(self, answer: tuple[Vector, list[Conflict]]) -> None:
        seen, found = answer
        same = found == self.list.conflicts
        self._seen = seen
        if not same:
            typed = self._typed()
            self.list.show_conflicts(found)
            self._put_back(typed)
        self.heading.setText(count_words(self._words, _count(found)))
        self._pages.setCurrentIndex(1 if found else 0)
        if self._wanted and self.list.go_to_thing(self._wanted):
            self._wanted = ""
        if self._deciding:
            self._deciding = False
            self.list.setFocus()

    def _show_current(self) -> None:
        one = self.list.current
        shown = self.comparison
        if shown is not None:
            # Its own button is being pressed: it may go only when that is over.
            self.comparison = None
            self.page.takeWidget()
            shown.hide()
            shown.deleteLater()
        self.fault.hide()
        if one is None:
            return
        self.comparison = Comparison(self._workplace, one, self.list.group())
        self.comparison.decided.connect(self._decide)
        self.comparison.opened.connect(self.opened)
        self.page.setWidget(self.comparison)
        QTimer.singleShot(0, self.page, lambda: self.page.verticalScrollBar().setValue(0))

    def _answer(self) -> None:
        """Let the keys go to the ways to decide the one that is looked at."""
        first = self.comparison.first_answer() if self.comparison is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _decide(self, choices: Sequence[Choice]) -> None:
        self._deciding = True
        runner = self._workplace.runner
        if len(choices) == 1:
            (one,) = choices
            runner.do(
                self, decide, one.row, one.field, one.value, seen=self._seen,
                then=lambda _row: self._decided(1), failed=self._failed,
            )  # fmt: skip
        elif choices:
            runner.do(
                self, decide_several, list(choices), seen=self._seen,
                then=lambda _rows: self._decided(len(choices)), failed=self._failed,
            )  # fmt: skip

    def _decided(self, count: int) -> None:
        _ = self._words
        self._workplace.say(
            _.plural("Decided. Ctrl+Z opens it again.", "{count} decided. Ctrl+Z opens them again.", count)
        )
        self.read_anew.emit()
        self.read()

    def _failed(self, error: PlanError) -> None:
        self._deciding = False
        self.fault.setText(failure_words(self._words, error))
        self.fault.show()
        if isinstance(error, NotInConflict):
            self.read()

    def _typed(self) -> tuple[tuple[str, str], str] | None:
        shown, one = self.comparison, self.list.current
        if shown is None or one is None or shown.editor is None or not shown.editor.is_dirty:
            return None
        return (one.thing.id, one.field), shown.editor.typed()

    def _put_back(self, typed: tuple[tuple[str, str], str] | None) -> None:
        one = self.list.current
        if typed is None or one is None or self.comparison is None or self.comparison.editor is None:
            return
        if typed[0] == (one.thing.id, one.field) and not self._deciding:
            self.comparison.editor.put_typed(typed[1])

    def _split(self) -> QSplitter:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, self._workplace.theme.space * 3, 0, 0)
        column.addWidget(self.fault)
        column.addWidget(self.page, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.list)
        split.addWidget(below)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 2)
        split.setSizes([LIST, 2 * LIST])
        return split

    def _nothing(self) -> QWidget:
        """Where nothing is to be decided, there is room to tell how it comes that something is."""
        theme = self._workplace.theme
        page = QScrollArea()
        page.setAccessibleName(self._words(TITLE))
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.space * 2, 0, 0)
        column.setSpacing(theme.space * 3)
        told = QLabel(self._words(TITLE))
        told.setProperty("role", "muted")
        column.addWidget(told)
        column.addWidget(HelpSentences(self._words, theme))
        column.addStretch(1)
        page.setWidget(inside)
        return page


def _count(found: Sequence[Conflict]) -> ConflictCount:
    kinds = [type(one) for one in found]
    return ConflictCount(kinds.count(FieldConflict), kinds.count(DeletionConflict), kinds.count(Flag))
