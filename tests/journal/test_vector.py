"""Version vectors: how much of each copy's ops somebody has seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.journal.vector import Vector

SITES = st.sampled_from(["0" * 16, "a" * 16, "f" * 16])
VECTORS = st.builds(Vector, st.dictionaries(SITES, st.integers(1, 9)))


@given(VECTORS)
def test_a_vector_survives_its_written_form(vector: Vector) -> None:
    assert Vector.parse(vector.text()) == vector


@given(st.permutations([("a" * 16, 3), ("b" * 16, 1), ("c" * 16, 2)]))
def test_equal_vectors_are_written_alike(pairs: list[tuple[str, int]]) -> None:
    assert Vector(dict(pairs)).text() == Vector({"a" * 16: 3, "b" * 16: 1, "c" * 16: 2}).text()


def test_no_text_is_the_vector_of_one_who_has_seen_nothing() -> None:
    assert Vector.parse(None) == Vector.parse("") == Vector({})


@pytest.mark.parametrize(
    "text",
    ["{", "1", "[1]", '{"a":"1"}', '{"a":-1}', '{"a":1e9}', f'{{"a":{2**63}}}', '{"\\u0000":1}', "[" * 9999],
)
def test_what_is_no_vector_is_refused_by_one_name_whatever_it_is(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # json has words of its own for some of them
        Vector.parse(text)


@given(VECTORS, SITES, st.integers(1, 12))
def test_a_vector_covers_all_ops_up_to_its_seq_and_none_beyond(vector: Vector, site: str, seq: int) -> None:
    assert vector.covers(site, seq) == (seq <= vector.seqs.get(site, 0))


@given(VECTORS, VECTORS, SITES, st.integers(1, 12))
def test_what_either_covers_their_join_covers(one: Vector, other: Vector, site: str, seq: int) -> None:
    assert one.joined(other).covers(site, seq) == (one.covers(site, seq) or other.covers(site, seq))


@given(VECTORS, VECTORS)
def test_joining_has_no_order(one: Vector, other: Vector) -> None:
    assert one.joined(other).text() == other.joined(one).text()
    assert one.joined(one) == one
