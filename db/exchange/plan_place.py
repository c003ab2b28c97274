"""A plan as a place where copies meet: another plan file, or what is kept of the plan on a server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from operator import attrgetter

from sqlalchemy.orm import Session

from db.exchange.contents import forget_contents
from db.exchange.place import End, Standing
from db.journal.arrivals import chain_ends, digests_here, held_ops
from db.journal.cards import cards
from db.journal.chain import Name, Op
from db.journal.reading import chunks, ops
from db.journal.state import state_hash
from db.journal.vector import Vector, vector_here
from db.queries.attachments import contents_named
from db.store import Store, schema
from db.store.contents import Contents
from db.tables import OpRow
from db.views.exchange import Card, PlaceFault

PORTION = 20_000
"""How many ops are taken in at once: enough that each costs little, few enough that memory stays flat."""

STATE_LENGTH = 48
"""How much of the hash is kept: it follows the schema's version, since another version says other things."""

PAGE = 4_000
"""How many ops of one site are read at a time."""


class PlanPlace:
    """An open plan, seen as a place."""

    def __init__(self, store: Store, *, is_server: bool = False) -> None:
        self.address = store.name
        self._store = store
        self._is_server = is_server

    def standing(self) -> Standing | None:
        """How much is there."""
        return standing_of(self._store)

    def ops_beyond(self, known: Vector) -> Iterator[Op]:
        """The ops that a vector does not cover, each after all that it rests on."""
        return ops_beyond(self._store, known)

    def digests(self, names: Iterable[Name]) -> Mapping[Name, bytes]:
        """The digests of some ops, as far as they are there."""
        return self._store.read(digests_here, names)

    def take(self, plan: str, ops: Iterable[Op], card: Card) -> None:
        """Keep these ops and the card of the copy that gives them."""
        del plan  # Which plan this is was said as it was opened.
        before = None if self._is_server else self._store.read(contents_named)
        erased = 0
        for portion in chunks(ops, PORTION):
            erased += self._store.merge(portion).erased
        if erased and before:
            forget_contents(self._store, before)
        self._store.keep_cards([card])

    def erase(self, names: Iterable[Name], writer: str) -> Sequence[str]:
        """Nothing is left to do: the order to erase is an op like others, carried out as it is taken."""
        del names, writer
        return ()

    def cards(self) -> Sequence[Card]:
        """The cards of the copies that have been here, and that of the copy which this is, if it is one."""
        found = self._store.read(cards)
        if self._is_server:
            return found
        own = card_of(self._store, self._store.world.now())
        return [*(card for card in found if card.site != own.site), own]

    def state(self) -> tuple[Vector, str] | None:
        """What the plan knows, and the hash of what it says."""
        return self._store.read(knowledge)

    def contents(self) -> Contents:
        """What its attachments hold."""
        return self._store.contents

    def faults(self) -> Sequence[PlaceFault]:
        """Nothing: a plan is whole, or cannot be opened."""
        return ()

    def close(self) -> None:
        """Let go of it."""
        self._store.close()


def knowledge(session: Session) -> tuple[Vector, str]:
    """What is known here, and the hash of what the plan says with it."""
    return vector_here(session), f"{schema.CURRENT}:{state_hash(session)}"[:STATE_LENGTH]


def card_of(store: Store, at: dt.datetime, *, reckon: bool = False) -> Card:
    """The card that a copy leaves; `reckon` says whether to hash what it says, which takes a while."""
    me = store.here()
    knows, state = store.read(knowledge) if reckon else (store.read(vector_here), "")
    return Card(site=me.site, letter=me.letter, name=me.name, at=at, knows=knows.text(), state=state)


def standing_of(store: Store) -> Standing:
    """How much of which plan a store holds."""
    ends = store.read(chain_ends)
    return Standing(store.plan, {site: End(seq, digest) for site, (seq, digest) in ends.items()})


def ops_beyond(store: Store, known: Vector) -> Iterator[Op]:
    """The ops of a store that a vector does not cover, those that wait last.

    They come in the order in which they could have been written: each after all that it rests on.
    """
    ends = store.read(chain_ends)
    sites = [(site, known.seqs.get(site, 0), seq) for site, (seq, _) in sorted(ends.items())]
    yield from merge(
        *(of_site(store, site, first, last) for site, first, last in sites if first < last),
        key=attrgetter("lamport", "site", "seq"),
    )
    yield from (op for op in store.read(held_ops) if not known.covers(op.site, op.seq))


def of_site(store: Store, site: str, after: int, last: int) -> Iterator[Op]:
    """One site's ops, read page by page: what is in the log stays as it is."""
    for first in range(after + 1, last + 1, PAGE):
        yield from store.read(_page, site, first, min(first + PAGE - 1, last))


def _page(session: Session, site: str, first: int, last: int) -> list[Op]:
    return list(ops(session, OpRow.site == site, OpRow.seq.between(first, last)))
