"""Status reports made by hand: one like Säffle's, an empty one, long ones, and one with absurd texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from db.kinds import (
    ActivityState,
    BetterWay,
    FollowUpPeriod,
    GoodEnd,
    Light,
    MeetingKind,
    MeetingState,
    Responsibility,
    ScheduleKind,
    SourceKind,
    Standing,
    TargetKind,
)
from db.rules.progress import Done, Target, progress
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


def saffle() -> view.StatusReport:
    """A report like the one that two coordinators in Säffle would have carried to a meeting in May 2017."""
    outdoors, visible = _outdoors(), _visible()
    everything = (*outdoors, *visible)
    february = a_meeting(dt.date(2017, 2, 7), state=MeetingState.HELD)
    dialogue = "Medborgardialog vecka 17 2016"
    return a_report(
        everything,
        previous=february,
        meeting=a_meeting(
            starts_at=dt.time(13), place="Stadshuset, Säffle", registration_number="KS 2017/98"
        ),
        summary=a_summary(
            everything,
            due_before=3,
            until=dt.date(2017, 9, 5),
            next_meeting=a_meeting(dt.date(2017, 9, 5)),
            changed=4,
            untouched=2,
            without_promise=1,
            open_decisions=2,
        ),
        changes=_saffle_changes(),
        untouched=tuple(
            view.UntouchedLine(
                number=each.number,
                title=each.title,
                owner=each.owner,
                state=each.state,
                is_late=each.is_late,
                next_due=each.next_due,
                touched_at=dt.datetime(2017, 1, 16, 8, 0, tzinfo=dt.UTC),
            )
            for each in (visible[1], visible[2], visible[5])
        ),
        situation=view.SituationPicture(
            sources=(
                view.SourceLine(
                    kind=SourceKind.CITIZEN_DIALOGUE,
                    title=dialogue,
                    starts_on=dt.date(2016, 4, 25),
                    ends_on=dt.date(2016, 5, 1),
                    respondents=1819,
                ),
                view.SourceLine(
                    kind=SourceKind.STAFF_DIALOGUE,
                    title="Medarbetardialoger hos polisen och kommunen",
                    starts_on=None,
                    ends_on=None,
                    respondents=None,
                ),
            ),
            findings=(
                view.FindingLine(
                    text="Tryggheten fick i medeltal 3,8 på en femgradig skala.",
                    share=None,
                    count=None,
                    source=dialogue,
                ),
            ),
            ratings=(
                _rating("Höglunda", 2.9, dialogue, lowest=True),
                _rating("Centrala Säffle", 3.6, dialogue),
                _rating("Kransorter", 4.2, dialogue),
            ),
        ),
        focus_areas=(
            a_focus_area(
                outdoors,
                findings=(
                    view.FindingLine(
                        text="Önskar mer satsning på utemiljön.", share=26, count=None, source=dialogue
                    ),
                ),
                causes=(
                    view.CauseLine(number="1:1", text="Skymd sikt och mörka gångstråk", activities=1),
                    view.CauseLine(number="1:2", text="Nedskräpning vid återvinningen", activities=0),
                ),
            ),
            view.FocusSection(
                number="2",
                title="Synlighet",
                problem="Invånarna vill ha en mer tillgänglig polis.",
                findings=(
                    view.FindingLine(
                        text="Vill ha en mer tillgänglig polis.", share=60, count=1091, source=dialogue
                    ),
                ),
                promises=(
                    a_promise(
                        visible,
                        number="2",
                        text="Polisen och Säffle kommun arbetar tillsammans för att synas mer "
                        "och därmed bli mer tillgängliga.",
                        expected_effect="Invånarna känner sig tryggare genom att polisen och kommunen "
                        "blir mer tillgängliga för allmänheten.",
                        standing=Standing.LATE,
                        count=8,
                        elsewhere=(
                            view.ElsewhereLine(
                                number="K1",
                                title="Trygghetsvandring i området med lägst trygghetsbetyg",
                                promise="1",
                                state=ActivityState.PLANNED,
                                is_late=False,
                            ),
                        ),
                        indicators=(
                            view.IndicatorLine(
                                title="Andel som vill ha en mer tillgänglig polis",
                                unit="%",
                                better=BetterWay.DOWN,
                                baseline=60,
                                target=50,
                                latest=57,
                                latest_on=dt.date(2017, 4, 20),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        without_promise=(
            an_activity(
                "P6",
                title="Besök i årskurs 8 av Łukasz, Đorđević och Şahin",
                responsibility=Responsibility.POLICE,
                owner=replace(OFFICER, deleted=True),
                schedule=Schedule(kind=ScheduleKind.RELATIVE),
                when_words="vid skolstart",
                next_due=None,
                state=ActivityState.NOT_STARTED,
                promises=(),
            ),
        ),
        decisions=(
            view.DecisionLine(
                text="Samordnaren frågar fastighetsbolaget om vem som kan gå med på vandringen.",
                owner=COORDINATOR,
                due_on=dt.date(2017, 3, 31),
                is_late=True,
                meeting=february,
                activity=view.Named(entity="activity", number="K1", text="Trygghetsvandring"),
            ),
            view.DecisionLine(
                text="Polisen tar fram statistik för T1.",
                owner=OFFICER,
                due_on=None,
                is_late=False,
                meeting=february,
            ),
        ),
        due=(
            _due_line(dt.date(2017, 3, 31), view.Named(entity="decision", text="Fråga bolaget"), late=True),
            _due_line(dt.date(2017, 4, 28), _named(visible[2]), late=True),
            _due_line(dt.date(2017, 5, 12), _named(visible[3])),
            _due_line(dt.date(2017, 5, 16), _named(visible[1])),
            _due_line(dt.date(2017, 6, 30), _named(visible[4])),
        ),
    )  # fmt: skip


def _named(activity: view.StatusActivity) -> view.Named:
    return view.Named(entity="activity", number=activity.number, text=activity.title)


def _due_line(on: dt.date, what: view.Named, *, late: bool = False) -> view.DueLine:
    return view.DueLine(on=on, what=what, owner=COORDINATOR, is_late=late)


def _rating(area: str, rating: float, source: str, *, lowest: bool = False) -> view.RatingLine:
    return view.RatingLine(
        area=area,
        rating=rating,
        respondents=None,
        source=source,
        scale_lowest=1,
        scale_highest=5,
        good_end=GoodEnd.HIGHEST,
        lowest=lowest,
    )


def _outdoors() -> tuple[view.StatusActivity, ...]:
    return (
        an_activity(
            title="Trygghetsvandring i området med lägst trygghetsbetyg",
            text="Gå igenom den yttre miljön, till exempel belysning och buskage. Boende i området bjuds in.",
            participants=(
                view.Who(organisation="Polisen"),
                view.Who(organisation="Räddningstjänsten"),
                view.Who(organisation="Fastighetsbolag"),
                view.Who(organisation="Teknik- och fritidsförvaltningen"),
            ),
            expected_effect="Förbättrad fysisk miljö och upplevd trygghet.",
            promises=("1", "2"),
            causes=("1:1",),
            target=Target(kind=TargetKind.AT_LEAST, count=1),
            last_note=view.NoteLine(
                text="Räddningstjänsten kan 12 oktober. Höglunda föreslås, väntar på fastighetsbolaget.",
                by="kommunal samordnare",
                at=AT,
            ),
        ),
    )


def _visible() -> tuple[view.StatusActivity, ...]:
    patrols = tuple(Done(on=dt.date(2017, 1, 13) + dt.timedelta(weeks=week)) for week in range(14))
    weekly = Target(kind=TargetKind.PER_WEEK, count=1)
    both = (view.Who(organisation="Polisen"), view.Who(organisation="Kommunen"))
    traffic = tuple(
        Done(on=dt.date(2017, 2, 3 + n), counters=(("Insatser", 5.0), ("Alkoholpåverkade förare", 1.0)))
        for n in range(11)
    )
    return (
        an_activity(
            "K2",
            title="Gemensam monter vid marknader",
            text="Polisen och kommunen möter invånarna i en gemensam monter.",
            participants=both,
            schedule=Schedule(
                kind=ScheduleKind.RECURRING,
                rule="FREQ=MONTHLY;BYMONTH=5,10;BYDAY=1SA",
                starts_on=dt.date(2017, 5, 6),
                ends_on=dt.date(2017, 12, 31),
            ),
            next_due=dt.date(2017, 10, 7),
            state=ActivityState.ONGOING,
            promises=("2",),
            target=Target(kind=TargetKind.AT_LEAST, count=2),
            done=(Done(on=dt.date(2017, 5, 6)),),
            follow_up=view.FollowUpLine(
                year=2017,
                period=FollowUpPeriod.T1,
                light=Light.YELLOW,
                reason="regn, färre besökare än väntat",
                outcome="Omkring 120 samtal på vårmarknaden.",
            ),
        ),
        an_activity(
            "K3",
            title="”Föräldrar på stan”-möte",
            owner=OFFICER,
            participants=both,
            schedule=Schedule(kind=ScheduleKind.ONCE, due_on=dt.date(2017, 5, 16)),
            next_due=dt.date(2017, 5, 16),
            promises=("2",),
        ),
        an_activity(
            "K4",
            title="Se över möjligheten till en gemensam Facebooksida",
            schedule=Schedule(
                kind=ScheduleKind.PERIOD, starts_on=dt.date(2017, 2, 1), ends_on=dt.date(2017, 4, 28)
            ),
            next_due=dt.date(2017, 4, 28),
            is_late=True,
            state=ActivityState.ONGOING,
            promises=("2",),
            state_reason="Kommunens jurist har inte svarat.",
        ),
        an_activity(
            "P1",
            title="Fotpatrullering med uniformerad polis",
            place="Centrala Säffle, bostadsområden och kransorter",
            responsibility=Responsibility.POLICE,
            owner=OFFICER,
            schedule=Schedule(
                kind=ScheduleKind.RECURRING,
                rule="FREQ=WEEKLY;BYDAY=FR",
                starts_on=dt.date(2017, 1, 13),
                ends_on=dt.date(2017, 12, 31),
            ),
            next_due=dt.date(2017, 5, 12),
            state=ActivityState.ONGOING,
            promises=("2",),
            target=weekly,
            progress=progress(
                weekly, patrols, starts_on=dt.date(2017, 1, 13), ends_on=dt.date(2017, 12, 31), today=TODAY
            ),
        ),
        an_activity(
            "P2",
            title="Översyn av polisstationens öppettider",
            responsibility=Responsibility.POLICE,
            owner=CHIEF,
            schedule=Schedule(kind=ScheduleKind.ONCE, due_on=dt.date(2017, 6, 30)),
            next_due=dt.date(2017, 6, 30),
            state=ActivityState.DONE,
            promises=("2",),
        ),
        an_activity(
            "P3",
            title="Riktade trafikinsatser",
            responsibility=Responsibility.POLICE,
            owner=OFFICER,
            schedule=Schedule(kind=ScheduleKind.STANDING, starts_on=dt.date(2017, 1, 1)),
            next_due=None,
            state=ActivityState.ONGOING,
            promises=("2",),
            target=Target(kind=TargetKind.AT_LEAST, count=50, counter="Insatser"),
            done=traffic,
        ),
        an_activity(
            "K5",
            title="Kommunen är synlig vid flera tillfällen under året",
            text="Till exempel vid skolavslutning, vår- och höstmarknad och skördefest.",
            responsibility=Responsibility.MUNICIPALITY,
            owner=None,
            schedule=Schedule(kind=ScheduleKind.RELATIVE),
            when_words="vid skolavslutning, vår- och höstmarknad och skördefest",
            next_due=None,
            state=ActivityState.CANCELLED,
            state_reason="Ersätts av den gemensamma montern.",
            promises=("2",),
        ),
    )


def _saffle_changes() -> tuple[view.ChangedThing, ...]:
    return (
        view.ChangedThing(
            subject=view.Named(entity="activity", number="K1", text="Trygghetsvandring i området"),
            lines=(
                a_change("activity", "due_on", "2017-09-28", "2017-10-12"),
                a_change("activity", "state", "not_started", "planned"),
                a_change(
                    "activity", "owner", None, view.Named(entity="contact", text="samordnare, Kommunen")
                ),
                an_addition("note", text="Räddningstjänsten kan 12 oktober."),
                an_addition(
                    "participant", organisation=view.Named(entity="organisation", text="Räddningstjänsten")
                ),
            ),
        ),
        view.ChangedThing(
            subject=view.Named(entity="activity", number="P1", text="Fotpatrullering med uniformerad polis"),
            lines=(
                an_addition("occurrence", on="2017-04-07", attendance=2, text="Kalla kvällar, få ute."),
                a_change("activity", "rule", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "FREQ=WEEKLY;BYDAY=FR"),
            ),
        ),
        view.ChangedThing(
            subject=view.Named(entity="activity", number="K6", text="Cirkus på torget", deleted=True),
            lines=(
                replace(an_addition("activity", state="not_started"), kind=view.ChangeKind.DELETED),
            ),
        ),
        view.ChangedThing(
            subject=view.Named(entity="promise", number="2", text=""),
            lines=(a_change("promise", "published_on", None, "2017-02-20"),),
        ),
    )  # fmt: skip


def a_change(entity: str, field: str, old: view.Value, new: view.Value) -> view.ChangeLine:
    return view.ChangeLine(
        kind=view.ChangeKind.CHANGED, entity=entity, field=field, old=old, new=new, by="kommunpolis", at=AT
    )


def an_addition(entity: str, **parts: view.Value) -> view.ChangeLine:
    told = tuple(view.FieldValue(field=field, value=value) for field, value in parts.items())
    return view.ChangeLine(
        kind=view.ChangeKind.ADDED, entity=entity, parts=told, by="kommunal samordnare", at=AT
    )


def long(count: int) -> view.StatusReport:
    """A region's plan: `count` activities of all kinds under ten promises, and as many changes."""
    kinds = (*_outdoors(), *_visible())
    activities = tuple(
        replace(
            kinds[number % len(kinds)],
            key=str(number),
            number=f"{'KP'[number % 2]}{number + 1}",
            title=f"{kinds[number % len(kinds)].title}, omgång {number + 1}",
            promises=(str(number % 10 + 1),),
            last_note=view.NoteLine(
                text=f"Avstämt vecka {number % 52 + 1}: {'allt enligt plan, ' * (number % 7)}fortsätter.",
                by="kommunpolis",
                at=AT,
            ),
        )
        for number in range(count)
    )
    focus_areas = tuple(
        view.FocusSection(
            number=str(focus + 1),
            title=f"Fokusområde för del {focus + 1}",
            problem="Invånarna vill ha en mer tillgänglig polis i hela kommunen, hela året.",
            promises=tuple(
                a_promise(tuple(activities[number::10]), number=str(number + 1))
                for number in (2 * focus, 2 * focus + 1)
            ),
        )
        for focus in range(5)
    )
    changes = tuple(
        view.ChangedThing(
            subject=_named(each),
            lines=(
                a_change("activity", "state", "not_started", "planned"),
                an_addition("note", text="Avstämt med polisen."),
            ),
        )
        for each in activities[::3]
    )
    return a_report(
        activities,
        previous=a_meeting(dt.date(2017, 2, 7)),
        focus_areas=focus_areas,
        changes=changes,
        due=tuple(_due_line(dt.date(2017, 5, 12), _named(each)) for each in activities[::5]),
    )


