"""What cells that come from a spreadsheet may refer to, by their names."""

from __future__ import annotations

from sqlalchemy.orm import Session

from db.queries.choosing import choices
from db.views.pasting import PasteGround

MOST = 5000
"""Nobody's plan has more contacts, places or promises than this."""


def paste_ground(session: Session, agreement: str | None) -> PasteGround:
    """All contacts and areas, and the promises of the agreement in view."""
    return PasteGround(
        contacts=tuple(choices(session, "contact", limit=MOST)),
        areas=tuple(choices(session, "area", limit=MOST)),
        promises=tuple(choices(session, "promise", limit=MOST, agreement=agreement)),
    )
