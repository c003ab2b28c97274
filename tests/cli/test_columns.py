"""Columns fit the terminal, and what does not fit is broken or left out, never laid over something else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.commands.columns import Column, in_columns
from desktop.commands.terminal import width_of

COLUMNS = (
    Column("No."),
    Column("Title", narrowest=16),
    Column("Owner", narrowest=10, spare=1),
    Column("Count", right=True, spare=2),
)
SENTENCES = st.lists(st.text("abcåäö日", min_size=1, max_size=12), min_size=1, max_size=12).map(" ".join)
ROWS = st.lists(
    st.tuples(st.integers(1, 99).map(str), SENTENCES, SENTENCES, st.integers(0, 999).map(str)), min_size=1
)


@given(ROWS, st.integers(60, 200))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, ...]], width: int) -> None:
    lines = in_columns(COLUMNS, rows, width).splitlines()
    assert max(width_of(line) for line in lines) <= width


@given(ROWS)
def test_where_there_is_no_width_every_row_is_one_line_with_all_of_it(rows: list[tuple[str, ...]]) -> None:
    lines = in_columns(COLUMNS, rows, None).splitlines()
    assert len(lines) == len(rows) + 1
    for line, row in zip(lines[1:], rows, strict=True):
        assert all(cell in line for cell in row)


def test_a_column_that_is_empty_throughout_is_left_out() -> None:
    assert in_columns(COLUMNS, [("K1", "Vandring", "", "")], 80).splitlines()[0] == "No.  Title"


def test_long_texts_are_broken_between_words() -> None:
    text = in_columns(COLUMNS, [("K1", "Gemensam monter vid marknader", "kommunal samordnare", "7")], 46)
    assert text.splitlines() == [
        "No.  Title             Owner             Count",
        "K1   Gemensam monter   kommunal              7",
        "     vid marknader     samordnare",
    ]


def test_what_takes_more_lines_than_a_person_reads_is_cut_and_says_so() -> None:
    text = in_columns(COLUMNS, [("K1", "ord " * 60, "", "")], 40)
    assert len(text.splitlines()) == 5
    assert text.endswith("…")


def test_the_most_spare_column_goes_first_and_the_first_two_always_stay() -> None:
    rows = [("K1", "Trygghetsvandring i området", "lokalpolisområdeschef", "12")]
    assert in_columns(COLUMNS, rows, 52).splitlines()[0].split() == ["No.", "Title", "Owner", "Count"]
    assert in_columns(COLUMNS, rows, 48).splitlines()[0].split() == ["No.", "Title", "Owner"]
    assert in_columns(COLUMNS, rows, 40).splitlines()[0].split() == ["No.", "Title"]


def test_a_cell_stays_on_its_line_whatever_it_holds() -> None:
    text = in_columns(COLUMNS, [("K1", "rad 1\nrad 2\x1b[2J", "", "")], None)
    assert len(text.splitlines()) == 2
    assert "\x1b" not in text
