"""`set`, `delete`, `undo` and `redo` say what they did, and take nothing that cannot be taken back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import CommandLine


def test_set_tells_what_each_field_said_and_says(cli: CommandLine, plan: Path) -> None:
    said = cli.does("set", plan, "K1", "state=done", "place=Torget")
    assert "K1 Fotpatrull: State: Not started → Done  [K:" in said
    assert "K1 Fotpatrull: Place: – → Torget  [K:" in said


def test_set_in_swedish_speaks_swedish(cli: CommandLine, plan: Path) -> None:
    assert "Läge: Ej påbörjad → Genomförd" in cli("set", plan, "k1", "läge=klar", lang="sv").out


def test_set_to_what_it_says_already_changes_nothing(cli: CommandLine, plan: Path) -> None:
    before = cli.asks("check", plan)["ops"]
    assert cli.does("set", plan, "K1", "title=Fotpatrull").strip() == "Nothing to change: it says so already."
    assert cli.asks("set", plan, "K1", "title=Fotpatrull")["step"] is None
    assert cli.asks("check", plan)["ops"] == before


def test_nothing_after_the_sign_clears_a_field(cli: CommandLine, plan: Path) -> None:
    cli.does("set", plan, "K1", "owner=", "due_on=")
    assert cli.asks("show", plan, "K1")["owner"] is None
    assert cli("set", plan, "K1", "title=").first == "Title must be filled in."


def test_a_note_is_written_once_and_an_identity_stays(cli: CommandLine, plan: Path) -> None:
    note = cli("note", plan, "K1", "Regn").id
    assert cli("set", plan, note, "text=Sol").code == 2
    occurrence = cli.asks("log", plan, "K1", "--on", "2017-05-01")["id"]
    assert cli("set", plan, occurrence, "on=2017-05-02").first == "Date can not be changed."


def test_delete_tells_what_went_along_and_undo_brings_all_of_it_back(cli: CommandLine, plan: Path) -> None:
    cli.does("log", plan, "K1", "--on", "2017-05-01", "samtal=12")
    cli.does("note", plan, "K1", "Regn")
    state = cli.asks("check", plan)["state"]
    said = cli.does("delete", plan, "K1")
    assert said.startswith("Deleted: K1 Fotpatrull. With it went ")
    for part in ("1 note", "1 occurrence", "1 link to a promise"):
        assert part in said
    assert f"loftesplan undo {plan}" in said
    assert cli.asks("list", plan) == []
    assert cli("set", plan, "K1", "place=Torget").code == 1
    assert "has been deleted" in cli("delete", plan, "K1").err
    cli.does("undo", plan)
    assert cli.asks("check", plan)["state"] == state


def test_undo_and_redo_go_back_and_forth_as_far_as_there_is_anything(cli: CommandLine, plan: Path) -> None:
    cli.does("set", plan, "K1", "place=Torget")
    assert "Place: Torget → –" in cli.does("undo", plan)
    assert "Place: – → Torget" in cli.does("redo", plan)
    nothing = cli("redo", plan)
    assert (nothing.code, nothing.first) == (1, "There is nothing to redo: nothing was undone last.")
    while (answer := cli("undo", plan)).code == 0:
        pass
    assert answer.first == "There is nothing left to undo in this copy of the plan."
    assert cli.asks("list", plan, "--table", "agreement") == []


def test_a_step_is_made_on_behalf_of_who_is_said_to_make_it(cli: CommandLine, plan: Path) -> None:
    cli.does("--actor", "säkerhetssamordnare", "set", plan, "K1", "place=Torget")
    assert cli.asks("history", plan, "--limit", "1")[0]["actor"] == "säkerhetssamordnare"
    cli.does("undo", plan)
    assert cli.asks("history", plan, "--limit", "1")[0]["actor"] == "the municipality"
    assert cli("--actor", "a\x1b", "redo", plan).code == 2
