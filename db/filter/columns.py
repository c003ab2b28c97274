"""What a person may call each column in a filter, and what a row of each table is known by."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from db.kinds import (
    ActivityKind,
    ActivityState,
    AreaKind,
    BetterWay,
    Channel,
    FollowUpPeriod,
    GoodEnd,
    Light,
    MeasureState,
    MeetingKind,
    MeetingState,
    OccurrenceState,
    OrganisationKind,
    Responsibility,
    ScheduleKind,
    SourceKind,
    TargetKind,
    WalkCategory,
)

CLOSED_LISTS: Final[Mapping[tuple[str, str], type[StrEnum]]] = {
    ("organisation", "kind"): OrganisationKind,
    ("area", "kind"): AreaKind,
    ("source", "kind"): SourceKind,
    ("source", "good_end"): GoodEnd,
    ("activity", "kind"): ActivityKind,
    ("activity", "responsibility"): Responsibility,
    ("activity", "schedule"): ScheduleKind,
    ("activity", "target"): TargetKind,
    ("activity", "state"): ActivityState,
    ("occurrence", "state"): OccurrenceState,
    ("follow_up", "period"): FollowUpPeriod,
    ("follow_up", "light"): Light,
    ("walk_finding", "category"): WalkCategory,
    ("walk_finding", "state"): MeasureState,
    ("indicator", "better"): BetterWay,
    ("publication", "channel"): Channel,
    ("meeting", "kind"): MeetingKind,
    ("meeting", "state"): MeetingState,
    ("decision", "state"): MeasureState,
}

SPOKEN_LISTS: Final = frozenset({"kind", "category", "channel"})
"""Closed lists whose words a bare word finds too; in a state or a scale they would only be noise."""

CODES: Final = frozenset({"id", "entity", "about", "sha256", "known", "paper"})
"""Columns of text that no bare word is looked for in."""

KNOWN_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": ("name", "short_name"),
    "area": ("name",),
    "agreement": ("municipality", "police_area", "title", "registration_number"),
    "source": ("title",),
    "focus_area": ("title",),
    "cause": ("text",),
    "promise": ("text",),
    "activity": ("number", "title"),
    "occurrence": ("place", "text"),
    "indicator": ("title",),
    "meeting": ("place", "registration_number"),
    "attachment": ("name",),
}
"""The columns that a row is found by when another refers to it; contacts go by their organisation as well."""

_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "id": ("id", "id"),
    "alive": ("i-planen finns-i-planen", "alive in-the-plan"),
    "name": ("namn", "name"),
    "short_name": ("kortnamn förkortning", "short-name"),
    "kind": ("slag typ", "kind type"),
    "function": ("funktion befattning", "function"),
    "organisation": ("organisation", "organisation organization"),
    "email": ("epost e-post mejl", "email e-mail"),
    "telephone": ("telefon", "telephone phone"),
    "parent": ("del-av inom", "part-of within"),
    "municipality": ("kommun", "municipality"),
    "police_area": ("lokalpolisområde polisområde", "police-area local-police-area"),
    "title": ("titel rubrik", "title"),
    "registration_number": ("diarienummer dnr", "registration-number"),
    "signed_on": ("undertecknad undertecknat", "signed signed-on"),
    "starts_on": ("från-och-med från börjar", "from starts"),
    "ends_on": ("till-och-med till slutar", "to until ends"),
    "replaces": ("ersätter", "replaces"),
    "agreement": ("överenskommelse samverkansöverenskommelse avtal", "agreement cooperation-agreement"),
    "contact": ("kontakt", "contact"),
    "position": ("ordning", "order position"),
    "respondents": ("svarande antal-svarande", "respondents"),
    "scale_lowest": ("skalans-lägsta", "lowest-on-the-scale"),
    "scale_highest": ("skalans-högsta", "highest-on-the-scale"),
    "good_end": ("bäst skalans-goda-ände", "good-end good-end-of-the-scale"),
    "number": ("nummer nr", "number no"),
    "problem": ("problem", "problem"),
    "source": ("underlag källa", "source"),
    "text": ("text", "text"),
    "share": ("andel andel-i-procent", "share share-in-per-cent"),
    "count": ("antal", "count"),
    "focus_area": ("fokusområde fokus", "focus-area focus"),
    "area": ("område", "area"),
    "rating": ("betyg", "rating"),
    "region": ("region", "region"),
    "measure": ("åtgärd mått vad-som-mäts", "measure what-is-measured"),
    "year": ("år", "year"),
    "month": ("månad", "month"),
    "rate": ("per-100-000-invånare per-100000", "per-100-000-inhabitants rate"),
    "preliminary": ("preliminär preliminärt", "preliminary"),
    "suppressed": ("dold dold-uppgift", "suppressed"),
    "expected_effect": ("effekt förväntad-effekt", "effect expected-effect"),
    "carried_from": ("överförd-från", "carried-over-from carried-from"),
    "published_on": ("publicerat publicerad", "published published-on"),
    "activity": ("aktivitet", "activity"),
    "promise": ("löfte medborgarlöfte", "promise"),
    "cause": ("orsak", "cause"),
    "on": ("datum den", "on date"),
    "moved_to": ("flyttat-till flyttad-till", "moved-to"),
    "reason": ("skäl", "reason"),
    "starts_at": ("börjar klockan", "starts starts-at begins-at"),
    "ends_at": ("slutar", "ends ends-at"),
    "place": ("plats", "place"),
    "state": ("läge status", "state status"),
    "attendance": ("närvaro deltagare", "attendance attended"),
    "occurrence": ("tillfälle genomfört-tillfälle", "occurrence"),
    "label": ("etikett", "label"),
    "period": ("period", "period"),
    "light": ("färg ljus bedömning", "light"),
    "outcome": ("utfall", "outcome"),
    "changed": ("ändrat vad-som-ändrades", "changed what-was-changed"),
    "hindered": ("hinder vad-som-hindrade", "hindered what-hindered"),
    "resources": ("resurser använda-resurser", "resources resources-used"),
    "entity": ("tabell hör-till-slaget", "table entity belongs-to-a"),
    "about": ("gäller om", "about"),
    "sha256": ("kontrollsumma kontrollsumma-sha-256", "checksum checksum-sha-256"),
    "media_type": ("medietyp", "media-type"),
    "size": ("storlek", "size"),
    "category": ("kategori", "category"),
    "good": ("bra något-bra", "good something-good"),
    "due_on": ("senast senast-klart förfaller", "due due-date due-on"),
    "photo": ("foto", "photo"),
    "unit": ("enhet", "unit"),
    "better": ("bättre bättre-riktning", "better better-direction"),
    "baseline": ("utgångsvärde", "baseline"),
    "target": ("målvärde mål", "target target-value"),
    "indicator": ("effektmått", "indicator effect-figure"),
    "value": ("värde", "value"),
    "channel": ("kanal", "channel"),
    "link": ("länk", "link address"),
    "known": ("känt känt-när-papperet-gjordes", "known known-when-its-paper-was-made"),
    "paper": ("papper hur-papperet-gjordes", "paper how-its-paper-was-made"),
    "meeting": ("möte samverkansmöte", "meeting collaboration-meeting"),
    "present": ("närvarande", "present"),
    "minutes": ("minuter", "minutes"),
    "owner": ("ansvarig", "owner"),
}


def swedish(column: str) -> tuple[str, ...]:
    """The Swedish names of a column, the one that is shown first."""
    return tuple(_NAMES[column][0].split())


def english(column: str) -> tuple[str, ...]:
    """The English names of a column, the one that is shown first."""
    return tuple(_NAMES[column][1].split())
