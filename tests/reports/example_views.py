"""Builders of status reports and their parts, each with only what the test at hand says about it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from db.kinds import (
    ActivityState,
    MeetingKind,
    MeetingState,
    Responsibility,
    ScheduleKind,
    Standing,
    TargetKind,
)
from db.rules.progress import Target, progress
from db.rules.schedule import Schedule
from db.views import status as view

TODAY: Final = dt.date(2017, 5, 9)
AT: Final = dt.datetime(2017, 3, 14, 9, 30, tzinfo=dt.UTC)
OFFICER: Final = view.Who(function="kommunpolis", organisation="Polisen")
COORDINATOR: Final = view.Who(function="kommunal samordnare", organisation="Kommunen")
CHIEF: Final = view.Who(function="lokalpolisområdeschef", organisation="Polisen")


def a_meeting(on: dt.date | None = TODAY, **more: Any) -> view.MeetingHead:
    said = {"key": "m", "kind": MeetingKind.WORKING_GROUP, "state": MeetingState.CALLED, "on": on}
    return view.MeetingHead(**{**said, **more})


def an_activity(number: str = "K1", **more: Any) -> view.StatusActivity:
    target = more.pop("target", Target(kind=TargetKind.NONE))
    done = more.pop("done", ())
    said: dict[str, Any] = {
        "key": number,
        "number": number,
        "title": "Trygghetsvandring",
        "responsibility": Responsibility.JOINT,
        "owner": COORDINATOR,
        "schedule": Schedule(kind=ScheduleKind.ONCE, due_on=dt.date(2017, 10, 12)),
        "next_due": dt.date(2017, 10, 12),
        "state": ActivityState.PLANNED,
        "target": target,
        "progress": progress(target, done, starts_on=dt.date(2017, 1, 1), ends_on=None, today=TODAY),
        "promises": ("1",),
    }
    return view.StatusActivity(**{**said, **more})


def a_summary(activities: tuple[view.StatusActivity, ...] = (), **more: Any) -> view.Summary:
    states = tuple(
        view.StateCount(
            state=state,
            count=sum(each.state is state for each in activities),
            late=sum(each.state is state and each.is_late for each in activities),
        )
        for state in ActivityState
    )
    said: dict[str, Any] = {
        "states": states,
        "activities": len(activities),
        "late": sum(each.is_late for each in activities),
        "due_before": 0,
        "until": dt.date(2017, 6, 8),
        "next_meeting": None,
        "changed": 0,
        "untouched": 0,
        "without_promise": 0,
        "without_cause": 0,
        "open_decisions": 0,
    }
    return view.Summary(**{**said, **more})


def a_report(activities: tuple[view.StatusActivity, ...] = (), **more: Any) -> view.StatusReport:
    said: dict[str, Any] = {
        "agreement": an_agreement(),
        "meeting": a_meeting(),
        "previous": None,
        "earlier_meetings": False,
        "touched_since": dt.date(2017, 4, 9),
        "today": TODAY,
        "final": False,
        "filter_text": "",
        "activities_in_all": len(activities),
        "state": "4f1d0c9be2a17788" * 4,
        "summary": a_summary(activities),
        "focus_areas": (a_focus_area(activities),) if activities else (),
    }
    return view.StatusReport(**{**said, **more})


def an_agreement(**more: Any) -> view.AgreementHead:
    said: dict[str, Any] = {
        "key": "a",
        "municipality": "Säffle kommun",
        "police_area": "Lokalpolisområde Arvika",
        "title": "Medborgarlöften 2017",
        "registration_number": "KS 2016/412",
        "signed_on": dt.date(2016, 11, 18),
        "starts_on": dt.date(2017, 1, 1),
        "ends_on": dt.date(2017, 12, 31),
        "signatories": (view.Who(function="kommunalråd", organisation="Kommunen"), CHIEF),
    }
    return view.AgreementHead(**{**said, **more})


def a_promise(activities: tuple[view.StatusActivity, ...] = (), **more: Any) -> view.PromiseSection:
    said: dict[str, Any] = {
        "number": "1",
        "text": "Polisen och Säffle kommun arbetar tillsammans för att förbättra utemiljön.",
        "expected_effect": "Förbättrad fysisk miljö och upplevd trygghet.",
        "standing": Standing.ON_TRACK if activities else Standing.WITHOUT_ACTIVITIES,
        "count": len(activities),
        "done": sum(each.state is ActivityState.DONE for each in activities),
        "late": sum(each.is_late for each in activities),
        "activities": activities,
    }
    return view.PromiseSection(**{**said, **more})


def a_focus_area(activities: tuple[view.StatusActivity, ...] = (), **more: Any) -> view.FocusSection:
    said: dict[str, Any] = {
        "number": "1",
        "title": "Utemiljö",
        "problem": "Invånarna önskar mer satsning på utemiljön.",
        "promises": (a_promise(activities),),
    }
    return view.FocusSection(**{**said, **more})


def a_change(entity: str, field: str, old: view.Value, new: view.Value) -> view.ChangeLine:
    return view.ChangeLine(
        kind=view.ChangeKind.CHANGED, entity=entity, field=field, old=old, new=new, by="kommunpolis", at=AT
    )


def an_addition(entity: str, **parts: view.Value) -> view.ChangeLine:
    told = tuple(view.FieldValue(field=field, value=value) for field, value in parts.items())
    return view.ChangeLine(
        kind=view.ChangeKind.ADDED, entity=entity, parts=told, by="kommunal samordnare", at=AT
    )


def named(activity: view.StatusActivity) -> view.Named:
    return view.Named(entity="activity", number=activity.number, text=activity.title)


def due_line(on: dt.date, what: view.Named, *, late: bool = False) -> view.DueLine:
    return view.DueLine(on=on, what=what, owner=COORDINATOR, is_late=late)
