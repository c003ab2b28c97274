"""Who said what is in the log: by a person's function, a copy's letter and its name."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.tables import Site
from db.views.conflicts import Voice


def voices(session: Session) -> Callable[[Op], Voice]:
    """Read what the copies are called, and give what tells of an op whose it is."""
    known = {row.id: row for row in session.execute(select(Site.id, Site.letter, Site.name))}

    def voice(op: Op) -> Voice:
        site = known.get(op.site)
        letter = site.letter if site else ""
        return Voice(
            op=f"{letter or op.site}:{op.seq}", site=op.site, seq=op.seq, letter=letter,
            copy=site.name if site else "", actor=op.actor, at=op.wall,
        )  # fmt: skip

    return voice
