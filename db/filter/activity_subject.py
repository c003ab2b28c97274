"""The fields of what an activity is: its own words, who and where, and what it acts on."""

from __future__ import annotations

from db.filter.fields import FilterField, Takes, field
from db.filter.links import (
    ACTIVITY,
    about_agreement,
    about_cause,
    about_focus_area,
    about_owner,
    about_participant,
    about_place,
    about_promise,
)
from db.filter.matchers import HumanNumber, Named, Spelled, Texts, text_in
from db.filter.vocabulary import WORDS
from db.kinds import ActivityKind, Responsibility


def subject_fields() -> tuple[FilterField, ...]:
    """What an activity is, who answers for it, where it is, and why."""
    return (*_what(), *_who_and_where(), *_why())


def _what() -> tuple[FilterField, ...]:
    return (
        field(
            "number",
            "nummer nr",
            "number no",
            Takes.WORDS,
            "the activity's number; digits alone stand for any copy's letter",
            HumanNumber(ACTIVITY.number),
        ),
        field(
            "id",
            "id",
            "id",
            Takes.WORDS,
            "the beginning of the activity's id",
            Named(ACTIVITY.id, (ACTIVITY.id,)),
            listed=False,
        ),
        field(
            "title",
            "titel rubrik namn",
            "title name",
            Takes.WORDS,
            "a word in the title",
            text_in(ACTIVITY.title),
        ),
        field(
            "text",
            "text beskrivning",
            "text description",
            Takes.WORDS,
            "a word in the description",
            text_in(ACTIVITY.text),
        ),
        field(
            "kind",
            "slag typ aktivitetstyp",
            "kind type",
            Takes.WORDS,
            "the kind of activity, the usual ones in either language and the plan's own",
            Texts((ACTIVITY.kind,), WORDS[ActivityKind]),
        ),
        field(
            "goal",
            "operativtmål verksamhetsmål",
            "goal operational-goal",
            Takes.WORDS,
            "a word in the operational goal",
            text_in(ACTIVITY.goal),
        ),
        field(
            "expected_effect",
            "effekt förväntad-effekt",
            "effect expected-effect",
            Takes.WORDS,
            "a word in the expected effect",
            text_in(ACTIVITY.expected_effect),
        ),
    )


def _who_and_where() -> tuple[FilterField, ...]:
    return (
        field(
            "responsibility",
            "ansvar ansvarig-part part",
            "responsibility responsible-party party",
            Takes.CHOICE,
            "which party answers for it: joint, police or municipality",
            Spelled(ACTIVITY.responsibility, WORDS[Responsibility]),
        ),
        field(
            "owner",
            "ansvarig ansvariga ägare",
            "owner responsible",
            Takes.WORDS,
            "who answers for it: a word in the contact's function, name or organisation; the word for a "
            "kind of organisation (`polis`, `kommun`, `räddningstjänst`) finds the contacts of that kind, "
            "and for the two parties also what is their responsibility alone",
            about_owner(),
        ),
        field(
            "participant",
            "medverkande medverkar deltagare med",
            "participant participants with",
            Takes.WORDS,
            "who must at least take part: a word in the contact's or organisation's names, or its kind",
            about_participant(),
        ),
        field(
            "area",
            "område plats ställe var",
            "area place where",
            Takes.WORDS,
            "where: the area, any area that it lies within, its kind, or the place in words",
            about_place(),
        ),
        field(
            "agreement",
            "överenskommelse samverkansöverenskommelse avtal kommun dnr diarienummer",
            "agreement cooperation-agreement municipality registration-number",
            Takes.WORDS,
            "the agreement: a word in its municipality, police area, title or registration number",
            about_agreement(),
        ),
    )


def _why() -> tuple[FilterField, ...]:
    return (
        field(
            "promise",
            "löfte löften medborgarlöfte",
            "promise promises",
            Takes.WORDS,
            "a promise that it helps to keep: its number, the beginning of its id, or a word in its text",
            about_promise(),
        ),
        field(
            "cause",
            "orsak orsaker",
            "cause causes",
            Takes.WORDS,
            "a cause that it acts on: its number, the beginning of its id, or a word in its text",
            about_cause(),
        ),
        field(
            "focus",
            "fokusområde fokus problem",
            "focus focus-area problem",
            Takes.WORDS,
            "the focus area of a promise or a cause of it: its number, the beginning of its id, or a word in "
            "its title or problem",
            about_focus_area(),
        ),
    )
