"""Where each sort of thing is shown in the window: its icon, and the room that it lives in."""

from __future__ import annotations

from typing import Final

ICONS: Final = {
    "organisation": "organisation",
    "contact": "person",
    "area": "area",
    "agreement": "agreement",
    "signatory": "edit",
    "source": "chart",
    "focus_area": "focus",
    "finding": "note",
    "area_rating": "star",
    "statistic": "chart",
    "cause": "cause",
    "promise": "promise",
    "activity": "activity",
    "occurrence": "tick",
    "follow_up": "follow-up",
    "attachment": "attachment",
    "walk_finding": "pin",
    "indicator": "target",
    "measurement": "counter",
    "publication": "mail",
    "meeting": "meeting",
    "decision": "decision",
}

IN_MEETINGS: Final = frozenset({"meeting", "agenda_item", "attendance"})


def icon_of(entity: str) -> str:
    """The name of the icon that stands for a table's things."""
    return ICONS.get(entity, "register")


def room_of(entity: str) -> str:
    """The id of the room where a thing is found among others of its sort."""
    if entity == "activity":
        return "plan"
    return "meetings" if entity in IN_MEETINGS else "register"
