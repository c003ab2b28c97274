"""What copies at random have found, told so that a person can follow it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from db.journal.rebuild import differences
from db.operations import delete, undo
from db.store import Store
from tests.exchange.meeting_places import copies
from tests.merging import bring, lacking
from tests.plan_dump import differing, in_sight


def holds(store: Store) -> None:
    """The tables say what the log says."""
    assert store.read(lambda session: list(differences(session))) == []


def test_a_part_that_came_back_brings_its_whole_back_though_it_was_deleted_again(tmp_path: Path) -> None:
    """The station deletes the agreement; the office meanwhile deletes an activity, undoes that, deletes it
    again. What the undo wrote was unknown to the station, and keeps the agreement in sight: also where it
    comes together with a deletion that knew of it.
    """
    with ExitStack() as stack:
        (office, station), plan = copies(tmp_path, stack)
        station.do(delete, plan.agreement)
        office.do(delete, plan.activity)
        office.do(undo)
        office.do(delete, plan.activity)
        bring(station, lacking(station, office))
        holds(station)
        bring(office, lacking(office, station))
        holds(office)
        assert differing(office.read(in_sight), station.read(in_sight)) == []
        assert [row[0] for row in office.read(in_sight)["agreement"]] == [plan.agreement]
