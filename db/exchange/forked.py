"""Finding where a copy and a place hold different ops of one number, and issuing both tails again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.exchange.place import Place, Standing
from db.exchange.plan_place import of_site, standing_of
from db.journal.arrivals import digests_here
from db.journal.chain import Name, Op
from db.journal.forks import MARK, forks_among, issued_again
from db.journal.vector import Vector
from db.store import Store


@dataclass(frozen=True, slots=True)
class Tail:
    """What has parted: the site, and what to take in: ops issued again, and the foreign originals."""

    origin: str
    ops: tuple[Op, ...]


def parted_tails(here: Store, there: Place, theirs: Standing) -> list[Tail]:
    """Find every site of which this copy and a place hold different ops under one number."""
    mine = standing_of(here)
    return [*_tails(here, there, mine, theirs), *_left_behind(here, mine)]


def _tails(here: Store, there: Place, mine: Standing, theirs: Standing) -> Iterator[Tail]:
    shared = sorted(site for site in mine.ends.keys() & theirs.ends.keys() if not site.startswith(MARK))
    lasts = [(site, min(mine.ends[site].seq, theirs.ends[site].seq)) for site in shared]
    # All at once: a server far away is asked one thing at each meeting, however many copies there are.
    for site, last in _differing(here, there, lasts):
        first = _first_that_differs(here, there, site, last)
        before = Vector({**theirs.vector.seqs, site: first - 1})
        foreign = [op for op in there.ops_beyond(before) if op.site == site]
        own = list(of_site(here, site, first - 1, mine.ends[site].seq))
        if foreign and own:
            again = (*issued_again(own), *issued_again(sorted(foreign, key=lambda op: op.seq)))
            if not all(mine.vector.covers(*op.name) for op in again):  # Or it is an old story.
                yield Tail(site, (*again, *foreign))


def _left_behind(here: Store, mine: Standing) -> Iterator[Tail]:
    """Find what was written here of a site whose tails others have issued again without knowing of it.

    Its originals are given to nobody any more, so nobody else would ever come to know it.
    """
    forks = here.read(lambda session: forks_among(session, mine.ends)).values()
    for origin, first in sorted({(fork.origin, max(fork.first, 1)) for fork in forks}):
        last = mine.ends[origin].seq if origin in mine.ends and not origin.startswith(MARK) else 0
        begun = list(of_site(here, origin, first - 1, min(first, last)))
        if begun and not mine.vector.covers(issued_again(begun)[0].site, last - first + 2):
            yield Tail(origin, tuple(issued_again(list(of_site(here, origin, first - 1, last)))))


def _differing(here: Store, there: Place, names: Sequence[Name]) -> list[Name]:
    """The numbers under which both hold an op, and not the same: nor do they hold the same after it."""
    ours, others = here.read(digests_here, names), there.digests(names)
    return [name for name in names if name in ours and name in others and ours[name] != others[name]]


def _first_that_differs(here: Store, there: Place, site: str, last: int) -> int:
    """Halve the stretch until the parting is found: what differs once differs ever after."""
    alike, differs = 0, last
    while differs - alike > 1:
        middle = (alike + differs) // 2
        if _differing(here, there, [(site, middle)]):
            differs = middle
        else:
            alike = middle
    return differs
