"""A table of the plan as a list: one row a thing, its fields in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from db.drafts import DRAFTS, DraftField, FieldType, fields_by_name, fixed_fields
from db.queries import Vector
from db.views.register import RegisterPage
from db.views.things import FieldView, ThingLine
from desktop.windows.register.cells import CELL_ROLE, Cell
from desktop.windows.register.tables import COLUMNS
from desktop.words import Words
from desktop.words.fields import field_label
from desktop.words.things import field_words

Index = QModelIndex | QPersistentModelIndex

FIGURES = frozenset({FieldType.INT, FieldType.FLOAT})
SETTLED = {"walk_finding": frozenset({"occurrence"})}
"""Fields that are given once."""


class TableModel(QAbstractTableModel):
    """The rows of one table that are in view."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._page = RegisterPage((), 0)
        self._told: list[dict[str, FieldView]] = []
        self.entity = "contact"
        self.columns: tuple[str, ...] = COLUMNS["contact"]
        self.known: Vector | None = None

    @property
    def total(self) -> int:
        """How many rows there are, those beyond the shown ones too."""
        return self._page.total

    @property
    def lines(self) -> Sequence[ThingLine]:
        """The rows that are shown."""
        return self._page.lines

    def show(
        self, entity: str, page: RegisterPage, known: Vector | None, *, hidden: Sequence[str] = ()
    ) -> None:
        """Show other rows; `hidden` are fields that would say the same of all."""
        self.beginResetModel()
        self.entity, self._page, self.known = entity, page, known
        self.columns = tuple(name for name in COLUMNS[entity] if name not in hidden)
        self._told = [{field.name: field for field in line.fields} for line in page.lines]
        self.endResetModel()

    def field(self, column: int) -> DraftField:
        """The field that a column shows."""
        return fields_by_name(DRAFTS[self.entity])[self.columns[column]]

    def row_of(self, key: str) -> int:
        """Where a row is shown; -1 where it is not."""
        return next((place for place, line in enumerate(self._page.lines) if line.id == key), -1)

    def cell(self, index: Index) -> Cell:
        """What a cell holds."""
        told = self._told[index.row()][self.columns[index.column()]]
        return Cell(self._page.lines[index.row()].id, self.field(index.column()), told.value, told.named)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._page.lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        if not index.isValid():
            return plain
        name = self.columns[index.column()]
        fixed = fixed_fields(DRAFTS[self.entity]) | SETTLED.get(self.entity, frozenset())
        return plain if name in fixed else plain | Qt.ItemFlag.ItemIsEditable

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return field_label(self._words, self.entity, self.columns[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(self._text(index).split())
            case Qt.ItemDataRole.ToolTipRole:
                text = self._text(index)
                return text if len(text) > 40 or "\n" in text else None
            case Qt.ItemDataRole.AccessibleTextRole:
                label = field_label(self._words, self.entity, self.columns[index.column()])
                return f"{label}: {self._text(index) or self._words('nothing')}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case _ if role == CELL_ROLE:
                return self.cell(index)
        return None

    def _text(self, index: Index) -> str:
        told = self._told[index.row()][self.columns[index.column()]]
        return field_words(self._words, self.entity, told)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        across = (
            Qt.AlignmentFlag.AlignRight if self.field(column).type in FIGURES else Qt.AlignmentFlag.AlignLeft
        )
        return across | Qt.AlignmentFlag.AlignVCenter
