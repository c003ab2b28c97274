"""What attachments hold: files known by the sha256 of what is in them, kept beside a plan.

The contents of `NAME.plan` lie in the folder `NAME.bilagor` beside it, each under its sha256, so that no
name which somebody gave a file ever reaches the disk, and the same content lies there once. A content is
written beside its place and gets its name when it is whole, proven and on the disk; what has been begun is
gone on with. It is proven again whenever it is read: one that is damaged is set aside and counts as missing,
until an exchange brings it anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import Path
from typing import Protocol

from db.errors import ContentDamaged, ContentMissing, ContentTooLarge, StorageError
from db.store import failures
from db.store.file_locks import lock

BLOCK = 1 << 20
"""How many bytes are in memory at a time."""

LARGEST = 1 << 30
"""Bytes of one content: a film of a square is larger, a thick report far smaller."""

A_DAY = 86_400.0
"""Seconds after which a content that nothing names is nobody's who is about to name it."""

A_WEEK = 7 * A_DAY
"""Seconds after which a content that has been begun is not gone on with."""

A_MONTH = 30 * A_DAY
"""Seconds for which a content that nothing names any more can still be brought back."""

_HASH = re.compile(r"[0-9a-f]{64}")
_PART = re.compile(r"\.[0-9a-f]{64}(-[0-9a-f]*)?\.(part|damaged|unnamed)")

_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

Source = Callable[[int], Iterable[bytes]]
"""Gives the blocks of a content, from an offset on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A content that is there: how many bytes, and for how many seconds."""

    size: int
    age: float


class Contents(Protocol):
    """Where contents are kept. Every method may raise a StorageError."""

    def there(self) -> Mapping[str, Kept]:
        """What is there and whole, by its sha256."""

    def read(self, sha256: str, offset: int = 0) -> Iterator[bytes]:
        """Give a content's blocks, proven at the end if it is read from its beginning.

        Raises ContentMissing or ContentDamaged: then nothing that was given is to be used.
        """

    def write(self, sha256: str, source: Source) -> None:
        """Keep a content, durably; one that was begun is gone on with. What is there already stays.

        Raises ContentDamaged where the source gives something else, ContentTooLarge.
        """

    def remove(self, sha256: str) -> None:
        """Keep a content no longer, nor what was begun of it."""


