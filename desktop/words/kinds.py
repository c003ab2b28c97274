"""What a person calls each member of the closed lists: a state, a kind of target, a light.

Labels begin with a capital, as a table or a dialog shows them; `in_sentence` fits one into running text.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

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
    Standing,
    TargetKind,
    WalkCategory,
)
from desktop.words.speech import LANGUAGES, N_, Words

LONGEST_WORD: Final = 80
"""Nobody means a word longer than this."""

KIND_WORDS: Final[dict[type[StrEnum], dict[str, str]]] = {
    OrganisationKind: {
        "police": N_("Police"),
        "municipality": N_("Municipality"),
        "rescue_service": N_("Fire and rescue service"),
        "housing_company": N_("Housing company"),
        "school": N_("School"),
        "association": N_("Association"),
        "business": N_("Business"),
        "other": N_("Other"),
    },
    AreaKind: {
        "centre": N_("Town centre"),
        "residential": N_("Residential area"),
        "outlying_locality": N_("Outlying locality"),
        "school": N_("School"),
        "station": N_("Station"),
        "other": N_("Other"),
    },
    SourceKind: {
        "citizen_dialogue": N_("Citizen dialogue"),
        "staff_dialogue": N_("Staff dialogue"),
        "survey": N_("Survey"),
        "police_safety_survey": N_("Police safety survey"),
        "ntu": N_("Swedish Crime Survey (NTU)"),
        "reported_crime": N_("Reported crime"),
        "experience": N_("Experience"),
    },
    GoodEnd: {
        "highest": N_("Highest is best"),
        "lowest": N_("Lowest is best"),
    },
    ActivityKind: {
        "market_stall": N_("Market stall"),
        "parent_meeting": N_("Parent meeting"),
        "foot_patrol": N_("Foot patrol"),
        "station_hours_review": N_("Review of station hours"),
        "safety_walk": N_("Safety walk"),
        "social_media": N_("Social media"),
        "visibility": N_("Visibility"),
        "traffic_control": N_("Traffic control"),
        "drug_operation": N_("Drug operation"),
        "information": N_("Information"),
        "neighbourhood_watch": N_("Neighbourhood watch"),
        "school_visit": N_("School visit"),
        "citizen_dialogue": N_("Citizen dialogue"),
        "physical_environment": N_("Physical environment"),
        "licensing_control": N_("Licensing control"),
        "night_walk": N_("Night walk"),
        "cooperation_meeting": N_("Cooperation meeting"),
    },
    Responsibility: {
        "joint": N_("Joint"),
        "police": N_("Police"),
        "municipality": N_("Municipality"),
    },
    ScheduleKind: {
        "once": N_("Once"),
        "period": N_("During a period"),
        "recurring": N_("Recurring"),
        "standing": N_("Standing"),
        "relative": N_("In words"),
    },
    TargetKind: {
        "none": N_("No target"),
        "at_least": N_("At least, in all"),
        "per_week": N_("Per week"),
        "per_month": N_("Per month"),
        "per_year": N_("Per year"),
        "average_per_week": N_("Per week on average"),
    },
    ActivityState: {
        "not_started": N_("Not started"),
        "planned": N_("Planned"),
        "ongoing": N_("Ongoing"),
        "done": N_("Done"),
        "cancelled": N_("Cancelled"),
    },
    OccurrenceState: {
        "planned": N_("To take place"),
        "done": N_("Took place"),
        "cancelled": N_("Called off"),
    },
    FollowUpPeriod: {
        "T1": N_("T1"),
        "T2": N_("T2"),
        "T3": N_("T3"),
        "year": N_("Whole year"),
    },
    Light: {
        "green": N_("Green"),
        "yellow": N_("Yellow"),
        "red": N_("Red"),
    },
    BetterWay: {
        "up": N_("Up is better"),
        "down": N_("Down is better"),
    },
    WalkCategory: {
        "lighting": N_("Lighting"),
        "shrubs": N_("Shrubs"),
        "litter": N_("Litter"),
        "traffic": N_("Traffic"),
        "graffiti": N_("Graffiti"),
        "damage": N_("Damage"),
        "meeting_place": N_("Meeting place"),
        "other": N_("Other"),
    },
    MeasureState: {
        "open": N_("Open"),
        "done": N_("Carried out"),
        "cancelled": N_("Dropped"),
    },
    MeetingKind: {
        "steering_group": N_("Steering group"),
        "council": N_("Crime prevention council"),
        "working_group": N_("Working group"),
        "before_walk": N_("Before a safety walk"),
        "after_walk": N_("After a safety walk"),
    },
    MeetingState: {
        "draft": N_("In preparation"),
        "called": N_("Called"),
        "held": N_("Held"),
        "approved": N_("Minutes approved"),
    },
    Channel: {
        "local_media": N_("Local media"),
        "website": N_("Website"),
        "social_media": N_("Social media"),
    },
    Standing: {
        "without_activities": N_("No activities"),
        "not_started": N_("Not started yet"),
        "on_track": N_("On track"),
        "late": N_("Behind schedule"),
        "kept": N_("Kept"),
        "not_kept": N_("Not kept"),
    },
}
"""English words by list and stored value; members of different lists may be stored alike."""

FIELD_KINDS: Final[Mapping[tuple[str, str], type[StrEnum]]] = MappingProxyType(
    {
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
)
"""The fields whose value is a word of a closed list (an activity's kind may also be a word of its own)."""

K = TypeVar("K", bound=StrEnum)


def label(words: Words, member: StrEnum) -> str:
    """The words for a member of any of the closed lists, beginning with a capital."""
    return words(KIND_WORDS[type(member)][member.value])


def value_label(words: Words, kinds: type[StrEnum], value: str) -> str:
    """The words for a stored value; one that the list lacks (an activity's own kind) speaks for itself."""
    message = KIND_WORDS[kinds].get(value)
    return words(message) if message is not None else value


def in_sentence(text: str) -> str:
    """Fit a label into running text: a small first letter, but not for NTU or T1."""
    abbreviation = len(text) > 1 and not (text[1].islower() or text[1].isspace())
    return text if abbreviation else text[:1].lower() + text[1:]


def plain(text: str) -> str:
    """The form in which words given by a person are compared: `Inte-påbörjad` is `inte_påbörjad`."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


def likest(text: str, known: Iterable[str]) -> str | None:
    """The one of some words, in the form of `plain`, that a mistyped one is most like, if any is.

    Dots and rings over letters make no difference, since many keyboards lack them; of words as like,
    one that begins alike is likelier meant.
    """
    bare = {_bare(word): word for word in known}
    given = _bare(plain(text))[:LONGEST_WORD]
    alike = [word for word in bare if len(given) > 2 and word.startswith(given[:4])]
    found = difflib.get_close_matches(given, alike, n=1, cutoff=0.5)
    found = found or difflib.get_close_matches(given, bare, n=1, cutoff=0.6)
    return bare[found[0]] if found else None


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def by_word(kinds: type[K], text: str) -> K | None:
    """The member that a person means, by its stored value or its label in either language."""
    return _members(kinds).get(plain(text))


def nearest_word(words: Words, kinds: type[StrEnum], text: str) -> str:
    """The label that a mistyped word is most like, or nothing when it is like none."""
    found = likest(text, _members(kinds))
    return label(words, _members(kinds)[found]) if found else ""


def _members(kinds: type[K]) -> dict[str, K]:
    voices = [Words(language) for language in LANGUAGES]
    named = {plain(label(words, member)): member for words in voices for member in kinds}
    return named | {plain(member.value): member for member in kinds}
