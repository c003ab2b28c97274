"""Attachments as they are shown and exchanged: what a row says, whose it is, which contents are lacking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """One attachment; `site`, `letter` and `copy` say which copy of the plan it was attached in."""

    id: str
    entity: str
    about: str
    name: str
    media_type: str
    size: int | None
    sha256: str
    site: str = ""
    letter: str = ""
    copy: str = ""


class LackReason(StrEnum):
    """Why the content of an attachment is not here."""

    NOWHERE = "nowhere"
    DAMAGED = "damaged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingContent:
    """An attachment whose content is not here: what it is called, about what, and who should have it."""

    attachment: AttachmentView
    reason: LackReason
    detail: str = ""

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.attachment.name

    @property
    def about(self) -> str:
        """The row that it hangs on."""
        return self.attachment.about
