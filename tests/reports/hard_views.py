"""Status reports that are hard to print: long ones, and one whose every text is as bad as it can be."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from db.kinds import ScheduleKind, TargetKind
from db.rules.progress import Target
from db.rules.schedule import Schedule
from db.views import status as view
from tests.reports.example_views import (
    AT,
    a_change,
    a_focus_area,
    a_meeting,
    a_promise,
    a_report,
    an_activity,
    an_addition,
    an_agreement,
    due_line,
    named,
)
from tests.reports.saffle_view import outdoor_activities, visible_activities


def long(count: int) -> view.StatusReport:
    """A region's plan: `count` activities of all kinds under ten promises, and as many changes."""
    kinds = (*outdoor_activities(), *visible_activities())
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
            subject=named(each),
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
        due=tuple(due_line(dt.date(2017, 5, 12), named(each)) for each in activities[::5]),
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
