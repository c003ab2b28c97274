"""What copies have said differently: fields, deletions against edits, and what does not go together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from db.errors import Fault
from db.views.history import StepLine
from db.views.things import ThingName, Value

ALIVE = "alive"
"""The field that says whether a thing is in the plan; a deletion against an edit is a conflict of it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said something, when and in which copy; `op` is what it is called in the log, K:17.

    `at` is by the clock of that copy's computer, which may be wrong: it tells, and decides nothing.
    """

    op: str
    site: str
    seq: int
    letter: str
    copy: str
    actor: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of several values that a field has been given, and all who have given it, the latest first.

    `named` is what a reference refers to. `erased` says that the value is no longer known: it can not be
    chosen. `mine` is this copy's side, or the shown one where none is this copy's; `shown` is what the
    plan says until somebody decides.
    """

    value: Value
    voices: tuple[Voice, ...]
    named: ThingName | None = None
    erased: bool = False
    mine: bool = False
    shown: bool = False

    @property
    def voice(self) -> Voice:
        """Who said it last."""
        return self.voices[0]


@dataclass(frozen=True, slots=True)
class Base:
    """What the field said when its copies last agreed.

    `voice` is None where nobody had said anything and it was what it is at birth.
    """

    value: Value
    voice: Voice | None = None
    named: ThingName | None = None
    erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConflict:
    """A field that copies have given different values; the shown side first.

    `bases` are the values that all sides came from: one as a rule, several where the copies have met
    crosswise, none where each copy made the thing by itself.
    """

    thing: ThingName
    whole: ThingName
    field: str
    sides: tuple[Side, ...]
    bases: tuple[Base, ...] = ()

    @property
    def base(self) -> Base | None:
        """The newest of the values that all sides came from."""
        return self.bases[0] if self.bases else None

    @property
    def mine(self) -> Side:
        """This copy's side."""
        return next(side for side in self.sides if side.mine)

    @property
    def theirs(self) -> tuple[Side, ...]:
        """The others' sides."""
        return tuple(side for side in self.sides if not side.mine)

    @property
    def can_be_chosen(self) -> bool:
        """Whether a person may also give it a value that is nobody's."""
        return self.field not in PROGRAM_MADE


PROGRAM_MADE = frozenset({"known", "paper", "number"})
"""Fields that the program fills in; of two values one is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionConflict:
    """A thing that somebody has deleted without knowing of what others did to it; it is kept in sight.

    `deleted` are those who deleted it, `kept` those who said meanwhile that it is there. `unseen` are the
    newest few of the `count` gestures that the deletion did not know of. `parts` are what belongs to it
    and went, or would have gone, along. `mine_keeps` says whether keeping it is this copy's side.
    """

    thing: ThingName
    whole: ThingName
    deleted: tuple[Voice, ...]
    kept: tuple[Voice, ...] = ()
    unseen: tuple[StepLine, ...] = ()
    count: int = 0
    parts: int = 0
    mine_keeps: bool = True

    @property
    def field(self) -> str:
        """The field that is in conflict."""
        return ALIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """What does not go together since copies met: each word was right where it was written.

    It is kept, and mended by an ordinary change. `others` are the things it does not go together with.
    """

    thing: ThingName
    whole: ThingName
    fault: Fault
    others: tuple[ThingName, ...] = ()

    @property
    def field(self) -> str:
        """The field that a person would change."""
        return self.fault.field


Conflict: TypeAlias = FieldConflict | DeletionConflict | Flag


@dataclass(frozen=True, slots=True)
class ConflictCount:
    """How much there is to decide: fields, deletions against edits, and what does not go together."""

    fields: int = 0
    deletions: int = 0
    flags: int = 0

    @property
    def to_decide(self) -> int:
        """What waits for somebody to choose."""
        return self.fields + self.deletions

    @property
    def total(self) -> int:
        """All of it."""
        return self.to_decide + self.flags


@dataclass(frozen=True, slots=True)
class Choice:
    """What one field is to say from now on; of the field `alive`, whether the thing stays (True) or goes."""

    row: str
    field: str
    value: Value


def by_thing(conflicts: Sequence[Conflict]) -> Iterator[tuple[ThingName, list[Conflict]]]:
    """Group conflicts, in their order, by the thing that people go to."""
    for _, group in groupby(conflicts, key=lambda one: one.whole.id):
        members = list(group)
        yield members[0].whole, members
