"""`conflicts` and `resolve`: two copies of a plan file that were edited apart, decided at the keyboard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db.drafts import DRAFTS, fields_by_name
from db.store import Store
from db.world import World
from desktop.commands.conflicts import typed_name
from desktop.commands.table_words import field_by_name
from desktop.words import LANGUAGES, Words
from tests.cli.conftest import CommandLine
from tests.merging import bring, lacking


@pytest.fixture
def station(plan: Path) -> Path:
    """The station's copy of the plan, in a folder of its own."""
    copy = plan.parent / "stationen" / plan.name
    copy.parent.mkdir()
    shutil.copyfile(plan, copy)
    return copy


def meet(*paths: Path) -> None:
    """Let two copies take in what the other has."""
    one, other = (Store.open(path, World.real(), actor="") for path in paths)
    with one, other:
        bring(one, lacking(one, other))
        bring(other, lacking(other, one))


@pytest.fixture
def disagreeing(plan: Path, station: Path, cli: CommandLine) -> Path:
    """The office's copy, after the station has said something else of the date and the place."""
    cli.does("--actor", "samordnare", "set", plan, "K1", "due_on=2017-07-31", "place=Torget")
    cli.does("--actor", "kommunpolis", "set", station, "K1", "due_on=2017-08-31", "place=Stationen")
    meet(plan, station)
    return plan


def test_a_plan_without_conflicts_says_so(cli: CommandLine, plan: Path) -> None:
    assert cli.does("conflicts", plan).strip() == "There are no conflicts."
    assert cli("conflicts", plan, lang="sv").out.strip() == "Det finns inga konflikter."
    assert cli.asks("conflicts", plan) == []


def test_conflicts_tell_both_sides_and_what_was_there_before(cli: CommandLine, disagreeing: Path) -> None:
    said = cli.does("conflicts", disagreeing)
    assert said.startswith("K1 Fotpatrull\n  K1.place  Place\n")
    assert "    mine    2017-07-31  (samordnare, " in said
    assert "    theirs  2017-08-31  (kommunpolis, " in said
    assert "    before  2017-06-30" in said
    assert said.count("(shown now)") == 2
    assert "2 conflicts to decide." in said
    assert f"loftesplan resolve {disagreeing} K1.place --keep mine" in said
    swedish = cli("conflicts", disagreeing, lang="sv").out
    assert "K1.senast-klart  Senast klart" in swedish
    assert "    deras  2017-08-31" in swedish
    assert "K1.plats --keep mitt" in swedish


def test_conflicts_in_json_have_a_name_that_resolve_takes(cli: CommandLine, disagreeing: Path) -> None:
    place, due = cli.asks("conflicts", disagreeing)
    assert (place["name"], due["name"]) == ("K1.place", "K1.due_on")
    assert (due["kind"], due["table"], due["number"], due["field"]) == ("field", "activity", "K1", "due_on")
    mine = next(side for side in due["sides"] if side["mine"])
    assert mine["value"] == "2017-07-31"
    assert mine["said"][0]["by"] == "samordnare"
    assert due["bases"][0]["value"] == "2017-06-30"
    answer = cli.asks("resolve", disagreeing, due["name"], "--keep", "theirs")
    assert answer["decided"] == [{"id": due["id"], "table": "activity", "field": "due_on"}]
    assert answer["changes"][-1]["new"] == "2017-08-31"
    assert [one["name"] for one in cli.asks("conflicts", disagreeing)] == ["K1.place"]


@pytest.mark.parametrize(
    ("word", "keep", "stands"),
    [
        ("K1.due_on", "mine", "2017-07-31"),
        ("k1.due-date", "theirs", "2017-08-31"),
        ("K1.senast klart", "mitt", "2017-07-31"),
        ("K1.senast-klart", "deras", "2017-08-31"),
        ("Fotpatrull.due_on", "2017-09-30", "2017-09-30"),
        ("K1.due_on", "", None),
    ],
)
def test_a_conflict_is_decided_by_whichever_word(
    cli: CommandLine, disagreeing: Path, station: Path, word: str, keep: str, stands: str | None
) -> None:
    answer = cli("resolve", disagreeing, word, f"--keep={keep or '='}")
    assert answer.code == 0, answer
    assert "Decided: K1 Fotpatrull (Due date)." in answer.out
    assert cli.asks("show", disagreeing, "K1")["due_on"] == stands
    meet(disagreeing, station)
    assert [one["field"] for one in cli.asks("conflicts", station)] == ["place"]
    assert cli.asks("show", station, "K1")["due_on"] == stands


def test_all_of_a_thing_is_decided_at_once_and_undone_at_once(cli: CommandLine, disagreeing: Path) -> None:
    cli.does("resolve", disagreeing, "K1", "--keep", "theirs")
    shown = cli.asks("show", disagreeing, "K1")
    assert (shown["due_on"], shown["place"]) == ("2017-08-31", "Stationen")
    assert cli.asks("conflicts", disagreeing) == []
    assert "Decided" in cli.does("history", disagreeing, "--limit", "1")
    cli.does("undo", disagreeing)
    assert len(cli.asks("conflicts", disagreeing)) == 2
    several = cli("resolve", disagreeing, "K1", "--keep", "2017-09-30")
    assert (several.code, "K1.place, K1.due-date" in several.err) == (2, True)


