"""A few letters find anything in the plan, the surest first, whatever their case and dots."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import ContactDraft, MeetingDraft, PromiseDraft
from db.kinds import MeetingKind
from db.operations import add, change, delete
from db.queries.searching import search
from db.store import Store
from db.views.things import ThingName
from tests.builders import Plan, an_activity

TODAY = dt.date(2017, 5, 2)


def found(store: Store, text: str, limit: int = 20) -> tuple[ThingName, ...]:
    return store.read(search, text, limit, today=TODAY)


def titles(store: Store, text: str) -> list[str]:
    return [str(hit.parts[0].value) for hit in found(store, text) if hit.entity == "activity"]


def add_activities(store: Store, plan: Plan, *names: str) -> list[str]:
    return [store.do(add, an_activity(plan.agreement, title=name)).value for name in names]


def test_an_activity_is_found_by_its_number_before_those_that_only_begin_so(store: Store, plan: Plan) -> None:
    add_activities(store, plan, *(f"Nr {count}" for count in range(2, 14)), "K1 om igen")
    assert [hit.number for hit in found(store, "k1")] == ["K1", "K10", "K11", "K12", "K13", "K14"]
    assert [hit.number for hit in found(store, "12") if hit.entity == "activity"] == ["K12"]


def test_the_beginning_of_a_title_comes_before_a_word_in_it_and_that_before_a_part_of_one(
    store: Store, plan: Plan
) -> None:
    add_activities(store, plan, "Nattvandring", "Trygg vandring", "Vandring i parken")
    assert titles(store, "vandr") == ["Vandring i parken", "Trygg vandring", "Nattvandring"]


@pytest.mark.parametrize("typed", ["föräldra", "FÖRÄLDRA", "foraldra", "Foräldra", "möte förä", "mote fora"])
def test_case_dots_and_the_order_of_words_make_no_difference(store: Store, plan: Plan, typed: str) -> None:
    add_activities(store, plan, "Föräldramöte på skolan")
    assert titles(store, typed) == ["Föräldramöte på skolan"]


@pytest.mark.parametrize("typed", ["å", "Ö", "åk"])
def test_few_letters_are_taken_as_they_are_written(store: Store, plan: Plan, typed: str) -> None:
    store.do(delete, plan.activity)
    add_activities(store, plan, "Åka över", "Aka oever")
    assert titles(store, typed) == ["Åka över"]


def test_what_an_activity_says_elsewhere_finds_it_last(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": "Med kaffe vid ishallen"})
    add_activities(store, plan, "Ishallen i fokus")
    assert titles(store, "ishallen") == ["Ishallen i fokus", "Torgmöte"]
    assert titles(store, "torg ishall") == ["Torgmöte"]


def test_other_things_are_found_by_their_names(store: Store, plan: Plan) -> None:
    store.do(add, ContactDraft(function="Säkerhetssamordnare"))
    assert [(hit.entity, hit.id) for hit in found(store, "vi syns")] == [("promise", plan.promise)]
    assert [hit.entity for hit in found(store, "sakerhets")] == ["contact"]
    assert {hit.entity for hit in found(store, "centrum")} == {"focus_area", "area"}
    assert "agreement" in {hit.entity for hit in found(store, "säffle")}


@pytest.mark.parametrize("typed", ["2017-05-09", "9/5", "styrgrupp", "styrgrupp maj"[:9], "möte folkets"])
def test_a_meeting_is_found_by_its_day_kind_and_place(store: Store, plan: Plan, typed: str) -> None:
    store.do(change, plan.meeting, {"kind": MeetingKind.STEERING_GROUP, "place": "Folkets hus"})
    assert ("meeting", plan.meeting) in [(hit.entity, hit.id) for hit in found(store, typed)]


def test_the_nearest_meetings_come_first(store: Store, plan: Plan) -> None:
    far = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 12, 1))).value
    assert [hit.id for hit in found(store, "meeting")] == [plan.meeting, far]


def test_many_activities_leave_room_for_the_promise_of_that_name(store: Store, plan: Plan) -> None:
    add_activities(store, plan, *(f"Ljus vid port {count}" for count in range(30)))
    store.do(add, PromiseDraft(agreement=plan.agreement, text="Ljus i parken"))
    hits = found(store, "ljus", 10)
    assert len(hits) == 10
    assert [hit.entity for hit in hits][-1] == "promise"


def test_what_is_deleted_is_not_found(store: Store, plan: Plan) -> None:
    store.do(delete, plan.activity)
    store.do(delete, plan.promise)
    assert found(store, "torg") == ()
    assert found(store, "vi syns") == ()


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", "/", "'; drop", "\\", "%%%", "___", "x" * 500, "a " * 40]
)
def test_strange_letters_find_nothing_and_break_nothing(store: Store, plan: Plan, typed: str) -> None:
    assert all(hit.id != plan.agreement for hit in found(store, typed))
