"""The way in: which Python, which environment, and when nothing need be set up at all."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.groundwork import environment
from tests.groundwork.house import BARE_PYTHON, ROOT, House

# All that Python reads before it has been asked how old it is.
_READ_BY_ALL = (
    "desktop/__init__.py",
    "desktop/__main__.py",
    "desktop/groundwork/__init__.py",
    "desktop/groundwork/sentences.py",
    "tests/__init__.py",
    "tests/__main__.py",
)

# What an old Python would be to the program, told to the one that runs the tests.
_PRETENDING_TO_BE_OLD = (
    "import runpy, sys; sys.version_info = (3, 8, 0, 'final', 0); sys.argv = ['x']; "
    "runpy.run_module('{module}', run_name='__main__')"
)


def _old_pythons() -> list[list[str]]:
    """Commands that start a Python too old: those on this machine, and always one that pretends to be."""
    found = [shutil.which(f"python3.{minor}") for minor in range(6, 11)]
    found += [str(path) for path in sorted(Path.home().glob(".pyenv/versions/3.*/bin/python3"))]
    real = [[path, "-m", "{module}"] for path in dict.fromkeys(found) if path and _is_old(path)]
    return [*real, [BARE_PYTHON, "-c", _PRETENDING_TO_BE_OLD]]


def _is_old(python: str) -> bool:
    asked = subprocess.run([python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], check=False)
    return asked.returncode == 1


@pytest.mark.parametrize("path", _READ_BY_ALL)
def test_python_3_6_can_read_the_way_in(path: str) -> None:
    ast.parse((ROOT / path).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("module", ["desktop", "tests"])
@pytest.mark.parametrize("command", _old_pythons(), ids=lambda command: Path(command[0]).parts[-3])
def test_an_old_python_is_told_so_in_a_sentence(command: list[str], module: str) -> None:
    done = subprocess.run(
        [word.format(module=module) for word in command],
        cwd=ROOT,
        env={"LC_ALL": "en_GB.UTF-8", "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Löftesplan needs Python 3.11 or newer, and ")
    assert done.stderr.count("\n") == 1


def test_an_installed_program_is_left_alone(house: House) -> None:
    (house.folder / "pyproject.toml").unlink()
    told = house.run("list")
    assert (told.code, told.said) == (7, "")
    assert told.program["prefix"] == sys.base_prefix
    assert not house.venv.exists()


def test_an_environment_that_pip_installed_the_program_into_is_used_as_it_is(house: House) -> None:
    own = house.folder.parent / "own"
    subprocess.run([BARE_PYTHON, "-m", "venv", "--without-pip", own], check=True)
    packages = next(own.glob("lib/python3.*/site-packages"))
    (packages / "loftesplan-0.1.0.dist-info").mkdir()
    told = house.run("list", python=str(environment.python_of(own)))
    assert (told.code, told.said) == (7, "")
    assert told.program["prefix"] == str(own)
    assert not house.venv.exists()


def test_a_foreign_environment_is_stepped_out_of(inhabited: House) -> None:
    foreign = inhabited.folder.parent / "foreign"
    subprocess.run([BARE_PYTHON, "-m", "venv", "--without-pip", foreign], check=True)
    told = inhabited.run(python=str(environment.python_of(foreign)), VIRTUAL_ENV=str(foreign))
    assert told.said == ""
    assert told.program["prefix"] == str(inhabited.venv)


def test_the_environment_itself_sees_when_its_needs_have_changed(inhabited: House) -> None:
    inhabited.needs("loftesplan-bolt", "loftesplan-tool")
    told = inhabited.run(python=str(environment.python_of(inhabited.venv)))
    assert told.program["has"] == ["bolt", "tool"]


def test_a_broken_off_set_up_can_be_mended_from_inside(inhabited: House) -> None:
    (inhabited.venv / environment.STAMP).unlink()
    (inhabited.venv / "setup.unfinished").touch()
    told = inhabited.run(python=str(environment.python_of(inhabited.venv)))
    assert (told.code, told.program["has"]) == (7, ["bolt"])


def test_a_moved_clone_still_stands(inhabited: House) -> None:
    moved = House(inhabited.folder.rename(inhabited.folder.with_name("flyttat")))
    told = moved.run()
    assert (told.code, told.said) == (7, "")
    assert told.program["prefix"] == str(moved.venv)
