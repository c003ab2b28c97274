"""What has happened to a plan: gestures, and the field changes that each was made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from db.views.things import Place, ThingName


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


class Fate(StrEnum):
    """What became of a thing by a gesture."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the things that a gesture was about: its fate, the fields that changed, what it hangs on.

    `of` is what a note or an attachment is about. `change` is the only change of a gesture that made no
    other, and `mentioned` the things that it refers to.
    """

    name: ThingName
    fate: Fate
    fields: tuple[str, ...] = ()
    of: ThingName | None = None
    change: Change | None = None
    mentioned: tuple[ThingName, ...] = ()


MANY = 500
"""Things of one gesture that are counted; of more it is only known that there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One gesture in a list: who, when and what it was about, without all that it changed.

    `mark` is its place in the log, by which a list goes on. `about` are a few of its things, the one that
    it was mostly about first; `counts` how many things of each table, up to MANY in all. An undo has the
    gesture that it takes back in `of`, a redo the one that it does `again`. `stands` is false where it has
    been taken back, `lasting` true where it never can be.
    """

    id: str
    mark: tuple[int, str]
    gesture: str
    wall: dt.datetime
    actor: str
    letter: str
    about: tuple[Aspect, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    of: StepLine | None = None
    again: bool = False
    stands: bool = True
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that gestures are looked for by, and what the person's language means by it.

    `gestures` are called so, `fields` (table, name) too, and `values` (field, stored word) are shown so.
    """

    text: str
    gestures: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFilter:
    """Which gestures are asked for; what is left empty lets all through.

    All of `words` must be found, one of `tables` changed, `first` and `last` are days by the clock of
    `zone`, `about` the things of which (or of whose parts) one must have changed, and `scope` a filter of
    activities, by `today`.
    """

    words: tuple[Sought, ...] = ()
    actor: str = ""
    tables: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    about: tuple[Place, ...] = ()
    scope: str = ""
    today: dt.date = dt.date.min
    zone: dt.tzinfo = dt.UTC

    @property
    def is_empty(self) -> bool:
        """Whether every gesture is let through."""
        return not (
            self.words or self.actor or self.tables or self.first or self.last or self.about or self.scope
        )


@dataclass(frozen=True, slots=True)
class StepsPage:
    """Some gestures, newest first; `next` is the mark after which older ones are found, None at the end."""

    steps: tuple[StepLine, ...]
    next: tuple[int, str] | None
