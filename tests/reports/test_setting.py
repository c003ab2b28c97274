"""Lines are never too wide, and no sign is lost where they are broken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.faces import Face, printable, width
from desktop.reports.setting import Para, Style, broken, set_lines

MEASURE = 6.0
TEXTS = st.text(st.characters(codec="utf-8"), max_size=300).map(printable)


@given(TEXTS, st.floats(3, 60))
def test_no_line_is_wider_than_its_measure(text: str, measure: float) -> None:
    for line in broken([(Face.PLAIN, text)], measure):
        assert sum(width(face, words) for face, words in line) <= measure + 1e-6


@given(TEXTS, TEXTS, st.floats(3, 60))
def test_no_sign_but_spaces_is_lost_and_none_but_hyphens_is_added(
    one: str, other: str, measure: float
) -> None:
    set_as = "".join(
        words for line in broken([(Face.BOLD, one), (Face.PLAIN, other)], measure) for _, words in line
    )
    assert _bare(set_as) == _bare(one + other)


def _bare(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def test_a_line_is_broken_at_a_space() -> None:
    lines = list(broken([(Face.PLAIN, "trygghet i centrum")], MEASURE))
    assert [words for ((_, words),) in lines] == ["trygghet i", "centrum"]


def test_a_long_word_is_broken_with_a_hyphen_and_an_address_without() -> None:
    word = [words for ((_, words),) in broken([(Face.PLAIN, "samverkansöverenskommelse")], MEASURE)]
    assert all(part.endswith("-") for part in word[:-1])
    address = "https://saffle.se/trygghet/" + "x" * 50
    parts = [words for ((_, words),) in broken([(Face.PLAIN, address)], MEASURE)]
    assert "".join(parts) == address


def test_line_ends_that_somebody_has_typed_are_kept_and_empty_lines_are_not() -> None:
    lines = list(broken([(Face.PLAIN, "ett\n\n\ntvå")], MEASURE))
    assert [words for ((_, words),) in lines] == ["ett", "två"]


def test_lines_after_the_first_hang() -> None:
    style = Style(size=10, leading=12, hanging=10)
    lines = set_lines([Para(((Face.PLAIN, "ord " * 20),), style)], 60)
    assert [line.indent for line in lines] == [0, *[10] * (len(lines) - 1)]


def test_nothing_to_say_takes_no_line() -> None:
    assert set_lines([Para((), Style(size=10, leading=12))], 60) == []
    assert set_lines([Para(((Face.PLAIN, " \n "),), Style(size=10, leading=12))], 60) == []
