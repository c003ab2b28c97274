"""A shared folder: what is given is found, by whatever way its files came to lie there."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import PlanMissing
from db.exchange import disk_calls, packing
from db.exchange.place import End, Standing
from db.journal.chain import Op
from db.journal.forks import issued_again
from db.journal.vector import Vector
from db.views.exchange import PlaceFault, PlaceFaultKind
from tests.builders import MORNING
from tests.exchange.chains import (
    NOTHING,
    OFFICE,
    OTHER,
    PLAN,
    REGION,
    STATION,
    a_card,
    a_chain,
    a_place,
    bundles,
    ends,
    found,
    give,
    in_order,
    written,
)


def test_an_empty_folder_holds_no_plan(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    assert place.standing() is None
    assert list(place.ops_beyond(NOTHING)) == []
    assert (place.digests([(OFFICE, 1)]), place.cards(), place.faults()) == ({}, [], [])


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    place = a_place(tmp_path / "ingenstans")
    with pytest.raises(PlanMissing):
        place.standing()
    with pytest.raises(PlanMissing):
        place.take(PLAN, a_chain(), a_card())
    assert list(tmp_path.iterdir()) == []


def test_what_one_copy_gives_another_finds(tmp_path: Path) -> None:
    office, station = a_chain(OFFICE, 7), a_chain(STATION, 3)
    give(tmp_path, [*office, *station])
    standing = a_place(tmp_path, STATION).standing()
    assert standing == Standing(PLAN, {OFFICE: End(7, office[6].digest), STATION: End(3, station[2].digest)})
    assert found(tmp_path) == in_order([*office, *station])
    assert found(tmp_path, Vector({OFFICE: 5, STATION: 3})) == office[5:]


def test_a_file_is_named_by_its_writer_and_its_number_and_says_what_it_holds(tmp_path: Path) -> None:
    chain = a_chain(count=9)
    give(tmp_path, chain[:4])
    give(tmp_path, chain)
    assert [path.name for path in bundles(tmp_path)] == [f"{OFFICE}-000001.ops", f"{OFFICE}-000002.ops"]
    first, *middle, last = bundles(tmp_path)[1].read_text(encoding="utf-8").splitlines()
    header = json.loads(first)
    assert (header["version"], header["plan"], header["writer"], header["number"]) == (1, PLAN, OFFICE, 2)
    assert header["made"].startswith("2017-05-02T")
    assert header["holds"] == {OFFICE: [[5, 9, chain[8].digest.hex(), chain[3].digest.hex()]]}
    assert len(middle) == json.loads(last)["count"] == 5


def test_giving_again_writes_no_file(tmp_path: Path) -> None:
    chain = a_chain(count=9)
    give(tmp_path, chain)
    before = bundles(tmp_path)
    for ops in ([], chain, chain[3:5], chain * 2):
        give(tmp_path, ops)
        give(tmp_path, ops, STATION)
    assert bundles(tmp_path) == before


def test_each_gives_only_what_is_lacking(tmp_path: Path) -> None:
    chain = a_chain(count=9)
    give(tmp_path, chain[:4])
    give(tmp_path, chain[2:], STATION)
    give(tmp_path, [*chain, *a_chain(REGION, 1)], REGION)
    held = [json.loads(path.read_bytes().splitlines()[0])["holds"] for path in bundles(tmp_path)]
    assert [{site: [run[:2] for run in runs] for site, runs in one.items()} for one in held] == [
        {OFFICE: [[1, 4]]},
        {OFFICE: [[5, 9]]},
        {REGION: [[1, 1]]},
    ]


def test_ops_with_gaps_are_kept_and_count_when_the_gap_is_closed(tmp_path: Path) -> None:
    chain = a_chain(count=12)
    give(tmp_path, [*chain[:2], *chain[4:6], *chain[9:]])
    assert ends(tmp_path) == {OFFICE: 2}
    assert found(tmp_path) == [*chain[:2], *chain[4:6], *chain[9:]]
    give(tmp_path, chain[2:4], STATION)
    assert ends(tmp_path) == {OFFICE: 6}
    give(tmp_path, chain, STATION)
    assert ends(tmp_path) == {OFFICE: 12}
    assert found(tmp_path) == chain


def test_much_is_written_as_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST_OPS", 10)
    office, station = a_chain(OFFICE, 25), a_chain(STATION, 18)
    give(tmp_path, [*office, *station])
    assert len(bundles(tmp_path)) == 5
    assert ends(tmp_path) == {OFFICE: 25, STATION: 18}
    assert found(tmp_path) == in_order([*office, *station])


def test_a_name_in_the_way_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / f"{OFFICE}-000001.ops"
    theirs.write_text("Protokoll")
    give(tmp_path, a_chain())
    assert theirs.read_text() == "Protokoll"
    assert [path.name for path in bundles(tmp_path)] == [theirs.name, f"{OFFICE}-000002.ops"]


def test_a_name_that_is_taken_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / f"{OFFICE}-000001.ops"
    real = disk_calls.give_name

    def give_name(part: Path, path: Path) -> None:
        if not theirs.exists():
            theirs.write_text("Någon annans")
        real(part, path)

    monkeypatch.setattr(disk_calls, "give_name", give_name)
    give(tmp_path, a_chain())
    assert theirs.read_text() == "Någon annans"
    assert ends(tmp_path) == {OFFICE: 5}


def test_where_a_disk_knows_no_links_a_name_is_given_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_part: Path, _path: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    (tmp_path / f"{OFFICE}-000001.ops").write_text("Protokoll")
    give(tmp_path, a_chain())
    assert ends(tmp_path) == {OFFICE: 5}
    assert (tmp_path / f"{OFFICE}-000001.ops").read_text() == "Protokoll"


@pytest.mark.parametrize("way", ["remove", "damage"])
def test_a_writer_whose_file_is_gone_or_damaged_gives_it_again_under_a_new_number(
    tmp_path: Path, way: str
) -> None:
    chain = a_chain(count=9)
    for end in (3, 6, 9):
        give(tmp_path, chain[:end])
    broken = bundles(tmp_path)[1]
    if way == "remove":
        broken.unlink()
    else:
        broken.write_bytes(broken.read_bytes()[:-7])
    assert ends(tmp_path) == {OFFICE: 3}
    give(tmp_path, chain[3:])
    assert ends(tmp_path) == {OFFICE: 9}
    assert found(tmp_path) == chain
    assert bundles(tmp_path)[-1].name == f"{OFFICE}-000004.ops"


def test_files_of_another_plan_are_told_from_ours(tmp_path: Path) -> None:
    give(tmp_path, a_chain(STATION, 30), STATION, OTHER)
    standing = a_place(tmp_path, plan=PLAN).standing()
    assert standing is not None
    assert standing.plan == OTHER
    give(tmp_path, a_chain(count=2))
    place = a_place(tmp_path, plan=PLAN)
    standing = place.standing()
    assert standing is not None
    assert (standing.plan, standing.vector.seqs) == (PLAN, {OFFICE: 2})
    assert list(place.ops_beyond(NOTHING)) == a_chain(count=2)
    assert place.faults() == [PlaceFault(f"{STATION}-000001.ops", PlaceFaultKind.OTHER_PLAN, OTHER)]
    assert [card.site for card in place.cards()] == [OFFICE]


def test_ops_of_a_later_version_are_passed_on_as_they_are(tmp_path: Path) -> None:
    op = replace(a_chain(count=1)[0], entity="drone_flight", field="route", value='{ "a": [1.0] }')
    give(tmp_path, [op])
    assert found(tmp_path) == [op]


def test_a_fork_is_kept_on_both_sides_and_one_end_is_shown_to_all(tmp_path: Path) -> None:
    chain = a_chain(count=5)
    mine, theirs = (a_chain(count=4, after=chain[-1], tail=tail) for tail in "ab")
    give(tmp_path, [*chain, *mine])
    give(tmp_path, [*chain, *theirs[:3]], STATION)
    place = a_place(tmp_path)
    standing = place.standing()
    assert standing is not None
    assert standing.ends[OFFICE] == End(9, mine[-1].digest)
    assert place.digests([(OFFICE, 6), (OFFICE, 3), (OFFICE, 10), (STATION, 1)]) == {
        (OFFICE, 6): mine[0].digest,
        (OFFICE, 3): chain[2].digest,
    }
    again = [*issued_again(theirs[:3]), *issued_again(mine)]
    assert list(place.ops_beyond(Vector({OFFICE: 5}))) == [*mine, *again]
    assert list(place.ops_beyond(Vector({OFFICE: 9, again[0].site: 2}))) == again[2:]
    before = bundles(tmp_path)
    give(tmp_path, [*theirs[:3], *mine], REGION)
    assert bundles(tmp_path) == before


@pytest.mark.parametrize(
    "ops",
    [
        lambda chain, short, long: [*chain, *short, *long],
        lambda chain, short, long: [*chain, *long, *short],
        lambda chain, short, long: [*long[2:], *short, *long[:2], *chain],
        lambda chain, short, long: [*long, *short, *long, *chain[2:], *chain],
    ],
)
def test_tails_of_a_fork_that_come_together_are_not_taken_for_one_chain(
    tmp_path: Path, ops: Callable[[list[Op], list[Op], list[Op]], list[Op]]
) -> None:
    chain = a_chain(count=5)
    mine, theirs = (a_chain(count=4, after=chain[-1], tail=tail) for tail in "ab")
    give(tmp_path, ops(chain, theirs[:2], mine))
    standing = a_place(tmp_path).standing()
    assert standing is not None
    assert standing.ends[OFFICE] == End(9, mine[-1].digest)
    assert a_place(tmp_path).digests([(OFFICE, 7)]) == {(OFFICE, 7): mine[1].digest}
    again = [*issued_again(theirs[:2]), *issued_again(mine)]
    assert found(tmp_path) == [*chain, *mine, *again]


def test_each_copys_latest_card_is_found(tmp_path: Path) -> None:
    later = MORNING + dt.timedelta(days=3)
    a_place(tmp_path).take(PLAN, [], a_card(OFFICE))
    a_place(tmp_path).take(PLAN, a_chain(), a_card(OFFICE, later))
    a_place(tmp_path).take(PLAN, [], replace(a_card(STATION), name="stationen\u2028i «Ö»", knows='{"a":1}'))
    shutil.copy(tmp_path / f"{OFFICE}.card", tmp_path / f"{OFFICE} (Annas konflikt-kopia).card")
    (tmp_path / "trasigt.card").write_bytes((tmp_path / f"{OFFICE}.card").read_bytes()[:-70])
    (tmp_path / "visitkort.card").mkdir()
    cards = {card.site: card for card in a_place(tmp_path).cards()}
    assert cards.keys() == {OFFICE, STATION}
    assert cards[OFFICE] == a_card(OFFICE, later)
    assert cards[STATION].name == "stationen\u2028i «Ö»"


def test_what_a_cut_off_attempt_has_left_is_swept_up_after_an_hour(tmp_path: Path) -> None:
    old, young = tmp_path / f".{OFFICE}-00aa00aa.part", tmp_path / f".{OFFICE}-00bb00bb.part"
    theirs = tmp_path / f".{STATION}-00cc00cc.part"
    for part in (old, young, theirs):
        part.write_bytes(b"{")
    for part in (old, theirs):
        os.utime(part, (0, 0))
    give(tmp_path, a_chain())
    assert {path.name for path in tmp_path.iterdir() if path.suffix == ".part"} == {young.name, theirs.name}
    assert a_place(tmp_path).faults() == []


PIECES = st.lists(
    st.tuples(st.sampled_from([OFFICE, STATION]), st.integers(1, 12), st.integers(1, 12)), max_size=8
)


@given(PIECES, st.randoms(use_true_random=False))
def test_any_files_in_any_order_under_any_name_and_any_number_of_times_say_the_same(
    pieces: list[tuple[str, int, int]], chance: random.Random
) -> None:
    chains = {OFFICE: a_chain(OFFICE, 12), STATION: a_chain(STATION, 12)}
    runs = [chains[site][min(one, other) - 1 : max(one, other)] for site, one, other in pieces]
    whole = {op for run in runs for op in run}
    files = [written([run], number=number) for number, run in enumerate(runs)]
    many = files * 3
    chance.shuffle(many)
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(many):
            words = chance.choice(["", " (Annas konflikt-kopia)", " 2", "åäö", "-000001", "x" * 100])
            name = f"{chance.randrange(100)}{words}{number}.{chance.choice(['ops', 'OPS'])}"
            (Path(folder) / name).write_bytes(content)
        assert found(Path(folder)) == in_order(whole)
        assert ends(Path(folder)) == _reach(whole)
        assert a_place(Path(folder)).faults() == []


def _reach(ops: set[Op]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for op in sorted(ops, key=lambda op: op.seq):
        if op.seq == reach.get(op.site, 0) + 1:
            reach[op.site] = op.seq
    return reach
