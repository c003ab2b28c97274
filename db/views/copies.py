"""The copies of a plan as one of them knows the others: by name, and when each was last where copies meet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.views.exchange import Awaited
from db.views.here import CopyHere


@dataclass(frozen=True, slots=True)
class OtherCopy:
    """Another copy: `met` is when it last met any other, by its own clock; None if that is not known here."""

    site: str
    letter: str
    name: str
    met: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Copies:
    """This copy, the others (those met last come first), and whose edits something waits for here."""

    here: CopyHere
    others: tuple[OtherCopy, ...] = ()
    awaited: tuple[Awaited, ...] = ()
