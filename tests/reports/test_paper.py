"""A report's file appears whole or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from reportlab.platypus import Flowable

from desktop.reports.paper import Sheet, write_paper
from desktop.reports.status import write_status
from desktop.words import Words
from tests.reports.example_views import a_report


class Failing(Flowable):
    """A part that cannot be drawn."""

    def wrap(self, *_: float) -> tuple[float, float]:
        return 10, 10

    def draw(self) -> None:
        raise RuntimeError


def a_sheet() -> Sheet:
    return Sheet(
        title="t", author="a", subject="s", heading="h", stamp="UTKAST", foot=("f",),
        today=dt.date(2017, 5, 9), words=Words("sv"),
    )  # fmt: skip


def test_a_report_that_fails_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "status.pdf"
    path.write_bytes(b"the old one")
    with pytest.raises(RuntimeError):
        write_paper(a_sheet(), [Failing()], path)
    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_report_tells_how_many_pages_it_has(tmp_path: Path) -> None:
    path = tmp_path / "status.pdf"
    assert write_status(a_report(), Words("sv"), path) == 1
    assert path.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "status.pdf"
    path.touch()
    path.chmod(0o640)
    write_status(a_report(), Words("sv"), path)
    assert path.stat().st_mode & 0o777 == 0o640
