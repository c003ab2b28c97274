"""Lines of the history without a plan behind them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from db.views.history import Aspect, Fate, StepLine
from db.views.things import NamePart, ThingName


def a_line(key: str, day: dt.date, **values: Any) -> StepLine:
    """A step at nine in the morning that changed the state of K1."""
    name = ThingName("activity", "k1", True, "K1", (NamePart("title", "Torgmöte"),))
    known: dict[str, Any] = {
        "id": key,
        "mark": (1, "site"),
        "gesture": "change",
        "wall": dt.datetime.combine(day, dt.time(7), tzinfo=dt.UTC),
        "actor": "Anna",
        "letter": "K",
        "about": (Aspect(name, Fate.CHANGED, ("state",)),),
        "counts": (("activity", 1),),
    }
    return StepLine(**known | values)
