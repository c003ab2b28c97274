"""Notes: words about any row, written once."""

from __future__ import annotations

from db.drafts import NoteDraft
from db.errors import UnknownThing
from db.journal.writing import Writing
from db.operations.references import entity_of
from db.operations.rows import add, living


def note(session: Writing, about: str, text: str) -> str:
    """Write a note about a row and give back the note's id; who and when are in the log."""
    entity = entity_of(session, about)
    if entity is None:
        raise UnknownThing(about)
    living(session, about)
    return add(session, NoteDraft(about=about, text=text), entity=entity)
