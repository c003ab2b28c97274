"""What a folder's files hold of one site, put together: how far it goes, and which digest stands where.

Files may overlap, leave gaps, and disagree (a fork). The strand follows the digests from the site's first op
on as far as they go, so that what it calls the end is the end of one chain, the same for every reader.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace

from db.exchange.bundle import Bundle, Reader
from db.exchange.place import End
from db.exchange.wire import Run
from db.journal.chain import Op, digest


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A run of ops, and the file that it stands in."""

    bundle: Bundle
    run: Run


class _Links:
    """The runs that go back to the site's first op, each with the one before it."""

    def __init__(self) -> None:
        self.before: dict[Piece, Piece | None] = {}
        self.ends: dict[int, list[Piece]] = {}
        self.farthest: Piece | None = None

    def put(self, piece: Piece, before: Piece | None) -> None:
        self.before[piece] = before
        self.ends.setdefault(piece.run.last, []).append(piece)
        if self.farthest is None or _farther(piece.run, self.farthest.run):
            self.farthest = piece

    def chain(self) -> list[Piece]:
        """The chain that goes farthest, from its beginning on."""
        chain: list[Piece] = []
        piece = self.farthest
        while piece is not None:
            chain.append(piece)
            piece = self.before[piece]
        return chain[::-1]


class Strand:
    """One site's ops in a folder. Files are read only where their headers do not say enough."""

    def __init__(self, site: str, pieces: Iterable[Piece], reader: Reader) -> None:
        self._site = site
        self._reader = reader
        self._pieces = sorted(pieces, key=_order)
        self._groups = list(_groups(self._pieces))
        self._starts = [group[0].run.first for group in self._groups]
        self._digests: dict[Piece, list[bytes]] = {}
        self._chain: list[Piece] | None = None

    @property
    def end(self) -> End | None:
        """How far it goes from its first op on without a gap; None if that is missing."""
        chain = self._linked()
        return End(chain[-1].run.last, chain[-1].run.digest) if chain else None

    @property
    def reach(self) -> int:
        """The last op's seq, whatever is missing before it."""
        return max(piece.run.last for piece in self._pieces)

    def digest(self, seq: int) -> bytes | None:
        """The digest of an op as far as it is there; of a fork that of the chain which goes farthest."""
        chain = self._linked()
        if chain and seq <= chain[-1].run.last:
            at = bisect_right(chain, seq, key=lambda piece: piece.run.first) - 1
            return self._digest_in(chain[at], seq)
        return next((self._digest_in(piece, seq) for piece in self._about(seq)), None)

    def every_digest(self, seq: int) -> Iterator[bytes]:
        """All digests that an op is there with: more than one is a fork."""
        return (self._digest_in(piece, seq) for piece in self._about(seq))

    def holding(self, seq: int) -> Iterator[Piece]:
        """The runs that an op stands in."""
        return self._about(seq)

    def beyond(self, seq: int) -> Iterator[Op]:
        """Each op after one, in order of seq; of a fork both. Where one file has it erased, so it is."""
        for group in self._groups:
            pieces = [piece for piece in group if piece.run.last > seq]
            if len(pieces) == 1:
                yield from self._ops(pieces[0], seq)
                continue
            last: Op | None = None
            same: dict[bytes, Op] = {}
            for op in self._in_order(pieces, seq):
                if last is not None and last.seq != op.seq:
                    yield from same.values()
                    same = {}
                if op.digest not in same or op.erased:
                    same[op.digest] = op
                last = op
            yield from same.values()

    def _in_order(self, pieces: Sequence[Piece], after: int) -> Iterator[Op]:
        """The ops of runs that overlap, one after the other; a file is open only where it is read."""
        waiting = list(enumerate(pieces))[::-1]
        reading: list[tuple[int, int, Op, Iterator[Op]]] = []
        while waiting or reading:
            if waiting and (not reading or waiting[-1][1].run.first <= reading[0][0]):
                number, piece = waiting.pop()
                ops = self._ops(piece, after)
                first = next(ops)
                heappush(reading, (first.seq, number, first, ops))
                continue
            _, number, op, ops = reading[0]
            yield op
            following = next(ops, None)
            if following is None:
                heappop(reading)
            else:
                heapreplace(reading, (following.seq, number, following, ops))

    def _ops(self, piece: Piece, after: int) -> Iterator[Op]:
        return self._reader.ops(piece.bundle, self._site, piece.run, after)

    def _about(self, seq: int) -> Iterator[Piece]:
        at = bisect_right(self._starts, seq) - 1
        group = self._groups[at] if at >= 0 else []
        return (piece for piece in group if piece.run.first <= seq <= piece.run.last)

    def _digest_in(self, piece: Piece, seq: int) -> bytes:
        if seq == piece.run.last:
            return piece.run.digest
        if piece not in self._digests:
            self._digests[piece] = self._reader.digests(piece.bundle, self._site, piece.run)
        return self._digests[piece][seq - piece.run.first]

    def _linked(self) -> Sequence[Piece]:
        """Follow the chain that goes farthest back to its beginning."""
        if self._chain is None:
            links = _Links()
            aside: list[Piece] = []
            for piece in self._pieces:
                if self._bind(piece, links):
                    continue
                # Where one begins within another, files have to be read; most often that decides nothing.
                aside.append(piece)
                if links.farthest is None or piece.run.last > links.farthest.run.last:
                    for one in aside:
                        if not self._bind(one, links):
                            self._bind(one, links, overlapping=True)
                    aside.clear()
            self._chain = links.chain()
        return self._chain

    def _bind(self, piece: Piece, links: _Links, *, overlapping: bool = False) -> bool:
        """Put a run after the one that it goes on from, if that is linked itself."""
        run = piece.run
        if run.first == 1:
            links.put(piece, None)
            return True
        ending = links.ends.get(run.first - 1, ())
        within = (one for one in links.before if one.run.first < run.first <= one.run.last)
        link = self._link(piece, within if overlapping else ending)
        if link is not None:
            links.put(piece, link)
        return link is not None

    def _link(self, piece: Piece, candidates: Iterable[Piece]) -> Piece | None:
        """Find what a run goes on from."""
        seq = piece.run.first - 1
        return next((one for one in candidates if self._follows(piece, self._digest_in(one, seq))), None)

    def _follows(self, piece: Piece, before: bytes) -> bool:
        if piece.run.before is not None:
            return piece.run.before == before
        first = next(self._ops(piece, 0))
        return digest(before, first) == first.digest


def _order(piece: Piece) -> tuple[int, int, bytes, str]:
    """The same order whatever the files are called, but for files that say the same."""
    return (piece.run.first, -piece.run.last, piece.run.digest, piece.bundle.sha256)


def _farther(run: Run, other: Run) -> bool:
    """Whether a run goes farther than another; of the two ends of a fork one is taken, always the same."""
    return run.last > other.last or (run.last == other.last and run.digest < other.digest)


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Put together the runs that overlap; the groups stand apart."""
    group: list[Piece] = []
    end = 0
    for piece in pieces:
        if group and piece.run.first > end:
            yield group
            group = []
        group.append(piece)
        end = max(end, piece.run.last)
    if group:
        yield group
