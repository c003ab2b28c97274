"""One thing as the detail pane shows it: what `ThingView` tells, and what an activity has besides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.kinds import ActivityState
from db.rules.progress import Progress
from db.views.attachments import AttachmentView
from db.views.things import ThingLine, ThingName, ThingView


@dataclass(frozen=True, slots=True)
class UpcomingDate:
    """A date on which a recurring activity is to be done.

    `rule_day` is the day of the rule that it was moved from; None where it lies as the rule says. `skipped`
    says that the day is passed over. `holiday` is the name of a day on which Sweden is free.
    """

    on: dt.date
    rule_day: dt.date | None = None
    skipped: bool = False
    reason: str = ""
    holiday: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailView:
    """One thing with all that a person may want to see or change of it.

    attachments: the files that hang on it.
    agreement: the agreement that it belongs to, itself or by what it belongs to, and the day that it starts.
    progress, late, due_soon: an activity's; exceptions and follow_ups its parts, with their fields.
    missed: the latest date of its recurrence for which nothing was written down; None where none was missed.
    """

    thing: ThingView
    attachments: tuple[AttachmentView, ...] = ()
    agreement: str | None = None
    agreement_starts_on: dt.date | None = None
    progress: Progress | None = None
    late: bool = False
    due_soon: bool = False
    missed: dt.date | None = None
    exceptions: tuple[ThingLine, ...] = ()
    follow_ups: tuple[ThingView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralView:
    """Several things of one table or of many: what they are, and what all of them say alike.

    `shared` are fields (name, value, what it refers to) with the same value in all; `differ` the others.
    """

    count: int
    entity: str | None
    names: tuple[ThingName, ...] = ()
    shared: ThingLine | None = None
    states: tuple[tuple[ActivityState, int], ...] = ()
