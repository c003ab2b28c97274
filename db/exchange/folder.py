"""A shared folder where copies meet: on a share, in a synchronised folder, on a stick.

Each copy writes files of its own and never touches another's. A file is written beside its place and named
when it is whole, so that a name stands for all of it or is none of ours. What is there is what the files say
that are whole, whatever they are called and however often they are there; the rest is named as a fault, and
what a damaged file held is given again by whoever has it. The format stands in db.exchange.wire.
"""

from __future__ import annotations

import errno
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from heapq import merge
from itertools import chain
from operator import attrgetter
from pathlib import Path

from db.errors import DiskFailed
from db.exchange import bundle as bundles
from db.exchange import disk_calls, emptying
from db.exchange.bundle import Bundle, Changed, NotWhole, Reader
from db.exchange.cards import read_cards, write_card
from db.exchange.known_files import KnownFiles
from db.exchange.packing import Layer, Pack, lines_of
from db.exchange.place import End, Standing
from db.exchange.strand import Piece, Strand
from db.exchange.wire import Header, Unreadable
from db.journal.chain import Name, Op, digest
from db.journal.forks import MARK, issued_again
from db.journal.vector import Vector
from db.store import failures
from db.store.contents import Contents, FolderContents
from db.views.exchange import Card, PlaceFault, PlaceFaultKind
from db.world import World

ONE_FILES_OWN = frozenset(
    {errno.EIO, errno.EACCES, errno.EPERM, errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.ENAMETOOLONG,
     errno.EINVAL, errno.EBADMSG, getattr(errno, "EUCLEAN", errno.EIO)}
)  # fmt: skip
"""What a system says of one file while the others can be read."""

ATTEMPTS = 1000
"""How many numbers are tried, should other programs of the same copy take them meanwhile."""

AT_ONCE = 200
"""How many sites are read at a time, one file each; of more than there will ever be, one after the other."""

STRAY = 3600
"""Seconds after which an unfinished file is nobody's work any more."""


