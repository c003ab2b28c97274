"""The agreement and what it promises: focus areas, causes, promises, effect figures, publications."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from db.kinds import BetterWay, Channel
from db.tables.columns import Line, Prose, Thing, Word, reference


class Agreement(Thing, kw_only=True):
    """A cooperation agreement between a municipality and its local police area."""

    __tablename__ = "agreement"

    municipality: Mapped[Line] = mapped_column(default="")
    police_area: Mapped[Line] = mapped_column(default="")
    title: Mapped[Line] = mapped_column(default="")
    registration_number: Mapped[Line] = mapped_column(default="")
    signed_on: Mapped[dt.date | None] = mapped_column(default=None)
    starts_on: Mapped[dt.date | None] = mapped_column(default=None)
    ends_on: Mapped[dt.date | None] = mapped_column(default=None)
    replaces: Mapped[str | None] = reference("agreement")


class Signatory(Thing, kw_only=True):
    """A contact who signs an agreement, and in which order."""

    __tablename__ = "signatory"

    agreement: Mapped[str | None] = reference("agreement")
    contact: Mapped[str | None] = reference("contact")
    position: Mapped[int] = mapped_column(default=0)


class FocusArea(Thing, kw_only=True):
    """A problem that the parties have agreed to work on."""

    __tablename__ = "focus_area"

    agreement: Mapped[str | None] = reference("agreement")
    number: Mapped[int | None] = mapped_column(default=None)
    title: Mapped[Line] = mapped_column(default="")
    problem: Mapped[Prose] = mapped_column(default="")


class Cause(Thing, kw_only=True):
    """A numbered, supposed cause of a focus area's problem."""

    __tablename__ = "cause"

    focus_area: Mapped[str | None] = reference("focus_area")
    number: Mapped[int | None] = mapped_column(default=None)
    text: Mapped[Prose] = mapped_column(default="")


class Promise(Thing, kw_only=True):
    """A promise to the citizens, the public part of the agreement."""

    __tablename__ = "promise"

    agreement: Mapped[str | None] = reference("agreement")
    focus_area: Mapped[str | None] = reference("focus_area")
    number: Mapped[int | None] = mapped_column(default=None)
    text: Mapped[Prose] = mapped_column(default="")
    expected_effect: Mapped[Prose] = mapped_column(default="")
    carried_from: Mapped[str | None] = reference("promise")
    published_on: Mapped[dt.date | None] = mapped_column(default=None)


class Indicator(Thing, kw_only=True):
    """An effect figure that a promise or a focus area is judged by."""

    __tablename__ = "indicator"

    promise: Mapped[str | None] = reference("promise")
    focus_area: Mapped[str | None] = reference("focus_area")
    title: Mapped[Line] = mapped_column(default="")
    unit: Mapped[Line] = mapped_column(default="")
    better: Mapped[Word] = mapped_column(default=BetterWay.UP.value)
    baseline: Mapped[float | None] = mapped_column(default=None)
    target: Mapped[float | None] = mapped_column(default=None)


class Measurement(Thing, kw_only=True):
    """An indicator's value on a day, and where it was read."""

    __tablename__ = "measurement"

    indicator: Mapped[str | None] = reference("indicator")
    on: Mapped[dt.date | None] = mapped_column(default=None)
    value: Mapped[float | None] = mapped_column(default=None)
    source: Mapped[str | None] = reference("source")


class Publication(Thing, kw_only=True):
    """A result that was told to the public."""

    __tablename__ = "publication"

    channel: Mapped[Word] = mapped_column(default=Channel.WEBSITE.value)
    on: Mapped[dt.date | None] = mapped_column(default=None)
    title: Mapped[Line] = mapped_column(default="")
    text: Mapped[Prose] = mapped_column(default="")
    link: Mapped[Line] = mapped_column(default="")
    promise: Mapped[str | None] = reference("promise")
    activity: Mapped[str | None] = reference("activity")
