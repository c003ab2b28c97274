"""Drafts: what a person fills in, with its limits, for each table of the plan."""

from __future__ import annotations

from db.drafts.activity import (
    ActivityCauseDraft,
    ActivityDraft,
    ActivityPromiseDraft,
    CounterDraft,
    DateExceptionDraft,
    FollowUpDraft,
    OccurrenceDraft,
    ParticipantDraft,
    WalkFindingDraft,
)
from db.drafts.agreement import (
    AgreementDraft,
    CauseDraft,
    FocusAreaDraft,
    IndicatorDraft,
    MeasurementDraft,
    PromiseDraft,
    PublicationDraft,
    SignatoryDraft,
)
from db.drafts.checking import checked, faults, field_faults, rating_faults
from db.drafts.draft import Draft, Value
from db.drafts.fields import DraftField, FieldType, fields_by_name, fields_of, fixed_fields
from db.drafts.meeting import (
    AgendaItemDraft,
    AttachmentDraft,
    AttendanceDraft,
    DecisionDraft,
    MeetingDraft,
    NoteDraft,
)
from db.drafts.people import AreaDraft, ContactDraft, OrganisationDraft
from db.drafts.reading import compose, find_field, read_field
from db.drafts.situation import AreaRatingDraft, FindingDraft, SourceDraft, StatisticDraft
from db.drafts.tidying import tidied
from db.drafts.values import Plain, plain, typed

DRAFTS: dict[str, type[Draft]] = {
    draft.ENTITY: draft
    for draft in (
        OrganisationDraft, ContactDraft, AreaDraft, AgreementDraft, SignatoryDraft, SourceDraft,
        FocusAreaDraft, FindingDraft, AreaRatingDraft, StatisticDraft, CauseDraft, PromiseDraft,
        ActivityDraft, ActivityPromiseDraft, ActivityCauseDraft, ParticipantDraft, DateExceptionDraft,
        OccurrenceDraft, CounterDraft, FollowUpDraft, AttachmentDraft, WalkFindingDraft, IndicatorDraft,
        MeasurementDraft, PublicationDraft, MeetingDraft, AttendanceDraft, AgendaItemDraft, DecisionDraft,
        NoteDraft,
    )
}  # fmt: skip
"""Each table's draft, by the table's name."""

__all__ = [
    "DRAFTS",
    "ActivityCauseDraft",
    "ActivityDraft",
    "ActivityPromiseDraft",
    "AgendaItemDraft",
    "AgreementDraft",
    "AreaDraft",
    "AreaRatingDraft",
    "AttachmentDraft",
    "AttendanceDraft",
    "CauseDraft",
    "ContactDraft",
    "CounterDraft",
    "DateExceptionDraft",
    "DecisionDraft",
    "Draft",
    "DraftField",
    "FieldType",
    "FindingDraft",
    "FocusAreaDraft",
    "FollowUpDraft",
    "IndicatorDraft",
    "MeasurementDraft",
    "MeetingDraft",
    "NoteDraft",
    "OccurrenceDraft",
    "OrganisationDraft",
    "ParticipantDraft",
    "Plain",
    "PromiseDraft",
    "PublicationDraft",
    "SignatoryDraft",
    "SourceDraft",
    "StatisticDraft",
    "Value",
    "WalkFindingDraft",
    "checked",
    "compose",
    "faults",
    "field_faults",
    "fields_by_name",
    "fields_of",
    "find_field",
    "fixed_fields",
    "plain",
    "rating_faults",
    "read_field",
    "tidied",
    "typed",
]
