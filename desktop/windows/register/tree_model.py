"""The tree of an agreement: its focus areas, their causes and promises, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QFont
from typing_extensions import override

from db.drafts import DRAFTS, fields_by_name
from db.queries import Vector
from db.views.promise_tree import AgreementBranch, CauseLeaf, FocusBranch, PromiseLeaf
from desktop.windows.register.cells import CELL_ROLE, Cell
from desktop.windows.register.tree_words import acting_words, branch_words, mark_of, standing_words
from desktop.windows.theme import Theme
from desktop.windows.things_shown import icon_of
from desktop.words import N_, Words
from desktop.words.fields import entity_label

Index = QModelIndex | QPersistentModelIndex
Branch = AgreementBranch | FocusBranch | CauseLeaf | PromiseLeaf

WHAT, STANDING, ACTING = range(3)
HEADINGS: Final = (N_("Agreement, focus area, cause and promise"), N_("How it stands"), N_("Activities"))
EDITED: Final = {"focus_area": "title", "cause": "text", "promise": "text"}
"""The field that is written in the tree; an agreement has several, and the detail pane has them all."""


FONTS: Final = {"agreement": "heading", "focus_area": "body"}


@dataclass(slots=True, eq=False)
class Node:
    """A line of the tree; one without a key is being written and is not in the plan yet."""

    entity: str
    key: str
    branch: Branch | None
    parent: Node | None
    children: list[Node] = field(default_factory=list)

    @property
    def row(self) -> int:
        """Its place among those of the same parent."""
        return self.parent.children.index(self) if self.parent is not None else 0

    def above(self, entity: str) -> Node | None:
        """Itself or what it lies within, of a table."""
        node: Node | None = self
        while node is not None and node.entity != entity:
            node = node.parent
        return node


class TreeModel(QAbstractItemModel):
    """The tree that is in view, with perhaps one line that is being written."""

    def __init__(self, words: Words, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._root = Node("", "", None, None)
        self._by_key: dict[str, Node] = {}
        self.known: Vector | None = None

    def show(self, known: Vector, branches: Sequence[AgreementBranch]) -> None:
        """Show another tree."""
        self.beginResetModel()
        self.known = known
        self._root = Node("", "", None, None)
        for agreement in branches:
            top = _grow(self._root, "agreement", agreement)
            for focus in agreement.focus_areas:
                middle = _grow(top, "focus_area", focus)
                for cause in focus.causes:
                    _grow(middle, "cause", cause)
                for promise in focus.promises:
                    _grow(middle, "promise", promise)
            for promise in agreement.promises:
                _grow(top, "promise", promise)
        self._by_key = {node.key: node for node in self.nodes()}
        self.endResetModel()

    def nodes(self) -> Iterator[Node]:
        """Every line, from above."""
        waiting = [self._root]
        for node in waiting:
            yield from node.children
            waiting += node.children

    def node(self, index: Index) -> Node:
        """The line at a place."""
        found = index.internalPointer() if index.isValid() else self._root
        assert isinstance(found, Node)
        return found

    def place(self, node: Node, column: int = WHAT) -> QModelIndex:
        """Where a line stands."""
        return QModelIndex() if node is self._root else self.createIndex(node.row, column, node)

    def place_of(self, key: str, column: int = WHAT) -> QModelIndex:
        """Where a thing stands; nowhere where it is not in the tree."""
        node = self._by_key.get(key)
        return self.place(node, column) if node is not None else QModelIndex()

    def begin(self, entity: str, parent: Node) -> QModelIndex:
        """Open a line for something new, last of its sort."""
        alike = [place for place, one in enumerate(parent.children) if one.entity == entity]
        last_cause = sum(one.entity != "promise" for one in parent.children)
        at = alike[-1] + 1 if alike else len(parent.children) if entity == "promise" else last_cause
        self.beginInsertRows(self.place(parent), at, at)
        new = Node(entity, "", None, parent)
        parent.children.insert(at, new)
        self.endInsertRows()
        return self.place(new)

    def give_up(self) -> None:
        """Take away the line that was opened and not written."""
        for node in [node for node in self.nodes() if not node.key]:
            parent = node.parent
            assert parent is not None
            self.beginRemoveRows(self.place(parent), node.row, node.row)
            parent.children.remove(node)
            self.endRemoveRows()

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        children = self.node(parent).children
        if not (0 <= row < len(children) and 0 <= column < len(HEADINGS)) or parent.column() > 0:
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    @override
    # The stubs know but the parent() of QObject, which takes nothing.
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        above = self.node(child).parent if child.isValid() else None
        return self.place(above) if above is not None else QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(HEADINGS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        editable = index.isValid() and index.column() == WHAT and self.node(index).entity in EDITED
        return plain | Qt.ItemFlag.ItemIsEditable if editable else plain

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._words(HEADINGS[section])
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(node, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                text = self._text(node, index.column())
                return text if len(text) > 60 else None
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(node, index.column())
            case Qt.ItemDataRole.ForegroundRole:
                ink = self._ink(node, index.column())
                return QBrush(self._theme.colour(ink)) if ink else None
            case Qt.ItemDataRole.FontRole if node.entity in FONTS and index.column() == WHAT:
                font = self._theme.font(FONTS[node.entity])
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case _ if role == CELL_ROLE and node.entity in EDITED:
                return self._cell(node)
        return None

    def _cell(self, node: Node) -> Cell:
        name = EDITED[node.entity]
        value = getattr(node.branch, name) if node.branch is not None else ""
        return Cell(node.key, fields_by_name(DRAFTS[node.entity])[name], value)

    def _text(self, node: Node, column: int) -> str:
        if node.branch is None:
            return ""
        match column:
            case 0:
                return branch_words(self._words, node.branch, self._focus_number(node))
            case 1:
                return standing_words(self._words, node.branch)
        return acting_words(self._words, node.branch)

    def _spoken(self, node: Node, column: int) -> str:
        text = self._text(node, column)
        if column == WHAT:
            return f"{entity_label(self._words, node.entity)} {text}".strip()
        return f"{self._words(HEADINGS[column])}: {text or self._words('nothing')}"

    def _icon(self, node: Node, column: int) -> object:
        if column == WHAT:
            return self._theme.icon(icon_of(node.entity), "muted")
        mark = mark_of(node.branch) if column == STANDING and node.branch is not None else None
        return self._theme.icon(mark.icon, mark.ink) if mark is not None else None

    def _ink(self, node: Node, column: int) -> str:
        if column == WHAT or node.branch is None:
            return ""
        mark = mark_of(node.branch)
        return mark.ink if mark is not None and column == STANDING else "muted"

    def _focus_number(self, node: Node) -> int | None:
        above = node.parent.branch if node.parent is not None else None
        return above.number if isinstance(above, FocusBranch) else None


def _grow(parent: Node, entity: str, branch: Branch) -> Node:
    node = Node(entity, branch.id, branch, parent)
    parent.children.append(node)
    return node
