"""Help is there for every command, in both languages, and the language is the computer's own."""

from __future__ import annotations

import pytest

from desktop.commands import SUMMARIES
from desktop.language import language_asked
from desktop.version import version
from tests.cli.conftest import CommandLine


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_explains_itself_with_an_example(cli: CommandLine, name: str) -> None:
    swedish, english = cli(name, "--help", lang="sv"), cli(name, "-h", lang="en")
    for answer in (swedish, english):
        assert (answer.code, answer.err) == (0, "")
        assert f"loftesplan {name}" in answer.out
        assert max(len(line) for line in answer.out.splitlines() if not line.startswith("  loftesplan")) <= 80
    assert "Exempel" in swedish.out
    assert "Examples" in english.out
    assert "Användning: " in swedish.out


def test_the_overview_tells_all_commands_with_help_or_with_nothing(cli: CommandLine) -> None:
    for answer in (cli(), cli("--help"), cli("-h")):
        assert answer.code == 0
        assert all(f"  {name} " in answer.out for name in SUMMARIES)


def test_the_version_is_that_of_the_project(cli: CommandLine) -> None:
    assert cli("--version").out == f"Löftesplan {version()}\n"
    assert cli("list", "--version").code == 0
    assert version()[0].isdigit()


@pytest.mark.parametrize(
    ("line", "surroundings", "language"),
    [
        ([], {}, "sv"),
        ([], {"LANG": "C"}, "sv"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "sv_SE.UTF-8"}, "sv"),
        ([], {"LC_ALL": "sv_FI", "LANG": "en_GB"}, "sv"),
        (["list", "--lang", "en"], {"LANG": "sv_SE"}, "en"),
        (["--lang=sv", "list"], {"LANG": "en_GB"}, "sv"),
        (["--lang", "tlh"], {"LANG": "en_GB"}, "en"),
        (["--lang"], {}, "sv"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_computers_own(
    monkeypatch: pytest.MonkeyPatch, line: list[str], surroundings: dict[str, str], language: str
) -> None:
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert language_asked(line) == language


def test_the_language_may_stand_before_or_after_the_command(cli: CommandLine) -> None:
    before = cli("--lang", "en", "list", "--help", lang="")
    after = cli("list", "--help", "--lang", "en", lang="")
    assert before == after
    assert "Usage" in before.out


def test_a_mistyped_command_is_answered_and_help_is_pointed_to(cli: CommandLine) -> None:
    answer = cli("lst", lang="sv")
    assert (answer.code, answer.out) == (2, "")
    assert answer.first == "Det finns inget kommando ”lst”. Menade du ”list”?"
    wrong = cli("list")
    assert wrong.err.splitlines() == ["FILE is missing: the plan.", "How it is used: loftesplan list --help"]
