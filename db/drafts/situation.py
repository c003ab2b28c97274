"""Drafts of the situation picture: sources, findings, safety ratings and statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from db.drafts.draft import Draft
from db.drafts.laws import Ascending, Law, Ordered
from db.drafts.marks import Amount, Count, Day, Figure, Line, Month, Prose, Refers, Required, Share, Year
from db.kinds import GoodEnd, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft(Draft):
    """What the situation picture rests on, with the scale of its ratings if it has one."""

    ENTITY: ClassVar[str] = "source"
    LAWS: ClassVar[tuple[Law, ...]] = (
        Ordered("starts_on", "ends_on"),
        Ascending("scale_lowest", "scale_highest"),
    )

    kind: SourceKind = SourceKind.CITIZEN_DIALOGUE
    title: Annotated[Line, Required()] = ""
    starts_on: Day = None
    ends_on: Day = None
    respondents: Count = None
    scale_lowest: Figure = None
    scale_highest: Figure = None
    good_end: GoodEnd = GoodEnd.HIGHEST


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDraft(Draft):
    """Something that a source says; a figure without its source would be hearsay on a public paper."""

    ENTITY: ClassVar[str] = "finding"

    source: Annotated[str | None, Refers("source"), Required()] = None
    text: Annotated[Prose, Required()] = ""
    share: Share = None
    count: Count = None
    focus_area: Annotated[str | None, Refers("focus_area")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRatingDraft(Draft):
    """How safe an area was rated; its scale is the source's, see `db.drafts.checking.rating_faults`."""

    ENTITY: ClassVar[str] = "area_rating"

    source: Annotated[str | None, Refers("source"), Required()] = None
    area: Annotated[str | None, Refers("area"), Required()] = None
    rating: Annotated[Figure, Required()] = None
    respondents: Count = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticDraft(Draft):
    """A published figure for a region; both figures may be missing, where they were suppressed."""

    ENTITY: ClassVar[str] = "statistic"

    region: Annotated[Line, Required()] = ""
    measure: Annotated[Line, Required()] = ""
    year: Annotated[Year, Required()] = None
    month: Month = None
    count: Count = None
    rate: Amount = None
    preliminary: bool = False
    suppressed: bool = False
