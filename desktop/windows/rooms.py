"""The rooms of the window in the order of the rail. A room is added here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from desktop.windows.room import Room
from desktop.windows.workplace import Workplace
from desktop.words import N_


@dataclass(frozen=True, slots=True)
class RoomSpec:
    """A room as the rail shows it, and where it lives; it is imported when it is first entered."""

    id: str
    title: str
    icon: str
    place: str

    def build(self, workplace: Workplace) -> Room:
        """Make the room for an open plan."""
        module, _, name = self.place.partition(":")
        room = getattr(import_module(module), name)(workplace)
        assert isinstance(room, Room)
        return room

    @property
    def action(self) -> str:
        """The id of the action that goes there."""
        return f"room.{self.id}"


ROOMS: tuple[RoomSpec, ...] = (
    RoomSpec("overview", N_("Overview"), "overview", "desktop.windows.overview.room:OverviewRoom"),
    RoomSpec("plan", N_("Activity plan"), "plan", "desktop.windows.plan.room:PlanRoom"),
    RoomSpec("calendar", N_("Calendar"), "calendar", "desktop.windows.calendar.room:CalendarRoom"),
    RoomSpec("meetings", N_("Meetings"), "meeting", "desktop.windows.meetings.room:MeetingsRoom"),
    RoomSpec("register", N_("Register"), "register", "desktop.windows.register.room:RegisterRoom"),
    RoomSpec("history", N_("History"), "history", "desktop.windows.history.room:HistoryRoom"),
    RoomSpec("exchange", N_("Exchange"), "exchange", "desktop.windows.exchange.room:ExchangeRoom"),
)
