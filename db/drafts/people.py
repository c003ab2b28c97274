"""Drafts of who and where: organisations, contacts and areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from db.drafts.draft import Draft
from db.drafts.marks import Email, Line, Refers, Required
from db.kinds import AreaKind, OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDraft(Draft):
    """A body that takes part."""

    ENTITY: ClassVar[str] = "organisation"

    name: Annotated[Line, Required()] = ""
    short_name: Line = ""
    kind: OrganisationKind = OrganisationKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft(Draft):
    """A function; the name stays optional, since papers become public and functions outlive persons."""

    ENTITY: ClassVar[str] = "contact"

    function: Annotated[Line, Required()] = ""
    organisation: Annotated[str | None, Refers("organisation")] = None
    name: Line = ""
    email: Email = ""
    telephone: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDraft(Draft):
    """A place, perhaps within a larger one."""

    ENTITY: ClassVar[str] = "area"

    name: Annotated[Line, Required()] = ""
    kind: AreaKind = AreaKind.OTHER
    parent: Annotated[str | None, Refers("area")] = None
