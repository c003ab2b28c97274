"""What does not go together since copies met: kept, and flagged."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import (
    AgendaItemDraft,
    AreaDraft,
    AreaRatingDraft,
    CauseDraft,
    IndicatorDraft,
    ParticipantDraft,
    PromiseDraft,
    SourceDraft,
)
from db.errors import FaultKind
from db.journal.writing import Writing
from db.operations import add, change, decide, delete, log_occurrence
from db.queries.conflicts import conflicts, rows_in_conflict
from db.store import Store
from db.tables import Activity
from db.views.conflicts import FieldConflict, Flag
from tests.apart import Apart, copies
from tests.builders import an_activity, an_agreement

__all__ = ["copies"]


def field_conflicts(store: Store) -> list[FieldConflict]:
    return [one for one in store.read(conflicts) if isinstance(one, FieldConflict)]


def flags(store: Store) -> list[Flag]:
    return [one for one in store.read(conflicts) if isinstance(one, Flag)]


def test_an_end_before_a_beginning_is_kept_and_flagged(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"starts_on": dt.date(2017, 7, 1)})
    copies.station.do(change, activity, {"ends_on": dt.date(2017, 6, 1)})
    copies.meet()
    for store in copies.all:
        (flag,) = flags(store)
        assert (flag.thing.id, flag.field, flag.fault.kind) == (
            activity, "ends_on", FaultKind.ENDS_BEFORE_START,
        )  # fmt: skip
        assert activity in store.read(rows_in_conflict)
    copies.county.do(change, activity, {"ends_on": dt.date(2017, 8, 1)})
    copies.meet()
    assert [flags(store) for store in copies.all] == [[], [], []]


def test_a_day_to_be_done_by_before_the_first_day_is_flagged_where_two_copies_said_it(copies: Apart) -> None:
    activity = copies.plan.activity
    both = {"starts_on": dt.date(2017, 7, 1), "due_on": dt.date(2017, 6, 1)}
    meant = copies.office.do(add, an_activity(copies.plan.agreement)).value
    copies.office.do(change, meant, both)
    copies.office.do(change, activity, {"starts_on": both["starts_on"]})
    copies.station.do(change, activity, {"due_on": both["due_on"]})
    copies.meet()
    assert [(flag.thing.id, flag.field) for flag in flags(copies.county)] == [(activity, "due_on")]


def test_a_circle_that_two_copies_have_closed_is_one_flag_for_all_of_it(copies: Apart) -> None:
    one, other = copies.plan.activity, copies.office.do(add, an_activity(copies.plan.agreement)).value
    copies.meet()
    copies.office.do(change, one, {"carried_from": other})
    copies.station.do(change, other, {"carried_from": one})
    copies.meet()
    (flag,) = flags(copies.county)
    assert (flag.field, flag.fault.kind) == ("carried_from", FaultKind.CIRCLE)
    assert {flag.thing.id, *(thing.id for thing in flag.others)} == {one, other}
    assert {one, other} <= copies.county.read(rows_in_conflict)
    copies.county.do(change, one, {"carried_from": None})
    assert flags(copies.county) == []


@pytest.mark.parametrize("length", [2, 3])
@pytest.mark.parametrize("table", ["area", "agreement", "promise"])
def test_any_circle_is_found_whatever_hangs_on_it(copies: Apart, table: str, length: int) -> None:
    agreement = copies.plan.agreement
    drafts = {
        "area": (AreaDraft(name="Torget"), "parent"),
        "agreement": (an_agreement(), "replaces"),
        "promise": (PromiseDraft(agreement=agreement, text="Vi syns"), "carried_from"),
    }
    draft, column = drafts[table]
    keys = [copies.office.do(add, draft).value for _ in range(length)]
    outside = copies.office.do(add, draft).value
    copies.office.do(change, outside, {column: keys[0]})
    copies.meet()
    for store, one, other in zip(copies.all, keys, [*keys[1:], keys[0]], strict=False):
        store.do(change, one, {column: other})
    copies.meet()
    circles = [flag for flag in flags(copies.station) if flag.fault.kind is FaultKind.CIRCLE]
    assert [{flag.thing.id, *(thing.id for thing in flag.others)} for flag in circles] == [set(keys)]


def test_two_things_that_two_copies_have_given_one_number_are_flagged(copies: Apart) -> None:
    plan = copies.plan
    alike: dict[str, list[str]] = {"promise": [], "cause": [], "agenda_item": []}
    for store in (copies.office, copies.station):
        drafts = (
            PromiseDraft(agreement=plan.agreement, text="Vi syns"),
            CauseDraft(focus_area=plan.focus_area, text="Mörker"),
            AgendaItemDraft(meeting=plan.meeting, title="Lägesbild", number=1),
        )
        for draft in drafts:
            alike[draft.ENTITY].append(store.do(add, draft).value)
    for _ in range(2):  # One who numbers alike alone has meant it.
        copies.county.do(add, PromiseDraft(agreement=plan.agreement, text="Vi svarar", number=9))
    copies.meet()
    found = flags(copies.county)
    assert {flag.fault.kind for flag in found} == {FaultKind.NUMBER_TWICE}
    told = {flag.thing.entity: {flag.thing.id, *(thing.id for thing in flag.others)} for flag in found}
    assert told == {entity: set(keys) for entity, keys in alike.items()}
    assert {flag.thing.entity: flag.fault.given for flag in found} == {
        "promise": "2", "cause": "2", "agenda_item": "1",
    }  # fmt: skip


def test_two_activities_of_one_number_are_flagged_whoever_numbered_them(copies: Apart) -> None:
    # Only a copied letter can bring that about: two copies that could not know of one another.
    def take_the_same_number(session: Writing, key: str) -> None:
        row = session.find(Activity, key)
        assert row is not None
        row.number = "K1"

    other = copies.station.do(add, an_activity(copies.plan.agreement)).value
    copies.station.do(take_the_same_number, other)
    copies.meet()
    (flag,) = flags(copies.office)
    assert (flag.field, flag.fault.kind, flag.fault.given) == ("number", FaultKind.NUMBER_TWICE, "K1")
    assert {flag.thing.id, *(thing.id for thing in flag.others)} == {copies.plan.activity, other}


def test_other_laws_that_a_merge_has_broken_are_found(copies: Apart) -> None:
    plan, office, station = copies.plan, copies.office, copies.station
    source = office.do(add, SourceDraft(title="Enkät", scale_lowest=0, scale_highest=6)).value
    rating = office.do(add, AreaRatingDraft(source=source, area=plan.area, rating=5)).value
    walk = office.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    goal = office.do(
        add, IndicatorDraft(promise=plan.promise, focus_area=plan.focus_area, title="Trygga")
    ).value
    part = office.do(add, ParticipantDraft(activity=plan.activity, contact=plan.owner)).value
    copies.meet()
    office.do(change, source, {"scale_highest": 4})
    station.do(change, rating, {"rating": 6})
    office.do(change, walk, {"starts_at": dt.time(15)})
    station.do(change, walk, {"ends_at": dt.time(14)})
    office.do(change, goal, {"promise": None})
    station.do(change, goal, {"focus_area": None})
    office.do(
        change,
        plan.activity,
        {"schedule": "recurring", "rule": "FREQ=WEEKLY", "starts_on": dt.date(2017, 5, 5)},
    )
    station.do(change, plan.activity, {"target": "at_least", "target_count": 3})
    copies.meet()
    office.do(change, plan.activity, {"target_count": 4})
    station.do(change, plan.activity, {"target": "none", "target_count": None})
    copies.meet()
    assert part
    told = {(flag.thing.id, flag.field, flag.fault.kind) for flag in flags(copies.county)}
    assert told >= {
        (rating, "rating", FaultKind.TOO_LARGE),
        (walk, "ends_at", FaultKind.ENDS_BEFORE_START),
        (goal, "promise", FaultKind.EITHER_OR),
    }


def test_a_rule_that_lost_its_beginning_or_strikes_no_more_is_flagged(copies: Apart) -> None:
    activity = copies.plan.activity
    weekly = {"schedule": "recurring", "rule": "FREQ=WEEKLY;UNTIL=20170630", "starts_on": dt.date(2017, 5, 5)}
    copies.office.do(change, activity, weekly)
    copies.meet()
    copies.office.do(change, activity, {"rule": "FREQ=WEEKLY;UNTIL=20170531"})
    copies.station.do(change, activity, {"starts_on": dt.date(2017, 6, 15)})
    copies.meet()
    assert [(flag.field, flag.fault.kind) for flag in flags(copies.county)] == [
        ("rule", FaultKind.NOT_A_RULE)
    ]
    copies.county.do(change, activity, {"starts_on": dt.date(2017, 5, 5)})
    assert flags(copies.county) == []
    copies.meet()
    copies.office.do(change, activity, {"schedule": "once", "starts_on": None})
    copies.station.do(change, activity, {"schedule": "recurring", "place": "Torget"})
    copies.station.do(change, activity, {"schedule": "period"})
    copies.station.do(change, activity, {"schedule": "recurring"})
    copies.meet()
    for found in field_conflicts(copies.county):
        copies.county.do(decide, activity, found.field, "recurring")
    assert [(flag.field, flag.fault.kind) for flag in flags(copies.county)] == [
        ("starts_on", FaultKind.MISSING_FOR_SCHEDULE)
    ]


def test_what_is_deleted_is_flagged_no_more(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"starts_on": dt.date(2017, 7, 1)})
    copies.station.do(change, activity, {"ends_on": dt.date(2017, 6, 1)})
    copies.meet()
    copies.office.do(delete, activity)
    assert flags(copies.office) == []
