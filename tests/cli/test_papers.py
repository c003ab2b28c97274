"""`report` and `demo` make papers, and never at the cost of something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import CommandLine


def test_a_report_is_a_pdf_and_says_how_long_it_is(cli: CommandLine, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "status.pdf"
    said = cli.asks("report", plan, "status", "-o", out, "--today", "2017-05-02")
    assert said["pages"] == len(PdfReader(out).pages)
    assert (said["file"], said["meeting"], said["final"]) == (str(out), None, False)
    assert cli.does("report", plan, "status", "-o", out, "--today", "2017-05-02").startswith(f"{out}: ")


def test_the_same_plan_day_and_language_give_the_same_bytes(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for out in (one, other):
        cli.does("report", plan, "status", "-o", out, "--today", "2017-05-02")
    assert one.read_bytes() == other.read_bytes()


def test_a_final_paper_is_remembered_by_its_meeting_and_a_draft_is_not(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    meeting = cli.does("add", plan, "meeting", "on=2017-05-09").strip()
    words = [
        "report",
        plan,
        "status",
        "-o",
        tmp_path / "a.pdf",
        "--meeting",
        meeting,
        "--today",
        "2017-05-02",
    ]
    cli.does(*words)
    assert cli.asks("show", plan, meeting)["known"] is None
    known = json.loads(cli("history", plan, "--limit", "1", "--json").out)[0]["changes"][-1]["op"]
    cli.does(*words, "--final")
    remembered = json.loads(cli.asks("show", plan, meeting)["known"])
    assert list(remembered.values()) == [int(known.split(":")[1])]


@pytest.mark.parametrize("name", ["vara.plan", "brev.txt"])
def test_a_paper_is_never_printed_over_anything_but_a_paper(
    cli: CommandLine, plan: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "brev.txt").write_text("Kära granne", encoding="utf-8")
    before = (tmp_path / name).read_bytes()
    answer = cli("report", plan, "status", "-o", tmp_path / name)
    assert answer.code == 1
    assert "is not a PDF" in answer.first
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("stat", "-o", "a.pdf"), 2, "There is no report “stat”. Did you mean “status”?"),
        (("status",), 2, "--out OUT.pdf is missing."),
        (("status", "-o", "."), 1, "is a folder"),
        (("status", "-o", "no/a.pdf"), 1, "There is no folder"),
        (("status", "-o", "a.pdf", "--meeting", "K1"), 2, "Nothing in the plan is called “K1”."),
        (("status", "-o", "a.pdf", "--filter", "läge:"), 0, ""),
        (("status", "-o", "a.pdf", "--filter", "läge:klarr"), 2, "Did you mean"),
    ],
)
def test_what_cannot_be_printed_is_told(
    cli: CommandLine, plan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    words: tuple[str, ...], code: int, said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    answer = cli("report", plan, *words)
    assert answer.code == code
    assert said in answer.err


def test_of_several_agreements_in_force_one_must_be_named(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    cli.does("add", plan, "agreement", "municipality=Essunga kommun", "starts_on=2017-01-01")
    words = ["report", plan, "status", "-o", tmp_path / "a.pdf", "--today", "2017-05-02"]
    answer = cli(*words)
    assert answer.code == 2
    assert "Vara kommun, 2017-01-01–2017-12-31" in answer.err
    assert "Essunga kommun" in answer.err
    assert cli(*words, "--agreement", "essunga kommun").code == 0
    assert cli("report", plan, "status", "-o", tmp_path / "b.pdf", "--today", "2018-05-02").code == 0


def test_the_demo_makes_a_plan_and_a_paper_and_shows_what_to_try(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    said = cli.does("demo", "--no-window")
    tried = [line.split()[1:] for line in said.splitlines() if line.startswith("  loftesplan")]
    assert len(tried) > 4
    for words in tried:
        assert cli(*(word.strip("'") for word in words)).code == 0, words
    assert len(PdfReader(tmp_path / "demo" / "saffle-2017-status.pdf").pages) > 1


def test_the_demo_keeps_what_somebody_has_changed(cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "prov"
    assert cli.asks("demo", folder, "--no-window")["made"] is True
    cli.does("set", folder / "saffle-2017.plan", "K1", "place=Torget")
    again = cli.asks("demo", folder, "--no-window")
    assert (again["made"], again["shown"]) == (False, False)
    assert cli.asks("show", folder / "saffle-2017.plan", "K1")["place"] == "Torget"


def test_the_demo_tells_where_there_is_no_screen_and_does_not_mind(cli: CommandLine, tmp_path: Path) -> None:
    answer = cli("demo", tmp_path / "prov")
    assert answer.code == 0
    assert "no screen" in answer.err


def test_the_demo_never_prints_over_something_else(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "saffle-2017-status.pdf").write_text("Kära granne", encoding="utf-8")
    assert cli("demo", tmp_path, "--no-window").code == 1
    assert not (tmp_path / "saffle-2017.plan").exists()


def test_a_plan_without_an_agreement_has_nothing_to_report(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    cli.does("delete", plan, cli.asks("list", plan, "--table", "agreement")[0]["id"])
    answer = cli("report", plan, "status", "-o", tmp_path / "a.pdf")
    assert answer.code == 1
    assert "no agreement to report on" in answer.first


def test_a_past_meetings_paper_prints_again_with_the_same_bytes(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    meeting = cli.does("add", plan, "meeting", "on=2017-05-09").strip()
    activity = cli.asks("add", plan, "activity", "title=Torgmöte", "state=planned")["id"]
    first, again = tmp_path / "då.pdf", tmp_path / "igen.pdf"
    words = ["report", plan, "status", "--meeting", meeting]
    cli.does(*words, "-o", first, "--filter", "state:planned", "--final", "--today", "2017-05-09")
    cli.does("set", plan, activity, "title=Något annat", "state=done", "--today", "2018-05-09")
    cli.does("delete", plan, activity)
    said = cli.does(*words, "-o", again, "--as-it-was", "--today", "2018-05-10")
    assert first.read_bytes() == again.read_bytes()
    assert "exactly" in said


def test_a_paper_that_was_never_made_is_not_printed_again(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    meeting = cli.does("add", plan, "meeting", "on=2017-05-09").strip()
    words = ["report", plan, "status", "-o", tmp_path / "a.pdf", "--as-it-was"]
    assert "--meeting" in cli(*words).err
    assert "No final paper" in cli(*words, "--meeting", meeting).err
    assert "--final" in cli(*words, "--meeting", meeting, "--final").err
    assert not (tmp_path / "a.pdf").exists()
