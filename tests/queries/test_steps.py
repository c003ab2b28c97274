"""What has happened, page by page: the pages together are the whole history, and a filter finds its own."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from db.errors import AlreadyUndone, ErasedValue, MovedOn, NeverUndone
from db.journal.history import history
from db.operations import add, change, delete, log_occurrence, note, redact, redo, undo, undo_step
from db.queries.steps import people, steps, steps_of_thing
from db.queries.telling import account_of_step
from db.queries.undoing import hindrance, hindrance_named
from db.store import Store
from db.views.history import Fate, Sought, StepFilter
from db.views.things import Place
from tests.asking import heads
from tests.builders import Plan, a_world, an_activity, an_agreement
from tests.storages import PlanFile, Storage


def found(store: Store, **asked: Any) -> list[str]:
    """The gestures that a filter finds, by their names, newest first."""
    return [line.gesture for line in store.read(steps, StepFilter(**asked)).steps]


def test_the_pages_together_are_the_history_newest_first(store: Store, plan: Plan) -> None:
    for number in range(7):
        store.do(change, plan.activity, {"title": f"Torgmöte {number}"})
    whole = [step.id for step in store.read(history)]
    for asked in (None, StepFilter(actor="samordnare")):
        told, mark = [], None
        while True:
            page = store.read(steps, asked, before=mark, limit=3)
            told += [line.id for line in page.steps]
            if (mark := page.next) is None:
                break
        assert told == whole


def test_steps_of_two_copies_are_told_in_one_order(plan_file: PlanFile) -> None:
    here = plan_file.open(actor="kommunen")
    added = here.do(add, an_activity(here.do(add, an_agreement()).value)).value
    there = plan_file.open(a_world("polishuset"), actor="polisen")
    there.do(change, added, {"title": "Polisens ord"})
    here.do(change, added, {"title": "Kommunens ord"})
    told = here.read(steps, limit=100).steps
    assert [line.id for line in told] == [step.id for step in here.read(history)]
    assert here.read(people) == ("kommunen", "polisen")
    assert len({line.letter for line in told}) == 2


def test_a_word_is_looked_for_in_values_names_people_and_what_hangs_on_a_thing(
    store: Store, plan: Plan
) -> None:
    store.do(change, plan.promise, {"text": "Vi är ute på ÅTORGET"})
    store.do(note, plan.activity, "Ring skolan")
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12))
    assert found(store, words=(Sought("åtorget"),)) == ["change", "small_plan"]
    assert found(store, words=(Sought("skolan"),)) == ["note"]
    assert found(store, words=(Sought("torgmöte"),))[:2] == ["log_occurrence", "note"]
    assert found(store, words=(Sought("k1"), Sought("skolan"))) == ["note"]
    assert len(found(store, words=(Sought("SAMORDNARE"),))) == len(store.read(history))
    assert found(store, words=(Sought("100%"),)) == []


def test_what_a_language_means_by_a_word_is_found_too(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"state": "ongoing"})
    store.do(change, plan.activity, {"place": "Torget"})
    store.do(undo)
    pågår = Sought("pågår", values=(("state", "ongoing"),))
    plats = Sought("plats", fields=(("activity", "place"),))
    ångrade = Sought("ångrade", gestures=("undo",))
    assert found(store, words=(pågår,)) == ["change"]
    assert found(store, words=(plats,)) == ["undo", "change"]
    assert found(store, words=(ångrade,)) == ["undo"]


def test_a_reference_is_no_text_to_look_for_words_in(store: Store, plan: Plan) -> None:
    assert found(store, words=(Sought(plan.owner[:8]),)) == []


def test_who_which_table_and_which_days(storage: Storage) -> None:
    here = storage.open(actor="kommunen")
    police = storage.open(
        a_world("polis", start=dt.datetime(2017, 5, 3, 22, 30, tzinfo=dt.UTC)), actor="polisen"
    )
    agreement = here.do(add, an_agreement()).value
    police.do(add, an_activity(agreement))
    assert found(here, actor="polisen")[0] == "add"
    assert found(here, tables=("agreement",)) == ["add"]
    stockholm = ZoneInfo("Europe/Stockholm")
    fourth = dt.date(2017, 5, 4)
    assert found(here, first=fourth, last=fourth, zone=stockholm)[0] == "add"
    assert found(here, first=fourth, last=fourth, zone=dt.UTC) == []
    assert "begin_plan" in found(here, last=dt.date(2017, 5, 2))


def test_one_things_history_holds_what_happened_to_its_parts(store: Store, plan: Plan) -> None:
    other = store.do(add, an_activity(plan.agreement, title="Vandring")).value
    store.do(note, other, "Ring skolan")
    store.do(change, plan.activity, {"title": "Ett"})
    assert found(store, about=(Place("activity", other),)) == ["note", "add"]
    both = (Place("activity", other), Place("activity", plan.activity))
    assert found(store, about=both)[:3] == ["change", "note", "add"]


def test_a_filter_of_activities_finds_what_was_done_to_them_and_their_parts(store: Store, plan: Plan) -> None:
    other = store.do(add, an_activity(plan.agreement, title="Vandring")).value
    store.do(note, other, "Ring skolan")
    store.do(change, plan.activity, {"title": "Ett"})
    assert found(store, scope="vandring", today=dt.date(2017, 5, 2)) == ["note", "add"]


def test_a_line_tells_the_fate_of_what_it_is_about(store: Store, plan: Plan) -> None:
    store.do(delete, plan.activity)
    store.do(undo)
    back, gone = store.read(steps, limit=2).steps
    assert (gone.about[0].name.id, gone.about[0].fate) == (plan.activity, Fate.GONE)
    assert back.about[0].fate is Fate.BACK
    assert (back.of and back.of.id, back.again) == (gone.id, False)
    assert (gone.stands, back.stands) == (False, True)


def test_what_hinders_an_undo_is_told_before_it_is_tried(store: Store, plan: Plan) -> None:
    beginning = store.read(history)[-1].id
    first = store.do(change, plan.activity, {"title": "Ett"}).step
    assert first is not None
    assert store.read(hindrance, first) is None
    store.do(change, plan.activity, {"title": "Två"})
    moved = store.read(hindrance, first)
    assert isinstance(moved, MovedOn)
    error, names = store.read(hindrance_named, first)
    assert (error, "K1" in {name.number for name in names}) == (moved, True)
    with pytest.raises(MovedOn):
        store.do(undo_step, first)
    store.do(undo)
    store.do(undo)
    assert isinstance(store.read(hindrance, first), AlreadyUndone)
    store.do(redo)
    assert store.read(hindrance, first) is None
    assert isinstance(store.read(hindrance, beginning), NeverUndone)


def test_what_was_erased_hinders_an_undo(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": "Anna bor där"})
    (secret,) = heads(store, plan.activity, "text")
    later = store.do(change, plan.activity, {"text": "Någon bor där"}).step
    store.do(redact, [secret.name])
    assert later is not None
    assert isinstance(store.read(hindrance, later), ErasedValue)


def test_one_things_steps_tell_what_they_did_to_it_and_its_parts_alone(store: Store, plan: Plan) -> None:
    said = store.do(note, plan.activity, "Ring skolan").value
    store.do(change, plan.promise, {"text": "Vi syns oftare"})
    store.do(delete, plan.agreement)
    page, account = store.read(steps_of_thing, Place("activity", plan.activity), limit=2)
    assert [line.gesture for line in page.steps] == ["delete", "note"]
    deleted, noted = account.steps
    assert {plan.activity, said} <= {one.row for one in deleted.changes}
    assert not {plan.agreement, plan.promise} & {one.row for one in deleted.changes}
    assert {one.row for one in noted.changes} == {said}
    older, _ = store.read(steps_of_thing, Place("activity", plan.activity), before=page.next, limit=2)
    assert [line.gesture for line in older.steps] == ["small_plan"]


def test_a_great_gesture_is_told_in_part(store: Store, plan: Plan) -> None:
    assert plan.activity
    first = store.read(history)[0].id
    whole = store.read(account_of_step, first).steps[0].changes
    part = store.read(account_of_step, first, 10).steps[0].changes
    assert part == whole[: len(part)]
    assert 0 < len(part) < 10
