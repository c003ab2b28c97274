"""That the quick way of typing gives the same answers as a process for each command."""

from __future__ import annotations

import pytest

from tests.journeys.office import Office, OpenOffice, Word


@pytest.mark.parametrize(
    "words",
    [("list", "ingen.plan", "--lang", "en"), ("show",), ("lista", b"\xe5.plan"), ("report", "--help")],
)
def test_it_makes_no_difference_whether_the_program_is_loaded_already(
    words: tuple[Word, ...], office: Office, open_office: OpenOffice
) -> None:
    assert open_office.types(*words) == office.types(*words)
