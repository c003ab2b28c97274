"""Forks: two different ops of one number, because a copy was put back to what it had been and wrote on.

Neither tail can stand in the other's place, and neither may be lost. Each is issued again under a site
that follows from the tail itself, so that whoever meets both makes the very same ops of them, and these
take the place of the originals wherever they stand.
"""

from __future__ import annotations

import dataclasses
import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from json import loads

from sqlalchemy.orm import Session

from db.journal.chain import SALT_LENGTH, START, Name, Op, digest, seal
from db.journal.reading import ops_named
from db.journal.values import canonical
from db.journal.vector import Vector
from db.tables.columns import SITE_LENGTH

MARK = "~"
"""Begins the sites under which tails are issued again; copies' own are hexadecimal."""

ENTITY = "fork"
"""Stands in a tail's first op, which says what it is the tail of. There is no such table."""

_NAMESPACE = uuid.UUID("6d0a2a5e-4b5c-5d0e-9a53-1f1f6f0c1a77")


@dataclass(frozen=True, slots=True)
class Fork:
    """A tail that was issued again: under which site, and the site and seq at which it had parted."""

    site: str
    origin: str
    first: int

    def covers(self, name: Name) -> bool:
        """Whether an op's key is one of those that two tails may share."""
        return name[0] == self.origin and name[1] >= self.first


def issued_again(tail: Sequence[Op]) -> list[Op]:
    """Issue a tail again, from the op at which it parts to its end, after an op that says what it is.

    A longer tail gives the same ops and more. Each names its original among its parents.
    """
    first = tail[0]
    fork = Fork(MARK + hashlib.sha256(first.digest).hexdigest()[: SITE_LENGTH - 1], first.site, first.seq)
    before = START
    made: list[Op] = []
    for op in (_mark(fork, first), *(_again(fork, op) for op in tail)):
        before = digest(before, op)
        made.append(op.with_digest(before))
    return made


def forks_among(session: Session, sites: Iterable[str]) -> Mapping[str, Fork]:
    """Find which of some sites are tails that were issued again, and of what."""
    marks = ops_named(session, [(site, 1) for site in sites if site.startswith(MARK)])
    found = (fork_in(op) for op in marks.values())
    return {fork.site: fork for fork in found if fork is not None}


def fork_in(op: Op) -> Fork | None:
    """Read the op that begins a tail; None for one that says nothing which could be understood."""
    if op.entity != ENTITY or not op.site.startswith(MARK) or op.value is None:
        return None
    try:
        origin, _, first = str(loads(op.value)).rpartition(":")
        return Fork(op.site, origin, int(first)) if first.isdigit() else None
    except (ValueError, RecursionError):  # Whoever wrote it has followed no rule of ours.
        return None


def row_of(origin: str) -> str:
    """The row that the tails of one site are told of under."""
    return str(uuid.uuid5(_NAMESPACE, origin))


def _mark(fork: Fork, first: Op) -> Op:
    value = canonical(f"{fork.origin}:{fork.first}")
    salt = hashlib.sha256(b"salt" + first.digest).digest()[:SALT_LENGTH]
    return Op(
        site=fork.site, seq=1, lamport=first.lamport, wall=first.wall, actor=first.actor,
        step=str(uuid.uuid5(_NAMESPACE, fork.site)), entity=ENTITY, row=row_of(fork.origin), field=fork.site,
        value=value, parents=(), seen=None, salt=salt, seal=seal(salt, value), digest=b"",
    )  # fmt: skip


def _again(fork: Fork, op: Op) -> Op:
    shift = 2 - fork.first
    parents = {
        (fork.site, seq + shift) if fork.covers((site, seq)) else (site, seq) for site, seq in op.parents
    }
    return dataclasses.replace(
        op, site=fork.site, seq=op.seq + shift, parents=tuple(sorted({*parents, op.name})),
        seen=_seen_again(fork, op.seen, shift), digest=b"",
    )  # fmt: skip


def _seen_again(fork: Fork, seen: str | None, shift: int) -> str | None:
    if seen is None:
        return None
    seqs = dict(Vector.parse(seen).seqs)
    last = seqs.get(fork.origin, 0)
    if last >= fork.first:
        seqs |= {fork.origin: fork.first - 1, fork.site: last + shift}
    return Vector(seqs).text()
