"""How ops are written in a file: a header, an op a line, and a trailer that says whether all of it is there.

The file is UTF-8 text, and each line JSON, so that it can be read by whatever reads text. A line of ops is
an array in the order of `COLUMNS`; bytes are hexadecimal, moments `2017-05-02T08:30:00.000000Z`. An op's
value is carried as the text that it is, so that what only a newer version understands arrives unchanged.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from db.journal.chain import Op
from db.tables.columns import KEY_LENGTH, SITE_LENGTH, WORD_LENGTH, moment_text

FORMAT = "loftesplan ops"
VERSION = 1
"""Of the format; a file of a later one is left alone."""

COLUMNS = Op.__slots__

LONGEST = 64 * 1024 * 1024
"""Bytes of a line: no text that a person writes is as long, and no memory should be filled by one that is."""

DIGEST_LENGTH = 32
"""Bytes of a SHA-256."""

TRAILER_LENGTH = 512
"""Bytes among which a trailer ends a file."""

LARGEST = 2**63 - 1
"""Every database's largest number."""

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_DECODE = json.JSONDecoder().raw_decode

BEGINNING = f'{{"format":"{FORMAT}",'.encode()
"""How every header begins."""


class Unreadable(ValueError):
    """A line that says nothing which could be understood."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive ops of one site: the first's and the last's seq, the last's digest, and the one before.

    `before` is the digest of the op before the first, empty at a site's beginning, None where the writer
    did not know it.
    """

    first: int
    last: int
    digest: bytes
    before: bytes | None


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself: of which plan, by which copy, its how-manieth, and which ops it holds.

    The ops follow each other as the runs do.
    """

    plan: str
    writer: str
    number: int
    made: dt.datetime
    holds: Mapping[str, tuple[Run, ...]]

    @property
    def count(self) -> int:
        """How many ops it holds."""
        return sum(run.last - run.first + 1 for runs in self.holds.values() for run in runs)


@dataclass(frozen=True, slots=True)
class Trailer:
    """How many ops a file holds, and the SHA-256 of all that stands before the trailer, in hexadecimal."""

    count: int
    sha256: str


def op_line(op: Op) -> bytes:
    """Write an op."""
    salt = op.salt
    columns = (
        op.site, op.seq, op.lamport, moment_text(op.wall), op.actor, op.step, op.entity, op.row, op.field,
        op.value, op.parents, op.seen, None if salt is None else salt.hex(), op.seal.hex(), op.digest.hex(),
    )  # fmt: skip
    return (_ENCODE(columns) + "\n").encode("utf-8")


_SHAPES = frozenset(
    (str, int, int, str, str, str, str, str, str, value, list, seen, salt, str, str)
    for value in (str, type(None))
    for seen in (str, type(None))
    for salt in (str, type(None))
)


NAME_LENGTHS = (SITE_LENGTH, KEY_LENGTH, WORD_LENGTH, KEY_LENGTH, WORD_LENGTH)
"""Letters that a database keeps of an op's site, step, entity, row and field."""


def op_of(line: bytes) -> Op:
    """Read an op; Unreadable if the line is none."""
    site, seq, lamport, wall, actor, step, entity, row, field, value, parents, seen, salt, seal, digest = (
        _columns_of(line)
    )
    if not (0 < seq <= LARGEST and 0 <= lamport <= LARGEST):
        raise Unreadable("number")
    names = (site, step, entity, row, field)
    if any(len(name) > longest for name, longest in zip(names, NAME_LENGTHS, strict=True)):
        raise Unreadable("name")
    try:
        return Op(
            site, seq, lamport, _moment(wall), actor, step, entity, row, field, value,
            tuple([_name(parent) for parent in parents]), seen,
            None if salt is None else bytes.fromhex(salt), bytes.fromhex(seal), bytes.fromhex(digest),
        )  # fmt: skip
    except ValueError as error:
        raise Unreadable(str(error)) from None


