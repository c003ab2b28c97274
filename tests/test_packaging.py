"""What `pip install .` gives: the same program as the clone, with all it carries, as a command."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Built:
    """The archives that a release is made of, built here without a network."""

    sdist: Path
    wheel: Path
    wheel_of_sdist: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the source archive, a wheel from this tree, and a wheel from the source archive."""
    place = tmp_path_factory.mktemp("built")
    sdist = _build(ROOT, "sdist", place)
    wheel = _build(ROOT, "wheel", place)
    subprocess.run(["tar", "-xzf", sdist], cwd=place, check=True)
    return Built(sdist, wheel, _build(place / "loftesplan-0.1.0", "wheel", place / "again"))


def _build(source: Path, kind: str, place: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(place)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(place.glob("*.whl" if kind == "wheel" else "*.tar.gz"))


def _files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _carried() -> set[str]:
    """What lies in the three packages of this tree."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in ("db", "desktop", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_three_packages_whole_and_nothing_else(built: Built) -> None:
    about = {name for name in _files(built.wheel) if name.startswith("loftesplan-0.1.0.dist-info/")}
    catalogues = {name for name in _carried() if name.endswith(".po")}
    expected = _carried() - catalogues - {"resources/translations/hatch_build.py"}
    expected = {name for name in expected if not name.startswith("resources/pictures/")}
    expected = {name for name in expected if not name.endswith(".mo")} | {
        f"{name[:-3]}.mo" for name in catalogues
    }
    assert _files(built.wheel) - about == expected
    assert catalogues


def test_a_wheel_made_from_the_source_archive_is_the_same(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as here, zipfile.ZipFile(built.wheel_of_sdist) as there:
        assert here.namelist() == there.namelist()
        assert [name for name in here.namelist() if here.read(name) != there.read(name)] == []


def test_the_source_archive_brings_the_tests_along(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = archive.getnames()
    assert "loftesplan-0.1.0/tests/test_packaging.py" in names
    assert not [name for name in names if "/.venv" in name or "__pycache__" in name]


def test_the_wheel_says_what_it_needs_and_what_command_it_gives(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        about = email.message_from_bytes(archive.read("loftesplan-0.1.0.dist-info/METADATA"))
        commands = archive.read("loftesplan-0.1.0.dist-info/entry_points.txt").decode()
    assert about["Name"] == "loftesplan"
    assert about["Requires-Python"] == ">=3.11"
    assert any(
        need.startswith("pyside6-essentials") for need in map(str.lower, about.get_all("Requires-Dist", []))
    )
    assert "loftesplan = desktop.cli:main" in commands


def test_the_installed_command_makes_the_example_plan_and_its_report(built: Built, tmp_path: Path) -> None:
    own = tmp_path / "own"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", own], check=True)
    python = own / "bin" / "python"
    packages = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(own)}))
    # What the program depends upon is borrowed from the environment of the tests; the program itself is not.
    (packages / "needs.pth").write_text(sysconfig.get_path("purelib"))
    install = ["--python", str(python), "install", "--quiet", "--no-index", "--no-deps", str(built.wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True)

    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [own / "bin" / "loftesplan", "demo", "prov", "--no-window", "--lang", "sv"],
        cwd=tmp_path,
        env={"PATH": os.defpath, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in sorted((tmp_path / "prov").iterdir())] == [".pdf", ".plan"]
