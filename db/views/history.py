"""What has happened to a plan: gestures, and the field changes that each was made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One field as a gesture changed it.

    `op` is the change's name in the log, letter of the copy and number: `K:17`. `old` and `new` are
    plain values; `old` is None where nothing stood before, and `erased` says that `new` has been erased.
    """

    op: str
    site: str
    seq: int
    step: str
    wall: dt.datetime
    actor: str
    entity: str
    row: str
    field: str
    old: str | int | float | bool | None
    new: str | int | float | bool | None
    first: bool = False
    erased: bool = False


@dataclass(frozen=True, slots=True)
class StepView:
    """One gesture: who made it, when, what it was called, and its changes in the order they were made.

    `undoes` is the step that it takes back, if it is an undo or a redo.
    """

    id: str
    gesture: str
    undoes: str | None
    wall: dt.datetime
    actor: str
    letter: str
    changes: tuple[Change, ...]
