"""The exchange: each side is given what it lacks, and afterwards both know and say the same.

It is one symmetric function, and can be broken off anywhere and done again: what has come is whole, and
to take in anything twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain, islice

from sqlalchemy.orm import Session

from db.errors import LockedPlan, OtherPlan, PlaceEmptied, PlaceWentBack
from db.exchange.comparing import compare
from db.exchange.contents import Traffic, exchange_contents, expected, forget_contents
from db.exchange.forked import Tail, parted_tails
from db.exchange.memory import Memory
from db.exchange.place import Place, Standing
from db.exchange.plan_place import PORTION, card_of, ops_beyond
from db.exchange.telling import Tally, awaited
from db.journal.cards import cards
from db.journal.chain import Op
from db.journal.erasing import erased_names
from db.journal.forks import forks_among
from db.journal.merging import Merged
from db.journal.reading import chunks
from db.journal.vector import Vector, vector_here
from db.queries.attachments import contents_named
from db.queries.conflicts import count_to_decide
from db.store import Store
from db.views.exchange import Card, Exchange, KnownPlace, PlaceKind

FRESH = dt.timedelta(hours=12)
"""How old the card may be that one has left: days are told of, not hours."""

Tell = Callable[[int, int], None]
"""Hears how far the work has come, (done, of), and may raise to break it off."""


class Consent(StrEnum):
    """What a person has agreed to after having been asked."""

    REFILL_EMPTIED = "refill_emptied"
    REFILL_OLDER = "refill_older"


def _nobody(_done: int, _of: int) -> None:
    """Hear nothing."""


@dataclass(slots=True)
class _Received:
    """What has come, as it comes in portions."""

    tally: Tally = field(default_factory=Tally)
    touched: set[str] = field(default_factory=set)
    erased: int = 0

    def add(self, merged: Merged) -> None:
        for op in merged.applied:
            self.tally.add(op)
        self.touched |= merged.touched
        self.erased += merged.erased


def sync(
    here: Store,
    there: Place,
    kind: PlaceKind,
    *,
    consent: frozenset[Consent] = frozenset(),
    tell: Tell = _nobody,
) -> Exchange:
    """Let a copy and a place become one: each takes in what it lacks of the other.

    Raises OtherPlan; PlaceEmptied or PlaceWentBack where a place holds less than before and nobody has
    agreed to fill it again; StatesDiffer if two that know the same should not say the same; and any
    StorageError of either side, after which each holds what it had, or more.
    """
    memory = Memory.of(here)
    here.be_oneself()
    theirs = _standing(here, there, memory.find(there.address), consent)
    attached = here.read(contents_named)
    received, tails = _Received(), parted_tails(here, there, theirs)
    mine = here.read(vector_here)
    steps = _missing(mine, theirs.vector) + _missing(theirs.vector, mine)
    tell(0, steps)
    before: int | None = None
    for portion in _arriving(here, there, tails):
        if before is None:  # To count takes longer than to see that there is nothing new.
            before = here.read(_undecided)
        received.add(here.merge(portion))
        tell(min(received.tally.ops, steps), steps)
    here.be_oneself()  # Our own ops may be what has forked.
    if received.erased:
        with suppress(LockedPlan):  # Another window is open: what is freed is overwritten all the same.
            here.forget_traces()
        forget_contents(here, attached)
    given = Tally()

    def giving() -> Iterator[Op]:
        for count, op in enumerate(given.counting(to_give(here, theirs.vector)), 1):
            if count % PORTION == 0:
                tell(min(received.tally.ops + count, steps), steps)
            yield op

    gift = giving()
    first = list(islice(gift, 1))
    has_news = bool(received.tally.ops or first)
    me = here.here().site
    met = {card.site: card for card in there.cards()}
    card = card_of(here, here.world.now(), reckon=has_news)
    if has_news or not _is_fresh(met.get(me), card):
        there.take(here.plan, chain(first, gift), card)
    here.keep_cards(card for card in there.cards() if card.site != me)
    if has_news:
        compare(here, there, card)
    unerased = there.erase(here.read(erased_names), me)
    after = there.standing()
    memory.met(there.address, kind, here.world.now(), after.vector if after else Vector({}))
    tell(steps, steps)
    traffic = exchange_contents(here, there, kind, tell)
    received.touched |= traffic.arrived
    origins = tuple(tail.origin for tail in tails)
    told = here.read(_told, there, kind, received, given, before, origins, traffic)
    return replace(told, unerased=tuple(unerased))


def preview(
    here: Store, there: Place, kind: PlaceKind, *, consent: frozenset[Consent] = frozenset()
) -> Exchange:
    """Tell what an exchange would do, and do nothing.

    It is done in a transaction that is taken back, so what is told is what would be. Raises what `sync` does.
    """
    theirs = _standing(here, there, Memory.of(here).find(there.address), consent)
    before = here.read(_undecided)
    tails = parted_tails(here, there, theirs)
    found = [op for tail in tails for op in tail.ops]
    found += there.ops_beyond(here.read(vector_here))
    given = Tally()
    for op in to_give(here, theirs.vector):
        given.add(op)

    def look(session: Session, merged: Merged) -> Exchange:
        received = _Received()
        received.add(merged)
        origins = tuple(tail.origin for tail in tails)
        traffic = expected(session, here.contents, there.contents())
        return _told(session, there, kind, received, given, before, origins, traffic)

    return here.rehearse(found, look)


def to_give(here: Store, known: Vector) -> Iterator[Op]:
    """The ops that a place lacks, but for the originals of tails that have been issued again."""
    forks = here.read(lambda session: forks_among(session, vector_here(session).seqs)).values()
    for op in ops_beyond(here, known):
        if not any(fork.covers(op.name) for fork in forks):
            yield op


def _is_fresh(left: Card | None, mine: Card) -> bool:
    """Whether the card that one has left says the same, and is not so old that others would wonder."""
    return left is not None and left.knows == mine.knows and abs(mine.at - left.at) < FRESH


def _standing(here: Store, there: Place, known: KnownPlace | None, consent: frozenset[Consent]) -> Standing:
    """See what a place holds; what looks as if it had lost something is for a person to judge."""
    found = there.standing()
    if found is not None and found.plan != here.plan:
        raise OtherPlan(there.address)
    held = Vector.parse(known.holds) if known else Vector({})
    vector = found.vector if found else Vector({})
    lost = _missing(vector, held)
    if lost and not vector.seqs and Consent.REFILL_EMPTIED not in consent:
        raise PlaceEmptied(there.address)
    if lost and vector.seqs and Consent.REFILL_OLDER not in consent:
        raise PlaceWentBack(there.address, lost)
    return found or Standing(here.plan)


def _missing(known: Vector, other: Vector) -> int:
    """How many ops the one lacks of the other."""
    return sum(max(0, seq - known.seqs.get(site, 0)) for site, seq in other)


def _arriving(here: Store, there: Place, tails: Iterable[Tail]) -> Iterator[list[Op]]:
    """What a copy lacks, in portions; what has parted first, since it says how to take the rest."""
    if parted := [op for tail in tails for op in tail.ops]:
        yield parted
    yield from chunks(there.ops_beyond(here.read(vector_here)), PORTION)


def _undecided(session: Session) -> int:
    """How much there is for people to decide."""
    return count_to_decide(session).to_decide


def _told(
    session: Session,
    there: Place,
    kind: PlaceKind,
    received: _Received,
    given: Tally,
    before: int | None,
    forked: tuple[str, ...],
    traffic: Traffic,
) -> Exchange:
    conflicts = _undecided(session)
    fresh = 0 if before is None else max(0, conflicts - before)
    return Exchange(
        address=there.address, kind=kind, received=received.tally.shares(session),
        given=given.shares(session), conflicts=conflicts, fresh_conflicts=fresh,
        awaited=awaited(session), forked=forked, erased=received.erased, faults=tuple(there.faults()),
        cards=tuple(cards(session)), touched=frozenset(received.touched), missing=traffic.missing,
        content_received=traffic.received, content_given=traffic.given,
    )  # fmt: skip
