"""Saving a paper as a PDF: whole or not at all, and never over anything but an earlier paper."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count
from pathlib import Path
from typing import Final

from desktop.words import N_, Words

PDF: Final = b"%PDF-"
"""How every PDF begins."""

FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""What no file's name may have in it on one system or another."""

HELD: Final = (5, 32, 33)
"""What Windows answers where another program, such as a reader of PDFs, holds a file open."""

LONGEST_NAME: Final = 120
"""Characters of a proposed name; more is no help to anybody and too much for some disks."""


class Hindrance(StrEnum):
    """Why a paper could not be saved."""

    NOT_A_PDF = "not_a_pdf"
    FOLDER = "folder"
    NO_FOLDER = "no_folder"
    FULL = "full"
    NOT_ALLOWED = "not_allowed"
    IN_USE = "in_use"
    FAILED = "failed"


SENTENCES: Final = {
    Hindrance.NOT_A_PDF: N_("{path} is there already and is not a PDF: choose another name."),
    Hindrance.FOLDER: N_("{path} is a folder: give the file a name."),
    Hindrance.NO_FOLDER: N_("There is no folder {folder} any more: choose another place."),
    Hindrance.FULL: N_(
        "The disk with {path} is full, and nothing was saved: make room on it, or choose another place."
    ),
    Hindrance.NOT_ALLOWED: N_("{path} may not be written to: choose another place."),
    Hindrance.IN_USE: N_("{path} is open in another program: close it there, or choose another name."),
    Hindrance.FAILED: N_("{path} could not be written ({detail}): choose another place."),
}  # fmt: skip


@dataclass
class NotSaved(Exception):
    """A paper that is not on the disk; what was there before still is."""

    path: Path
    reason: Hindrance
    detail: str = ""

    def sentence(self, words: Words) -> str:
        """Say why, and the way out."""
        return words(SENTENCES[self.reason]).format(
            path=self.path, folder=self.path.parent, detail=self.detail
        )


def save_pdf(pdf: bytes, path: Path) -> None:
    """Write a PDF; raises NotSaved."""
    if path.is_dir():
        raise NotSaved(path, Hindrance.FOLDER)
    if not path.parent.is_dir():
        raise NotSaved(path, Hindrance.NO_FOLDER)
    try:
        if path.exists() and path.stat().st_size and not _is_pdf(path):
            raise NotSaved(path, Hindrance.NOT_A_PDF)
        write_whole(pdf, path)
    except OSError as error:
        raise not_saved(path, error) from error


def save_new(content: bytes, path: Path) -> None:
    """Write a file of ours where none is yet; raises NotSaved."""
    try:
        write_whole(content, path)
    except OSError as error:
        raise not_saved(path, error) from error


def write_whole(content: bytes, path: Path) -> None:
    """Put a file in its place when all of it is on the disk; raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".loftesplan-", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(_usual_mode(path))
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def not_saved(path: Path, error: OSError) -> NotSaved:
    """What a failure of the system means for whoever wanted to save."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NotSaved(path, Hindrance.FULL)
    if getattr(error, "winerror", None) in HELD and path.exists():
        return NotSaved(path, Hindrance.IN_USE)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotSaved(path, Hindrance.NOT_ALLOWED)
    return NotSaved(path, Hindrance.FAILED, error.strerror or type(error).__name__)


def file_name(name: str, suffix: str) -> str:
    """A name that every system takes for a file."""
    tidy = " ".join(FORBIDDEN.sub("-", name).split()).strip(" .-")
    return f"{tidy[:LONGEST_NAME].rstrip(' .-') or 'Löftesplan'}{suffix}"


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """A path in the folder where nothing is yet."""
    stem = file_name(name, "")
    also = (folder / f"{stem} {number}{suffix}" for number in count(2))
    return next(path for path in chain([folder / f"{stem}{suffix}"], also) if not path.exists())


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(PDF)) == PDF


def _usual_mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
