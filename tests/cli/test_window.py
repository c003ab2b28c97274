"""`window` opens the window where there is a screen, and says so where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.commands import names_a_plan
from tests.cli.conftest import CommandLine

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "words", [("window",), ("window", "vara.plan"), ("vara.plan",), ("--today", "2017-05-02", "v.plan")]
)
def test_without_a_screen_one_sentence_says_so(cli: CommandLine, words: tuple[str, ...]) -> None:
    answer = cli(*words)
    assert answer.code == 1
    assert answer.err == (
        "There is no screen here to show the window on: the commands do all that it does. "
        "See loftesplan --help\n"
    )


@pytest.mark.parametrize(
    ("word", "is_plan"), [("a.plan", True), ("Å Ä.PLAN", True), ("plan", False), ("", False)]
)
def test_a_plans_name_stands_for_the_window_on_it(word: str, is_plan: bool) -> None:
    assert names_a_plan(word) is is_plan


def test_a_screen_that_does_not_answer_ends_no_other_command(tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": ":4711", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("QT_QPA_PLATFORM", None)
    environment.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "desktop", "demo", str(tmp_path), "--lang", "en"]
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "The window could not be opened" in done.stderr
    assert (tmp_path / "saffle-2017.plan").exists()
