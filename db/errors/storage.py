"""What can go wrong with the file that a plan is kept in, and with the disk below it."""

from __future__ import annotations

from dataclasses import dataclass

from db.errors.plan import PlanError


@dataclass
class StorageError(PlanError):
    """Something about the plan file itself; `path` is as the user gave it."""

    path: str


@dataclass
class PlanMissing(StorageError):
    """There is no such file."""


@dataclass
class PlanExists(StorageError):
    """A new plan was to be made where a file already is."""


@dataclass
class NotAPlan(StorageError):
    """The file is something else than a plan."""


@dataclass
class NewerPlan(StorageError):
    """The file was written by a newer version of the program."""

    version: int
    known: int


@dataclass
class DamagedPlan(StorageError):
    """The file is broken."""

    detail: str = ""


@dataclass
class ReadOnlyPlan(StorageError):
    """The file, or the folder it lies in, may not be written to."""


@dataclass
class PlanReplaced(StorageError):
    """Another file lies where the plan was opened: somebody has put it there meanwhile."""


@dataclass
class LockedPlan(StorageError):
    """Another program has held the file for too long."""


@dataclass
class DiskFull(StorageError):
    """There is no room left on the disk."""


@dataclass
class DiskFailed(StorageError):
    """The disk or the network answers with an error."""

    detail: str = ""


@dataclass
class ContentMissing(StorageError):
    """The content of an attachment is not here; `content` is what it is known by."""

    content: str


@dataclass
class ContentDamaged(StorageError):
    """The content of an attachment is not what it was, or has changed while it was read."""

    content: str = ""


@dataclass
class ContentTooLarge(StorageError):
    """A file is larger than an attachment may be; both sizes are in bytes."""

    size: int
    limit: int
