"""`check` tells the truth about a file, and `redact` leaves nothing of what it was told to erase."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from tests.cli.conftest import CommandLine


def tamper(path: Path, statement: str) -> None:
    """Change the file as no program of ours would."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(statement)
    connection.commit()
    connection.close()


def changes_of(cli: CommandLine, plan: Path, key: str) -> dict[str, str]:
    """What each of a thing's changed fields is called in the log."""
    steps = cli.asks("history", plan, key)
    return {change["field"]: change["op"] for step in steps for change in step["changes"]}


def test_a_sound_plan_is_said_to_be_so(cli: CommandLine, plan: Path) -> None:
    found = cli.asks("check", plan)
    assert found.keys() == {
        "plan", "ops", "sites", "steps", "state", "conflicts", "held", "rebuilt", "problems",
    }  # fmt: skip
    assert (found["sites"], found["conflicts"], found["held"], found["problems"]) == (1, 0, 0, [])
    assert cli.does("check", plan).endswith("The plan is sound.\n")


def test_a_rebuild_leaves_a_sound_plan_as_it_was(cli: CommandLine, plan: Path) -> None:
    before = cli.asks("check", plan)
    assert cli.asks("check", plan, "--rebuild") == before | {"rebuilt": True}
    assert cli.does("check", plan, "--rebuild").startswith("The tables have been made anew from the log.")


def test_a_problem_is_told_with_the_way_out_and_fails(cli: CommandLine, plan: Path) -> None:
    tamper(plan, "UPDATE activity SET title = 'Annat'")
    answer = cli("check", plan)
    assert answer.code == 1
    assert "1 problem:" in answer.out
    assert "check --rebuild" in answer.out
    assert json.loads(cli("check", plan, "--json").out)["problems"][0]["kind"] == "table_differs"
    assert cli("check", plan, "--rebuild").code == 0
    assert cli.asks("show", plan, "K1")["title"] == "Fotpatrull"


def test_an_altered_log_is_told_and_not_built_upon(cli: CommandLine, plan: Path) -> None:
    tamper(plan, "UPDATE op SET value = 'inte json' WHERE entity = 'activity' AND field = 'title'")
    answer = cli("check", plan, "--rebuild")
    assert answer.code == 1
    assert "has been altered" in answer.out
    assert "Put the file aside" in answer.out
    assert "made anew" not in answer.out


def test_what_is_redacted_is_nowhere_in_the_file(cli: CommandLine, plan: Path) -> None:
    note = cli("note", plan, "K1", "Grannen Allan Xyzzy ringde").id
    op = changes_of(cli, plan, note)["text"]
    said = cli.does("redact", plan, op)
    assert "Erased for good: 1 value." in said
    assert "Not reached: backup copies" in said
    for path in plan.parent.glob("vara.plan*"):
        assert b"Xyzzy" not in path.read_bytes()
    assert "Xyzzy" not in cli.does("history", plan, "--full")
    assert cli.asks("check", plan)["problems"] == []


def test_what_cannot_be_redacted_is_told(cli: CommandLine, plan: Path) -> None:
    for op, said in (
        ("K:99999", "There is no change"),
        ("hej", "There is no change"),
        ("K:1", "can not be erased"),
    ):
        answer = cli("redact", plan, op)
        assert answer.code == 2
        assert said in answer.first
    assert cli("redact", plan).code == 2


def test_a_value_that_was_erased_does_not_come_back_by_undo(cli: CommandLine, plan: Path) -> None:
    cli.does("set", plan, "K1", "text=Allan ringde")
    first = changes_of(cli, plan, "K1")["text"]
    cli.does("set", plan, "K1", "text=Någon ringde")
    cli.does("redact", plan, first)
    assert "erased for good" in cli("undo", plan).err
    assert cli.asks("show", plan, "K1")["text"] == "Någon ringde"
