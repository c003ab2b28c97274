"""How a meeting's paper was printed, and the paper printed again as it was."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Literal

from db.views.status import StatusReport


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPaper:
    """What a paper rests on beside the plan itself: with these the same plan gives the same pages.

    state: the hash of what the plan said. version: the program that printed, since another may set the
    same content otherwise.
    """

    today: dt.date
    language: Literal["sv", "en"]
    filter_text: str = ""
    final: bool = True
    version: str = ""
    state: str = ""

    def text(self) -> str:
        """Write it as canonical JSON, the same for equal papers."""
        found = {
            "filter": self.filter_text, "final": self.final, "language": self.language,
            "state": self.state, "today": self.today.isoformat(), "version": self.version,
        }  # fmt: skip
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str | None) -> PrintedPaper | None:
        """Read it back; None for a meeting that does not know, or that a newer version told otherwise."""
        try:
            found = json.loads(text) if text else None
            return found and cls(
                today=dt.date.fromisoformat(found["today"]),
                language="en" if found["language"] == "en" else "sv",
                filter_text=found.get("filter", ""),
                final=found.get("final", True),
                version=found.get("version", ""),
                state=found.get("state", ""),
            )
        except (ValueError, KeyError, TypeError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAsItWas:
    """A meeting's paper from what was known when it was made.

    printed: how it was printed; where the meeting does not know (it is older than such knowledge),
        `is_guessed` says that the meeting's day and the language asked for stand in.
    is_same: whether the plan that it shows has the hash that the paper had. It has not where something
        has been erased since: what is erased stays erased.
    """

    report: StatusReport
    printed: PrintedPaper
    is_guessed: bool
    is_same: bool
