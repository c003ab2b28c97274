"""How a filter is read: its shapes, its quotes, its mistakes, and that nothing else can come of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from db.errors import BadFilter
from db.filter import FilterFault, parse, write
from db.filter.nodes import And, Comparison, Not, Or, Range, Term, Word
from tests.filter.filters import ANY

SAME = [
    ("a b", "a och b"),
    ("a b", "a AND b"),
    ("a or b c", "a eller (b and c)"),
    ("-a", "inte a"),
    ("not a", "icke a"),
    ("–läge:klar", "-läge:klar"),
    ("ansvarig: polis", "ansvarig:polis"),
    ("läge:klar, planerad", "läge:klar,planerad"),
    ("ansvarig:", 'ansvarig:""'),
    ("löfte: och x", 'löfte:"" x'),
    ("löfte: läge:klar", 'löfte:"" läge:klar'),
    ("”två ord”", '"två ord"'),
    ("“två ord”", '"två ord"'),
    ("„två ord“", '"två ord"'),
    ("«två ord»", '"två ord"'),
    ("»två ord«", '"två ord"'),
    ("»två ord»", '"två ord"'),
    ("titel:”två ord”", 'titel:"två ord"'),
    ("antal > 5", "antal>5"),
    ("antal:>5", "antal>5"),
    ("antal≥5", "antal>=5"),
    ("antal=5", "antal:5"),
    ("antal!=5", "-antal:5"),
    ("due:2017-01…2017-06", "due:2017-01..2017-06"),
    ("belysning, buskage", "belysning buskage"),
    ("e\u0301n", "én"),
    ("a\u00a0b", "a b"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_of_writing_are_the_same_filter(one: str, other: str) -> None:
    assert parse(one) == parse(other)


def test_what_looks_like_grammar_inside_a_word_is_part_of_the_word() -> None:
    for text in ("stan-möte", "18:30", "http://exempel.se/a?b=c", "-", "3<4", "och,"):
        where = parse(text).where
        assert isinstance(where, Word)
        assert where.text == text


def test_a_quote_written_twice_stands_for_itself() -> None:
    where = parse('"den ""nya"" planen"').where
    assert isinstance(where, Word)
    assert where.text == 'den "nya" planen'


def test_every_part_remembers_where_it_stood() -> None:
    text = "  monter (läge:klar,planerad eller -due:2017..)"
    where = parse(text).where
    assert isinstance(where, And)
    word, either = where.parts
    assert isinstance(either, Or)
    term, without = either.parts
    assert isinstance(term, Term)
    assert isinstance(without, Not)
    assert isinstance(without.part, Term)
    (stretch,) = without.part.values
    assert isinstance(stretch, Range)
    cut = [text[span.start : span.start + span.length] for span in (
        word.span, term.span, term.name_span, term.values[1].span, without.span, stretch.span,
    )]  # fmt: skip
    assert cut == ["monter", "läge:klar,planerad", "läge", "planerad", "-due:2017..", "2017.."]
    assert term.comparison is Comparison.IS
    assert stretch.high is None


WRONG = [
    ("a (b", FilterFault.OPEN_BRACKET, "("),
    ("a b)", FilterFault.STRAY_BRACKET, ")"),
    ("a ()", FilterFault.EMPTY_BRACKETS, "()"),
    ("(", FilterFault.OPEN_BRACKET, "("),
    ('a "b', FilterFault.OPEN_QUOTE, '"b'),
    ("”b", FilterFault.OPEN_QUOTE, "”b"),
    ('titel:"b', FilterFault.OPEN_QUOTE, '"b'),
    ('a ""', FilterFault.MISSING_VALUE, '""'),
    ("a och", FilterFault.MISSING_SIDE, "och"),
    ("eller a", FilterFault.MISSING_SIDE, "eller"),
    ("a or or b", FilterFault.MISSING_SIDE, "or"),
    ("(inte)", FilterFault.MISSING_SIDE, "inte"),
    (":", FilterFault.MISSING_FIELD, ":"),
    ("a :b", FilterFault.MISSING_FIELD, ":"),
    (">5", FilterFault.MISSING_FIELD, ">"),
    ("antal>", FilterFault.MISSING_VALUE, "antal>"),
    ("läge:klar,", FilterFault.MISSING_VALUE, ","),
    ("läge:klar,,sen", FilterFault.MISSING_VALUE, ","),
    ("due:..", FilterFault.MISSING_VALUE, ".."),
    ("antal>1,2", FilterFault.SEVERAL_VALUES, "antal>1,2"),
    ("antal>1..2", FilterFault.SEVERAL_VALUES, "antal>1..2"),
    ("due:1..2..3", FilterFault.SEVERAL_VALUES, "."),
    ("a\x00b", FilterFault.CONTROL_CHARACTER, "\x00"),
    ("a\ud800", FilterFault.CONTROL_CHARACTER, "\ud800"),
    ("läge:\u202eralk", FilterFault.CONTROL_CHARACTER, "\u202e"),
    ("(" * 10_000, FilterFault.TOO_DEEP, "("),
    ("-" * 9_999 + "a", FilterFault.TOO_DEEP, "-"),
    ("not " * 2_000 + "a", FilterFault.TOO_DEEP, "n"),
    ("(" * 500_000, FilterFault.TOO_LONG, "(" * 80),
    ("å" * 1_000_000, FilterFault.TOO_LONG, "å" * 80),
    ("a " * 201, FilterFault.TOO_MANY, "a"),
    ("x:" + "1," * 201 + "1", FilterFault.TOO_MANY, "1"),
]


@pytest.mark.parametrize(("text", "reason", "given"), WRONG, ids=[text[:20] for text, _, _ in WRONG])
def test_a_mistake_is_answered_with_its_place(text: str, reason: FilterFault, given: str) -> None:
    with pytest.raises(BadFilter) as caught:
        parse(text)
    wrong = caught.value
    assert (wrong.reason, wrong.given) == (reason, given)
    assert text[wrong.start : wrong.start + wrong.length].startswith(given)
    assert wrong.length >= 1


@settings(max_examples=400)
@given(text=ANY)
def test_whatever_is_read_reads_the_same_when_it_is_written_out(text: str) -> None:
    try:
        read = parse(text)
    except BadFilter as wrong:
        place = wrong.start, wrong.start + wrong.length
    else:
        place = (0, 0)
        assert parse(write(read, "sv")) == read
        assert parse(write(read, "en")) == read
    assert 0 <= place[0] <= place[1] <= len(text)
