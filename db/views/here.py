"""Which plan this is, which copy of it, and the agreements that it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyHere:
    """This copy of a plan: the plan's identity, the copy's own, the letter of its numbers, and its name."""

    plan: str
    site: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in a list to choose from."""

    id: str
    municipality: str
    title: str
    starts_on: dt.date | None
    ends_on: dt.date | None

    def is_current(self, on: dt.date) -> bool:
        """Whether a day lies in its period; an end that is left open does not come."""
        return (self.starts_on is None or self.starts_on <= on) and (
            self.ends_on is None or on <= self.ends_on
        )