def test_what_cannot_be_decided_is_refused_with_the_reason(cli: CommandLine, disagreeing: Path) -> None:
    assert cli("resolve", disagreeing, "K1.due_on", "--keep", "i morgon eller så").code == 2
    assert cli("resolve", disagreeing, "K1.färg", "--keep", "mine").first.startswith(
        "“färg” is no field of K1"
    )
    assert cli("resolve", disagreeing, "K1.title", "--keep", "mine").code == 1
    assert cli("resolve", disagreeing, "K9.title", "--keep", "mine").code == 2
    assert cli("resolve", disagreeing, "K1.due_on").code == 2
    assert len(cli.asks("conflicts", disagreeing)) == 2


def test_of_several_others_one_is_named(cli: CommandLine, plan: Path, station: Path) -> None:
    county = plan.parent / "länet" / plan.name
    county.parent.mkdir()
    cli.does("set", station, "K1", "place=Stationen")
    letters = cli.asks("places", station)["copy"]
    while not county.exists() or cli.asks("places", county)["copy"] == letters:
        # Of copies that are made apart, one in nineteen chooses as another does.
        shutil.copyfile(plan, county)
        cli.does("set", county, "K1", "place=Residenset")
    cli.does("set", plan, "K1", "place=Torget")
    meet(plan, station)
    meet(plan, county)
    answer = cli("resolve", plan, "K1.place", "--keep", "theirs")
    assert answer.code == 2
    assert "“Stationen” (" in answer.err
    assert "“Residenset” (" in answer.err
    (found,) = cli.asks("conflicts", plan)
    op = next(side["said"][0]["op"] for side in found["sides"] if side["value"] == "Residenset")
    cli.does("resolve", plan, "K1.place", "--keep", op)
    assert cli.asks("show", plan, "K1")["place"] == "Residenset"


@pytest.mark.parametrize(
    ("keep", "stays"),
    [
        ("mine", False),
        ("theirs", True),
        ("keep", True),
        ("behåll", True),
        ("delete", False),
        ("ta bort", False),
    ],
)
def test_a_deletion_against_an_edit_is_decided(
    cli: CommandLine, plan: Path, station: Path, keep: str, stays: bool
) -> None:
    cli.does("--actor", "samordnare", "delete", plan, "K1")
    cli.does("--actor", "kommunpolis", "note", station, "K1", "Skolan vill vara med")
    meet(plan, station)
    said = cli.does("conflicts", plan)
    assert "K1.deleted" in said
    assert "Deleted by samordnare " in said
    assert "kommunpolis" in said
    assert "Wrote a note about K1" in said
    assert "keep (theirs) or delete (mine)" in said
    (found,) = cli.asks("conflicts", plan)
    assert (found["name"], found["kind"], found["mine"]) == ("K1.deleted", "deletion", "delete")
    wrong = cli("resolve", plan, "K1.deleted", "--keep", "2017-06-30")
    assert wrong.code == 2
    cli.does("resolve", plan, "K1.borttagen" if stays else "K1", "--keep", keep)
    assert cli.asks("conflicts", plan) == []
    assert bool(cli.asks("list", plan)) is stays
    cli.does("undo", plan)
    assert len(cli.asks("conflicts", plan)) == 1


def test_what_does_not_go_together_is_listed_and_mended_with_set(
    cli: CommandLine, plan: Path, station: Path
) -> None:
    cli.does("set", plan, "K1", "starts_on=2017-07-01")
    cli.does("set", station, "K1", "ends_on=2017-06-01")
    meet(plan, station)
    said = cli.does("conflicts", plan)
    assert "K1.to" in said
    assert "To: 2017-06-01 is before the beginning, 2017-07-01." in said
    assert "1 thing that does not go together." in said
    assert "resolve" not in said
    (found,) = cli.asks("conflicts", plan)
    assert (found["kind"], found["fault"], found["field"]) == ("flag", "ends_before_start", "ends_on")
    refused = cli("resolve", plan, "K1.ends_on", "--keep", "mine")
    assert (refused.code, "set" in refused.err) == (1, True)
    cli.does("set", plan, "K1", "ends_on=2017-08-01")
    assert cli.asks("conflicts", plan) == []


def test_every_field_answers_to_the_name_by_which_it_is_listed() -> None:
    from db.views.conflicts import FieldConflict
    from db.views.things import ThingName

    for entity, draft in DRAFTS.items():
        for name in fields_by_name(draft):
            thing = ThingName(entity, "0" * 36, number="K1")
            one = FieldConflict(thing=thing, whole=thing, field=name, sides=())
            for language in LANGUAGES:
                typed = typed_name(Words(language), one)
                assert field_by_name(entity, typed.partition(".")[2]) == name, typed
