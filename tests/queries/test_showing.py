"""A thing is shown with every field, what it is linked to, what is said about it, and what is in doubt."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.drafts import DRAFTS, DecisionDraft, FollowUpDraft, OccurrenceDraft
from db.errors import UnknownThing
from db.operations import add, change, delete, link, log_occurrence, note
from db.queries import vector_here
from db.queries.showing import thing_view
from db.store import Store
from db.tables import THINGS, table_of
from db.views.things import Place, Related, ThingView
from tests.builders import Plan, an_activity


def shown(store: Store, key: str, entity: str = "activity") -> ThingView:
    return store.read(thing_view, Place(entity, key))


def said(view: ThingView) -> dict[str, object]:
    return {field.name: field.value for field in view.fields}


def related(view: ThingView, entity: str) -> Related:
    return next(group for group in view.related if group.entity == entity)


def test_every_column_of_every_table_is_shown_but_the_id_and_whether_it_lives(
    store: Store, plan: Plan
) -> None:
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 1), counters={"samtal": 3})
    for entity, table in THINGS.items():
        key = store.read(Session.scalar, select(table.id).limit(1))
        if key is None:
            continue
        names = [field.name for field in shown(store, key, entity).fields]
        assert set(names) == set(table_of(table).columns.keys()) - {"id", "alive"}
        assert len(names) == len(set(names))
    assert entity in DRAFTS


def test_references_are_named_deleted_or_not(store: Store, plan: Plan) -> None:
    store.do(delete, plan.owner)
    owner = next(field for field in shown(store, plan.activity).fields if field.name == "owner")
    assert owner.value == plan.owner
    assert owner.named is not None
    assert not owner.named.alive
    assert owner.named.parts[0].value == "Kommunpolis"


def test_links_are_shown_from_both_ends(store: Store, plan: Plan) -> None:
    store.do(link, plan.activity, plan.police)
    view = shown(store, plan.activity)
    assert [one.to.id for one in view.links] == [plan.promise, plan.cause, plan.police]
    assert [one.to.id for one in shown(store, plan.promise, "promise").links] == [plan.activity]
    assert [one.to.id for one in shown(store, plan.police, "organisation").links] == [plan.activity]


def test_links_follow_each_other_as_people_count(store: Store, plan: Plan) -> None:
    for _ in range(10):
        store.do(link, store.do(add, an_activity(plan.agreement)).value, plan.promise)
    links = shown(store, plan.promise, "promise").links
    assert [one.to.number for one in links] == [f"K{count}" for count in range(1, 12)]


def test_notes_are_shown_oldest_first_with_who_wrote_them(store: Store, plan: Plan) -> None:
    for text in ("Först", "Sedan"):
        store.do(note, plan.activity, text)
    notes = shown(store, plan.activity).notes
    assert [one.text for one in notes] == ["Först", "Sedan"]
    assert {one.actor for one in notes} == {"samordnare"}
    assert all(one.at is not None for one in notes)


def test_occurrences_are_shown_in_time_with_what_was_counted(store: Store, plan: Plan) -> None:
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 9), counters={"samtal": 12, "broschyrer": 40})
    store.do(add, OccurrenceDraft(activity=plan.activity, on=dt.date(2017, 5, 2), place="Torget"))
    occurrences = shown(store, plan.activity).occurrences
    assert [one.on for one in occurrences] == [dt.date(2017, 5, 2), dt.date(2017, 5, 9)]
    assert occurrences[0].place == "Torget"
    assert occurrences[1].counters == (("broschyrer", 40.0), ("samtal", 12.0))


def test_what_belongs_to_a_thing_is_told_from_what_mentions_it(store: Store, plan: Plan) -> None:
    store.do(add, FollowUpDraft(activity=plan.activity, year=2017))
    store.do(add, DecisionDraft(meeting=plan.meeting, activity=plan.activity, text="Gör det igen"))
    view = shown(store, plan.activity)
    assert related(view, "follow_up").belong
    assert not related(view, "decision").belong
    owner = shown(store, plan.owner, "contact")
    assert [name.id for name in related(owner, "activity").things] == [plan.activity]
    assert related(owner, "activity").field == "owner"


def test_two_values_that_nobody_has_decided_between_are_both_shown(store: Store, plan: Plan) -> None:
    before = store.read(vector_here)
    store.do(change, plan.activity, {"place": "Torget"})
    store.do_as_seen(before, change, plan.activity, {"place": "Hamnen"})
    place = next(field for field in shown(store, plan.activity).fields if field.name == "place")
    assert place.value == "Hamnen"
    assert [head.value for head in place.conflict] == ["Hamnen", "Torget"]
    store.do(change, plan.activity, {"place": "Torget"})
    place = next(field for field in shown(store, plan.activity).fields if field.name == "place")
    assert (place.value, place.conflict) == ("Torget", ())


def test_a_deleted_thing_is_shown_as_deleted_and_by_whom(store: Store, plan: Plan) -> None:
    store.do(delete, plan.activity)
    view = shown(store, plan.activity)
    assert not view.name.alive
    assert view.deleted is not None
    assert view.deleted.actor == "samordnare"
    assert said(view)["title"] == "Torgmöte"


def test_a_deletion_that_did_not_know_of_an_edit_is_told_and_all_stays(store: Store, plan: Plan) -> None:
    before = store.read(vector_here)
    store.do(change, plan.activity, {"place": "Torget"})
    store.do_as_seen(before, delete, plan.activity)
    view = shown(store, plan.activity)
    assert view.name.alive
    assert view.deleted is not None


def test_what_is_not_there_is_not_shown(store: Store) -> None:
    with pytest.raises(UnknownThing):
        shown(store, "00000000-0000-0000-0000-000000000000")
