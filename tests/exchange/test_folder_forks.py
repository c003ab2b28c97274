"""A backup that was put back, written on in, and met in a folder that both its lives have been given to."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.exchange.sync import Consent
from db.journal.state import state_hash
from db.operations import change
from db.queries.checking import soundness
from db.store import Store
from db.tables import OpRow
from tests.builders import MORNING, Plan, a_world
from tests.exchange.meeting_places import copies, meet

ALL = frozenset(Consent)


def _words(session: Session) -> set[str]:
    """What was written after the backup, as the log has it."""
    return {value for value in session.scalars(select(OpRow.value)) if value and "efter" in value}


def _two_lives(folder: Path, station: Store, plan: Plan, stack: ExitStack) -> Store:
    """Let the station's file be put back to a backup; each life is given to a folder of its own."""
    path = Path(station.name)
    station.do(change, plan.activity, {"title": "före"})
    station.close()
    backup = path.read_bytes()
    again = station
    for number, field in enumerate(("title", "place")):
        path.write_bytes(backup)  # The same file to the system, so that nothing but the log can tell.
        world = a_world("dator 1", start=MORNING + dt.timedelta(days=number))
        again = stack.enter_context(Store.open(path, world, actor="person 1"))
        for turn in range(5 - 2 * number):
            again.do(change, plan.activity, {field: f"efter {number} {turn}"})
        (folder / f"liv {number}").mkdir()
        meet(again, str(folder / f"liv {number}"))
        if number == 0:
            again.close()
    return again


@pytest.mark.parametrize("order", ["os", "so", "oos", "soos"])
def test_both_lives_of_a_copy_that_come_together_in_a_folder_reach_everybody(
    tmp_path: Path, order: str
) -> None:
    shared = tmp_path / "delad"
    shared.mkdir()
    with ExitStack() as stack:
        (office, station), plan = copies(tmp_path, stack)
        station = _two_lives(tmp_path, station, plan, stack)
        for number, path in enumerate(sorted(tmp_path.glob("liv */*.ops"))):
            shutil.copy(path, shared / f"{number} {path.name}")
        for who in [*order, *"soso"]:
            meet({"o": office, "s": station}[who], str(shared), ALL)
        expected = {f'"efter {number} {turn}"' for number in range(2) for turn in range(5 - 2 * number)}
        assert office.read(_words) == station.read(_words) == expected
        assert office.read(state_hash) == station.read(state_hash)
        assert office.read(soundness).problems == station.read(soundness).problems == ()
        files = sorted(path.name for path in shared.glob("*.ops"))
        for who in "soso":
            meet({"o": office, "s": station}[who], str(shared), ALL)
        assert sorted(path.name for path in shared.glob("*.ops")) == files, "nothing is left to be said"
