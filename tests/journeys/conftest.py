"""Each story begins in an empty office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.office import Office, OpenOffice


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office whose people speak Swedish."""
    return Office(tmp_path)


@pytest.fixture
def open_office(tmp_path: Path) -> Iterator[OpenOffice]:
    """The same, with somebody sitting at the keys already."""
    office = OpenOffice(tmp_path)
    with office.typist:
        yield office
