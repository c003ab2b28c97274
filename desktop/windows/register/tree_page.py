"""The agreement as a tree: what is promised, why, what acts on it, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from db.drafts import CauseDraft, Draft, FocusAreaDraft, PromiseDraft
from db.operations import add, change, link
from db.operations.several import delete_several
from db.queries import Vector
from db.queries.promise_tree import promise_tree
from db.views.promise_tree import AgreementBranch
from db.views.things import Place
from desktop.windows.making import make
from desktop.windows.register.cells import Cell
from desktop.windows.register.hint import Hint
from desktop.windows.register.tables import NEW
from desktop.windows.register.tree_model import WHAT, Node, TreeModel
from desktop.windows.register.tree_view import TreeCells, TreeView
from desktop.windows.things_shown import icon_of
from desktop.windows.workplace import Workplace

BELOW: Final = {"agreement": "focus_area", "focus_area": "promise", "cause": "cause", "promise": "promise"}
"""What Ctrl+N adds at each sort of line."""

ROOM_FOR_ICONS: Final = 460

WITHIN: Final = {"focus_area": "agreement", "cause": "focus_area", "promise": "focus_area"}

ADDED: Final = ("focus_area", "cause", "promise")


class TreePage(QWidget):
    """The tree, and what is done with it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._words = words = workplace.words
        self._wanted: str | None = None
        self._stale = False
        self._showing = False
        self.model = TreeModel(words, workplace.theme, self)
        self.view = TreeView(workplace, self.model)
        self.cells = TreeCells(workplace, self.view)
        self.view.setItemDelegate(self.cells)
        self.buttons = {entity: QPushButton(words(NEW[entity])) for entity in ADDED}
        self.hint = Hint(workplace.theme)
        self.hint.say(
            "agreement",
            words("Begin with an agreement"),
            words("Who signed it, and for which years. Focus areas, causes and promises come below it."),
            words("New agreement"),
        )
        self.hint.hide()
        self._lay_out()
        self._connect()

    def show_thing(self, key: str | None = None) -> None:
        """Show the tree, perhaps with one of its things selected."""
        self._wanted = key
        self.read()

    def read(self) -> None:
        """Read the tree again, once nothing is being typed into it."""
        if self.cells.editor is not None:
            self._stale = True
            return
        self._stale = False
        place = self._workplace
        place.runner.ask(self, self._show, promise_tree, place.agreement, today=place.today, key="tree")

    def add(self, entity: str = "") -> None:
        """Open a line for something new where one is, of the sort that belongs there."""
        here = self.here()
        if here is None:
            make(self._workplace, "agreement", then=self.show_thing)
            return
        entity = entity or BELOW[here.entity]
        parent = here.above(WITHIN[entity])
        if parent is None and entity == "promise":
            parent = here.above("agreement")
        if parent is None:
            # A cause lies in a focus area; where there is just one it is that.
            alike = [node for node in here.children if node.entity == "focus_area"]
            parent = alike[0] if len(alike) == 1 else None
        if parent is None:
            _ = self._words
            self._workplace.say(_("Choose the focus area first: a cause belongs to one."))
            return
        self.cells.finish()
        self.view.expand(self.model.place(parent))
        index = self.model.begin(entity, parent)
        self._showing = True
        self.view.setCurrentIndex(index)
        self._showing = False
        self.view.scrollTo(index)
        self.view.edit(index)

    def delete(self) -> None:
        """Delete what is selected with all that lies below it; Ctrl+Z brings it back."""
        nodes = self.selected()
        # What goes with its own branch is not deleted by itself as well.
        tops = [node for node in nodes if not any(_lies_in(node, other) for other in nodes)]
        keys = [node.key for node in tops if node.key]
        if not keys:
            return
        _ = self._words
        self._wanted = _beside(tops, keys)
        said = _("Deleted: {count}. Ctrl+Z brings it back.").format(count=len(keys))
        self._workplace.runner.do(
            self, delete_several, keys, seen=self.model.known, then=lambda _keys: self._workplace.say(said)
        )

    def here(self) -> Node | None:
        """The line one is on, or else the first."""
        index = self.view.currentIndex()
        if not index.isValid():
            index = self.model.index(0, 0)
        return self.model.node(index) if index.isValid() else None

    def arrangement(self) -> Mapping[str, Any]:
        """Which branches somebody has closed."""
        return {"closed": sorted(self.view.closed)}

    def arrange(self, saved: Mapping[str, Any]) -> None:
        """Take up what was kept."""
        closed = saved.get("closed")
        if isinstance(closed, list):
            self.view.closed = {str(key) for key in closed}

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for entity, button in self.buttons.items():
            narrow = self.width() < ROOM_FOR_ICONS
            button.setIcon(QIcon() if narrow else self._workplace.theme.icon(icon_of(entity)))

    def _lay_out(self) -> None:
        space = self._workplace.theme.space
        top = QHBoxLayout()
        top.setContentsMargins(space * 4, space * 3, space * 4, space * 3)
        top.setSpacing(space * 2)
        for button in self.buttons.values():
            top.addWidget(button)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.hint, 1)

    def _connect(self) -> None:
        for entity, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, entity=entity: self.add(entity))
        self.hint.pressed.connect(lambda: make(self._workplace, "agreement", then=self.show_thing))
        self.view.selectionModel().selectionChanged.connect(lambda _now, _before: self._tell())
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.wanted_activities.connect(lambda index: self._go(self.model.node(index)))
        self.cells.changed.connect(self._save)
        self.cells.ended.connect(self._edited)

    def _show(self, answer: tuple[Vector, Sequence[AgreementBranch]]) -> None:
        if self.cells.editor is not None:
            self._stale = True
            return
        known, branches = answer
        here = self.here()
        key = self._wanted or (here.key if here is not None and self.view.currentIndex().isValid() else "")
        scrolled = self.view.verticalScrollBar().value()
        self._showing = True
        self.model.show(known, branches)
        self.view.open_all()
        index = self.model.place_of(key) if key else QModelIndex()
        if index.isValid():
            whole = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(index, whole)
        self.view.verticalScrollBar().setValue(scrolled)
        if self._wanted and index.isValid():
            self.view.scrollTo(index)
        self._showing = False
        self._wanted = None
        self.view.setVisible(bool(branches))
        self.hint.setVisible(not branches)
        for button in self.buttons.values():
            button.setVisible(bool(branches))
        self._tell()

    def selected(self) -> list[Node]:
        """The selected lines."""
        return [self.model.node(index) for index in self.view.selectionModel().selectedRows(WHAT)]

    def _tell(self) -> None:
        if not self._showing and self.isVisible():
            self._workplace.select(*(Place(node.entity, node.key) for node in self.selected() if node.key))

    def _save(self, cell: Cell, value: object) -> None:
        def again() -> None:
            self._save(cell, value)

        runner = self._workplace.runner
        if cell.key:
            runner.do(
                self, change, cell.key, {cell.field.name: value}, seen=self.model.known,
                then=lambda _key: self.cells.saved(), failed=lambda error: self.cells.refuse(error, again),
            )  # fmt: skip
            return
        draft = self._draft(self.model.node(self.view.currentIndex()), str(value))
        runner.do(self, add, draft, then=self._added, failed=lambda error: self.cells.refuse(error, again))

    def _draft(self, node: Node, text: str) -> Draft:
        """What is being written, as it is to be kept."""
        agreement, focus = node.above("agreement"), node.above("focus_area")
        agreement_key = agreement.key if agreement is not None else None
        focus_key = focus.key if focus is not None and focus is not node else None
        match node.entity:
            case "focus_area":
                return FocusAreaDraft(agreement=agreement_key, title=text)
            case "cause":
                return CauseDraft(focus_area=focus_key, text=text)
        return PromiseDraft(agreement=agreement_key, focus_area=focus_key, text=text)

    def _added(self, key: str) -> None:
        self._wanted = key
        self._stale = True
        self.cells.saved()

    def _edited(self) -> None:
        self._showing = True
        self.model.give_up()
        self._showing = False
        self.view.setFocus()
        if self._stale:
            self.read()
        else:
            self._tell()

    def _menu(self, place: QPoint) -> None:
        _ = self._words
        theme = self._workplace.theme
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        index = self.view.indexAt(place).siblingAtColumn(WHAT)
        node = self.model.node(index) if index.isValid() else None
        if node is not None and node.entity in ("promise", "cause"):
            menu.addAction(theme.icon("plan"), _("Show its activities"), lambda: self._go(node))
            menu.addAction(theme.icon("activity"), _("New activity for it"), lambda: self._act(node))
            menu.addSeparator()
        for entity in ADDED:
            menu.addAction(
                theme.icon(icon_of(entity)), _(NEW[entity]), lambda entity=entity: self.add(entity)
            )
        if node is not None:
            menu.addSeparator()
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                menu.addAction(theme.icon("edit"), _("Change"), lambda: self.view.edit(index))
            menu.addAction(theme.icon("delete"), _("Delete"), self.delete)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _go(self, node: Node) -> None:
        """Go to the plan, to what is to keep a promise or acts on a cause."""
        if node.key and node.entity in ("promise", "cause"):
            self._workplace.go_to("plan", filter=f"{node.entity}:{node.key}")

    def _act(self, node: Node) -> None:
        """Make a new activity that keeps a promise or acts on a cause."""

        def made(key: str) -> None:
            self._workplace.runner.do(self, link, key, node.key)

        agreement = node.above("agreement")
        make(self._workplace, "activity", {"agreement": agreement.key} if agreement else {}, then=made)


def _lies_in(node: Node, other: Node) -> bool:
    above = node.parent
    while above is not None and above is not other:
        above = above.parent
    return above is other


def _beside(tops: Sequence[Node], going: Sequence[str]) -> str | None:
    """What to stand on once those are gone: the next one beside them, the one before, or what is above."""
    above = tops[-1].parent
    alike = above.children if above is not None else []
    after = alike[tops[-1].row + 1 :]
    left = [node.key for node in (*after, *reversed(alike[: tops[-1].row])) if node.key not in going]
    return next(iter(left), above.key if above is not None else None)
