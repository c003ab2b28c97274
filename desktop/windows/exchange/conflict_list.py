"""The list of what is to be decided, grouped by the thing that people go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from db.views.conflicts import Conflict, DeletionConflict, FieldConflict, Flag, by_thing
from desktop.windows.workplace import Workplace
from desktop.words import N_, Words
from desktop.words.conflicts import conflict_label, flag_words, side_words
from desktop.words.things import thing_words

Key = tuple[str, str, str]

KEY_ROLE: Final = Qt.ItemDataRole.UserRole
HEADINGS: Final = (N_("What"), N_("Mine"), N_("Theirs"))
LONGEST: Final = 200
ROW: Final = 26


def key_of(one: Conflict) -> Key:
    """What a conflict is known by from one reading to the next."""
    return (one.thing.id, one.field, type(one).__name__)


class ConflictList(QTreeWidget):
    """Things, and under each what is to be decided about it; `chosen` when one goes to another."""

    chosen = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._words = workplace.words
        self._theme = workplace.theme
        self._conflicts: dict[Key, Conflict] = {}
        self.setObjectName("conflicts")
        self.setAccessibleName(workplace.words("What is to be decided"))
        self.setColumnCount(len(HEADINGS))
        self.setHeaderLabels([workplace.words(heading) for heading in HEADINGS])
        self.setRootIsDecorated(False)
        self.setIndentation(workplace.theme.space * 4)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda _new, _old: self.chosen.emit())

    @property
    def conflicts(self) -> list[Conflict]:
        """All that is listed, in its order."""
        return list(self._conflicts.values())

    @property
    def current(self) -> Conflict | None:
        """The one that is chosen; of a thing the first that is to be decided about it."""
        item = self.currentItem()
        if item is not None and item.childCount():
            item = item.child(0)
        return self._conflicts.get(item.data(0, KEY_ROLE)) if item is not None else None

    def group(self) -> list[Conflict]:
        """All that is to be decided about the thing of the one that is chosen."""
        current = self.current
        if current is None:
            return []
        return [one for one in self._conflicts.values() if one.whole.id == current.whole.id]

    def show_conflicts(self, found: Sequence[Conflict]) -> None:
        """List them anew, and go on where one was: at the same one, or at what comes after it."""
        wanted = self._next_of(found)
        self.blockSignals(True)
        self.clear()
        self._conflicts = {key_of(one): one for one in found}
        for whole, group in by_thing(found):
            heading = QTreeWidgetItem([thing_words(self._words, whole, with_table=True)])
            heading.setSizeHint(0, QSize(0, ROW))
            heading.setToolTip(0, heading.text(0))
            font = self._theme.font("body")
            font.setBold(True)
            heading.setFont(0, font)
            self.addTopLevelItem(heading)
            heading.setFirstColumnSpanned(True)
            for one in group:
                heading.addChild(self._item(one))
            heading.setExpanded(True)
        self.blockSignals(False)
        if wanted is not None:
            self.go_to(wanted)
        self.chosen.emit()

    def go_to(self, key: Key) -> None:
        """Choose a conflict."""
        for item in self._items():
            if item.data(0, KEY_ROLE) == key:
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return

    def go_to_thing(self, row: str) -> bool:
        """Choose the first conflict about a thing or a part of it; whether there is one."""
        for key, one in self._conflicts.items():
            others = {other.id for other in one.others} if isinstance(one, Flag) else set[str]()
            if row in {one.whole.id, one.thing.id, *others}:
                self.go_to(key)
                return True
        return False

    def step(self, by: int) -> None:
        """Go to the next conflict, or the one before; after the last comes the first."""
        keys = list(self._conflicts)
        current = self.current
        if keys:
            at = keys.index(key_of(current)) if current is not None else -by
            self.go_to(keys[(at + by) % len(keys)])

    def _next_of(self, found: Sequence[Conflict]) -> Key | None:
        there = {key_of(one) for one in found}
        current = self.current
        if current is None:
            return key_of(found[0]) if found else None
        before = list(self._conflicts)
        at = before.index(key_of(current))
        onward = [*before[at:], *reversed(before[:at])]
        return next((key for key in onward if key in there), key_of(found[0]) if found else None)

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        for number in range(self.topLevelItemCount()):
            heading = self.topLevelItem(number)
            found += [heading.child(row) for row in range(heading.childCount())] if heading else []
        return [item for item in found if item is not None]

    def _item(self, one: Conflict) -> QTreeWidgetItem:
        _ = words = self._words
        part = "" if one.thing.id == one.whole.id else thing_words(words, one.thing, with_table=True)
        mine, theirs = _sides(words, one)
        label = {DeletionConflict: _("Deleted and changed"), Flag: _("Does not go together")}.get(type(one))
        told = label or conflict_label(words, one)
        item = QTreeWidgetItem([f"{told} · {part}" if part else told, mine, theirs])
        item.setData(0, KEY_ROLE, key_of(one))
        icon = "warning" if isinstance(one, Flag) else "question"
        item.setIcon(0, QIcon(self._theme.icon(icon, "soon")))
        item.setSizeHint(0, QSize(0, ROW))
        for column in range(len(HEADINGS)):
            item.setToolTip(column, item.text(column))
        spoken = f"{item.text(0)}. {_('Mine')}: {mine}. {_('Theirs')}: {theirs}" if mine or theirs else told
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item


def _sides(words: Words, one: Conflict) -> tuple[str, str]:
    _ = words
    match one:
        case FieldConflict():
            theirs = [side_words(words, one, side) for side in one.theirs]
            return _line(side_words(words, one, one.mine)), _line(" / ".join(theirs))
        case DeletionConflict():
            keep, go = _("keep it"), _("delete it")
            return (keep, go) if one.mine_keeps else (go, keep)
    return _line(flag_words(words, one)), ""


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
