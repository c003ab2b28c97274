"""The fields of how an activity goes: when, how far it has come, and what has been noted beside it."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Date, func

from db.filter.fields import FilterField, Takes, field
from db.filter.links import ACTIVITY, about_notes, counted, has_light, occurrences_done
from db.filter.matchers import Days, Moments, Numbers, Spelled, YesNo, text_in
from db.filter.nodes import Comparison
from db.filter.standing import CALLED_OFF, HAS, RECKONED, RECKONED_WORDS, Has, InWeek, Lies, Untouched
from db.filter.target import Target
from db.filter.vocabulary import WORDS
from db.kinds import ActivityState, Light, ScheduleKind

DUE: Final[ColumnElement[Any]] = func.coalesce(
    ACTIVITY.next_due, ACTIVITY.due_on, ACTIVITY.ends_on, type_=Date()
)
"""When an activity is, or was, to be done by: what is done has no next date, but keeps its last."""


def course_fields() -> tuple[FilterField, ...]:
    """When an activity is to be done, how far it has come, and what there is about it."""
    return (*_when(), *_how_far(), *_beside())


def _when() -> tuple[FilterField, ...]:
    due, less, most = DUE, Comparison.LESS, Comparison.AT_MOST
    return (
        field(
            "due",
            "förfaller klart nästa",
            "due next-due",
            Takes.DATE,
            "the date it is to be done by: the next one, or the last where it is done",
            Days(due),
        ),
        field("before", "före innan", "before", Takes.DATE, "to be done before the date", Days(due, less)),
        field(
            "by", "senast till", "by until", Takes.DATE, "to be done on the date or before", Days(due, most)
        ),
        field("after", "efter", "after", Takes.DATE, "to be done after the date", Days(due, Comparison.MORE)),
        field(
            "from",
            "från tidigast",
            "from earliest",
            Takes.DATE,
            "to be done on the date or after",
            Days(due, Comparison.AT_LEAST),
        ),
        field(
            "when",
            "när tid period",
            "when during",
            Takes.DATE,
            "falls due, took place or goes on at some time in those days",
            Lies(),
        ),
        field("year", "år", "year", Takes.DATE, "falls due, took place or goes on in that year", Lies()),
        field(
            "week",
            "vecka v",
            "week w",
            Takes.WEEK,
            "falls due or has an occurrence in that ISO week: `17` in any year, `2017-v17` in one",
            InWeek(),
        ),
        field(
            "starts_on",
            "börjar startar",
            "starts begins",
            Takes.DATE,
            "the first day of its period",
            Days(ACTIVITY.starts_on),
        ),
        field("ends_on", "slutar", "ends", Takes.DATE, "the last day of its period", Days(ACTIVITY.ends_on)),
        field(
            "due_on",
            "förfallodatum senast-klart",
            "due-date due-on",
            Takes.DATE,
            "the due date as it was written down",
            Days(ACTIVITY.due_on),
            listed=False,
        ),
        field(
            "schedule",
            "tidplan",
            "schedule",
            Takes.CHOICE,
            "how it lies in time",
            Spelled(ACTIVITY.schedule, WORDS[ScheduleKind]),
        ),
        field(
            "when_words",
            "när-i-ord tid-i-ord",
            "when-words when-in-words",
            Takes.WORDS,
            "a word in what is said of when",
            text_in(ACTIVITY.when_words),
            listed=False,
        ),
        field(
            "rule",
            "upprepning regel",
            "recurrence rule",
            Takes.WORDS,
            "a word in the rule of recurrence",
            text_in(ACTIVITY.rule),
            listed=False,
        ),
        field(
            "one_off",
            "punktinsats engångsinsats",
            "one-off one-off-effort",
            Takes.YES_NO,
            "a one-off effort rather than ordinary work",
            YesNo(ACTIVITY.one_off),
        ),
    )


def _how_far() -> tuple[FilterField, ...]:
    return (
        field(
            "state",
            "läge status tillstånd är",
            "state status is",
            Takes.CHOICE,
            "how far it has come; also late, due soon (within 14 days), open and closed",
            Spelled(ACTIVITY.state, (*WORDS[ActivityState], *RECKONED_WORDS), RECKONED),
        ),
        field(
            "called_off",
            "ställt ställd ställda",
            "called",
            Takes.CHOICE,
            "`ställt:in` and `called:off`: is cancelled",
            Spelled(ACTIVITY.state, (CALLED_OFF,)),
            listed=False,
        ),
        field(
            "state_reason",
            "skäl anledning",
            "reason state-reason",
            Takes.WORDS,
            "a word in the reason for its state",
            text_in(ACTIVITY.state_reason),
        ),
        field(
            "target",
            "mål antalsmål",
            "target kind-of-target",
            Takes.WORDS,
            'the kind of target (`inget`, `minst`, `"per vecka"` …), its number, or a word in the goal',
            Target(),
        ),
        field(
            "count",
            "antal målantal",
            "count target-number target-count",
            Takes.NUMBER,
            "the number that the target asks for",
            Numbers(ACTIVITY.target_count),
        ),
        field(
            "occurrences",
            "tillfällen gånger",
            "occurrences times",
            Takes.NUMBER,
            "how many times it has been done",
            Numbers(occurrences_done()),
        ),
        field(
            "counter",
            "räknare räknas vad-som-räknas",
            "counter counted target-counter",
            Takes.WORDS,
            "a word in what is counted, as the target says or as was counted at an occurrence",
            counted(),
        ),
        field(
            "light",
            "ljus färg bedömning",
            "light",
            Takes.CHOICE,
            "any follow-up's judgement: green, yellow or red",
            has_light(WORDS[Light]),
        ),
    )


def _beside() -> tuple[FilterField, ...]:
    return (
        field(
            "touched",
            "ändrad ändrat rörd",
            "touched changed",
            Takes.DATE,
            "last changed on those days, itself or what hangs on it",
            Moments(ACTIVITY.touched_at),
        ),
        field(
            "untouched",
            "orörd orört",
            "untouched",
            Takes.DATE,
            "not changed since that date; `möte`: since the paper of the last meeting was made",
            Untouched(),
        ),
        field(
            "note",
            "anteckning anteckningar",
            "note notes",
            Takes.WORDS,
            "a word in a note about it",
            about_notes(),
        ),
        field(
            "has",
            "har",
            "has",
            Takes.CHOICE,
            "has one: note, attachment, occurrence, follow-up, decision, participant, promise, cause, "
            "owner, area, date",
            Has(ACTIVITY.id, HAS),
        ),
        field(
            "lacks",
            "saknar utan",
            "lacks without",
            Takes.CHOICE,
            "has none of what `has` knows",
            Has(ACTIVITY.id, HAS, lacking=True),
        ),
        field(
            "carried_from",
            "överförd överfört-från",
            "carried carried-over-from",
            Takes.YES_NO,
            "carried over from an earlier plan",
            YesNo(ACTIVITY.carried_from.is_not(None)),
        ),
        field(
            "alive",
            "i-planen",
            "in-the-plan",
            Takes.YES_NO,
            "has not been deleted",
            YesNo(ACTIVITY.alive),
            listed=False,
        ),
    )
