"""The table's model: it holds which rows there are, and asks for their contents as they come into view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from typing_extensions import override

from db.errors import PlanError
from db.kinds import ScheduleKind
from db.queries import Vector
from db.queries.plan_table import plan_rows, targets_met
from db.views.plan_table import PlanOutline, PlanRow
from desktop.windows.plan.cells import cell_words, heading_spoken, heading_words, spoken_words
from desktop.windows.plan.columns import COLUMNS, TITLE
from desktop.windows.plan.rows import Group, RowKind, Rows, Spot
from desktop.windows.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex

PAGE: Final = 60
"""How many rows are asked for at a time, round about those that are missing."""

FEW: Final = 8
"""How many rows are looked up one by one."""

MOST_RECKONED: Final = 2000
"""How large a group may be to have its targets reckoned; larger ones would keep others waiting."""

MOST_KEPT: Final = 4000
"""How many rows' contents are kept; beyond, those that have been there longest are let go."""

DATED: Final = frozenset({ScheduleKind.ONCE, ScheduleKind.RELATIVE})
"""The schedules that are a date."""

SPOT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 2
UNSAVED_ROLE: Final = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Read:
    """A row's contents, and what the plan knew when they were read."""

    row: PlanRow
    seen: Vector


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was typed into a cell and is not saved yet; with a fault, why it could not be."""

    text: str
    value: object
    fault: str = ""


def is_edited_here(row: PlanRow, column: int) -> bool:
    """Whether a cell has an editor of its own: when something comes again is more than a cell can hold."""
    field = COLUMNS[column].field
    return bool(field) and (field != "due_on" or row.line.schedule in DATED)


class PlanModel(QAbstractTableModel):
    """Headings, activities and lines for new ones, under all the columns there are.

    Contents that are not there yet are shown as blank, and are asked for once they have been looked at.
    `edited(row, column, value)` hands on what was typed into a cell: models show, they do not save.
    """

    edited = Signal(int, int, object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._words = workplace.words
        self.rows = Rows.of(PlanOutline(grouping=Rows().grouping, groups=()))
        self._read: dict[str, Read] = {}
        self._wanted: dict[str, None] = {}
        self._asking = False
        self.unsaved: dict[tuple[str, int], Unsaved] = {}
        workplace.contested_changed.connect(self.look_all_anew)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._ask)

    # What Qt asks.

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return self._words(COLUMNS[section].heading)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        spot = self.rows.spot(index.row())
        if spot.kind is RowKind.ACTIVITY:
            # Nobody edits what is not there yet to be seen.
            read = self._read.get(spot.key)
            can = read is not None and is_edited_here(read.row, index.column())
        else:
            can = spot.kind is RowKind.NEW and index.column() == TITLE
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        spot = self.rows.spot(index.row())
        if role == SPOT_ROLE:
            return spot
        if spot.kind is RowKind.HEADING:
            return self._heading(spot, index.column(), role)
        if spot.kind is RowKind.NEW:
            return self._new(index.column(), role)
        return self._activity(spot.key, index.column(), role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.edited.emit(index.row(), index.column(), value)
        return True

    # What the room gives it.

    def show(self, rows: Rows, contents: Iterable[PlanRow], seen: Vector) -> None:
        """Show another table."""
        self.beginResetModel()
        self.rows = rows
        self._read = {}
        self._wanted.clear()
        self._keep(contents, seen)
        self.endResetModel()

    def contents(self, key: str) -> Read | None:
        """What is known of an activity's row."""
        return self._read.get(key)

    def take_up(self, contents: Iterable[PlanRow], seen: Vector) -> None:
        """Show what rows say now; those that say the same as before are not painted anew."""
        changed = [
            row.line.id for row in contents if (old := self._read.get(row.line.id)) is None or old.row != row
        ]
        self._keep(contents, seen)
        if len(changed) <= FEW:
            for key in changed:
                self.look_anew(key)
        else:
            self.look_all_anew()

    def look_all_anew(self) -> None:
        """Have what is in view painted again: to find each row among a hundred thousand would take longer."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Let go of what is out of view: it may have changed, and is read when it is looked at again."""
        kept = set(keys)
        self._read = {key: read for key, read in self._read.items() if key in kept}

    def look_anew(self, key: str) -> None:
        """Have a row painted again, wherever it is shown."""
        for row in self.rows.rows_of(key):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def keep_unsaved(self, key: str, column: int, unsaved: Unsaved | None) -> None:
        """Let what was typed stand in its cell, or what is saved."""
        if unsaved is None:
            self.unsaved.pop((key, column), None)
        else:
            self.unsaved[key, column] = unsaved
        self.look_anew(key)

    def tell_totals(self, totals: Mapping[str, tuple[int, int]]) -> None:
        """Show how many of each group are late and done now."""
        for group in self.rows.groups:
            late, done = totals.get(group.key, (0, 0))
            if (late, done) != (group.late, group.done):
                group.late, group.done, group.targets = late, done, None
                self.look_at_heading(group)

    def look_at_heading(self, group: Group) -> None:
        """Have a group's heading painted again."""
        if self.rows.headed:
            row = self.rows.heading_row(group)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def fold(self, group: Group, folded: bool) -> None:
        """Fold a group, or open it."""
        if not self.rows.headed or group.folded is folded:
            return
        first = self.rows.heading_row(group) + 1
        if folded:
            self.beginRemoveRows(QModelIndex(), first, first + len(group))
        else:
            self.beginInsertRows(QModelIndex(), first, first + len(group))
        group.folded = folded
        self.rows.count_anew()
        if folded:
            self.endRemoveRows()
        else:
            self.endInsertRows()
        self.look_at_heading(group)

    def fold_all(self, folded: bool) -> None:
        """Fold every group, or open all."""
        self.beginResetModel()
        for group in self.rows.groups:
            group.folded = folded
        self.rows.count_anew()
        self.endResetModel()

    def put_in(self, group: Group, key: str, place: int | None = None) -> None:
        """Show an activity in a group, at its end if no place is named."""
        place = len(group) if place is None else min(place, len(group))
        row = self.rows.row_of(group, place)
        if not group.folded:
            self.beginInsertRows(QModelIndex(), row, row)
        group.put(key, place)
        self.rows.count_anew()
        if not group.folded:
            self.endInsertRows()
        self.look_at_heading(group)

    def take_out(self, key: str) -> None:
        """Show an activity no more."""
        for group in self.rows.groups:
            place = group.place_of(key)
            if place < 0:
                continue
            row = self.rows.row_of(group, place)
            if not group.folded:
                self.beginRemoveRows(QModelIndex(), row, row)
            group.take(place)
            self.rows.count_anew()
            if not group.folded:
                self.endRemoveRows()
            self.look_at_heading(group)
        self._read.pop(key, None)

    # Its own work.

    def _keep(self, contents: Iterable[PlanRow], seen: Vector) -> None:
        for row in contents:
            self._read.pop(row.line.id, None)
            self._read[row.line.id] = Read(row, seen)
        for key in list(self._read)[: max(0, len(self._read) - MOST_KEPT)]:
            del self._read[key]

    def want_targets(self, group: Group) -> None:
        """Ask how many targets of a group that is being looked at are reached, once."""
        if group.targets is not None:
            return
        group.targets = (0, 0)
        if not 0 < len(group) <= MOST_RECKONED:
            return

        def told(targets: tuple[int, int]) -> None:
            if targets != group.targets and any(one is group for one in self.rows.groups):
                group.targets = targets
                self.look_at_heading(group)

        self._workplace.runner.ask(
            self, told, targets_met, tuple(group.those_all()), today=self._workplace.today
        )

    def _heading(self, spot: Spot, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == TITLE:
            return heading_words(self._words, self.rows.grouping, spot.group)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return heading_spoken(self._words, self.rows.grouping, spot.group)
        return None

    def _new(self, column: int, role: int) -> Any:
        _ = self._words
        if role == Qt.ItemDataRole.DisplayRole and column == TITLE:
            return _("New activity …")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("New activity: press Enter and type what it is called")
        return None

    def _activity(self, key: str, column: int, role: int) -> Any:
        read = self._read.get(key)
        if read is None:
            self._want(key)
            return None
        unsaved = self.unsaved.get((key, column))
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return unsaved.text if unsaved else cell_words(self._words, read.row, COLUMNS[column].id)
            case Qt.ItemDataRole.ToolTipRole:
                return (
                    unsaved.fault
                    if unsaved and unsaved.fault
                    else self._marked(key, column, cell_words(self._words, read.row, COLUMNS[column].id))
                )
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._marked(key, column, spoken_words(self._words, read.row, COLUMNS[column].id))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return unsaved.fault if unsaved and unsaved.fault else None
        if role == ROW_ROLE:
            return read.row
        return unsaved if role == UNSAVED_ROLE else None

    def _marked(self, key: str, column: int, text: str) -> str:
        """What a cell says; of a row in conflict, the title says that as well."""
        if column != TITLE or key not in self._workplace.contested:
            return text
        return text + "\n" + self._words("Copies have said different things of it: decide which holds.")

    def _want(self, key: str) -> None:
        self._wanted[key] = None
        if not self._asking:
            self._later.start()

    def _ask(self) -> None:
        """Ask for what was looked at last and is missing: whoever has scrolled on has no use for the rest."""
        missing = [key for key in self._wanted if key not in self._read][-PAGE:]
        self._wanted.clear()
        if not missing:
            return
        self._asking = True
        self._workplace.runner.ask(
            self, self._answered, plan_rows, self._round(missing), today=self._workplace.today,
            failed=self._failed,
        )  # fmt: skip

    def _round(self, keys: list[str]) -> tuple[str, ...]:
        """The keys with those round them that are not known either, so that scrolling on finds them there."""
        row = next(self.rows.rows_of(keys[-1]), None)
        if row is None:
            return tuple(keys)
        near = [key for key in self.rows.keys(row - PAGE, row + PAGE) if key not in self._read]
        return tuple(dict.fromkeys([*keys, *near]))

    def _answered(self, answer: tuple[Vector, tuple[PlanRow, ...]]) -> None:
        self._asking = False
        seen, rows = answer
        self.take_up(rows, seen)
        if self._wanted:
            self._later.start()

    def _failed(self, error: PlanError) -> None:
        self._asking = False
        self._workplace.runner.failed.emit(error, self.look_all_anew)
