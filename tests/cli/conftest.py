"""A command line that a test can type at, and a small plan to type about."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.drafts import ContactDraft, PromiseDraft
from db.operations import add, begin_agreement, link
from db.queries import locate
from db.world import World
from desktop.cli import main
from tests.builders import an_activity, an_agreement
from tests.storages import begun


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered: its exit code, and what it said to whom."""

    code: int
    out: str
    err: str

    @property
    def first(self) -> str:
        """The first line of what went wrong."""
        return self.err.splitlines()[0] if self.err else ""

    @property
    def id(self) -> str:
        """The last word of the answer, where a command ends with an id."""
        return self.out.split()[-1]


class CommandLine:
    """Types commands, in English unless the test says otherwise, on a computer without a locale."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *words: object, lang: str = "en", piped: str = "") -> Answer:
        """Type one command and read the answer."""
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(piped))
        chosen = ["--lang", lang] if lang else []
        code = main([*chosen, *(str(word) for word in words)])
        said = self._capsys.readouterr()
        return Answer(code, said.out, said.err)

    def asks(self, *words: object) -> Any:
        """Type a command that must succeed, and read its JSON."""
        answer = self(*words, "--json")
        assert answer.code == 0, answer
        return json.loads(answer.out)

    def does(self, *words: object) -> str:
        """Type a command that must succeed, and read what it says."""
        answer = self(*words)
        assert answer.code == 0, answer
        return answer.out


@pytest.fixture(autouse=True)
def _quiet_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("LOFTESPLAN_ACTOR", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "argv", ["loftesplan"])


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A command line."""
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with one promise and one activity, K1, whose owner is the kommunpolis.

    Made by the gestures that `new`, `add` and `link` would make it with, one for each command.
    """
    path = tmp_path / "vara.plan"
    municipality = "the municipality"
    with begun(path, World.real(), actor=municipality, site_name=municipality) as store:
        parties = an_agreement(municipality="Vara kommun", police_area="Skaraborg")
        agreement = store.do(begin_agreement, parties).value
        police = store.read(locate, "Skaraborg", ["organisation"]).id
        owner = store.do(add, ContactDraft(function="kommunpolis", organisation=police)).value
        words = "Tryggare vägar till skolan"
        promise = store.do(add, PromiseDraft(agreement=agreement, number=1, text=words)).value
        activity = store.do(
            add, an_activity(agreement, title="Fotpatrull", owner=owner, due=dt.date(2017, 6, 30))
        ).value
        store.do(link, activity, promise)
    return path
