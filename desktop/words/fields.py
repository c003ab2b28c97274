"""What a person calls each table of the plan and each of its fields, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from db.drafts import DRAFTS, fields_by_name
from desktop.words.kinds import in_sentence, likest, plain
from desktop.words.speech import LANGUAGES, N_, Words


class EntityWords(NamedTuple):
    """A table's name for one and for many of its things, and its fields' names."""

    one: str
    many: str
    fields: Mapping[str, str]


_EVERYWHERE: Final = {"id": N_("Id"), "alive": N_("In the plan")}

ENTITY_WORDS: Final[dict[str, EntityWords]] = {
    "organisation": EntityWords(
        N_("Organisation"), N_("Organisations"),
        {"name": N_("Name"), "short_name": N_("Short name"), "kind": N_("Kind")},
    ),
    "contact": EntityWords(
        N_("Contact"), N_("Contacts"),
        {
            "function": N_("Function"),
            "organisation": N_("Organisation"),
            "name": N_("Name"),
            "email": N_("E-mail"),
            "telephone": N_("Telephone"),
        },
    ),
    "area": EntityWords(
        N_("Area"), N_("Areas"),
        {"name": N_("Name"), "kind": N_("Kind"), "parent": N_("Part of")},
    ),
    "agreement": EntityWords(
        N_("Cooperation agreement"), N_("Cooperation agreements"),
        {
            "municipality": N_("Municipality"),
            "police_area": N_("Local police area"),
            "title": N_("Title"),
            "registration_number": N_("Registration number"),
            "signed_on": N_("Signed on"),
            "starts_on": N_("From"),
            "ends_on": N_("To"),
            "replaces": N_("Replaces"),
        },
    ),
    "signatory": EntityWords(
        N_("Signatory"), N_("Signatories"),
        {
            "agreement": N_("Cooperation agreement"),
            "contact": N_("Contact"),
            "position": N_("Order"),
        },
    ),
    "source": EntityWords(
        N_("Source"), N_("Sources"),
        {
            "kind": N_("Kind"),
            "title": N_("Title"),
            "starts_on": N_("From"),
            "ends_on": N_("To"),
            "respondents": N_("Respondents"),
            "scale_lowest": N_("Lowest on the scale"),
            "scale_highest": N_("Highest on the scale"),
            "good_end": N_("Good end of the scale"),
        },
    ),
    "finding": EntityWords(
        N_("Finding in the situation picture"), N_("Findings in the situation picture"),
        {
            "source": N_("Source"),
            "text": N_("Text"),
            "share": N_("Share in per cent"),
            "count": N_("Count"),
            "focus_area": N_("Focus area"),
        },
    ),
    "area_rating": EntityWords(
        N_("Safety rating"), N_("Safety ratings"),
        {
            "source": N_("Source"),
            "area": N_("Area"),
            "rating": N_("Rating"),
            "respondents": N_("Respondents"),
        },
    ),
    "statistic": EntityWords(
        N_("Statistic"), N_("Statistics"),
        {
            "region": N_("Region"),
            "measure": N_("What is measured"),
            "year": N_("Year"),
            "month": N_("Month"),
            "count": N_("Count"),
            "rate": N_("Per 100 000 inhabitants"),
            "preliminary": N_("Preliminary"),
            "suppressed": N_("Suppressed"),
        },
    ),
    "focus_area": EntityWords(
        N_("Focus area"), N_("Focus areas"),
        {
            "agreement": N_("Cooperation agreement"),
            "number": N_("Number"),
            "title": N_("Title"),
            "problem": N_("Problem"),
        },
    ),
    "cause": EntityWords(
        N_("Cause"), N_("Causes"),
        {"focus_area": N_("Focus area"), "number": N_("Number"), "text": N_("Text")},
    ),
    "promise": EntityWords(
        N_("Promise"), N_("Promises"),
        {
            "agreement": N_("Cooperation agreement"),
            "focus_area": N_("Focus area"),
            "number": N_("Number"),
            "text": N_("Text"),
            "expected_effect": N_("Expected effect"),
            "carried_from": N_("Carried over from"),
            "published_on": N_("Published on"),
        },
    ),
    "activity": EntityWords(
        N_("Activity"), N_("Activities"),
        {
            "agreement": N_("Cooperation agreement"),
            "number": N_("Number"),
            "title": N_("Title"),
            "text": N_("Text"),
            "kind": N_("Kind"),
            "responsibility": N_("Responsible party"),
            "owner": N_("Owner"),
            "area": N_("Area"),
            "place": N_("Place"),
            "schedule": N_("Schedule"),
            "due_on": N_("Due date"),
            "starts_on": N_("From"),
            "ends_on": N_("To"),
            "rule": N_("Recurrence"),
            "when_words": N_("When, in words"),
            "one_off": N_("One-off effort"),
            "goal": N_("Operational goal"),
            "target": N_("Kind of target"),
            "target_count": N_("Target number"),
            "target_counter": N_("What is counted"),
            "expected_effect": N_("Expected effect"),
            "state": N_("State"),
            "state_reason": N_("Reason for the state"),
            "carried_from": N_("Carried over from"),
            "next_due": N_("Next due"),
            "touched_at": N_("Last touched"),
        },
    ),
    "activity_promise": EntityWords(
        N_("Link to a promise"), N_("Links to promises"),
        {"activity": N_("Activity"), "promise": N_("Promise")},
    ),
    "activity_cause": EntityWords(
        N_("Link to a cause"), N_("Links to causes"),
        {"activity": N_("Activity"), "cause": N_("Cause")},
    ),
    "participant": EntityWords(
        N_("Participant"), N_("Participants"),
        {"activity": N_("Activity"), "contact": N_("Contact"), "organisation": N_("Organisation")},
    ),
    "date_exception": EntityWords(
        N_("Exception to a date"), N_("Exceptions to dates"),
        {
            "activity": N_("Activity"),
            "on": N_("Date"),
            "moved_to": N_("Moved to"),
            "reason": N_("Reason"),
        },
    ),
    "occurrence": EntityWords(
        N_("Occurrence"), N_("Occurrences"),
        {
            "activity": N_("Activity"),
            "on": N_("Date"),
            "starts_at": N_("Begins at"),
            "ends_at": N_("Ends at"),
            "place": N_("Place"),
            "state": N_("State"),
            "attendance": N_("Attendance"),
            "text": N_("Text"),
        },
    ),
    "counter": EntityWords(
        N_("Counted"), N_("Counted things"),
        {"occurrence": N_("Occurrence"), "label": N_("Label"), "number": N_("Number")},
    ),
    "follow_up": EntityWords(
        N_("Follow-up"), N_("Follow-ups"),
        {
            "activity": N_("Activity"),
            "year": N_("Year"),
            "period": N_("Period"),
            "light": N_("Light"),
            "reason": N_("Reason"),
            "outcome": N_("Outcome"),
            "changed": N_("What was changed"),
            "hindered": N_("What hindered"),
            "resources": N_("Resources used"),
        },
    ),
    "attachment": EntityWords(
        N_("Attachment"), N_("Attachments"),
        {
            "entity": N_("Belongs to a"),
            "about": N_("About"),
            "sha256": N_("Checksum (SHA-256)"),
            "name": N_("Name"),
            "media_type": N_("Media type"),
            "size": N_("Size"),
        },
    ),
    "walk_finding": EntityWords(
        N_("Finding on a safety walk"), N_("Findings on safety walks"),
        {
            "occurrence": N_("Occurrence"),
            "category": N_("Category"),
            "good": N_("Something good"),
            "place": N_("Place"),
            "text": N_("Text"),
            "measure": N_("Measure"),
            "organisation": N_("Organisation"),
            "due_on": N_("Due date"),
            "state": N_("State"),
            "photo": N_("Photo"),
        },
    ),
    "indicator": EntityWords(
        N_("Effect figure"), N_("Effect figures"),
        {
            "promise": N_("Promise"),
            "focus_area": N_("Focus area"),
            "title": N_("Title"),
            "unit": N_("Unit"),
            "better": N_("Better direction"),
            "baseline": N_("Baseline"),
            "target": N_("Target value"),
        },
    ),
    "measurement": EntityWords(
        N_("Measurement"), N_("Measurements"),
        {
            "indicator": N_("Effect figure"),
            "on": N_("Date"),
            "value": N_("Value"),
            "source": N_("Source"),
        },
    ),
    "publication": EntityWords(
        N_("Published result"), N_("Published results"),
        {
            "channel": N_("Channel"),
            "on": N_("Date"),
            "title": N_("Title"),
            "text": N_("Text"),
            "link": N_("Address"),
            "promise": N_("Promise"),
            "activity": N_("Activity"),
        },
    ),
    "meeting": EntityWords(
        N_("Collaboration meeting"), N_("Collaboration meetings"),
        {
            "agreement": N_("Cooperation agreement"),
            "kind": N_("Kind"),
            "on": N_("Date"),
            "starts_at": N_("Begins at"),
            "ends_at": N_("Ends at"),
            "place": N_("Place"),
            "registration_number": N_("Registration number"),
            "state": N_("State"),
            "known": N_("Known when its paper was made"),
            "paper": N_("How its paper was made"),
        },
    ),
    "attendance": EntityWords(
        N_("Attendance"), N_("Attendances"),
        {"meeting": N_("Collaboration meeting"), "contact": N_("Contact"), "present": N_("Present")},
    ),
    "agenda_item": EntityWords(
        N_("Agenda item"), N_("Agenda items"),
        {
            "meeting": N_("Collaboration meeting"),
            "number": N_("Number"),
            "title": N_("Title"),
            "text": N_("Text"),
            "minutes": N_("Minutes"),
            "registration_number": N_("Registration number"),
        },
    ),
    "decision": EntityWords(
        N_("Decision"), N_("Decisions"),
        {
            "meeting": N_("Collaboration meeting"),
            "activity": N_("Activity"),
            "text": N_("Text"),
            "owner": N_("Owner"),
            "due_on": N_("Due date"),
            "state": N_("State"),
        },
    ),
    "note": EntityWords(
        N_("Note"), N_("Notes"),
        {"entity": N_("Belongs to a"), "about": N_("About"), "text": N_("Text")},
    ),
}  # fmt: skip
"""Every table that people fill, in the order in which they meet them."""


def entity_label(words: Words, entity: str, *, many: bool = False) -> str:
    """The words for one thing of a table, or for many."""
    named = ENTITY_WORDS[entity]
    return words(named.many if many else named.one)


def field_label(words: Words, entity: str, field: str) -> str:
    """The words for a field of a table."""
    return words(ENTITY_WORDS[entity].fields.get(field) or _EVERYWHERE[field])


def entity_by_word(text: str) -> str | None:
    """The table that a person means: its code name, or what a language calls one or many of it."""
    return _entities().get(plain(text))


def field_by_word(entity: str, text: str) -> str | None:
    """The field of a table that a person means, by its code name or its label in either language."""
    return _fields(entity).get(plain(text))


def nearest_entity(words: Words, text: str) -> str:
    """What the table that a mistyped name is most like is called, or nothing."""
    found = likest(text, _entities())
    return in_sentence(entity_label(words, _entities()[found])) if found else ""


def nearest_field(words: Words, entity: str, text: str) -> str:
    """What the field that a mistyped name is most like is called, of those that a person may fill in."""
    writable = fields_by_name(DRAFTS[entity])
    named = {word: field for word, field in _fields(entity).items() if field in writable}
    found = likest(text, named)
    return in_sentence(field_label(words, entity, named[found])) if found else ""


def _entities() -> dict[str, str]:
    voices = [Words(language) for language in LANGUAGES]
    named = {
        plain(words(message)): entity
        for words in voices
        for entity, (one, many, _) in ENTITY_WORDS.items()
        for message in (one, many)
    }
    return named | {plain(entity): entity for entity in ENTITY_WORDS}


def _fields(entity: str) -> dict[str, str]:
    voices = [Words(language) for language in LANGUAGES]
    fields = {**ENTITY_WORDS[entity].fields, **_EVERYWHERE}
    named = {plain(words(message)): field for words in voices for field, message in fields.items()}
    return named | {plain(field): field for field in fields}
