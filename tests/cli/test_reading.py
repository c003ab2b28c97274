"""`list`, `show` and `history` tell a person and a program what the plan holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.drafts import DRAFTS
from tests.cli.conftest import CommandLine

LIST_KEYS = {
    "id", "number", "title", "kind", "responsibility", "owner", "owner_organisation", "owner_id", "area",
    "place", "schedule", "starts_on", "ends_on", "when_words", "due", "due_soon", "late", "state", "one_off",
    "promises", "promise_ids", "target", "target_count", "target_counter", "outcome", "outcome_goal", "met",
    "touched", "agreement_id",
}  # fmt: skip
"""What README promises."""


def test_a_list_tells_the_party_the_owner_the_day_and_the_state(cli: CommandLine, plan: Path) -> None:
    heading, line, _, count = cli.does("list", plan, "--today", "2017-07-01").splitlines()
    assert heading.split() == ["No.", "Activity", "Party", "Owner", "Due", "State", "Promise"]
    assert line.split("  ")[0] == "K1"
    for part in ("Fotpatrull", "Joint", "kommunpolis, Skaraborg", "2017-06-30", "Not started, late", "1"):
        assert part in line
    assert count == "1 activity, 1 late"


def test_the_same_list_in_swedish(cli: CommandLine, plan: Path) -> None:
    said = cli("list", plan, "--today", "2017-06-20", lang="sv").out
    assert "Ej påbörjad, snart" in said
    assert said.splitlines()[-1] == "1 aktivitet"


def test_a_program_gets_the_keys_that_it_was_promised(cli: CommandLine, plan: Path) -> None:
    (line,) = cli.asks("list", plan, "--today", "2017-07-01")
    assert line.keys() >= LIST_KEYS
    assert (line["number"], line["owner"], line["promises"], line["late"]) == ("K1", "kommunpolis", [1], True)
    assert (line["due"], line["state"], line["responsibility"]) == ("2017-06-30", "not_started", "joint")


def test_a_filter_may_be_one_word_or_many_and_begin_with_a_hyphen(cli: CommandLine, plan: Path) -> None:
    cli.does("add", plan, "activity", "title=Monter", "state=planned")

    def numbers(*words: str) -> list[str]:
        return [line["number"] for line in cli.asks("list", plan, *words, "--today", "2017-07-01")]

    assert numbers("läge:planerad") == ["K2"]
    assert numbers("-läge:planerad") == ["K1"]
    assert numbers("-state:planned", "owner:kommunpolis") == ["K1"]
    assert numbers("vandring or monter") == ["K2"]
    assert numbers("--sort", "-title") == ["K2", "K1"]
    assert numbers("--sort", "läge,nummer") == ["K1", "K2"]


def test_an_empty_list_says_what_to_do(cli: CommandLine, plan: Path) -> None:
    assert "finds none of the plan's activities" in cli.does("list", plan, "xyzzy")
    said = cli.does("list", plan, "--table", "meeting")
    assert said.startswith("The plan has no collaboration meetings yet. Add one with: loftesplan add")
    assert cli.asks("list", plan, "xyzzy") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("läge:klarr",), "Did you mean “"),
        (("(a",), "a bracket is not closed"),
        (("nonsens:1",), "there is no field “nonsens”"),
        (("--sort", "titlar"), "A list can not be sorted by “titlar”."),
        (("--table", "kontakterna"), "There is no table “kontakterna”."),
        (("--today", "igår"), "--today: “igår” is not a date"),
    ],
)
def test_a_mistake_in_what_is_asked_for_is_wrong_usage(
    cli: CommandLine, plan: Path, words: tuple[str, ...], said: str
) -> None:
    answer = cli("list", plan, *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_mistake_in_a_filter_is_pointed_at(cli: CommandLine, plan: Path) -> None:
    lines = cli("list", plan, "löfte:1 läge:klarr").err.splitlines()
    assert lines[1] == "  löfte:1 läge:klarr"
    assert lines[2] == "               ^^^^^"


def test_every_table_can_be_listed_for_people_and_programs(cli: CommandLine, plan: Path) -> None:
    for entity in DRAFTS:
        assert cli("list", plan, "--table", entity).code == 0
        assert isinstance(cli.asks("list", plan, "--table", entity), list)


def test_show_tells_every_field_by_its_own_name_and_what_hangs_on_it(cli: CommandLine, plan: Path) -> None:
    cli.does("note", plan, "K1", "Regn")
    cli.does("log", plan, "K1", "--on", "2017-05-01", "samtal=12")
    found = cli.asks("show", plan, "k1")
    assert found.keys() >= set(DRAFTS["activity"].__dataclass_fields__) - {"ENTITY", "LAWS", "PROGRAM_SET"}
    assert found.keys() >= {
        "id",
        "table",
        "number",
        "links",
        "notes",
        "occurrences",
        "conflicts",
        "late",
    }
    assert found["notes"][0]["text"] == "Regn"
    assert found["occurrences"][0]["counters"] == {"samtal": 12}
    assert [link["to_table"] for link in found["links"]] == ["promise"]
    said = cli.does("show", plan, "K1")
    for part in (
        "Activity K1 Fotpatrull",
        "kommunpolis, Skaraborg",
        "Promise 1: Tryggare",
        "samtal 12",
        "Regn",
    ):
        assert part in said


def test_show_finds_a_thing_by_table_and_number_or_by_name(cli: CommandLine, plan: Path) -> None:
    promise = cli.asks("show", plan, "promise:1")
    assert promise["text"] == "Tryggare vägar till skolan"
    assert cli.asks("show", plan, "löfte:1") == promise
    assert cli.asks("show", plan, "medborgarlöfte:1") == promise
    assert cli.asks("show", plan, "organisation:vara kommun")["table"] == "organisation"
    assert "agreement:" in cli("show", plan, "vara kommun").err
    assert cli("show", plan, "kontakt:fotpatrull").code == 2


def test_a_deleted_thing_can_still_be_shown(cli: CommandLine, plan: Path) -> None:
    cli.does("delete", plan, "K1")
    assert "Deleted by the municipality" in cli.does("show", plan, "K1")
    assert cli.asks("show", plan, "K1")["in_plan"] is False


def test_history_tells_who_did_what_and_what_it_is_called(cli: CommandLine, plan: Path) -> None:
    cli.does("--actor", "kommunpolis", "set", plan, "K1", "place=Torget")
    lines = cli.does("history", plan, "K1").splitlines()
    assert lines[0].endswith("kommunpolis (K)  Changed")
    assert lines[1].startswith("  K1 Fotpatrull: Place: – → Torget  [K:")
    assert len(cli.asks("history", plan, "--limit", "2")) == 2
    assert cli("history", plan, "--limit", "0").code == 2
    assert [step["gesture"] for step in cli.asks("history", plan)][-1] == "begin_plan"


def test_history_since_a_meeting_is_what_its_paper_did_not_know(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    meeting = cli.does("add", plan, "meeting", "on=2017-05-09").strip()
    cli.does("report", plan, "status", "-o", tmp_path / "a.pdf", "--meeting", meeting, "--final")
    cli.does("set", plan, "K1", "place=Torget")
    since = cli.asks("history", plan, "--since", meeting)
    assert [step["gesture"] for step in since] == ["change", "record_paper"]
    assert cli("history", plan, "K1", "--since", meeting).code == 2
