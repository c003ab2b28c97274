"""A command line is sorted into its places and options, and a slip of the finger is answered."""

from __future__ import annotations

import shlex

import pytest

from desktop.commands import SUMMARIES, load
from desktop.commands.grammar import PLAN, Command, Given, Misuse, Option, Place, read, split
from desktop.words import Words

WORDS = Words("en")

COMMAND = Command(
    "try",
    (PLAN, Place("what", "WHAT", "what to try", optional=True, many=True, free=True)),
    (
        Option("out", "where to", "OUT", short="o", is_path=True),
        Option("on", "when", "DATE", required=True),
        Option("kind", "which", "KIND", choices=("a", "b", "c")),
        Option("final", "for good"),
    ),
    (),
    lambda _desk, _given: 0,
)


def given(*line: str) -> Given:
    return read(WORDS, COMMAND, line)


def refusal(*line: str) -> str:
    with pytest.raises(Misuse) as caught:
        given(*line)
    return str(caught.value)


def test_options_may_stand_anywhere_among_the_words() -> None:
    for line in (
        ["a.plan", "x", "y", "--on", "2017-01-01", "--final"],
        ["--on=2017-01-01", "a.plan", "--final", "x", "y"],
        ["--final", "a.plan", "x", "--on", "2017-01-01", "y"],
    ):
        found = given(*line)
        assert (found["file"], found.all("what"), found["on"]) == ("a.plan", ("x", "y"), "2017-01-01")
        assert found.has("final")
        assert found.get("out") is None


def test_a_free_word_may_begin_with_a_hyphen_and_a_known_option_is_still_one() -> None:
    found = given("a.plan", "-ställt:in", "--on", "d", "-", "-o", "ut.pdf")
    assert found.all("what") == ("-ställt:in", "-")
    assert found["out"] == "ut.pdf"


def test_after_two_hyphens_everything_is_a_word() -> None:
    found = given("--on", "d", "--", "a.plan", "--final", "-o", "--")
    assert found["file"] == "a.plan"
    assert found.all("what") == ("--final", "-o", "--")
    assert not found.has("final")


def test_a_value_may_begin_with_a_hyphen() -> None:
    assert given("a.plan", "--on", "-due")["on"] == "-due"
    assert given("a.plan", "--on=--final")["on"] == "--final"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["--on", "d"], "FILE is missing: the plan."),
        (["a.plan"], "--on DATE is missing."),
        (["a.plan", "--on"], "--on needs a value: --on DATE."),
        (["a.plan", "--on", "--final"], "--on needs a value: --on DATE."),
        (["a.plan", "--on", "d", "--on", "e"], "--on is given twice."),
        (["a.plan", "--on", "d", "--final=yes"], "--final takes no value."),
        (["a.plan", "--on", "d", "--kind", "d"], "--kind can be a, b or c, not “d”."),
        (["a.plan", "--on", "d", "--finall"], "There is no option --finall; perhaps --final?"),
        (["-x", "a.plan"], "There is no option -x; perhaps -o?"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_can(line: list[str], sentence: str) -> None:
    assert refusal(*line) == sentence or refusal(*line).startswith(sentence.split(";")[0])


def test_one_word_too_many_is_named() -> None:
    command = Command("undo", (PLAN,), (), (), lambda _desk, _given: 0)
    with pytest.raises(Misuse, match="“more” is one word too many"):
        read(WORDS, command, ["a.plan", "more"])


def test_help_is_given_whatever_is_missing() -> None:
    assert given("--help").has("help")
    assert given("-h", "a.plan").has("help")


def test_bytes_that_are_no_text_are_let_through_in_a_path_and_nowhere_else() -> None:
    assert given("a\udcff.plan", "--on", "d", "-o", "\udcff.pdf")["file"] == "a\udcff.plan"
    assert "encoding" in refusal("a.plan", "--on", "d", "x\udcff")
    assert "encoding" in refusal("a.plan", "--on", "\udcff")


def test_the_command_is_the_first_word_that_is_no_option() -> None:
    assert split(["--lang", "en", "list", "a.plan"]) == ("list", ["--lang", "en", "a.plan"])
    assert split(["--json", "list", "a.plan"]) == ("list", ["--json", "a.plan"])
    assert split(["--today=2017-01-01", "list"]) == ("list", ["--today=2017-01-01"])
    assert split(["--help"]) == ("", ["--help"])
    assert split([]) == ("", [])


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_has_its_file_and_reads_its_own_examples(name: str) -> None:
    for language in ("sv", "en"):
        words = Words("sv" if language == "sv" else "en")
        command = load(words, name)
        assert command.name == name
        assert command.examples
        for example in command.examples:
            line = shlex.split(words(example))
            assert line[0] == name
            read(words, command, line[1:])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lst", "list"),
        ("lista", "list"),
        ("visa", "show"),
        ("ångra", "undo"),
        ("ny", "new"),
        ("delet", "delete"),
        ("Historik", "history"),
    ],
)
def test_a_mistyped_or_swedish_command_is_answered_with_the_right_one(typed: str, meant: str) -> None:
    with pytest.raises(Misuse, match=f"Did you mean “{meant}”"):
        load(WORDS, typed)


def test_a_command_that_is_like_none_is_answered_with_all() -> None:
    with pytest.raises(Misuse) as caught:
        load(WORDS, "xyzzy" * 100)
    assert all(name in str(caught.value) for name in SUMMARIES)
