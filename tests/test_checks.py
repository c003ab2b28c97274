"""The one command for all checks: nothing stops it half-way, and its last line is pytest's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

_CONTRACT = "[[tool.importlinter.contracts]]"
_ENTRANCE = "import sys; from tests.checks import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture(scope="module")
def _known_types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("types")


@pytest.fixture
def project(tmp_path: Path, _known_types: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project under the same checks, in which all is well but for what a test adds."""
    # Reading what others declare takes mypy seconds; what the project itself declares is read anew.
    monkeypatch.setenv("MYPY_CACHE_DIR", str(_known_types))
    for name in ("__init__.py", "checks.py", "conftest.py", "postgres.py", "postgres_keeper.py"):
        (tmp_path / "tests").mkdir(exist_ok=True)
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    for folder in ("db", "desktop"):
        (tmp_path / folder).mkdir()
        shutil.copy(ROOT / folder / "__init__.py", tmp_path / folder)
    shutil.copytree(ROOT / "desktop" / "groundwork", tmp_path / "desktop" / "groundwork")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split(_CONTRACT)
    settings = settings[:2]  # the later contracts speak of rooms that are not built here
    (tmp_path / "pyproject.toml").write_text(_CONTRACT.join(settings), encoding="utf-8")
    bench = tmp_path / "tests" / "bench"
    bench.mkdir()
    (bench / "__init__.py").write_text(
        '"""Times."""\n\n\ndef main(argv: list[str]) -> int:\n    return len(argv)\n'
    )
    (tmp_path / "tests" / "test_sums.py").write_text(
        '"""Sums."""\n\n\ndef test_one_and_one() -> None:\n    assert 1 + 1 == 2\n\n\n'
        "def test_two_and_two() -> None:\n    assert 2 + 2 == 4\n"
    )
    return tmp_path


def _run(project: Path, *words: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", _ENTRANCE, *words],
        cwd=project,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_all_checks_run_and_pytest_has_the_last_word(project: Path) -> None:
    code, lines = _run(project)
    assert code == 0, lines
    assert [line.split(" ... ")[0] for line in lines[:4]] == [
        "ruff check",
        "ruff format",
        "mypy --strict",
        "import contracts",
    ]
    assert "2 passed" in lines[-1]


def test_a_check_that_fails_is_named_again_at_the_end_and_decides_the_outcome(project: Path) -> None:
    (project / "db" / "loose.py").write_text('"""Loose."""\n\nimport os\n\nA: int = "a"\n')
    code, lines = _run(project)
    assert code == 1
    assert "2 passed" in lines[-1]
    assert lines[-3:-1] == ["FAILED ruff check", "FAILED mypy --strict"]
    assert any("F401" in line for line in lines)


def test_arguments_are_pytests_and_leave_the_other_checks_out(project: Path) -> None:
    (project / "db" / "loose.py").write_text('"""Loose."""\n\nimport os\n')
    code, lines = _run(project, "tests/test_sums.py", "-k", "two", "-q")
    assert code == 0
    assert lines[-1].startswith("1 passed, 1 deselected")
    assert not any("ruff" in line for line in lines)


def test_a_failing_test_fails_the_run(project: Path) -> None:
    (project / "tests" / "test_bad.py").write_text('"""Bad."""\n\n\ndef test_it() -> None:\n    assert []\n')
    assert _run(project, "tests/test_bad.py")[0] == 1


def test_the_long_way_is_taken_with_the_long_profile(project: Path) -> None:
    code, lines = _run(project, "long", "-v")
    assert code == 0
    assert any("hypothesis profile 'long'" in line for line in lines)
    assert "2 passed" in lines[-1]


def test_benchmarks_are_handed_their_own_arguments(project: Path) -> None:
    assert _run(project, "bench", "--json", "out.json") == (2, [])
