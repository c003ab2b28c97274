"""Which system libraries Qt lacks, and what is done and said about it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import PySide6
import pytest

from desktop.groundwork import debian, qt_libraries
from desktop.groundwork.sentences import Voice

_PYSIDE = Path(PySide6.__path__[0])


@pytest.fixture
def torn_out(tmp_path: Path) -> Path:
    """A module of Qt away from all that it is linked to, so that the real linker misses real libraries."""
    shutil.copy(_PYSIDE / "QtWidgets.abi3.so", tmp_path)
    return tmp_path


def test_what_the_linker_does_not_find_is_missing(torn_out: Path) -> None:
    assert "libQt6Widgets.so.6" in qt_libraries.missing(torn_out)


def test_nothing_is_missing_where_there_is_no_qt(tmp_path: Path) -> None:
    assert qt_libraries.missing(tmp_path) == ()


def test_a_library_that_no_package_is_known_for_is_named_itself(torn_out: Path) -> None:
    heard = io.StringIO()
    assert not qt_libraries.provide(torn_out, Voice("en", heard), str)
    assert heard.getvalue().startswith(
        "The window needs system libraries that are missing (the command line does"
    )
    assert "libQt6Widgets.so.6" in heard.getvalue()


def test_packages_are_named_once_and_all_or_none() -> None:
    libraries = ["libEGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"]
    assert qt_libraries.packages_of(libraries) == ("libegl1", "libglib2.0-0")
    assert qt_libraries.packages_of([*libraries, "libnobody.so.1"]) == ()


def test_the_command_can_be_pasted_as_it_is() -> None:
    assert debian.command(["libegl1", "libgl1"]) == "sudo apt-get install libegl1 libgl1"


def test_all_parts_that_are_looked_at_are_there() -> None:
    assert [part for part in qt_libraries.PARTS if not (_PYSIDE / part).exists()] == []
