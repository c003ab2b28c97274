"""Lists tell what a person looks for, in the order that they ask for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from db.drafts import DRAFTS, ActivityDraft, ContactDraft, OrganisationDraft, PromiseDraft, fields_by_name
from db.errors import BadFilter
from db.kinds import ActivityState, Responsibility, TargetKind
from db.operations import add, change, delete, link, log_occurrence, note, unlink
from db.queries import SortKey, sortable
from db.queries.listing import activity_line, activity_lines, thing_lines
from db.store import Store
from db.views.activity import PromiseMark
from tests.builders import Plan, an_activity

TODAY = dt.date(2017, 5, 2)


def titles(store: Store, text: str = "", *order: SortKey) -> list[str]:
    return [line.title for line in store.read(activity_lines, text, today=TODAY, order=order)]


def add_activities(store: Store, plan: Plan, *names: str, **values: Any) -> list[str]:
    return [store.do(add, an_activity(plan.agreement, title=name, **values)).value for name in names]


def test_a_line_tells_who_when_and_why(store: Store, plan: Plan) -> None:
    store.do(change, plan.police, {"short_name": "Pol"})
    store.do(change, plan.activity, {"due_on": dt.date(2017, 5, 1), "responsibility": Responsibility.POLICE})
    line = store.read(activity_line, plan.activity, today=TODAY)
    assert line is not None
    assert (line.number, line.title, line.responsibility) == ("K1", "Torgmöte", Responsibility.POLICE)
    assert (line.owner, line.owner_organisation, line.area) == ("Kommunpolis", "Pol", "Centrum")
    assert (line.due, line.late, line.due_soon) == (dt.date(2017, 5, 1), True, False)
    assert line.promises == (PromiseMark(plan.promise, 1),)
    assert line.touched_at is not None


def test_what_is_deleted_is_not_listed_and_what_refers_to_it_says_so(store: Store, plan: Plan) -> None:
    store.do(delete, plan.owner)
    assert store.read(activity_lines, today=TODAY)[0].owner_deleted
    store.do(delete, plan.activity)
    assert store.read(activity_lines, today=TODAY) == []
    assert store.read(activity_line, plan.activity, today=TODAY) is None


def test_a_link_that_is_taken_away_or_leads_to_a_deleted_promise_is_not_told(
    store: Store, plan: Plan
) -> None:
    other = store.do(add, PromiseDraft(agreement=plan.agreement, text="Mer ljus")).value
    store.do(link, plan.activity, other)
    assert [mark.number for mark in store.read(activity_lines, today=TODAY)[0].promises] == [1, 2]
    store.do(unlink, plan.activity, plan.promise)
    assert store.read(activity_lines, today=TODAY)[0].promises == (PromiseMark(other, 2),)
    store.do(delete, other)
    assert store.read(activity_lines, today=TODAY)[0].promises == ()


def test_an_activity_is_listed_once_however_many_promises_it_keeps(store: Store, plan: Plan) -> None:
    for number in (2, 3):
        other = store.do(add, PromiseDraft(agreement=plan.agreement, number=number, text="Mer")).value
        store.do(link, plan.activity, other)
    lines = store.read(activity_lines, "löfte:1,2,3", today=TODAY)
    assert [[mark.number for mark in line.promises] for line in lines] == [[1, 2, 3]]


def test_numbers_follow_each_other_as_people_count(store: Store, plan: Plan) -> None:
    add_activities(store, plan, *(f"Nr {number}" for number in range(2, 13)))
    numbers = [line.number for line in store.read(activity_lines, today=TODAY)]
    assert numbers == [f"K{count}" for count in range(1, 13)]
    backwards = store.read(activity_lines, today=TODAY, order=[SortKey("number", descending=True)])
    assert [line.number for line in backwards] == numbers[::-1]


def test_titles_follow_the_swedish_alphabet_whatever_their_case(store: Store, plan: Plan) -> None:
    add_activities(store, plan, "ödla", "Åka", "ärta", "zebra", "Apa", "Äpple")
    assert titles(store, "", SortKey("title")) == ["Apa", "Torgmöte", "zebra", "Åka", "Äpple", "ärta", "ödla"]


def test_what_has_no_date_comes_last_whichever_way_the_list_is_turned(store: Store, plan: Plan) -> None:
    add_activities(store, plan, "först", due=dt.date(2017, 6, 1))
    add_activities(store, plan, "sist", due=dt.date(2017, 7, 1))
    assert titles(store, "", SortKey("due")) == ["först", "sist", "Torgmöte"]
    assert titles(store, "", SortKey("due", descending=True)) == ["sist", "först", "Torgmöte"]


def test_states_follow_their_own_order_and_not_the_alphabets(store: Store, plan: Plan) -> None:
    for state in reversed(ActivityState):
        add_activities(store, plan, state.value, state=state)
    store.do(delete, plan.activity)
    assert titles(store, "", SortKey("state")) == [state.value for state in ActivityState]


def test_a_second_key_orders_what_the_first_leaves_equal(store: Store, plan: Plan) -> None:
    add_activities(store, plan, "b", due=dt.date(2017, 6, 1))
    add_activities(store, plan, "a", due=dt.date(2017, 6, 1))
    assert titles(store, "", SortKey("due"), SortKey("title"))[:2] == ["a", "b"]


def test_owners_are_sorted_by_their_function(store: Store, plan: Plan) -> None:
    owner = store.do(add, ContactDraft(function="Arkivarie")).value
    store.do(add, an_activity(plan.agreement, title="Annan", owner=owner))
    assert titles(store, "", SortKey("owner")) == ["Annan", "Torgmöte"]


def test_what_was_done_is_counted_towards_the_target(store: Store, plan: Plan) -> None:
    store.do(
        change,
        plan.activity,
        {"target": TargetKind.AT_LEAST, "target_count": 8.0, "target_counter": "Samtal"},
    )
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 4, 1), counters={"samtal": 5, "broschyrer": 40})
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 4, 2), counters={"samtal": 4})
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 30), counters={"samtal": 100})
    line = store.read(activity_lines, today=TODAY)[0]
    assert (line.outcome, line.goal, line.met) == (9, 8, True)


def test_a_filter_narrows_and_a_page_is_a_part_of_the_list(store: Store, plan: Plan) -> None:
    add_activities(store, plan, "a", "b", "c")
    assert titles(store, "torgmöte") == ["Torgmöte"]
    page = store.read(activity_lines, today=TODAY, limit=2, offset=1)
    assert [line.title for line in page] == ["a", "b"]
    with pytest.raises(BadFilter):
        store.read(activity_lines, "nonsens:1", today=TODAY)


@pytest.mark.usefixtures("plan")
def test_every_table_is_listed_with_all_its_fields_and_sorted_by_each(store: Store) -> None:
    listed = set()
    for entity, draft in DRAFTS.items():
        lines = store.read(thing_lines, entity, today=TODAY)
        if lines:
            listed.add(entity)
            assert [field.name for field in lines[0].fields] == list(fields_by_name(draft))
        for field in sortable(entity):
            order = [SortKey(field, descending=True)]
            if entity == "activity":
                assert store.read(activity_lines, today=TODAY, order=order)
            else:
                assert len(store.read(thing_lines, entity, today=TODAY, order=order)) == len(lines)
    assert len(listed) > 8


def test_references_are_named_and_notes_say_what_they_are_about(store: Store, plan: Plan) -> None:
    store.do(note, plan.activity, "Regn.")
    owner = store.read(thing_lines, "contact", today=TODAY)[0]
    organisation = next(field for field in owner.fields if field.name == "organisation")
    assert organisation.named is not None
    assert organisation.named.parts[0].value == "Polisen"
    about = next(
        field for field in store.read(thing_lines, "note", today=TODAY)[0].fields if field.name == "about"
    )
    assert about.named is not None
    assert (about.named.entity, about.named.number) == ("activity", "K1")


def test_any_table_can_be_filtered(store: Store) -> None:
    store.do(add, OrganisationDraft(name="Räddningstjänsten"))
    lines = store.read(thing_lines, "organisation", "räddning", today=TODAY)
    assert [line.fields[0].value for line in lines] == ["Räddningstjänsten"]


def test_an_activity_is_listed_whatever_its_title_says(store: Store, plan: Plan) -> None:
    store.do(add, ActivityDraft(agreement=plan.agreement, title="%_' \\ \"; DROP"))
    assert "%_' \\ \"; DROP" in titles(store)
