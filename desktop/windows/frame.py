"""The frame of an open plan: rail, bar on top, the room one is in, the details, the line of status."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.errors import PlanError
from db.queries import agreements
from db.views.things import Place
from desktop.windows.banner import Banner
from desktop.windows.failure_words import failure_words
from desktop.windows.rail import Rail
from desktop.windows.room import Room
from desktop.windows.rooms import ROOMS
from desktop.windows.status_line import StatusLine
from desktop.windows.top_bar import TopBar
from desktop.windows.workplace import Workplace

if TYPE_CHECKING:
    from desktop.windows.detail.pane import DetailPane
    from desktop.windows.exchange.around import ExchangeAround

DETAIL_WIDTH = 400
DETAIL_NARROWEST = 320
EXCHANGE_AFTER = 1500
"""Milliseconds after which the exchange with other copies is seen to."""
MAKES = (
    "activity",
    "meeting",
    "agreement",
    "focus_area",
    "cause",
    "promise",
    "contact",
    "organisation",
    "area",
    "source",
    "indicator",
    "publication",
)


class Frame(QWidget):
    """Everything around the rooms, for one plan in one language and theme."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        words, theme, actions = workplace.words, workplace.theme, workplace.actions
        self.banner = Banner(words, theme)
        self.top = TopBar(workplace)
        self.rail = Rail(words, theme, actions)
        self.status = StatusLine(words, theme, actions)
        self._rooms: dict[str, Room] = {}
        self._room = ""
        self._stack = QStackedWidget()
        self._detail: DetailPane | None = None
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._stack)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._split, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.banner)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self._around: ExchangeAround | None = None
        self._connect()
        # When the window is painted, and whoever opened it has something to read.
        QTimer.singleShot(EXCHANGE_AFTER, self, self.look_around)

    @property
    def room(self) -> Room | None:
        """The room one is in."""
        return self._rooms.get(self._room)

    def enter(self, name: str) -> None:
        """Go into a room; it is built the first time."""
        if name == self._room:
            return
        self.leave()
        room = self._rooms.get(name)
        if room is None:
            spec = next(spec for spec in ROOMS if spec.id == name)
            room = self._rooms[name] = spec.build(self.workplace)
            room.arrange(self.workplace.settings.get(f"rooms/{name}", {}))
            self._stack.addWidget(room)
        self._room = name
        self._stack.setCurrentWidget(room)
        self.rail.mark(name)
        self.workplace.actions.offer(room.handlers(), room.makes)
        room.enter()  # Asks first: the details wait until the worker has answered the room.
        self.show_detail(self.workplace.settings.get(f"detail/{name}", room.beside))

    def leave(self) -> None:
        """Finish what is being typed in the room, and remember how it is arranged."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # Leaving a field saves it.
        if self._detail is not None:
            self._detail.finish()
        if (room := self.room) is not None:
            room.leave()
            self.workplace.settings.put(f"rooms/{self._room}", dict(room.arrangement()))

    def toggle_detail(self) -> None:
        """Show or hide the details of what is selected."""
        shown = self._detail is None or self._detail.isHidden()
        self.workplace.settings.put(f"detail/{self._room}", shown)
        self.show_detail(shown)

    def show_detail(self, shown: bool) -> None:
        """Show the details, or give their place to the room."""
        if shown and self._detail is None:
            from desktop.windows.detail.pane import DetailPane

            self._detail = DetailPane(self.workplace)
            self._detail.setMinimumWidth(DETAIL_NARROWEST)
            self._split.addWidget(self._detail)
            self._split.setStretchFactor(0, 1)
            self._split.setStretchFactor(1, 0)
            usual = min(max(self.width() // 4, DETAIL_NARROWEST), DETAIL_WIDTH)
            width = self.workplace.settings.get("detail-width", usual)
            self._split.setSizes([max(self._split.width() - width, 400), width])
        if self._detail is not None:
            self._detail.setVisible(shown)

    def remember(self) -> dict[str, object]:
        """Where one is in this plan, to be taken up at the next start."""
        self.leave()
        if self._detail is not None and not self._detail.isHidden():
            self.workplace.settings.put("detail-width", self._detail.width())
        place = self.workplace
        return {
            "room": self._room,
            "agreement": place.agreement,
            "filter": place.filter_text,
            "selection": [[one.entity, one.id] for one in place.selection[:1]],
        }

    def save_all(self) -> tuple[bool, tuple[Exception, ...]]:
        """Save what is being typed, now; whether nothing is left, and what could not be done."""
        from desktop.windows.fields.editor import FieldEditor

        refused = self.workplace.runner.settle(self.leave)
        editors = self.findChildren(FieldEditor)
        left = any(editor.has_fault and editor.is_dirty for editor in editors)
        return not (refused or left or any(room.has_unsaved for room in self._rooms.values())), refused

    def exchange_before_leaving(self) -> None:
        """Meet the places that are met without being asked once more, within a few seconds."""
        if self._around is not None:
            self._around.leave()

    def look_around(self) -> None:
        """See to the other copies: what is to be decided, and the places that are met without being asked."""
        from desktop.windows.exchange.around import ExchangeAround

        if self._around is None:
            place = self.workplace
            inline = place.runner.is_inline
            self._around = ExchangeAround(place, self.rail, self.status, self.banner, inline=inline)
            self._around.begin()

    def stay(self) -> None:
        """Go on in the room that was about to be left."""
        if (room := self.room) is not None:
            room.enter()

    def tell_failure(self, error: PlanError, again: Callable[[], object] | None = None) -> None:
        """Say across the window what keeps the plan from being read or written."""
        self.banner.tell(failure_words(self.workplace.words, error), again)

    def read_agreements(self) -> None:
        """Ask which agreements there are to choose from."""
        self.workplace.runner.ask(self, self.top.show_agreements, agreements, key="agreements")

    def _connect(self) -> None:
        place = self.workplace
        self.rail.chosen.connect(self.enter)
        place.asked_for_room.connect(self.enter)
        place.said.connect(self.status.say)
        place.runner.failed.connect(self.tell_failure)
        place.runner.recovered.connect(self._recovered)
        place.runner.touched.connect(lambda _ids: self.read_agreements())
        for spec in ROOMS:
            place.actions.handle(spec.action, partial(self.enter, spec.id))
        place.actions.handle("view.detail", self.toggle_detail)
        place.actions.handle("edit.search", self.top.search.setFocus)
        self.top.search.left.connect(self._into_room)
        self.top.search.entered.connect(self._into_room)
        place.actions.handle("help.commands", self._find_anything)
        place.actions.handle("help.shortcuts", self._show_shortcuts)
        place.actions.handle("help.exchange", self._show_exchange_help)
        place.actions.handle("exchange.now", self._exchange_now)
        place.actions.handle("print.preview", self._preview)
        for entity in MAKES:
            place.actions.handle(f"new.{entity}", partial(self._make, entity))

    def _exchange_now(self) -> None:
        self.enter("exchange")
        self.workplace.actions.run("exchange.now")

    def _show_exchange_help(self) -> None:
        from desktop.windows.exchange.help_page import show_exchange_help

        show_exchange_help(self.window(), self.workplace.words, self.workplace.theme)

    def _into_room(self) -> None:
        """Let the keys go to the room again, where they went last."""
        room = self.room
        last = room.focusWidget() or room.nextInFocusChain() if room is not None else None
        if last is not None:
            last.setFocus()

    def _recovered(self) -> None:
        self.banner.hide()
        self.workplace.say(self.workplace.words("The plan can be reached again."))

    def _make(self, entity: str) -> None:
        from desktop.windows.making import make

        make(self.workplace, entity)

    def _find_anything(self) -> None:
        from desktop.windows.command_box import CommandBox

        CommandBox(self.workplace, self.window()).open()

    def _show_shortcuts(self) -> None:
        from desktop.windows.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self.workplace, self.window()).open()

    def _preview(self) -> None:
        from desktop.windows.printing.preview import open_preview

        open_preview(self.workplace)


def places_of(saved: object) -> list[Place]:
    """Read back what was selected."""
    if not isinstance(saved, list):
        return []
    return [Place(str(one[0]), str(one[1])) for one in saved if isinstance(one, list) and len(one) == 2]
