"""A readable plan becomes rows of a plan in one gesture, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import BadPlanFile, FaultKind, PlanFileFault
from db.operations import undo
from db.operations.read_plan import read_plan
from db.operations.readable_plan import read_entries
from db.store import Store
from db.tables import (
    THINGS,
    Activity,
    ActivityPromise,
    Agreement,
    Attendance,
    Contact,
    Note,
    OpRow,
    Participant,
    Promise,
)
from db.world import World
from tests.storages import begun

ROOT = Path(__file__).parents[2]
PLANS = sorted([*(ROOT / "resources" / "plans").glob("*.toml"), *(ROOT / "tests" / "plans").glob("*.toml")])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "prov.plan"
    with begun(path, World.real(), actor="kommunpolis") as opened:
        yield opened


def alive(store: Store) -> dict[str, int]:
    """How many rows there are to be seen in each table that has any."""
    return {name: count for name in THINGS if (count := store.read(_count, name))}


def _count(session: Session, table: str) -> int:
    return session.scalar(select(func.count()).where(THINGS[table].alive)) or 0


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_plan_that_comes_with_the_project_is_kept_whole(store: Store, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entries = read_entries(text)
    done = store.do(read_plan, text)
    wanted: dict[str, int] = {}
    for entry in entries:
        wanted[entry.draft.ENTITY] = wanted.get(entry.draft.ENTITY, 0) + 1
    kept = alive(store)
    links = sum(kept.pop(table, 0) for table in ("activity_promise", "activity_cause", "participant"))
    assert kept.pop("note", 0) == sum(len(entry.notes) for entry in entries)
    assert links == sum(len(entry.links) for entry in entries)
    assert kept == wanted
    assert store.read(lambda session: session.scalars(select(Agreement.id)).all()).count(done.value) == 1


def test_a_plan_is_one_gesture_and_is_undone_as_one(store: Store) -> None:
    before = alive(store)
    done = store.do(read_plan, PLANS[0].read_text(encoding="utf-8"))
    steps = store.read(lambda session: session.scalars(select(OpRow.step).distinct()).all())
    assert done.step in steps
    store.do(undo)
    assert alive(store) == before


def test_activities_are_numbered_in_the_order_of_the_file(store: Store) -> None:
    text = (ROOT / "resources" / "plans" / "saffle-2017.toml").read_text(encoding="utf-8")
    store.do(read_plan, text)
    rows = store.read(lambda session: session.scalars(select(Activity)).all())
    titles = {row.number: row.title for row in rows}
    assert set(titles) == {f"K{number}" for number in range(1, 9)}
    assert titles["K1"].startswith("Trygghetsvandring")
    assert titles["K8"].startswith("Kommunen")


def test_handles_become_references_and_links(store: Store) -> None:
    text = """
    [[agreement]]
    municipality = "Provköping"
    [[contact]]
    handle = "kommunpolis"
    function = "kommunpolis"
    [[promise]]
    handle = "synas"
    text = "Synas mer."
    [[activity]]
    title = "Fotpatrull"
    owner = "kommunpolis"
    promises = ["synas"]
    participants = ["kommunpolis"]
    notes = ["Varje fredag."]
    [[meeting]]
    on = 2017-02-07
    attendance = ["kommunpolis"]
    """
    agreement = store.do(read_plan, text).value
    with_all = store.read(
        lambda session: session.execute(
            select(Agreement.id, Contact.function, Promise.text, Note.text)
            .join(Activity, Activity.agreement == Agreement.id)
            .join(Contact, Contact.id == Activity.owner)
            .join(ActivityPromise, ActivityPromise.activity == Activity.id)
            .join(Promise, Promise.id == ActivityPromise.promise)
            .join(Participant, (Participant.activity == Activity.id) & (Participant.contact == Contact.id))
            .join(Attendance, Attendance.contact == Contact.id)
            .join(Note, Note.about == Activity.id)
        ).all()
    )
    assert [tuple(row) for row in with_all] == [(agreement, "kommunpolis", "Synas mer.", "Varje fredag.")]


def test_what_only_the_plan_can_tell_to_be_wrong_is_answered_with_its_place(store: Store) -> None:
    text = """
    [[agreement]]
    municipality = "Provköping"
    [[area]]
    handle = "centrum"
    name = "Centrum"
    [[source]]
    title = "Dialog"
    scale_lowest = 1
    scale_highest = 5
    ratings = [{ area = "centrum", rating = 6 }]
    """
    with pytest.raises(BadPlanFile) as caught:
        store.do(read_plan, text)
    wrong = caught.value
    assert (wrong.reason, wrong.place) == (PlanFileFault.INVALID, "source[1].ratings[1].rating")
    assert [fault.kind for fault in wrong.faults] == [FaultKind.TOO_LARGE]


def test_of_a_file_that_is_wrong_anywhere_nothing_is_kept(store: Store) -> None:
    before = alive(store)
    text = """
    [[agreement]]
    municipality = "Provköping"
    [[area]]
    handle = "centrum"
    name = "Centrum"
    [[source]]
    title = "Dialog"
    scale_highest = 5
    ratings = [{ area = "centrum", rating = 6 }]
    """
    with pytest.raises(BadPlanFile):
        store.do(read_plan, text)
    assert alive(store) == before


def test_a_note_that_is_blank_is_answered_with_its_place(store: Store) -> None:
    text = '[[agreement]]\nmunicipality = "Provköping"\nnotes = ["ett", " "]'
    with pytest.raises(BadPlanFile) as caught:
        store.do(read_plan, text)
    assert (caught.value.reason, caught.value.place) == (PlanFileFault.INVALID, "agreement[1].notes[2]")
