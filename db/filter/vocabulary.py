"""The Swedish and English words that a filter knows each member of the closed lists by."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from db.filter.words import Choice
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


def _choices(words: Mapping[StrEnum, tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(member.value, tuple(swedish.split(", ")), tuple(english.split(", ")))
        for member, (swedish, english) in words.items()
    )


WORDS: Final[Mapping[type[StrEnum], tuple[Choice, ...]]] = {
    OrganisationKind: _choices(
        {
            OrganisationKind.POLICE: ("polis, polisen, polismyndigheten", "police"),
            OrganisationKind.MUNICIPALITY: ("kommun, kommunen", "municipality, municipal"),
            OrganisationKind.RESCUE_SERVICE: (
                "räddningstjänst, räddningstjänsten",
                "rescue service, fire and rescue service, fire service",
            ),
            OrganisationKind.HOUSING_COMPANY: (
                "bostadsbolag, fastighetsbolag, bostadsföretag",
                "housing company",
            ),
            OrganisationKind.SCHOOL: ("skola, skolan", "school"),
            OrganisationKind.ASSOCIATION: ("förening, föreningen", "association"),
            OrganisationKind.BUSINESS: ("företag, näringsliv", "business"),
            OrganisationKind.OTHER: ("annan, annat, övrig, övrigt", "other"),
        }
    ),
    AreaKind: _choices(
        {
            AreaKind.CENTRE: ("centrum, tätort", "centre, center, town centre"),
            AreaKind.RESIDENTIAL: ("bostadsområde", "residential, residential area"),
            AreaKind.OUTLYING_LOCALITY: ("kransort, ytterort", "outlying locality"),
            AreaKind.SCHOOL: ("skola", "school"),
            AreaKind.STATION: ("station", "station"),
            AreaKind.OTHER: ("annan, annat, övrigt", "other"),
        }
    ),
    SourceKind: _choices(
        {
            SourceKind.CITIZEN_DIALOGUE: ("medborgardialog, invånardialog", "citizen dialogue"),
            SourceKind.STAFF_DIALOGUE: ("medarbetardialog", "staff dialogue"),
            SourceKind.SURVEY: ("enkät", "survey, questionnaire"),
            SourceKind.POLICE_SAFETY_SURVEY: (
                "trygghetsmätning, polisens trygghetsmätning",
                "police safety survey, safety survey",
            ),
            SourceKind.NTU: (
                "ntu, nationella trygghetsundersökningen, nationella trygghetsundersökningen (NTU)",
                "ntu, swedish crime survey, swedish crime survey (NTU)",
            ),
            SourceKind.REPORTED_CRIME: (
                "anmälda brott, anmäld brottslighet",
                "reported crime, reported crimes",
            ),
            SourceKind.EXPERIENCE: ("erfarenhet, erfarenheter", "experience"),
        }
    ),
    GoodEnd: _choices(
        {
            GoodEnd.HIGHEST: ("högst, högst är bäst, högsta", "highest, highest is best"),
            GoodEnd.LOWEST: ("lägst, lägst är bäst, lägsta", "lowest, lowest is best"),
        }
    ),
    ActivityKind: _choices(
        {
            ActivityKind.MARKET_STALL: (
                "monter, marknad, monter vid marknad, marknadsstånd, marknadsmonter",
                "market stall, market",
            ),
            ActivityKind.PARENT_MEETING: ("föräldramöte, föräldrar på stan", "parent meeting"),
            ActivityKind.FOOT_PATROL: ("fotpatrullering, fotpatrull", "foot patrol"),
            ActivityKind.STATION_HOURS_REVIEW: (
                "översyn av öppettider, öppettider",
                "review of station hours, station hours review, opening hours",
            ),
            ActivityKind.SAFETY_WALK: ("trygghetsvandring", "safety walk"),
            ActivityKind.SOCIAL_MEDIA: ("sociala medier", "social media"),
            ActivityKind.VISIBILITY: ("synlighet, närvaro", "visibility, presence"),
            ActivityKind.TRAFFIC_CONTROL: ("trafikkontroll", "traffic control"),
            ActivityKind.DRUG_OPERATION: ("narkotikainsats, insats mot narkotika", "drug operation"),
            ActivityKind.INFORMATION: ("information, informationsinsats", "information"),
            ActivityKind.NEIGHBOURHOOD_WATCH: ("grannsamverkan", "neighbourhood watch"),
            ActivityKind.SCHOOL_VISIT: ("skolbesök", "school visit"),
            ActivityKind.CITIZEN_DIALOGUE: ("medborgardialog, invånardialog", "citizen dialogue"),
            ActivityKind.PHYSICAL_ENVIRONMENT: ("fysisk miljö, utemiljö", "physical environment"),
            ActivityKind.LICENSING_CONTROL: (
                "tillsyn, serveringstillsyn, krogtillsyn, tillståndskontroll",
                "licensing control",
            ),
            ActivityKind.NIGHT_WALK: ("nattvandring", "night walk"),
            ActivityKind.COOPERATION_MEETING: ("samverkansmöte, samverkansträff", "cooperation meeting"),
        }
    ),
    Responsibility: _choices(
        {
            Responsibility.JOINT: ("gemensam, gemensamt, gemensamma, båda", "joint, both, shared"),
            Responsibility.POLICE: ("polis, polisen, polisiär, polisiära", "police"),
            Responsibility.MUNICIPALITY: ("kommun, kommunen, kommunal, kommunala", "municipality, municipal"),
        }
    ),
    ScheduleKind: _choices(
        {
            ScheduleKind.ONCE: ("en gång, engång", "once"),
            ScheduleKind.PERIOD: ("period, under en period", "period, during a period"),
            ScheduleKind.RECURRING: ("återkommande, upprepas", "recurring, repeated"),
            ScheduleKind.STANDING: ("löpande, stående", "standing, continuous"),
            ScheduleKind.RELATIVE: ("i ord, med ord, relativ", "in words, relative"),
        }
    ),
    TargetKind: _choices(
        {
            TargetKind.NONE: ("inget mål, inget, inget antal, saknas, utan", "no target, none"),
            TargetKind.AT_LEAST: (
                "minst, minst sammanlagt, minst totalt, totalt",
                "at least, at least in all, in all, total",
            ),
            TargetKind.PER_WEEK: ("per vecka", "per week, weekly"),
            TargetKind.PER_MONTH: ("per månad", "per month, monthly"),
            TargetKind.PER_YEAR: ("per år", "per year, yearly"),
            TargetKind.AVERAGE_PER_WEEK: (
                "snitt per vecka, i snitt per vecka, per vecka i snitt, snitt, medel",
                "average per week, per week on average, average",
            ),
        }
    ),
    ActivityState: _choices(
        {
            ActivityState.NOT_STARTED: (
                "ej påbörjad, ej påbörjat, ej påbörjade, inte påbörjad, inte påbörjat, opåbörjad, ej startad",
                "not started, unstarted",
            ),
            ActivityState.PLANNED: ("planerad, planerat, planerade", "planned"),
            ActivityState.ONGOING: ("pågående, pågår, påbörjad, påbörjat", "ongoing, started, in progress"),
            ActivityState.DONE: (
                "klar, klart, klara, genomförd, genomfört, genomförda, slutförd, färdig",
                "done, completed, finished",
            ),
            ActivityState.CANCELLED: (
                "inställd, inställt, inställda, avbruten, struken",
                "cancelled, canceled, called off",
            ),
        }
    ),
    OccurrenceState: _choices(
        {
            OccurrenceState.PLANNED: (
                "planerad, planerat, ska genomföras, kommande",
                "planned, to take place",
            ),
            OccurrenceState.DONE: ("genomförd, genomfört, klar, klart", "done, took place"),
            OccurrenceState.CANCELLED: ("inställd, inställt", "cancelled, canceled, called off"),
        }
    ),
    FollowUpPeriod: _choices(
        {
            FollowUpPeriod.T1: ("T1, tertial 1", "T1, tertial 1"),
            FollowUpPeriod.T2: ("T2, tertial 2", "T2, tertial 2"),
            FollowUpPeriod.T3: ("T3, tertial 3", "T3, tertial 3"),
            FollowUpPeriod.YEAR: ("helår, hela året, år", "year, whole year"),
        }
    ),
    Light: _choices(
        {
            Light.GREEN: ("grön, grönt, gröna", "green"),
            Light.YELLOW: ("gul, gult, gula", "yellow"),
            Light.RED: ("röd, rött, röda", "red"),
        }
    ),
    BetterWay: _choices(
        {
            BetterWay.UP: ("upp, uppåt, uppåt är bättre, högre är bättre", "up, up is better"),
            BetterWay.DOWN: ("ned, ner, nedåt, nedåt är bättre, lägre är bättre", "down, down is better"),
        }
    ),
    WalkCategory: _choices(
        {
            WalkCategory.LIGHTING: ("belysning", "lighting"),
            WalkCategory.SHRUBS: ("buskage, växtlighet", "shrubs"),
            WalkCategory.LITTER: ("nedskräpning, skräp", "litter"),
            WalkCategory.TRAFFIC: ("trafik", "traffic"),
            WalkCategory.GRAFFITI: ("klotter", "graffiti"),
            WalkCategory.DAMAGE: ("skadegörelse", "damage"),
            WalkCategory.MEETING_PLACE: ("mötesplats", "meeting place"),
            WalkCategory.OTHER: ("annat, övrigt", "other"),
        }
    ),
    MeasureState: _choices(
        {
            MeasureState.OPEN: ("öppen, öppet, öppna, kvarstår", "open"),
            MeasureState.DONE: (
                "klar, klart, klara, genomförd, genomfört, åtgärdad, åtgärdat, utförd, utfört",
                "done, carried out",
            ),
            MeasureState.CANCELLED: (
                "inställd, inställt, struken, avskriven, avförd",
                "cancelled, canceled, dropped",
            ),
        }
    ),
    MeetingKind: _choices(
        {
            MeetingKind.STEERING_GROUP: ("styrgrupp", "steering group"),
            MeetingKind.COUNCIL: ("brottsförebyggande råd, brå, råd", "council, crime prevention council"),
            MeetingKind.WORKING_GROUP: ("arbetsgrupp", "working group"),
            MeetingKind.BEFORE_WALK: (
                "före vandring, före trygghetsvandring",
                "before walk, before a safety walk",
            ),
            MeetingKind.AFTER_WALK: (
                "efter vandring, efter trygghetsvandring",
                "after walk, after a safety walk",
            ),
        }
    ),
    MeetingState: _choices(
        {
            MeetingState.DRAFT: (
                "utkast, förbereds, under beredning, under förberedelse",
                "draft, in preparation",
            ),
            MeetingState.CALLED: ("kallat, kallad, kallelse skickad", "called"),
            MeetingState.HELD: ("hållet, hållen, genomfört", "held"),
            MeetingState.APPROVED: (
                "justerat, godkänt, protokollet justerat, protokoll justerat",
                "approved, minutes approved",
            ),
        }
    ),
    Channel: _choices(
        {
            Channel.LOCAL_MEDIA: ("lokalmedia, lokala medier, lokal media", "local media"),
            Channel.WEBSITE: ("webbplats, hemsida, webb", "website"),
            Channel.SOCIAL_MEDIA: ("sociala medier", "social media"),
        }
    ),
}
