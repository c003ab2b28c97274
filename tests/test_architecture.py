"""The shape of the whole, held by tests: where things live, who may know whom, how large a room may grow."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

_TOP = {".ci", "db", "desktop", "resources", "tests"}
_TOP_FILES = {
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "README.md",
    "pyproject.toml",
}
_DRAWERS = {
    "base",
    "common",
    "core",
    "helpers",
    "lib",
    "manager",
    "managers",
    "misc",
    "shared",
    "tools",
    "utils",
}
_LONGEST_FILE = 400

# One line for each contract of pyproject.toml, that breaks it and no other.
_BREACHES = {
    "The desktop knows the plan; the plan knows no desktop": ("db/kinds.py", "import desktop.words"),
    "Inside the plan, the exchange stands": ("db/rules/__init__.py", "import db.tables"),
    "A migration stays as it was written": ("db/migrations/__init__.py", "import db.kinds"),
    "The plan runs without a screen and without paper": ("db/kinds.py", "import reportlab"),
    "The desktop knows no SQL": ("desktop/words.py", "import sqlite3"),
    "Rows and the log's inner workings never cross": ("desktop/words.py", "import db.tables"),
    "Qt is for windows alone": ("desktop/words.py", "import PySide6.QtCore"),
}


def _sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _lint_imports(place: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo', '--no-cache'])"
    surroundings = {"PATH": "", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=place,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_keeps_its_contract() -> None:
    linted = _lint_imports(ROOT)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize("contract", _BREACHES, ids=str)
def test_a_contract_can_be_broken(contract: str, tmp_path: Path) -> None:
    for folder in ("db", "desktop"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    place, line = _BREACHES[contract]
    with (tmp_path / place).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    linted = _lint_imports(tmp_path)
    broken = [said for said in linted.stdout.splitlines() if " BROKEN" in said]
    assert len(broken) == 1, linted.stdout
    assert broken[0].startswith(contract)


def test_nothing_stands_at_the_top_but_the_two_halves_and_what_serves_them() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [Path(line) for line in listed.stdout.splitlines()]
    assert {path.parts[0] for path in paths if len(path.parts) > 1} <= _TOP
    assert {path.name for path in paths if len(path.parts) == 1} <= _TOP_FILES


def test_no_file_is_a_hall() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _sources(*_TOP)}
    assert {name: length for name, length in lengths.items() if length > _LONGEST_FILE} == {}


def test_no_file_is_a_drawer() -> None:
    names = {_name(path): {path.stem, *path.relative_to(ROOT).parts} for path in _sources(*_TOP)}
    assert [name for name, words in names.items() if words & _DRAWERS] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [_name(path) for path in _sources(*_TOP) if not ast.get_docstring(_tree(path))] == []


def test_every_public_class_and_function_of_the_program_says_what_it_is_for() -> None:
    silent = [
        f"{_name(path)}: {node.name}"
        for path in _sources("db", "desktop")
        for node in _tree(path).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not node.name.startswith("_")
        and "migrations" not in path.parts
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_only_the_outermost_rooms_ask_what_time_it_is() -> None:
    """Today is an argument everywhere else, so that a test can choose the day (and a report its own)."""
    allowed = {"db/world.py", *(_name(path) for path in (ROOT / "desktop").glob("cli*/**/*.py"))}
    allowed |= {_name(path) for path in (ROOT / "desktop").glob("cli*.py")}
    asked = [
        f"{_name(path)}:{call.lineno}"
        for path in _sources("db", "desktop")
        if _name(path) not in allowed
        for call in ast.walk(_tree(path))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("today", "now", "utcnow")
        and isinstance(call.func.value, ast.Name | ast.Attribute)
        and ast.unparse(call.func.value)
        in ("date", "datetime", "dt.date", "dt.datetime", "datetime.datetime")
    ]
    assert asked == []


def test_a_message_to_be_translated_is_never_put_together_beforehand() -> None:
    put_together = [
        f"{_name(path)}:{call.lineno}"
        for path in _sources("desktop")
        for call in ast.walk(_tree(path))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_")
        and not all(
            isinstance(argument, ast.Constant | ast.Name | ast.Attribute | ast.Subscript)
            for argument in call.args
        )
    ]
    assert put_together == []


def test_the_groundwork_stands_on_the_standard_library_alone() -> None:
    ours = ("desktop.groundwork",)
    imported = {
        f"{_name(path)}: {module}"
        for path in [ROOT / "desktop" / "__main__.py", *_sources("desktop/groundwork")]
        for module in _imported(_tree(path))
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith(ours)
    }
    assert imported == {"desktop/__main__.py: desktop.cli"}


def _imported(tree: ast.Module) -> list[str]:
    modules = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.append(node.module)
    return modules
