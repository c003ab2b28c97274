"""What every pane of the window is handed: the plan's runner, the words, the look, and what is in view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.views.things import Place
from db.world import World
from desktop.windows.runner import Runner
from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.words import HOME, Words

if TYPE_CHECKING:
    from desktop.windows.actions import Actions


class Workplace(QObject):
    """One open plan as one person looks at it.

    `scope_changed` says that another agreement or filter is in view, `selected` that another thing is,
    `said` is a line for the status, `asked_for_room` the wish to be in another room,
    `contested_changed` that other rows are in conflict between the copies.
    """

    scope_changed = Signal()
    selected = Signal()
    said = Signal(str)
    asked_for_room = Signal(str)
    contested_changed = Signal()

    def __init__(
        self,
        *,
        words: Words,
        world: World,
        runner: Runner,
        settings: Settings,
        theme: Theme,
        actions: Actions,
        plan_name: str,
        actor: str = "",
        day: dt.date | None = None,
    ) -> None:
        super().__init__()
        self.words = words
        self.world = world
        self.runner = runner
        self.settings = settings
        self.theme = theme
        self.actions = actions
        self.plan_name = plan_name
        self.actor = actor
        self.zone: dt.tzinfo = HOME
        self._day = day
        self._agreement: str | None = None
        self._filter = ""
        self._selection: tuple[Place, ...] = ()
        self._contested: frozenset[str] = frozenset()

    @property
    def today(self) -> dt.date:
        """The day by the Swedish clock, or the one that an example is looked at as of."""
        return self._day or self.words.day_of(self.world.now())

    @property
    def seen_as_on(self) -> dt.date | None:
        """The day that an example is looked at as of; None for any other plan."""
        return self._day

    @property
    def agreement(self) -> str | None:
        """The agreement that the rooms show; None for all."""
        return self._agreement

    @property
    def filter_text(self) -> str:
        """What stands in the search box."""
        return self._filter

    @property
    def selection(self) -> tuple[Place, ...]:
        """What is selected, the one that the detail pane shows first."""
        return self._selection

    @property
    def contested(self) -> frozenset[str]:
        """The rows about which copies have said different things that nobody has decided yet."""
        return self._contested

    def contest(self, rows: frozenset[str]) -> None:
        """Let it be known which rows are in conflict, for the marks that rooms set to them."""
        if rows != self._contested:
            self._contested = rows
            self.contested_changed.emit()

    def scope(self) -> str:
        """The search box and the agreement together, as one filter of activities."""
        return self.scope_of(self._filter)

    def scope_of(self, text: str) -> str:
        """Any filter of activities together with the agreement in view."""
        if self._agreement is None:
            return text
        mine = f"agreement:{self._agreement}"
        return f"({text}) {mine}" if text.strip() else mine

    def set_filter(self, text: str) -> None:
        """Show what a filter lets through."""
        if text != self._filter:
            self._filter = text
            self.scope_changed.emit()

    def set_agreement(self, key: str | None) -> None:
        """Show one agreement, or all."""
        if key != self._agreement:
            self._agreement = key
            self.scope_changed.emit()

    def select(self, *places: Place) -> None:
        """Select things; the detail pane shows the first."""
        if places != self._selection:
            self._selection = places
            self.selected.emit()

    def go_to(self, room: str, *, filter: str | None = None, select: Sequence[Place] = ()) -> None:
        """Go to a room, there to see what a filter lets through, or certain things."""
        if filter is not None:
            self.set_filter(filter)
        self.asked_for_room.emit(room)
        if select:
            self.select(*select)

    def say(self, text: str) -> None:
        """Tell something in passing, in the line of status."""
        self.said.emit(text)
