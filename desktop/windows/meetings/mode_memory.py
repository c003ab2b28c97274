"""Where one was in the round of a meeting, and what has been gone through: kept with the user."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from db.views.meetings import RoundStop
from desktop.windows.settings import Settings

START: Final = ""
"""The place before the first activity, where attendance is ticked."""

END: Final = "end"
"""The place after the last one."""

MOST_MEETINGS: Final = 20
"""Meetings that are remembered; the oldest are forgotten first."""


class Shown(StrEnum):
    """Which activities are gone through."""

    ALL = "all"
    CHANGED = "changed"
    LATE = "late"


class RoundMemory:
    """The place in one meeting's round, taken up again when one comes back to it."""

    def __init__(self, settings: Settings, meeting: str) -> None:
        self._settings, self._meeting = settings, meeting
        kept = settings.get("meeting-mode", {}).get(meeting, {})
        kept = kept if isinstance(kept, dict) else {}
        self.at = str(kept.get("at", START))
        self.gone = {str(key) for key in kept.get("gone", [])}
        shown = kept.get("shown", Shown.ALL.value)
        self.shown = Shown(shown) if shown in list(Shown) else Shown.ALL

    def keep(self) -> None:
        """Write it down."""
        known = self._settings.get("meeting-mode", {})
        known.pop(self._meeting, None)
        known[self._meeting] = {"at": self.at, "gone": sorted(self.gone), "shown": self.shown.value}
        self._settings.put("meeting-mode", dict(list(known.items())[-MOST_MEETINGS:]))

    def stops(self, all_of_them: Sequence[RoundStop]) -> list[RoundStop]:
        """Those that are gone through, and the one that one is at even where it has just ceased to fit."""
        fitting = {stop.key for stop in self.fitting(all_of_them)}
        return [stop for stop in all_of_them if stop.key in fitting or stop.key == self.at]

    def fitting(self, all_of_them: Sequence[RoundStop]) -> list[RoundStop]:
        """Those of the activities that are to be gone through."""
        match self.shown:
            case Shown.CHANGED:
                return [stop for stop in all_of_them if stop.changes]
            case Shown.LATE:
                return [stop for stop in all_of_them if stop.is_late]
        return list(all_of_them)
