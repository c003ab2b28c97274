"""What can go wrong with what is said about a plan: a draft, a gesture, a filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PlanError(Exception):
    """The world's fault or the user's: a file, a disk, a value. Each subclass says which."""


class FaultKind(StrEnum):
    """What is wrong with one field of a draft."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_CHOICE = "not_a_choice"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_RULE = "not_a_rule"
    NOT_A_HASH = "not_a_hash"
    CONTROL_CHARACTER = "control_character"
    SEVERAL_LINES = "several_lines"
    ENDS_BEFORE_START = "ends_before_start"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_ROW = "unknown_row"
    WRONG_TABLE = "wrong_table"
    CIRCLE = "circle"
    NUMBER_TWICE = "number_twice"
    EITHER_OR = "either_or"
    UNCHANGEABLE = "unchangeable"
    MISSING_FOR_SCHEDULE = "missing_for_schedule"
    MISSING_FOR_TARGET = "missing_for_target"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field: which one, why, and the figures or words that explain it.

    `detail` is the limit, the choices (comma separated), the nearest right word: whatever the
    sentence for this kind of fault needs.
    """

    entity: str
    field: str
    kind: FaultKind
    given: str = ""
    detail: str = ""
    nearest: str = ""


@dataclass
class InvalidDraft(PlanError):
    """A draft that cannot be kept, with everything that is wrong with it."""

    faults: tuple[Fault, ...]


@dataclass
class UnknownTable(PlanError):
    """A table name that no plan has."""

    name: str
    nearest: str = ""
    choices: tuple[str, ...] = ()


@dataclass
class UnknownThing(PlanError):
    """An id or a number that nothing in this plan answers to."""

    given: str
    nearest: str = ""


@dataclass
class NoPaper(PlanError):
    """A meeting whose final paper has not been made, so that there is none to print again."""

    meeting: str


@dataclass
class AmbiguousThing(PlanError):
    """The beginning of an id, or a number, that several things answer to."""

    given: str
    matches: tuple[str, ...]


@dataclass
class NotLinkable(PlanError):
    """Two things that have no link between them in a plan."""

    one: str
    other: str


@dataclass
class NotLinked(PlanError):
    """Two things that could be linked but are not."""

    one: str
    other: str


@dataclass
class NothingToUndo(PlanError):
    """There is no step of this copy left to take back."""


@dataclass
class NothingToRedo(PlanError):
    """There is no step that was taken back and could be done again."""


@dataclass
class AlreadyUndone(PlanError):
    """A step that is to be taken back and has been already."""


@dataclass
class NeverUndone(PlanError):
    """A step of a sort that cannot be taken back: an erasure, the beginning of a plan or a copy."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A field that has changed again since the step that is to be taken back.

    Of the field `alive`: a row that has come to belong to what the step made, or one that has been
    deleted since.
    """

    entity: str
    row: str
    field: str
    actor: str


@dataclass
class MovedOn(PlanError):
    """An undo that would overwrite what somebody has changed since."""

    moved: tuple[Moved, ...]


@dataclass
class ErasedValue(PlanError):
    """An undo that would bring back a value that has been erased on purpose."""

    entity: str
    field: str


@dataclass
class NotInConflict(PlanError):
    """A conflict that is to be decided and is none, or is one no more: somebody has decided it meanwhile."""

    entity: str
    row: str
    field: str


@dataclass
class UnknownOp(PlanError):
    """An op that is not in this plan's log, or is not written as letter:number."""

    given: str


@dataclass
class NotErasable(PlanError):
    """An op that holds no person's words, but whether a thing exists, or the log's own affairs."""

    entity: str
    field: str


class WrittenAroundLog(Exception):
    """A table was written to without the journal: a mistake of ours, never the user's."""


@dataclass
class BadFilter(PlanError):
    """A filter that cannot be read: where, why, and perhaps what was meant."""

    text: str
    start: int
    length: int
    reason: str
    given: str = ""
    nearest: str = ""
    choices: tuple[str, ...] = field(default=())


class PlanFileFault(StrEnum):
    """Why a readable plan file cannot be taken in."""

    NOT_TOML = "not_toml"
    UNKNOWN_TABLE = "unknown_table"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_HANDLE = "unknown_handle"
    HANDLE_TWICE = "handle_twice"
    SAME_TWICE = "same_twice"
    WRONG_TYPE = "wrong_type"
    WRONG_TABLE = "wrong_table"
    CIRCLE = "circle"
    NO_AGREEMENT = "no_agreement"
    WHICH_AGREEMENT = "which_agreement"
    INVALID = "invalid"


@dataclass
class BadPlanFile(PlanError):
    """A readable plan file that cannot be taken in: where in it, why, and perhaps what was meant.

    `place` is a path such as `activity[3].promises`, counted from 1, or `line:column` where the file
    is not TOML at all. `faults` tells what is wrong with the fields of an invalid part.
    """

    place: str
    reason: PlanFileFault
    given: str = ""
    nearest: str = ""
    choices: tuple[str, ...] = field(default=())
    faults: tuple[Fault, ...] = field(default=())
