"""A row is found by its id, its number or its name, and a mistake is answered with the nearest one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from db.drafts import CauseDraft, ContactDraft, FocusAreaDraft, OrganisationDraft, PromiseDraft
from db.errors import AmbiguousThing, UnknownThing
from db.operations import add, delete, undo
from db.queries import locate
from db.store import Store
from db.views.things import Place
from tests.builders import Plan, an_activity, an_agreement

NEAREST = {
    "K11": "K1",
    "kommunpolisen": "Kommunpolis",
    "polise": "Polisen",
    "torgmötet": "Torgmöte",
    "xyz": "",
}

NO_NAMES = ["", " ", "%", "_", "'", "\\", "a" * 10_000, "ﬁ", "-", "k0", "1:1:1", "\0"]


def test_a_row_is_found_by_its_whole_id_in_whatever_case(store: Store, plan: Plan) -> None:
    assert store.read(locate, plan.promise) == Place("promise", plan.promise)
    assert store.read(locate, plan.promise.upper()) == Place("promise", plan.promise)


def test_a_row_is_found_by_the_beginning_of_its_id_and_three_characters_are_too_few(
    store: Store, plan: Plan
) -> None:
    for length in (4, 8, 9, 13, 35):
        assert store.read(locate, plan.owner[:length]).id == plan.owner
    with pytest.raises(UnknownThing):
        store.read(locate, plan.owner[:3])


def test_an_activity_answers_to_its_number(store: Store, plan: Plan) -> None:
    for written in ("K1", "k1", " K 1 "):
        assert store.read(locate, written) == Place("activity", plan.activity)


def test_a_name_is_found_whatever_its_case(store: Store, plan: Plan) -> None:
    assert store.read(locate, "KOMMUNPOLIS").id == plan.owner
    assert store.read(locate, "polisen").id == plan.police
    key = store.do(add, OrganisationDraft(name="Åmåls Räddningstjänst")).value
    assert store.read(locate, "åmåls räddningstjänst").id == key


def test_a_contact_is_found_by_function_and_organisation(store: Store, plan: Plan) -> None:
    other = store.do(add, ContactDraft(function="Kommunpolis")).value
    with pytest.raises(AmbiguousThing) as caught:
        store.read(locate, "kommunpolis")
    assert {match.split()[0] for match in caught.value.matches} == {
        f"contact:{key[:8]}" for key in (plan.owner, other)
    }
    assert store.read(locate, "kommunpolis, polisen").id == plan.owner


def test_a_plain_number_means_a_promise_only_where_a_promise_is_asked_for(store: Store, plan: Plan) -> None:
    assert store.read(locate, "1", ["promise"]).id == plan.promise
    with pytest.raises(UnknownThing):
        store.read(locate, "1")
    with pytest.raises(AmbiguousThing):
        store.read(locate, "1", ["promise", "focus_area"])


def test_a_cause_is_told_by_its_focus_area_and_its_number(store: Store, plan: Plan) -> None:
    second = store.do(add, FocusAreaDraft(agreement=plan.agreement, number=2, title="Trafik")).value
    other = store.do(add, CauseDraft(focus_area=second, number=1, text="Höga farter")).value
    assert store.read(locate, "2:1", ["cause"]).id == other
    assert store.read(locate, "1:1", ["cause"]).id == plan.cause
    with pytest.raises(AmbiguousThing):
        store.read(locate, "1", ["cause"])


def test_what_is_in_another_table_is_not_found_there(store: Store, plan: Plan) -> None:
    with pytest.raises(UnknownThing):
        store.read(locate, plan.promise, ["contact"])


def test_a_deleted_row_is_found_and_known_to_be_deleted(store: Store, plan: Plan) -> None:
    store.do(delete, plan.activity)
    assert store.read(locate, "K1") == Place("activity", plan.activity, alive=False)
    assert not store.read(locate, plan.activity).alive
    store.do(undo)
    assert store.read(locate, "K1").alive


def test_a_living_name_wins_over_a_deleted_one(store: Store) -> None:
    old = store.do(add, OrganisationDraft(name="Skolan")).value
    store.do(delete, old)
    new = store.do(add, OrganisationDraft(name="Skolan")).value
    assert store.read(locate, "skolan").id == new


@pytest.mark.usefixtures("plan")
def test_a_mistake_is_answered_with_the_nearest(store: Store) -> None:
    for given, nearest in NEAREST.items():
        with pytest.raises(UnknownThing) as caught:
            store.read(locate, given)
        assert (caught.value.given, caught.value.nearest) == (given, nearest)


@pytest.mark.usefixtures("plan")
def test_what_is_no_name_at_all_is_found_nowhere(store: Store) -> None:
    for given in NO_NAMES:
        with pytest.raises(UnknownThing):
            store.read(locate, given)


def test_many_that_fit_are_not_all_told(store: Store, plan: Plan) -> None:
    for _ in range(9):
        store.do(add, an_activity(plan.agreement, title="Vandring"))
    with pytest.raises(AmbiguousThing) as caught:
        store.read(locate, "vandring")
    assert len(caught.value.matches) == 7
    assert caught.value.matches[-1] == "…"


def test_of_two_promises_numbered_alike_the_one_beside_or_in_force_is_meant(store: Store, plan: Plan) -> None:
    later = store.do(add, an_agreement(starts_on=dt.date(2018, 1, 1), ends_on=None)).value
    other = store.do(add, PromiseDraft(agreement=later, number=1, text="Mer ljus")).value
    with pytest.raises(AmbiguousThing):
        store.read(locate, "1", ["promise"])

    def meant(**near: Any) -> str:
        return store.read(locate, "1", ["promise"], **near).id

    assert meant(beside=plan.activity) == plan.promise
    assert meant(beside=plan.activity, today=dt.date(2018, 5, 1)) == plan.promise
    assert meant(beside=later) == other
    assert meant(today=dt.date(2017, 5, 1)) == plan.promise
    assert meant(today=dt.date(2018, 5, 1)) == other
    with pytest.raises(AmbiguousThing):
        meant(today=dt.date(2016, 5, 1))


def test_of_two_causes_numbered_alike_the_one_beside_is_meant(store: Store, plan: Plan) -> None:
    later = store.do(add, an_agreement(starts_on=dt.date(2018, 1, 1), ends_on=None)).value
    focus = store.do(add, FocusAreaDraft(agreement=later, number=1, title="Trafik")).value
    store.do(add, CauseDraft(focus_area=focus, number=1, text="Höga farter"))
    assert store.read(locate, "1:1", ["cause"], beside=plan.activity).id == plan.cause
    assert store.read(locate, "1:1", ["cause"], today=dt.date(2017, 5, 1)).id == plan.cause


def test_a_promise_and_a_cause_are_found_by_all_that_they_say(store: Store, plan: Plan) -> None:
    assert store.read(locate, "vi syns mer").id == plan.promise
    assert store.read(locate, "MÖRKA GÅNGVÄGAR", ["cause"]).id == plan.cause
