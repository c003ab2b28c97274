"""A preview of Säffle's status report, as somebody sees it who has pressed Print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.windows.printing.preview import Preview, open_preview
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace

Opens = Callable[..., Preview]


@pytest.fixture
def preview_of(qtbot: QtBot) -> Iterator[Opens]:
    """Open a preview and wait until its paper is there: `preview_of(workplace, report, **options)`."""
    opened: list[Preview] = []

    def build(workplace: Workplace, report: str = "status", **options: object) -> Preview:
        preview = open_preview(workplace, report, **options)
        opened.append(preview)
        qtbot.waitUntil(preview.isVisible)
        qtbot.waitUntil(lambda: not preview.is_busy)
        return preview

    yield build
    for preview in opened:
        if isValid(preview):
            preview.close()


@pytest.fixture
def office(open_workplace: OpenWorkplace, saffle: Path, tmp_path: Path) -> Workplace:
    """Säffle's plan, open as of 2 May 2017; papers are saved in a folder of their own."""
    workplace = open_workplace(saffle)
    folder = tmp_path / "papper"
    folder.mkdir()
    workplace.settings.put("paper-folder", str(folder))
    return workplace


@pytest.fixture
def preview(preview_of: Opens, office: Workplace) -> Preview:
    """The preview that Print opens."""
    return preview_of(office)
