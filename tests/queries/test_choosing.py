"""What a field that refers to something offers while a person types."""

from __future__ import annotations

from typing import Any

import pytest

from db.drafts import DRAFTS, ContactDraft, OrganisationDraft, PromiseDraft
from db.operations import add, delete
from db.queries.choosing import choices
from db.store import Store
from tests.builders import Plan, an_activity, an_agreement

pytestmark = pytest.mark.usefixtures("plan")


def _called(store: Store, entity: str, text: str, **more: Any) -> list[str]:
    found = store.read(choices, entity, text, **more)
    return [str(name.parts[0].value) for name in found]


def test_any_word_of_the_name_will_do_in_any_order(store: Store) -> None:
    store.do(add, ContactDraft(function="Säkerhetssamordnare i kommunen"))
    assert _called(store, "contact", "komm säk") == ["Säkerhetssamordnare i kommunen"]
    assert _called(store, "contact", "ordnare") == []


def test_capitals_and_dots_make_no_difference(store: Store) -> None:
    store.do(add, ContactDraft(function="Områdespolis Åmål"))
    assert _called(store, "contact", "AMAL") == ["Områdespolis Åmål"]
    assert _called(store, "contact", "omr åm") == ["Områdespolis Åmål"]


def test_a_contact_is_known_by_its_organisation_too(store: Store) -> None:
    police = store.do(add, OrganisationDraft(name="Räddningstjänsten", short_name="RT")).value
    store.do(add, ContactDraft(function="Brandmästare", organisation=police))
    assert _called(store, "contact", "rt") == ["Brandmästare"]
    assert _called(store, "contact", "raddn brand") == ["Brandmästare"]


def test_what_begins_with_the_text_comes_first(store: Store) -> None:
    for function in ("Biträdande rektor", "Rektor vid Herrgårdsskolan", "Rektor"):
        store.do(add, ContactDraft(function=function))
    assert _called(store, "contact", "rektor") == [
        "Rektor",
        "Rektor vid Herrgårdsskolan",
        "Biträdande rektor",
    ]


def test_an_activity_is_found_by_its_number_with_or_without_its_letter(store: Store, plan: Plan) -> None:
    store.do(add, an_activity(plan.agreement, title="Fotpatrull"))
    for text in ("K2", "2", "k2 fot"):
        assert _called(store, "activity", text) == ["Fotpatrull"]


def test_the_number_itself_comes_before_all_that_begin_like_it(store: Store, plan: Plan) -> None:
    for number in range(2, 25):
        store.do(add, an_activity(plan.agreement, title=f"Marknad {number}"))
    for text in ("K2", "2"):
        found = store.read(choices, "activity", text, 3)
        assert found[0].number == "K2"


def test_a_cause_is_found_by_both_its_numbers(store: Store) -> None:
    assert _called(store, "cause", "1:1") == ["Mörka gångvägar"]


def test_only_the_agreements_own_rows_are_offered_where_one_is_given(store: Store) -> None:
    other = store.do(add, an_agreement(municipality="Eda")).value
    store.do(add, PromiseDraft(agreement=other, text="Vi syns i Charlottenberg"))
    assert _called(store, "promise", "vi", agreement=other) == ["Vi syns i Charlottenberg"]
    assert _called(store, "cause", "", agreement=other) == []
    assert len(_called(store, "promise", "vi")) == 2


def test_deleted_and_excepted_rows_are_not_offered(store: Store, plan: Plan) -> None:
    assert _called(store, "contact", "", without=[plan.owner]) == []
    store.do(delete, plan.owner)
    assert _called(store, "contact", "kommunpolis") == []


def test_without_text_the_first_ones_are_offered(store: Store) -> None:
    for number in range(20):
        store.do(add, ContactDraft(function=f"Granne {number}"))
    assert len(_called(store, "contact", "", limit=5)) == 5


def test_signs_of_the_database_are_nothing_special(store: Store) -> None:
    store.do(add, ContactDraft(function="100 % trygg_het / Säffle"))
    assert _called(store, "contact", "%") == ["100 % trygg_het / Säffle"]
    assert _called(store, "contact", "trygg_") == ["100 % trygg_het / Säffle"]
    assert _called(store, "contact", "'; --") == []


def test_every_table_can_be_chosen_from(store: Store) -> None:
    for entity in DRAFTS:
        store.read(choices, entity, "k 2")
        store.read(choices, entity, "")
