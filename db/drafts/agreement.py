"""Drafts of the agreement and of what it promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from db.drafts.draft import Draft
from db.drafts.laws import EitherOr, Law, Ordered
from db.drafts.marks import Day, Figure, Line, LongLine, Number, Position, Prose, Refers, Required
from db.kinds import BetterWay, Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft(Draft):
    """A cooperation agreement; its end may be open, as several municipalities leave it."""

    ENTITY: ClassVar[str] = "agreement"
    LAWS: ClassVar[tuple[Law, ...]] = (Ordered("starts_on", "ends_on"),)

    municipality: Annotated[Line, Required()] = ""
    police_area: Line = ""
    title: Line = ""
    registration_number: Line = ""
    signed_on: Day = None
    starts_on: Day = None
    ends_on: Day = None
    replaces: Annotated[str | None, Refers("agreement")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryDraft(Draft):
    """A contact who signs an agreement."""

    ENTITY: ClassVar[str] = "signatory"

    agreement: Annotated[str | None, Refers("agreement"), Required()] = None
    contact: Annotated[str | None, Refers("contact"), Required()] = None
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusAreaDraft(Draft):
    """A problem that the parties work on."""

    ENTITY: ClassVar[str] = "focus_area"

    agreement: Annotated[str | None, Refers("agreement"), Required()] = None
    number: Number = None
    title: Annotated[Line, Required()] = ""
    problem: Prose = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseDraft(Draft):
    """A supposed cause of a problem."""

    ENTITY: ClassVar[str] = "cause"

    focus_area: Annotated[str | None, Refers("focus_area"), Required()] = None
    number: Number = None
    text: Annotated[Prose, Required()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDraft(Draft):
    """A promise to the citizens."""

    ENTITY: ClassVar[str] = "promise"

    agreement: Annotated[str | None, Refers("agreement"), Required()] = None
    focus_area: Annotated[str | None, Refers("focus_area")] = None
    number: Number = None
    text: Annotated[Prose, Required()] = ""
    expected_effect: Prose = ""
    carried_from: Annotated[str | None, Refers("promise")] = None
    published_on: Day = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorDraft(Draft):
    """An effect figure, of a promise, of a focus area, or of both."""

    ENTITY: ClassVar[str] = "indicator"
    LAWS: ClassVar[tuple[Law, ...]] = (EitherOr(("promise", "focus_area")),)

    promise: Annotated[str | None, Refers("promise")] = None
    focus_area: Annotated[str | None, Refers("focus_area")] = None
    title: Annotated[Line, Required()] = ""
    unit: Line = ""
    better: BetterWay = BetterWay.UP
    baseline: Figure = None
    target: Figure = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementDraft(Draft):
    """An indicator's value on a day."""

    ENTITY: ClassVar[str] = "measurement"

    indicator: Annotated[str | None, Refers("indicator"), Required()] = None
    on: Annotated[Day, Required()] = None
    value: Annotated[Figure, Required()] = None
    source: Annotated[str | None, Refers("source")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDraft(Draft):
    """A result that was told to the public, of a promise, an activity, or the plan as a whole."""

    ENTITY: ClassVar[str] = "publication"

    channel: Channel = Channel.WEBSITE
    on: Day = None
    title: Annotated[Line, Required()] = ""
    text: Prose = ""
    link: LongLine = ""
    promise: Annotated[str | None, Refers("promise")] = None
    activity: Annotated[str | None, Refers("activity")] = None
