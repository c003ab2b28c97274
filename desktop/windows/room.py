"""A room of the window: one way to look at the plan, chosen in the rail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from desktop.windows.actions import NEW_ACTIVITY
from desktop.windows.workplace import Workplace


class Room(QWidget):
    """What every room offers the frame; each room overrides what it has.

    `beside` says that the details of what is selected stand beside the room from the beginning. `makes` is
    the action that the key for something new stands for here; "" where the room takes that key itself.
    """

    beside: ClassVar[bool] = True
    makes: ClassVar[str] = NEW_ACTIVITY

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.words = workplace.words
        self.theme = workplace.theme

    def enter(self) -> None:
        """Read what is shown: the room has just been entered."""

    def leave(self) -> None:
        """Finish what is being typed: the room is about to be left."""

    @property
    def has_unsaved(self) -> bool:
        """Whether something has been typed here that could not be saved, besides what stands in fields."""
        return False

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What actions do while this room is shown, by their ids; the frame takes the rest."""
        return {}

    def arrangement(self) -> Mapping[str, Any]:
        """How its user has arranged the room, as JSON can say it; kept with the user, never in the plan."""
        return {}

    def arrange(self, saved: Mapping[str, Any]) -> None:
        """Take up the arrangement that was kept; what is unknown in it is passed over."""
