"""An activity as one line of a list, with all that a list may tell of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.kinds import ActivityState, Responsibility, ScheduleKind, TargetKind


@dataclass(frozen=True, slots=True)
class PromiseMark:
    """A promise that an activity helps to keep: its number, where it has one, and its id."""

    id: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One activity in a list.

    owner, owner_organisation: the function that answers for it, and that function's organisation by its
        short name; a reference to a contact that has been deleted is still shown, with `owner_deleted`.
    due: the date that is next to be done; None where nothing more is due.
    outcome: what has been done, in the unit of its target; `goal` what is asked for in all.
    """

    id: str
    number: str
    title: str
    kind: str
    responsibility: Responsibility
    agreement_id: str | None = None
    owner_id: str | None = None
    owner: str = ""
    owner_organisation: str = ""
    owner_deleted: bool = False
    area: str = ""
    place: str = ""
    schedule: ScheduleKind = ScheduleKind.ONCE
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    when_words: str = ""
    due: dt.date | None = None
    one_off: bool = True
    state: ActivityState = ActivityState.NOT_STARTED
    late: bool = False
    due_soon: bool = False
    promises: tuple[PromiseMark, ...] = ()
    target: TargetKind = TargetKind.NONE
    target_count: float | None = None
    target_counter: str = ""
    outcome: float = 0.0
    goal: float | None = None
    met: bool | None = None
    touched_at: dt.datetime | None = None