class FolderContents:
    """Contents in a folder, which is made when the first one comes.

    `within` is what it lies in and what has to be there: a stick that is gone is not made anew. `name` is
    what errors call it by. `refusal` is why nothing may be written there, if so.
    """

    def __init__(
        self, folder: Path, name: str, *, within: Path | None = None, refusal: StorageError | None = None
    ) -> None:
        self._folder = folder
        self._within = within or folder.parent
        self._name = name
        self._refusal = refusal

    def there(self) -> Mapping[str, Kept]:
        """What is there and whole."""
        now = time.time()
        found: dict[str, Kept] = {}
        with failures.named(self._name), suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            for entry in entries:
                if not is_hash(entry.name):
                    continue
                with suppress(FileNotFoundError):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode):
                        found[entry.name] = Kept(status.st_size, now - status.st_mtime)
        return found

    def read(self, sha256: str, offset: int = 0) -> Iterator[bytes]:
        """Give a content's blocks; a damaged one is set aside, so that it will be fetched anew."""
        path, proof = self._path(sha256), hashlib.sha256()
        with failures.named(self._name):
            try:
                handle = os.open(path, _READING)
            except FileNotFoundError:
                raise ContentMissing(self._name, sha256) from None
            with os.fdopen(handle, "rb", buffering=0) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise ContentMissing(self._name, sha256)
                file.seek(offset)
                while block := file.read(BLOCK):
                    proof.update(block)
                    yield block
            if not offset and proof.hexdigest() != sha256:
                with suppress(OSError):
                    path.replace(path.with_name(f".{sha256}.damaged"))
                raise ContentDamaged(self._name, sha256)

    def write(self, sha256: str, source: Source) -> None:
        """Keep a content under its name, from where an attempt that was cut off had come to."""
        if self._refusal is not None:
            raise self._refusal
        path = self._path(sha256)
        with failures.named(self._name):
            if path.is_file():
                with suppress(OSError):
                    os.utime(path)  # Whoever is about to name it has a day for it from now on.
                return
            self._make_folder()
            part = self._write_part(sha256, source)
            try:
                part.replace(path)
            except FileNotFoundError:
                if not path.is_file():  # Another program has finished it.
                    raise
            settle_names(self._folder)
            with suppress(OSError):
                path.with_name(f".{sha256}.damaged").unlink()

    def _make_folder(self) -> None:
        if self._folder.is_dir():
            return
        for part in self._folder.relative_to(self._within).parents[-2::-1]:
            (self._within / part).mkdir(exist_ok=True)
        self._folder.mkdir(exist_ok=True)
        settle_names(self._folder.parent)

    def _write_part(self, sha256: str, source: Source) -> Path:
        """Write what is lacking of a content, and prove all of it."""
        with self._part(sha256) as (file, part):
            proof = _hash_of(file)
            begun = file.tell()
            for block in source(begun):
                file.write(block)
                proof.update(block)
                if file.tell() > LARGEST:
                    raise ContentTooLarge(self._name, file.tell(), LARGEST)
            file.flush()
            os.fsync(file.fileno())
        if proof.hexdigest() == sha256:
            return part
        part.unlink(missing_ok=True)
        if begun:
            return self._write_part(sha256, source)  # Perhaps it was the beginning that was wrong.
        raise ContentDamaged(self._name, sha256)

    def remove(self, sha256: str) -> None:
        """Take its file away, and what was begun of it."""
        if self._refusal is not None:
            raise self._refusal
        path = self._path(sha256)
        with failures.named(self._name):
            for part in self._folder.glob(f".{sha256}*"):
                part.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            if self._folder.is_dir():
                settle_names(self._folder)

    def set_aside(self, sha256: str) -> None:
        """Take away what nothing names, for good after a month: perhaps the plan is an older one put back."""
        path = self._path(sha256)
        with failures.named(self._name):
            os.utime(path)
            path.replace(path.with_name(f".{sha256}.unnamed"))

    def bring_back(self, named: Iterable[str]) -> None:
        """Put in their places those that were set aside and are named again."""
        with suppress(OSError):
            aside = {path.name for path in self._folder.glob(".*.unnamed")}
            for sha256 in named:
                if f".{sha256}.unnamed" in aside and not (self._folder / sha256).exists():
                    (self._folder / f".{sha256}.unnamed").replace(self._folder / sha256)

    def sweep_parts(self) -> None:
        """Take away what was begun or set aside long ago."""
        now = time.time()
        with suppress(OSError):
            for part in self._folder.iterdir():
                if (found := _PART.fullmatch(part.name)) is not None:
                    kept_for = A_MONTH if found[2] == "unnamed" else A_WEEK
                    if part.lstat().st_mtime < now - kept_for:
                        part.unlink()

    def _path(self, sha256: str) -> Path:
        """Where a content lies. What another copy calls a hash may be any text."""
        if not is_hash(sha256):
            raise ContentMissing(self._name, sha256)
        return self._folder / sha256

    @contextmanager
    def _part(self, sha256: str) -> Iterator[tuple[BufferedRandom, Path]]:
        """Open what was begun; or something new, while another program is at that."""
        part = self._folder / f".{sha256}.part"
        with _opened(part) as file:
            if lock(file.fileno()):
                yield file, part
                return
        part = self._folder / f".{sha256}-{secrets.token_hex(4)}.part"
        try:
            with _opened(part) as file:
                yield file, part
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def is_hash(text: str) -> bool:
    """Whether a text is a sha256 as it is written here, and so can be the name of a file."""
    return _HASH.fullmatch(text) is not None


def folder_beside(plan: Path) -> Path:
    """The folder in which the contents of a plan file lie."""
    return plan.with_name(f"{plan.stem if plan.suffix == '.plan' else plan.name}.bilagor")


def keep_file(contents: Contents, path: Path) -> tuple[str, int]:
    """Keep what a file holds; give its sha256 and its size.

    Raises ContentTooLarge; ContentDamaged if it changes meanwhile; PlanMissing if it is not there.
    """
    with failures.named(str(path)), path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST:
            raise ContentTooLarge(str(path), size, LARGEST)
        proof = hashlib.sha256()
        size = 0
        while block := file.read(BLOCK):
            proof.update(block)
            size += len(block)
            if size > LARGEST:
                raise ContentTooLarge(str(path), size, LARGEST)

    def blocks(offset: int) -> Iterator[bytes]:
        with failures.named(str(path)), path.open("rb") as file:
            file.seek(offset)
            while block := file.read(BLOCK):
                yield block

    try:
        contents.write(proof.hexdigest(), blocks)
    except ContentDamaged:
        raise ContentDamaged(str(path), proof.hexdigest()) from None
    return proof.hexdigest(), size


def save_content(contents: Contents, sha256: str, path: Path) -> None:
    """Write a content into a file of a person's choosing, which is there whole or stays as it was."""
    part = path.with_name(f".{secrets.token_hex(4)}.part")
    blocks = contents.read(sha256)
    try:
        with failures.named(str(path)), part.open("xb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        with failures.named(str(path)):
            part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def settle_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where its system keeps a handle on folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _opened(part: Path) -> BufferedRandom:
    """Open a file to go on with, made where there is none."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(part, flags, 0o666), "r+b")


def _hash_of(file: BufferedRandom) -> hashlib._Hash:
    """Hash what a file holds already, and leave it at its end."""
    proof = hashlib.sha256()
    while block := file.read(BLOCK):
        proof.update(block)
    return proof
