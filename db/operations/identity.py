"""Identity is made, not counted: what two copies make alike is one row when they meet."""

from __future__ import annotations

import uuid

from db.drafts import Draft
from db.journal.values import plain
from db.journal.writing import Writing

NAMESPACE = uuid.UUID("6f1b7f0a-5f0e-5d43-9f0b-2a7d3a6b9c11")
"""The namespace of every identity made here; it must never change."""

MADE_OF: dict[str, tuple[str, ...]] = {
    "activity_promise": ("activity", "promise"),
    "activity_cause": ("activity", "cause"),
    "participant": ("activity", "contact", "organisation"),
    "signatory": ("agreement", "contact"),
    "attendance": ("meeting", "contact"),
    "date_exception": ("activity", "on"),
    "occurrence": ("activity", "on"),
    "counter": ("occurrence", "label"),
    "follow_up": ("activity", "year", "period"),
}
"""For links, and for things there can be only one of, the fields that their identity is made of."""


def key_for(session: Writing, draft: Draft) -> str:
    """Give a draft's row its identity: made of its ends where it has any, random otherwise."""
    made_of = MADE_OF.get(draft.ENTITY)
    if made_of is None:
        return session.new_key()
    parts = [str(plain(getattr(draft, name)) or "") for name in made_of]
    return str(uuid.uuid5(NAMESPACE, "\x1f".join([draft.ENTITY, *parts])))
