"""A status report like the one that two coordinators in Säffle would have carried to a meeting in 2017."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from db.kinds import (
    ActivityState,
    BetterWay,
    FollowUpPeriod,
    GoodEnd,
    Light,
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
from tests.reports.example_views import (
    AT,
    CHIEF,
    COORDINATOR,
    OFFICER,
    TODAY,
    a_change,
    a_focus_area,
    a_meeting,
    a_promise,
    a_report,
    a_summary,
    an_activity,
    an_addition,
    due_line,
    named,
)


def saffle() -> view.StatusReport:
    """A report like the one that two coordinators in Säffle would have carried to a meeting in May 2017."""
    outdoors, visible = outdoor_activities(), visible_activities()
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
            due_line(dt.date(2017, 3, 31), view.Named(entity="decision", text="Fråga bolaget"), late=True),
            due_line(dt.date(2017, 4, 28), named(visible[2]), late=True),
            due_line(dt.date(2017, 5, 12), named(visible[3])),
            due_line(dt.date(2017, 5, 16), named(visible[1])),
            due_line(dt.date(2017, 6, 30), named(visible[4])),
        ),
    )  # fmt: skip


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


def outdoor_activities() -> tuple[view.StatusActivity, ...]:
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


def visible_activities() -> tuple[view.StatusActivity, ...]:
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
