"""What a user's computer remembers of a shared folder, so that it need not be read whole at each meeting.

It is a memory and no more: where it is missing, damaged or wrong, files are read again. And a file is read
again once a month, since disks forget too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from db.exchange import wire
from db.exchange.bundle import Bundle, Marks
from db.exchange.wire import Unreadable
from db.tables.columns import moment_text
from db.world import World

MOST = 10**12
"""A number that no writer comes to: who finds a higher one has been fooled."""

MANY = 1000
"""Marks of one file that are not worth being kept."""

LASTS = dt.timedelta(days=30)
"""How long a file is taken to be what it was."""


@dataclass(slots=True)
class KnownFiles:
    """The files of one folder that were found whole, since when, and each writer's highest number.

    `doubtful` are the checksums of files whose trailers hold, but whose ops cannot be read. `marks`
    are digests that were looked up in files, by their checksums. `searched` are the files in which ops that
    are to be erased were looked for: which, and whether any was there. `fresh` says that nothing at all was
    remembered of the folder.
    """

    file: Path | None
    bundles: dict[str, Bundle] = field(default_factory=dict)
    since: dict[str, dt.datetime] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    marks: dict[str, Marks] = field(default_factory=dict)
    searched: dict[str, tuple[str, bool]] = field(default_factory=dict)
    fresh: bool = True
    _written: object = None

    @classmethod
    def of(cls, folder: Path, world: World) -> KnownFiles:
        """What is remembered of a folder; nothing, if it cannot be read."""
        if world.memory is None:
            return cls(None)
        real = os.path.normcase(os.path.realpath(folder)).encode("utf-8", "surrogateescape")
        known = cls(world.memory / "folders" / f"{hashlib.sha256(real).hexdigest()[:16]}.json")
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            known._read(world.now())
        return known

    def _read(self, now: dt.datetime) -> None:
        assert self.file is not None
        content, check = self.file.read_text(encoding="utf-8").splitlines()
        if hashlib.sha256(content.encode()).hexdigest() != check:
            return
        said = json.loads(content)
        bundles: dict[str, Bundle] = {}
        since: dict[str, dt.datetime] = {}
        for name, (size, mtime, sha256, moment, header) in said["files"].items():
            found = dt.datetime.fromisoformat(moment)
            if abs(now - found) <= LASTS:
                with suppress(Unreadable):
                    bundles[name] = Bundle(name, size, mtime, sha256, wire.read_header(header.encode()))
                    since[name] = found
        for site, number in said["numbers"].items():
            self.has_numbered(str(site), int(number))
        self.bundles, self.since, self.fresh = bundles, since, False
        self.doubtful = {str(sha256) for sha256 in said["doubtful"]}
        self.searched = {
            name: (str(what), bool(there))
            for name, (what, there) in said["searched"].items()
            if name in bundles
        }
        self.marks.update(
            (str(sha256), {str(name): bytes.fromhex(digest).hex() for name, digest in marks.items()})
            for sha256, marks in said["marks"].items()
        )
        self._written = self._in_short()

    def has_found(self, bundle: Bundle, now: dt.datetime) -> None:
        """Hear of a file that was found whole."""
        self.forget(bundle.name)
        self.bundles[bundle.name], self.since[bundle.name] = bundle, now
        self.has_numbered(bundle.header.writer, bundle.header.number)

    def has_numbered(self, writer: str, number: int) -> None:
        """Hear of a number that a writer has given."""
        if number <= MOST:
            self.numbers[writer] = max(number, self.numbers.get(writer, 0))

    def forget(self, name: str) -> None:
        """Hear of a file that is not what it was."""
        self.bundles.pop(name, None)
        self.since.pop(name, None)
        self.searched.pop(name, None)

    def doubt(self, bundle: Bundle) -> None:
        """Hear of a file some of whose ops cannot be read."""
        self.forget(bundle.name)
        self.doubtful.add(bundle.sha256)

    def keep_only(self, names: Iterable[str]) -> None:
        """Forget the files that are there no more."""
        for name in self.bundles.keys() - set(names):
            self.forget(name)

    def remember(self) -> None:
        """Write it down; that nothing can be written is no reason to fail."""
        known = self._in_short()
        if self.file is None or known == self._written:
            return
        files = {
            name: (
                one.size, one.mtime, one.sha256, moment_text(self.since[name]),
                wire.header_line(one.header).decode(),
            )
            for name, one in sorted(self.bundles.items())
        }  # fmt: skip
        whole = {one.sha256 for one in self.bundles.values()}
        marks = {
            sha256: found for sha256, found in self.marks.items() if sha256 in whole and len(found) < MANY
        }
        more = {
            "marks": marks,
            "numbers": self.numbers,
            "doubtful": sorted(self.doubtful),
            "searched": self.searched,
        }
        content = json.dumps({"files": files, **more})
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part = self.file.with_name(f".{self.file.name}.{os.getpid()}")
            check = hashlib.sha256(content.encode()).hexdigest()
            part.write_text(f"{content}\n{check}\n", encoding="utf-8")
            part.replace(self.file)
            self._written = known

    def _in_short(self) -> object:
        """What differs whenever there is something new to be written down."""
        marks = sum(map(len, self.marks.values()))
        bundles = tuple(map(id, self.bundles.values()))
        return (bundles, dict(self.numbers), set(self.doubtful), dict(self.searched), marks)
