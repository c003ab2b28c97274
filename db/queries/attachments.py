"""Attachments: which there are, and which contents the plan's log still names."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import Attachment, HeadRow, HeldRow, OpRow, Site, table_of
from db.views.attachments import AttachmentView

SHA256 = "sha256"


def attachments(session: Session, about: str = "") -> list[AttachmentView]:
    """The attachments of the plan or of one row that are there, by name, each with the copy it came from."""
    asked = (
        select(Attachment, Site)
        .join(HeadRow, (HeadRow.row == Attachment.id) & (HeadRow.field == SHA256), isouter=True)
        .join(Site, Site.id == HeadRow.site, isouter=True)
        .where(table_of(Attachment).c.alive)
        .order_by(Attachment.name, Attachment.id, HeadRow.site)
    )
    if about:
        asked = asked.where(Attachment.about == about)
    found: dict[str, AttachmentView] = {}
    for row, site in session.execute(asked):
        found.setdefault(row.id, _view(row, site))
    return list(found.values())


def attachment(session: Session, key: str) -> AttachmentView | None:
    """One attachment, if it is there."""
    row = session.get(Attachment, key)
    if row is None or not row.alive:
        return None
    return next((one for one in attachments(session, row.about or "") if one.id == key), _view(row, None))


def _view(row: Attachment, site: Site | None) -> AttachmentView:
    return AttachmentView(
        id=row.id, entity=row.entity, about=row.about or "", name=row.name, media_type=row.media_type,
        size=row.size, sha256=row.sha256, site=site.id if site else "",
        letter=site.letter if site else "", copy=site.name if site else "",
    )  # fmt: skip


def ever_attached(session: Session) -> bool:
    """Whether the plan has, or had, any attachment at all."""
    return session.scalar(select(Attachment.id).limit(1)) is not None


def contents_named(session: Session) -> frozenset[str]:
    """The contents that anything in the log names: rows there or deleted, former values, what waits.

    What has been erased names nothing any more.
    """
    rows = select(OpRow.value).join(Attachment, Attachment.id == OpRow.row).where(OpRow.field == SHA256)
    held = select(HeldRow.value).where(HeldRow.field == SHA256)
    said = [*session.scalars(rows), *session.scalars(held)]
    return frozenset(text for value in said if value and isinstance(text := _read(value), str))


def _read(value: str) -> object:
    try:
        found: object = json.loads(value)
    except ValueError:
        return None
    return found
