"""A plan of any size with the everyday content of a Swedish plan, the same each time it is made."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from db.drafts import (
    ActivityDraft,
    AgreementDraft,
    AreaDraft,
    CauseDraft,
    ContactDraft,
    FocusAreaDraft,
    MeetingDraft,
    OccurrenceDraft,
    OrganisationDraft,
    ParticipantDraft,
    PromiseDraft,
)
from db.journal.writing import Writing
from db.kinds import (
    ActivityKind,
    ActivityState,
    AreaKind,
    MeetingState,
    OrganisationKind,
    Responsibility,
    ScheduleKind,
    TargetKind,
)
from db.operations import add, begin_agreement, link, note, record_paper
from db.store import Store

TODAY = dt.date(2017, 9, 4)
"""The day on which the plan is looked at: half of it is done, and some of it is late."""

AT_ONCE = 1000
"""How many activities are written in one gesture."""

TOWNS = ("Säffle", "Svaneholm", "Värmlandsbro", "Nysäter", "By", "Kila", "Långserud", "Huggenäs")
PLACES = ("torget", "järnvägsstationen", "skolgården", "badhuset", "hamnen", "biblioteket", "ishallen")
FUNCTIONS = (
    "kommunpolis", "områdespolis", "säkerhetssamordnare", "fritidsledare", "rektor", "skolkurator",
    "fältsekreterare", "parkchef", "brandmästare", "bosocial samordnare",
)  # fmt: skip
TITLES = {
    ActivityKind.FOOT_PATROL: "Fotpatrullering vid {place} i {town}, vecka {week}",
    ActivityKind.PARENT_MEETING: "Föräldramöte om droger och sena kvällar, {town}, vecka {week}",
    ActivityKind.SAFETY_WALK: "Trygghetsvandring från {place} i {town}",
    ActivityKind.TRAFFIC_CONTROL: "Hastighetskontroll vid {place}, {town}",
    ActivityKind.MARKET_STALL: "Monter på marknaden i {town}, vecka {week}",
    ActivityKind.NIGHT_WALK: "Nattvandring kring {place}, {town}",
    ActivityKind.LICENSING_CONTROL: "Tillsyn av serveringstillstånd i {town}",
    ActivityKind.SOCIAL_MEDIA: "Berätta på sociala medier om läget i {town}",
    ActivityKind.SCHOOL_VISIT: "Skolbesök i årskurs åtta, {town}",
    ActivityKind.PHYSICAL_ENVIRONMENT: "Bättre belysning vid {place} i {town}",
}
EFFECT = "Fler vuxna ute där unga samlas, och färre som undviker platsen efter mörkrets inbrott."
NOTE = "Uppskjuten en vecka på grund av regn. Skolan vill vara med nästa gång, och fastighetsägaren ringer."


@dataclass(frozen=True, slots=True)
class Ground:
    """The keys of what a plan's activities hang on."""

    agreement: str
    contacts: Sequence[str]
    areas: Sequence[str]
    promises: Sequence[str]
    causes: Sequence[str]


def invent_plan(store: Store, activities: int) -> None:
    """Fill a new plan: 40 contacts, 8 areas, 10 promises in 2 focus areas, and so many activities.

    A meeting was held halfway through, so that there is something to be new since.
    """
    ground = store.do(lay_ground).value
    meeting = store.do(
        add,
        MeetingDraft(agreement=ground.agreement, on=dt.date(2017, 6, 1), state=MeetingState.APPROVED),
    ).value
    held = False
    for start in range(0, activities, AT_ONCE):
        if not held and start * 2 >= activities:
            store.do(record_paper, meeting)
            held = True
        store.do(add_activities, ground, start, min(start + AT_ONCE, activities))


def lay_ground(session: Writing) -> Ground:
    """Add the agreement and all that the activities hang on."""
    agreement = begin_agreement(
        session,
        AgreementDraft(
            municipality="Säffle", police_area="Arvika", title="Medborgarlöften 2017",
            registration_number="KS 2016/417", starts_on=dt.date(2017, 1, 1), ends_on=dt.date(2017, 12, 31),
        ),
    )  # fmt: skip
    bodies = [
        add(session, OrganisationDraft(name=name, kind=kind))
        for name, kind in (
            ("Fastighetsbolaget", OrganisationKind.HOUSING_COMPANY),
            ("Tegnérskolan", OrganisationKind.SCHOOL),
            ("Räddningstjänsten", OrganisationKind.RESCUE_SERVICE),
            ("Polisen", OrganisationKind.POLICE),
        )
    ]
    contacts = [
        add(session, ContactDraft(function=f"{function} {part}", organisation=bodies[part % len(bodies)]))
        for part in range(1, 5)
        for function in FUNCTIONS
    ]
    areas = [add(session, AreaDraft(name=town, kind=AreaKind.OUTLYING_LOCALITY)) for town in TOWNS]
    focus = [
        add(session, FocusAreaDraft(agreement=agreement, number=number, title=title, problem=EFFECT))
        for number, title in enumerate(("Otrygghet i centrum", "Trafiken i bostadsområden"), 1)
    ]
    causes = [
        add(session, CauseDraft(focus_area=focus[number % 2], number=number // 2 + 1, text=f"Orsak {number}"))
        for number in range(6)
    ]
    promises = [
        add(
            session,
            PromiseDraft(
                agreement=agreement, focus_area=focus[number % 2], number=number,
                text=f"Vi ska vara synliga där ni är, löfte {number}", expected_effect=EFFECT,
            ),
        )
        for number in range(1, 11)
    ]  # fmt: skip
    return Ground(agreement, contacts, areas, promises, causes)


def add_activities(session: Writing, ground: Ground, start: int, stop: int) -> None:
    """Add activities number `start` to `stop`, with what hangs on them."""
    chance = random.Random(start)
    for number, draft in zip(range(start, stop), _drafts(ground, chance), strict=False):
        key = add(session, draft)
        link(session, key, ground.promises[number % len(ground.promises)])
        if number % 4 == 0:
            link(session, key, ground.causes[number % len(ground.causes)])
            add(session, ParticipantDraft(activity=key, contact=chance.choice(ground.contacts)))
        if number % 10 == 0:
            day = TODAY - dt.timedelta(days=chance.randrange(1, 200))
            add(session, OccurrenceDraft(activity=key, on=day, attendance=chance.randrange(5, 60)))
        if number % 20 == 0:
            note(session, key, NOTE)


def _drafts(ground: Ground, chance: random.Random) -> Iterator[ActivityDraft]:
    """Activities without end, of all kinds."""
    kinds = list(TITLES)
    while True:
        kind = chance.choice(kinds)
        town = chance.randrange(len(TOWNS))
        day = dt.date(2017, 1, 1) + dt.timedelta(days=chance.randrange(365))
        title = TITLES[kind].format(
            place=chance.choice(PLACES), town=TOWNS[town], week=day.isocalendar().week
        )
        draft = ActivityDraft(
            agreement=ground.agreement,
            title=title,
            kind=kind.value,
            responsibility=chance.choice(list(Responsibility)),
            owner=chance.choice(ground.contacts),
            area=ground.areas[town],
            schedule=ScheduleKind.ONCE,
            due_on=day,
            state=chance.choice(list(ActivityState)),
        )
        yield _with_target(draft, chance)


def _with_target(draft: ActivityDraft, chance: random.Random) -> ActivityDraft:
    """Ask a count of one activity in eight."""
    if chance.randrange(8):
        return draft
    count = float(chance.randrange(1, 12))
    return replace(draft, target=TargetKind.AT_LEAST, target_count=count, expected_effect=EFFECT)
