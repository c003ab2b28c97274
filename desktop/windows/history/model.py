"""What has happened as a tree: days, in them the steps, under each step what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from db.views.account import Account
from db.views.history import StepLine
from db.views.things import Place
from desktop.windows.history.phrases import (
    Told,
    day_heading,
    lines_told,
    standing_words,
    time_words,
    who_words,
)
from desktop.words import N_, Words
from desktop.words.gestures import step_words

Index = QModelIndex | QPersistentModelIndex

NODE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a row gives its node: what it is about, for whoever paints or acts."""

HEADINGS: Final = (N_("When"), N_("What happened"), N_("By whom"), N_("State"))
WHEN, WHAT, WHO, STANDING = range(4)


class Kind(StrEnum):
    """What a row of the tree is."""

    DAY = "day"
    STEP = "step"
    CHANGE = "change"


@dataclass(eq=False, slots=True)
class Node:
    """A row of the tree; `step` is None for a day, `told` is what a change says."""

    number: int
    kind: Kind
    above: Node | None
    row: int = 0
    day: dt.date = dt.date.min
    step: StepLine | None = None
    told: Told | None = None
    below: list[Node] = field(default_factory=list)
    read: bool = False


class HistoryModel(QAbstractItemModel):
    """The steps that have been read so far. It shows them; the log is asked elsewhere."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._nodes: dict[int, Node] = {}
        self._made = 0
        self._root = self._node(Kind.DAY, None)
        self._steps: dict[str, Node] = {}

    # What is shown.

    def show(self, steps: Iterable[StepLine]) -> None:
        """Show other steps than before."""
        self.beginResetModel()
        self._nodes, self._steps = {self._root.number: self._root}, {}
        self._root.below = []
        for day, of_day in self._by_day(steps):
            heading = self._add(self._root, Kind.DAY, day=day)
            for step in of_day:
                self._steps[step.id] = self._add(heading, Kind.STEP, day=day, step=step)
        self.endResetModel()

    def append(self, steps: Sequence[StepLine]) -> None:
        """Show older steps under those that are there."""
        for day, of_day in self._by_day(step for step in steps if step.id not in self._steps):
            days = self._root.below
            heading = days[-1] if days and days[-1].day == day else self._new_day(day, len(days))
            self._insert(heading, len(heading.below), of_day)

    def refresh(self, steps: Sequence[StepLine]) -> bool:
        """Take in the newest steps as they are now; False where they do not go on from those shown.

        What is unfolded stays so, and no row that is shown is lost from sight.
        """
        shown = [step.id for step in self.steps]
        fresh = [step.id for step in steps]
        ahead = next((place for place, key in enumerate(fresh) if key in self._steps), len(fresh))
        common = min(len(fresh) - ahead, len(shown))
        if fresh[ahead : ahead + common] != shown[:common] or (shown and not common):
            return False
        for step in steps[ahead:]:
            if step.id in self._steps:
                self._change(self._steps[step.id], step)
        for day, of_day in reversed(self._by_day(steps[:ahead])):
            days = self._root.below
            heading = days[0] if days and days[0].day == day else self._new_day(day, 0)
            self._insert(heading, 0, of_day)
        return True

    def show_changes(self, step: str, account: Account) -> None:
        """Show under a step what it changed."""
        node = self._steps.get(step)
        if node is None or node.step is None:
            return
        index = self._index_of(node)
        if node.below:
            self.beginRemoveRows(index, 0, len(node.below) - 1)
            for old in node.below:
                self._nodes.pop(old.number)
            node.below = []
            self.endRemoveRows()
        lines = [line for view in account.steps for line in lines_told(self.words, account, view)]
        node.read = True
        if lines:
            self.beginInsertRows(index, 0, len(lines) - 1)
            for line in lines:
                self._add(node, Kind.CHANGE, day=node.day, step=node.step, told=line)
            self.endInsertRows()

    @property
    def steps(self) -> list[StepLine]:
        """The steps that have been read, newest first."""
        return [node.step for day in self._root.below for node in day.below if node.step is not None]

    def index_of_step(self, step: str) -> QModelIndex:
        """Where a step stands; nowhere if it has not been read."""
        node = self._steps.get(step)
        return self._index_of(node) if node else QModelIndex()

    def node(self, index: Index) -> Node | None:
        """What stands at a place."""
        return self._nodes.get(index.internalId()) if index.isValid() else None

    def place_of(self, index: Index) -> Place | None:
        """The thing that a row is mostly about."""
        node = self.node(index)
        if node is None or node.step is None:
            return None
        if node.told is not None and node.told.place is not None:
            return node.told.place
        told = node.step.of or node.step
        if not told.about:
            return None
        main = told.about[0].of or told.about[0].name
        return Place(main.entity, main.id)

    # The tree as Qt asks for it.

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        above = self._nodes.get(parent.internalId()) if parent.isValid() else self._root
        if above is None or parent.column() > 0 or not (0 <= column < len(HEADINGS)):
            return QModelIndex()
        if not 0 <= row < len(above.below):
            return QModelIndex()
        return self.createIndex(row, column, above.below[row].number)

    @override
    # The stubs know but the parent() of QObject, which takes nothing.
    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        node = self.node(index)
        return self._index_of(node.above) if node and node.above else QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.column() > 0:
            return 0
        node = self.node(parent) if parent.isValid() else self._root
        return len(node.below) if node else 0

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        del parent
        return len(HEADINGS)

    @override
    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        node = self.node(parent) if parent.isValid() else self._root
        if node is None or parent.column() > 0:
            return False
        # What a step changed is read when it is unfolded; until then it can be.
        return bool(node.below) or (node.kind is Kind.STEP and not node.read)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.words(HEADINGS[section]) if 0 <= section < len(HEADINGS) else None
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        if role == NODE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(node, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (WHAT, WHO):
            return self._text(node, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node) if index.column() == WHEN else self._text(node, index.column())
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    # What a row says.

    def _text(self, node: Node, column: int) -> str:
        if node.kind is Kind.DAY:
            return day_heading(self.words, node.day) if column == WHEN else ""
        if node.told is not None:
            return node.told.text if column == WHAT else ""
        step = node.step
        assert step is not None
        match column:
            case 0:
                return time_words(step.wall)
            case 1:
                return step_words(self.words, step, values=True)
            case 2:
                return who_words(step)
        return standing_words(self.words, step)

    def _spoken(self, node: Node) -> str:
        """The whole row, for a screen reader that reads its first cell."""
        return ", ".join(filter(None, (self._text(node, column) for column in range(len(HEADINGS)))))

    # Keeping the tree.

    def _by_day(self, steps: Iterable[StepLine]) -> list[tuple[dt.date, list[StepLine]]]:
        """Cut a row of steps at midnight. It is the log's order, so a wrong clock may bring a day twice."""
        days = groupby(steps, key=lambda step: self.words.day_of(step.wall))
        return [(day, list(of_day)) for day, of_day in days]

    def _node(self, kind: Kind, above: Node | None) -> Node:
        self._made += 1
        made = self._nodes[self._made] = Node(self._made, kind, above)
        return made

    def _add(
        self,
        above: Node,
        kind: Kind,
        *,
        day: dt.date,
        step: StepLine | None = None,
        told: Told | None = None,
    ) -> Node:
        node = self._node(kind, above)
        node.day, node.step, node.told, node.row = day, step, told, len(above.below)
        above.below.append(node)
        return node

    def _new_day(self, day: dt.date, row: int) -> Node:
        self.beginInsertRows(QModelIndex(), row, row)
        node = self._add(self._root, Kind.DAY, day=day)
        self._root.below.insert(row, self._root.below.pop())
        _number(self._root)
        self.endInsertRows()
        return node

    def _insert(self, heading: Node, row: int, steps: Sequence[StepLine]) -> None:
        self.beginInsertRows(self._index_of(heading), row, row + len(steps) - 1)
        older, heading.below = heading.below[row:], heading.below[:row]
        for step in steps:
            self._steps[step.id] = self._add(heading, Kind.STEP, day=heading.day, step=step)
        heading.below += older
        _number(heading)
        self.endInsertRows()

    def _change(self, node: Node, step: StepLine) -> None:
        if node.step != step:
            node.step = step
            for change in node.below:
                change.step = step
            self.dataChanged.emit(self._index_of(node), self._index_of(node, STANDING))

    def _index_of(self, node: Node, column: int = 0) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, column, node.number)


def _number(above: Node) -> None:
    for row, node in enumerate(above.below):
        node.row = row
