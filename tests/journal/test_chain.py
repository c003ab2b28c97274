"""Law 11, and law 2: each copy's ops form a chain of digests, numbered without a gap."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.journal.chain import BrokenLink, Op, broken_links, digest, parents_of, parents_text, seal
from db.operations import change, delete, redact, undo
from db.store import Store
from db.tables import OpRow
from tests.asking import log
from tests.builders import a_plan, a_world
from tests.storages import PlanFile


@pytest.fixture
def chain(store: Store) -> list[Op]:
    plan = a_plan(store)
    store.do(change, plan.activity, {"title": "Ett"})
    store.do(delete, plan.meeting)
    store.do(undo)
    return log(store)


def test_the_ops_of_a_copy_are_numbered_without_a_gap_and_their_chain_holds(chain: list[Op]) -> None:
    assert [op.seq for op in chain] == list(range(1, len(chain) + 1))
    assert list(broken_links(chain)) == []


Forgery = Callable[[Op], Op]

FORGERIES: dict[str, Forgery] = {
    "seq": lambda op: dataclasses.replace(op, seq=op.seq + 100),
    "lamport": lambda op: dataclasses.replace(op, lamport=op.lamport + 1),
    "wall": lambda op: dataclasses.replace(op, wall=op.wall.replace(year=1999)),
    "actor": lambda op: dataclasses.replace(op, actor="någon annan"),
    "step": lambda op: dataclasses.replace(op, step="0" * 36),
    "entity": lambda op: dataclasses.replace(op, entity="promise"),
    "row": lambda op: dataclasses.replace(op, row="0" * 36),
    "field": lambda op: dataclasses.replace(op, field="place"),
    "parents": lambda op: dataclasses.replace(op, parents=(("f" * 16, 7),)),
    "seen": lambda op: dataclasses.replace(op, seen='{"f":7}'),
    "seal": lambda op: dataclasses.replace(op, seal=bytes(32)),
    "digest": lambda op: dataclasses.replace(op, digest=bytes(32)),
    "value": lambda op: dataclasses.replace(op, value='"annat"'),
    "salt": lambda op: dataclasses.replace(op, salt=bytes(16)),
}


def test_every_column_of_an_op_is_held_by_the_chain() -> None:
    assert FORGERIES.keys() == {field.name for field in dataclasses.fields(Op)} - {"site"}


def test_whatever_is_changed_in_an_op_the_chain_tells_where(chain: list[Op]) -> None:
    place = len(chain) // 2
    for forge in FORGERIES.values():
        forged = [*chain[:place], forge(chain[place]), *chain[place + 1 :]]
        assert chain[place] != forged[place]
        first = next(broken_links(forged))
        assert chain[place].seq <= first.seq % 100 <= chain[place].seq + 1


def test_an_op_that_is_left_out_is_a_gap(chain: list[Op]) -> None:
    assert next(broken_links([*chain[:3], *chain[4:]])) == BrokenLink(chain[0].site, 5, "gap")
    assert next(broken_links(chain[1:])) == BrokenLink(chain[0].site, 2, "gap")


def test_ops_that_have_changed_places_are_told(chain: list[Op]) -> None:
    swapped = [chain[0], chain[2], chain[1], *chain[3:]]
    assert {broken.fault for broken in broken_links(swapped)} == {"gap"}


def test_a_value_with_another_seal_is_told_as_that(chain: list[Op]) -> None:
    forged = [dataclasses.replace(chain[0], value='"annat"'), *chain[1:]]
    assert list(broken_links(forged)) == [BrokenLink(chain[0].site, 1, "seal")]


def test_a_chain_holds_after_an_erasure(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"text": "Anna Andersson"})
    (said,) = log(store, OpRow.value == '"Anna Andersson"')
    store.do(redact, [said.name])
    erased = {op.name: op for op in log(store)}[said.name]
    assert (erased.value, erased.salt, erased.seal, erased.digest) == (None, None, said.seal, said.digest)
    assert list(broken_links(log(store))) == []


def test_each_copy_has_a_chain_of_its_own(plan_file: PlanFile) -> None:
    here = plan_file.open()
    plan = a_plan(here)
    there = plan_file.open(a_world("polishuset"))
    there.do(change, plan.activity, {"title": "Polisens ord"})
    here.do(change, plan.activity, {"title": "Kommunens ord"})
    of_site = defaultdict(list)
    for op in log(here):
        of_site[op.site].append(op.seq)
    assert len(of_site) == 2, "computers that take turns on a file each find themselves again"
    assert all(seqs == list(range(1, len(seqs) + 1)) for seqs in of_site.values())
    assert list(broken_links(log(here))) == []


@given(st.binary(min_size=16, max_size=16), st.text())
def test_a_seal_tells_values_apart_and_needs_its_salt(salt: bytes, value: str) -> None:
    assert seal(salt, value) != seal(salt, value + " ")
    assert seal(salt, value) != seal(bytes(16) if salt != bytes(16) else bytes([1] * 16), value)


@given(st.lists(st.tuples(st.text("0123456789abcdef", min_size=16, max_size=16), st.integers(1, 10**9))))
def test_parents_survive_their_written_form_whatever_their_order(parents: list[tuple[str, int]]) -> None:
    assert parents_of(parents_text(parents)) == tuple(sorted(parents))
    assert parents_text(parents) == parents_text(reversed(parents))


def test_a_digest_binds_all_that_went_before(chain: list[Op]) -> None:
    assert digest(chain[0].digest, chain[1]) == chain[1].digest
    assert digest(b"", chain[1]) != chain[1].digest


@given(st.lists(st.text(), min_size=9, max_size=9), st.integers(0), st.none() | st.text())
def test_a_digest_is_over_canonical_json(texts: list[str], number: int, seen: str | None) -> None:
    site, actor, step, entity, row, field, other, value, salt = texts
    op = Op(
        site=site, seq=number, lamport=number, wall=dt.datetime(2017, 5, 2, tzinfo=dt.UTC), actor=actor,
        step=step, entity=entity, row=row, field=field, value=value, parents=((other, number),), seen=seen,
        salt=salt.encode("utf-8", "replace"), seal=b"seal", digest=b"",
    )  # fmt: skip
    listed = [
        site, number, number, "2017-05-02T00:00:00.000000Z", actor, step, entity, row, field,
        parents_text(op.parents), seen, b"seal".hex(),
    ]  # fmt: skip
    try:
        header = json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        return
    assert digest(b"before", op) == hashlib.sha256(b"before" + header).digest()
