"""What has to do with an agreement: the rows that belong to it, or to what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, or_, true

from db.tables import THINGS, table_of

WAYS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "focus_area": (("agreement", "agreement"),),
    "promise": (("agreement", "agreement"),),
    "activity": (("agreement", "agreement"),),
    "meeting": (("agreement", "agreement"),),
    "signatory": (("agreement", "agreement"),),
    "cause": (("focus_area", "focus_area"),),
    "indicator": (("promise", "promise"), ("focus_area", "focus_area")),
    "measurement": (("indicator", "indicator"),),
    "finding": (("focus_area", "focus_area"),),
    "occurrence": (("activity", "activity"),),
    "follow_up": (("activity", "activity"),),
    "publication": (("promise", "promise"), ("activity", "activity")),
    "decision": (("meeting", "meeting"),),
    "walk_finding": (("occurrence", "occurrence"),),
}
"""For each table that lies within agreements, the columns that lead there and the tables they lead to.

Organisations, contacts, areas, sources and statistics serve all agreements alike.
"""


def within(entity: str, agreement: str | None) -> ColumnElement[bool]:
    """The rows of a table that have to do with an agreement, and those that have to do with none."""
    ways = WAYS.get(entity, ())
    if agreement is None or not ways:
        return true()
    columns = table_of(THINGS[entity]).c
    led = [_leads_to(columns[column], target, agreement) for column, target in ways]
    nowhere = [columns[column].is_(None) for column, _ in ways]
    lost = nowhere[0] if len(nowhere) == 1 else nowhere[0] & nowhere[1]
    return or_(*led, lost)


def _leads_to(column: ColumnElement[Any], target: str, agreement: str) -> ColumnElement[bool]:
    """Whether a reference ends at an agreement; asked for each row, since gathering all costs more."""
    if target == "agreement":
        return column == agreement
    there = table_of(THINGS[target]).c
    return exists().where(there.id == column, within(target, agreement))
