"""Telling an exchange in numbers: by copy, how much is new, changed and deleted, and what still waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.journal.chain import Op, parents_of
from db.journal.reading import chunks
from db.journal.vector import Vector, vector_here
from db.tables import THINGS, HeldRow, Site
from db.views.exchange import Awaited, HeldReason, Share

PARTS = frozenset(
    {"activity_promise", "activity_cause", "participant", "date_exception", "counter", "signatory",
     "attendance"}
)  # fmt: skip
"""Tables whose rows nobody counts: they say something about the row that they belong to."""


@dataclass(slots=True)
class _Count:
    steps: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    ops: int = 0


class Tally:
    """Counts ops as they pass, by the copy that wrote them."""

    def __init__(self) -> None:
        self._by_site: dict[str, _Count] = defaultdict(_Count)
        self.ops = 0

    def counting(self, passing: Iterable[Op]) -> Iterator[Op]:
        """Let ops pass, and count them."""
        for op in passing:
            self.add(op)
            yield op

    def add(self, op: Op) -> None:
        """Count one op."""
        self.ops += 1
        count = self._by_site[op.site]
        count.ops += 1
        if op.entity not in THINGS:
            return
        count.steps.add(op.step)
        if op.entity in PARTS:
            return
        if op.field == "alive" and op.value == "false":
            count.deleted.add(op.row)
        elif op.field == "alive" and not op.parents:
            count.new.add(op.row)
        else:
            count.changed.add(op.row)

    def shares(self, session: Session) -> tuple[Share, ...]:
        """Give the counts with the copies' names; a copy that only said who it is has nothing to tell."""
        names = named(session, self._by_site)
        return tuple(
            Share(
                site=site, letter=names[site][0], name=names[site][1], steps=len(count.steps),
                new=len(count.new), changed=len(count.changed - count.new - count.deleted),
                deleted=len(count.deleted - count.new), ops=count.ops,
            )
            for site, count in sorted(self._by_site.items())
        )  # fmt: skip


def named(session: Session, sites: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Find some copies' letters and names; empty texts for those that have not said."""
    wanted = sorted(set(sites))
    found = dict.fromkeys(wanted, ("", ""))
    for chunk in chunks(wanted):
        asked = select(Site.id, Site.letter, Site.name).where(Site.id.in_(chunk))
        found.update((site, (letter, name)) for site, letter, name in session.execute(asked))
    return found


def awaited(session: Session) -> tuple[Awaited, ...]:
    """Tell what waits here, and whose edits it waits for."""
    waiting: dict[tuple[str, HeldReason], int] = defaultdict(int)
    lacks = HeldRow.reason != HeldReason.FORK.value
    known = vector_here(session)
    for site, reason, parents, count in session.execute(
        select(HeldRow.site, HeldRow.reason, HeldRow.parents, func.count())
        .where(lacks)
        .group_by(HeldRow.site, HeldRow.reason, HeldRow.parents)
    ):
        waiting[_whose(site, HeldReason(reason), parents, known), HeldReason(reason)] += count
    names = named(session, (site for site, _ in waiting))
    return tuple(
        Awaited(site=site, letter=names[site][0], name=names[site][1], reason=reason, ops=count)
        for (site, reason), count in sorted(waiting.items())
    )


def _whose(site: str, reason: HeldReason, parents: str, known: Vector) -> str:
    """Find the copy whose edits are lacking: for a parent that of the first which is not here."""
    if reason is HeldReason.PARENT:
        return next((of for of, seq in parents_of(parents) if not known.covers(of, seq)), site)
    return site
