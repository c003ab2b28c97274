"""One file of ops in a shared folder: looking whether all of it is there, reading it, and writing a new one.

A bundle counts only when its trailer holds, and its lines begin and end as its header says.
"""

from __future__ import annotations

import hashlib
import io
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from db.exchange import disk_calls, wire
from db.exchange.wire import Header, Run, Trailer, Unreadable
from db.journal.chain import Op
from db.views.exchange import PlaceFaultKind

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 1 << 20
"""Bytes that are summed up or written at once."""

AHEAD = 1 << 16
"""Bytes that are read ahead of the line that is read: of each site one file is open."""


class NotWhole(Exception):
    """A file that does not count, and why."""

    def __init__(self, kind: PlaceFaultKind, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


class Changed(Exception):
    """A file that is not what it was when it was found whole, and how that came out."""

    def __init__(self, bundle: Bundle, error: Exception | None = None) -> None:
        super().__init__(bundle, error)
        self.bundle = bundle
        self.error = error


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """A file that was found whole: what it is called, by what it is known again, and what it holds."""

    name: str
    size: int
    mtime: int
    sha256: str
    header: Header

    @property
    def runs(self) -> Iterator[tuple[str, Run]]:
        """Its runs of ops with their sites, in the order of its lines."""
        return ((site, run) for site, runs in self.header.holds.items() for run in runs)


class _Bytes(io.RawIOBase):
    """An open file, each of whose calls may be made to fail."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        block = disk_calls.read(self._handle, len(view))
        view[: len(block)] = block
        return len(block)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return disk_calls.seek(self._handle, offset, whence)

    def close(self) -> None:
        if not self.closed:
            super().close()
            with suppress(OSError):  # All that was wanted of it has been read.
                disk_calls.close(self._handle)


_File: TypeAlias = "io.BufferedReader[_Bytes]"


@contextmanager
def _opened(path: Path) -> Iterator[tuple[_File, int, int]]:
    """Open a file to read it; with its size and its time of change."""
    handle = disk_calls.open_to_read(path)
    with io.BufferedReader(_Bytes(handle), AHEAD) as file:
        status = disk_calls.look_at(handle)
        if not stat.S_ISREG(status.st_mode):
            raise NotWhole(PlaceFaultKind.UNKNOWN)
        yield file, status.st_size, status.st_mtime_ns


def examine(path: Path, *, doubtful: bool = False) -> Bundle:
    """Read a file from its beginning to its end; NotWhole if it does not count.

    Only in a doubtful one is each op read as well: a trailer that holds was made by whoever wrote the lines.
    """
    with _opened(path) as (file, size, mtime):
        beginning = file.read(len(wire.BEGINNING))
        if not beginning.startswith(wire.BEGINNING):
            cut_off = wire.BEGINNING.startswith(beginning)
            raise NotWhole(PlaceFaultKind.UNFINISHED if cut_off else PlaceFaultKind.UNKNOWN)
        file.seek(0)
        line = file.readline(wire.LONGEST)
        version = _version(line)
        try:
            trailer, end = _trailer(file, size)
        except NotWhole as fault:
            if version > wire.VERSION and fault.kind is PlaceFaultKind.UNFINISHED:
                raise NotWhole(PlaceFaultKind.NEWER, str(version)) from None
            raise
        if version > wire.VERSION:
            raise NotWhole(PlaceFaultKind.NEWER, str(version))
        try:
            header = wire.read_header(line)
            if header.count != trailer.count:
                raise Unreadable("count")
            file.seek(len(line))
            _compare(file, header)
            if doubtful:
                file.seek(len(line))
                for _ in range(header.count):
                    wire.op_of(file.readline(wire.LONGEST))
            if file.tell() != end:
                raise Unreadable("count")
        except Unreadable as error:
            raise NotWhole(PlaceFaultKind.DAMAGED, str(error)) from None
        return Bundle(path.name, size, mtime, trailer.sha256, header)


def _version(line: bytes) -> int:
    if not line.endswith(b"\n"):
        short = len(line) < wire.LONGEST
        raise NotWhole(PlaceFaultKind.UNFINISHED if short else PlaceFaultKind.DAMAGED)
    try:
        return wire.version_in(line)
    except Unreadable as error:
        raise NotWhole(PlaceFaultKind.DAMAGED, str(error)) from None


def _trailer(file: _File, size: int) -> tuple[Trailer, int]:
    """Read a file's trailer, and hold all before against it; with the place where it begins."""
    file.seek(max(0, size - wire.TRAILER_LENGTH))
    end = file.read(wire.TRAILER_LENGTH)
    last = end[end.rfind(b"\n", 0, -1) + 1 :]
    try:
        trailer = wire.read_trailer(last)
    except Unreadable:
        raise NotWhole(PlaceFaultKind.UNFINISHED) from None
    begins = size - len(last)
    if _sum(file, begins) != trailer.sha256:
        raise NotWhole(PlaceFaultKind.DAMAGED)
    return trailer, begins


def _sum(file: _File, length: int) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while length > 0 and (block := file.read(min(BLOCK, length))):
        found.update(block)
        length -= len(block)
    return found.hexdigest()


def _compare(file: _File, header: Header) -> None:
    """Hold a file's lines against what its header says of them; Unreadable where they differ."""
    for site, runs in header.holds.items():
        for run in runs:
            line = b""
            for name in wire.names_of(site, run):
                line = file.readline(wire.LONGEST)
                if not line.startswith(name):
                    raise Unreadable("order")
            if wire.digest_in(line) != run.digest:
                raise Unreadable("digest")


Marks = dict[str, str]
"""Digests that were looked up in a bundle, by `site:seq`."""


class Reader:
    """Reads in bundles that were found whole, and makes sure that each still is what it was then."""

    def __init__(self, folder: Path, marks: dict[str, Marks] | None = None) -> None:
        self._folder = folder
        self._proven: set[Bundle] = set()
        self._marks = {} if marks is None else marks

    def marks_in(self, bundle: Bundle) -> Marks:
        """What has been looked up in a bundle before, for whoever looks things up there to add to."""
        return self._marks.setdefault(bundle.sha256, {})

    def has_proven(self, bundle: Bundle) -> None:
        """Hear of a bundle that has just been read to its end."""
        self._proven.add(bundle)

    def ops(self, bundle: Bundle, site: str, run: Run, after: int) -> Iterator[Op]:
        """The ops of a run from the one after `after` on."""
        try:
            for line in self.lines(bundle, site, run, after):
                yield wire.op_of(line)
        except Unreadable as error:
            # Its trailer holds all the same: it was written like that, or is remembered wrongly.
            raise Changed(bundle, error) from error

    def digests(self, bundle: Bundle, site: str, run: Run) -> list[bytes]:
        """The digests of a run's ops."""
        try:
            return [wire.digest_in(line) for line in self.lines(bundle, site, run, 0)]
        except Unreadable as error:
            raise Changed(bundle, error) from error

    def lines(self, bundle: Bundle, site: str, run: Run, after: int) -> Iterator[bytes]:
        """The lines of a run's ops from the one after `after` on."""
        with self._opened(bundle) as file:
            left = 1
            for other_site, other in bundle.runs:
                if (other_site, other.first) == (site, run.first):
                    break
                left += other.last - other.first + 1
            left += max(0, after + 1 - run.first)
            for _ in range(left):
                file.readline(wire.LONGEST)
            for _ in range(max(run.first, after + 1), run.last + 1):
                yield file.readline(wire.LONGEST)

    def all_lines(self, bundle: Bundle) -> Iterator[bytes]:
        """The lines of all its ops."""
        with self._opened(bundle) as file:
            file.readline(wire.LONGEST)
            for _ in range(bundle.header.count):
                yield file.readline(wire.LONGEST)

    @contextmanager
    def _opened(self, bundle: Bundle) -> Iterator[_File]:
        try:
            with _opened(self._folder / bundle.name) as (file, size, mtime):
                # A share may set a file's time a moment after it was written; that alone is no change.
                if size != bundle.size:
                    raise Changed(bundle)
                if mtime != bundle.mtime or bundle not in self._proven:
                    if _trailer(file, size)[0].sha256 != bundle.sha256:
                        raise Changed(bundle)
                    self._proven.add(bundle)
                file.seek(0)
                yield file
        except NotWhole:
            raise Changed(bundle) from None
        except OSError as error:
            raise Changed(bundle, error) from error


def lines_as_they_are(path: Path) -> Iterator[bytes]:
    """The lines of a file that is not whole; none, if it is no file."""
    with suppress(NotWhole), _opened(path) as (file, _, _):
        while line := file.readline(wire.LONGEST):
            yield line


def write(part: Path, header: Header, lines: Iterable[bytes]) -> str:
    """Write a new file, durably; give the SHA-256 that stands in its trailer."""
    found = hashlib.sha256()
    with begun(part) as handle:
        for block in _blocks(header, lines):
            found.update(block)
            disk_calls.write(handle, block)
        end = wire.trailer_line(Trailer(header.count, found.hexdigest()))
        disk_calls.write(handle, end)
    return found.hexdigest()


@contextmanager
def begun(part: Path) -> Iterator[int]:
    """Make a file to write into, which is on the disk when the block is over; or is gone, if that fails."""
    handle = disk_calls.make(part)
    with _thrown_away(part):
        try:
            yield handle
            disk_calls.settle(handle)
        finally:
            disk_calls.close(handle)


@contextmanager
def _thrown_away(part: Path) -> Iterator[None]:
    """Leave no unfinished file where the block fails, if that can be helped."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            disk_calls.remove(part)
        raise


def _blocks(header: Header, lines: Iterable[bytes]) -> Iterator[bytes]:
    block, length = [wire.header_line(header)], 0
    for line in lines:
        block.append(line)
        length += len(line)
        if length >= BLOCK:
            yield b"".join(block)
            block, length = [], 0
    yield b"".join(block)


def part_of(folder: Path, writer: str) -> Path:
    """Name a file in which something is written before it gets its name."""
    return folder / f".{writer}-{secrets.token_hex(4)}.part"


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name, durably; FileExistsError if another has it."""
    with _thrown_away(part):
        disk_calls.give_name(part, path)
    disk_calls.settle_names(path.parent)


def put_over(part: Path, path: Path) -> None:
    """Put a finished file in an older one's place, durably."""
    with _thrown_away(part):
        disk_calls.put_over(part, path)
    disk_calls.settle_names(path.parent)


def find_again(path: Path, sha256: str, header: Header) -> Bundle:
    """Look how a file that has just been written is known again."""
    status = disk_calls.look(path)
    return Bundle(path.name, status.st_size, status.st_mtime_ns, sha256, header)