WORDLESS: Final = "ord" * 3334
"""Ten thousand letters without a space."""
PROSE: Final = "Detta är en mycket lång text som ingen orkar läsa men som måste få plats, rad för rad. " * 120
MARKUP: Final = "<b>fet</b> & <para>stycke</para> &amp; {klammer} %s \\n"


def absurd() -> view.StatusReport:
    """Every text as bad as it can be: endless words, walls of prose, markup, controls, foreign signs."""
    who = view.Who(function=WORDLESS[:300], organisation=PROSE[:400], deleted=True)
    worst = an_activity(
        "K123456",
        title=WORDLESS,
        text=PROSE,
        owner=who,
        participants=(who,) * 12,
        place=MARKUP,
        schedule=Schedule(kind=ScheduleKind.RELATIVE),
        when_words=PROSE[:2000],
        goal=PROSE,
        expected_effect=WORDLESS,
        target=Target(kind=TargetKind.AT_LEAST, count=1e12, counter=WORDLESS[:200]),
        state_reason="Rad ett\nrad två\r\nrad tre\n\n\nsista \x07\x00raden\tmed tabb",
        last_note=view.NoteLine(text=PROSE * 2, by=WORDLESS[:100], at=AT),
        is_late=True,
        next_due=dt.date(2017, 4, 1),
    )
    foreign = an_activity(
        "K2",
        title="Łukasz, Đorđević, Şahin och Nguyễn 👮🏽 محمد 日本 Жанна Αθήνα ﬁn",
        text=MARKUP,
        causes=("1",) * 60,
    )
    address = an_activity("K3", title="https://www.saffle.se/" + "trygghet/och-sakerhet/" * 12)
    everything = (worst, foreign, address)
    promise = a_promise(everything, text=WORDLESS + " " + PROSE, expected_effect=MARKUP)
    return a_report(
        everything,
        agreement=an_agreement(
            municipality=WORDLESS[:700], title=PROSE, registration_number=MARKUP, signatories=(who, who)
        ),
        meeting=a_meeting(place=PROSE),
        previous=a_meeting(dt.date(2017, 2, 7)),
        filter_text=PROSE[:1500],
        activities_in_all=7,
        focus_areas=(a_focus_area(title=PROSE, problem=WORDLESS, promises=(promise,)),),
        changes=(
            view.ChangedThing(
                subject=view.Named(entity="activity", number="K1", text=WORDLESS),
                lines=(
                    a_change("activity", "text", PROSE, PROSE[:4000] + "ändrat här " + PROSE[4000:]),
                    a_change("activity", "text", WORDLESS, PROSE),
                ),
            ),
        ),
        decisions=(
            view.DecisionLine(
                text=PROSE, owner=who, due_on=None, is_late=False, meeting=a_meeting(), activity=None
            ),
        ),
    )  # fmt: skip
