"""`sync` and `places`: two copies become one from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db.operations import change
from db.queries import locate
from db.store import Store
from db.world import World
from tests.cli.conftest import CommandLine


@pytest.fixture
def station(plan: Path, cli: CommandLine) -> Path:
    """The station's copy of the plan, which says what it is called."""
    copy = plan.parent / "stationen.plan"
    shutil.copyfile(plan, copy)
    cli.does("places", copy, "--call", "stationen")
    return copy


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with nothing on it."""
    stick = tmp_path / "sticka"
    stick.mkdir()
    return stick


def title(cli: CommandLine, plan: Path) -> str:
    """What the first activity is called."""
    return str(cli.asks("show", plan, "K1")["title"])


def test_two_copies_become_one_by_a_stick(cli: CommandLine, plan: Path, station: Path, stick: Path) -> None:
    cli.does("set", station, "K1", "title=Marknad")
    cli.does("sync", station, stick)
    assert "1 changed" in cli.does("sync", plan, stick)
    assert title(cli, plan) == "Marknad"
    assert cli.does("sync", plan, stick).strip() == "Both have all that the other has."


def test_two_files_become_one_without_a_place_between(cli: CommandLine, plan: Path, station: Path) -> None:
    cli.does("set", station, "K1", "title=Marknad")
    cli.does("set", plan, "K1", "place=Torget")
    cli.does("sync", plan, station)
    for copy in (plan, station):
        shown = cli.asks("show", copy, "K1")
        assert (shown["title"], shown["place"]) == ("Marknad", "Torget")


def test_a_preview_changes_nothing_and_says_the_same(
    cli: CommandLine, plan: Path, station: Path, stick: Path
) -> None:
    cli.does("set", station, "K1", "title=Marknad")
    cli.does("set", plan, "K1", "title=Torghandel")
    cli.does("sync", station, stick)
    foretold = cli.asks("sync", plan, stick, "--preview")
    assert title(cli, plan) == "Torghandel"
    done = cli.asks("sync", plan, stick)
    assert (foretold["done"], done["done"]) == (False, True)
    for key in ("received", "fresh_conflicts", "conflicts"):
        assert foretold[key] == done[key]
    assert done["fresh_conflicts"] == 1


def test_a_conflict_decided_by_one_is_decided_for_all(
    cli: CommandLine, plan: Path, station: Path, stick: Path
) -> None:
    cli.does("set", station, "K1", "title=Marknad")
    cli.does("set", plan, "K1", "title=Torghandel")
    for copy in (station, plan):
        cli.does("sync", copy, stick)
    cli.does("resolve", plan, "K1.title", "--keep", "mine")
    for copy in (plan, station):
        cli.does("sync", copy, stick)
    assert cli.asks("conflicts", station) == []
    assert title(cli, station) == title(cli, plan) == "Torghandel"


def test_places_tells_where_one_has_been_and_whom_one_has_met(
    cli: CommandLine, plan: Path, station: Path, stick: Path
) -> None:
    assert "No place has been met yet." in cli.does("places", plan)
    cli.does("sync", station, stick)
    cli.does("sync", plan, stick, "--name", "den röda stickan")
    told = cli.does("places", plan)
    assert "den röda stickan" in told
    assert "stationen" in told
    (place,) = cli.asks("places", plan)["places"]
    assert (place["kind"], place["place"], place["trouble"]) == ("folder", str(stick), None)
    cli.does("places", plan, "--forget", stick)
    assert cli.asks("places", plan)["places"] == []
    assert cli("places", plan, "--forget", stick).code != 0


def test_a_file_is_one_place_from_whatever_folder_it_is_named(
    cli: CommandLine, plan: Path, station: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(station.parent)
    cli.does("sync", plan, station.name)
    monkeypatch.chdir(Path(station.anchor))
    cli.does("sync", plan, station)
    assert [place["place"] for place in cli.asks("places", plan)["places"]] == [str(station.resolve())]


def test_an_emptied_place_is_asked_about_and_filled_when_told(
    cli: CommandLine, plan: Path, station: Path, stick: Path
) -> None:
    cli.does("set", plan, "K1", "title=Marknad")
    cli.does("sync", plan, stick)
    for file in stick.iterdir():
        file.unlink()
    before = cli.asks("check", plan)["ops"]
    answer = cli("sync", plan, stick)
    assert answer.code != 0
    assert "Nothing is lost here" in answer.first
    assert cli.asks("check", plan)["ops"] == before
    cli.does("sync", plan, stick, "--fill-again")
    assert cli.asks("sync", station, stick)["received"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("ingenstans", "is not there"),
        ("postgresql://saffle:hemligt@plan.example/planer", "password in the address"),
        ("postgresql://saffle@127.0.0.1:1/planer", "does not answer"),
        ("postgresql://", "postgresql://"),
    ],
)
def test_a_place_that_can_not_be_met_is_told_in_a_sentence(
    cli: CommandLine, plan: Path, place: str, said: str
) -> None:
    answer = cli("sync", plan, place)
    assert answer.code != 0
    assert said in answer.err
    assert "hemligt" not in answer.out + answer.err
    assert "Traceback" not in answer.err


def test_a_file_that_is_another_plan_or_this_very_one_is_refused(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    other = tmp_path / "grums.plan"
    cli.does("new", other, "--municipality", "Grums", "--police-area", "Karlstad", "--from", "2017-01-01")
    assert "Another plan" in cli("sync", plan, other).err
    assert "this very copy" in cli("sync", plan, plan).err


def test_a_copy_is_handed_out_whole_while_the_plan_is_open(
    cli: CommandLine, plan: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "kopian.plan"
    with Store.open(plan, World.real(), actor="samordnare") as store:
        key = store.read(locate, "K1").id
        store.do(change, key, {"title": "Nyss skrivet"})
        assert plan.with_name(plan.name + "-wal").stat().st_size, "some of it stands beside the file"
        cli.does("copy", plan, copy, "--call", "stationen")
    assert title(cli, copy) == "Nyss skrivet"
    assert cli.asks("places", copy)["copy_name"] == "stationen"
    assert "there already" in cli("copy", plan, copy).err
    assert "There is no" in cli("copy", tmp_path / "ingen.plan", tmp_path / "ny.plan").err
    assert not (tmp_path / "ny.plan").exists()
