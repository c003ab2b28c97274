"""Ops for tests that need a log but no plan: each site's an honest chain, which begins at 1."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from db.exchange import wire
from db.exchange.folder import FolderPlace
from db.exchange.wire import Header, Run, Trailer
from db.journal.chain import START, Op, digest, seal
from db.journal.vector import Vector
from db.views.exchange import Card
from db.world import World
from tests.builders import MORNING, a_world

PLAN = "5c2f0a68-1111-4222-8333-944445555666"
OTHER = "deadbeef-1111-4222-8333-944445555666"
OFFICE, STATION, REGION = "0f0f0f0f0f0f0f0f", "5a5a5a5a5a5a5a5a", "7e7e7e7e7e7e7e7e"
NOTHING = Vector({})


def a_chain(
    site: str = OFFICE, count: int = 5, *, after: Op | None = None, words: str = "Torgmöte", tail: str = ""
) -> list[Op]:
    """The next ops of a site; `tail` makes other ones of the same numbers."""
    chance = random.Random(f"{site}{tail}{after.seq if after else 0}")
    seq, before = (after.seq, after.digest) if after else (0, START)
    ops: list[Op] = []
    for number in range(seq + 1, seq + count + 1):
        value, salt = f'"{words} {tail}{number} – «åäö»\\u2028"', chance.randbytes(16)
        op = Op(
            site=site, seq=number, lamport=number, wall=MORNING + dt.timedelta(seconds=number),
            actor="samordnare", step="s" * 36, entity="activity", row="r" * 36, field="title", value=value,
            parents=((site, number - 1),) if number > 1 else (), seen=None if number % 3 else '{"a":1}',
            salt=salt, seal=seal(salt, value), digest=b"",
        )  # fmt: skip
        before = digest(before, op)
        ops.append(op.with_digest(before))
    return ops


def erased(op: Op) -> Op:
    """The same op without what it said."""
    return replace(op, value=None, salt=None)


def a_card(site: str = OFFICE, at: dt.datetime = MORNING) -> Card:
    """A copy's card."""
    return Card(site=site, letter="K", name="kommunen", at=at, knows="{}", state="")


def a_place(
    folder: Path, site: str = OFFICE, plan: str | None = None, memory: Path | None = None
) -> FolderPlace:
    """The folder as one copy's computer sees it."""
    world = a_world(site)
    return FolderPlace(folder, World(world.now, world.random, world.machine, memory), plan)


def give(folder: Path, ops: Iterable[Op], site: str = OFFICE, plan: str = PLAN) -> None:
    """Let a copy that remembers nothing give ops to a folder."""
    a_place(folder, site).take(plan, ops, a_card(site))


def written(
    runs: Sequence[Sequence[Op]], *, writer: str = OFFICE, plan: str = PLAN, number: int = 1
) -> bytes:
    """A file that holds these runs of ops, made without a disk."""
    holds: dict[str, tuple[Run, ...]] = {}
    for run in runs:
        first, last = run[0], run[-1]
        before = START if first.seq == 1 else before_of(first)
        holds[first.site] = (*holds.get(first.site, ()), Run(first.seq, last.seq, last.digest, before))
    header = Header(plan, writer, number, MORNING, holds)
    body = wire.header_line(header) + b"".join(wire.op_line(op) for run in runs for op in run)
    return body + wire.trailer_line(Trailer(header.count, hashlib.sha256(body).hexdigest()))


def before_of(op: Op) -> bytes:
    """The digest of the op before one of `a_chain`."""
    return a_chain(op.site, op.seq - 1)[-1].digest


def found(folder: Path, known: Vector = NOTHING) -> list[Op]:
    """What a copy that remembers nothing finds in a folder."""
    place = a_place(folder, "läsare")
    place.standing()
    return list(place.ops_beyond(known))


def in_order(ops: Iterable[Op]) -> list[Op]:
    """Ops in an order in which they could have been written."""
    return sorted(ops, key=lambda op: (op.lamport, op.site, op.seq))


def ends(folder: Path) -> dict[str, int]:
    """How far each site goes in a folder, for a copy that remembers nothing."""
    standing = a_place(folder, "läsare").standing()
    return dict(standing.vector.seqs) if standing else {}


def bundles(folder: Path) -> list[Path]:
    """The files of ops in a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix == ".ops")