def _columns_of(line: bytes) -> list[Any]:
    try:
        text = line.decode("utf-8")
        columns, end = _DECODE(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from None
    if type(columns) is not list or tuple(map(type, columns)) not in _SHAPES:
        raise Unreadable("no op")
    digest: str = columns[14]
    # Another spelling would be as good, but a digest is found at the end of its line without reading that.
    if end + 1 != len(text) or len(digest) != 2 * DIGEST_LENGTH or not text.endswith(f'"{digest}"]\n'):
        raise Unreadable("no op")
    if "\\ud" in text or "\\uD" in text or "\\u0000" in text:
        _check_texts(columns)
    return columns


def _check_texts(columns: list[Any]) -> None:
    """Refuse what no database keeps: half characters and the zero character."""
    for text in columns:
        if type(text) is str:
            try:
                text.encode("utf-8")
            except UnicodeEncodeError:
                raise Unreadable("no text") from None
            if "\0" in text:
                raise Unreadable("no text")


def _name(parent: Any) -> tuple[str, int]:
    if type(parent) is not list:
        raise Unreadable("parent")
    site, seq = parent
    if type(site) is not str or type(seq) is not int or not 0 < seq <= LARGEST:
        raise Unreadable("parent")
    return site, seq


@lru_cache(maxsize=64)  # All ops of a gesture are of one moment.
def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None or moment_text(moment) != text:
        raise Unreadable("moment")
    return moment.astimezone(dt.UTC)


def beginning_of(site: str, seq: int) -> bytes:
    """How an op's line begins."""
    return (_ENCODE([site, seq])[:-1] + ",").encode("utf-8", "replace")


def names_of(site: str, run: Run) -> Iterator[bytes]:
    """How the lines of a run's ops begin, one after the other."""
    beginning = _ENCODE([site])[:-1].encode("utf-8", "replace")
    return (b"%b,%d," % (beginning, seq) for seq in range(run.first, run.last + 1))


def digest_in(line: bytes) -> bytes:
    """Find an op's digest in its line, which has been read before, without reading it again."""
    try:
        found = bytes.fromhex(line[-3 - 2 * DIGEST_LENGTH : -3].decode("ascii"))
    except ValueError as error:
        raise Unreadable(str(error)) from None
    if len(found) != DIGEST_LENGTH or not line.endswith(b'"]\n'):
        raise Unreadable("digest")
    return found


def erased_line(line: bytes) -> bytes:
    """Write an op's line anew without what it said."""
    columns = _columns_of(line)
    columns[9] = columns[12] = None
    return (_ENCODE(columns) + "\n").encode("utf-8")


def header_line(header: Header) -> bytes:
    """Write a file's first line."""
    holds = {
        site: [
            [run.first, run.last, run.digest.hex(), None if run.before is None else run.before.hex()]
            for run in runs
        ]
        for site, runs in header.holds.items()
    }
    known = {
        "format": FORMAT, "version": VERSION, "plan": header.plan, "writer": header.writer,
        "number": header.number, "made": moment_text(header.made), "holds": holds, "columns": COLUMNS,
    }  # fmt: skip
    return (_ENCODE(known) + "\n").encode("utf-8")


def version_in(line: bytes) -> int:
    """Read which version of the format a header is of."""
    version = _mapping(line).get("version")
    if type(version) is not int or version < 1:
        raise Unreadable("version")
    return version


def read_header(line: bytes) -> Header:
    """Read a file's first line; what it says beyond what this version knows is passed over."""
    said = _mapping(line)
    try:
        plan, writer, number, holds = (said[name] for name in ("plan", "writer", "number", "holds"))
        if (type(plan), type(writer), type(number), type(holds)) != (str, str, int, dict):
            raise Unreadable("header")
        return Header(
            plan=plan, writer=writer, number=number, made=_moment(said["made"]),
            holds={site: tuple(_runs(runs)) for site, runs in holds.items()},
        )  # fmt: skip
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(str(error)) from None


def _runs(runs: Any) -> Iterable[Run]:
    end = 0
    for first, last, digest, before in runs:
        if (type(first), type(last)) != (int, int) or not end < first <= last <= LARGEST:
            raise Unreadable("run")
        run = Run(first, last, bytes.fromhex(digest), None if before is None else bytes.fromhex(before))
        if len(run.digest) != DIGEST_LENGTH or (run.before == b"") != (first == 1):
            raise Unreadable("run")
        yield run
        end = last
    if not end:
        raise Unreadable("run")


def trailer_line(trailer: Trailer) -> bytes:
    """Write a file's last line."""
    return (_ENCODE({"count": trailer.count, "sha256": trailer.sha256}) + "\n").encode("utf-8")


def read_trailer(line: bytes) -> Trailer:
    """Read a file's last line; Unreadable if it is another."""
    said = _mapping(line)
    count, sha256 = said.get("count"), said.get("sha256")
    if type(count) is not int or type(sha256) is not str or not line.endswith(b"}\n"):
        raise Unreadable("trailer")
    return Trailer(count, sha256)


def _mapping(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from None
    if type(said) is not dict:
        raise Unreadable("no object")
    return said
