"""Worlds, drafts and small plans for tests, each with only what the test at hand says about it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from db.drafts import (
    ActivityDraft,
    AgreementDraft,
    AreaDraft,
    CauseDraft,
    ContactDraft,
    FocusAreaDraft,
    MeetingDraft,
    OrganisationDraft,
    PromiseDraft,
)
from db.journal.writing import Writing
from db.kinds import OrganisationKind, ScheduleKind
from db.operations import add, link
from db.store import Store
from db.world import World

MORNING = dt.datetime(2017, 5, 2, 8, 30, tzinfo=dt.UTC)
"""When the clocks of the tests' computers begin: the week in which Säffle's agreement was signed."""


def a_clock(start: dt.datetime = MORNING, tick: float = 1.0) -> Callable[[], dt.datetime]:
    """A clock that goes on by `tick` seconds each time that somebody looks at it."""
    looks = 0

    def now() -> dt.datetime:
        nonlocal looks
        looks += 1
        return start + dt.timedelta(seconds=tick * looks)

    return now


def a_world(machine: str = "kommunhuset", *, start: dt.datetime = MORNING, tick: float = 1.0) -> World:
    """A computer with a clock and a chance of its own, the same in every run."""
    return World(now=a_clock(start, tick), random=random.Random(machine).randbytes, machine=machine)


def an_agreement(**values: Any) -> AgreementDraft:
    """An agreement for 2017."""
    known: dict[str, Any] = {
        "municipality": "Säffle",
        "starts_on": dt.date(2017, 1, 1),
        "ends_on": dt.date(2017, 12, 31),
    }
    return AgreementDraft(**known | values)


def an_activity(agreement: str, *, due: dt.date | None = None, **values: Any) -> ActivityDraft:
    """An activity that is to be done once, by a date if there is one."""
    return ActivityDraft(**{"agreement": agreement, "title": "Torgmöte", "due_on": due} | values)


def a_weekly_activity(
    agreement: str, *, start: dt.date = dt.date(2017, 5, 5), **values: Any
) -> ActivityDraft:
    """An activity on the same weekday each week from a date on."""
    known: dict[str, Any] = {"title": "Fotpatrull", "schedule": ScheduleKind.RECURRING, "rule": "FREQ=WEEKLY"}
    return ActivityDraft(**known | {"agreement": agreement, "starts_on": start} | values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The keys of a small plan: one of each thing that an activity is tied to."""

    agreement: str
    focus_area: str
    cause: str
    promise: str
    police: str
    owner: str
    area: str
    activity: str
    meeting: str


def a_plan(store: Store, **values: Any) -> Plan:
    """Fill a store with a small plan in one gesture; `values` are the activity's."""
    return store.do(small_plan, values).value


def small_plan(session: Writing, values: Mapping[str, Any]) -> Plan:
    """Add one of each thing that an activity is tied to, and tie it."""
    agreement = add(session, an_agreement())
    focus_area = add(session, FocusAreaDraft(agreement=agreement, number=1, title="Otrygghet i centrum"))
    cause = add(session, CauseDraft(focus_area=focus_area, number=1, text="Mörka gångvägar"))
    promise = add(
        session, PromiseDraft(agreement=agreement, focus_area=focus_area, number=1, text="Vi syns mer")
    )
    police = add(session, OrganisationDraft(name="Polisen", kind=OrganisationKind.POLICE))
    owner = add(session, ContactDraft(function="Kommunpolis", organisation=police))
    area = add(session, AreaDraft(name="Centrum"))
    activity = add(session, an_activity(agreement, **{"owner": owner, "area": area} | dict(values)))
    meeting = add(session, MeetingDraft(agreement=agreement, on=dt.date(2017, 5, 9)))
    link(session, activity, promise)
    link(session, activity, cause)
    return Plan(
        agreement=agreement, focus_area=focus_area, cause=cause, promise=promise, police=police,
        owner=owner, area=area, activity=activity, meeting=meeting,
    )  # fmt: skip
