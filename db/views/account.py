"""An account of what has happened, with what every row that it speaks of is called."""

from __future__ import annotations

from dataclasses import dataclass

from db.views.history import StepView
from db.views.things import ThingName


@dataclass(frozen=True, slots=True)
class Account:
    """Gestures, newest first, and the names of all rows that they changed or speak of."""

    steps: tuple[StepView, ...]
    names: tuple[ThingName, ...]
