"""The situation picture: sources, findings, safety ratings and statistics."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from db.kinds import GoodEnd, SourceKind
from db.tables.columns import Line, Prose, Thing, Word, reference


class Source(Thing, kw_only=True):
    """What the situation picture rests on: a dialogue, a survey, statistics. It may serve several years."""

    __tablename__ = "source"

    kind: Mapped[Word] = mapped_column(default=SourceKind.CITIZEN_DIALOGUE.value)
    title: Mapped[Line] = mapped_column(default="")
    starts_on: Mapped[dt.date | None] = mapped_column(default=None)
    ends_on: Mapped[dt.date | None] = mapped_column(default=None)
    respondents: Mapped[int | None] = mapped_column(default=None)
    scale_lowest: Mapped[float | None] = mapped_column(default=None)
    scale_highest: Mapped[float | None] = mapped_column(default=None)
    good_end: Mapped[Word] = mapped_column(default=GoodEnd.HIGHEST.value)


class Finding(Thing, kw_only=True):
    """Something that a source says about the problem; `share` is in per cent."""

    __tablename__ = "finding"

    source: Mapped[str | None] = reference("source")
    text: Mapped[Prose] = mapped_column(default="")
    share: Mapped[float | None] = mapped_column(default=None)
    count: Mapped[int | None] = mapped_column(default=None)
    focus_area: Mapped[str | None] = reference("focus_area")


class AreaRating(Thing, kw_only=True):
    """How safe an area was rated, on its source's scale."""

    __tablename__ = "area_rating"

    source: Mapped[str | None] = reference("source")
    area: Mapped[str | None] = reference("area")
    rating: Mapped[float | None] = mapped_column(default=None)
    respondents: Mapped[int | None] = mapped_column(default=None)


class Statistic(Thing, kw_only=True):
    """A published figure for a region; `rate` is per 100 000 inhabitants, no `month` means the year."""

    __tablename__ = "statistic"

    region: Mapped[Line] = mapped_column(default="")
    measure: Mapped[Line] = mapped_column(default="")
    year: Mapped[int | None] = mapped_column(default=None)
    month: Mapped[int | None] = mapped_column(default=None)
    count: Mapped[int | None] = mapped_column(default=None)
    rate: Mapped[float | None] = mapped_column(default=None)
    preliminary: Mapped[bool] = mapped_column(default=False)
    suppressed: Mapped[bool] = mapped_column(default=False)
