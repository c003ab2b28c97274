"""What somebody might write by hand, past the program: it waits, and hinders nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from db.journal.chain import Op, digest, seal
from db.journal.rebuild import differences
from db.journal.state import state_hash
from db.operations import add, change
from db.store import Store
from db.views.exchange import HeldReason
from tests.asking import row_of
from tests.builders import MORNING, Plan, an_activity
from tests.exchange.chains import give
from tests.exchange.meeting_places import copies, meet
from tests.merging import chained, lacking, ops_of

STRANGER = "feedfeedfeedfeed"
SALT = b"0123456789abcdef"

Two = tuple[Store, Store, Plan]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Two copies of a plan, to both of which a stranger's ops come."""
    with ExitStack() as stack:
        (office, station), plan = copies(tmp_path, stack)
        yield office, station, plan


def by_hand(row: str, field: str, value: str, *, entity: str = "activity", lamport: int = 100) -> Op:
    """The first op of a copy that nobody knows, as it would be if that copy were honest."""
    op = Op(
        site=STRANGER, seq=1, lamport=lamport, wall=MORNING, actor="", step="s" * 36, entity=entity, row=row,
        field=field, value=value, parents=(), seen=None, salt=SALT, seal=seal(SALT, value), digest=b"",
    )  # fmt: skip
    return chained([op])[0]


def is_sound(store: Store) -> bool:
    """Whether the tables say what the log says."""
    return store.read(lambda session: list(differences(session))) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "null"),
        ("title", "5"),
        ("title", '"\\ud800"'),
        ("title", '"\\u0041"'),
        ("title", ' "A"'),
        ("target_count", f"{2**31}"),
        ("target_count", f"{10**30}"),
        ("target_count", '"5"'),
        ("target_count", "true"),
        ("target_count", "NaN"),
        ("due_on", '"20170505"'),
        ("alive", "0"),
        ("alive", "null"),
        ("alive", " false"),
    ],
)
def test_a_value_that_no_copy_would_write_waits_and_the_plan_goes_on(
    two: Two, field: str, value: str
) -> None:
    office, _, plan = two
    before = row_of(office, plan.activity)
    merged = office.merge([by_hand(plan.activity, field, value)])
    assert [one.reason for one in merged.waiting] == [HeldReason.UNREADABLE]
    assert row_of(office, plan.activity) == before
    assert is_sound(office)
    office.do(change, plan.activity, {"title": "Marknad"})
    assert row_of(office, plan.activity)["title"] == "Marknad"


def test_what_a_server_has_no_room_for_waits(two: Two) -> None:
    office, _, plan = two
    letter = by_hand(STRANGER, "letter", json.dumps("K" * 41), entity="site")
    number = by_hand(plan.promise, "number", str(2**31), entity="promise")
    for op in (letter, replace(number, site="0123012301230123")):
        merged = office.merge(chained([op]))
        assert HeldReason.UNREADABLE in [one.reason for one in merged.waiting]
        assert not merged.applied


@pytest.mark.parametrize("lamport", [2**31, 2**62, 2**63 - 1, -1])
def test_a_number_from_which_nobody_could_go_on_waits(two: Two, lamport: int) -> None:
    office, station, plan = two
    merged = office.merge([by_hand(plan.activity, "place", '"Torget"', lamport=lamport)])
    assert [one.reason for one in merged.waiting] == [HeldReason.UNREADABLE]
    office.do(add, an_activity(plan.agreement, title="Föräldramöte"))
    station.merge(lacking(station, office))
    assert station.read(state_hash) == office.read(state_hash)


def test_what_lies_far_ahead_is_taken_in_once_the_way_there_is_known(two: Two) -> None:
    """In whatever order they come, so that two copies that know the same take in the same."""
    office, station, plan = two
    near = by_hand(plan.activity, "place", '"Torget"', lamport=1_000_000)
    far = replace(near, seq=2, lamport=2_000_000, parents=(near.name,))
    farthest = replace(
        by_hand(plan.activity, "title", '"Marknad"', lamport=2_900_000), site="0123012301230123"
    )
    ops = [*chained([near, far]), *chained([farthest])]
    office.merge(ops)
    for op in reversed(ops):
        station.merge([op])
    assert ops_of(office) == ops_of(station)
    assert row_of(station, plan.activity)["title"] == "Marknad"
    assert station.read(state_hash) == office.read(state_hash)


def test_what_was_written_after_a_tail_that_others_issued_again_reaches_them_all_the_same(
    two: Two, tmp_path: Path
) -> None:
    """Of one number there lies another op in the folder; meanwhile the copy itself has written on."""
    office, station, plan = two
    folder = tmp_path / "utbyte"
    folder.mkdir()
    office.do(change, plan.activity, {"title": "Marknad"})
    for store in (office, station):
        meet(store, str(folder))
    own = [op for name, op in sorted(ops_of(office).items()) if name[0] == office.here().site]
    value = '"En annan"'
    parted = replace(own[-1], value=value, seal=seal(own[-1].salt or b"", value))
    give(folder, [parted.with_digest(digest(own[-2].digest, parted))], STRANGER, office.plan)
    office.do(change, plan.activity, {"place": "Torget"})
    for store in (office, station) * 3:
        meet(store, str(folder))
    assert row_of(station, plan.activity)["place"] == "Torget"
    assert station.read(state_hash) == office.read(state_hash)
    assert is_sound(office)
    assert is_sound(station)
