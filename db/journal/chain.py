"""The chain of digests that each copy's ops form, so that a changed or reused number shows."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from json.encoder import encode_basestring as _text
from operator import attrgetter
from typing import Any

from db.tables.columns import moment_text

START = b""
"""What stands in place of a digest before a site's first op."""

SALT_LENGTH = 16
"""Bytes of salt: enough that an erased value cannot be guessed back from its seal."""

Name = tuple[str, int]
"""An op's key: (site, seq)."""


@dataclass(frozen=True, slots=True)
class Op:
    """An op as the log keeps it; see db.tables.log.OpRow for what the fields mean."""

    site: str
    seq: int
    lamport: int
    wall: dt.datetime
    actor: str
    step: str
    entity: str
    row: str
    field: str
    value: str | None
    parents: tuple[Name, ...]
    seen: str | None
    salt: bytes | None
    seal: bytes
    digest: bytes

    @property
    def name(self) -> Name:
        """The op's key."""
        return (self.site, self.seq)

    @property
    def rank(self) -> tuple[int, str, int]:
        """What decides which of two heads is shown: the higher (lamport, site)."""
        return (self.lamport, self.site, self.seq)

    def with_digest(self, digest: bytes) -> Op:
        """Give the op its place in the chain."""
        fields = (*_FIELDS(self)[:-1], digest)
        return Op(*fields)

    @property
    def erased(self) -> bool:
        """Whether a redaction has emptied the value."""
        return self.value is None


_FIELDS: Callable[[Op], tuple[Any, ...]] = attrgetter(*Op.__slots__)


def seal(salt: bytes, value: str) -> bytes:
    """Close a value under its salt; the digest is over this, so the value can be erased later."""
    return hashlib.sha256(salt + value.encode("utf-8")).digest()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def parents_text(parents: Iterable[Name]) -> str:
    """Write an op's parents as canonical JSON, sorted."""
    names = sorted(parents)
    return _ENCODER.encode(names) if names else "[]"


def parents_of(text: str) -> tuple[Name, ...]:
    """Read an op's parents."""
    return tuple((str(site), int(seq)) for site, seq in json.loads(text)) if text != "[]" else ()


def digest(previous: bytes, op: Op) -> bytes:
    """Bind an op to all before it on its site. The value takes part by its seal alone."""
    # As _ENCODER writes a list of these, at a third of the cost: an exchange brings very many.
    seen = "null" if op.seen is None else _text(op.seen)
    header = (
        f"[{_text(op.site)},{op.seq},{op.lamport},{_text(moment_text(op.wall))},{_text(op.actor)},"
        f"{_text(op.step)},{_text(op.entity)},{_text(op.row)},{_text(op.field)},"
        f"{_text(parents_text(op.parents))},{seen},{_text(op.seal.hex())}]"
    )
    return hashlib.sha256(previous + header.encode("utf-8")).digest()


def as_columns(op: Op) -> dict[str, object]:
    """Give an op as the columns of its table."""
    columns: dict[str, object] = dict(zip(Op.__slots__, _FIELDS(op), strict=True))
    columns["parents"] = parents_text(op.parents)
    return columns


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """Where a chain does not hold, and how: `gap`, `digest` or `seal`."""

    site: str
    seq: int
    fault: str


def broken_links(ops: Iterable[Op]) -> Iterator[BrokenLink]:
    """Check ops ordered by (site, seq): no gap, each digest and each seal as it should be."""
    site, seq, previous = "", 0, START
    for op in ops:
        if op.site != site:
            site, seq, previous = op.site, 0, START
        if op.seq != seq + 1:
            yield BrokenLink(site, op.seq, "gap")
        elif digest(previous, op) != op.digest:
            yield BrokenLink(site, op.seq, "digest")
        if op.value is not None and (op.salt is None or seal(op.salt, op.value) != op.seal):
            yield BrokenLink(site, op.seq, "seal")
        seq, previous = op.seq, op.digest
