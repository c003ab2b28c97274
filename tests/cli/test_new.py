"""`new` makes a whole plan or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

PARTIES = ("--municipality", "Vara kommun", "--police-area", "Skaraborg")


def test_a_new_plan_has_its_agreement_and_its_two_parties(cli: CommandLine, tmp_path: Path) -> None:
    made = cli.asks("new", tmp_path / "a.plan", *PARTIES, "--from", "2017-01-01", "--to", "2017-12-31")
    shown = cli.asks("show", tmp_path / "a.plan", made["id"])
    assert (shown["municipality"], shown["starts_on"], shown["ends_on"]) == (
        "Vara kommun",
        "2017-01-01",
        "2017-12-31",
    )
    organisations = cli.asks("list", tmp_path / "a.plan", "--table", "organisation")
    assert {one["name"]: one["kind"] for one in organisations} == {
        "Vara kommun": "municipality",
        "Skaraborg": "police",
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2017-06-31"), "Did you mean “2017-06-30”?"),
        (
            ("--from", "2017-02-01", "--to", "2017-01-01"),
            "--to: 2017-01-01 is before the beginning, 2017-02-01.",
        ),
        (("--from", "2017-01-01", "--letter", "K9"), "one to three of A–Z"),
        (("--from", "2017-01-01", "--title", "a" * 201), "--title: the text is too long"),
        (("--to", "2017-01-01"), "--from DATE is missing."),
        (("--from", ""), "--from needs a value: --from DATE."),
    ],
)
def test_what_cannot_be_an_agreement_leaves_no_file(
    cli: CommandLine, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    answer = cli("new", tmp_path / "a.plan", *PARTIES, *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_file_that_is_there_is_never_written_over(cli: CommandLine, plan: Path) -> None:
    before = plan.read_bytes()
    answer = cli("new", plan, *PARTIES, "--from", "2017-01-01")
    assert (answer.code, answer.first) == (1, f"{plan} is there already: give the new plan another name.")
    assert plan.read_bytes() == before


def test_a_folder_that_is_not_there_is_not_made(cli: CommandLine, tmp_path: Path) -> None:
    answer = cli("new", tmp_path / "no" / "a.plan", *PARTIES, "--from", "2017-01-01")
    assert answer.code == 1
    assert answer.first.startswith("There is no folder")


def test_the_polices_copy_has_the_polices_letter_and_name(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "p.plan"
    cli.does("new", path, *PARTIES, "--from", "2017-01-01", "--letter", "p")
    assert json.loads(cli("add", path, "activity", "title=Rond", "--json").out)["number"] == "P1"
    assert cli.asks("history", path, "--limit", "1")[0]["actor"] == "the police"
