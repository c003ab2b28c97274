"""Nothing that is printed can act on a terminal, and JSON says exactly what it was given."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.commands.terminal import ACTING, AnswerLost, Terminal, safe, safe_line, width_of

ANY_TEXT = st.text(st.characters(codec=None))


class Full(io.StringIO):
    """A stream to a disk that is full."""

    def write(self, _text: str) -> int:
        raise OSError(28, "No space left on device")


class Gone(io.StringIO):
    """A stream that nobody reads any more."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError


def a_terminal(out: io.StringIO) -> Terminal:
    return Terminal(out, io.StringIO(), io.StringIO())


@given(ANY_TEXT)
def test_no_text_acts_on_a_terminal(text: str) -> None:
    assert not ACTING.search(safe(text))
    assert "\n" not in safe_line(text)
    assert safe(safe(text)) == safe(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_what_does_not_act_is_let_be(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\rb", "a␍b"),
        ("\u202egnp", "\\u202egnp"),
        ("\udcff", "\\xff"),
        ("\x9b", "\\u009b"),
    ],
)
def test_what_acts_is_made_visible(given_text: str, shown: str) -> None:
    assert safe(given_text) == shown


@given(st.recursive(st.none() | st.booleans() | st.integers() | ANY_TEXT, st.lists, max_leaves=5))
def test_json_comes_back_as_it_was_and_holds_nothing_that_acts(value: object) -> None:
    out = io.StringIO()
    a_terminal(out).say_json(value)
    assert json.loads(out.getvalue()) == value
    assert not ACTING.search(out.getvalue())


def test_swedish_stands_as_it_is_in_json() -> None:
    out = io.StringIO()
    a_terminal(out).say_json({"title": "Löfte å ä ö"})
    assert "Löfte å ä ö" in out.getvalue()


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("åäö", 3), ("a\u0308", 1), ("日本", 4), ("", 0), ("e\u200b", 1)]
)
def test_a_text_is_as_wide_as_it_looks(text: str, width: int) -> None:
    assert width_of(text) == width


def test_an_answer_that_cannot_be_written_is_told_from_one_that_nobody_reads() -> None:
    with pytest.raises(AnswerLost, match="No space left"):
        a_terminal(Full()).say("hej")
    with pytest.raises(BrokenPipeError):
        a_terminal(Gone()).say("hej")


def test_progress_is_shown_to_a_person_alone_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    err = Screen()
    with Terminal(io.StringIO(), err, io.StringIO()).busy("Räknar …") as progress:
        progress.show("Räknar … 50 %")
    assert "50 %" in err.getvalue()
    assert err.getvalue().endswith("\r")
    assert err.getvalue().split("\r")[-2].strip() == ""
    quiet = io.StringIO()
    with Terminal(io.StringIO(), quiet, io.StringIO()).busy("Räknar …"):
        pass
    assert quiet.getvalue() == ""
    monkeypatch.setenv("COLUMNS", "132")
    assert a_terminal(io.StringIO()).width == 132
    monkeypatch.delenv("COLUMNS")
    assert a_terminal(io.StringIO()).width is None
