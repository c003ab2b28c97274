"""What gestures say of themselves, from the log to the sentence, in both languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy.orm import Session

from db.drafts import CauseDraft
from db.journal.history import history
from db.journal.writing import Writing
from db.operations import (
    add,
    change,
    delete,
    link,
    log_occurrence,
    move_date,
    move_occurrence,
    note,
    redo,
    undo,
    undo_step,
    unlink,
)
from db.operations.meetings import call_contacts, mark_present
from db.queries.step_lines import step_lines
from db.queries.undoing import redoable, undoable
from db.store import Store
from db.views.history import StepLine
from desktop.words import Words
from desktop.words.gestures import redo_words, step_words, undo_words
from tests.builders import Plan, a_plan, an_activity
from tests.storages import PlanFile, plan_file

__all__ = ["plan_file"]

SWEDISH, ENGLISH = Words("sv"), Words("en")


@pytest.fixture
def store(plan_file: PlanFile) -> Store:
    return plan_file.open()


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def newest(session: Session) -> StepLine:
    return step_lines(session, [history(session, limit=1)[0].id])[0]


def said(store: Store, operation: Any, *arguments: Any, **options: Any) -> tuple[str, str]:
    """What a gesture says of itself once it has been carried out."""
    store.do(operation, *arguments, **options)
    line = store.read(newest)
    return step_words(SWEDISH, line), step_words(ENGLISH, line)


def test_a_change_names_its_fields_and_its_thing(store: Store, plan: Plan) -> None:
    assert said(store, change, plan.activity, {"state": "ongoing"}) == (
        "Ändrade läge på K1 Torgmöte",
        "Changed state of K1 Torgmöte",
    )
    swedish, _ = said(store, change, plan.activity, {"state": "done", "place": "Torget"})
    assert swedish == "Ändrade plats och läge på K1 Torgmöte"


def from_to(store: Store, *gesture: Any) -> str:
    """What a gesture says of itself with its values."""
    store.do(*gesture)
    return step_words(SWEDISH, store.read(newest), values=True)


def test_a_change_of_one_field_can_say_from_what_to_what(store: Store, plan: Plan) -> None:
    of = "Ändrade läge på K1 Torgmöte"
    assert from_to(store, change, plan.activity, {"state": "ongoing"}) == f"{of} från Ej påbörjad till Pågår"
    said_place = from_to(store, change, plan.activity, {"place": "Torget"})
    assert said_place == "Ändrade plats på K1 Torgmöte till Torget"
    assert from_to(store, change, plan.activity, {"place": ""}).endswith("från Torget till inget")
    assert "från Kommunpolis, Polisen" in from_to(store, change, plan.activity, {"owner": None})
    assert from_to(store, change, plan.activity, {"text": "Lång text " * 20}).endswith("på K1 Torgmöte")
    assert from_to(store, undo).startswith("Ångrade: ändrade")


def test_several_changes_say_no_values(store: Store, plan: Plan) -> None:
    assert "från" not in from_to(store, change, plan.activity, {"state": "done", "place": "Torget"})


def test_who_was_called_and_who_came_is_told_in_a_meetings_words(store: Store, plan: Plan) -> None:
    who = "Kommunpolis, Polisen"
    assert said(store, call_contacts, plan.meeting, [plan.owner])[0] == f"Kallade {who}"
    swedish, english = said(store, mark_present, plan.meeting, plan.owner, True)
    assert (swedish, english) == (f"Markerade {who} som närvarande", f"Marked {who} as present")
    swedish, _ = said(store, mark_present, plan.meeting, plan.owner, False)
    assert swedish == f"Markerade {who} som inte närvarande"
    assert said(store, unlink, plan.meeting, plan.owner)[0] == f"Strök {who} ur kallelsen"


def test_a_change_of_many_fields_counts_them(store: Store, plan: Plan) -> None:
    swedish, _ = said(store, change, plan.owner, {"name": "Anna", "email": "a@polisen.se", "telephone": "1"})
    assert swedish == "Ändrade 3 uppgifter på kontakt Kommunpolis, Polisen"


def test_what_is_added_and_deleted_is_named(store: Store, plan: Plan) -> None:
    swedish, _ = said(store, add, an_activity(plan.agreement, title="Vandring"))
    assert swedish == "Lade till K2 Vandring"
    swedish, _ = said(store, delete, plan.agreement)
    assert swedish == "Tog bort samverkansöverenskommelse Säffle"


def test_a_link_tells_its_two_ends(store: Store, plan: Plan) -> None:
    swedish, _ = said(store, unlink, plan.activity, plan.promise)
    assert swedish == "Tog bort kopplingen mellan K1 Torgmöte och medborgarlöfte 1: Vi syns mer"
    swedish, _ = said(store, link, plan.activity, plan.promise)
    assert swedish == "Kopplade ihop K1 Torgmöte och medborgarlöfte 1: Vi syns mer"


def test_a_note_tells_what_it_is_about(store: Store, plan: Plan) -> None:
    assert said(store, note, plan.activity, "Ring skolan")[0] == "Skrev en anteckning om K1 Torgmöte"


def test_an_occurrence_is_told_and_not_the_state_that_follows_from_it(store: Store, plan: Plan) -> None:
    swedish, _ = said(store, log_occurrence, plan.activity, on=dt.date(2017, 5, 12), counters={"samtal": 3})
    assert swedish == "Loggade genomfört tillfälle K1 2017-05-12"


def test_a_gesture_on_many_things_counts_them(store: Store, plan: Plan) -> None:
    def several(session: Writing) -> None:
        for number in range(60):
            add(session, CauseDraft(focus_area=plan.focus_area, text=f"Orsak {number}"))

    assert said(store, several) == ("Lade till 60 orsaker", "Added 60 causes")


def test_an_undo_says_what_it_undid_and_a_redo_what_it_did_again(store: Store, plan: Plan) -> None:
    renamed = store.do(change, plan.activity, {"state": "ongoing"}).step
    assert renamed is not None
    assert said(store, undo)[0] == "Ångrade: ändrade läge på K1 Torgmöte"
    assert said(store, redo)[0] == "Gjorde om: ändrade läge på K1 Torgmöte"
    assert said(store, undo_step, renamed)[0] == "Ångrade: ändrade läge på K1 Torgmöte"


def test_what_undo_and_redo_would_do_is_said_beforehand(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"state": "ongoing"})
    store.do(change, plan.activity, {"place": "Torget"})
    store.do(undo)
    assert undo_words(SWEDISH, store.read(undoable)) == "Ångra: ändrade läge på K1 Torgmöte"
    assert redo_words(SWEDISH, store.read(redoable)) == "Gör om: ändrade plats på K1 Torgmöte"
    store.do(redo)
    assert redo_words(SWEDISH, store.read(redoable)) == "Inget att göra om"
    for _ in range(3):
        store.do(undo)
    assert undo_words(SWEDISH, store.read(undoable)) == "Inget att ångra"


def test_the_beginning_of_a_plan_goes_by_its_own_name(store: Store) -> None:
    assert step_words(SWEDISH, store.read(newest)) == "Började planen"


def test_what_was_moved_is_told_as_one_thing(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"due_on": dt.date(2017, 5, 4)})
    on, to = dt.date(2017, 5, 4), dt.date(2017, 5, 5)
    assert said(store, move_date, plan.activity, on, to)[0] == "Flyttade ett datum: K1 Torgmöte"
    occurrence = store.do(log_occurrence, plan.activity, on=on, counters={"Samtal": 8}).value
    swedish, english = said(store, move_occurrence, occurrence, to)
    assert swedish.startswith("Flyttade ett tillfälle: ")
    assert english.startswith("Moved an occurrence: ")
