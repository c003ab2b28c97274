"""What is done with the chosen rows: copied, pasted, duplicated, deleted, set to something together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from db.kinds import ActivityState, Responsibility
from db.queries.pasting import paste_ground
from db.queries.plan_table import plan_rows
from db.views.pasting import PasteGround
from db.views.plan_table import Grouping
from desktop.windows.plan.rows import Group
from desktop.windows.plan.saving import fresh
from desktop.words.kinds import label
from desktop.words.things import thing_words

if TYPE_CHECKING:
    from desktop.windows.plan.pasting import Pasted
    from desktop.windows.plan.room import PlanRoom

MOST_AT_ONCE: Final = 5000
"""Rows that one gesture takes: more is a slip of the hand, and would keep everything else waiting."""

ICONS: Final[Mapping[str, str]] = {"state": "state-{}"}


class Doing(QObject):
    """The gestures of the table's menu and keys.

    What copying, pasting and asking need is loaded when it is first wanted: most days it is not.
    """

    def __init__(self, room: PlanRoom) -> None:
        super().__init__(room)
        self._room = room
        self._words = room.words
        self._view = room.view
        self._runner = room.workplace.runner
        self._view.customContextMenuRequested.connect(self._open_menu)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What the window's actions do here."""
        return {
            "edit.copy": self.copy,
            "edit.paste": self.paste,
            "edit.duplicate": self.duplicate,
            "edit.delete": self.delete,
        }

    # Copying and pasting.

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, as a spreadsheet takes them."""
        from desktop.windows.plan.spreadsheet import as_mime

        keys = tuple(self._chosen())
        if not keys:
            return
        columns = self._view.shown_columns()

        def put(answer: Any) -> None:
            _seen, rows = answer
            QGuiApplication.clipboard().setMimeData(as_mime(self._words, rows, columns))
            self._room.workplace.say(
                self._words.plural("{count} row is copied.", "{count} rows are copied.", len(rows))
            )

        self._runner.ask(self, put, plan_rows, keys, today=self._room.workplace.today, key="copy")

    def paste(self) -> None:
        """Add what is on the clipboard as new activities."""
        from desktop.windows.plan.pasting import read_rows
        from desktop.windows.plan.spreadsheet import read_cells

        _ = self._words
        cells = read_cells(QGuiApplication.clipboard().text())
        if not cells:
            self._room.workplace.say(_("There are no rows on the clipboard to paste."))
            return
        if len(cells) > MOST_AT_ONCE:
            text = _("There are {count} rows on the clipboard; at most {most} are pasted at a time.")
            counts = {"count": _.number(len(cells)), "most": _.number(MOST_AT_ONCE)}
            self._room.workplace.say(text.format(**counts))
            return
        group = self._group()

        def read(ground: PasteGround) -> None:
            preset = fresh("", self._room.model.rows.grouping, group, self._room.own_agreement())
            pasted = read_rows(
                self._words,
                cells,
                shown=self._view.shown_columns(),
                ground=ground,
                preset=preset,
                today=self._room.workplace.today,
            )
            self._ask_or_add(pasted, group)

        self._runner.ask(self, read, paste_ground, self._room.workplace.agreement, key="paste")

    def _ask_or_add(self, pasted: Pasted, group: Group) -> None:
        from desktop.windows.plan.paste_dialog import PasteDialog

        def add() -> None:
            if pasted.good:
                self._room.saver.paste(pasted.good, group)

        if not pasted.mistakes and not pasted.unknown:
            add()
            return
        dialog = PasteDialog(self._room.workplace, pasted, self._room.window())
        dialog.accepted.connect(add)
        dialog.open()

    # Several rows.

    def duplicate(self) -> None:
        """Add a like of each chosen activity."""
        self._with_chosen(lambda keys: self._room.saver.duplicate_all(keys, self._group()))

    def delete(self) -> None:
        """Delete the chosen activities; the line of status offers to undo it."""
        self._with_chosen(self._room.saver.delete_all)

    def set_all(self, changes: Mapping[str, object]) -> None:
        """Set a field of all chosen activities in one step."""
        self._with_chosen(lambda keys: self._room.saver.change_all(keys, changes))

    def ask_and_set(self, field: str) -> None:
        """Ask what a field of all chosen activities is to be, then set it."""
        from desktop.windows.plan.one_field import OneField

        keys = self._chosen()
        if not keys:
            return
        dialog = OneField(self._room.workplace, field, len(keys), self._room.window())
        dialog.chosen.connect(lambda value: self._room.saver.change_all(keys, {field: value}))
        dialog.open()

    def _with_chosen(self, do: Callable[[Sequence[str]], object]) -> None:
        if keys := self._chosen():
            do(keys)

    def _chosen(self) -> list[str]:
        """The chosen activities; where there are none or too many, that is said."""
        _ = self._words
        keys = list(islice(self._view.chosen(), MOST_AT_ONCE + 1))
        if not keys:
            self._room.workplace.say(_("No activity is chosen."))
        elif len(keys) > MOST_AT_ONCE:
            text = _("At most {most} activities can be handled at a time; fewer must be chosen.")
            self._room.workplace.say(text.format(most=_.number(MOST_AT_ONCE)))
            return []
        return keys

    def _group(self) -> Group:
        spot = self._view.spot()
        return spot.group if spot is not None else self._room.model.rows.groups[-1]

    # The menu.

    def _open_menu(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        if index.isValid() and not self._view.selectionModel().isSelected(index):
            self._view.setCurrentIndex(index)
        self.menu().popup(self._view.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the chosen rows."""
        _ = self._words
        actions = self._room.workplace.actions
        menu = QMenu(self._view)
        some = next(self._view.chosen(), None) is not None
        menu.addAction(actions.action("new.activity"))
        if some:
            menu.addSeparator()
            self._offer_kinds(menu, "state", ActivityState, _("State"))
            self._offer_kinds(menu, "responsibility", Responsibility, _("Responsible party"))
            menu.addAction(self._icon("person"), _("Owner …"), lambda: self.ask_and_set("owner"))
            menu.addAction(self._icon("calendar"), _("Due date …"), lambda: self.ask_and_set("due_on"))
            self._offer_promises(menu)
            menu.addSeparator()
            for name in ("activity.log", "edit.duplicate", "edit.copy"):
                menu.addAction(actions.action(name))
        menu.addAction(actions.action("edit.paste"))
        if some:
            menu.addSeparator()
            menu.addAction(actions.action("edit.delete"))
        menu.addSeparator()
        if self._room.model.rows.grouping is not Grouping.NONE:
            menu.addAction(_("Fold all"), lambda: self._room.fold_all(True))
            menu.addAction(_("Open all"), lambda: self._room.fold_all(False))
        menu.addAction(actions.action("activity.refresh"))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _icon(self, name: str) -> Any:
        return self._room.theme.icon(name)

    def _offer_kinds(self, menu: QMenu, field: str, kinds: Any, title: str) -> None:
        part = menu.addMenu(title)
        part.setObjectName(field)
        for member in kinds:
            action = QAction(label(self._words, member), part)
            if field in ICONS:
                action.setIcon(self._icon(ICONS[field].format(member.value)))
            action.triggered.connect(lambda _on=False, member=member: self.set_all({field: member}))
            part.addAction(action)

    def _offer_promises(self, menu: QMenu) -> None:
        """The promises, those that all chosen rows keep with a tick; read as the menu opens."""
        _ = self._words
        part = menu.addMenu(self._icon("promise"), _("Promises"))
        part.setObjectName("promises")
        keys = list(islice(self._view.chosen(), MOST_AT_ONCE))
        read = [found for key in keys if (found := self._room.model.contents(key)) is not None]
        kept = [{mark.id for mark in one.row.line.promises} for one in read]
        common = set.intersection(*kept) if kept else set()

        def offer(ground: PasteGround) -> None:
            for name in ground.promises:
                action = QAction(thing_words(self._words, name), part)
                action.setCheckable(True)
                action.setChecked(name.id in common)
                action.toggled.connect(
                    lambda linked, key=name.id: self._room.saver.link_all(keys, key, linked)
                )
                part.addAction(action)
            part.setEnabled(bool(ground.promises))

        self._runner.ask(part, offer, paste_ground, self._room.workplace.agreement)
