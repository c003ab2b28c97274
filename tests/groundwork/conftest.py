"""Houses: one to be set up, and one that has been."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.groundwork.house import House, build_house, move_in


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A little program as it lies in a fresh clone."""
    return build_house(tmp_path)


@pytest.fixture(scope="session")
def finished_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """One that has been set up; not to be changed."""
    house = build_house(tmp_path_factory.mktemp("finished"))
    assert house.run().code == 7
    return house


@pytest.fixture
def inhabited(finished_house: House, tmp_path: Path) -> House:
    """One that has been set up, to be changed at will."""
    return move_in(finished_house, tmp_path)
