"""An op as a line of text and back, and what is no line of ours."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange import wire
from db.exchange.wire import Header, Run, Trailer, Unreadable
from db.journal.chain import Op
from tests.builders import MORNING
from tests.effort import tried
from tests.exchange.chains import OFFICE, PLAN, STATION, a_chain, erased

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NUMBERS = st.integers(1, wire.LARGEST)
NAMES = st.tuples(TEXTS, NUMBERS)
SITES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=16)
DIGESTS = st.binary(min_size=32, max_size=32)

OPS = st.builds(
    Op,
    site=SITES, seq=NUMBERS, lamport=st.integers(0, wire.LARGEST),
    wall=st.datetimes(dt.datetime(1, 1, 2), dt.datetime(9999, 12, 30), timezones=st.just(dt.UTC)),
    actor=TEXTS, step=TEXTS, entity=TEXTS, row=TEXTS, field=TEXTS, value=st.none() | TEXTS,
    parents=st.lists(NAMES, max_size=3).map(tuple), seen=st.none() | TEXTS,
    salt=st.none() | st.binary(max_size=16), seal=st.binary(max_size=32), digest=DIGESTS,
)  # fmt: skip


@given(OPS)
def test_an_op_is_one_line_and_comes_back_as_it_was(op: Op) -> None:
    line = wire.op_line(op)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert wire.op_of(line) == op
    assert wire.digest_in(line) == op.digest


def test_a_line_can_be_read_without_this_program() -> None:
    op = a_chain(count=3)[2]
    said = dict(zip(wire.COLUMNS, json.loads(wire.op_line(op)), strict=True))
    assert said["site"] == OFFICE
    assert said["wall"] == "2017-05-02T08:30:03.000000Z"
    assert json.loads(said["value"]) == "Torgmöte 3 – «åäö»\u2028"
    assert said["parents"] == [[OFFICE, 2]]
    assert bytes.fromhex(said["digest"]) == op.digest


def test_what_a_later_version_wrote_comes_back_byte_for_byte() -> None:
    value = '{ "shape": [1.0, 1e5 ,null],"name":"\\u00e5" }'
    op = replace(a_chain(count=1)[0], entity="drone_flight", field="route", value=value)
    assert wire.op_of(wire.op_line(op)).value == value


def test_an_erased_line_says_who_and_when_but_not_what() -> None:
    for op in a_chain(count=3):
        assert wire.op_of(wire.erased_line(wire.op_line(op))) == erased(op)
        assert len(wire.erased_line(wire.op_line(op))) < len(wire.op_line(op))


@pytest.mark.parametrize(
    ("name", "longest"), [("site", 16), ("step", 36), ("entity", 40), ("row", 36), ("field", 40)]
)
def test_a_name_that_no_database_keeps_is_refused(name: str, longest: int) -> None:
    op = a_chain(count=1)[0]
    changed: dict[str, Any] = {name: "å" * longest}
    assert wire.op_of(wire.op_line(replace(op, **changed))) == replace(op, **changed)
    changed[name] += "å"
    with pytest.raises(Unreadable):
        wire.op_of(wire.op_line(replace(op, **changed)))


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("site", 1), ("seq", "1"), ("seq", 0), ("seq", True), ("seq", 2**63), ("seq", 1.0), ("lamport", -1),
        ("wall", "2017-05-02"), ("wall", "2017-05-02T08:30:03.000000"), ("wall", "i går"),
        ("wall", "2017-05-02T10:30:03.000000+02:00"), ("value", 5), ("value", "\0"), ("actor", "\ud800"),
        ("parents", {}), ("parents", [1]), ("parents", [["a"]]), ("parents", [["a", "1"]]),
        ("parents", [["a", 1, 1]]), ("seen", []), ("salt", "xy"), ("seal", None), ("digest", "00"),
        ("digest", "g" * 64), ("digest", None),
    ],
)  # fmt: skip
def test_a_column_that_holds_something_else_is_refused(column: str, wrong: object) -> None:
    columns = json.loads(wire.op_line(a_chain(count=1)[0]))
    columns[wire.COLUMNS.index(column)] = wrong
    line = json.dumps(columns, separators=(",", ":")).encode() + b"\n"
    with pytest.raises(Unreadable):
        wire.op_of(line)


@pytest.mark.parametrize(
    "line",
    [
        b"", b"\n", b"[]\n", b"{}\n", b"null\n", b"\xff\xfe\n", b"[" * 100_000, b"9" * 10_000, b"[NaN]\n",
        b"\x00" * 300, b'["a",1]\n', wire.op_line(a_chain(count=1)[0])[:-1],
        wire.op_line(a_chain(count=1)[0]) * 2, wire.op_line(a_chain(count=1)[0]).replace(b'"]', b'" ]'),
    ],
)  # fmt: skip
def test_what_is_no_op_is_refused(line: bytes) -> None:
    with pytest.raises(Unreadable):
        wire.op_of(line)


def test_a_flipped_or_lost_byte_never_raises_anything_but_that_it_is_unreadable() -> None:
    chance, line = random.Random(4), wire.op_line(a_chain(count=3)[2])
    header = wire.header_line(_a_header())
    for _ in range(tried(2_000, 100_000)):
        for whole, read in ((line, wire.op_of), (header, wire.read_header), (header, wire.version_in)):
            broken = bytearray(whole)
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
            if chance.random() < 0.3:
                del broken[chance.randrange(len(broken)) :]
            try:
                read(bytes(broken))
            except Unreadable:
                continue


def _a_header() -> Header:
    runs = (Run(1, 5, b"\1" * 32, b""), Run(9, 9, b"\2" * 32, None), Run(10, 12, b"\3" * 32, b"\2" * 32))
    return Header(PLAN, OFFICE, 17, MORNING, {OFFICE: runs, STATION: runs[:1]})


def test_a_header_comes_back_as_it_was_and_says_how_many_ops_follow() -> None:
    header = _a_header()
    assert wire.read_header(wire.header_line(header)) == header
    assert header.count == 5 + 1 + 3 + 5
    assert wire.version_in(wire.header_line(header)) == wire.VERSION


def test_what_a_header_says_beyond_what_is_known_is_passed_over() -> None:
    said = json.loads(wire.header_line(_a_header())) | {"weather": ["rain", {"mm": 4}]}
    assert wire.read_header(json.dumps(said).encode() + b"\n") == _a_header()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("plan", 5), ("writer", None), ("number", "1"), ("made", "i går"), ("holds", []),
        ("holds", {OFFICE: []}), ("holds", {OFFICE: [[1, 2, "00" * 32]]}), ("holds", {OFFICE: 5}),
        ("holds", {OFFICE: [[2, 1, "00" * 32, "00" * 32]]}), ("holds", {OFFICE: [[0, 1, "00" * 32, ""]]}),
        ("holds", {OFFICE: [[1, 2, "00", ""]]}), ("holds", {OFFICE: [[2, 2, "00" * 32, ""]]}),
        ("holds", {OFFICE: [[1, 3, "00" * 32, ""], [3, 4, "00" * 32, None]]}),
        ("holds", {OFFICE: [[1, 10**30, "00" * 32, ""]]}), ("holds", {OFFICE: [["1", 2, "00" * 32, ""]]}),
    ],
)  # fmt: skip
def test_a_header_that_cannot_be_is_refused(name: str, wrong: object) -> None:
    said = json.loads(wire.header_line(_a_header())) | {name: wrong}
    with pytest.raises(Unreadable):
        wire.read_header(json.dumps(said).encode() + b"\n")


@pytest.mark.parametrize("version", [0, -1, True, "1", None, 1.5])
def test_a_version_that_is_no_number_is_refused(version: object) -> None:
    said = json.loads(wire.header_line(_a_header())) | {"version": version}
    with pytest.raises(Unreadable):
        wire.version_in(json.dumps(said).encode() + b"\n")


def test_a_trailer_comes_back_as_it_was_and_nothing_else_is_one() -> None:
    trailer = Trailer(17, "ab" * 32)
    assert wire.read_trailer(wire.trailer_line(trailer)) == trailer
    for line in (
        wire.trailer_line(trailer)[:-1],
        wire.op_line(a_chain(count=1)[0]),
        wire.header_line(_a_header()),
        b"",
        b'{"count":"1","sha256":""}\n',
        b'{"count":1}\n',
    ):
        with pytest.raises(Unreadable):
            wire.read_trailer(line)
