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
from db.journal.chain import START, Op, digest


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
        self.site = site
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
        piece = self._piece_of_chain(seq)
        if piece is not None:
            return self._digest_in(piece, seq)
        return next((self._digest_in(piece, seq) for piece in self._about(seq)), None)

    def every_digest(self, seq: int) -> Iterator[bytes]:
        """All digests that an op is there with: more than one is a fork."""
        return (self._read_digest(piece, seq) for piece in self._about(seq))

    def beyond(self, seq: int) -> Iterator[Op]:
        """Each op after one, in order of seq; where one file has it erased, so it is.

        As far as the chain goes, only its own ops: those of a tail that parts from it are in `tails`.
        """
        for group in self._groups:
            pieces = [piece for piece in group if piece.run.last > seq]
            if len(pieces) == 1:
                yield from self._ops(pieces[0], seq)
                continue
            for same, of_chain in self._in_order(pieces, seq):
                yield from same.values() if of_chain is None else (same[of_chain],)

    def covers(self, op: Op) -> bool:
        """Whether an op is no farther than the chain goes."""
        chain = self._linked()
        return bool(chain) and op.seq <= chain[-1].run.last

    def tails(self) -> list[list[Op]]:
        """The ops that part from the chain, each tail from the first that differs to its end."""
        chain = self._linked()
        last = chain[-1].run.last if chain else 0
        found: dict[int, dict[bytes, Op]] = {}
        for piece in self._pieces:
            end = min(piece.run.last, last)
            if piece.run.first <= end and self._digest_in(piece, end) != self.digest(end):
                for op in self._ops(piece, 0):
                    at = self._piece_of_chain(op.seq)
                    if at is None or op.digest != self._read_digest(at, op.seq):
                        found.setdefault(op.seq, {})[op.digest] = op
        tails: list[list[Op]] = []
        for seq in sorted(found):
            for op in found[seq].values():
                longer = (tail for tail in tails if tail[-1].seq == seq - 1 and _goes_on(tail[-1].digest, op))
                if (tail := next(longer, None)) is not None:
                    tail.append(op)
                elif seq <= last and _goes_on((self.digest(seq - 1) if seq > 1 else START) or START, op):
                    tails.append([op])
        return tails

    def _in_order(
        self, pieces: Sequence[Piece], after: int
    ) -> Iterator[tuple[dict[bytes, Op], bytes | None]]:
        """Of each seq the ops there are, by their digests, and which of them is the chain's, if it is there.

        A file is open only where it is read.
        """
        waiting = list(enumerate(pieces))[::-1]
        reading: list[tuple[int, int, Op, Iterator[Op]]] = []
        same: dict[bytes, Op] = {}
        of_chain: bytes | None = None
        while waiting or reading:
            if waiting and (not reading or waiting[-1][1].run.first <= reading[0][0]):
                number, piece = waiting.pop()
                ops = self._ops(piece, after)
                first = next(ops)
                heappush(reading, (first.seq, number, first, ops))
                continue
            seq, number, op, ops = reading[0]
            if op.digest not in same or op.erased:
                same[op.digest] = op
            if self._piece_of_chain(seq) is pieces[number]:
                of_chain = op.digest
            following = next(ops, None)
            if following is None:
                heappop(reading)
            else:
                heapreplace(reading, (following.seq, number, following, ops))
            if not reading or reading[0][0] != seq:
                starts = waiting[-1][1].run.first if waiting else seq + 1
                if starts > seq:
                    yield same, of_chain
                    same, of_chain = {}, None

    def _piece_of_chain(self, seq: int) -> Piece | None:
        """The run that holds the chain's op of a number."""
        chain = self._linked()
        if not chain or seq > chain[-1].run.last:
            return None
        return chain[bisect_right(chain, seq, key=lambda piece: piece.run.first) - 1]

    def _ops(self, piece: Piece, after: int) -> Iterator[Op]:
        return self._reader.ops(piece.bundle, self.site, piece.run, after)

    def _about(self, seq: int) -> Iterator[Piece]:
        at = bisect_right(self._starts, seq) - 1
        group = self._groups[at] if at >= 0 else []
        return (piece for piece in group if piece.run.first <= seq <= piece.run.last)

    def _digest_in(self, piece: Piece, seq: int) -> bytes:
        """An op's digest in a run, as far as can be without reading the file."""
        if seq == piece.run.last:
            return piece.run.digest
        marks = self._reader.marks_in(piece.bundle)
        name = f"{self.site}:{seq}"
        if name not in marks:
            marks[name] = self._read_digest(piece, seq).hex()
        return bytes.fromhex(marks[name])

    def _read_digest(self, piece: Piece, seq: int) -> bytes:
        """The same for many ops of a file, which are not worth being remembered each."""
        if piece not in self._digests:
            self._digests[piece] = self._reader.digests(piece.bundle, self.site, piece.run)
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
        return _goes_on(before, next(self._ops(piece, 0)))


def _goes_on(before: bytes, op: Op) -> bool:
    """Whether an op is the next one after a digest."""
    return digest(before, op) == op.digest


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
