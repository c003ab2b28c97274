"""The paper of a past meeting shows the plan as it was, whatever has happened to it since."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from db.drafts import MeetingDraft
from db.errors import NoPaper, UnknownThing
from db.filter import parse
from db.operations import add, change, delete, link, log_occurrence, note, record_paper, redact
from db.queries.papers import status_paper
from db.store import Store
from db.store.as_it_was import paper_as_it_was, plan_as_of
from db.tables import OpRow
from db.views.papers import PrintedPaper
from db.views.status import StatusReport
from tests.asking import log
from tests.builders import Plan, a_plan, a_world, an_activity
from tests.merging import bring, lacking
from tests.plan_dump import everything
from tests.storages import PlanFile

TODAY = dt.date(2017, 5, 9)


def a_final_paper(store: Store, plan: Plan, filter_text: str = "") -> StatusReport:
    """Print the meeting's paper as final, and let the meeting remember it."""
    report, known = store.read(
        status_paper,
        agreement=plan.agreement,
        meeting=plan.meeting,
        today=TODAY,
        filter=parse(filter_text),
        final=True,
        language="en",
    )
    printed = PrintedPaper(today=TODAY, language="en", filter_text=filter_text, state=report.state)
    store.do(record_paper, plan.meeting, known, printed)
    return report


def much_happens(store: Store, plan: Plan) -> None:
    """Change, add and delete a good deal of what a paper tells of."""
    store.do(change, plan.activity, {"title": "Annat", "due_on": dt.date(2018, 1, 1), "state": "done"})
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), counters={"besökare": 12})
    store.do(note, plan.activity, "Efteråt")
    store.do(change, plan.promise, {"text": "Något annat"})
    store.do(add, an_activity(plan.agreement, title="Ny"))
    store.do(change, plan.owner, {"function": "Chef"})
    store.do(delete, plan.area)
    store.do(delete, plan.activity)


def test_a_paper_shows_the_plan_as_it_was_whatever_has_changed_since(store: Store) -> None:
    plan = a_plan(store, due=dt.date(2017, 5, 30))
    store.do(note, plan.activity, "Före")
    was = a_final_paper(store, plan)
    much_happens(store, plan)
    again = paper_as_it_was(store, plan.meeting)
    assert again.report == was
    assert (again.is_same, again.is_guessed) == (True, False)


def test_it_is_narrowed_by_the_filter_and_told_in_the_language_that_it_was(store: Store) -> None:
    plan = a_plan(store, due=dt.date(2017, 5, 30))
    store.do(add, an_activity(plan.agreement, title="Utan ansvarig"))
    was = a_final_paper(store, plan, "state:not-started")
    store.do(change, plan.activity, {"state": "ongoing"})
    again = paper_as_it_was(store, plan.meeting, language="sv")
    assert again.report == was
    assert (again.printed.language, again.printed.filter_text) == ("en", "state:not-started")


def test_what_was_new_since_the_meeting_before_is_new_in_it_again(store: Store) -> None:
    plan = a_plan(store)
    first = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 5, 2))).value
    store.do(record_paper, first)
    store.do(change, plan.activity, {"title": "Ändrad före mötet"})
    was = a_final_paper(store, plan)
    assert was.changes
    much_happens(store, plan)
    store.do(record_paper, first)
    assert paper_as_it_was(store, plan.meeting).report == was


def test_edits_made_before_the_meeting_on_another_copy_and_merged_after_it_are_not_in_it(
    tmp_path: Path, plan_file: PlanFile
) -> None:
    with ExitStack() as stack:
        with plan_file.open() as first:
            plan = a_plan(first)
        path = tmp_path / "stationen.plan"
        shutil.copyfile(plan_file.path, path)
        station = stack.enter_context(Store.open(path, a_world("stationen"), actor="kommunpolis"))
        station.do(change, plan.activity, {"title": "Ändrad i stationen"})
        station.do(delete, plan.cause)
        here = plan_file.open()
        was = a_final_paper(here, plan)
        bring(here, lacking(here, station))
        much_happens(here, plan)
        assert paper_as_it_was(here, plan.meeting).report == was


def test_what_is_erased_stays_erased_and_is_told(store: Store) -> None:
    plan = a_plan(store, text="Ring Kalle Karlsson")
    a_final_paper(store, plan)
    (op,) = log(store, OpRow.row == plan.activity, OpRow.field == "text")
    store.do(redact, [op.name])
    again = paper_as_it_was(store, plan.meeting)
    assert not again.is_same
    assert "Karlsson" not in repr(again.report)


def test_a_meeting_of_before_such_knowledge_is_told_as_guessed(store: Store) -> None:
    plan = a_plan(store)
    store.do(record_paper, plan.meeting)
    again = paper_as_it_was(store, plan.meeting, language="sv")
    assert again.is_guessed
    assert again.report.today == TODAY
    assert again.printed.language == "sv"


def test_a_meeting_without_a_final_paper_has_none_to_show(store: Store) -> None:
    plan = a_plan(store)
    with pytest.raises(NoPaper):
        paper_as_it_was(store, plan.meeting)
    with pytest.raises(UnknownThing):
        paper_as_it_was(store, "inget")


def test_the_plan_of_today_is_that_of_all_that_is_known_now(store: Store) -> None:
    plan = a_plan(store)
    much_happens(store, plan)
    from db.queries import vector_here

    derived = {"here", "op", "redaction"}
    with plan_as_of(store, store.read(vector_here)) as session:
        past = {name: rows for name, rows in everything(session).items() if name not in derived}
    assert past == {name: rows for name, rows in store.read(everything).items() if name not in derived}


def test_looking_back_can_be_broken_off(store: Store) -> None:
    plan = a_plan(store)
    a_final_paper(store, plan)

    def enough(done: int, _of: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        paper_as_it_was(store, plan.meeting, tell=enough)


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_grown_at_random_is_shown_as_it_was_at_each_of_its_meetings(store: Store, seed: int) -> None:
    chance, plan = random.Random(seed), a_plan(store)
    activities, papers = [plan.activity], []
    for number in range(4):
        for _ in range(5):
            key = store.do(add, an_activity(plan.agreement, title=f"Nr {chance.random()}")).value
            activities.append(key)
            if chance.random() < 0.5:
                store.do(link, key, plan.promise)
            store.do(change, chance.choice(activities), {"state": chance.choice(["ongoing", "done"])})
        day = TODAY + dt.timedelta(days=30 * number)
        meeting = store.do(add, MeetingDraft(agreement=plan.agreement, on=day)).value
        of_meeting = Plan(**{**_fields(plan), "meeting": meeting})
        papers.append((meeting, a_final_paper(store, of_meeting)))
        store.do(delete, activities.pop(chance.randrange(1, len(activities))))
    for meeting, was in papers:
        assert paper_as_it_was(store, meeting).report == was


def _fields(plan: Plan) -> dict[str, str]:
    return {name: getattr(plan, name) for name in Plan.__slots__}
