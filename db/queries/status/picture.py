"""The situation picture of an agreement, and its focus areas with causes, findings and effect figures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from db.kinds import BetterWay, GoodEnd, SourceKind
from db.queries.status.activities import Loaded, cause_number
from db.rules.ratings import Rating, Scale, least_safe
from db.tables import (
    Agreement,
    Area,
    AreaRating,
    Cause,
    Finding,
    FocusArea,
    Indicator,
    Measurement,
    Promise,
    Source,
)
from db.views.status import CauseLine, FindingLine, IndicatorLine, RatingLine, SituationPicture, SourceLine


@dataclass(slots=True)
class Grounds:
    """What promises stand on, by the ids of focus areas and promises; `sources` are ids."""

    picture: SituationPicture = field(default_factory=SituationPicture)
    findings: dict[str, list[FindingLine]] = field(default_factory=lambda: defaultdict(list))
    causes: dict[str, list[CauseLine]] = field(default_factory=lambda: defaultdict(list))
    indicators: dict[str, list[IndicatorLine]] = field(default_factory=lambda: defaultdict(list))
    sources: set[str] = field(default_factory=set)


def load_grounds(session: Session, agreement: str, loaded: Loaded, *, today: dt.date) -> Grounds:
    """Load what an agreement's promises rest on."""
    grounds = Grounds()
    ours = _ours(session, agreement)
    grounds.picture = SituationPicture(
        sources=_sources(session, ours, grounds),
        findings=_findings(session, agreement, ours, grounds),
        ratings=_ratings(session, ours),
    )
    _causes(session, agreement, loaded, grounds)
    _indicators(session, agreement, grounds, today)
    return grounds


def _ours(session: Session, agreement: str) -> ColumnElement[bool]:
    """Which sources are an agreement's: those with a finding in its focus areas, or all, if it is alone."""
    agreements = session.scalar(select(func.count()).select_from(Agreement).where(Agreement.alive))
    if agreements == 1:
        return Source.alive.is_(True)
    used = (
        select(Finding.source)
        .join(FocusArea, FocusArea.id == Finding.focus_area)
        .where(Finding.alive, FocusArea.agreement == agreement)
    )
    return Source.alive & Source.id.in_(used)


def _sources(session: Session, ours: ColumnElement[bool], grounds: Grounds) -> tuple[SourceLine, ...]:
    asked = select(
        Source.id, Source.kind, Source.title, Source.starts_on, Source.ends_on, Source.respondents
    ).where(ours)
    rows = session.execute(
        asked.order_by(Source.starts_on.is_(None), Source.starts_on, Source.title, Source.id)
    ).all()
    grounds.sources.update(row.id for row in rows)
    return tuple(
        SourceLine(
            kind=SourceKind(row.kind),
            title=row.title,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            respondents=row.respondents,
        )
        for row in rows
    )


def _findings(
    session: Session, agreement: str, ours: ColumnElement[bool], grounds: Grounds
) -> tuple[FindingLine, ...]:
    """Keep each focus area's findings, and give those of no focus area."""
    asked = (
        select(Finding.text, Finding.share, Finding.count, FocusArea.id.label("focus"), Source.title)
        .outerjoin(Source, Source.id == Finding.source)
        .outerjoin(FocusArea, (FocusArea.id == Finding.focus_area) & FocusArea.alive)
        .where(
            Finding.alive,
            or_(FocusArea.agreement == agreement, FocusArea.id.is_(None) & ours),
        )
        .order_by(Finding.share.is_(None), Finding.share.desc(), Finding.text, Finding.id)
    )
    general = []
    for text, share, count, focus, source in session.execute(asked):
        line = FindingLine(text=text, share=share, count=count, source=source or "")
        if focus:
            grounds.findings[focus].append(line)
        else:
            general.append(line)
    return tuple(general)


def _ratings(session: Session, ours: ColumnElement[bool]) -> tuple[RatingLine, ...]:
    asked = (
        select(
            AreaRating.area, AreaRating.rating, AreaRating.respondents, Area.name,
            Source.title, Source.scale_lowest, Source.scale_highest, Source.good_end,
        )
        .join(Source, Source.id == AreaRating.source)
        .join(Area, Area.id == AreaRating.area)
        .where(ours, AreaRating.alive, AreaRating.rating.is_not(None))
        .order_by(Area.name, Source.title, AreaRating.id)
    )  # fmt: skip
    rows = session.execute(asked).all()
    scales = [
        Scale(
            lowest=row.scale_lowest or 0.0, highest=row.scale_highest or 0.0, good_end=GoodEnd(row.good_end)
        )
        for row in rows
    ]
    ratings = [
        Rating(area=row.area, rating=row.rating or 0.0, scale=scale, respondents=row.respondents)
        for row, scale in zip(rows, scales, strict=True)
    ]
    lowest = {each.area for each in least_safe(ratings)}
    return tuple(
        RatingLine(
            area=row.name,
            rating=row.rating or 0.0,
            respondents=row.respondents,
            source=row.title,
            scale_lowest=row.scale_lowest,
            scale_highest=row.scale_highest,
            good_end=GoodEnd(row.good_end),
            lowest=row.area in lowest,
        )
        for row in rows
    )


def _causes(session: Session, agreement: str, loaded: Loaded, grounds: Grounds) -> None:
    acting: dict[str, int] = defaultdict(int)
    for causes in loaded.causes.values():
        for cause in causes:
            acting[cause] += 1
    asked = (
        select(Cause.id, Cause.number, Cause.text, Cause.focus_area, FocusArea.number.label("focus"))
        .join(FocusArea, FocusArea.id == Cause.focus_area)
        .where(Cause.alive, FocusArea.alive, FocusArea.agreement == agreement)
        .order_by(Cause.number.is_(None), Cause.number, Cause.id)
    )
    for row in session.execute(asked):
        number = cause_number(row.focus, row.number)
        line = CauseLine(number=number, text=row.text, activities=acting[row.id])
        grounds.causes[row.focus_area].append(line)


def _indicators(session: Session, agreement: str, grounds: Grounds, today: dt.date) -> None:
    latest: dict[str, tuple[dt.date, float]] = {}
    measured = (
        select(Measurement.indicator, Measurement.on, Measurement.value)
        .where(Measurement.alive, Measurement.on <= today, Measurement.value.is_not(None))
        .order_by(Measurement.on, Measurement.id)
    )
    for indicator, on, value in session.execute(measured):
        if indicator and on and value is not None:
            latest[indicator] = (on, value)
    asked = (
        select(
            Indicator.id, Indicator.title, Indicator.unit, Indicator.better, Indicator.baseline,
            Indicator.target, Indicator.promise, Indicator.focus_area,
        )
        .outerjoin(Promise, Promise.id == Indicator.promise)
        .outerjoin(FocusArea, FocusArea.id == Indicator.focus_area)
        .where(Indicator.alive, or_(Promise.agreement == agreement, FocusArea.agreement == agreement))
        .order_by(Indicator.title, Indicator.id)
    )  # fmt: skip
    for row in session.execute(asked):
        on, value = latest.get(row.id, (None, None))
        grounds.indicators[row.promise or row.focus_area].append(
            IndicatorLine(
                title=row.title,
                unit=row.unit,
                better=BetterWay(row.better),
                baseline=row.baseline,
                target=row.target,
                latest=value,
                latest_on=on,
            )
        )
