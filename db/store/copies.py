"""The copies of a plan: the letters that tell them apart in speech, and how far each had come."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count, product
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.forks import row_of
from db.journal.here import Here
from db.tables import OpRow, Site

SPOKEN = "ABCDEFGHJLMNRSTUVXY"
"""Letters that are not mistaken for figures, nor for the first copies' own K and P."""


def letter_for(session: Session, before: str, site: str) -> str:
    """Choose a copy's letters: those asked for, or, where another has them, their first and one more.

    Which one follows from the copy's random identity, so that two copies made apart seldom choose alike.
    Where every one has been taken, a third letter follows, and so on: no two copies here share theirs.
    """
    taken = set(session.scalars(select(Site.letter)))
    if before not in taken:
        return before
    start = int(site[:6], 16) % len(SPOKEN)
    ways = SPOKEN[start:] + SPOKEN[:start]
    more = (before[:1] + "".join(way) for length in count(1) for way in product(ways, repeat=length))
    return next(letter for letter in more if letter not in taken)


class Copies:
    """How far each copy had come on this computer, remembered outside its file.

    A backup that is put back over the file looks like the file itself, only younger. Writing on in it
    would give the same numbers to other ops; so a file that has fallen behind goes on as a new copy.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._seen: str | None = None
        self._last: tuple[str, int, bytes] | None = None

    def was_further(self, session: Session, here: Here) -> bool:
        """Whether this copy has been further than its file says, or somewhere else; asked once.

        Where its own ops have forked, it is told under its name from elsewhere.
        """
        if self._seen == here.site:
            return False
        if session.scalar(select(OpRow.site).where(OpRow.row == row_of(here.site)).limit(1)) is not None:
            return True
        if self._folder is None:
            return False
        try:
            seq, digest = (self._folder / here.site).read_text(encoding="ascii").split()
            then = select(OpRow.digest).where(OpRow.site == here.site, OpRow.seq == int(seq))
            if session.scalar(then) != bytes.fromhex(digest):
                return True
        except (OSError, ValueError):
            pass  # Nothing is remembered of it, or nothing that can be read.
        self._seen = here.site
        return False

    def has_come(self, site: str, seq: int, digest: bytes) -> None:
        """Hear of a gesture that has been saved."""
        self._seen, self._last = site, (site, seq, digest)

    def ask_again(self) -> None:
        """Hear that something has come from elsewhere."""
        self._seen = None

    def remember(self) -> None:
        """Write down how far this copy has come; that nothing can be written is no reason to fail."""
        if self._folder is None or self._last is None:
            return
        site, seq, digest = self._last
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f".{site}.{os.getpid()}"
            part.write_text(f"{seq} {digest.hex()}", encoding="ascii")
            part.replace(self._folder / site)
