"""Attachments: a file about any row, by what it is called and the sha256 of its content."""

from __future__ import annotations

import unicodedata

from db.drafts import AttachmentDraft
from db.errors import UnknownThing
from db.journal.writing import Writing
from db.operations.references import entity_of
from db.operations.rows import add, living

LONGEST_NAME = 200


def attach(session: Writing, about: str, name: str, media_type: str, size: int, sha256: str) -> str:
    """Hang a file on a row and give back the attachment's id. Its content has been kept before."""
    entity = entity_of(session, about)
    if entity is None:
        raise UnknownThing(about)
    living(session, about)
    draft = AttachmentDraft(
        about=about, name=plain_name(name), media_type=media_type, size=size, sha256=sha256
    )
    return add(session, draft, entity=entity)


def plain_name(name: str) -> str:
    """What a file is called, without the folders before it and without letters that hide what it says."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    tidy = " ".join(seen.split())
    if len(tidy) <= LONGEST_NAME:
        return tidy
    stem, dot, ending = tidy.rpartition(".")
    ending = f"{dot}{ending}" if 0 < len(ending) <= 10 else ""
    return f"{(stem if ending else tidy)[: LONGEST_NAME - len(ending)].rstrip()}{ending}"
