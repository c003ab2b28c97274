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
    assert "2 fält kommer att behöva avgöras" in told
    assert asked[-1].startswith("2 konflikter att avgöra")
    office.spends(2, ("writes", "K4", "place", "Brogatan"))

    # Wednesday: the station has decided; the office hears of it and adds a little.
    _first, left = station.spends(3, ("decides", "theirs"), ("decides", "keep"))
    assert left == "Det finns inga konflikter."
    station.spends(3, ("exchanges", carried))
    exchanged, _more, _again = office.spends(
        3, ("exchanges", carried), ("writes", "K6", "place", "Biblioteket"), ("exchanges", carried)
    )
    assert exchanged[-1] == "Det finns inga konflikter."
    (last,) = station.spends(3, ("exchanges", carried))
    assert "Du får 2 ändrade från kommunen" in " ".join(last)

    papers = tmp_path / "kontorets.pdf", tmp_path / "stationens.pdf"
    (pages,) = office.spends(3, ("prints", str(papers[0])))
    assert station.spends(3, ("prints", str(papers[1]))) == [pages]
    assert papers[0].read_bytes() == papers[1].read_bytes()
    text = words_of(PdfReader(papers[0]))
    for said in ("Trygghetsvandring på Östra sidan", "Hastighetskontroller vid skolorna"):
        assert said in text
