"""What can go wrong where copies meet: at a server, in a folder, with another file."""

from __future__ import annotations

from dataclasses import dataclass

from db.errors.storage import StorageError


@dataclass
class ServerFailed(StorageError):
    """A PostgreSQL server cannot be reached, or refuses."""

    detail: str = ""


@dataclass
class BadServerAddress(StorageError):
    """The address of a server cannot be read, or has an option that no server knows."""

    option: str = ""


@dataclass
class UnsafeConnection(StorageError):
    """A server on a network was to be spoken to so that what is said can be read on the way."""

    mode: str


@dataclass
class UntrustedServer(StorageError):
    """A server offers no TLS, or cannot prove to be the one that was meant."""

    detail: str = ""


@dataclass
class ServerNotPrepared(StorageError):
    """The database on the server has no tables for plans."""


@dataclass
class ServerOutdated(StorageError):
    """The tables on the server are of an older version, and only its administrator may bring them up."""

    version: int
    needed: int


@dataclass
class NotAdmitted(StorageError):
    """The role may not reach this plan on the server; `plan` is empty where it may reach none at all."""

    role: str
    plan: str = ""


@dataclass
class WhichPlan(StorageError):
    """The role may reach several plans on the server, and nobody said which is meant."""

    role: str
    plans: tuple[str, ...] = ()


@dataclass
class UnboundRole(StorageError):
    """A role that the server lets see all plans at once, and so would mix them up."""

    role: str


@dataclass
class RightsMissing(StorageError):
    """The server does not let the role do what a client does."""

    detail: str = ""


@dataclass
class OtherPlan(StorageError):
    """What is kept at a place is another plan."""


@dataclass
class PlaceEmptied(StorageError):
    """A place that held the plan holds nothing now."""


@dataclass
class PlaceWentBack(StorageError):
    """A place holds less than it held when it was last met: `lost` ops are no longer there."""

    lost: int


@dataclass
class NotAPlace(StorageError):
    """An address that names no folder, plan file or server."""


@dataclass
class SamePlan(StorageError):
    """A copy was to meet itself."""


@dataclass
class StatesDiffer(StorageError):
    """Two copies that know the same do not say the same; `report` is the file that tells how."""

    report: str
