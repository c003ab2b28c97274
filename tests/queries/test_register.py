"""The register lists any table, of one agreement or of all, and counts what there is."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import (
    DRAFTS,
    ContactDraft,
    FollowUpDraft,
    IndicatorDraft,
    MeasurementDraft,
    PromiseDraft,
    PublicationDraft,
)
from db.errors import BadFilter
from db.kinds import FollowUpPeriod
from db.operations import add, delete, log_occurrence
from db.queries import SortKey
from db.queries.register import register_counts, register_page
from db.queries.within import WAYS
from db.store import Store
from db.tables.belonging import REFERENCES
from tests.builders import Plan, an_agreement

TODAY = dt.date(2017, 5, 2)


def keys(store: Store, entity: str, text: str = "", agreement: str | None = None) -> list[str]:
    page = store.read(register_page, entity, text, agreement=agreement, today=TODAY)[1]
    assert page.total == len(page.lines)
    return [line.id for line in page.lines]


@pytest.fixture
def other(store: Store) -> str:
    """Another agreement in the same plan."""
    return store.do(add, an_agreement(municipality="Arvika")).value


def test_what_belongs_to_another_agreement_is_left_out(store: Store, plan: Plan, other: str) -> None:
    theirs = store.do(add, PromiseDraft(agreement=other, text="Mer ljus")).value
    assert set(keys(store, "promise")) == {plan.promise, theirs}
    assert keys(store, "promise", agreement=other) == [theirs]
    assert keys(store, "cause", agreement=other) == []
    assert keys(store, "cause", agreement=plan.agreement) == [plan.cause]


def test_what_serves_all_agreements_is_shown_with_each(store: Store, plan: Plan, other: str) -> None:
    assert keys(store, "contact", agreement=other) == [plan.owner]
    loose = store.do(add, PublicationDraft(title="Om hela planen")).value
    mine = store.do(add, PublicationDraft(title="Torgmötet", activity=plan.activity)).value
    assert keys(store, "publication", agreement=other) == [loose]
    assert set(keys(store, "publication", agreement=plan.agreement)) == {loose, mine}


def test_what_hangs_two_steps_below_an_agreement_is_found(store: Store, plan: Plan, other: str) -> None:
    indicator = store.do(add, IndicatorDraft(promise=plan.promise, title="Trygghet")).value
    measured = store.do(add, MeasurementDraft(indicator=indicator, on=TODAY, value=3.5)).value
    store.do(log_occurrence, plan.activity, on=TODAY)
    told = store.do(add, FollowUpDraft(activity=plan.activity, year=2017, period=FollowUpPeriod.T1)).value
    for entity, key in (("measurement", measured), ("follow_up", told)):
        assert keys(store, entity, agreement=plan.agreement) == [key]
        assert keys(store, entity, agreement=other) == []


def test_a_filter_narrows_and_a_mistake_in_it_is_told(store: Store, plan: Plan) -> None:
    store.do(add, ContactDraft(function="Rektor"))
    assert keys(store, "contact", "kommunpolis") == [plan.owner]
    with pytest.raises(BadFilter):
        store.read(register_page, "contact", "nonsens:1", today=TODAY)


def test_only_the_first_of_many_are_shown_and_all_are_counted(store: Store) -> None:
    for number in range(5):
        store.do(add, ContactDraft(function=f"Rektor {number}"))
    order = [SortKey("function")]
    page = store.read(register_page, "contact", "rektor", today=TODAY, order=order, most=3)[1]
    assert (len(page.lines), page.total) == (3, 5)
    assert page.lines[0].fields[0].value == "Rektor 0"


def test_what_is_there_is_counted_by_table(store: Store, plan: Plan, other: str) -> None:
    entities = ("contact", "promise", "cause")
    told = store.read(register_counts, entities, agreement=None)
    assert [(one.entity, one.count) for one in told] == [("contact", 1), ("promise", 1), ("cause", 1)]
    assert [one.count for one in store.read(register_counts, entities, agreement=other)] == [1, 0, 0]
    store.do(delete, plan.promise)
    assert store.read(register_counts, ("promise",))[0].count == 0


def test_every_way_to_an_agreement_is_a_reference_there_is() -> None:
    for entity, ways in WAYS.items():
        for column, target in ways:
            assert REFERENCES[entity][column] == target


def test_every_table_can_be_listed_for_an_agreement(store: Store, plan: Plan) -> None:
    for entity in DRAFTS:
        store.read(register_page, entity, agreement=plan.agreement, today=TODAY)
