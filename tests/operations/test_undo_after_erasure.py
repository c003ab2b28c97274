"""Taking steps back where what they wrote has been erased: none may stand in the way of those before it."""

from __future__ import annotations

import pytest

from db.errors import ErasedValue, NothingToRedo
from db.operations import change, redact, redo, undo
from db.store import Store
from tests.asking import assert_remade_alike, field, heads
from tests.builders import a_plan


def _erase(store: Store, key: str, name: str) -> None:
    store.do(redact, [op.name for op in heads(store, key, name)])


def test_a_step_that_has_nothing_left_to_restore_is_taken_back_once(store: Store) -> None:
    plan = a_plan(store)
    renamed = store.do(change, plan.activity, {"title": "Torgmöte i maj"}).step
    told = store.do(change, plan.activity, {"text": "Anna bor på Storgatan"}).step
    _erase(store, plan.activity, "text")

    first, second = store.do(undo), store.do(undo)

    assert [first.value, second.value] == [told, renamed]
    assert first.step is not None
    assert field(store, plan.activity, "title") == "Torgmöte"
    assert_remade_alike(store)


def test_what_is_erased_is_not_done_again(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"text": "Anna bor på Storgatan"})
    _erase(store, plan.activity, "text")
    store.do(undo)

    with pytest.raises((ErasedValue, NothingToRedo)):
        store.do(redo)

    assert field(store, plan.activity, "text") == ""


def test_a_step_over_an_erased_value_is_taken_back_without_it_where_that_is_asked_for(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"text": "Anna bor på Storgatan"})
    secret = [op.name for op in heads(store, plan.activity, "text")]
    both = store.do(change, plan.activity, {"text": "Någon bor där", "place": "Storgatan"}).step
    store.do(redact, secret)

    with pytest.raises(ErasedValue):
        store.do(undo)
    taken_back = store.do(undo, anyway=True)

    assert taken_back.value == both
    assert field(store, plan.activity, "place") == ""
    assert field(store, plan.activity, "text") == "Någon bor där"
    assert store.do(redo).value == both
    assert field(store, plan.activity, "place") == "Storgatan"
    assert_remade_alike(store)
