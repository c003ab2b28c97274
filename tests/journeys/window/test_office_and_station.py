"""Three days in the office and in the station, a stick in between, and one paper from both at the end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys.window.desk import Place
from tests.reports.reading import words_of


@pytest.fixture
def office(tmp_path: Path, saffle: Path) -> Place:
    """The desk of the municipality's coordinator, whose file the plan began as."""
    home = tmp_path / "kontor"
    home.mkdir()
    return Place("kommunhuset", "Säkerhetssamordnare", saffle, home)


@pytest.fixture
def station(tmp_path: Path, saffle: Path) -> Place:
    """The desk of the police's coordinator, who was handed a copy of the file."""
    home = tmp_path / "station"
    home.mkdir()
    plan = home / "säffle.plan"
    shutil.copyfile(saffle, plan)
    return Place("stationen", "Kommunpolis", plan, home)


def test_three_days_apart_become_one_plan_and_one_paper(
    office: Place, station: Place, tmp_path: Path
) -> None:
    stick = tmp_path / "sticka"
    stick.mkdir()
    carried = str(stick)

    # Monday: each in their own copy; the office leaves its work on the stick.
    office.spends(
        1,
        ("writes", "K1", "title", "Trygghetsvandring på Östra sidan"),
        ("writes", "K2", "place", "Stortorget"),
        ("deletes", "K8"),
        ("exchanges", carried),
    )
    station.spends(
        1,
        ("adds", "Hastighetskontroller vid skolorna"),
        ("writes", "K1", "title", "Trygghetsvandring med polisen"),
        ("writes", "K3", "place", "Tingvallagatan"),
        ("writes", "K8", "place", "Polisens entré"),
    )

    # Tuesday: the stick comes to the station, which did not know of what the office had done.
    *_edits, asked = station.spends(
        2, ("writes", "K2", "expected_effect", "Fler vågar sig ut"), ("exchanges", carried)
    )
    told = " ".join(asked)
    assert "Du får" in told
    assert "2 konflikter kommer att behöva avgöras" in told
    assert asked[-1].startswith("2 konflikter att avgöra")
    office.spends(2, ("writes", "K4", "place", "Brogatan"))

    # Wednesday: the station decides; the office hears of it, adds a little and prints; so does the station.
    first, second, _given = station.spends(
        3, ("decides", "theirs"), ("decides", "keep"), ("exchanges", carried)
    )
    assert (first, second) == ("1 konflikt att avgöra", "Det finns inga konflikter.")
    papers = tmp_path / "kontorets.pdf", tmp_path / "stationens.pdf"
    exchanged, _more, _again, pages = office.spends(
        3, ("exchanges", carried), ("writes", "K6", "place", "Biblioteket"), ("exchanges", carried),
        ("prints", str(papers[0])),
    )  # fmt: skip
    assert exchanged[-1] == "Det finns inga konflikter."
    last, same_pages = station.spends(3, ("exchanges", carried), ("prints", str(papers[1])))
    assert "Du får 2 ändrade från kommunen" in " ".join(last)
    assert pages == same_pages
    assert papers[0].read_bytes() == papers[1].read_bytes()
    text = words_of(PdfReader(papers[0]))
    for said in ("Trygghetsvandring på Östra sidan", "Hastighetskontroller vid skolorna"):
        assert said in text
