"""The places where copies of a plan meet: one small interface, whatever is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from db.journal.chain import Name, Op
from db.journal.vector import Vector
from db.store.contents import Contents
from db.views.exchange import Card, PlaceFault


@dataclass(frozen=True, slots=True)
class End:
    """How far one site's ops go: the last seq, and its digest, which stands for all before it."""

    seq: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """What a copy or a place holds: of which plan, and of each site how much."""

    plan: str
    ends: Mapping[str, End] = field(default_factory=dict)

    @property
    def vector(self) -> Vector:
        """The same as a version vector."""
        return Vector({site: end.seq for site, end in self.ends.items()})


class Place(Protocol):
    """Where copies of a plan meet: a folder, another plan file, or a server.

    Every method may raise a StorageError, and nothing is half done then: what has been given is there
    whole or not at all, and giving it again changes nothing.
    """

    address: str
    """What a person calls it by: a path, or a server's address without its password."""

    def standing(self) -> Standing | None:
        """How much is there; None where no plan has been yet."""

    def ops_beyond(self, known: Vector) -> Iterator[Op]:
        """The ops that a vector does not cover, those that wait included, each site's in the order of seq."""

    def digests(self, names: Iterable[Name]) -> Mapping[Name, bytes]:
        """The digests of some ops, as far as they are there: by these a fork shows."""

    def take(self, plan: str, ops: Iterable[Op], card: Card) -> None:
        """Keep these ops and the card of the copy that gives them, durably; what is there already stays."""

    def erase(self, names: Iterable[Name], writer: str) -> Sequence[str]:
        """Empty ops wherever this copy may write there; give the names of what may still hold their words."""

    def cards(self) -> Sequence[Card]:
        """The cards of the copies that have been here, each copy's latest."""

    def state(self) -> tuple[Vector, str] | None:
        """What the place itself knows, and the hash of what it says; None where it only keeps things."""

    def contents(self) -> Contents:
        """What attachments hold, as far as it is kept there."""

    def faults(self) -> Sequence[PlaceFault]:
        """What was found there that could not be read, each by its name."""

    def close(self) -> None:
        """Let go of it."""
