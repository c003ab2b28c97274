"""An office, a station and a county that edit copies of one plan apart, and meet when the test says so."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

from db.journal.state import state_hash
from db.store import Store
from tests.asking import assert_remade_alike, nothing
from tests.builders import MORNING, Plan, a_plan, a_world
from tests.merging import bring, lacking
from tests.storages import begun

PEOPLE = {"office": "säkerhetssamordnare", "station": "kommunpolis", "county": "länssamordnare"}
"""Who sits at which copy."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Three copies of one plan, each on a computer of its own."""

    office: Store
    station: Store
    county: Store
    plan: Plan

    @property
    def all(self) -> tuple[Store, ...]:
        """All the copies."""
        return self.office, self.station, self.county

    def meet(self, *stores: Store) -> None:
        """Let each of some copies take in what the others have; of all where none is named."""
        met = stores or self.all
        for _ in range(2):  # Who was met first hears the second time what the last one had.
            for here, there in permutations(met, 2):
                bring(here, lacking(here, there))

    def agree(self) -> None:
        """Hold the copies against one another, and each against its own log."""
        self.meet()
        assert len({store.read(state_hash) for store in self.all}) == 1
        for store in self.all:
            assert_remade_alike(store)


def apart(folder: Path, stack: ExitStack, **clocks: dt.datetime) -> Apart:
    """Make the copies; `clocks` are when some computers' clocks begin, all others' begin alike."""
    first = folder / "office" / "säffle.plan"
    first.parent.mkdir()
    with begun(first, a_world("office", start=clocks.get("office", MORNING), tick=0.0)) as store:
        plan = a_plan(store)
    stores = {}
    for name, person in PEOPLE.items():
        path = folder / name / first.name
        if path != first:
            path.parent.mkdir()
            shutil.copyfile(first, path)
        world = a_world(name, start=clocks.get(name, MORNING), tick=0.0)
        stores[name] = stack.enter_context(Store.open(path, world, actor=person))
        stores[name].do(nothing)
    made = Apart(**stores, plan=plan)
    made.meet()
    return made


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Apart]:
    """Three copies whose clocks go alike, to the last second."""
    with ExitStack() as stack:
        yield apart(tmp_path, stack)
