"""The closed lists of words that a plan is written with, each stored by its value.

The Swedish words that a person reads for them are in the catalogue; the field's own terms and
their sources are the glossary of the trade (Brå's handbook and the municipalities' own plans).
"""

from __future__ import annotations

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What sort of body an organisation is."""

    POLICE = "police"
    MUNICIPALITY = "municipality"
    RESCUE_SERVICE = "rescue_service"
    HOUSING_COMPANY = "housing_company"
    SCHOOL = "school"
    ASSOCIATION = "association"
    BUSINESS = "business"
    OTHER = "other"


class AreaKind(StrEnum):
    """What sort of place an area is."""

    CENTRE = "centre"
    RESIDENTIAL = "residential"
    OUTLYING_LOCALITY = "outlying_locality"
    SCHOOL = "school"
    STATION = "station"
    OTHER = "other"


class SourceKind(StrEnum):
    """Where a finding in the situation picture comes from."""

    CITIZEN_DIALOGUE = "citizen_dialogue"
    STAFF_DIALOGUE = "staff_dialogue"
    SURVEY = "survey"
    POLICE_SAFETY_SURVEY = "police_safety_survey"
    NTU = "ntu"
    REPORTED_CRIME = "reported_crime"
    EXPERIENCE = "experience"


class GoodEnd(StrEnum):
    """Which end of a rating scale is the good one; scales run both ways."""

    HIGHEST = "highest"
    LOWEST = "lowest"


class ActivityKind(StrEnum):
    """The usual kinds of activity; a plan may also use words of its own."""

    MARKET_STALL = "market_stall"
    PARENT_MEETING = "parent_meeting"
    FOOT_PATROL = "foot_patrol"
    STATION_HOURS_REVIEW = "station_hours_review"
    SAFETY_WALK = "safety_walk"
    SOCIAL_MEDIA = "social_media"
    VISIBILITY = "visibility"
    TRAFFIC_CONTROL = "traffic_control"
    DRUG_OPERATION = "drug_operation"
    INFORMATION = "information"
    NEIGHBOURHOOD_WATCH = "neighbourhood_watch"
    SCHOOL_VISIT = "school_visit"
    CITIZEN_DIALOGUE = "citizen_dialogue"
    PHYSICAL_ENVIRONMENT = "physical_environment"
    LICENSING_CONTROL = "licensing_control"
    NIGHT_WALK = "night_walk"
    COOPERATION_MEETING = "cooperation_meeting"


class Responsibility(StrEnum):
    """Which party answers for an activity."""

    JOINT = "joint"
    POLICE = "police"
    MUNICIPALITY = "municipality"


class ScheduleKind(StrEnum):
    """How an activity lies in time."""

    ONCE = "once"
    PERIOD = "period"
    RECURRING = "recurring"
    STANDING = "standing"
    RELATIVE = "relative"


class TargetKind(StrEnum):
    """How a target counts: not at all, a number in all, or a number in each period."""

    NONE = "none"
    AT_LEAST = "at_least"
    PER_WEEK = "per_week"
    PER_MONTH = "per_month"
    PER_YEAR = "per_year"
    AVERAGE_PER_WEEK = "average_per_week"


class ActivityState(StrEnum):
    """How far an activity has come."""

    NOT_STARTED = "not_started"
    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self not in (ActivityState.DONE, ActivityState.CANCELLED)


class OccurrenceState(StrEnum):
    """Whether one occurrence of an activity took place."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class FollowUpPeriod(StrEnum):
    """The stretch of a year that a follow-up looks back on: a tertial (four months) or all of it."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    YEAR = "year"


class Light(StrEnum):
    """A follow-up's judgement in Brå's three colours; kept apart from the state."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class BetterWay(StrEnum):
    """Which way an effect figure should move."""

    UP = "up"
    DOWN = "down"


class WalkCategory(StrEnum):
    """What a finding at a safety walk is about."""

    LIGHTING = "lighting"
    SHRUBS = "shrubs"
    LITTER = "litter"
    TRAFFIC = "traffic"
    GRAFFITI = "graffiti"
    DAMAGE = "damage"
    MEETING_PLACE = "meeting_place"
    OTHER = "other"


class MeasureState(StrEnum):
    """How far a measure (after a safety walk, or a decision) has come."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class MeetingKind(StrEnum):
    """Which body meets."""

    STEERING_GROUP = "steering_group"
    COUNCIL = "council"
    WORKING_GROUP = "working_group"
    BEFORE_WALK = "before_walk"
    AFTER_WALK = "after_walk"


class MeetingState(StrEnum):
    """How far a meeting has come: prepared, called, held, its minutes approved."""

    DRAFT = "draft"
    CALLED = "called"
    HELD = "held"
    APPROVED = "approved"


class Channel(StrEnum):
    """Where a result was told to the public."""

    LOCAL_MEDIA = "local_media"
    WEBSITE = "website"
    SOCIAL_MEDIA = "social_media"


class Standing(StrEnum):
    """Where a promise stands, reckoned from its activities; never stored."""

    WITHOUT_ACTIVITIES = "without_activities"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    LATE = "late"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