class FolderPlace:
    """A folder as a place where copies of a plan meet.

    `plan` says which plan is looked for; without it, it is the plan of which the folder holds most.
    """

    def __init__(self, path: Path, world: World, plan: str | None = None) -> None:
        self.address = str(path)
        self._path = path
        self._world = world
        self._plan = plan
        self._known = KnownFiles.of(path, world)
        self._reader = Reader(path, self._known.marks)
        self._names: list[str] | None = None
        self._bundles: list[Bundle] = []
        self._faults: list[PlaceFault] = []
        self._broken: list[str] = []
        self._strands: dict[str, dict[str, Strand]] = {}

    def standing(self) -> Standing | None:
        """How much is there, without a gap from each site's first op on; None where no plan has been yet."""
        with self._named():
            self._look()
            plan = self._present_plan()
            if plan is None:
                return None
            ends: dict[str, End] = {}
            for site, strand in self._of(plan).items():
                if end := strand.end:
                    ends[site] = end
            return Standing(plan, ends)

    def ops_beyond(self, known: Vector) -> Iterator[Op]:
        """The ops that a vector does not cover, each after all that it rests on.

        Only files that hold such are opened. One that changes meanwhile is a DiskFailed: what is given is
        never less than what was said to be there. Where files of a fork's two sides have come together,
        both tails are issued again; see db.journal.forks.
        """
        with self._named():
            strands = sorted(self._of(self._met_plan()).items())
            again = [op for _, strand in strands for op in _issued_again(strand)]
            streams = [
                strand.beyond(known.seqs.get(site, 0))
                for site, strand in strands
                if strand.reach > known.seqs.get(site, 0)
            ]
            if len(streams) <= AT_ONCE:
                yield from merge(*streams, key=attrgetter("lamport", "site", "seq"))
            else:
                yield from chain.from_iterable(streams)
            yield from {op.name: op for op in again if not known.covers(*op.name)}.values()

    def digests(self, names: Iterable[Name]) -> Mapping[Name, bytes]:
        """The digests of some ops, as far as they are there; of a fork those of the end in `standing`."""
        found: dict[Name, bytes] = {}
        with self._named():
            strands = self._of(self._met_plan())
            for site, seq in names:
                if site in strands and (known := strands[site].digest(seq)) is not None:
                    found[site, seq] = known
        return found

    def take(self, plan: str, ops: Iterable[Op], card: Card) -> None:
        """Keep these ops and the card of the copy that gives them, durably; what is there already stays.

        What the whole files lack is written as one new file, or as several where there is much; each is
        there whole or not at all.
        """
        self._plan = plan
        with self._named():
            self._look()
        pack = Pack()
        try:
            for op in ops:
                if self._lacks(plan, op, pack):
                    pack.put(op)
                if pack.full:
                    self._write(plan, card.site, pack)
            self._write(plan, card.site, pack)
            with self._named():
                write_card(self._path, plan, card)
                self._sweep(card.site)
        finally:
            self._known.remember()

    def cards(self) -> Sequence[Card]:
        """The cards of the copies that have been here, each copy's latest."""
        with self._named():
            met = self._met_plan()
            plan = self._plan or met
            return list(read_cards(self._path, sorted(disk_calls.names(self._path)), plan).values())

    def state(self) -> None:
        """Nothing: a folder keeps what it is given, and says nothing of its own."""

    def contents(self) -> Contents:
        """What attachments hold: a folder for each plan, since each sweeps its own."""
        folder = self._path / "bilagor" / (self._plan or self._met_plan() or "-")
        return FolderContents(folder, self.address, within=self._path)

    def faults(self) -> Sequence[PlaceFault]:
        """What was found there that could not be read, each by its name; also files of other plans."""
        with self._named():
            met = self._met_plan()
            plan = self._plan or met
            others = (one for one in self._bundles if one.header.plan != plan)
            other = PlaceFaultKind.OTHER_PLAN
            found = [*self._faults, *(PlaceFault(_shown(one.name), other, one.header.plan) for one in others)]
            return sorted(found, key=lambda fault: fault.name)

    def erase(self, names: Iterable[Name], writer: str) -> Sequence[str]:
        """Empty some ops' values in all files of a writer's; give the names of files that still hold them.

        These are other writers', who empty them when they meet the folder, and damaged ones, which nobody
        can write anew. It costs next to nothing to ask for the same again at each meeting.
        """
        wanted = defaultdict[str, set[int]](set)
        for site, seq in names:
            wanted[site].add(seq)
        holding: list[str] = []
        try:
            with self._named():
                self._look()
                for number, bundle in enumerate(self._bundles):
                    if not self._tells(bundle, wanted):
                        continue
                    if bundle.header.writer != writer:
                        holding.append(bundle.name)
                        continue
                    emptied = emptying.empty(self._path, self._reader, bundle, wanted)
                    self._bundles[number] = emptied
                    self._keep(emptied)
                    self._strands.clear()
                holding += [name for name in self._broken if emptying.may_tell(self._path / name, wanted)]
        finally:
            self._known.remember()
        return [_shown(name) for name in holding]

    def _tells(self, bundle: Bundle, wanted: emptying.Wanted) -> bool:
        """Whether a file holds any of these ops with what it said; looked for once."""
        among = emptying.among(bundle, wanted)
        if not among:
            return False
        what, there = self._known.searched.get(bundle.name, ("", True))
        if what != emptying.in_short(among):
            what, there = emptying.in_short(among), emptying.tells(self._reader, bundle, among)
            self._known.searched[bundle.name] = (what, there)
        return there

    def close(self) -> None:
        """Let go of it."""
        self._known.remember()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Give failures their names; a file that has changed is to be read anew next time."""
        try:
            with failures.named(self.address):
                yield
        except Changed as changed:
            self._known.forget(changed.bundle.name)
            if isinstance(changed.error, Unreadable):
                self._known.doubt(changed.bundle)
            self._known.remember()
            self._names = None
            with failures.named(self.address):
                disk_calls.names(self._path)  # Perhaps it is not the file that is gone.
                if isinstance(changed.error, OSError) and not isinstance(changed.error, FileNotFoundError):
                    raise changed.error from None
            raise DiskFailed(self.address, _shown(changed.bundle.name)) from changed

    def _look(self) -> None:
        """See what is there now. Only what is new or has changed is read."""
        self._names = None
        names = disk_calls.names(self._path)
        self._faults, self._broken, self._strands = [], [], {}
        self._bundles = [
            bundle for name in sorted(names) if _is_ours(name) and (bundle := self._look_at(name)) is not None
        ]
        if any(fault.kind is PlaceFaultKind.UNREADABLE for fault in self._faults):
            disk_calls.names(self._path)  # Or is it the whole folder that cannot be read?
        self._names = names
        self._known.keep_only(names)
        self._known.remember()

    def _look_at(self, name: str) -> Bundle | None:
        for attempt in (1, 2):  # A share may stumble once.
            try:
                return self._found(name)
            except NotWhole as fault:
                self._faults.append(PlaceFault(_shown(name), fault.kind, fault.detail))
                if fault.kind in (PlaceFaultKind.DAMAGED, PlaceFaultKind.UNFINISHED):
                    self._broken.append(name)
                return None
            except FileNotFoundError:
                return None
            except OSError as error:
                held = getattr(error, "winerror", None) in failures.SHARING_VIOLATIONS
                if held or error.errno not in ONE_FILES_OWN:
                    raise
                if attempt == 2:
                    detail = error.strerror or ""
                    self._faults.append(PlaceFault(_shown(name), PlaceFaultKind.UNREADABLE, detail))
        return None

    def _found(self, name: str) -> Bundle:
        status = disk_calls.look(self._path / name)
        if not stat.S_ISREG(status.st_mode):
            raise NotWhole(PlaceFaultKind.UNKNOWN)
        known = self._known.bundles.get(name)
        if known is not None and (known.size, known.mtime) == (status.st_size, status.st_mtime_ns):
            return known
        self._known.forget(name)
        bundle = bundles.examine(self._path / name)
        if bundle.sha256 in self._known.doubtful:
            bundle = bundles.examine(self._path / name, doubtful=True)
        self._keep(bundle)
        return bundle

    def _keep(self, bundle: Bundle) -> None:
        self._reader.has_proven(bundle)
        self._known.has_found(bundle, self._world.now())

    def _present_plan(self) -> str | None:
        """The plan that is looked for, if it is there; or else the one of which there is most."""
        counts: dict[str, int] = defaultdict(int)
        for bundle in self._bundles:
            counts[bundle.header.plan] += bundle.header.count
        if self._plan in counts:
            return self._plan
        return min(counts, key=lambda plan: (-counts[plan], plan), default=None)

    def _met_plan(self) -> str | None:
        if self._names is None:
            self._look()
        return self._present_plan()

    def _of(self, plan: str | None) -> Mapping[str, Strand]:
        """What there is of a plan, by site."""
        if plan is None:
            return {}
        if plan not in self._strands:
            once = {one.sha256: one for one in self._bundles if one.header.plan == plan}
            pieces = defaultdict[str, list[Piece]](list)
            for bundle in once.values():
                for site, run in bundle.runs:
                    pieces[site].append(Piece(bundle, run))
            self._strands[plan] = {site: Strand(site, runs, self._reader) for site, runs in pieces.items()}
        return self._strands[plan]

    def _lacks(self, plan: str, op: Op, pack: Pack) -> bool:
        strand = self._of(plan).get(op.site)
        if strand is None or op.seq > strand.reach:
            return True
        with self._named():
            known = set(strand.every_digest(op.seq))
        if known and op.digest not in known:
            pack.forked.add(op.site)
        return op.digest not in known

    def _write(self, plan: str, writer: str, pack: Pack) -> None:
        for layer in pack.emptied():
            with self._named():
                self._write_file(plan, writer, layer, pack)

    def _write_file(self, plan: str, writer: str, layer: Layer, pack: Pack) -> None:
        holds = pack.runs(layer, lambda op: self._before(plan, op))
        first, suffix = self._number(writer), self._suffix(plan, writer)
        made = self._world.now()
        for number in range(first, first + ATTEMPTS):
            header = Header(plan, writer, number, made, holds)
            part = bundles.part_of(self._path, writer)
            sha256 = bundles.write(part, header, lines_of(layer))
            path = self._path / f"{writer}-{number:06}{suffix}.ops"
            self._known.has_numbered(writer, number)
            try:
                bundles.put_in_place(part, path)
            except FileExistsError:
                continue
            bundle = bundles.find_again(path, sha256, header)
            self._keep(bundle)
            self._bundles.append(bundle)
            self._strands.clear()
            return
        raise DiskFailed(self.address, f"{writer}-{number:06}")

    def _before(self, plan: str, op: Op) -> bytes | None:
        """Find the digest of the op before one, where a file has it."""
        strand = self._of(plan).get(op.site)
        candidates = strand.every_digest(op.seq - 1) if strand else iter(())
        return next((before for before in candidates if digest(before, op) == op.digest), None)

    def _number(self, writer: str) -> int:
        """The next number of a writer's: higher than any that is there, or is known to have been."""
        given = re.compile(rf"\.?{re.escape(writer)}-(\d{{6,12}})")
        for name in self._names or ():
            if found := given.match(name):
                self._known.has_numbered(writer, int(found[1]))
        return 1 + self._known.numbers.get(writer, 0)

    def _suffix(self, plan: str, writer: str) -> str:
        """What keeps a number from being given twice where this writer has been, but nobody remembers."""
        own = any(bundle.header.writer == writer for bundle in self._bundles)
        been = writer in self._of(plan) or f"{writer}.card" in (self._names or ())
        return f"-{self._world.random(2).hex()}" if self._known.fresh and been and not own else ""

    def _sweep(self, writer: str) -> None:
        """Take away what this writer's attempts that were cut off have left, by the folder's own clock."""
        with suppress(OSError):
            now = disk_calls.look(self._path / f"{writer}.card").st_mtime
            for name in self._names or ():
                if name.startswith(f".{writer}-") and name.endswith(".part"):
                    stray = self._path / name
                    if disk_calls.look(stray).st_mtime < now - STRAY:
                        disk_calls.remove(stray)


def _issued_again(strand: Strand) -> Iterator[Op]:
    """What a site's forks come to; of a tail that was itself issued again there is nothing to be said."""
    if strand.site.startswith(MARK):
        return
    for tail in strand.tails():
        yield from issued_again(tail)
        yield from issued_again([op for op in strand.beyond(tail[0].seq - 1) if strand.covers(op)])


def _is_ours(name: str) -> bool:
    """Whether a file may be one of ops; what is hidden belongs to the system, or is not yet finished."""
    return name.lower().endswith(".ops") and not name.startswith(".")


def _shown(name: str) -> str:
    """A name as it can be shown to a person, whatever it is made of."""
    return "".join(character if character.isprintable() else "\ufffd" for character in name)
