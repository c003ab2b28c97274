"""Attaching files and having them back, from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.file_names import safe_file_name
from tests.cli.conftest import CommandLine

CONTENT = b"%PDF- a map of the town" * 100


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    """A file on the desk."""
    path = tmp_path / "karta.pdf"
    path.write_bytes(CONTENT)
    return path


def test_a_file_is_attached_shown_and_saved_again(
    cli: CommandLine, plan: Path, chart: Path, tmp_path: Path
) -> None:
    answer = cli.asks("attach", plan, "K1", chart)
    assert answer["size"] == len(CONTENT)
    (shown,) = cli.asks("show", plan, "K1")["attachments"]
    assert shown == {
        "id": answer["id"], "name": "karta.pdf", "media_type": "application/pdf", "size": len(CONTENT),
        "sha256": answer["sha256"], "here": True,
    }  # fmt: skip
    assert "karta.pdf (2\N{NO-BREAK SPACE}kB)" in cli.does("show", plan, "K1")
    assert str(tmp_path / "ut.pdf") in cli.does(
        "save-attachment", plan, "karta.pdf", "-o", tmp_path / "ut.pdf"
    )
    assert (tmp_path / "ut.pdf").read_bytes() == CONTENT
    assert (tmp_path / "vara.bilagor" / answer["sha256"]).read_bytes() == CONTENT


def test_a_file_gets_the_name_that_it_is_given(cli: CommandLine, plan: Path, chart: Path) -> None:
    cli.does("attach", plan, "K1", chart, "--name", "Gångtunneln före.pdf")
    assert cli.asks("show", plan, "K1")["attachments"][0]["name"] == "Gångtunneln före.pdf"


def test_what_was_attached_by_mistake_is_undone(cli: CommandLine, plan: Path, chart: Path) -> None:
    cli.does("attach", plan, "K1", chart)
    assert "Attached a file" in cli.does("history", plan)
    cli.does("undo", plan)
    assert cli.asks("show", plan, "K1")["attachments"] == []


def test_nothing_is_written_over(cli: CommandLine, plan: Path, chart: Path, tmp_path: Path) -> None:
    cli.does("attach", plan, "K1", chart)
    answer = cli("save-attachment", plan, "karta.pdf", "-o", chart)
    assert (answer.code, "is there already" in answer.err) == (1, True)
    folder = tmp_path / "ny mapp"
    folder.mkdir()
    cli.does("save-attachment", plan, "karta.pdf", "-o", folder)
    assert (folder / "karta.pdf").read_bytes() == CONTENT


@pytest.mark.parametrize("what", ["ingen.pdf", "."])
def test_what_is_no_file_is_told_in_a_sentence(
    cli: CommandLine, plan: Path, tmp_path: Path, what: str
) -> None:
    answer = cli("attach", plan, "K1", tmp_path / what)
    assert answer.code == 1
    assert "Traceback" not in answer.err
    assert cli.asks("show", plan, "K1")["attachments"] == []


def test_a_file_that_is_too_large_is_told_with_what_is_the_most(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    with (tmp_path / "film.mov").open("wb") as file:
        file.truncate((1 << 30) + 1)
    answer = cli("attach", plan, "K1", tmp_path / "film.mov", lang="sv")
    assert "är för stor för att bifogas (1,1\N{NO-BREAK SPACE}GB)" in answer.err


def test_a_file_goes_along_by_a_stick_and_a_missing_one_is_named(
    cli: CommandLine, plan: Path, chart: Path, tmp_path: Path
) -> None:
    station, stick = tmp_path / "stationen.plan", tmp_path / "stickan"
    stick.mkdir()
    shutil.copyfile(plan, station)
    answer = cli.asks("attach", plan, "K1", chart)
    told = cli.does("sync", plan, stick, "--preview")
    assert "You give attached files of 2\N{NO-BREAK SPACE}kB." in told
    cli.does("sync", plan, stick)
    (kept,) = stick.glob("bilagor/*/*")
    kept.rename(tmp_path / "undan")
    told = cli.does("sync", station, stick)
    assert "The file karta.pdf is not here yet: it is awaited from the municipality (K)." in told
    assert "not here yet" in cli.does("show", station, "K1")
    failed = cli("save-attachment", station, "karta.pdf", "-o", tmp_path / "ut.pdf")
    assert "is not here yet" in failed.err
    (missing,) = cli.asks("sync", station, stick)["missing"]
    assert (missing["name"], missing["reason"]) == ("karta.pdf", "nowhere")
    (tmp_path / "undan").rename(kept)
    assert cli.asks("sync", station, stick)["attached"] == {"received": len(CONTENT), "given": 0}
    cli.does("save-attachment", station, answer["id"][:8], "-o", tmp_path / "ut.pdf")
    assert (tmp_path / "ut.pdf").read_bytes() == CONTENT


def test_what_is_erased_leaves_no_file(cli: CommandLine, plan: Path, chart: Path, tmp_path: Path) -> None:
    cli.does("attach", plan, "K1", chart)
    ops = [
        change["op"]
        for step in cli.asks("history", plan)
        for change in step["changes"]
        if change["table"] == "attachment" and change["field"] in ("sha256", "name")
    ]
    cli.does("redact", plan, *ops)
    assert list((tmp_path / "vara.bilagor").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("karta.pdf", "karta.pdf"),
        ("../../etc/passwd", "-.-etc-passwd"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a:b|c?.txt ", "a-b-c-.txt"),
        ("...", "other"),
        ("", "other"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
    ],
)
def test_a_name_leads_nowhere_else_when_it_is_saved(name: str, safe: str) -> None:
    assert safe_file_name(name, "other") == safe


def test_a_file_whose_name_is_no_text_is_attached(cli: CommandLine, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "karta\udcff.pdf"
    path.write_bytes(CONTENT)
    cli.does("attach", plan, "K1", path)
    assert cli.asks("show", plan, "K1")["attachments"][0]["name"] == "karta\ufffd.pdf"
